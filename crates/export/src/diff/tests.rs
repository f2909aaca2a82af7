use isnad_model::{
    Agreement, AgreementStatus, ClaimRef, Contradiction, Group, Measure, Point, Qualifier, Quantity, Record, Series, Story, Topic, Verdict,
    What,
};
use serde_json::json;

use super::{AgreementKey, Change, Dispute, Entry, SeriesKey, diff, diff_text};
use crate::{Language, Options};

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).expect("it has what the record asks for")
}

fn point(page: &str, day: &str, speaker: &str, figure: i64) -> Point {
    Point {
        asof: Some(day.to_owned()),
        low: Some(figure.into()),
        high: Some(figure.into()),
        qualifier: Qualifier::Exact,
        speaker: Some(speaker.to_owned()),
        place: None,
        first_published: None,
        via: Vec::new(),
        origins: Vec::new(),
        corroboration: isnad_model::Corroboration::default(),
        claims: vec![ClaimRef { page: page.to_owned(), claim: "c1".to_owned() }],
        decision: Vec::new(),
    }
}

fn killed(points: Vec<Point>) -> Series {
    let mut series: Series = read(json!({
        "measure": "killed", "group": "all", "place": null, "low": null, "high": null, "verdict": "single", "why": "", "points": []
    }));
    series.points = points;
    series
}

fn key(measure: Measure) -> SeriesKey {
    SeriesKey { measure, group: Group::All, place: None, window: None }
}

fn flood(pages: &[&str], series: Vec<Series>) -> Story {
    Story {
        id: format!("flood of {}", pages.len()),
        title: "سيول".to_owned(),
        pages: pages.iter().map(|p| (*p).to_owned()).collect(),
        series,
        ..Story::default()
    }
}

fn truce(status: &str) -> Agreement {
    read(json!({
        "what": "ceasefire", "status": status, "parties": ["north", "south"], "mediators": [], "effective": null,
        "confirmed_by": [], "terms": [], "violations": [], "talks": []
    }))
}

fn record(stories: Vec<Story>) -> Record {
    Record { stories }
}

const ENGLISH: Options = Options { language: Language::English };

#[test]
fn the_same_record_changes_nothing() {
    let one = record(vec![flood(&["a"], vec![killed(vec![point("a", "2024-05-06", "ministry", 12)])])]);
    let diff = diff(&one, &one);
    assert!(diff.is_empty());
    assert_eq!(diff_text(&diff, &one, &one, &ENGLISH), "What changed between the two reports\nNothing changed\n");
}

#[test]
fn another_speakers_figure_is_new() {
    let first = point("a", "2024-05-06", "ministry", 12);
    let second = point("b", "2024-05-07", "red-crescent", 27);
    let old = record(vec![flood(&["a"], vec![killed(vec![first.clone()])])]);
    let new = record(vec![flood(&["a", "b"], vec![killed(vec![first, second.clone()])])]);
    let diff = diff(&old, &new);
    let [story] = &diff.changed[..] else { panic!("one story changed: {diff:?}") };
    let page = Entry::Page { page: "b".to_owned() };
    assert_eq!(story.new, [page, Entry::Point { series: key(Measure::Killed), point: Box::new(second) }]);
    assert!(story.revised.is_empty() && story.disputed.is_empty() && story.gone.is_empty());
    assert_eq!(
        diff_text(&diff, &old, &new, &ENGLISH),
        "What changed between the two reports\n\n== سيول ==\n\n-- New --\n  - Page · b\n  - Killed · 27 (red crescent, 7 May 2024)\n"
    );
}

#[test]
fn the_same_speakers_later_figure_is_a_revision() {
    let [first, second, third] = [("2024-05-06", 12), ("2024-05-07", 27), ("2024-05-08", 12)].map(|(d, n)| point(d, d, "ministry", n));
    let change =
        |was: &Point, now: &Point| Change::Figure { series: key(Measure::Killed), was: Box::new(was.clone()), now: Box::new(now.clone()) };
    let old = record(vec![flood(&["a"], vec![killed(vec![first.clone()])])]);
    let new = record(vec![flood(&["a"], vec![killed(vec![first.clone(), second.clone(), third.clone()])])]);
    let diff = diff(&old, &new);
    // The way back to an earlier figure is a revision too.
    assert_eq!(diff.changed[0].revised, [change(&first, &second), change(&second, &third)]);
    assert!(diff.changed[0].new.is_empty());
    let text = diff_text(&diff, &old, &new, &ENGLISH);
    assert!(text.contains("  - Killed · was 12 (ministry, 6 May 2024), now 27 (ministry, 7 May 2024)\n"), "{text}");
}

#[test]
fn figures_of_one_day_revise_what_was_said_before_it() {
    let first = point("a", "2024-05-06", "ministry", 12);
    let [one, other] = [27, 31].map(|n| point("b", "2024-05-07", "ministry", n));
    let old = record(vec![flood(&["a"], vec![killed(vec![first.clone()])])]);
    let new = record(vec![flood(&["a"], vec![killed(vec![first.clone(), one, other])])]);
    let diff = diff(&old, &new);
    let was: Vec<&Point> =
        diff.changed[0].revised.iter().filter_map(|c| if let Change::Figure { was, .. } = c { Some(&**was) } else { None }).collect();
    assert_eq!(was, [&first, &first]);
}

#[test]
fn an_earlier_figure_found_later_revises_nothing() {
    let (early, late) = (point("a", "2024-05-06", "ministry", 12), point("b", "2024-05-08", "ministry", 27));
    let old = record(vec![flood(&["b"], vec![killed(vec![late.clone()])])]);
    let new = record(vec![flood(&["b"], vec![killed(vec![early.clone(), late])])]);
    let diff = diff(&old, &new);
    assert_eq!(diff.changed[0].new, [Entry::Point { series: key(Measure::Killed), point: Box::new(early) }]);
    assert!(diff.changed[0].revised.is_empty());
}

#[test]
fn a_page_that_now_reads_otherwise_is_a_revision() {
    let (was, now) = (point("a", "2024-05-06", "ministry", 12), point("a", "2024-05-06", "army", 21));
    let old = record(vec![flood(&["a"], vec![killed(vec![was.clone()])])]);
    let new = record(vec![flood(&["a"], vec![killed(vec![now.clone()])])]);
    let diff = diff(&old, &new);
    let change = Change::Figure { series: key(Measure::Killed), was: Box::new(was), now: Box::new(now) };
    assert_eq!(diff.changed[0].revised, [change]);
    assert!(diff.changed[0].new.is_empty() && diff.changed[0].gone.is_empty());
}

#[test]
fn a_figure_before_others_on_a_page_revises_none_of_them() {
    let (was, other) = (point("a", "2024-05-06", "ministry", 12), point("a", "2024-05-06", "army", 21));
    let moved = Point { claims: vec![ClaimRef { page: "a".to_owned(), claim: "c2".to_owned() }], ..was.clone() };
    let old = record(vec![flood(&["a"], vec![killed(vec![was])])]);
    let new = record(vec![flood(&["a"], vec![killed(vec![other.clone(), moved])])]);
    let diff = diff(&old, &new);
    assert_eq!(diff.changed[0].new, [Entry::Point { series: key(Measure::Killed), point: Box::new(other) }]);
    assert!(diff.changed[0].revised.is_empty() && diff.changed[0].gone.is_empty());
}

#[test]
fn the_best_estimate_and_an_agreements_status_are_revised() {
    let estimated = |best: i64| {
        let mut series = killed(vec![point("a", "2024-05-06", "ministry", 12)]);
        series.estimates = vec![read(json!({"date": "2024-05-06", "low": 12, "best": best, "high": 27, "rule": "latest", "point": 0}))];
        series
    };
    let story = |best, status| Story { agreements: vec![truce(status)], ..flood(&["a"], vec![estimated(best)]) };
    let (old, new) = (record(vec![story(12, "in_force")]), record(vec![story(27, "violated")]));
    let diff = diff(&old, &new);
    let best = Change::Best { series: key(Measure::Killed), was: Some(Quantity(12.0)), now: Some(Quantity(27.0)) };
    let agreement = AgreementKey { what: What::Ceasefire, parties: vec!["north".to_owned(), "south".to_owned()] };
    let status = Change::Status { agreement, was: AgreementStatus::InForce, now: AgreementStatus::Violated };
    assert_eq!(diff.changed[0].revised, [best, status]);
    let text = diff_text(&diff, &old, &new, &Options { language: Language::Arabic });
    assert!(text.contains("كان 12، وصار 27"), "{text}");
}

#[test]
fn disputes_come_and_go() {
    let stand = |verdict| {
        let mut series = killed(vec![point("a", "2024-05-06", "ministry", 12)]);
        series.verdict = verdict;
        record(vec![flood(&["a"], vec![series])])
    };
    let (calm, disputed) = (stand(Verdict::Single), stand(Verdict::Disputed));
    let of_series = [Dispute::Series { series: key(Measure::Killed) }];
    let (came, went) = (diff(&calm, &disputed), diff(&disputed, &calm));
    assert_eq!((&came.changed[0].disputed[..], &came.changed[0].settled[..]), (&of_series[..], &[][..]));
    assert_eq!((&went.changed[0].disputed[..], &went.changed[0].settled[..]), (&[][..], &of_series[..]));

    let mut denied = calm.clone();
    let about = Topic::Event { what: What::Shelling, actors: vec!["army".to_owned()] };
    denied.stories[0].contradictions = vec![Contradiction { about, sides: Vec::new() }];
    let diff = diff(&calm, &denied);
    assert_eq!(diff.changed[0].disputed, [Dispute::Event { what: What::Shelling, actors: vec!["army".to_owned()] }]);
    let text = diff_text(&diff, &calm, &denied, &ENGLISH);
    assert!(text.contains("-- Newly disputed --\n  - shelling: army\n"), "{text}");
}

#[test]
fn terms_violations_and_quotations_are_new() {
    let old = record(vec![Story { agreements: vec![truce("in_force")], ..flood(&["a"], Vec::new()) }]);
    let mut new = old.clone();
    let agreement = &mut new.stories[0].agreements[0];
    agreement.terms = vec![read(json!({"term": "withdrawal", "who": "south", "claims": []}))];
    agreement.violations = vec![read(json!({"reported_by": "north", "count": 4, "place": null, "date": "2024-06-13", "claims": []}))];
    new.stories[0].quotes = vec![
        read(json!({"speaker": "north", "claims": [], "pages": ["a"], "variants": ["we shall keep to it"]})),
        read(json!({"speaker": "north", "claims": [], "pages": ["a"], "variants": ["terror"]})),
    ];
    let text = diff_text(&diff(&old, &new), &old, &new, &ENGLISH);
    let expected = "-- New --\n  - ceasefire · north, south · Terms · Withdrawal · owed by south\n  \
                    - ceasefire · north, south · Violations · 4 · 13 June 2024 · reported by north\n  - north · “we shall keep to it”\n";
    assert!(text.ends_with(expected), "{text}");
}

#[test]
fn stories_are_matched_by_pages_then_by_title() {
    let other = |title: &str, pages: &[&str]| Story { title: title.to_owned(), ..flood(pages, Vec::new()) };
    let old = record(vec![other("حريق", &["a", "b", "c"]), other("زلزال", &["x"])]);
    let new = record(vec![other("انتخابات", &["n"]), other("حريق كبير", &["a", "b"]), other("حريق", &["c"]), other("زلزال", &["y"])]);
    let diff = diff(&old, &new);
    let titles: Vec<&str> = diff.new_stories.iter().map(|s| s.title.as_str()).collect();
    // Two shared pages weigh more than one page and the title.
    assert_eq!(titles, ["انتخابات", "حريق"]);
    let changed: Vec<(&str, usize, usize)> = diff.changed.iter().map(|s| (s.title.as_str(), s.new.len(), s.gone.len())).collect();
    assert_eq!(changed, [("حريق كبير", 0, 1), ("زلزال", 1, 1)]);
    assert!(diff.gone_stories.is_empty());
    let text = diff_text(&diff, &old, &new, &ENGLISH);
    assert!(text.contains("== New stories ==\n  - انتخابات · one page\n  - حريق · one page\n"), "{text}");
}

#[test]
fn the_order_of_lists_does_not_matter() {
    let points = [("a", "ministry", 12), ("b", "army", 27), ("c", "rescuers", 31)].map(|(p, s, n)| point(p, "2024-05-06", s, n));
    let wounded = || Series { measure: Measure::Wounded, ..killed(points[1..].to_vec()) };
    let old = record(vec![flood(&["a", "b"], vec![killed(points[..1].to_vec())]), flood(&["x"], Vec::new())]);
    let mut new = record(vec![flood(&["a", "b", "c", "d"], vec![killed(points.to_vec()), wounded()]), flood(&["x", "y"], Vec::new())]);
    let straight = diff(&old, &new);
    new.stories.reverse();
    for story in &mut new.stories {
        story.pages.reverse();
        story.series.reverse();
        story.series.iter_mut().for_each(|s| s.points.reverse());
    }
    assert_eq!(diff(&old, &new), straight);
    assert_eq!(straight.changed.len(), 2);
}

#[test]
fn no_control_of_a_terminal_comes_from_a_title() {
    let mut story = flood(&["a"], Vec::new());
    story.title = "سيول\u{1b}[2J\u{202e}".to_owned();
    let new = record(vec![story]);
    let text = diff_text(&diff(&Record::default(), &new), &Record::default(), &new, &ENGLISH);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
}
