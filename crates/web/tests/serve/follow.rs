//! Whoever follows the changes: nothing lost, nothing twice, whichever process writes.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use isnad_web::{Patience, Server, Settings};
use serde_json::Value;

use crate::desk::{Desk, given, settings};

/// A stream of events that is read line by line.
struct Stream(BufReader<TcpStream>);

/// An event: its number and its data.
type Event = (Option<i64>, Option<Value>);

impl Stream {
    fn open(address: SocketAddr, query: &str, last: Option<i64>) -> Self {
        let mut stream = TcpStream::connect(address).expect("it answers");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit");
        let last = last.map(|last| format!("Last-Event-ID: {last}\r\n")).unwrap_or_default();
        let head = format!("GET /api/v1/changes/stream{query} HTTP/1.1\r\nHost: {address}\r\n{last}\r\n");
        stream.write_all(head.as_bytes()).expect("it is sent");
        let mut stream = Stream(BufReader::new(stream));
        let head = stream.line().expect("a status");
        assert_eq!(head, "HTTP/1.1 200 OK");
        while stream.line().is_some_and(|line| !line.is_empty()) {}
        stream
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let length = self.0.read_line(&mut line).expect("it comes in time");
        (length > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// The next event; nothing at the end of the stream.
    fn next(&mut self) -> Option<Event> {
        let (mut number, mut data) = (None, None);
        loop {
            let line = self.line()?;
            match line.split_once(": ").unwrap_or((&line, "")) {
                ("id", value) => number = Some(value.parse().expect("a number")),
                ("data", value) => data = Some(serde_json::from_str(value).expect("JSON")),
                ("", _) if number.is_some() || data.is_some() => return Some((number, data)),
                // Sizes of parts, and how long to wait.
                _ => {}
            }
        }
    }

    /// The next change; what only tells a number is passed over.
    fn change(&mut self) -> (i64, Value) {
        loop {
            if let (Some(number), Some(data)) = self.next().expect("it goes on") {
                return (number, data);
            }
        }
    }
}

pub fn page(number: usize, killed: &str) -> isnad_store::Given {
    let text = format!(
        "<html><head><title>انهيار جسر في درنة {number}</title></head><body><article><h1>انهيار جسر في درنة {number}</h1>
         <p>قالت الشرطة إن {killed} أشخاص قتلوا في انهيار الجسر في درنة يوم الاثنين.</p></article></body></html>"
    );
    given(&format!("/bridge-{number}.html"), &text)
}

#[test]
fn what_another_program_adds_comes_once_and_is_resumed_where_it_was_cut() {
    let desk = Desk::new(None);
    let mut store = desk.store();
    let mut stream = Stream::open(desk.address, "", None);
    assert_eq!(stream.next().expect("a greeting"), (Some(0), None));
    store.add(&[page(1, "ثلاثة")]).expect("it is added");
    let (first, change) = stream.change();
    assert_eq!((first, &change["kind"], &change["number"]), (1, &"new_page".into(), &1.into()));
    assert_eq!(change["page"], "/bridge-1.html");
    let (second, _) = stream.change();
    drop(stream);
    // While nobody follows, more is written.
    store.add(&[page(2, "سبعة")]).expect("it is added");
    let last = store.changes_kept().expect("numbers").1;
    let mut stream = Stream::open(desk.address, "", Some(second));
    let numbers: Vec<i64> = (second..last).map(|_| stream.change().0).collect();
    assert_eq!(numbers, (second + 1..=last).collect::<Vec<_>>());
    // `since` begins anew, the header goes before it.
    assert_eq!(Stream::open(desk.address, "?since=0", None).change().0, 1);
    assert_eq!(Stream::open(desk.address, "?since=0", Some(1)).change().0, 2);
}

#[test]
fn a_stream_of_some_kinds_tells_how_far_it_came() {
    let desk = Desk::with(None, |settings| {
        settings.patience = Patience { silence: Duration::from_millis(200), ..Patience::default() };
    });
    let mut store = desk.store();
    let mut stream = Stream::open(desk.address, "?kind=revision,dispute", None);
    assert_eq!(stream.next().expect("a greeting"), (Some(0), None));
    store.add(&[page(1, "ثلاثة")]).expect("it is added");
    let (number, change) = stream.change();
    assert_eq!((&change["kind"], &change["low"], &change["series"]["measure"]), (&"revision".into(), &3.into(), &"killed".into()));
    assert!(number > 1);
    // A word of other kinds is passed over, but not forgotten.
    let text = "<html><body><article><h1>معرض الكتاب</h1><p>افتتح معرض الكتاب في طرابلس أمس.</p></article></body></html>";
    store.add(&[given("/fair.html", text)]).expect("it is added");
    let last = store.changes_kept().expect("numbers").1;
    let mut told = stream.next().expect("it goes on");
    while told.0 != Some(last) {
        assert_eq!(told.1, None);
        told = stream.next().expect("it goes on");
    }
}

#[test]
fn those_who_follow_are_so_many_and_are_sent_home_at_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let patience = Patience { connection: Duration::from_secs(300), end: Duration::from_secs(20), ..Patience::default() };
    let server = Server::bind(Settings { patience, ..settings(folder.path(), "127.0.0.1:0", None) }).expect("it listens");
    let address = server.address().expect("an address");
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = std::thread::spawn(move || {
        server.run_until(async {
            let _ = stopped.await;
        });
    });
    let mut streams: Vec<Stream> = (0..64).map(|_| Stream::open(address, "", None)).collect();
    let mut one_more = TcpStream::connect(address).expect("it answers");
    write!(one_more, "GET /api/v1/changes/stream HTTP/1.1\r\nConnection: close\r\nHost: {address}\r\n\r\n").expect("it is sent");
    let answer = std::io::read_to_string(one_more).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("application/problem+json"), "{answer}");
    // Whoever leaves makes room.
    drop(streams.pop());
    let mut room = false;
    for _ in 0..100 {
        let mut next = TcpStream::connect(address).expect("it answers");
        write!(next, "GET /api/v1/changes/stream HTTP/1.1\r\nHost: {address}\r\n\r\n").expect("it is sent");
        let mut status = String::new();
        BufReader::new(next).read_line(&mut status).expect("an answer");
        room = status.starts_with("HTTP/1.1 200");
        if room {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(room);
    let told = std::time::Instant::now();
    drop(stop);
    running.join().expect("it ends");
    assert!(told.elapsed() < Duration::from_secs(15), "{:?}", told.elapsed());
    for mut stream in streams {
        while stream.next().is_some() {}
    }
}
