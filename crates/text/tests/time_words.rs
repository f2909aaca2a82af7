//! The examples and counter-examples of `packs/ar/times.tsv` and `packs/ar/time_links.tsv`.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use isnad_lexicon::subjects::TimePart;
use isnad_text::{Document, number, time};

/// Whether an expression or length of a text holds a word of a part and value.
fn held(text: &str, part: TimePart, value: i32, lexicon: &isnad_lexicon::Lexicon) -> bool {
    let document = Document::new(text, lexicon);
    let numbers = number::find(&document, lexicon);
    let times = time::find(&document, lexicon, &numbers, Some("2021-06-15"));
    let spans: Vec<_> =
        times.expressions.iter().map(|t| t.tokens.clone()).chain(times.durations.iter().map(|d| d.tokens.clone())).collect();
    document.hits.all().iter().any(|h| {
        let Some(word) = lexicon.tables.time_word(h) else { return false };
        word.part == part && word.value == value && spans.iter().any(|s| s.start <= h.start as usize && h.end as usize <= s.end)
    })
}

#[test]
fn examples_and_counter_examples() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let mut faults = Vec::new();
    let files = [include_str!("../../../packs/ar/times.tsv"), include_str!("../../../packs/ar/time_links.tsv")];
    for row in files.iter().flat_map(|f| f.lines().filter(|l| !l.starts_with('#')).skip(1)) {
        let cells: Vec<&str> = row.split('\t').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default().trim();
        let part: TimePart = serde_json::from_str(&format!("\"{}\"", cell(0))).expect("a kind");
        let value = cell(1).parse().expect("a value");
        if !cell(3).is_empty() && !held(cell(3), part, value, &lexicon) {
            faults.push(format!("example {} {}: {}", cell(0), value, cell(3)));
        }
        if !cell(4).is_empty() && held(cell(4), part, value, &lexicon) {
            faults.push(format!("counter-example {} {}: {}", cell(0), value, cell(4)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
