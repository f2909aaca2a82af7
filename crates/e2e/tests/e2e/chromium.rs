//! A browser that is told what to do over a pipe (Chrome DevTools Protocol): JSON with a zero byte behind each message.
//!
//! With the pipe no port is open that others could speak to, and the browser ends when the test does, however that ends.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{LazyLock, Once};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::packages;

/// A guard against hanging: this machine may be busy.
const PATIENCE: Duration = Duration::from_secs(90);

/// What it is called on the systems that have it.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Nothing is asked of the network but what the pages ask for.
const FLAGS: [&str; 12] = [
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
];

/// The browser's program, looked for and installed once a run.
static PROGRAM: LazyLock<Option<PathBuf>> = LazyLock::new(program);

fn program() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("ISNAD_BROWSER") {
        return (named != "none").then(|| named.into());
    }
    let found = on_path().or_else(|| packages::install("chromium").then(on_path).flatten());
    assert!(
        found.is_some(),
        "No browser: install Chromium (on Debian, as root: apt-get install chromium), or name one with ISNAD_BROWSER=/path/to/chromium, \
         or leave these tests out with ISNAD_BROWSER=none"
    );
    found
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|file| file.is_file())
}

/// A browser of its own for one test: nothing is remembered from another.
pub struct Chromium {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    last: u64,
    events: Vec<Value>,
    _profile: TempDir,
}

impl Chromium {
    /// Starts it, unless these tests are left out.
    pub fn start() -> Option<Self> {
        let Some(program) = PROGRAM.as_ref() else {
            static SAID: Once = Once::new();
            // Not through `eprintln`, which a test that passes keeps to itself.
            SAID.call_once(|| drop(writeln!(std::io::stderr(), "ISNAD_BROWSER=none: the browser tests did not run")));
            return None;
        };
        let profile = tempfile::tempdir().expect("a folder");
        // The browser reads from its third and writes to its fourth file.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"])
            .arg(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .env("HOME", profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|fault| panic!("{}: {fault}", program.display()));
        let (to, out) = (child.stdin.take().expect("a pipe"), child.stdout.take().expect("a pipe"));
        let (sender, from) = channel();
        std::thread::spawn(move || {
            for message in BufReader::new(out).split(0).map_while(Result::ok) {
                let message = serde_json::from_slice(&message).expect("the browser speaks JSON");
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Some(Chromium { child, to, from, last: 0, events: Vec::new(), _profile: profile })
    }

    /// Asks for something; a refusal fails the test.
    pub fn call(&mut self, session: Option<&str>, method: &str, params: &Value) -> Value {
        self.last += 1;
        let mut message = json!({"id": self.last, "method": method, "params": params});
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let sent = self.to.write_all(format!("{message}\0").as_bytes());
        sent.unwrap_or_else(|fault| panic!("{method}: the browser is gone: {fault}"));
        loop {
            let mut message = self.next(method);
            if message["id"] == self.last {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].take();
            }
            self.events.push(message);
        }
    }

    /// Waits until something happens that has not been waited for.
    pub fn wait(&mut self, event: &str) {
        self.wait_until(event, |_| true);
    }

    /// Waits until something happens in a certain way.
    pub fn wait_until(&mut self, event: &str, is_so: impl Fn(&Value) -> bool) {
        while !self.events.iter().any(|e| e["method"] == event && is_so(e)) {
            let message = self.next(event);
            self.events.push(message);
        }
        self.forget(event);
    }

    /// Forgets that something happened.
    pub fn forget(&mut self, event: &str) {
        self.events.retain(|e| e["method"] != event);
    }

    /// What happened of one kind so far.
    pub fn happened<'a>(&'a self, event: &'a str) -> impl Iterator<Item = &'a Value> {
        self.events.iter().filter(move |e| e["method"] == event).map(|e| &e["params"])
    }

    fn next(&mut self, waited_for: &str) -> Value {
        match self.from.recv_timeout(PATIENCE) {
            Ok(message) => message,
            Err(fault) => panic!("waited for {waited_for}: {fault}; the browser: {:?}", self.child.try_wait()),
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
