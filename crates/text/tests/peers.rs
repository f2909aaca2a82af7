//! Other projects' Arabic cases, where they are there beside the project.
//!
//! `data/numbers_held.tsv` lists the results that we hold to be wrong, with the reason; the shares count them as missed.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use isnad_text::Document;
use isnad_text::number::{self, Number, NumberKind};
use serde_json::Value;

/// The folder of the cases; says so where it is absent.
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

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs()
}

/// The share of Duckling's cases whose whole text is read as one number of the kind and value.
fn duckling(file: &str, kinds: &[NumberKind]) -> Option<(f64, Vec<String>)> {
    let folder = peers()?;
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let cases = load(&folder, file);
    let cases = cases["cases"].as_array().expect("a list of cases");
    let mut missed = Vec::new();
    for case in cases {
        let (text, value) = (case["text"].as_str().expect("text"), case["value"].as_f64().expect("value"));
        let document = Document::new(text, &lexicon);
        let found = number::find(&document, &lexicon);
        if !matches!(&found[..], [n] if same(n.value, value) && kinds.contains(&n.kind)) {
            missed.push(format!("{text} = {value}, read {:?}", found.iter().map(|n| n.value).collect::<Vec<_>>()));
        }
    }
    Some((1.0 - missed.len() as f64 / cases.len() as f64, missed))
}

#[test]
fn duckling_numerals() {
    let Some((share, missed)) = duckling("duckling/numeral.json", &[NumberKind::Cardinal, NumberKind::Fraction]) else { return };
    println!("Duckling numerals: {share:.3}; missed: {missed:#?}");
    assert!(share >= 1.0, "{share}: {missed:#?}");
}

#[test]
fn duckling_ordinals() {
    let Some((share, missed)) = duckling("duckling/ordinal.json", &[NumberKind::Ordinal]) else { return };
    println!("Duckling ordinals: {share:.3}; missed: {missed:#?}");
    assert!(share >= 1.0, "{share}: {missed:#?}");
}

/// Cases that we hold to be wrong: file, input and value, with the reason.
fn held() -> BTreeSet<(String, String, String)> {
    let rows = include_str!("data/numbers_held.tsv").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        assert!(cells.len() == 4 && !cells[3].trim().is_empty(), "four cells a row, the last one the reason: {row}");
        (cells[0].to_owned(), cells[1].trim().to_owned(), cells[2].to_owned())
    })
    .collect()
}

/// A result that a case of Recognizers-Text wants.
struct Wanted<'a> {
    value: &'a str,
    /// The characters of the case's text.
    span: Range<i64>,
}

/// How many of a file's results are read right. Cases held wrong count as missed in `all`.
struct Tally {
    file: String,
    all: usize,
    held: usize,
    right: usize,
    spans: usize,
    missed: Vec<String>,
}

impl Tally {
    /// Runs a file: `wants` says whether a result's value is one of ours, `fits` whether a number is the value.
    fn of(file: &str, wants: impl Fn(&str) -> bool, fits: impl Fn(&Number, &str) -> bool) -> Option<Self> {
        let cases = load(&peers()?, &format!("recognizers-text/{file}"));
        let lexicon = isnad_packs::built_in().expect("the built-in packs load");
        let held = held();
        let mut tally = Tally { file: file.to_owned(), all: 0, held: 0, right: 0, spans: 0, missed: Vec::new() };
        for case in cases.as_array().expect("a list of cases") {
            if case["IgnoreResolution"] == true {
                continue;
            }
            let text = case["Input"].as_str().expect("input");
            let document = Document::new(text, &lexicon);
            let found = number::find(&document, &lexicon);
            for result in case["Results"].as_array().expect("results") {
                let Some(value) = result["Resolution"]["value"].as_str().filter(|v| wants(v)) else { continue };
                let wanted = Wanted { value, span: result["Start"].as_i64().unwrap_or(-1)..result["End"].as_i64().unwrap_or(-1) + 1 };
                tally.result(text, &wanted, &document, &found, &held, &fits);
            }
        }
        Some(tally)
    }

    fn result(
        &mut self,
        text: &str,
        wanted: &Wanted,
        document: &Document,
        found: &[Number],
        held: &BTreeSet<(String, String, String)>,
        fits: impl Fn(&Number, &str) -> bool,
    ) {
        self.all += 1;
        let is_held = held.contains(&(self.file.clone(), text.trim().to_owned(), wanted.value.to_owned()));
        let right: Vec<&Number> = found.iter().filter(|n| fits(n, wanted.value)).collect();
        assert!(!is_held || right.is_empty(), "held, yet read right: {text}");
        self.held += usize::from(is_held);
        if right.is_empty() {
            if !is_held {
                self.missed.push(format!("{text}: {}, read {:?}", wanted.value, found.iter().map(told).collect::<Vec<_>>()));
            }
            return;
        }
        self.right += 1;
        let characters = |tokens: &Range<usize>| {
            let bytes = document.folded.source_bytes(tokens.clone());
            text[..bytes.start].chars().count() as i64..text[..bytes.end].chars().count() as i64
        };
        let exact = right.iter().any(|n| [&n.tokens, &n.extent].iter().any(|t| characters(t) == wanted.span));
        self.spans += usize::from(exact);
        if !exact {
            let spans: Vec<&str> = right.iter().map(|n| document.exact(n.extent.clone())).collect();
            println!("  other span: {text}: {:?}, read {spans:?}", wanted.span);
        }
    }

    /// Says what was read and holds it to two floors: over all results, those held wrong among the missed, and without them.
    fn close(self, floor: f64, floor_without_held: f64) {
        let share = self.right as f64 / self.all as f64;
        let without_held = self.right as f64 / (self.all - self.held) as f64;
        println!(
            "{}: {} of {} ({share:.3}), {} of them with the same span; {} held wrong, without them {:.3}",
            self.file, self.right, self.all, self.spans, self.held, without_held
        );
        for missed in &self.missed {
            println!("  missed: {missed}");
        }
        assert!(share >= floor, "{}: {share:.3} is below {floor}", self.file);
        assert!(without_held >= floor_without_held, "{}: {without_held:.3} is below {floor_without_held}", self.file);
    }
}

fn told(n: &Number) -> String {
    format!("{:?} {} [{:?}, {:?}] {:?}", n.kind, n.value, n.low, n.high, n.qualifier)
}

#[test]
fn recognizers_numbers() {
    let number = |value: &str| value.parse::<f64>().is_ok();
    let Some(tally) = Tally::of("Number-NumberModel.json", number, |n, value| value.parse().is_ok_and(|v| same(n.value, v))) else {
        return;
    };
    tally.close(0.89, 1.0);
}

#[test]
fn recognizers_ordinals() {
    // «the next», «the last» are none of ours.
    let number = |value: &str| value.parse::<f64>().is_ok();
    let fits = |n: &Number, value: &str| n.kind == NumberKind::Ordinal && value.parse().is_ok_and(|v| same(n.value, v));
    let Some(tally) = Tally::of("Number-OrdinalModel.json", number, fits) else { return };
    tally.close(0.69, 1.0);
}

#[test]
fn recognizers_percentages() {
    let fits =
        |n: &Number, value: &str| n.kind == NumberKind::Percent && value.trim_end_matches('%').parse().is_ok_and(|v| same(n.value, v));
    let Some(tally) = Tally::of("Number-PercentModel.json", |value| value.ends_with('%'), fits) else { return };
    tally.close(1.0, 1.0);
}

#[test]
fn recognizers_ranges() {
    // Intervals as in mathematics: «(20,35]». Ours take whole numbers: more than 20 begins at 21; an upper end is kept as said.
    let fits = |n: &Number, value: &str| {
        let inner = value.trim_matches(['(', ')', '[', ']']);
        let Some((low, high)) = inner.split_once(',') else { return false };
        let open = value.starts_with('(');
        let low_fits = match low.parse::<f64>() {
            Ok(low) => n.low.is_some_and(|l| same(l, low) || open && same(l, low + 1.0)),
            Err(_) => n.low.is_none(),
        };
        let high_fits = match high.parse::<f64>() {
            Ok(high) => n.high.is_some_and(|h| same(h, high)),
            Err(_) => n.high.is_none(),
        };
        low_fits && high_fits
    };
    let Some(tally) = Tally::of("Number-NumberRangeModel.json", |_| true, fits) else { return };
    tally.close(0.90, 0.95);
}
