//! Pages that are no pages: one line on standard error for each, the rest read, never a crash.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::path::Path;

use assert_cmd::Command;

/// What a run over a folder gave: the sources of the articles, the lines of faults, the exit status.
struct Run {
    articles: Vec<serde_json::Value>,
    faults: Vec<String>,
    status: Option<i32>,
}

fn analyze(path: &Path) -> Run {
    let output = Command::cargo_bin("isnad").expect("the program is built").arg("analyze").arg(path).output().expect("it runs");
    let articles = output.stdout.split(|b| *b == b'\n').filter(|l| !l.is_empty());
    Run {
        articles: articles.map(|l| serde_json::from_slice(l).expect("a line of JSON")).collect(),
        faults: String::from_utf8_lossy(&output.stderr).lines().map(str::to_owned).collect(),
        status: output.status.code(),
    }
}

/// A run over one page of these bytes.
fn page(name: &str, bytes: impl AsRef<[u8]>) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    analyze(&path)
}

const GOOD: &str = "قالت الوزارة إن 12 شخصا قتلوا في الحريق.";

/// Refused: one line that names the page and says what is wrong, no article, status 1.
fn refused(name: &str, bytes: impl AsRef<[u8]>, why: &str) {
    let run = page(name, bytes);
    assert!(run.articles.is_empty(), "{name}: {:?}", run.articles);
    assert_eq!(run.faults.len(), 1, "{name}: {:?}", run.faults);
    assert!(run.faults[0].contains(name) && run.faults[0].contains(why), "{name}: {:?}", run.faults);
    assert_eq!(run.status, Some(1), "{name}");
}

/// Read with nothing to complain of.
fn read(name: &str, bytes: impl AsRef<[u8]>) -> serde_json::Value {
    let mut run = page(name, bytes);
    assert_eq!(run.faults, Vec::<String>::new(), "{name}");
    assert_eq!((run.articles.len(), run.status), (1, Some(0)), "{name}");
    run.articles.remove(0)
}

fn killed(article: &serde_json::Value) -> Vec<f64> {
    let claims = article["claims"].as_array().expect("claims");
    claims.iter().filter(|c| c["measure"] == "killed").filter_map(|c| c["low"].as_f64()).collect()
}

#[test]
fn what_is_no_page_is_refused_by_name() {
    refused("empty.txt", "", "empty");
    refused("blank.html", "  \n\t \u{a0}\n", "no text");
    refused("binary.txt", [0u8, 159, 146, 150, 0, 0, 1, 2, 3, 250, 0, 7].repeat(40), "binary");
    refused("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06".repeat(20), "picture");
    refused("markup.html", "<html><head><script>var a = 1;</script></head><body></body></html>", "no text");
}

#[test]
fn a_page_beyond_the_limit_is_refused_and_not_held_in_memory() {
    let line = format!("{GOOD}\n\n");
    refused("huge.txt", line.repeat((200 << 20) / line.len()), "more than");
}

#[test]
fn a_page_in_a_language_without_a_pack_is_kept_without_claims() {
    let run = page("english.txt", "The ministry said on Monday that the bridge would be closed for two weeks because of repairs.");
    assert_eq!(run.articles.len(), 1);
    assert_eq!(run.articles[0]["language"], "en");
    assert_eq!(run.articles[0]["claims"].as_array().map(Vec::len), Some(0));
    assert!(run.faults.len() == 1 && run.faults[0].contains("english.txt") && run.faults[0].contains("language"), "{:?}", run.faults);
}

#[test]
fn broken_pages_are_read_as_far_as_they_go() {
    assert_eq!(killed(&read("truncated.html", format!("<html><body><article><h1>حريق في السوق</h1><p>{GOOD}</p><p>وأضا"))), [12.0]);
    assert_eq!(killed(&read("nul.txt", format!("{GOOD}\n\nوأضافت\0 أن الطرق مقطوعة."))), [12.0]);
    assert_eq!(killed(&read("nested.html", format!("{}<p>{GOOD}</p>", "<div>".repeat(100_000)))), [12.0]);
    // A lone surrogate in UTF-16, a page cut in the middle of a letter, a wrong label.
    let mut wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(GOOD.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    wide.extend([0x00, 0xD8, 0x20, 0x00]);
    assert_eq!(killed(&read("surrogate.txt", wide)), [12.0]);
    let bytes = format!("{GOOD}\n\nوأضافت أن الطرق مقطوعة").into_bytes();
    assert_eq!(killed(&read("cut.txt", &bytes[..bytes.len() - 1])), [12.0]);
    let (old, _, _) = encoding(GOOD);
    let mut labelled = b"<html><head><meta charset=\"utf-8\"></head><body><p>".to_vec();
    labelled.extend(old);
    labelled.extend(b"</p></body></html>");
    assert_eq!(killed(&read("mislabelled.html", labelled)), [12.0]);
}

/// The text in windows-1256.
fn encoding(text: &str) -> (Vec<u8>, &'static str, bool) {
    let (bytes, used, lost) = encoding_rs::WINDOWS_1256.encode(text);
    (bytes.into_owned(), used.name(), lost)
}

#[test]
fn text_without_spaces_ends() {
    let run = page("joined.txt", "قالتالوزارةإناثنيعشرشخصاقتلوافيالحريق".repeat(60_000));
    assert_eq!(run.articles.len(), 1);
}

#[cfg(unix)]
#[test]
fn loops_and_dead_links_are_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).expect("made");
    std::os::unix::fs::symlink(folder.path(), inner.join("loop")).expect("linked");
    std::os::unix::fs::symlink(folder.path().join("nowhere"), inner.join("dead.txt")).expect("linked");
    std::fs::write(inner.join("good.txt"), GOOD).expect("written");
    let run = analyze(folder.path());
    assert_eq!(run.articles.len(), 1);
    for named in ["loop", "dead.txt"] {
        assert_eq!(run.faults.iter().filter(|l| l.contains(named)).count(), 1, "{named}: {:?}", run.faults);
    }
    assert_eq!(run.status, Some(1));
}
