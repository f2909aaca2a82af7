//! A desk that watches a server, in a time of its own.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::served::{Answer, Request, serve};

/// How much faster than it does time passes: pauses between requests are a hundredth.
const SPEED: f64 = 100.0;

/// A server, its answers by path, and what was asked.
#[derive(Clone, Default)]
pub struct Site {
    answers: Arc<Mutex<BTreeMap<String, Answer>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// Starts to serve; gives the host with its port.
    fn start(&self) -> String {
        let site = self.clone();
        let port = serve(Ipv4Addr::LOCALHOST, move |request: &Request| {
            let known = request.etag.as_deref().map(|etag| format!(" {etag}")).unwrap_or_default();
            if request.path != "/robots.txt" {
                site.asked.lock().expect("sound").push(format!("{}{known}", request.path));
            }
            let answers = site.answers.lock().expect("sound");
            let answer = answers.get(&request.path).cloned().unwrap_or_else(|| Answer::status("404 Not Found"));
            let same = request.etag.as_ref().is_some_and(|etag| answer.headers.contains(&format!("ETag: {etag}\r\n")));
            if same { Answer::status("304 Not Modified") } else { answer }
        });
        format!("127.0.0.1:{port}")
    }

    /// Answers so from now on.
    pub fn answer(&self, path: &str, answer: Answer) {
        self.answers.lock().expect("sound").insert(path.to_owned(), answer);
    }

    /// What was asked since this was asked last, with the `ETag`s that were sent along.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().expect("sound"))
    }

    /// How much was asked so far.
    pub fn asked_so_far(&self) -> usize {
        self.asked.lock().expect("sound").len()
    }

    /// How often a path was asked so far.
    pub fn times(&self, path: &str) -> usize {
        self.asked.lock().expect("sound").iter().filter(|asked| asked.split(' ').next() == Some(path)).count()
    }
}

/// A desk.
pub struct Desk {
    pub site: Site,
    pub host: String,
    folder: tempfile::TempDir,
}

/// What a run of the program says.
#[derive(Debug)]
pub struct Said {
    pub out: String,
    pub told: Vec<String>,
    pub status: Option<i32>,
}

impl Desk {
    /// A desk that watches what a file says; `HOST` in it is the server.
    pub fn new(feeds: &str) -> Self {
        let (site, folder) = (Site::default(), tempfile::tempdir().expect("a folder"));
        let host = site.start();
        let desk = Desk { site, host, folder };
        desk.feeds(feeds);
        desk
    }

    /// Watches something else from now on.
    pub fn feeds(&self, feeds: &str) {
        let all = format!("[watch]\nallow_host = [\"HOST\"]\n{feeds}").replace("HOST", &self.host);
        std::fs::write(self.folder.path().join("feeds.toml"), all).expect("written");
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    pub fn db(&self) -> PathBuf {
        self.folder.path().join("desk.isnad")
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
        command.env("ISNAD_DB", self.db()).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        let output = self.command().args(arguments).output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let told = text(output.stderr);
        let told = told.lines().map(|line| line.trim_start_matches("isnad: ").replace(&self.host, "HOST")).collect();
        Said { out: text(output.stdout), told, status: output.status.code() }
    }

    /// Reads once what is due, so many minutes from now.
    pub fn once(&self, minutes: i64) -> Said {
        self.once_with(minutes, &[])
    }

    /// The same, told more on the command line.
    pub fn once_with(&self, minutes: i64, more: &[&str]) -> Said {
        // The clock shows that many minutes more than it is when it runs so fast since then.
        let since = SignedDuration::try_from_secs_f64(minutes as f64 * 60.0 / (SPEED - 1.0)).expect("a time");
        let anchor = (Timestamp::now() - since).to_string();
        self.run(&[&["watch", "feeds.toml", "--once", "--speed", &SPEED.to_string(), "--anchor", &anchor], more].concat())
    }

    /// Begins to watch, so much faster than time passes.
    pub fn watch(&self, speed: u32, anchor: Timestamp) -> Child {
        let mut command = self.command();
        command.args(["watch", "feeds.toml", "--speed", &speed.to_string(), "--anchor", &anchor.to_string()]);
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts")
    }

    /// How the feeds stand, as the program says it.
    pub fn status(&self) -> Vec<Value> {
        self.standing("feeds")
    }

    /// How the alerts stand, as the program says it.
    pub fn alerts(&self) -> Vec<Value> {
        self.standing("alerts")
    }

    fn standing(&self, of: &str) -> Vec<Value> {
        let said = self.run(&["watch", "--status", "--format", "json"]);
        let standing: Value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e}: {said:?}"));
        standing[of].as_array().cloned().unwrap_or_else(|| panic!("{said:?}"))
    }

    /// A file of the folder in which the program runs; nothing where there is none.
    pub fn file(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.folder.path().join(name)).ok()
    }
}

/// Waits until something holds; fails if it does not for a long time.
pub fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(120), "not {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
