//! Pages about the same events. `docs/stories.md` says how the method was chosen, tuned and measured.
//!
//! 1. [`features`] hold what a page is compared by, read off it alone.
//! 2. `candidates` are the pages that are compared, a bounded number each, texts in common first ([`near_duplicates`]).
//! 3. [`likeness`] says how much speaks for two pages being of one story, with [`weights`] that are data.
//! 4. `family` says what may be one story at most, and [`cluster`] makes the stories of it.
//!
//! [`shelf`] says what is looked at anew as pages come in, wherever they are kept; [`Index`] keeps them in memory.

mod background;
pub mod candidates;
pub mod cluster;
mod family;
pub mod features;
mod index;
pub mod likeness;
mod memory;
pub mod near_duplicates;
mod page_order;
pub mod shelf;
pub mod weights;

pub use index::Index;
pub use page_order::PageOrder;

use std::collections::BTreeSet;

use isnad_lexicon::{definite_article::without_article, fold};
use isnad_model::Article;
use rayon::prelude::*;

use features::Features;
use memory::Memory;
use weights::Weights;

/// Names the weights and counts by which pages are sorted, and the version of the program: where it is another, they have to be sorted
/// anew. A rule that changes within a version is not seen by it.
pub fn fingerprint() -> String {
    let all = [weights::BUILT_IN, background::WORD_COUNTS, background::ENTITY_COUNTS, env!("CARGO_PKG_VERSION")];
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(all.join("\n").as_bytes()))
}

/// Two pages that were compared, by their numbers, and what they have in common.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The two pages, the later first.
    pub pages: (usize, usize),
    /// Their signs.
    pub signs: [f64; likeness::SIGNS.len()],
}

/// The pairs of pages that are worth comparing, with their signs.
pub fn compare(pages: &[Features], weights: &Weights) -> Vec<Pair> {
    let mut memory = Memory::new(weights.reach);
    memory.add(pages.iter().cloned());
    let compared = |page: usize| {
        let Ok(compared) = candidates::before(&memory, page as u32, weights.reach);
        compared.pages.into_iter().map(move |other| (page, other as usize))
    };
    (0..pages.len())
        .into_par_iter()
        .flat_map_iter(compared)
        .filter(|(page, other)| likeness::within_days(&pages[*page], &pages[*other], weights.reach.days))
        .map(|(page, other)| Pair { pages: (page, other), signs: likeness::signs(&pages[page], &pages[other]) })
        .collect()
}

/// Sorts pages into stories.
pub fn sort<'a>(articles: &[&'a Article]) -> Vec<Vec<&'a Article>> {
    let mut index = Index::new(Weights::default());
    index.add(articles.par_iter().map(|article| Features::of(article)).collect::<Vec<_>>());
    index.stories().into_iter().map(|story| story.into_iter().map(|page| articles[page]).collect()).collect()
}

/// Pages that are asked for a title of all: the first, by their days.
const TITLED: usize = 50;

/// The title that most of the other pages tell of too: whose words they have, the earlier among equals.
pub fn title(articles: &[&Article]) -> String {
    let stems = |text: &str| -> BTreeSet<String> {
        let folded = fold::fold(text);
        (0..folded.tokens.len())
            .map(|token| without_article(folded.form(token)).to_owned())
            .filter(|stem| stem.chars().count() > 2)
            .collect()
    };
    let asked = &articles[..articles.len().min(TITLED)];
    let texts: Vec<BTreeSet<String>> = asked.iter().map(|article| stems(&article.text)).collect();
    let told = |at: usize, title: &str| {
        let words = stems(title);
        let shared = |text: &BTreeSet<String>| words.intersection(text).count() as f64 / words.len().max(1) as f64;
        (0..texts.len()).filter(|other| *other != at).map(|other| shared(&texts[other])).sum::<f64>()
    };
    let titles = asked.iter().enumerate().filter_map(|(at, article)| article.title.as_ref().map(|title| (told(at, title), title)));
    titles
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, title)| title.clone())
        .or_else(|| articles.first().map(|a| a.text.chars().take(90).collect()))
        .unwrap_or_default()
}
