//! The program is killed at random moments, as `kill -9` does it: the store opens, is sound, and has what was acknowledged, once.
//!
//! Twenty kills of `add` and twenty of `serve` here; `ISNAD_CRASHES=500` and a release build do five hundred of each (docs/store.md).
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

mod adding;
#[cfg(feature = "serve")]
mod serving;
#[cfg(feature = "serve")]
#[path = "../started/mod.rs"]
mod started;
#[cfg(feature = "serve")]
#[path = "../visitor/mod.rs"]
mod visitor;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use isnad_lexicon::Stemmer;
use isnad_store::Store;

/// How often the program is killed.
fn rounds() -> u64 {
    std::env::var("ISNAD_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(20)
}

/// Numbers from 0 to 1, the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn stemmer() -> Stemmer {
    Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")))
}

/// A page of our own: floods in invented villages, each told by two outlets.
fn page(n: usize) -> String {
    let (village, outlet) = (n / 2, n % 2);
    let killed = 3 + village % 40;
    let ending = ["وتواصل فرق الإنقاذ البحث عن مفقودين.", "وأغلقت البلدية الطرق المؤدية إلى المكان."][outlet];
    format!(
        "فيضان في قرية الوادي {village}\n\nقالت الشرطة إن {killed} أشخاص قتلوا وأصيب {} آخرون في فيضان ضرب قرية الوادي {village} يوم الاثنين 6 مايو 2024.\n\n{ending}\n",
        killed * 2
    )
}

/// The store as it is after a kill, and the names of its pages. It is sound, none is there twice, each is in a story, and none of those
/// that were acknowledged is lost.
fn sound(db: &Path, stemmer: &Stemmer, acknowledged: &BTreeSet<String>, round: u64) -> (Store, BTreeSet<String>) {
    // A kill before the first table leaves a file with nothing in it: opening it for writing makes it a store.
    let opened = Store::open(db, stemmer.clone()).expect("it opens");
    assert_eq!(opened.check().expect("it is checked"), Vec::<String>::new(), "round {round}");
    let (record, articles) = opened.record().expect("the record");
    let once: BTreeSet<String> = articles.iter().map(|a| a.source.clone()).collect();
    assert_eq!(once.len(), articles.len(), "round {round}: a page is there twice");
    let lost: Vec<&String> = acknowledged.difference(&once).collect();
    assert!(lost.is_empty(), "round {round}: lost {lost:?}");
    assert_eq!(record.stories.iter().map(|s| s.pages.len()).sum::<usize>(), once.len(), "round {round}");
    (opened, once)
}
