//! The whole of `isnad analyze` on one thread, and the floor under it.

#![allow(clippy::expect_used, missing_docs)] // what can't be set up can't be measured; criterion's macros make undocumented items

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use isnad_bench::{Maker, analyze, lexicon};
use isnad_lexicon::fold::fold;
use isnad_page::Rules;

/// As many pages as give some megabytes of text.
const PAGES: usize = 1000;

fn whole(criterion: &mut Criterion) {
    let lexicon = lexicon().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let pages = Maker::new(&rules).expect("the demonstration's pages are there").pages(PAGES);
    let texts: Vec<String> = pages.iter().map(|p| p.text()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();

    let mut group = criterion.benchmark_group("analyze");
    group.sample_size(10);
    for (name, ending, pages) in [("text", "txt", texts.clone()), ("html", "html", pages.iter().map(|p| p.html()).collect())] {
        group.throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum()));
        let name_of_page = format!("page.{ending}");
        let mut json = Vec::new();
        group.bench_function(name, |b| {
            b.iter(|| {
                for page in &pages {
                    let article = analyze(page.as_bytes(), &name_of_page, &rules, &lexicon, |_| ()).expect("a page of ours is read");
                    json.clear();
                    serde_json::to_writer(&mut json, &article).expect("an article is written");
                    black_box(&json);
                }
            });
        });
    }

    // The least that finding the lexicon's forms in a text can cost: that its bytes are UTF-8, and one pass over it
    // (folded beforehand, without regard to what is attached to a word) of an automaton of the same forms.
    let forms = lexicon.forms();
    let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build::<_, _, u32>(&forms)
        .expect("the forms make an automaton");
    let folded: Vec<String> = texts.iter().map(|t| fold(t).text).collect();
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("floor", |b| {
        b.iter(|| {
            for (text, folded) in texts.iter().zip(&folded) {
                black_box(std::str::from_utf8(black_box(text.as_bytes())).is_ok());
                black_box(automaton.leftmost_find_iter(folded).count());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, whole);
criterion_main!(benches);
