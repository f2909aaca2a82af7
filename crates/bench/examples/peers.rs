//! Writes pages and texts into a folder, reads them with the readers in Rust, and prints as JSON how long each took
//! and how well it read: for `peers.py`, which does the same with those in Python and prints one table.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use cpu_time::ThreadTime;
use dom_smoothie::Readability;
use isnad_bench::{Maker, NewsPage, lexicon, main_text};
use isnad_model::{Article, DateBasis, Granularity, Published};
use isnad_page::Rules;
use isnad_read::{Stage, read, read_watched};

/// How often everything is read; the fastest round counts.
const ROUNDS: usize = 5;

const TIMES: &str = include_str!("../corpus/times.tsv");

fn fastest(mut round: impl FnMut() -> Result<Duration>) -> Result<f64> {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        best = best.min(round()?);
    }
    Ok(best.as_secs_f64())
}

fn main() -> Result<()> {
    let mut args = std::env::args_os().skip(1);
    let folder = PathBuf::from(args.next().context("give a folder to write into, and how many pages")?);
    let count: usize = args.next().and_then(|n| n.to_str()?.parse().ok()).context("give how many pages")?;
    let lexicon = lexicon()?;
    let rules = Rules::new(&lexicon);
    let pages = Maker::new(&rules)?.pages(count);
    let html: Vec<String> = pages.iter().map(NewsPage::html).collect();
    for (at, (page, html)) in pages.iter().zip(&html).enumerate() {
        std::fs::write(folder.join(format!("{at:06}.html")), html)?;
        std::fs::write(folder.join(format!("{at:06}.txt")), page.text())?;
    }

    let mut rows = Vec::new();
    let mut main_texts = |tool: &str, version: &str, extract: &dyn Fn(&str) -> Result<String>| -> Result<()> {
        let (mut kept, mut paragraphs, mut own, mut all) = (0, 0, 0, 0);
        for (page, html) in pages.iter().zip(&html) {
            let read = Reading::of(page, &extract(html)?);
            kept += read.kept;
            paragraphs += page.paragraphs().len();
            own += read.own;
            all += read.all;
        }
        let seconds = fastest(|| {
            let begun = ThreadTime::now();
            for page in &html {
                extract(page)?;
            }
            Ok(begun.elapsed())
        })?;
        rows.push(serde_json::json!({
            "task": "main text", "tool": tool, "version": version, "seconds": seconds,
            "bytes": html.iter().map(String::len).sum::<usize>(),
            "kept": kept, "of": paragraphs, "own": own, "all": all,
        }));
        Ok(())
    };
    let own = env!("CARGO_PKG_VERSION");
    main_texts("isnad", own, &|page| Ok(main_text(page.as_bytes(), "page.html", &rules)?.text))?;
    main_texts("dom_smoothie", locked("dom_smoothie")?, &|page| Ok(Readability::new(page, None, None)?.parse()?.text_content.to_string()))?;
    main_texts("rs-trafilatura", locked("rs-trafilatura")?, &|page| Ok(rs_trafilatura::extract(page)?.content_text))?;

    // From the clean text to its times: folding, look-up, numbers and times.
    let texts: Vec<String> = pages.iter().map(NewsPage::text).collect();
    let articles = texts.iter().map(|t| main_text(t.as_bytes(), "page.txt", &rules)).collect::<Result<Vec<_>, _>>()?;
    let seconds = fastest(|| {
        let mut spent = Duration::ZERO;
        for article in articles.iter().cloned() {
            let begun = ThreadTime::now();
            read_watched(article, &lexicon, |stage| {
                if stage == Stage::Times {
                    spent += begun.elapsed();
                }
            });
        }
        Ok(spent)
    })?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut found = Vec::new();
    for row in TIMES.lines().filter(|l| !l.starts_with("# ")) {
        let mut cells = row.split('\t');
        let (day, sentence) = cells.next().zip(cells.next()).context("a row of times.tsv has a day and a sentence")?;
        let published = Published {
            value: Some(day.to_owned()),
            granularity: Some(Granularity::Day),
            basis: DateBasis::Metadata,
            ..Published::default()
        };
        let article = Article { text: sentence.to_owned(), language: "ar".to_owned(), published, ..Article::default() };
        found.push(read(article, &lexicon).times.into_iter().map(|t| (t.exact, t.value)).collect::<Vec<_>>());
    }
    rows.push(serde_json::json!({"task": "times", "tool": "isnad", "version": own, "seconds": seconds, "bytes": bytes, "times": found}));
    serde_json::to_writer(std::io::stdout().lock(), &rows)?;
    Ok(())
}

/// How well the text of a page was read: paragraphs there whole, and how many of the words are the page's own.
struct Reading {
    kept: usize,
    own: usize,
    all: usize,
}

impl Reading {
    fn of(page: &NewsPage, text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = |p: &&String| text.contains(p.split_whitespace().collect::<Vec<_>>().join(" ").as_str());
        let kept: Vec<&String> = page.paragraphs().iter().filter(whole).collect();
        let own = kept.iter().map(|p| p.split_whitespace().count()).sum();
        Reading { kept: kept.len(), own, all: text.split_whitespace().count() }
    }
}

/// The version of a package that this was built with.
fn locked(package: &str) -> Result<&'static str> {
    let entry = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = include_str!("../../../Cargo.lock").split_once(&entry).context("the package is in Cargo.lock")?;
    rest.split('"').next().context("its version is in quotation marks")
}
