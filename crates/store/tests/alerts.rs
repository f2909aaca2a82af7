//! How far alerts have told, and what they keep.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::path::Path;
use std::sync::{Arc, LazyLock};

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_model::Article;
use isnad_store::{Alert, AlertWay, Given, NewAlert, Store};
use jiff::{SignedDuration, Timestamp};

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(isnad_packs::built_in().expect("the packs load")));

fn store(folder: &Path) -> Store {
    Store::open(&folder.join("desk.isnad"), Stemmer::new(LEXICON.clone())).expect("it opens")
}

/// Adds a page of a story of its own; gives the last change.
fn change(store: &mut Store, n: usize) -> i64 {
    let text = format!("خبر رقم {n} عن قرية بعيدة");
    let article = Article { source: format!("/{n}"), text: text.clone(), ..Article::default() };
    store.add(&[Given { bytes: text.into_bytes(), article }]).expect("it is added");
    store.changes_kept().expect("numbers").1
}

fn rule(name: &str, way: AlertWay, target: Option<&str>) -> NewAlert {
    NewAlert { name: name.to_owned(), way, target: target.map(str::to_owned) }
}

fn one(store: &Store, name: &str) -> Alert {
    store.alerts().expect("alerts").into_iter().find(|alert| alert.name == name).expect("the rule")
}

#[test]
fn a_rule_tells_from_now_on_and_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = store(folder.path());
    let first = change(&mut desk, 1);
    desk.set_alerts(&[rule("أعداد", AlertWay::Terminal, None)]).expect("they are set");
    assert_eq!(one(&desk, "أعداد").done, first);
    let second = change(&mut desk, 2);
    let now: Timestamp = "2026-05-01T08:00:00Z".parse().expect("a time");
    desk.alert_told("أعداد", 1, second - 1, &[], now).expect("it is written");
    drop(desk);
    let mut desk = store(folder.path());
    desk.set_alerts(&[rule("أعداد", AlertWay::Terminal, None), rule("b", AlertWay::Atom, Some("alerts/b.atom"))]).expect("they are set");
    let told = one(&desk, "أعداد");
    assert_eq!((told.done, told.told, told.last.as_deref()), (second - 1, 1, Some("2026-05-01T08:00:00Z")));
    assert_eq!((one(&desk, "b").done, one(&desk, "b").told), (second, 0));
    // Nothing goes back.
    desk.alerts_passed(&[("أعداد", second), ("b", 1)]).expect("it is written");
    assert_eq!([one(&desk, "أعداد").done, one(&desk, "b").done], [second, second]);
    // One that was taken out and comes again is new.
    desk.set_alerts(&[rule("b", AlertWay::Atom, Some("alerts/b.atom"))]).expect("they are set");
    let third = change(&mut desk, 3);
    desk.set_alerts(&[rule("أعداد", AlertWay::Terminal, None)]).expect("they are set");
    let alerts = desk.alerts().expect("alerts");
    assert_eq!(alerts.iter().map(|a| (a.name.as_str(), a.done, a.told)).collect::<Vec<_>>(), [("أعداد", third, 0)]);
    assert_eq!(desk.check().expect("it is checked"), Vec::<String>::new());
}

#[test]
fn what_fails_is_told_again_and_elsewhere_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = store(folder.path());
    let hook = |target: &str| rule("hook", AlertWay::Webhook, Some(target));
    desk.set_alerts(&[hook("https://a.example/")]).expect("they are set");
    let now: Timestamp = "2026-05-01T08:00:00Z".parse().expect("a time");
    let soon = now + SignedDuration::from_secs(5);
    desk.alert_failed("hook", "it answers 503", Some(soon), now).expect("it is written");
    desk.alert_failed("hook", "it answers 500", Some(soon), soon).expect("it is written");
    desk.set_alerts(&[hook("https://a.example/")]).expect("they are set");
    let failing = one(&desk, "hook");
    assert_eq!((failing.tries, failing.fault.as_deref(), failing.given_up()), (2, Some("it answers 500"), false));
    assert_eq!((failing.failing.as_deref(), failing.next_try.as_deref()), (Some("2026-05-01T08:00:00Z"), Some("2026-05-01T08:00:05Z")));
    desk.alert_failed("hook", "it answers that it is gone (410)", None, now).expect("it is written");
    assert!(one(&desk, "hook").given_up());
    desk.set_alerts(&[hook("https://b.example/")]).expect("they are set");
    let elsewhere = one(&desk, "hook");
    assert_eq!((elsewhere.tries, elsewhere.failing.clone(), elsewhere.fault.clone()), (0, None, None));
    assert!(!elsewhere.given_up());
}

#[test]
fn a_feed_lists_the_last_hundred_in_the_words_in_which_they_were_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk = store(folder.path());
    desk.set_alerts(&[rule("feed", AlertWay::Atom, Some("feed.atom"))]).expect("they are set");
    let now = Timestamp::now();
    let entries: Vec<(i64, String)> = (1..=130).map(|n| (n, format!("\"{n}\""))).collect();
    for some in entries.chunks(50) {
        desk.alert_told("feed", some.len(), some.last().expect("one").0, some, now).expect("it is written");
    }
    // Written once more, as after a kill, it is there once.
    desk.alert_told("feed", 1, 130, &[(130, "\"again\"".to_owned())], now).expect("it is written");
    let listed = desk.alert_entries("feed").expect("entries");
    assert_eq!((listed.len(), listed[0].clone(), listed[99].clone()), (100, (130, "\"again\"".to_owned()), (31, "\"31\"".to_owned())));
    desk.set_alerts(&[]).expect("they are set");
    assert_eq!(desk.alert_entries("feed").expect("entries"), Vec::new());
    assert_eq!(desk.check().expect("it is checked"), Vec::<String>::new());
}
