//! `isnad add` is killed at random moments: the store opens, is sound, and has every page that was acknowledged, once.
//!
//! Eight rounds here; `ISNAD_CRASHES=500 cargo test --release -p isnad --test crash -- --nocapture` does five hundred.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use isnad_lexicon::Stemmer;
use isnad_store::Store;

const PAGES: usize = 60;

/// Pages of our own: floods in invented villages, each told by two outlets.
fn write_pages(folder: &Path) {
    for n in 0..PAGES {
        let (village, outlet) = (n / 2, n % 2);
        let killed = 3 + village % 40;
        let ending = ["وتواصل فرق الإنقاذ البحث عن مفقودين.", "وأغلقت البلدية الطرق المؤدية إلى المكان."][outlet];
        let text = format!(
            "فيضان في قرية الوادي {village}\n\nقالت الشرطة إن {killed} أشخاص قتلوا وأصيب {} آخرون في فيضان ضرب قرية الوادي {village} يوم الاثنين 6 مايو 2024.\n\n{ending}\n",
            killed * 2
        );
        std::fs::write(folder.join(format!("page-{n:03}.txt")), text).expect("a page is written");
    }
}

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
    let rounds: u64 = std::env::var("ISNAD_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    std::fs::create_dir(&pages).expect("a folder");
    write_pages(&pages);
    let stemmer = Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")));

    let db = |n: u64| folder.path().join(format!("{n}.isnad"));
    let started = Instant::now();
    assert_eq!(add(&pages, &db(u64::MAX), None).len(), PAGES);
    let whole = started.elapsed();

    let (mut store, mut acknowledged) = (0, BTreeSet::new());
    let (mut killed_midway, mut random) = (0, 0x9e37_79b9_7f4a_7c15u64);
    for round in 0..rounds {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let after = whole.mul_f64((random >> 11) as f64 / (1u64 << 53) as f64);
        acknowledged.extend(add(&pages, &db(store), Some(after)));
        killed_midway += usize::from(!acknowledged.is_empty() && acknowledged.len() < PAGES);
        if !db(store).exists() {
            continue;
        }
        // A kill before the first table leaves a file with nothing in it: opening it for writing makes it a store.
        let opened = Store::open(&db(store), stemmer.clone()).expect("it opens");
        assert_eq!(opened.check().expect("it is checked"), Vec::<String>::new(), "round {round}");
        let (record, articles) = opened.record().expect("the record");
        let sources: Vec<&str> = articles.iter().map(|a| a.source.as_str()).collect();
        let once: BTreeSet<&str> = sources.iter().copied().collect();
        assert_eq!(once.len(), sources.len(), "round {round}: a page is there twice");
        let lost: Vec<&String> = acknowledged.iter().filter(|s| !once.contains(s.as_str())).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
        assert_eq!(record.stories.iter().map(|s| s.pages.len()).sum::<usize>(), sources.len(), "round {round}");
        if sources.len() == PAGES {
            (store, acknowledged) = (store + 1, BTreeSet::new());
        }
    }
    assert_eq!(add(&pages, &db(store), None).len(), PAGES);
    let opened = Store::open(&db(store), stemmer).expect("it opens");
    assert_eq!(opened.counts().expect("counts").versions, PAGES);
    println!("{rounds} kills, {killed_midway} of them between the first and the last acknowledgement, {} stores filled", store + 1);
}
