//! `isnad add`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Random, page, rounds, sound, stemmer};

/// Pages that fill a store: three batches, so that some are acknowledged before others are written.
const PAGES: usize = 130;

/// Runs `add`, killed after a while if one is given; the sources that it acknowledged.
fn add(pages: &Path, db: &Path, killed_after: Option<Duration>) -> Vec<String> {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("isnad"))
        .args(["add", "--format", "json", "--db"])
        .args([db, pages])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let out = child.stdout.take().expect("its output");
    let reader = std::thread::spawn(move || {
        // A line that was cut off by the kill acknowledges nothing.
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(&line).ok()?["source"].as_str().map(str::to_owned)).collect()
    });
    if let Some(after) = killed_after {
        std::thread::sleep(after);
        let _ = child.kill();
    }
    let status = child.wait().expect("it ends");
    assert!(killed_after.is_some() || status.success());
    reader.join().expect("its output is read")
}

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    std::fs::create_dir(&pages).expect("a folder");
    for n in 0..PAGES {
        std::fs::write(pages.join(format!("page-{n:03}.txt")), page(n)).expect("a page is written");
    }
    let stemmer = stemmer();
    let db = |n: u64| folder.path().join(format!("{n}.isnad"));
    let started = Instant::now();
    assert_eq!(add(&pages, &db(u64::MAX), None).len(), PAGES);
    let whole = started.elapsed();

    let (mut store, mut acknowledged) = (0, BTreeSet::new());
    let (mut killed_midway, mut random) = (0, Random(0x9e37_79b9_7f4a_7c15));
    for round in 0..rounds() {
        acknowledged.extend(add(&pages, &db(store), Some(whole.mul_f64(random.next()))));
        killed_midway += usize::from(!acknowledged.is_empty() && acknowledged.len() < PAGES);
        if !db(store).exists() {
            continue;
        }
        if sound(&db(store), &stemmer, &acknowledged, round).1.len() == PAGES {
            (store, acknowledged) = (store + 1, BTreeSet::new());
        }
    }
    assert_eq!(add(&pages, &db(store), None).len(), PAGES);
    assert_eq!(sound(&db(store), &stemmer, &acknowledged, rounds()).1.len(), PAGES);
    println!("{} kills, {killed_midway} of them between the first and the last acknowledgement, {} stores filled", rounds(), store + 1);
}
