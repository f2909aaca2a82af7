//! The program is killed at random moments, as `kill -9` does it: each page is in the store, once.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use isnad_lexicon::Stemmer;
use isnad_store::Store;
use jiff::Timestamp;

use crate::desk::{Desk, until};
use crate::served::{atom, page};

/// Pages of each of three feeds.
const PAGES: usize = 20;

#[test]
fn a_kill_at_any_moment_loses_no_page_and_doubles_none() {
    let feed = |n: usize| format!("[[feed]]\naddress = \"http://HOST/{n}/feed\"\nevery = \"10m\"\n");
    let desk = Desk::new(&[feed(0), feed(1), feed(2)].concat());
    let mut expected = BTreeSet::new();
    for n in 0..3 {
        let paths: Vec<String> = (0..PAGES).map(|at| format!("/{n}/{at}")).collect();
        for path in &paths {
            desk.site.answer(path, page(&format!("الوادي {path}"), 4).with("ETag: \"1\""));
            expected.insert(desk.url(path));
        }
        let entries: Vec<_> = paths.iter().map(|path| (desk.url(path), None)).collect();
        desk.site.answer(&format!("/{n}/feed"), atom("x", &entries));
    }
    let stemmer = Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")));
    let anchor = Timestamp::now();
    let asked = || desk.site.asked_so_far();
    // Each round is killed a while after it asked for something new.
    for round in 0..12u64 {
        let before = asked();
        let mut child = desk.watch(600, anchor);
        until("asked something", || asked() > before || round > 8);
        std::thread::sleep(Duration::from_millis(37 * round % 400));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        if desk.db().exists() {
            let opened = Store::open(&desk.db(), stemmer.clone()).expect("it opens");
            assert_eq!(opened.check().expect("it is checked"), Vec::<String>::new(), "round {round}");
        }
    }
    let mut child = desk.watch(600, anchor);
    let stored = || {
        let store = Store::read(&desk.db(), stemmer.clone()).expect("it opens");
        let (_, articles) = store.record().expect("the record");
        (articles.len(), articles.into_iter().map(|article| article.source).collect::<BTreeSet<String>>())
    };
    until("all stored", || stored().1.len() == expected.len());
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    assert_eq!(stored(), (expected.len(), expected.clone()));
    let store = Store::read(&desk.db(), stemmer.clone()).expect("it opens");
    assert_eq!(store.counts().expect("counts").versions, expected.len());
}
