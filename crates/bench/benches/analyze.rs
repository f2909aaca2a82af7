//! The whole of `isnad analyze` on one thread, and the floor under it, in processor time: other programs of the
//! machine count for less.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)] // what can't be set up can't be measured; criterion's macros make undocumented items

use std::cell::Cell;
use std::hint::black_box;
use std::time::Duration;

use aho_corasick::{AhoCorasick, MatchKind};
use cpu_time::ThreadTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use isnad_bench::{Kind, analyze, lexicon, pages};
use isnad_lexicon::fold::fold;
use isnad_page::Rules;

/// As many pages as give some megabytes of text.
const PAGES: usize = 1000;

/// Measures and gives the seconds of the fastest sample.
fn fastest(group: &mut BenchmarkGroup<WallTime>, name: &str, mut round: impl FnMut()) -> f64 {
    let best = Cell::new(Duration::MAX);
    group.bench_function(name, |b| {
        b.iter_custom(|rounds| {
            let begun = ThreadTime::now();
            for _ in 0..rounds {
                round();
            }
            let spent = begun.elapsed();
            best.set(best.get().min(spent / u32::try_from(rounds).unwrap_or(u32::MAX)));
            spent
        });
    });
    best.get().as_secs_f64()
}

fn whole(criterion: &mut Criterion) {
    let lexicon = lexicon().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let mut group = criterion.benchmark_group("analyze");
    group.sample_size(10);
    let mut whole = 0.0;
    let mut json = Vec::new();
    for (name, kind, ending) in [("html", Kind::Html, "html"), ("text", Kind::Text, "txt")] {
        let pages = pages(PAGES, kind, &rules).expect("the pages can be read");
        if pages.is_empty() {
            continue;
        }
        group.throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum()));
        let source = format!("page.{ending}");
        whole = fastest(&mut group, name, || {
            for page in &pages {
                let article = analyze(page, &source, &rules, &lexicon).expect("what is no page was left out");
                json.clear();
                serde_json::to_writer(&mut json, &article).expect("an article is written");
                black_box(&json);
            }
        });
    }

    // The least that finding the lexicon's forms in a text can cost: that its bytes are UTF-8, and one pass over it
    // (folded beforehand, without regard to what is attached to a word) of an automaton of the same forms.
    let forms = isnad_lexicon::compile::forms(&isnad_packs::sources().expect("the packs load")).expect("the packs compile");
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&forms).expect("the forms make an automaton");
    let texts = pages(PAGES, Kind::Text, &rules).expect("the pages can be read");
    let folded: Vec<String> = texts.iter().map(|t| fold(&String::from_utf8_lossy(t)).text).collect();
    group.throughput(Throughput::Bytes(texts.iter().map(|p| p.len() as u64).sum()));
    let floor = fastest(&mut group, "floor", || {
        for (text, folded) in texts.iter().zip(&folded) {
            black_box(simdutf8::basic::from_utf8(black_box(text)).is_ok());
            black_box(automaton.find_iter(folded).count());
        }
    });
    group.finish();
    println!("{} forms; plain text takes {:.1} times the floor", forms.len(), whole / floor);
}

criterion_group!(benches, whole);
criterion_main!(benches);
