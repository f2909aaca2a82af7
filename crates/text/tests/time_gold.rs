//! The times of hand-annotated pages, where they are there beside the project: held by the rule of `score.py`.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use std::path::Path;

use isnad_text::{Document, number, time};
use serde_json::Value;

/// Whether a value is the gold's or finer.
fn same(gold: &str, got: &str) -> bool {
    got.starts_with(gold) || gold.replace("+00:00", "Z") == got.replace("+00:00", "Z")
}

#[test]
fn times_of_the_annotated_pages() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let Ok(gold) = std::fs::read_dir(shared.join("gold")) else {
        println!("../shared/gold is not there: the annotated pages were not run");
        return;
    };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let (mut right, mut wanted, mut got) = (0usize, 0usize, 0usize);
    let mut notes = Vec::new();
    let mut pages: Vec<_> = gold
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "json") && p.file_name().is_some_and(|n| n != "story.json"))
        .collect();
    pages.sort();
    for path in pages {
        let page: Value = serde_json::from_str(&std::fs::read_to_string(&path).expect("readable")).expect("JSON");
        let Some(times) = page["times"].as_array() else { continue };
        let name = page["page"].as_str().expect("a page's name");
        let Ok(text) = std::fs::read_to_string(shared.join("seeds").join(name)) else { continue };
        let document = Document::new(&text, &lexicon);
        let numbers = number::find(&document, &lexicon);
        let found = time::find(&document, &lexicon, &numbers, None);
        let stated = (page["published"]["basis"] == "text").then(|| page["published"]["value"].as_str()).flatten();
        assert_eq!(found.written_on.as_deref(), stated, "the day of {name}");
        let mut free: Vec<_> = found.expressions.iter().map(|t| (document.folded.source_bytes(t.tokens.clone()), t)).collect();
        wanted += times.len();
        got += free.len();
        for time in times {
            let (surface, value) = (time["surface"].as_str().expect("surface"), time["value"].as_str().expect("value"));
            let nth = time["nth"].as_u64().unwrap_or(1) as usize;
            let Some((at, _)) = text.match_indices(surface).nth(nth - 1) else { continue };
            let span = at..at + surface.len();
            // The shortest one that fits, so that one inside another is not taken for it.
            let fits = free
                .iter()
                .enumerate()
                .filter(|(_, (bytes, t))| {
                    bytes.start < span.end
                        && span.start < bytes.end
                        && (t.value.as_deref().is_some_and(|v| same(value, v))
                            || stated.is_none() && t.basis == isnad_model::TimeBasis::Relative)
                })
                .min_by_key(|(_, (bytes, _))| bytes.start.abs_diff(span.start) + bytes.end.abs_diff(span.end))
                .map(|(i, _)| i);
            match fits {
                Some(i) => {
                    free.remove(i);
                    right += 1;
                }
                None => notes.push(format!("{name}: missed {surface} = {value}")),
            }
        }
        notes.extend(free.iter().map(|(bytes, t)| format!("{name}: wrong {} = {:?}", &text[bytes.clone()], t.value)));
    }
    let (precision, recall) = (right as f64 / got.max(1) as f64, right as f64 / wanted.max(1) as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("times: {right} right of {wanted}, {got} found, F1 {f1:.3}\n{notes:#?}");
    assert!(f1 >= 0.95, "{f1:.3}: {notes:#?}");
}
