//! The examples and counter-examples of `numbers.tsv`, `number_links.tsv` and `qualifiers.tsv` of `packs/ar/`.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_lexicon::subjects::{NumberLinkPart, NumberPart};
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::Qualifier;
use isnad_text::Document;
use isnad_text::number::{self, Number, NumberKind};
use serde::de::DeserializeOwned;

/// Runs the last two cells of every row: `holds` says whether a text has what the row is about.
fn run(rows: &str, holds: impl Fn(&[&str], &Document, &[Number]) -> bool) {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let mut faults = Vec::new();
    let mut rows = rows.lines().filter(|l| !l.starts_with('#'));
    let columns = rows.next().expect("a head").split('\t').count();
    for row in rows {
        let mut cells: Vec<&str> = row.split('\t').collect();
        cells.resize(columns, "");
        for (column, wanted) in [(columns - 2, true), (columns - 1, false)] {
            let text = cells[column].trim();
            let document = Document::new(text, &lexicon);
            let found = number::find(&document, &lexicon);
            if !text.is_empty() && holds(&cells, &document, &found) != wanted {
                faults.push(format!("{} {}: {text}", cells[0], if wanted { "example" } else { "counter-example" }));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

fn word<T: DeserializeOwned>(cell: &str) -> T {
    serde_json::from_str(&format!("\"{cell}\"")).expect("a word of the column")
}

#[test]
fn number_words() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    run(include_str!("../../../packs/ar/numbers.tsv"), |cells, document, found| {
        let (part, value): (NumberPart, f64) = (word(cells[0]), cells[1].parse().expect("a value"));
        document.hits.all().iter().filter(|hit| hit.subject == Subject::NumberWord).any(|hit| {
            let row = lexicon.tables.numbers[hit.row()];
            let is_row = row.part == part && row.value == value;
            // A word that is also a unit is a fraction only in a fraction.
            let fits = |n: &Number| part != NumberPart::AmbiguousFraction || n.kind == NumberKind::Fraction;
            is_row && found.iter().any(|n| fits(n) && n.tokens.contains(&(hit.start as usize)))
        })
    });
}

#[test]
fn words_around_numbers() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    run(include_str!("../../../packs/ar/number_links.tsv"), |cells, document, found| link(cells, document, found, &lexicon));
}

fn link(cells: &[&str], document: &Document, found: &[Number], lexicon: &Lexicon) -> bool {
    let part: NumberLinkPart = word(cells[0]);
    let mut hits = document
        .hits
        .all()
        .iter()
        .filter(|h| h.subject == Subject::NumberLink)
        .filter(|h| lexicon.tables.number_links[h.row()].part == part);
    match part {
        // What they stand by is no number, or stands apart.
        NumberLinkPart::Hour | NumberLinkPart::OneOf => hits.next().is_some() && found.is_empty(),
        NumberLinkPart::Change => hits.next().is_some() && found.len() == 2,
        NumberLinkPart::Label => hits.any(|h| found.iter().any(|n| n.kind == NumberKind::Label && n.tokens.start == h.end as usize)),
        _ => hits.any(|h| found.iter().any(|n| n.extent.start <= h.start as usize && h.end as usize <= n.extent.end)),
    }
}

#[test]
fn words_that_bound() {
    run(include_str!("../../../packs/ar/qualifiers.tsv"), |cells, _, found| {
        let qualifier: Qualifier = word(cells[0]);
        found.iter().any(|n| n.qualifier == qualifier)
    });
}
