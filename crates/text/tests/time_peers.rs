//! Other projects' Arabic cases of dates, periods, clock times and durations, where they are there beside the project.
//!
//! `data/times_held.tsv` lists the cases that we hold to be wrong or that are none of ours, with the reason.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use isnad_lexicon::Lexicon;
use isnad_text::time::{self, Times};
use isnad_text::{Document, number};
use jiff::civil::{Date, DateTime, ISOWeekDate, Weekday};
use serde_json::Value;

fn peers() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/peers");
    if !folder.is_dir() {
        println!("../shared/peers is not there: other projects' cases were not run");
        return None;
    }
    Some(folder)
}

fn load(folder: &Path, file: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(file)).expect("the file of cases can be read");
    serde_json::from_str(&text).expect("the cases are JSON")
}

/// Cases held wrong or not ours, by file and input.
fn held() -> BTreeMap<(String, String), String> {
    let rows = include_str!("data/times_held.tsv").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), 3, "three cells a row: {row}");
        ((cells[0].to_owned(), cells[1].trim().to_owned()), cells[2].to_owned())
    })
    .collect()
}

struct Run<'a> {
    document: Document<'a>,
    times: Times,
}

fn run<'a>(text: &'a str, anchor: Option<&str>, lexicon: &Lexicon) -> Run<'a> {
    let document = Document::new(text, lexicon);
    let numbers = number::find(&document, lexicon);
    let times = time::find(&document, lexicon, &numbers, anchor);
    Run { document, times }
}

/// The first and the last day or minute of an ISO 8601 value, the end inclusive.
fn ends(value: &str) -> Option<(DateTime, DateTime)> {
    if let Some((from, to)) = value.split_once('/') {
        return Some((ends(from)?.0, ends(to)?.1));
    }
    if let Some((year, week)) = value.split_once("-W") {
        let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?.date();
        return Some((monday.at(0, 0, 0, 0), monday.checked_add(jiff::Span::new().days(6)).ok()?.at(0, 0, 0, 0)));
    }
    if value.contains('T') {
        // The zone is checked apart.
        let local = &value[..value.len().min(if value.as_bytes().get(16) == Some(&b':') { 19 } else { 16 })];
        let at: DateTime = local.parse().ok()?;
        return Some((at, at));
    }
    let day = |d: Date| d.at(0, 0, 0, 0);
    match value.len() {
        4 => {
            let first = Date::new(value.parse().ok()?, 1, 1).ok()?;
            Some((day(first), day(first.last_of_year())))
        }
        7 => {
            let first: Date = format!("{value}-01").parse().ok()?;
            Some((day(first), day(first.last_of_month())))
        }
        _ => {
            let at: Date = value.parse().ok()?;
            Some((day(at), day(at)))
        }
    }
}

/// A tally that knows the cases held.
struct Tally {
    file: String,
    held: BTreeMap<(String, String), String>,
    all: usize,
    ours: usize,
    passed: usize,
    missed: Vec<String>,
    needless: Vec<String>,
}

impl Tally {
    fn new(file: &str) -> Self {
        Tally { file: file.to_owned(), held: held(), all: 0, ours: 0, passed: 0, missed: Vec::new(), needless: Vec::new() }
    }

    fn case(&mut self, input: &str, passed: bool, read: impl Fn() -> String) {
        self.all += 1;
        let held = self.held.contains_key(&(self.file.clone(), input.trim().to_owned()));
        if held && passed {
            self.needless.push(input.to_owned());
        }
        if !held {
            self.ours += 1;
            self.passed += usize::from(passed);
            if !passed {
                self.missed.push(format!("{input} | {}", read()));
            }
        }
    }

    fn share(&self) -> f64 {
        self.passed as f64 / self.ours.max(1) as f64
    }

    fn close(self, floor: f64) {
        println!("{}: {} of {} ({:.3}); {} held wrong or not ours", self.file, self.passed, self.ours, self.share(), self.all - self.ours);
        for missed in &self.missed {
            println!("  missed: {missed}");
        }
        for input in &self.needless {
            println!("  held, yet passed: {input}");
        }
        assert!(self.share() >= floor, "{}: {:.3} is below {floor}", self.file, self.share());
    }
}

fn told(run: &Run) -> String {
    let times: Vec<String> = run
        .times
        .expressions
        .iter()
        .map(|t| format!("«{}» {}", run.document.exact(t.tokens.clone()), t.value.as_deref().unwrap_or("?")))
        .collect();
    let durations: Vec<String> =
        run.times.durations.iter().map(|d| format!("«{}» {} {:?}", run.document.exact(d.tokens.clone()), d.amount, d.unit)).collect();
    format!("{} {}", times.join(", "), durations.join(", "))
}

fn stamp(parts: &[Value]) -> Option<DateTime> {
    let n = |i: usize| parts.get(i).and_then(Value::as_f64).map(|v| v as i16);
    DateTime::new(n(0)?, n(1)? as i8, n(2)? as i8, n(3)? as i8, n(4)? as i8, n(5)? as i8, 0).ok()
}

/// «(2013, 3, 1, 0, 0, 0)»
fn tuple(text: &str) -> Option<DateTime> {
    let parts: Vec<Value> =
        text.trim_matches(['(', ')']).split(',').filter_map(|p| p.trim().parse::<f64>().ok()).map(Value::from).collect();
    stamp(&parts)
}

#[test]
fn duckling_times() {
    let Some(folder) = peers() else { return };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let cases = load(&folder, "duckling/time.json");
    let mut tally = Tally::new("duckling/time.json");
    for case in cases["cases"].as_array().expect("a list of cases") {
        let text = case["text"].as_str().expect("text");
        let run = run(text, Some("2013-02-12"), &lexicon);
        let grain = case["grain"].as_str().unwrap_or_default();
        let passed = match &run.times.expressions[..] {
            [one] => one.value.as_deref().and_then(ends).is_some_and(|(from, to)| {
                if let Some(value) = case["value"].as_array().and_then(|parts| stamp(parts)) {
                    // A zone named: Duckling's values are two hours behind Greenwich.
                    let zone = one.value.as_deref().is_some_and(|v| v.ends_with("+00:00"));
                    let from = if zone { from.checked_sub(jiff::Span::new().hours(2)).unwrap_or(from) } else { from };
                    let width = to.date().since(from.date()).map_or(0, |s| s.get_days());
                    from == value
                        && match grain {
                            "Week" => width == 6,
                            "Month" => (27..31).contains(&width),
                            "Year" => width >= 364,
                            _ => width == 0 || text.contains('/') && width < 31,
                        }
                } else {
                    let end = case["to"].as_str().and_then(tuple).expect("an end");
                    let start = case["from"].as_str().and_then(tuple).expect("a start");
                    let end = match grain {
                        "Day" => end.checked_sub(jiff::Span::new().days(1)),
                        "Hour" => end.checked_sub(jiff::Span::new().hours(1)),
                        _ => Ok(end),
                    };
                    // A part of a month that no one measures: the month is right.
                    let month = run.times.expressions[0].granularity == isnad_model::Granularity::Month && start.month() == from.month();
                    from == start && end.is_ok_and(|end| end == to) || month
                }
            }),
            _ => false,
        };
        tally.case(text, passed, || told(&run));
    }
    tally.close(0.85);
}

#[test]
fn duckling_durations() {
    let Some(folder) = peers() else { return };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let cases = load(&folder, "duckling/duration.json");
    let mut tally = Tally::new("duckling/duration.json");
    for case in cases["cases"].as_array().expect("a list of cases") {
        let text = case["text"].as_str().expect("text");
        let run = run(text, None, &lexicon);
        let unit = case["grain"].as_str().unwrap_or_default();
        let passed = run.times.durations.iter().any(|d| format!("{:?}", d.unit) == unit && Some(d.amount) == case["value"].as_f64());
        tally.case(text, passed, || told(&run));
    }
    tally.close(0.70);
}

/// Words that may stand at the edges of one project's span and not of the other's.
const EDGES: [&str; 21] = [
    "في",
    "يوم",
    "من",
    "الي",
    "بين",
    "ما",
    "حوالي",
    "بتاريخ",
    "هذا",
    "ل",
    "نهايه",
    "بدايه",
    "منتصف",
    "مطلع",
    "اواخر",
    "الساعه",
    "وقت",
    "منذ",
    "بعد",
    "قبل",
    "لمده",
];

/// Whether an expression is the same as a span in code points, edge words aside.
fn same_span(run: &Run, tokens: &std::ops::Range<usize>, start: usize, end: usize) -> bool {
    let text = run.document.text;
    let at = |token: usize| {
        let bytes = run.document.folded.source_bytes(token..token + 1);
        (run.document.offsets.code_point(text, bytes.start), run.document.offsets.code_point(text, bytes.end))
    };
    let inside: Vec<bool> = (0..run.document.len()).map(|t| at(t).0 < end && at(t).1 > start).collect();
    let differs = |t: usize| inside[t] != tokens.contains(&t);
    let edge = |t: usize| EDGES.contains(&run.document.form(t)) || !run.document.form(t).chars().any(char::is_alphanumeric);
    tokens.clone().any(|t| inside[t]) && (0..run.document.len()).all(|t| !differs(t) || edge(t))
}

/// A resolution of Recognizers-Text: the ends it gives, the last one exclusive where it is a range.
fn resolution(value: &Value) -> Option<(DateTime, DateTime)> {
    let moment = |text: &str| -> Option<DateTime> {
        let text = text.replace(' ', "T");
        if text.contains(':') && !text.contains('-') {
            Date::new(2016, 11, 7).ok()?.at(0, 0, 0, 0).with().time(text.parse().ok()?).build().ok()
        } else {
            text.parse::<DateTime>().ok().or_else(|| text.parse::<Date>().ok().map(|d| d.at(0, 0, 0, 0)))
        }
    };
    let text = |key: &str| value[key].as_str();
    if let Some(at) = text("date").or(text("dateTime")).or(text("time")) {
        return Some((moment(at)?, moment(at)?));
    }
    if let (Some(from), Some(to)) = (text("startDate"), text("endDate")) {
        return Some((moment(from)?, moment(to)?));
    }
    if let (Some(from), Some(to)) = (text("startTime").or(text("startDateTime")), text("endTime").or(text("endDateTime"))) {
        return Some((moment(from)?, moment(to)?));
    }
    None
}

fn recognizers(name: &str, floor: f64) {
    let Some(folder) = peers() else { return };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let file = format!("recognizers-text/DateTime-{name}.json");
    let cases = load(&folder, &file);
    let mut tally = Tally::new(&file);
    for case in cases.as_array().expect("a list of cases") {
        let input = case["Input"].as_str().expect("input");
        let anchor = case["Context"]["ReferenceDateTime"].as_str().map_or("2016-11-07", |a| &a[..10]);
        let run = run(input, Some(anchor), &lexicon);
        let results = case["Results"].as_array().expect("results");
        let checked = case["IgnoreResolution"] != "true" && case["IgnoreResolution"] != true;
        let passed = results.iter().all(|wanted| {
            let Some(start) = wanted["Start"].as_u64().map(|s| s as usize) else { return true };
            let length = wanted["Length"].as_u64().or_else(|| wanted["End"].as_u64().map(|e| e + 1 - start as u64)).unwrap_or(0) as usize;
            let values: Vec<_> =
                ["FutureResolution", "PastResolution"].into_iter().filter_map(|k| resolution(&wanted["Value"][k])).collect();
            let duration = wanted["TypeName"] == "datetimeV2.duration";
            duration && run.times.durations.iter().any(|d| same_span(&run, &d.tokens, start, start + length))
                || run.times.expressions.iter().any(|t| {
                    let value = t.value.as_deref().and_then(ends);
                    let right = !checked
                        || values.is_empty()
                        || value.is_some_and(|(from, to)| {
                            values.iter().any(|(first, last)| {
                                let clock_only = wanted["Type"] == "time" || wanted["Type"] == "timerange";
                                let same = |a: &DateTime, b: &DateTime| if clock_only { a.time() == b.time() } else { a == b };
                                same(&from, first)
                                    && (same(&to, last) || to.checked_add(jiff::Span::new().days(1)).is_ok_and(|to| to == *last))
                            })
                        });
                    same_span(&run, &t.tokens, start, start + length) && right
                })
        }) && (!results.is_empty() || run.times.expressions.is_empty());
        tally.case(input, passed, || told(&run));
    }
    tally.close(floor);
}

#[test]
fn recognizers_dates() {
    recognizers("DateExtractor", 0.8);
}

#[test]
fn recognizers_date_values() {
    recognizers("DateParser", 0.8);
}

#[test]
fn recognizers_periods() {
    recognizers("DatePeriodExtractor", 0.8);
}

#[test]
fn recognizers_period_values() {
    recognizers("DatePeriodParser", 0.8);
}

#[test]
fn recognizers_model() {
    recognizers("DateTimeModel", 0.4);
}

#[test]
fn recognizers_date_times() {
    recognizers("DateTimeParser", 0.4);
}

#[test]
fn recognizers_clock_times() {
    recognizers("TimeParser", 0.4);
}

#[test]
fn recognizers_clock_periods() {
    recognizers("TimePeriodParser", 0.2);
}

#[test]
fn recognizers_durations() {
    let Some(folder) = peers() else { return };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let file = "recognizers-text/DateTime-DurationParser.json";
    let cases = load(&folder, file);
    let mut tally = Tally::new(file);
    for case in cases.as_array().expect("a list of cases") {
        let input = case["Input"].as_str().expect("input");
        let run = run(input, None, &lexicon);
        let seconds: f64 = case["Results"][0]["Value"]["FutureResolution"]["duration"].as_str().and_then(|s| s.parse().ok()).unwrap_or(0.0);
        let read: f64 = run.times.durations.iter().map(|d| d.amount * d.unit.seconds()).sum();
        tally.case(input, (read - seconds).abs() < 1.0, || told(&run));
    }
    tally.close(0.4);
}
