//! A server on this machine whose answers a test gives.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;

/// What is asked.
pub struct Request {
    /// The host and port that are asked.
    pub host: String,
    /// The path, from its stroke on.
    pub path: String,
    /// `If-None-Match`.
    pub etag: Option<String>,
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Such as `200 OK`.
    pub status: &'static str,
    /// Whole lines.
    pub headers: String,
    /// The body.
    pub body: String,
}

impl Answer {
    /// Of a kind.
    pub fn of(kind: &str, body: impl Into<String>) -> Self {
        Answer { status: "200 OK", headers: format!("Content-Type: {kind}\r\n"), body: body.into() }
    }

    /// Nothing but a status.
    pub fn status(status: &'static str) -> Self {
        Answer { status, headers: String::new(), body: String::new() }
    }

    /// With a header more.
    pub fn with(mut self, header: &str) -> Self {
        self.headers += &format!("{header}\r\n");
        self
    }
}

/// Serves at an address of this machine; gives the port.
pub fn serve(at: Ipv4Addr, answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind((at, 0)).expect("a port");
    let port = listener.local_addr().expect("its address").port();
    let answer = Arc::new(answer);
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let answer = Arc::clone(&answer);
            std::thread::spawn(move || respond(&stream, &*answer));
        }
    });
    port
}

fn respond(mut stream: &TcpStream, answer: &dyn Fn(&Request) -> Answer) {
    let lines: Vec<String> = BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let header = |name: &str| {
        let named = lines.iter().filter_map(|line| line.split_once(": ")).find(|(n, _)| n.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.to_owned())
    };
    let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    let request = Request { host: header("host").unwrap_or_default(), path, etag: header("if-none-match") };
    let Answer { status, headers, body } = answer(&request);
    let length = body.len();
    let _ = write!(stream, "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
}

/// A page of our own: a flood in an invented village.
pub fn page(village: &str, killed: usize) -> Answer {
    let text = format!(
        "قالت الشرطة إن {killed} أشخاص قتلوا وأصيب آخرون في فيضان ضرب قرية {village} يوم الاثنين 6 مايو 2024، وتواصل فرق الإنقاذ البحث عن مفقودين."
    );
    news(&format!("فيضان في قرية {village}"), &text)
}

/// A page of a title and a paragraph.
pub fn news(title: &str, text: &str) -> Answer {
    let html =
        format!("<!doctype html><html lang=\"ar\"><head><title>{title}</title></head><body><article><p>{text}</p></article></body></html>");
    Answer::of("text/html; charset=utf-8", html)
}

/// A feed that lists addresses, each with the time at which it was changed, if it says one.
pub fn atom(title: &str, entries: &[(String, Option<&str>)]) -> Answer {
    let entry = |(address, updated): &(String, Option<&str>)| {
        let updated = updated.map(|at| format!("<updated>{at}</updated>")).unwrap_or_default();
        format!("<entry><id>{address}</id><title>خبر</title><link href=\"{address}\"/>{updated}</entry>")
    };
    let entries: String = entries.iter().map(entry).collect();
    let feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:{title}</id><title>{title}</title>{entries}</feed>"
    );
    Answer::of("application/atom+xml", feed)
}
