//! Other projects' Arabic cases, where they are there beside the project.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use std::path::{Path, PathBuf};

use isnad_text::Document;
use isnad_text::number::{self, NumberKind};
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
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
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
    assert!(share >= 0.95, "{share}: {missed:#?}");
}

#[test]
fn duckling_ordinals() {
    let Some((share, missed)) = duckling("duckling/ordinal.json", &[NumberKind::Ordinal]) else { return };
    println!("Duckling ordinals: {share:.3}; missed: {missed:#?}");
    assert!(share >= 0.95, "{share}: {missed:#?}");
}

#[test]
fn recognizers_numbers() {
    let Some(folder) = peers() else { return };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let cases = load(&folder, "recognizers-text/Number-NumberModel.json");
    let (mut all, mut missed) = (0usize, Vec::new());
    for case in cases.as_array().expect("a list of cases") {
        if case["IgnoreResolution"] == true {
            continue;
        }
        let text = case["Input"].as_str().expect("input");
        let document = Document::new(text, &lexicon);
        let found = number::find(&document, &lexicon);
        for wanted in case["Results"].as_array().expect("results") {
            let Some(value) = wanted["Resolution"]["value"].as_str().and_then(|v| v.parse::<f64>().ok()) else { continue };
            all += 1;
            if !found.iter().any(|n| same(n.value, value)) {
                missed.push(format!("{text}: {value}, read {:?}", found.iter().map(|n| n.value).collect::<Vec<_>>()));
            }
        }
    }
    let share = 1.0 - missed.len() as f64 / all as f64;
    println!("Recognizers numbers: {share:.3} of {all}; missed: {missed:#?}");
    assert!(share >= 0.50, "{share}: {missed:#?}");
}
