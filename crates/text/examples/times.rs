//! Reads lines of `anchor<TAB>text` (the anchor, a page's date, may be empty) and prints the times of each text as JSON.

use std::io::{BufRead, Write};

use isnad_text::{Document, number, time};
use serde_json::json;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = isnad_packs::built_in()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let (anchor, text) = line.split_once('\t').unwrap_or(("", &line));
        let document = Document::new(text, &lexicon);
        let numbers = number::find(&document, &lexicon);
        let times = time::find(&document, &lexicon, &numbers, Some(anchor).filter(|a| !a.is_empty()));
        let found: Vec<_> = times
            .expressions
            .iter()
            .map(|t| json!({"exact": document.exact(t.tokens.clone()), "value": t.value, "granularity": t.granularity, "basis": t.basis, "relative": t.relative}))
            .collect();
        let durations: Vec<_> = times
            .durations
            .iter()
            .map(|d| json!({"exact": document.exact(d.tokens.clone()), "amount": d.amount, "unit": format!("{:?}", d.unit).to_lowercase()}))
            .collect();
        writeln!(out, "{}", json!({"text": text, "times": found, "durations": durations, "written_on": times.written_on}))?;
    }
    Ok(())
}
