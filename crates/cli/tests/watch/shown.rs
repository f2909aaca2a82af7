//! Status and metrics of a watch that runs.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};

use jiff::Timestamp;
use serde_json::Value;

use crate::desk::{Desk, until};
use crate::served::{Answer, atom, page};

/// What is answered to somebody who calls the server by a name: the head and the body.
fn get(port: u16, host: &str, path: &str) -> (String, String) {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return Default::default() };
    let _ = write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Language: en\r\nConnection: close\r\n\r\n");
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer.split_once("\r\n\r\n").map(|(head, body)| (head.to_owned(), body.to_owned())).unwrap_or_default()
}

#[test]
fn status_and_metrics_say_how_it_stands_to_this_machine_alone() {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port").local_addr().expect("its address").port();
    let desk = Desk::new(&format!(
        "listen = \"127.0.0.1:{port}\"\n[[feed]]\naddress = \"http://HOST/feed\"\nname = \"<b>Nakheel\"\n[[feed]]\naddress = \"http://HOST/trouble\"\n[[alert]]\nname = \"killed\"\non = [\"revision\"]\nto = \"atom\""
    ));
    desk.site.answer("/feed", atom("نخيل", &[(desk.url("/1"), None)]));
    desk.site.answer("/1", page("الوادي", 4));
    desk.site.answer("/trouble", Answer::status("500 Internal Server Error"));
    let mut child = desk.watch(10, Timestamp::now());
    let metrics = || get(port, "localhost", "/metrics").1;
    let value = |name: &str| {
        let line = metrics().lines().find_map(|line| line.strip_prefix(&format!("isnad_watch_{name} ")).map(str::to_owned));
        line.and_then(|value| value.parse::<f64>().ok())
    };
    until("all read", || {
        let failed = value("faults_total{kind=\"server\"}").is_some();
        failed && value("pages_total{outcome=\"new\"}") == Some(1.0) && value("links_waiting") == Some(0.0)
    });
    assert_eq!((value("feeds{state=\"ok\"}"), value("feeds{state=\"failing\"}")), (Some(1.0), Some(1.0)));
    assert_eq!((value("links_waiting"), value("requests_total{what=\"page\"}")), (Some(0.0), Some(1.0)));
    assert!(value("seconds_since_success").is_some());
    until("told", || value("alerts_told_total{alert=\"killed\"}").is_some_and(|told| told >= 1.0));
    assert_eq!(value("alert_failures{alert=\"killed\"}"), Some(0.0));
    for line in metrics().lines().filter(|line| !line.starts_with('#')) {
        let (name, number) = line.rsplit_once(' ').expect("a name and a value");
        assert!(name.starts_with("isnad_watch_") && number.parse::<f64>().is_ok(), "{line}");
    }
    let (head, body) = get(port, &format!("127.0.0.1:{port}"), "/status");
    assert!(head.contains("text/html") && body.contains("Failures in a row") && body.contains("&#60;b&#62;Nakheel"), "{head}\n{body}");
    assert!(body.contains("<h2>Alerts</h2>") && body.contains("<bdi>killed</bdi>") && body.contains("Feed in a file"), "{body}");
    assert!(get(port, "localhost", "/status?lang=ar").1.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(get(port, "localhost", "/style/ar").0.contains("text/css"));
    let status: Value = serde_json::from_str(&get(port, "localhost", "/status.json").1).expect("JSON");
    assert_eq!((&status["links"]["read"], status["feeds"].as_array().map(Vec::len)), (&1.into(), Some(2)));
    assert_eq!((&status["alerts"][0]["name"], &status["alerts"][0]["way"]), (&"killed".into(), &"atom".into()));
    assert!(get(port, "nakheel.example", "/metrics").0.starts_with("HTTP/1.1 421"), "a name of another site");
    child.kill().expect("it ends");
    child.wait().expect("it ends");

    desk.feeds("listen = \"0.0.0.0:0\"\n[[feed]]\naddress = \"http://HOST/feed\"");
    let said = desk.once(0);
    assert!(said.status == Some(2) && said.told[0].contains("others may reach"), "{said:?}");
}
