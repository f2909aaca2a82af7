//! What is told of changes, at the terminal and in feeds.

use std::collections::BTreeSet;
use std::process::Child;

use feed_rs::model::Feed;
use jiff::Timestamp;

use crate::desk::{Desk, Said, until};
use crate::served::{Answer, atom, news, page};

/// The lines of a rule, after the feed.
fn rule(name: &str, rest: &str) -> String {
    format!("[[alert]]\nname = \"{name}\"\n{rest}\n")
}

/// A desk that watches one feed, and tells by these rules.
fn desk(rules: &[String]) -> Desk {
    Desk::new(&(FEED.to_owned() + &rules.concat()))
}

const FEED: &str = "[[feed]]\naddress = \"http://HOST/feed\"\nevery = \"10m\"\n";

/// The feed lists these pages from now on, each changed at a time.
fn list(desk: &Desk, pages: &[(&str, Answer, &'static str)]) {
    let entries: Vec<_> = pages.iter().map(|(path, _, changed)| (desk.url(path), Some(*changed))).collect();
    for (path, page, _) in pages {
        desk.site.answer(path, page.clone());
    }
    desk.site.answer("/feed", atom("نخيل", &entries));
}

/// The lines of a rule, without their times.
fn lines<'s>(said: &'s Said, name: &str) -> Vec<&'s str> {
    said.out.lines().filter_map(|line| line.split_once(&format!(" [{name}] "))).map(|(_, line)| line).collect()
}

/// A feed as a reader of others reads it.
fn feed(desk: &Desk, name: &str) -> Feed {
    let text = desk.file(&format!("alerts/{name}.atom")).expect("it is there");
    let feed = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    // What RFC 4287 asks of every feed and entry.
    assert!(feed.id.starts_with("urn:uuid:") && feed.title.is_some() && feed.updated.is_some() && !feed.authors.is_empty());
    for entry in &feed.entries {
        assert!(entry.id.starts_with("urn:uuid:") && entry.updated.is_some() && entry.title.is_some(), "{entry:?}");
        assert!(!entry.links.is_empty() || entry.content.is_some(), "{entry:?}");
    }
    let ids: BTreeSet<&String> = feed.entries.iter().map(|entry| &entry.id).collect();
    assert_eq!(ids.len(), feed.entries.len(), "none twice");
    feed
}

#[test]
fn a_figure_over_a_number_is_told_and_one_that_is_not_is_not() {
    let desk = desk(&[
        rule("all", "on = [\"revision\"]\nmeasure = \"killed\"\nto = \"terminal\""),
        rule("over six", "on = [\"revision\"]\nmeasure = \"killed\"\nover = 6\nto = \"terminal\""),
        rule("over seven", "on = [\"revision\"]\nover = 7\nto = \"terminal\""),
    ]);
    list(&desk, &[("/1", page("الوادي", 4), "2026-05-01T08:00:00Z")]);
    let said = desk.once_with(0, &["--lang", "en"]);
    assert_eq!((lines(&said, "all").len(), lines(&said, "over six").len()), (1, 0), "{said:?}");
    let line = lines(&said, "all")[0].to_owned();
    assert!(line.starts_with("Story 1 «فيضان في قرية الوادي» · New figure · Killed · ") && line.contains(" · 4 · "), "{line}");
    assert!(line.ends_with(&desk.url("/1")), "{line}");
    list(&desk, &[("/1", page("الوادي", 7), "2099-05-01T08:00:00Z")]);
    let said = desk.once_with(120, &["--lang", "en"]);
    for name in ["all", "over six"] {
        assert_eq!(lines(&said, name).len(), 1, "{said:?}");
        assert!(lines(&said, name)[0].contains(" · 4 → 7 · "), "{said:?}");
    }
    assert_eq!(lines(&said, "over seven"), Vec::<&str>::new());
    assert!(said.out.ends_with("0 new, 1 changed, 0 known, 0 failed\n"), "{said:?}");
    // Nothing is told again, and how each stands is said.
    assert_eq!(desk.once(120).out, "0 new, 0 changed, 0 known, 0 failed\n");
    let told: Vec<_> = desk.alerts().iter().map(|alert| (alert["name"].clone(), alert["told"].clone())).collect();
    assert_eq!(told, [("all".into(), 2.into()), ("over seven".into(), 0.into()), ("over six".into(), 1.into())]);
    let text = desk.run(&["watch", "--status"]).out;
    assert!(text.contains("alert all: terminal, 2 told, the last ") && text.contains("alert over seven: terminal, 0 told\n"), "{text}");
    // A rule that is new tells nothing of before.
    desk.feeds(&(FEED.to_owned() + &rule("late", "on = [\"revision\"]\nto = \"terminal\"")));
    assert_eq!(desk.once(120).out, "0 new, 0 changed, 0 known, 0 failed\n");
    assert_eq!(desk.alerts().iter().map(|alert| (&alert["name"] == "late", alert["told"] == 0)).collect::<Vec<_>>(), [(true, true)]);
}

#[test]
fn disputes_violations_and_stories_are_told_of_whom_they_are_about() {
    let about = |on: &str, name: &str| format!("on = [\"{on}\"]\nentity = \"{name}\"\nto = \"terminal\"");
    let desk = desk(&[
        rule("disputes", "on = [\"dispute\"]\nmeasure = \"killed\"\nto = \"terminal\""),
        rule("violations", "on = [\"violation\"]\nto = \"terminal\""),
        rule("by the army", &about("violation", "الجيش السوداني")),
        rule("by others", &about("violation", "الجيش الليبي")),
        rule("stories", "on = [\"story\"]\nto = \"terminal\""),
        rule("Khartoum", &about("story", "الخرطوم")),
        rule("Derna", &about("story", "درنه")),
        rule("second", "on = [\"revision\"]\nstory = 2\nto = \"terminal\""),
    ]);
    let accused = news(
        "السودان: اتهامات بخرق الهدنة",
        "دخلت الهدنة في السودان حيز التنفيذ يوم الأحد 5 مايو 2024. واتهم الجيش السوداني قوات الدعم السريع بخرق الهدنة في الخرطوم يوم الاثنين 6 مايو 2024.",
    );
    let police = news(
        "فيضان يجتاح درنة",
        "قالت الشرطة إن أربعة أشخاص قتلوا في فيضان ضرب مدينة درنة يوم الاثنين 6 مايو 2024، وتواصل فرق الإنقاذ البحث عن مفقودين.",
    );
    let ministry = news(
        "فيضان يجتاح درنة والبحث جار",
        "قالت وزارة الصحة إن تسعة أشخاص قتلوا في فيضان ضرب مدينة درنة يوم الاثنين 6 مايو 2024، وتواصل فرق الإنقاذ البحث عن مفقودين.",
    );
    let time = "2026-05-01T08:00:00Z";
    list(&desk, &[("/1", accused, time), ("/2", police, time), ("/3", ministry, time)]);
    let said = desk.once_with(0, &["--lang", "en"]);
    assert!(said.told[0].starts_with("the alert «second»: there is no story 2"), "it is not yet: {said:?}");
    let second = lines(&said, "second");
    assert!(!second.is_empty() && second.iter().all(|line| line.starts_with("Story 2 «")), "{said:?}");
    let disputes = lines(&said, "disputes");
    assert!(disputes.len() == 1 && disputes[0].contains("Now in dispute: Killed") && disputes[0].contains("4 / 9"), "{said:?}");
    let violations = lines(&said, "violations");
    assert!(violations.len() == 1 && violations[0].contains("Violation reported: "), "{said:?}");
    assert!(violations[0].contains("against: Rapid Support Forces") && violations[0].ends_with(&desk.url("/1")), "{violations:?}");
    assert_eq!((lines(&said, "by the army").len(), lines(&said, "by others").len()), (1, 0), "{said:?}");
    assert_eq!(lines(&said, "stories").len(), 2, "{said:?}");
    assert!(lines(&said, "Khartoum").len() == 1 && lines(&said, "Khartoum")[0].contains("New story: السودان"), "{said:?}");
    assert!(lines(&said, "Derna").len() == 1 && lines(&said, "Derna")[0].contains("New story: فيضان"), "{said:?}");
}

#[test]
fn what_was_told_is_not_told_again_after_a_restart_and_a_kill() {
    let desk = desk(&[rule("killed", "on = [\"revision\"]\nmeasure = \"killed\"\nto = \"terminal\"")]);
    let told = |count: u64| desk.alerts().first().is_some_and(|alert| alert["told"] == count);
    let killed = |mut child: Child| {
        child.kill().expect("it is killed");
        String::from_utf8(child.wait_with_output().expect("it ends").stdout).expect("UTF-8")
    };
    list(&desk, &[("/1", page("الوادي", 4), "2026-05-01T08:00:00Z")]);
    let anchor = Timestamp::now();
    let child = desk.watch(600, anchor);
    until("told once", || desk.db().exists() && told(1));
    let out = killed(child);
    assert!(out.lines().count() == 1 && out.contains(" [killed] القصة 1 «فيضان في قرية الوادي» · رقم جديد · "), "{out}");
    let child = desk.watch(600, anchor);
    list(&desk, &[("/1", page("الوادي", 7), "2099-05-01T08:00:00Z")]);
    until("told twice", || told(2));
    let out = killed(child);
    assert!(out.lines().count() == 1 && out.contains(" · من 4 إلى 7 · "), "{out}");
    // What somebody else adds is told too, as JSON where that is wished.
    let other = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages/flood-1.html").display().to_string();
    assert_eq!(desk.run(&["add", &other]).status, Some(0));
    let said = desk.once_with(0, &["--format", "json"]);
    let json: Vec<serde_json::Value> = said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(!json.is_empty() && json.iter().all(|line| line["alert"] == "killed" && line["kind"] == "revision"), "{said:?}");
    assert!(json.iter().all(|line| line["page"].as_str().is_some_and(|page| page.ends_with("flood-1"))), "{said:?}");
}

#[test]
fn a_feed_in_a_file_has_the_changes_under_names_that_stay() {
    let desk = desk(&[
        rule("أعداد القتلى", "on = [\"revision\", \"story\"]\nto = \"atom\""),
        rule("nothing", "on = [\"violation\"]\nto = \"atom\""),
    ]);
    desk.site.answer("/feed", atom("x", &[]));
    desk.once(0);
    assert_eq!((feed(&desk, "أعداد القتلى").entries.len(), feed(&desk, "nothing").entries.len()), (0, 0), "it is there to be followed");
    list(&desk, &[("/1", page("الوادي", 4), "2026-05-01T08:00:00Z")]);
    desk.once(60);
    let first = feed(&desk, "أعداد القتلى");
    let titles: Vec<String> = first.entries.iter().filter_map(|entry| entry.title.clone()).map(|title| title.content).collect();
    let plain: Vec<String> = titles.iter().map(|title| title.replace(['\u{2068}', '\u{2069}'], "")).collect();
    assert!(plain.iter().any(|title| title == "قصة جديدة: فيضان في قرية الوادي"), "{plain:?}");
    assert!(plain.iter().any(|title| title.contains("قتلى") && title.contains('4')), "{plain:?}");
    assert!(first.entries.iter().all(|entry| entry.links[0].href == desk.url("/1")), "{first:?}");
    // The latest stands first; a file that was lost is written again.
    std::fs::remove_file(desk.db().with_file_name("alerts").join("أعداد القتلى.atom")).expect("it is there");
    list(&desk, &[("/1", page("الوادي", 7), "2099-05-01T08:00:00Z")]);
    desk.once(180);
    let second = feed(&desk, "أعداد القتلى");
    let ids = |feed: &Feed| feed.entries.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&second)[second.entries.len() - first.entries.len()..], ids(&first));
    assert!(second.id == first.id && second.entries.len() > first.entries.len());
    assert!(second.entries[0].title.as_ref().is_some_and(|title| title.content.contains('7')), "{:?}", second.entries[0]);
    assert_eq!(feed(&desk, "nothing").entries.len(), 0);
    // One that cannot be written is said to be, and told when it can be.
    let folder = desk.db().with_file_name("alerts");
    std::fs::remove_dir_all(&folder).expect("it is there");
    std::fs::write(&folder, "in the way").expect("written");
    list(&desk, &[("/1", page("الوادي", 9), "2100-05-01T08:00:00Z")]);
    let said = desk.once(300);
    assert!(said.status == Some(1) && said.told.iter().any(|line| line.contains("check that it can be written")), "{said:?}");
    std::fs::remove_file(&folder).expect("it is there");
    assert_eq!(desk.once(600).status, Some(0));
    assert_eq!(feed(&desk, "أعداد القتلى").entries.len(), second.entries.len() + 1);
}
