//! On how many pages words and entities stand.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use isnad_model::Article;
use isnad_record::stories::features::{countable, mentions};

/// Writes both tables.
pub fn write(articles: &[Article], least: u32, folder: &Path) -> Result<()> {
    let words = counted(articles.iter().map(|a| countable(&a.text)));
    let entities = counted(articles.iter().map(|a| {
        let mut ids: Vec<String> = mentions(a).map(|(_, id)| id.to_owned()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }));
    let (words_head, entities_head) = (
        "# On how many pages of newspaper Arabic a word without its article, or a number, stands; `*` is all pages counted.",
        "# On how many pages of newspaper Arabic a place or an actor stands; `*` is all pages counted.",
    );
    for (file, head, counts) in [("words.tsv", words_head, words), ("entities.tsv", entities_head, entities)] {
        let rows = counts.iter().filter(|(_, n)| **n >= least).map(|(form, n)| format!("{form}\t{n}\n"));
        let table = format!("{head}\nform\tpages\n*\t{}\n{}", articles.len(), rows.collect::<String>());
        std::fs::write(folder.join(file), table).with_context(|| file.to_owned())?;
    }
    Ok(())
}

fn counted(pages: impl Iterator<Item = Vec<String>>) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for form in pages.flatten() {
        *counts.entry(form).or_default() += 1;
    }
    counts
}
