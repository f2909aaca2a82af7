//! Every stage of `isnad analyze` apart, on plain text, and its share of the whole, in processor time.

#![allow(clippy::expect_used, clippy::print_stdout, missing_docs)] // what can't be set up can't be measured; criterion's macros make undocumented items

use std::cell::Cell;
use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use isnad_bench::{Kind, lexicon, main_text, pages};
use isnad_page::Rules;
use isnad_read::{Stage, read_watched};

const PAGES: usize = 200;

/// A stage of `isnad analyze`: the page room, one of the reader's, or the writing of JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Page,
    Read(Stage),
    Json,
}

fn stages(criterion: &mut Criterion) {
    let lexicon = lexicon().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let texts = pages(PAGES, Kind::Text, &rules).expect("the pages can be read");
    let bytes: usize = texts.iter().map(Vec::len).sum();
    let parts = [Part::Page].into_iter().chain(Stage::ALL.map(Part::Read)).chain([Part::Json]);

    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    group.throughput(Throughput::Bytes(bytes as u64));
    let mut json = Vec::new();
    let mut table = Vec::new();
    for part in parts {
        let name = match part {
            Part::Page => "page".to_owned(),
            Part::Read(stage) => format!("{stage:?}").to_lowercase(),
            Part::Json => "json".to_owned(),
        };
        let best = Cell::new(Duration::MAX);
        group.bench_function(&name, |b| {
            b.iter_custom(|rounds| {
                let mut spent = Duration::ZERO;
                for _ in 0..rounds {
                    for text in &texts {
                        let mut begun = ThreadTime::now();
                        let mut done = |what: Part| {
                            if what == part {
                                spent += begun.elapsed();
                            }
                            begun = ThreadTime::now();
                        };
                        let article = main_text(text, "page.txt", &rules).expect("what is no page was left out");
                        done(Part::Page);
                        let article = read_watched(article, &lexicon, |stage| done(Part::Read(stage)));
                        json.clear();
                        serde_json::to_writer(&mut json, &article).expect("an article is written");
                        done(Part::Json);
                        black_box(&json);
                    }
                }
                best.set(best.get().min(spent / u32::try_from(rounds).unwrap_or(u32::MAX)));
                spent
            });
        });
        table.push((name, best.get().as_secs_f64()));
    }
    group.finish();
    let sum: f64 = table.iter().map(|(_, seconds)| seconds).sum();
    println!("| stage | ms for 1 MB | share |\n| --- | ---: | ---: |");
    for (name, seconds) in table {
        println!("| {name} | {:.1} | {:.1} % |", seconds * 1e9 / bytes as f64, seconds * 100.0 / sum);
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
