//! Addresses as users add them, from a server on this machine.
#![cfg(feature = "fetch")]
#![allow(clippy::expect_used)] // a test may fail loudly

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;

fn html(n: usize, head: &str) -> String {
    format!(
        "<!doctype html><html><head>{head}<title>فيضان في قرية الوادي {n}</title></head><body><article><p>قالت الشرطة إن {} أشخاص قتلوا وأصيب آخرون في فيضان ضرب قرية الوادي {n} يوم الاثنين 6 مايو 2024، وتواصل فرق الإنقاذ البحث عن مفقودين.</p></article></body></html>",
        3 + n
    )
}

/// A server of pages with an `ETag`; gives its port.
fn server() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("its address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let lines: Vec<String> = BufReader::new(&stream).lines().map_while(Result::ok).take_while(|l| !l.is_empty()).collect();
            let path = lines.first().and_then(|l| l.split(' ').nth(1)).unwrap_or_default().to_owned();
            let known = lines.iter().any(|l| l.eq_ignore_ascii_case("if-none-match: \"v1\""));
            let paid = "<script type=\"application/ld+json\">{\"isAccessibleForFree\": false}</script>";
            let (status, body) = match path.as_str() {
                "/1" | "/2" if known => ("304 Not Modified", String::new()),
                "/1" => ("200 OK", html(1, "")),
                "/2" => ("200 OK", html(2, paid)),
                _ => ("404 Not Found", String::new()),
            };
            let _ = write!(
                &stream,
                "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nETag: \"v1\"\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    port
}

fn run(db: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
    let output = command.env("ISNAD_DB", db).args(arguments).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

#[test]
fn addresses_are_added_once_and_asked_again_with_what_is_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("desk.isnad");
    let host = format!("127.0.0.1:{}", server());
    let url = |n: usize| format!("http://{host}/{n}");

    let (out, told, status) = run(&db, &["add", &url(1)]);
    assert_eq!((out.as_str(), status), ("0 new, 0 changed, 0 known, 1 failed\n", Some(1)));
    assert_eq!(
        told,
        format!("isnad: {}: 127.0.0.1 is not of the public internet; if you mean it, name it with --allow-host 127.0.0.1\n", url(1))
    );

    let all = ["add", "--allow-host", &host, &url(1), &url(2), &url(3)];
    let (out, told, status) = run(&db, &all);
    assert_eq!((out.as_str(), status), ("2 new, 0 changed, 0 known, 1 failed\n", Some(1)), "{told}");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(
        lines,
        [
            format!("isnad: {}: it says that it is for subscribers; what came of it is read", url(2)),
            format!("isnad: {}: status 404: there is no such page; check the address", url(3)),
        ]
    );
    let (out, _, _) = run(&db, &all);
    assert_eq!(out, "0 new, 0 changed, 2 known, 1 failed\n");
    let (out, _, _) = run(&db, &["add", "--format", "json", "--allow-host", &host, &url(1)]);
    let line: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(line, serde_json::json!({"given": url(1), "source": url(1), "version": 1, "outcome": "known"}));
    // A password is neither kept nor shown.
    let secret = url(3).replace("//", "//layla:secret@");
    let (_, told, _) = run(&db, &["add", "--allow-host", &host, &secret]);
    assert_eq!(told, format!("isnad: {}: status 404: there is no such page; check the address\n", url(3)));
    let (_, told, _) = run(&db, &["add", "https://layla:secret@["]);
    assert_eq!(told, "isnad: https://[: no address of a page: invalid IPv6 address; give it as a browser shows it\n");
    let (out, _, status) = run(&db, &["check"]);
    assert!(out.contains("sound; 2 pages in 2 versions") && status == Some(0), "{out}");

    let (out, told, status) = run(&db, &["analyze", "--allow-host", &host, &url(1)]);
    let article: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((article["source"].as_str(), told.as_str(), status), (Some(url(1).as_str()), "", Some(0)));
    let (_, told, status) = run(&db, &["add", "--allow-host", "a b", &url(1)]);
    assert!(status == Some(2) && told.contains("HOST:PORT"), "{told}");
}
