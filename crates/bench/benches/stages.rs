//! Every stage of `isnad analyze` apart, on plain text, so that their shares can be told.

#![allow(clippy::expect_used, missing_docs)] // what can't be set up can't be measured; criterion's macros make undocumented items

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_bench::{Maker, lexicon, main_text};
use isnad_page::Rules;
use isnad_read::{Stage, read_watched};

const PAGES: usize = 200;

fn stages(criterion: &mut Criterion) {
    let lexicon = lexicon().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let pages = Maker::new(&rules).expect("the demonstration's pages are there").pages(PAGES);
    let texts: Vec<String> = pages.iter().map(|p| p.text()).collect();
    let read = |text: &String| main_text(text.as_bytes(), "page.txt", &rules).expect("a page of ours is read");

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(texts.iter().map(|t| t.len() as u64).sum()));
    group.bench_function("page", |b| {
        b.iter(|| {
            for text in &texts {
                black_box(read(text));
            }
        });
    });
    let articles: Vec<_> = texts.iter().map(read).collect();
    for stage in Stage::ALL {
        group.bench_function(format!("{stage:?}").to_lowercase(), |b| {
            b.iter_custom(|rounds| {
                let mut spent = Duration::ZERO;
                for _ in 0..rounds {
                    for article in &articles {
                        let article = article.clone();
                        let mut begun = Instant::now();
                        black_box(read_watched(article, &lexicon, |done| {
                            let now = Instant::now();
                            if done == stage {
                                spent += now - begun;
                            }
                            begun = now;
                        }));
                    }
                }
                spent
            });
        });
    }
    let articles: Vec<_> = articles.into_iter().map(|a| read_watched(a, &lexicon, |_| ())).collect();
    let mut json = Vec::new();
    group.bench_function("json", |b| {
        b.iter(|| {
            for article in &articles {
                json.clear();
                serde_json::to_writer(&mut json, article).expect("an article is written");
                black_box(&json);
            }
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
