//! Archives as users add and analyze them: addresses, character sets, what is skipped and why, going on after a kill.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use isnad_lexicon::Stemmer;
use isnad_store::Store;

fn isnad(db: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
    command.env("ISNAD_DB", db);
    command
}

struct Ran {
    out: String,
    told: String,
    status: Option<i32>,
}

fn run(db: &Path, arguments: &[&str]) -> Ran {
    let output = isnad(db).args(arguments).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { out: text(output.stdout), told: text(output.stderr), status: output.status.code() }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("packed");
    packed.finish().expect("packed")
}

fn html(n: usize) -> String {
    format!(
        "<!doctype html><html><head><title>فيضان في قرية الوادي {n}</title></head><body><article><p>قالت الشرطة إن {} أشخاص قتلوا وأصيب آخرون في فيضان ضرب قرية الوادي {n} يوم الاثنين 6 مايو 2024، وتواصل فرق الإنقاذ البحث عن مفقودين في القرى المجاورة.</p></article></body></html>",
        3 + n % 40
    )
}

fn address(n: usize) -> String {
    format!("https://nakheel.example/news/{n}")
}

fn record(address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let content = [head.as_bytes(), b"\r\n\r\n", body].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    gzip(&[head.as_bytes(), &content, b"\r\n\r\n"].concat())
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";

fn page(n: usize) -> Vec<u8> {
    record(&address(n), OK, html(n).as_bytes())
}

fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

fn stemmer() -> Stemmer {
    Stemmer::new(Arc::new(isnad_packs::built_in().expect("packs")))
}

#[test]
fn a_crawl_is_added_with_what_was_skipped_and_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("desk.isnad");
    let windows = encoding_rs::WINDOWS_1256.encode(&html(2)).0.into_owned();
    let windows = record(&address(2), "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1256", &windows);
    let place = page(1).len();
    let english = "<p>The ministry said on Monday that the bridge would be closed for two weeks because of repairs, and that buses would go another way until then.</p>";
    let mut damaged = page(8);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x55;
    let crawl = [
        page(1),
        windows,
        record(&address(3), "HTTP/1.1 301 Moved\r\nLocation: /", b""),
        record("https://nakheel.example/", OK, html(4).as_bytes()),
        record(&address(5), OK, english.as_bytes()),
        record(&address(6), OK, "<p>صور</p>".as_bytes()),
        record("https://nakheel.example/a.jpg", "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg", b"\xff\xd8\xff"),
        damaged,
        page(9),
    ];
    let before: usize = crawl[..7].iter().map(Vec::len).sum();
    let crawl = file(folder.path(), "crawl.warc.gz", &crawl.concat());
    let ran = run(&db, &["add", &crawl.display().to_string()]);
    assert_eq!(ran.out, "3 new, 0 changed, 0 known, 1 failed\n");
    let told: Vec<&str> = ran.told.lines().collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with(&format!("isnad: {}, byte {before}", crawl.display())), "{told:?}");
    assert_eq!(
        told[1],
        "isnad: 5 records skipped: 1 front page, 1 in a language that no pack reads, 1 no text, 1 not HTML, 1 status not 200"
    );
    assert_eq!(ran.status, Some(1));

    let store = Store::read(&db, stemmer()).expect("a store");
    let seen = store.page_now(&address(2)).expect("the page");
    assert!(seen.article.text.contains("قالت الشرطة"), "{}", seen.article.text);
    let carriage = store.carriage(&encoding_rs::WINDOWS_1256.encode(&html(2)).0).expect("it answers").expect("it was noted");
    assert_eq!(carriage.content_type.as_deref(), Some("text/html; charset=windows-1256"));
    assert_eq!(carriage.archive, Some(crawl.display().to_string()));
    assert_eq!(carriage.place, Some(format!("byte {place}")));
    drop(store);

    // Nothing new the second time, and another reading of what is kept changes nothing.
    let again = run(&db, &["add", &crawl.display().to_string()]);
    assert_eq!(again.out, "0 new, 0 changed, 3 known, 1 failed\n");
    assert_eq!(run(&db, &["reread"]).out, "3 pages read anew, 0 changed, 0 failed\n");
    assert_eq!(run(&db, &["check"]).status, Some(0));
}

#[test]
fn an_archive_is_analyzed_page_by_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let crawl = file(folder.path(), "crawl.warc.gz", &[page(1), page(2)].concat());
    let ran = run(folder.path(), &["analyze", &crawl.display().to_string()]);
    let articles: Vec<serde_json::Value> = ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(articles.iter().map(|a| a["source"].as_str().expect("a source")).collect::<Vec<_>>(), [address(1), address(2)]);
    assert_eq!(articles[0]["outlet"]["domain"], "nakheel.example");
    assert!(articles[0]["claims"].as_array().is_some_and(|c| !c.is_empty()));
    assert_eq!((ran.told.as_str(), ran.status), ("", Some(0)));
}

#[test]
fn folders_of_saved_pages_give_their_addresses() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("desk.isnad");
    let saved = folder.path().join("saved");
    let mirror = saved.join("www.wadi.example/news");
    std::fs::create_dir_all(&mirror).expect("a folder");
    let browser = format!("<!-- saved from url=(0030)https://nakheel.example/news/7 -->\n{}", html(7));
    let browser_file = file(&saved, "1.html", browser.as_bytes());
    file(&mirror, "8.html", html(8).as_bytes());
    file(&saved, "9.html", html(9).as_bytes());
    file(&saved, "crawl.warc.gz", &page(10));
    file(&saved, "table.csv", b"a,b\n1,2\n");
    let ran = run(&db, &["add", "--format", "json", &saved.display().to_string()]);
    assert_eq!((ran.told.as_str(), ran.status), ("", Some(0)));
    let lines: Vec<serde_json::Value> = ran.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let sources: Vec<&str> = lines.iter().map(|l| l["source"].as_str().expect("a source")).collect();
    let plain = saved.join("9.html").display().to_string();
    assert_eq!(sources, [address(7).as_str(), &plain, &address(10), "http://www.wadi.example/news/8.html"]);
    let store = Store::read(&db, stemmer()).expect("a store");
    let carriage = store.carriage(browser.as_bytes()).expect("it answers").expect("it was noted");
    assert_eq!((carriage.archive, carriage.place), (Some(browser_file.display().to_string()), None));
}

#[test]
fn tables_are_mapped_by_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("desk.isnad");
    let rows: String = (0..3).map(|n| format!("{},\"{}\",2024-05-0{}\n", address(n), html(n).replace('"', "\"\""), n + 1)).collect();
    let table = file(folder.path(), "table.csv", format!("link,page,day\n{rows}").as_bytes());
    let table = table.display().to_string();
    let ran = run(&db, &["add", &table]);
    assert_eq!(ran.out, "0 new, 0 changed, 0 known, 3 failed\n");
    assert!(ran.told.lines().all(|l| l.contains("--map text=COLUMN")) && ran.told.lines().count() == 3, "{}", ran.told);
    assert_eq!(run(&db, &["add", "--map", "html=page", &table]).out, "3 new, 0 changed, 0 known, 0 failed\n");
    let wrong = run(&db, &["add", "--map", "page", &table]);
    assert!(wrong.status == Some(2) && wrong.told.contains("FIELD=COLUMN"), "{}", wrong.told);
}

#[test]
fn many_faults_are_not_many_lines() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = file(folder.path(), "table.jsonl", "[]\n".repeat(5000).as_bytes());
    let ran = run(&folder.path().join("desk.isnad"), &["add", &table.display().to_string()]);
    assert_eq!(ran.out, "0 new, 0 changed, 0 known, 5000 failed\n");
    assert_eq!(ran.told.lines().count(), 21, "{}", ran.told);
    assert!(ran.told.lines().last().is_some_and(|l| l.ends_with("4980 more faults like these")), "{}", ran.told);
}

/// Adds an archive; killed after so many acknowledged pages, if that is given.
fn add(archive: &Path, db: &Path, most: Option<usize>) -> (Vec<String>, String) {
    let mut child =
        isnad(db).args(["add", "--format", "json"]).arg(archive).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let mut sources = Vec::new();
    for line in lines {
        if let Ok(line) = serde_json::from_str::<serde_json::Value>(&line) {
            sources.push(line["source"].as_str().expect("a source").to_owned());
        }
        if most.is_some_and(|most| sources.len() == most) {
            std::thread::sleep(Duration::from_millis(sources.len() as u64 % 17));
            let _ = child.kill();
        }
    }
    let output = child.wait_with_output().expect("it ends");
    assert!(most.is_some() || output.status.success());
    (sources, String::from_utf8(output.stderr).expect("UTF-8"))
}

#[test]
fn after_a_kill_it_goes_on_where_it_was_and_has_every_page_once() {
    const PAGES: usize = 90;
    let folder = tempfile::tempdir().expect("a folder");
    let members: Vec<u8> = (0..PAGES).flat_map(page).collect();
    let rows: String = (0..PAGES).map(|n| serde_json::json!({"url": address(n), "html": html(n)}).to_string() + "\n").collect();
    for archive in [file(folder.path(), "a.warc.gz", &members), file(folder.path(), "b.jsonl", rows.as_bytes())] {
        let db = archive.with_extension("isnad");
        let (mut seen, _) = add(&archive, &db, Some(64));
        let (rest, told) = add(&archive, &db, None);
        assert!(told.contains("goes on where it was left"), "{told}");
        assert!(rest.len() < PAGES, "it began anew");
        seen.extend(rest);
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), (0..PAGES).map(address).collect());
        let store = Store::read(&db, stemmer()).expect("a store");
        assert_eq!(store.check().expect("it answers"), Vec::<String>::new());
        let counts = store.counts().expect("it answers");
        assert_eq!((counts.pages, counts.versions), (PAGES, PAGES));
        // It was read to its end: nothing is left to go on with.
        let (_, told) = add(&archive, &db, None);
        assert_eq!(told, "");
    }
}
