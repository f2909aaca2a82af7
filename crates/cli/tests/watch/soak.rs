//! A soak of `isnad watch`: 200 feeds of 200 hosts of this machine, in a time that runs 600 times as fast, with servers that fail at
//! random, and a `kill -9` every minute. Every page that was published is in the store, once, and memory stays as it was.
//!
//! It takes as many minutes as `ISNAD_SOAK` says, and some until all is read; docs/collecting.md says how it is run.
#![allow(clippy::print_stdout)] // it says what it measured

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use isnad_lexicon::Stemmer;
use isnad_store::Store;

use crate::served::{Answer, Request, atom, serve};

/// Feeds, each of a host of its own.
const FEEDS: usize = 200;
/// How long each waits from one page to the next.
const PUBLISHES: Duration = Duration::from_secs(60);
/// How long the program lives.
const LIFE: Duration = Duration::from_secs(60);
/// How much faster time runs.
const SPEED: &str = "600";
/// How long it may take until all is read when nothing fails any more: more than a day in the program's time.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The servers.
struct Net {
    begun: Instant,
    publishes: Duration,
    failing: AtomicBool,
    failed: AtomicUsize,
}

impl Net {
    /// How many pages a feed has published.
    fn published(&self, feed: usize) -> usize {
        let before = PUBLISHES.mul_f64(feed as f64 / FEEDS as f64);
        let since = self.begun.elapsed().min(self.publishes).saturating_sub(before);
        1 + (since.as_secs_f64() / PUBLISHES.as_secs_f64()) as usize
    }

    fn answer(&self, request: &Request) -> Answer {
        let host = &request.host;
        let feed: usize = host.split(['.', ':']).nth(3).and_then(|n| n.parse().ok()).unwrap_or_default();
        if request.path == "/robots.txt" {
            // A site whose robots.txt is in trouble is left alone for ten minutes, whatever the clock shows.
            return Answer::status("404 Not Found");
        }
        let sound = if request.path == "/feed" {
            let pages: Vec<_> = (0..self.published(feed)).map(|n| (format!("http://{host}/{n}"), None)).collect();
            atom("نخيل", &pages)
        } else {
            article(feed, request.path[1..].parse().unwrap_or_default())
        };
        if !self.failing.load(Ordering::Relaxed) || fastrand::u8(..100) >= 20 {
            return sound;
        }
        self.failed.fetch_add(1, Ordering::Relaxed);
        match fastrand::u8(..5) {
            0 => Answer::status("500 Internal Server Error"),
            1 => Answer::status("503 Service Unavailable").with("Retry-After: 60"),
            2 => Answer::status("429 Too Many Requests"),
            // Cut off in the middle.
            3 => sound.with("Transfer-Encoding: chunked"),
            _ => {
                std::thread::sleep(Duration::from_millis(300));
                Answer::status("404 Not Found")
            }
        }
    }
}

/// A page of our own, of words that no other page has.
fn article(feed: usize, n: usize) -> Answer {
    let mut random = fastrand::Rng::with_seed((feed * 100_000 + n) as u64);
    let letters: Vec<char> = "بتجحدرسشصعفقكلمنهوي".chars().collect();
    let mut word = || (0..5).filter_map(|_| random.choice(&letters)).collect::<String>();
    let words: Vec<String> = (0..60).map(|_| word()).collect();
    let (title, text) = (words[..4].join(" "), words[4..].join(" "));
    let html = format!(
        "<!doctype html><html lang=\"ar\"><head><title>{title}</title></head><body><article><p>قالت الشرطة إن {n} أشخاص قتلوا في {text}.</p></article></body></html>"
    );
    Answer::of("text/html; charset=utf-8", html)
}

/// What a process takes, in MiB.
fn resident(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}

fn start(folder: &Path, db: &Path, anchor: &str) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
    command.args(["watch", "feeds.toml", "--speed", SPEED, "--anchor", anchor, "--db"]).arg(db);
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("it starts")
}

#[test]
#[ignore = "it takes as many minutes as ISNAD_SOAK says"]
fn for_a_long_time_every_page_comes_once_and_memory_is_flat() {
    let minutes: u64 = std::env::var("ISNAD_SOAK").ok().and_then(|n| n.parse().ok()).expect("ISNAD_SOAK=minutes");
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("desk.isnad");
    let publishes = Duration::from_secs(60 * minutes);
    let (failing, failed) = (AtomicBool::new(true), AtomicUsize::new(0));
    let net = Arc::new(Net { begun: Instant::now(), publishes, failing, failed });
    let port = serve(Ipv4Addr::UNSPECIFIED, {
        let net = Arc::clone(&net);
        move |request| net.answer(request)
    });
    let hosts: Vec<String> = (0..FEEDS).map(|n| format!("127.0.7.{n}:{port}")).collect();
    let feeds: String = hosts.iter().map(|host| format!("[[feed]]\naddress = \"http://{host}/feed\"\n")).collect();
    let config = format!("[watch]\nevery = \"1h\"\nat_once = 32\nallow_host = {hosts:?}\n{feeds}");
    std::fs::write(folder.path().join("feeds.toml"), config).expect("written");

    let stemmer = Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")));
    let anchor = jiff::Timestamp::now().to_string();
    let mut peaks: Vec<u64> = Vec::new();
    // The highest that it takes until it is killed, or something holds.
    let live = |peaks: &mut Vec<u64>, done: &dyn Fn() -> bool| {
        let (mut child, begun, mut peak) = (start(folder.path(), &db, &anchor), Instant::now(), 0);
        let mut held = false;
        while begun.elapsed() < LIFE && !held {
            std::thread::sleep(Duration::from_secs(1));
            peak = peak.max(resident(&child));
            held = done();
            assert!(child.try_wait().expect("it is asked").is_none(), "it ended by itself");
        }
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        peaks.push(peak);
        held
    };
    while net.begun.elapsed() < publishes {
        live(&mut peaks, &|| net.begun.elapsed() >= publishes);
    }
    net.failing.store(false, Ordering::Relaxed);
    let published: BTreeSet<String> =
        hosts.iter().enumerate().flat_map(|(feed, host)| (0..net.published(feed)).map(move |n| format!("http://{host}/{n}"))).collect();
    let stored = || Store::read(&db, stemmer.clone()).and_then(|store| store.counts()).map_or(0, |counts| counts.pages);
    let until = Instant::now() + PATIENCE;
    while !live(&mut peaks, &|| stored() >= published.len()) {
        assert!(Instant::now() < until, "{} of {} pages", stored(), published.len());
    }

    let store = Store::read(&db, stemmer.clone()).expect("it opens");
    assert_eq!(store.check().expect("it is checked"), Vec::<String>::new());
    let (_, articles) = store.record().expect("the record");
    assert_eq!(articles.len(), published.len());
    assert_eq!(articles.into_iter().map(|article| article.source).collect::<BTreeSet<_>>(), published);
    assert_eq!(store.counts().expect("counts").versions, published.len());
    println!(
        "{} pages of {FEEDS} feeds in {:.0} s, {} answers failed, {} kills; MiB at most in each life: {peaks:?}",
        published.len(),
        net.begun.elapsed().as_secs_f64(),
        net.failed.load(Ordering::Relaxed),
        peaks.len()
    );
    let (first, last) = (peaks.first().copied().unwrap_or_default(), peaks.iter().rev().take(3).max().copied().unwrap_or_default());
    assert!(last <= first + first / 2, "memory grew: {peaks:?}");
}
