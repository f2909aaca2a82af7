//! Servers on this machine, and how they are asked.

use std::collections::HashMap;
use std::future::Future;
use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use isnad_collect::fetch::{LookUp, Settings};
use isnad_collect::{Limits, Walls};

/// What was asked for: the path, and the header lines in small letters.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub head: String,
}

/// A server on this machine. It answers one request a connection.
pub struct Server {
    pub address: SocketAddr,
    pub asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub fn new(answer: impl Fn(&Asked, &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("its address");
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let server = Server { address, asked: Arc::clone(&asked) };
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (answer, asked) = (Arc::clone(&answer), Arc::clone(&asked));
                std::thread::spawn(move || {
                    let Some(request) = request(&stream) else { return };
                    asked.lock().expect("unpoisoned").push(request.clone());
                    // The other side may have gone.
                    let _ = answer(&request, &mut stream.try_clone().expect("a handle"));
                });
            }
        });
        server
    }

    /// A server that answers every path, but has no robots.txt.
    pub fn pages(answer: impl Fn(&Asked) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Server::new(move |asked, to| {
            to.write_all(&if asked.path == "/robots.txt" { response("404 Not Found", "", b"") } else { answer(asked) })
        })
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://nakheel.test:{}{path}", self.address.port())
    }

    pub fn paths(&self) -> Vec<String> {
        self.asked.lock().expect("unpoisoned").iter().map(|a| a.path.clone()).collect()
    }

    pub fn last(&self) -> Asked {
        self.asked.lock().expect("unpoisoned").last().cloned().expect("it was asked")
    }
}

pub fn request(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines();
    let path = lines.next()?.ok()?.split(' ').nth(1)?.to_owned();
    let mut head = String::new();
    for line in lines.map_while(Result::ok).take_while(|l| !l.is_empty()) {
        head += &(line.to_lowercase() + "\n");
    }
    Some(Asked { path, head })
}

pub fn response(status: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{head}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

pub fn html(head: &str, body: &[u8]) -> Vec<u8> {
    response("200 OK", &format!("Content-Type: text/html\r\n{head}"), body)
}

pub fn redirect(to: &str) -> Vec<u8> {
    response("302 Found", &format!("Location: {to}\r\n"), b"")
}

/// Names as the test has them; each look-up of a name takes the next of its addresses, the last for ever.
#[derive(Default)]
pub struct Names(pub Mutex<HashMap<&'static str, Vec<IpAddr>>>);

impl LookUp for Names {
    fn look_up(&self, host: String) -> Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>> {
        let mut names = self.0.lock().expect("unpoisoned");
        let address = names.get_mut(host.as_str()).map(|all| if all.len() > 1 { all.remove(0) } else { all[0] });
        Box::pin(async move { address.map(|a| vec![a]).ok_or_else(|| std::io::Error::other("no such host")) })
    }
}

pub fn settings() -> Settings {
    let local = IpAddr::from(Ipv4Addr::LOCALHOST);
    let names = HashMap::from([("nakheel.test", vec![local]), ("inner.test", vec![local]), ("amp.nakheel.test", vec![local])]);
    Settings {
        limits: Limits { page: 64 << 10, ..Limits::default() },
        connect: Duration::from_secs(2),
        idle: Duration::from_secs(2),
        whole: Duration::from_secs(5),
        pause: Duration::ZERO,
        allow: vec!["nakheel.test".parse().expect("a host"), "amp.nakheel.test".parse().expect("a host")],
        look_up: Arc::new(Names(Mutex::new(names))),
        walls: Walls::new(&isnad_packs::built_in().expect("packs")),
        ..Settings::default()
    }
}

pub fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}
