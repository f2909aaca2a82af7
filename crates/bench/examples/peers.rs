//! Writes pages and their clean texts into a folder, and times the readers in Rust on them: for `peers.py`, which
//! times those in Python on the same files and prints one table.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use dom_smoothie::Readability;
use isnad_bench::{Maker, lexicon, main_text};
use isnad_page::Rules;
use isnad_read::{Stage, read_watched};

/// How often everything is read; the fastest round counts.
const ROUNDS: usize = 5;

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
    let html: Vec<String> = pages.iter().map(|p| p.html()).collect();
    let read = |page: &String| main_text(page.as_bytes(), "page.html", &rules);
    let articles = html.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    for (at, (page, article)) in html.iter().zip(&articles).enumerate() {
        std::fs::write(folder.join(format!("{at:06}.html")), page)?;
        std::fs::write(folder.join(format!("{at:06}.txt")), &article.text)?;
    }

    let isnad = fastest(|| {
        let begun = Instant::now();
        for page in &html {
            read(page)?;
        }
        Ok(begun.elapsed())
    })?;
    let smoothie = fastest(|| {
        let begun = Instant::now();
        for page in &html {
            Readability::new(page.as_str(), None, None)?.parse()?;
        }
        Ok(begun.elapsed())
    })?;
    let trafilatura = fastest(|| {
        let begun = Instant::now();
        for page in &html {
            rs_trafilatura::extract(page)?;
        }
        Ok(begun.elapsed())
    })?;
    // From the clean text to its times: look-up, numbers and times.
    let times = fastest(|| {
        let mut spent = Duration::ZERO;
        for article in articles.iter().cloned() {
            let begun = Instant::now();
            read_watched(article, &lexicon, |stage| {
                if stage == Stage::Times {
                    spent += begun.elapsed();
                }
            });
        }
        Ok(spent)
    })?;
    let own = env!("CARGO_PKG_VERSION");
    let rows = serde_json::json!([
        {"task": "main text", "tool": "isnad", "version": own, "seconds": isnad},
        {"task": "main text", "tool": "dom_smoothie", "version": locked("dom_smoothie")?, "seconds": smoothie},
        {"task": "main text", "tool": "rs-trafilatura", "version": locked("rs-trafilatura")?, "seconds": trafilatura},
        {"task": "times", "tool": "isnad", "version": own, "seconds": times},
    ]);
    serde_json::to_writer(std::io::stdout().lock(), &rows)?;
    Ok(())
}

/// The version of a package that this was built with.
fn locked(package: &str) -> Result<&'static str> {
    let entry = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = include_str!("../../../Cargo.lock").split_once(&entry).context("the package is in Cargo.lock")?;
    rest.split('"').next().context("its version is in quotation marks")
}
