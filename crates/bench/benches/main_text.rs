//! The main text of HTML pages: the page room beside two extractors in Rust, on the same pages.

#![allow(clippy::expect_used, missing_docs)] // what can't be set up can't be measured; criterion's macros make undocumented items

use std::hint::black_box;

use cpu_time::ThreadTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dom_smoothie::Readability;
use isnad_bench::{Kind, lexicon, main_text, pages};
use isnad_page::Rules;

const PAGES: usize = 200;

fn main_texts(criterion: &mut Criterion) {
    let lexicon = lexicon().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let pages = pages(PAGES, Kind::Html, &rules).expect("the pages can be read");
    let pages: Vec<String> = pages.iter().map(|p| String::from_utf8_lossy(p).into_owned()).collect();
    if pages.is_empty() {
        return;
    }

    let mut group = criterion.benchmark_group("main text");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(pages.iter().map(|p| p.len() as u64).sum()));
    let mut measure = |name: &str, text: &dyn Fn(&str) -> String| {
        group.bench_function(name, |b| {
            b.iter_custom(|rounds| {
                let begun = ThreadTime::now();
                for page in (0..rounds).flat_map(|_| &pages) {
                    black_box(text(page));
                }
                begun.elapsed()
            });
        });
    };
    measure("isnad", &|page| main_text(page.as_bytes(), "page.html", &rules).expect("a page of ours is read").text);
    measure("dom_smoothie", &|page| {
        let read = Readability::new(page, None, None).and_then(|mut r| r.parse());
        read.expect("dom_smoothie reads a page of ours").text_content.to_string()
    });
    measure("rs-trafilatura", &|page| rs_trafilatura::extract(page).expect("rs-trafilatura reads a page of ours").content_text);
    group.finish();
}

criterion_group!(benches, main_texts);
criterion_main!(benches);
