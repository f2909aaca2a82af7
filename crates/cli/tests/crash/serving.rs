//! `isnad serve`: pages that are uploaded, decisions that are sent. What was answered is acknowledged.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::started::start;
use crate::visitor::Visitor;
use crate::{Random, page, rounds, sound, stemmer};

/// Pages that fill a store.
const PAGES: usize = 60;

/// Who writes to a server.
struct Desk(Visitor);

impl Desk {
    fn start(db: &Path) -> (Self, Child) {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--db"]).arg(db).env_remove("ISNAD_TOKEN");
        let (child, line) = start(command);
        (Desk(Visitor::of(&line)), child)
    }

    /// Uploads a page; whether that was acknowledged.
    fn upload(&self, n: usize) -> bool {
        let answer = self.0.upload(&format!("{n}.txt"), &page(n));
        answer.is_some_and(|answer| answer.starts_with("HTTP/1.1 200") && answer.contains("role=\"status\""))
    }

    /// Accepts the first claim of a page for a reason that no other decision has; whether that was acknowledged.
    fn accept(&self, n: usize, reason: &str) -> bool {
        let body = format!("token={}&what=accept&by=Layla&reason={reason}&page=upload:{n}.txt&claim=c1&back=/", self.0.token);
        let answer = self.0.send("POST", "/decisions", "application/x-www-form-urlencoded", &body);
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
