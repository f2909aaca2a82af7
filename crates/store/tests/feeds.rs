//! Feeds that are watched, and what they list.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::sync::Arc;

use isnad_lexicon::Stemmer;
use isnad_store::{Brought, Feed, LinkCounts, Listed, Read, Store, Watched};
use jiff::{SignedDuration, Timestamp};

fn open() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let stemmer = Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")));
    (Store::open(&folder.path().join("desk.isnad"), stemmer).expect("a store"), folder)
}

fn at(minutes: i64) -> Timestamp {
    "2026-05-01T00:00:00Z".parse::<Timestamp>().expect("a time") + SignedDuration::from_mins(minutes)
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

fn watched(address: &str) -> Watched {
    let every = SignedDuration::from_mins(10);
    Watched { address: address.to_owned(), host: "nakheel.example".to_owned(), name: None, quiet: false, every }
}

fn listed(address: &str, updated: Option<i64>) -> Listed {
    Listed { address: address.to_owned(), host: "nakheel.example".to_owned(), updated: updated.map(at) }
}

fn read(entries: &[(&str, Option<i64>)]) -> Read {
    Read { entries: entries.iter().map(|(address, updated)| listed(address, *updated)).collect(), ..Read::default() }
}

fn only(store: &Store) -> Feed {
    let feeds = store.feeds().expect("feeds");
    assert_eq!(feeds.len(), 1, "{feeds:?}");
    feeds.into_iter().next().expect("one")
}

fn due(store: &Store, now: i64) -> Vec<String> {
    store.links_due(at(now), 10).expect("links").into_iter().map(|link| link.address).collect()
}

/// All that is due, one after the other, as it is read.
fn take(store: &mut Store, now: i64) -> Vec<String> {
    let mut taken = Vec::new();
    loop {
        let due = due(store, now);
        if due.is_empty() {
            return taken;
        }
        store.links_read(&due.iter().map(String::as_str).collect::<Vec<_>>(), at(now)).expect("written");
        taken.extend(due);
    }
}

#[test]
fn what_a_feed_lists_is_read_once_until_the_feed_says_that_it_changed() {
    let (mut store, _folder) = open();
    store.watch(&[watched("https://nakheel.example/rss")], at(0)).expect("written");
    let feed = only(&store).id;
    let links = |brought: Brought| (brought.links, brought.left);
    assert_eq!(links(store.feed_came(feed, &read(&[("/1", None), ("/2", Some(-5))]), at(10), at(0)).expect("written")), (2, 0));
    assert_eq!(only(&store).waiting, 2);
    assert_eq!(take(&mut store, 0), ["/1", "/2"]);
    // The same again, then a newer /2: not within the hour after it was read.
    assert_eq!(links(store.feed_came(feed, &read(&[("/1", None), ("/2", Some(-5))]), at(20), at(10)).expect("written")), (0, 0));
    assert_eq!(links(store.feed_came(feed, &read(&[("/2", Some(15)), ("/3", None)]), at(30), at(20)).expect("written")), (2, 0));
    assert_eq!(take(&mut store, 20), ["/3"]);
    assert_eq!(take(&mut store, 60), ["/2"]);
    assert_eq!(store.link_counts().expect("counts"), LinkCounts { waiting: 0, read: 3, given_up: 0 });
}

#[test]
fn what_fails_waits_and_is_given_up() {
    let (mut store, _folder) = open();
    store.watch(&[watched("https://nakheel.example/rss")], at(0)).expect("written");
    let feed = only(&store).id;
    store.feed_came(feed, &read(&[("/1", None)]), at(10), at(0)).expect("written");
    store.link_failed("/1", "status 503", Some(at(5)), at(0)).expect("written");
    assert_eq!((due(&store, 4), due(&store, 5)), (vec![], vec!["/1".to_owned()]));
    assert_eq!(store.links_due(at(5), 1).expect("links")[0].tries, 1);
    assert_eq!(store.next_due().expect("next").as_deref(), Some("2026-05-01T00:05:00Z"));
    store.link_failed("/1", "status 410", None, at(5)).expect("written");
    assert!(due(&store, 100_000).is_empty());
    assert_eq!(store.link_counts().expect("counts"), LinkCounts { waiting: 0, read: 0, given_up: 1 });

    store.feed_failed(feed, "status 500", Some(at(20)), at(10)).expect("written");
    store.feed_failed(feed, "status 500", Some(at(40)), at(20)).expect("written");
    let failing = only(&store);
    assert_eq!(
        (failing.failures, failing.fault.as_deref(), failing.next.as_deref()),
        (2, Some("status 500"), Some("2026-05-01T00:40:00Z"))
    );
    // What waits longer than the feed is read often is not brought nearer where it fails.
    store.watch(&[watched("https://nakheel.example/rss")], at(21)).expect("written");
    assert_eq!(only(&store).next.as_deref(), Some("2026-05-01T00:40:00Z"));
    store.feed_unchanged(feed, at(50), at(40)).expect("written");
    let sound = only(&store);
    assert_eq!((sound.failures, sound.fault, sound.read.as_deref()), (0, None, Some("2026-05-01T00:40:00Z")));
    store.feed_failed(feed, "status 410", None, at(50)).expect("written");
    let gone = only(&store);
    assert_eq!((gone.next, gone.gone.as_deref()), (None, Some("2026-05-01T00:50:00Z")));
    store.watch(&[watched("https://nakheel.example/rss")], at(60)).expect("written");
    assert_eq!(only(&store).next, None, "what is gone stays so");
    // Taken out and named again, it begins anew.
    store.watch(&[], at(60)).expect("written");
    assert!(store.feeds().expect("feeds").is_empty());
    store.watch(&[watched("https://nakheel.example/rss")], at(60)).expect("written");
    let again = only(&store);
    assert_eq!((again.next.as_deref(), again.gone, again.failures), (Some("2026-05-01T01:00:00Z"), None, 0));
}

#[test]
fn a_feed_of_which_only_the_new_is_wanted_passes_over_what_it_lists_first() {
    let (mut store, _folder) = open();
    store.watch(&[Watched { quiet: true, ..watched("https://nakheel.example/rss") }], at(0)).expect("written");
    let feed = only(&store).id;
    store.feed_came(feed, &read(&[("/1", None), ("/2", None)]), at(10), at(0)).expect("written");
    assert!(due(&store, 0).is_empty());
    store.feed_came(feed, &read(&[("/1", None), ("/2", None), ("/3", None)]), at(20), at(10)).expect("written");
    assert_eq!(take(&mut store, 10), ["/3"]);
}

#[test]
fn links_that_are_not_listed_any_more_are_forgotten_those_that_are_are_not() {
    let (mut store, _folder) = open();
    store.watch(&[watched("https://nakheel.example/rss")], at(0)).expect("written");
    let feed = only(&store).id;
    store.feed_came(feed, &read(&[("/1", None), ("/2", None), ("/3", None)]), at(10), at(0)).expect("written");
    store.links_read(&["/1", "/2"], at(0)).expect("written");
    for day in 1..40 {
        store.feed_came(feed, &read(&[("/1", None)]), at(0), at(day * DAY)).expect("written");
    }
    assert_eq!(store.link_counts().expect("counts"), LinkCounts { waiting: 1, read: 1, given_up: 0 }, "/2 is forgotten, /3 still waits");
    // After a long silence, what is listed then was not forgotten before.
    store.feed_came(feed, &read(&[("/1", None)]), at(0), at(400 * DAY)).expect("written");
    assert_eq!(take(&mut store, 400 * DAY), ["/3"]);
    store.watch(&[], at(440 * DAY)).expect("written");
    store.watch(&[watched("https://nakheel.example/rss")], at(440 * DAY)).expect("written");
    assert_ne!(only(&store).id, feed, "a feed that is not watched any more goes with its links");
}

#[test]
fn too_many_links_of_one_feed_wait_for_room() {
    let (mut store, _folder) = open();
    store.watch(&[watched("https://nakheel.example/rss")], at(0)).expect("written");
    let feed = only(&store).id;
    let many: Vec<Listed> = (0..10_020).map(|n| listed(&format!("/{n:05}"), None)).collect();
    let came = Read { entries: many, etag: Some("\"1\"".to_owned()), ..Read::default() };
    assert_eq!(store.feed_came(feed, &came, at(10), at(0)).expect("written"), Brought { links: 10_000, left: 20 });
    assert_eq!(only(&store).etag, None, "it is asked for the whole again");
    store.links_read(&(0..30).map(|n| came.entries[n].address.as_str()).collect::<Vec<_>>(), at(0)).expect("written");
    assert_eq!(store.feed_came(feed, &came, at(20), at(10)).expect("written"), Brought { links: 20, left: 0 });
    assert_eq!(only(&store).etag.as_deref(), Some("\"1\""));
}

#[test]
fn of_a_sitemap_of_sitemaps_those_are_read_that_changed() {
    let (mut store, _folder) = open();
    store.watch(&[watched("https://nakheel.example/index.xml")], at(0)).expect("written");
    let index = only(&store).id;
    let came = |sitemaps: &[(&str, Option<i64>)]| Read {
        sitemaps: sitemaps.iter().map(|(address, updated)| listed(address, *updated)).collect(),
        ..Read::default()
    };
    let due = |store: &Store, now: i64| -> Vec<String> {
        store.feeds_due(at(now), 0).expect("feeds").into_iter().map(|feed| feed.address).collect()
    };
    let id = |store: &Store, address: &str| store.feeds().expect("feeds").into_iter().find(|f| f.address == address).expect("it").id;
    store.feed_came(index, &came(&[("/may", Some(-1)), ("/april", Some(-9)), ("/undated", None)]), at(10), at(0)).expect("written");
    assert_eq!(due(&store, 0), ["/may", "/april", "/undated"]);
    for (map, page) in [("/may", "/may/1"), ("/april", "/april/1"), ("/undated", "/undated/1")] {
        let map = id(&store, map);
        store.feed_came(map, &read(&[(page, None)]), at(30), at(0)).expect("written");
    }
    assert_eq!(take(&mut store, 0), ["/april/1", "/may/1", "/undated/1"]);
    assert_eq!(due(&store, 25), ["https://nakheel.example/index.xml"]);
    // May changed, April did not, of the other nobody knows; it comes in its own time.
    store.feed_came(index, &came(&[("/may", Some(20)), ("/april", Some(-9)), ("/undated", None)]), at(600), at(25)).expect("written");
    assert_eq!((due(&store, 25), due(&store, 30)), (vec!["/may".to_owned()], vec!["/may".to_owned(), "/undated".to_owned()]));
    // One that is not listed any more is not asked, and goes when what it listed is forgotten.
    store.feed_came(index, &came(&[("/april", Some(-9))]), at(600), at(31)).expect("written");
    assert!(due(&store, 599).is_empty());
    assert_eq!(store.feeds().expect("feeds").len(), 4);
    store.feed_came(index, &came(&[("/april", Some(-9))]), at(32 * DAY), at(31 * DAY)).expect("written");
    assert_eq!(store.feeds().expect("feeds").len(), 2);
    assert_eq!(store.link_counts().expect("counts").read, 1, "what April lists is kept");
}

#[test]
fn what_could_not_be_read_of_a_feed_is_told_while_it_is_unchanged() {
    let (mut store, _folder) = open();
    store.watch(&[watched("https://nakheel.example/rss")], at(0)).expect("written");
    let feed = only(&store).id;
    let broken = Read { fault: Some("line 1: cut off".to_owned()), ..read(&[]) };
    store.feed_came(feed, &broken, at(10), at(0)).expect("written");
    store.feed_unchanged(feed, at(20), at(10)).expect("written");
    assert_eq!(only(&store).fault.as_deref(), Some("line 1: cut off"));
}
