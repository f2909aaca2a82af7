//! How long each stage of `isnad analyze` takes on plain text, on one thread, and its share of the whole.

use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Result;
use isnad_bench::{Kind, lexicon, main_text, pages};
use isnad_page::Rules;
use isnad_read::{Stage, read_watched};

/// Pages of ours, where no folder is given.
const PAGES: usize = 1000;
/// How often everything is read; of every stage the fastest round counts.
const ROUNDS: usize = 7;

fn main() -> Result<()> {
    let lexicon = lexicon()?;
    let rules = Rules::new(&lexicon);
    let texts = pages(PAGES, Kind::Text, &rules)?;
    let megabytes = texts.iter().map(Vec::len).sum::<usize>() as f64 / 1e6;

    let mut stages = vec![("page".to_owned(), Duration::MAX)];
    stages.extend(Stage::ALL.iter().map(|stage| (format!("{stage:?}").to_lowercase(), Duration::MAX)));
    stages.push(("json".to_owned(), Duration::MAX));
    let mut whole = Duration::MAX;
    let mut json = Vec::new();
    for _ in 0..ROUNDS {
        let mut round = vec![Duration::ZERO; stages.len()];
        let first = Instant::now();
        for text in &texts {
            let mut begun = Instant::now();
            let mut at = 0;
            let mut note = || {
                let now = Instant::now();
                round[at] += now - begun;
                at += 1;
                begun = now;
            };
            let article = main_text(text, "page.txt", &rules)?;
            note();
            let article = read_watched(article, &lexicon, |_| note());
            // An article in another language goes through no stage.
            let (last, begun) = (stages.len() - 1, Instant::now());
            json.clear();
            serde_json::to_writer(&mut json, &article)?;
            round[last] += begun.elapsed();
        }
        whole = whole.min(first.elapsed());
        for ((_, best), spent) in stages.iter_mut().zip(round) {
            *best = (*best).min(spent);
        }
    }

    let mut out = std::io::stdout().lock();
    let sum: f64 = stages.iter().map(|(_, spent)| spent.as_secs_f64()).sum();
    writeln!(out, "{} pages, {megabytes:.2} MB of text\n\n| stage | ms for 1 MB | share |\n| --- | ---: | ---: |", texts.len())?;
    for (name, spent) in &stages {
        let seconds = spent.as_secs_f64();
        writeln!(out, "| {name} | {:.1} | {:.1} % |", seconds * 1e3 / megabytes, seconds * 100.0 / sum)?;
    }
    let seconds = whole.as_secs_f64();
    writeln!(out, "| whole | {:.1} | {:.2} MB/s |", seconds * 1e3 / megabytes, megabytes / seconds)?;
    Ok(())
}
