//! What sorting pages into stories costs, in time and memory, on heaps of more and more pages: the cost of a page must hardly grow.
//!
//! In processor time, all threads together. Without arguments it measures 1,000, 10,000 and 100,000 pages, each in a process of its own; with a number, as many, in this one.
//! Linux only, since it asks the kernel for its own peak.

use std::io::Write;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use cpu_time::ProcessTime;
use isnad_bench::heap::{Heap, HeapPage};
use isnad_bench::{Maker, analyze, lexicon};
use isnad_eval::{Assignment, b_cubed};
use isnad_model::Article;
use isnad_page::Rules;
use isnad_record::stories::Index;
use isnad_record::stories::features::Features;
use isnad_record::stories::weights::Weights;
use rayon::prelude::*;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Pages read at a time.
const BATCH: usize = 1_000;
/// Pages that come one by one when all others are in.
const LATE: usize = 100;
/// How much more a page may cost where there are a hundred times as many.
const GROWTH: f64 = 1.5;

fn main() -> Result<()> {
    let mut out = std::io::stdout().lock();
    if let Some(count) = std::env::args().nth(1) {
        return measure(count.parse().context("give a number of pages")?, &mut out);
    }
    writeln!(
        out,
        "| pages | stories | B-cubed F1 | features, µs a page | stories, µs a page | pages/s | one more page, ms | peak memory, MB |"
    )?;
    writeln!(out, "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    let mut costs = Vec::new();
    for size in SIZES {
        let row = Command::new(std::env::current_exe()?).arg(size.to_string()).output()?;
        ensure!(row.status.success(), "{}", String::from_utf8_lossy(&row.stderr));
        let row = String::from_utf8(row.stdout)?;
        write!(out, "{row}")?;
        let cell = |at: usize| row.split('|').nth(at).and_then(|cell| cell.trim().parse::<f64>().ok());
        costs.push(cell(4).zip(cell(5)).map(|(features, stories)| features + stories).context("a row without its costs")?);
    }
    ensure!(costs[2] < costs[0] * GROWTH, "a page costs {:.2} times as much", costs[2] / costs[0]);
    Ok(())
}

fn measure(count: usize, out: &mut impl Write) -> Result<()> {
    let lexicon = lexicon()?;
    let rules = Rules::new(&lexicon);
    let maker = Maker::new(&rules)?;
    let heap = Heap::new(&maker);
    let mut pages = heap.pages()?;
    let mut index = Index::new(Weights::default());
    let (mut features_took, mut index_took) = (Duration::ZERO, Duration::ZERO);
    let mut made = Vec::new();
    let mut read = |pages: &[HeapPage]| -> Result<Vec<Article>> {
        made.extend(pages.iter().map(|page| page.story));
        let article = |page: &HeapPage| Ok(analyze(page.html().as_bytes(), "page.html", &rules, &lexicon)?);
        pages.par_iter().map(article).collect()
    };
    while index.len() < count {
        let articles = read(&pages.by_ref().take(BATCH.min(count - index.len())).collect::<Vec<_>>())?;
        let begun = ProcessTime::now();
        let features: Vec<Features> = articles.par_iter().map(Features::of).collect();
        features_took += begun.elapsed();
        let begun = ProcessTime::now();
        index.add(features);
        index_took += begun.elapsed();
    }
    let late: Vec<Features> = read(&pages.by_ref().take(LATE).collect::<Vec<_>>())?.iter().map(Features::of).collect();
    let begun = ProcessTime::now();
    let stories = index.stories();
    index_took += begun.elapsed();
    let told = stories.iter().enumerate().flat_map(|(answer, pages)| pages.iter().map(move |page| (answer, *page)));
    let found = b_cubed(&told.map(|(answer, page)| Assignment { gold: made[page], answer }).collect::<Vec<_>>()).f1;
    let begun = ProcessTime::now();
    let added = late.len();
    for page in late {
        let number = index.add([page]).start;
        ensure!(!index.story_of(number).is_empty(), "a page without a story");
    }
    let each = begun.elapsed().as_secs_f64() * 1e3 / added as f64;
    let micros = |took: Duration| took.as_secs_f64() * 1e6 / count as f64;
    let (features, sorting) = (micros(features_took), micros(index_took));
    let per_second = 1e6 / (features + sorting);
    writeln!(
        out,
        "| {count} | {} | {found:.3} | {features:.0} | {sorting:.0} | {per_second:.0} | {each:.2} | {:.0} |",
        stories.len(),
        peak()?
    )?;
    Ok(())
}

/// Megabytes that this process had at its highest.
fn peak() -> Result<f64> {
    let told = std::fs::read_to_string("/proc/self/status")?;
    let line = told.lines().find_map(|l| l.strip_prefix("VmHWM:")).context("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}
