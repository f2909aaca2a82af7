//! Archives made for the tests, and what is read of them.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use isnad_collect::{Columns, Found, Kind, Limits, Outcome, Position, Step, Why, read};

pub const PAGE: &str = "<!doctype html><html><head><title>الجسر</title></head><body><p>قالت البلدية إن الجسر يفتح غدا.</p></body></html>";

/// A file that goes away with the test.
pub struct File {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl File {
    pub fn new(name: &'static str, bytes: impl AsRef<[u8]>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(name), bytes).expect("written");
        File { folder, name }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    /// All steps from a position on, with columns as they are given.
    pub fn steps_from(&self, from: Position, columns: &str, limits: &Limits) -> (Vec<Step>, Result<(), Why>) {
        let mut steps = Vec::new();
        let path = self.path();
        let kind = Kind::of(&path).expect("a known ending");
        let columns: Columns = columns.parse().expect("columns");
        let read = read(&path, kind, from, &columns, limits, &mut |step| {
            steps.push(step);
            ControlFlow::Continue(())
        });
        (steps, read)
    }

    pub fn steps(&self) -> Vec<Step> {
        let (steps, read) = self.steps_from(Position::default(), "", &Limits::default());
        read.expect("an archive");
        steps
    }

    pub fn limited(&self, limits: &Limits) -> (Vec<Step>, Result<(), Why>) {
        self.steps_from(Position::default(), "", limits)
    }

    /// A line for each step: the place behind the file's name, and the address or why there is none.
    pub fn told(&self) -> Vec<String> {
        self.steps().iter().map(told).collect()
    }
}

pub fn told(step: &Step) -> String {
    let within = step.place.within();
    match &step.outcome {
        Outcome::Page(found) => format!("{within}: {}", found.address.as_deref().unwrap_or("-")),
        Outcome::Skipped(why) => format!("{within}: {why}"),
    }
}

pub fn pages(steps: &[Step]) -> Vec<&Found> {
    let page = |step| match step {
        &Step { outcome: Outcome::Page(ref found), .. } => Some(found),
        _ => None,
    };
    steps.iter().filter_map(page).collect()
}

pub fn addresses(steps: &[Step]) -> Vec<String> {
    pages(steps).iter().map(|p| p.address.clone().unwrap_or_default()).collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

/// A record of a WARC file.
pub fn record(kind: &str, address: &str, content_type: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-06T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

/// A record with a response.
pub fn response(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let content = [head.as_bytes(), b"\r\n\r\n", body].concat();
    record("response", address, "application/http; msgtype=response", &content)
}

/// A record with a page.
pub fn page(n: usize) -> Vec<u8> {
    let body = PAGE.replace("الجسر يفتح", &format!("الجسر رقم {n} يفتح"));
    response(&address(n), "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", body.as_bytes())
}

pub fn address(n: usize) -> String {
    format!("https://nakheel.example/news/{n}")
}
