//! Alerts to another program: signed, again until they arrive, none lost by kills.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use isnad_lexicon::Stemmer;
use isnad_store::{ChangeKind, Changes, Store};
use jiff::Timestamp;

use crate::desk::{Desk, until};
use crate::receiver::Receiver;
use crate::served::{atom, news, page};

fn desk(rules: &str) -> Desk {
    Desk::new(&format!("[[feed]]\naddress = \"http://HOST/feed\"\nevery = \"10m\"\n{rules}"))
}

#[test]
fn a_receiver_that_fails_is_told_again_and_holds_nobody_up() {
    let works = Arc::new(AtomicBool::new(false));
    let now = Arc::clone(&works);
    let failing = Receiver::new(move |_| if now.load(Ordering::Relaxed) { 204 } else { 503 });
    let sound = Receiver::new(|_| 200);
    let rule = |name: &str, receiver: &Receiver| {
        format!("[[alert]]\nname = \"{name}\"\non = [\"revision\"]\nmeasure = \"killed\"\n{}", receiver.lines())
    };
    let desk = desk(&(rule("failing", &failing) + &rule("sound", &sound)));
    desk.site.answer("/feed", atom("x", &[(desk.url("/1"), None), (desk.url("/2"), None)]));
    desk.site.answer("/1", page("الوادي", 4));
    desk.site.answer("/2", page("الجسر", 5));
    let said = desk.once(0);
    assert!(said.out.starts_with("2 new, 0 changed, 0 known, ") && said.status == Some(1), "{said:?}");
    assert!(
        said.told.iter().any(|line| line.starts_with("the alert «failing»: it answers 503") && line.contains("told again in")),
        "{said:?}"
    );
    // The time of the test is fast: it may be tried again before the end.
    let failed = failing.got();
    assert!(!failed.is_empty() && failed.iter().all(|message| message.id == failed[0].id), "what comes later waits");
    assert_eq!(sound.got().len(), 2, "nobody waits for another");
    let text = desk.run(&["watch", "--status"]).out;
    assert!(text.contains("alert failing: webhook http://127.0.0.1:") && text.contains(": it answers 503"), "{text}");
    let doctor = desk.run(&["doctor"]).out;
    assert!(doctor.lines().any(|line| line.starts_with("fault") && line.contains("alerts: failing: fails since")), "{doctor}");
    works.store(true, Ordering::Relaxed);
    assert_eq!(desk.once(60).status, Some(0));
    let got = failing.got().split_off(failed.len());
    assert_eq!(got.len(), 2);
    assert_eq!(got[0].id, failed[0].id, "a message that comes again is known by its id");
    assert_ne!(got[0].id, got[1].id);
    let ids: BTreeSet<String> = got.iter().chain(&sound.got()).map(|message| message.id.clone()).collect();
    assert_eq!(ids.len(), 4, "two alerts of one change are two messages");
    let said = got[0].said();
    assert_eq!((&said["alert"], &said["kind"], &said["series"]["measure"]), (&"failing".into(), &"revision".into(), &"killed".into()));
    assert!(said["number"].is_i64() && said["said"].as_str().is_some_and(|line| line.contains("قتلى")), "{said}");
    assert!([desk.url("/1"), desk.url("/2")].iter().any(|url| said["page"] == **url), "{said}");
    assert_eq!(
        desk.alerts().iter().map(|alert| (alert["told"].clone(), alert.get("fault").cloned())).collect::<Vec<_>>(),
        [(2.into(), None), (2.into(), None)]
    );
}

#[test]
fn who_wants_no_more_is_sent_no_more_until_there_is_another_address() {
    let (gone, other) = (Receiver::new(|_| 410), Receiver::new(|_| 200));
    let rule = |receiver: &Receiver| {
        let feed = "[[feed]]\naddress = \"http://HOST/feed\"\nevery = \"10m\"\n";
        format!("{feed}[[alert]]\nname = \"a\"\non = [\"revision\"]\nmeasure = \"killed\"\n{}", receiver.lines())
    };
    let desk = Desk::new(&rule(&gone));
    desk.site.answer("/feed", atom("x", &[(desk.url("/1"), None)]));
    desk.site.answer("/1", page("الوادي", 4));
    let said = desk.once(0);
    assert!(said.told.iter().any(|line| line.contains("gone (410); nothing more is sent there")), "{said:?}");
    assert_eq!(desk.once(3000).status, Some(0));
    assert_eq!(gone.got().len(), 1);
    assert!(desk.run(&["watch", "--status"]).out.contains(" [given up "));
    desk.feeds(&rule(&other));
    desk.once(3000);
    assert_eq!((gone.got().len(), other.got().len()), (1, 1));
    assert_eq!(other.got()[0].id, gone.got()[0].id);
}

/// Pages, each with a figure of its own.
const PAGES: usize = 23;

#[test]
fn a_kill_at_any_moment_loses_no_alert() {
    let receiver = Receiver::new(|at| if at % 5 == 4 { 500 } else { 200 });
    let rules = format!(
        "[[alert]]\nname = \"hook\"\non = [\"revision\"]\n{}[[alert]]\nname = \"feed\"\non = [\"revision\"]\nto = \"atom\"\n",
        receiver.lines()
    );
    let desk = desk(&rules);
    let names = "بتجحدرسشصعفقكلمنهويطظغذ".chars().map(|letter| format!("ق{letter}رة{letter}"));
    for (at, village) in names.enumerate() {
        let text = format!("قالت الشرطة إن {} أشخاص قتلوا في حريق شب في {village} {village}ان {village}ات {village}ون.", at + 3);
        desk.site.answer(&format!("/{at}"), news(&format!("حريق {village} {village}ان"), &text));
    }
    let entries: Vec<_> = (0..PAGES).map(|at| (desk.url(&format!("/{at}")), None)).collect();
    desk.site.answer("/feed", atom("x", &entries));
    let stemmer = Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")));
    let anchor = Timestamp::now();
    // Each round is killed a while after it asked or told something.
    let done = || desk.site.asked_so_far() + receiver.got().len();
    for round in 0..10u64 {
        let before = done();
        let mut child = desk.watch(600, anchor);
        until("at work", || done() > before || desk.db().exists() && round > 6);
        std::thread::sleep(Duration::from_millis(83 * round % 400));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
    }
    let mut child = desk.watch(600, anchor);
    let revisions = || -> BTreeSet<i64> {
        let store = Store::read(&desk.db(), stemmer.clone()).expect("it opens");
        let asked = Changes { kinds: vec![ChangeKind::Revision], ..Changes::default() };
        store.changes(&asked).expect("changes").iter().map(|change| change.number).collect()
    };
    until("all told", || {
        let told = |alert: &serde_json::Value| alert["told"].as_u64().unwrap_or_default();
        let all = revisions().len() as u64;
        all >= PAGES as u64 && desk.status()[0]["waiting"] == 0 && desk.alerts().iter().all(|alert| told(alert) >= all)
    });
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    let got = receiver.got();
    let numbers: BTreeSet<i64> = got.iter().filter_map(|message| message.said()["number"].as_i64()).collect();
    let ids: BTreeSet<&String> = got.iter().map(|message| &message.id).collect();
    assert_eq!((numbers, ids.len()), (revisions(), revisions().len()), "each came, under one id");
    let feed = feed_rs::parser::parse(desk.file("alerts/feed.atom").expect("it is there").as_bytes()).expect("a feed");
    let entries: BTreeSet<&String> = feed.entries.iter().map(|entry| &entry.id).collect();
    assert_eq!((entries.len(), feed.entries.len()), (revisions().len(), revisions().len()));
    // How many each told is how often it moved: none was told again.
    assert!(desk.alerts().iter().all(|alert| alert["told"] == revisions().len()), "{:?}", desk.alerts());
}
