//! `isnad serve`: pages that are uploaded, decisions that are sent. What was answered is acknowledged.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::started::start;
use crate::{Random, page, rounds, sound, stemmer};

/// Pages that fill a store.
const PAGES: usize = 60;

/// A server and who writes to it.
struct Desk {
    address: String,
    cookie: String,
    token: String,
}

impl Desk {
    fn start(db: &Path) -> (Self, Child) {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--db"]).arg(db).env_remove("ISNAD_TOKEN");
        let (child, line) = start(command);
        let address = line.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut desk = Desk { address, cookie: String::new(), token: String::new() };
        let form = desk.send("GET", "/add", "text/plain", "").expect("it answers");
        let part = |behind: &str, end: char| form.split_once(behind).and_then(|(_, rest)| rest.split(end).next()).unwrap_or_default();
        (desk.cookie, desk.token) = (part("set-cookie: ", ';').to_owned(), part("name=\"token\" value=\"", '"').to_owned());
        (desk, child)
    }

    /// The whole answer, or nothing if the server was killed before it was.
    fn send(&self, method: &str, path: &str, kind: &str, body: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
            self.address, self.cookie
        );
        stream.write_all((head + body).as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let whole = head.lines().find_map(|l| l.strip_prefix("content-length: ")?.parse::<usize>().ok())?;
        (body.len() >= whole).then_some(answer)
    }

    /// Uploads a page; whether that was acknowledged.
    fn upload(&self, n: usize) -> bool {
        let field = |head: &str, value: &str| format!("--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n");
        let body = field("name=\"token\"", &self.token) + &field(&format!("name=\"file\"; filename=\"{n}.txt\""), &page(n)) + "--x--\r\n";
        let answer = self.send("POST", "/add", "multipart/form-data; boundary=x", &body);
        answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 200") && answer.contains("role=\"status\""))
    }

    /// Accepts the first claim of a page for a reason that no other decision has; whether that was acknowledged.
    fn accept(&self, n: usize, reason: &str) -> bool {
        let body = format!("token={}&what=accept&by=Layla&reason={reason}&page=upload:{n}.txt&claim=c1&back=/", self.token);
        let answer = self.send("POST", "/decisions", "application/x-www-form-urlencoded", &body);
        answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 303"))
    }
}

/// What the server acknowledged.
#[derive(Default)]
struct Acknowledged {
    pages: BTreeSet<String>,
    decisions: BTreeSet<String>,
}

/// Writes what is not acknowledged yet, a page and a decision on it in turn, until all is or the server is killed, which happens after
/// a while if one is given.
fn write(db: &Path, acknowledged: &mut Acknowledged, killed_after: Option<Duration>, round: u64) {
    let (desk, mut process) = Desk::start(db);
    let killer = std::thread::spawn(move || {
        if let Some(after) = killed_after {
            std::thread::sleep(after);
            let _ = process.kill();
        }
        process
    });
    // A writer has fifty requests at once.
    for n in (0..PAGES).filter(|n| !acknowledged.pages.contains(&format!("upload:{n}.txt"))).take(20).collect::<Vec<_>>() {
        if !desk.upload(n) {
            break;
        }
        acknowledged.pages.insert(format!("upload:{n}.txt"));
        let reason = format!("round-{round}-page-{n}");
        if !desk.accept(n, &reason) {
            break;
        }
        acknowledged.decisions.insert(reason);
    }
    let mut process = killer.join().expect("it is killed");
    let _ = process.kill();
    let _ = process.wait();
}

#[test]
fn what_was_answered_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let stemmer = stemmer();
    let db = |n: u64| folder.path().join(format!("{n}.isnad"));
    let (mut first, started) = (Acknowledged::default(), Instant::now());
    write(&db(u64::MAX), &mut first, None, 0);
    assert_eq!((first.pages.len(), first.decisions.len()), (20, 20));
    let whole = started.elapsed();

    let (mut store, mut acknowledged) = (0, Acknowledged::default());
    let (mut answered, mut random) = (0, Random(0x2545_f491_4f6c_dd1d));
    for round in 0..rounds() {
        let before = acknowledged.pages.len();
        write(&db(store), &mut acknowledged, Some(whole.mul_f64(random.next())), round);
        answered += acknowledged.pages.len() - before;
        let (opened, pages) = sound(&db(store), &stemmer, &acknowledged.pages, round);
        let reasons: Vec<String> = opened.decisions().expect("decisions").into_iter().filter_map(|line| line.decision.reason).collect();
        let once: BTreeSet<String> = reasons.iter().cloned().collect();
        assert_eq!(once.len(), reasons.len(), "round {round}: a decision is there twice");
        let lost: Vec<&String> = acknowledged.decisions.difference(&once).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
        if pages.len() == PAGES {
            (store, acknowledged) = (store + 1, Acknowledged::default());
        }
    }
    assert!(answered > 0, "no kill came late enough for an answer");
    println!("{} kills, {answered} pages acknowledged before them, {} stores filled", rounds(), store);
}
