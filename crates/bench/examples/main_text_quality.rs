//! How well main text is told from furniture, beside two extractors in Rust, on annotated pages.
//!
//! The pages are described by a JSON object in the form of trafilatura's evaluation (`tests/eval` of its repository):
//! an address to `{"file": …, "with": [passages that belong], "without": [passages that do not]}`. A passage counts as
//! kept if the text, white space aside, contains it. Run with the JSON and the folders that hold the files:
//!
//! ```sh
//! cargo run --release -p isnad-bench --example main_text_quality -- evaldata.json tests/eval tests/cache
//! ```

#![allow(clippy::print_stdout)] // it prints its table

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dom_smoothie::{Config, Readability, TextMode};
use isnad_bench::{lexicon, main_text};
use isnad_page::Rules;
use serde_json::Value;

/// The main text of a page's bytes.
type Engine<'a> = &'a dyn Fn(&[u8]) -> String;

/// Passages kept and lost.
#[derive(Default)]
struct Score {
    pages: usize,
    wanted_kept: usize,
    wanted_lost: usize,
    unwanted_kept: usize,
}

impl Score {
    fn ratio(part: usize, whole: usize) -> f64 {
        part as f64 / whole.max(1) as f64
    }

    fn line(&self, name: &str) -> String {
        let precision = Self::ratio(self.wanted_kept, self.wanted_kept + self.unwanted_kept);
        let recall = Self::ratio(self.wanted_kept, self.wanted_kept + self.wanted_lost);
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
        format!("{name:<16} {:>5} pages  precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}", self.pages)
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn passages(page: &Value, key: &str) -> Vec<String> {
    page[key].as_array().into_iter().flatten().filter_map(Value::as_str).map(words).collect()
}

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let data = args.next().context("give the JSON of annotated pages and the folders that hold the pages")?;
    let folders: Vec<PathBuf> = args.collect();
    let data: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(&data)?)?;
    let lexicon = lexicon()?;
    let rules = Rules::new(&lexicon);
    let isnad = |bytes: &[u8]| main_text(bytes, "page.html", &rules).map(|a| a.text).unwrap_or_default();
    let smoothie = |bytes: &[u8]| {
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let page = String::from_utf8_lossy(bytes);
        let read = Readability::new(page.as_ref(), None, Some(config)).and_then(|mut r| r.parse());
        read.map(|a| a.text_content.to_string()).unwrap_or_default()
    };
    let trafilatura = |bytes: &[u8]| rs_trafilatura::extract(&String::from_utf8_lossy(bytes)).map(|r| r.content_text).unwrap_or_default();
    let engines: [(&str, Engine); 3] = [("isnad", &isnad), ("dom_smoothie", &smoothie), ("rs-trafilatura", &trafilatura)];
    for (name, engine) in engines {
        let mut score = Score::default();
        for page in data.values() {
            let Some(file) = page["file"].as_str() else { continue };
            let Some(path) = folders.iter().map(|f| f.join(file)).find(|p: &PathBuf| Path::is_file(p)) else { continue };
            score.pages += 1;
            let text = words(&engine(&std::fs::read(path)?));
            for wanted in passages(page, "with") {
                *if text.contains(&wanted) { &mut score.wanted_kept } else { &mut score.wanted_lost } += 1;
            }
            score.unwanted_kept += passages(page, "without").iter().filter(|p| text.contains(p.as_str())).count();
        }
        println!("{}", score.line(name));
    }
    Ok(())
}
