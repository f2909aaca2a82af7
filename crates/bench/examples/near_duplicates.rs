//! Finding pages of one text beside a MinHash index in Rust (gaoya) and one in Python (datasketch), on the labelled pages of
//! `eval/stories`: how long it takes, and of the pairs labelled as reprints how many are found.
//!
//! ```sh
//! cargo run --release -p isnad-bench --example near_duplicates -- PAGES [PYTHON]
//! ```
//!
//! `PAGES` is what `eval/stories/pages.py` wrote; `PYTHON` has datasketch. For the two peers the length of runs and the threshold are
//! those that do best on the tuning half, as for ours; everybody is measured on the test half, on one thread.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use gaoya::minhash::{MinHashIndex, MinHasher, MinHasher32};
use isnad_bench::{analyze, lexicon};
use isnad_lexicon::fold::{self, TokenKind};
use isnad_model::Article;
use isnad_page::Rules;
use isnad_record::stories::weights::Weights;
use isnad_record::texts::{self, Text};

const LABELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../eval/stories");
const PEER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/near_duplicates.py");
/// Bands and rows of the peers' signatures.
const BANDS: usize = 42;
const ROWS: usize = 3;
/// Rounds that the fastest is taken of.
const ROUNDS: usize = 5;

type Pairs = BTreeSet<(usize, usize)>;

/// Half of the labelled pages.
struct Half {
    articles: Vec<Article>,
    words: Vec<Vec<String>>,
    reprints: Pairs,
}

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("give the folder of the labelled pages")?;
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    let (tune, test) = (half(Path::new(&folder), "tune")?, half(Path::new(&folder), "test")?);
    let mut out = std::io::stdout().lock();
    writeln!(out, "| tool | pages/s | pairs found | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: | ---: |")?;
    let (found, seconds) = fastest(|| ours(&test));
    row(&mut out, "isnad", &found, &test, seconds)?;
    let mut best = (0.0, 2, 0.0);
    for length in 2..=4 {
        for percent in (10..70).step_by(2) {
            let least = f64::from(percent) / 100.0;
            let score = rates(&gaoya(&tune, length, least), &tune.reprints).2;
            if score > best.0 {
                best = (score, length, least);
            }
        }
    }
    let (_, length, least) = best;
    let (found, seconds) = fastest(|| gaoya(&test, length, least));
    row(&mut out, &format!("gaoya, runs of {length}, from {least}"), &found, &test, seconds)?;
    if let Some(python) = std::env::args().nth(2) {
        let (found, seconds, how) = datasketch(&python, &tune, &test)?;
        row(&mut out, &format!("datasketch, {how}"), &found, &test, seconds)?;
    }
    Ok(())
}

fn half(folder: &Path, name: &str) -> Result<Half> {
    let lexicon = lexicon()?;
    let rules = Rules::new(&lexicon);
    let table = std::fs::read_to_string(format!("{LABELS}/snn-2015-07-{name}.tsv"))?;
    let (mut articles, mut groups) = (Vec::new(), BTreeMap::<String, Vec<usize>>::new());
    for row in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        ensure!(cells.len() == 5, "five cells are needed in «{row}»");
        let bytes = std::fs::read(folder.join(cells[1])).with_context(|| cells[1].to_owned())?;
        if !cells[3].is_empty() {
            groups.entry(cells[3].to_owned()).or_default().push(articles.len());
        }
        articles.push(analyze(&bytes, cells[1], &rules, &lexicon)?);
    }
    let words = articles.iter().map(|article| words(&article.text)).collect();
    Ok(Half { articles, words, reprints: pairs(groups.into_values()) })
}

fn words(text: &str) -> Vec<String> {
    let folded = fold::fold(text);
    let words = folded.tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Word);
    words.map(|(at, _)| folded.form(at).to_owned()).filter(|word| word.chars().nth(1).is_some()).collect()
}

fn pairs(groups: impl IntoIterator<Item = Vec<usize>>) -> Pairs {
    let pairs =
        |g: Vec<usize>| (0..g.len()).flat_map(|a| (a + 1..g.len()).map(move |b| (a, b))).map(|(a, b)| (g[a], g[b])).collect::<Vec<_>>();
    groups.into_iter().flat_map(pairs).collect()
}

fn ours(half: &Half) -> Pairs {
    let weights = Weights::default();
    let texts: Vec<Text> = half.articles.iter().map(Text::of).collect();
    pairs(texts::group(texts.len(), &texts::compare(&texts, &weights), &weights))
}

fn gaoya(half: &Half, length: usize, least: f64) -> Pairs {
    let hasher = MinHasher32::new(BANDS * ROWS);
    let mut index = MinHashIndex::<u32, usize>::new(BANDS, ROWS, least);
    let mut found = Pairs::new();
    for (at, words) in half.words.iter().enumerate() {
        let signature = hasher.create_signature(words.windows(length));
        found.extend(index.query(&signature).into_iter().map(|other| (*other, at)));
        index.insert(at, signature);
    }
    found
}

/// The pairs that the peer in Python finds, its seconds, and how it did best on the tuning half.
fn datasketch(python: &str, tune: &Half, test: &Half) -> Result<(Pairs, f64, String)> {
    let mut child = Command::new(python).arg(PEER).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let of = |half: &Half| serde_json::json!({"words": half.words, "reprints": half.reprints});
    let mut input = child.stdin.take().context("no standard input")?;
    serde_json::to_writer(&mut input, &serde_json::json!({"tune": of(tune), "test": of(test), "rounds": ROUNDS}))?;
    drop(input);
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "{PEER} failed");
    #[derive(serde::Deserialize)]
    struct Told {
        found: Pairs,
        seconds: f64,
        how: String,
    }
    let told: Told = serde_json::from_slice(&output.stdout)?;
    Ok((told.found, told.seconds, told.how))
}

fn fastest(run: impl Fn() -> Pairs) -> (Pairs, f64) {
    let mut best = f64::INFINITY;
    let mut found = Pairs::new();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        found = run();
        best = best.min(begun.elapsed().as_secs_f64());
    }
    (found, best)
}

fn rates(found: &Pairs, wanted: &Pairs) -> (f64, f64, f64) {
    let right = found.intersection(wanted).count() as f64;
    let (precision, recall) = (right / found.len().max(1) as f64, right / wanted.len().max(1) as f64);
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE))
}

fn row(out: &mut impl Write, tool: &str, found: &Pairs, half: &Half, seconds: f64) -> Result<()> {
    let (precision, recall, f1) = rates(found, &half.reprints);
    let per_second = half.articles.len() as f64 / seconds;
    writeln!(out, "| {tool} | {per_second:.0} | {} | {precision:.3} | {recall:.3} | {f1:.3} |", found.len())?;
    Ok(())
}
