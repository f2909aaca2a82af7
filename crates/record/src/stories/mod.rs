//! Pages about the same events. `docs/stories.md` says how the method was chosen, tuned and measured.
//!
//! 1. [`features`] hold what a page is compared by, read off it alone.
//! 2. `candidates` are the pages that are compared, a bounded number each, texts in common first ([`near_duplicates`]).
//! 3. [`likeness`] says how much speaks for two pages being of one story, with [`weights`] that are data.
//! 4. [`cluster`] makes the stories.

mod background;
mod candidates;
pub mod cluster;
pub mod features;
pub mod likeness;
pub mod near_duplicates;
mod stems;
pub(crate) use stems::stem;
pub mod weights;

use std::collections::BTreeSet;

use isnad_lexicon::fold;
use isnad_model::Article;
use rayon::prelude::*;

use candidates::Index;
use features::Features;
use weights::Weights;

/// Two pages that were compared, by their places in order, and what they have in common.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The two pages, the later first.
    pub pages: (usize, usize),
    /// Their signs.
    pub signs: [f64; likeness::SIGNS.len()],
}

/// The order that everything is computed in, whatever the order that pages came in: by day, those without one last,
/// then by content.
pub fn order(articles: &mut [&Article]) {
    articles.sort_by(|a, b| key(a).cmp(&key(b)));
}

fn key(article: &Article) -> (bool, &str, &str, &str) {
    let day = article.published.value.as_deref().and_then(|v| v.get(..10));
    (day.is_none(), day.unwrap_or_default(), &article.id, &article.source)
}

/// The pairs of pages that are worth comparing, with their signs. The pages stand in [`order`].
pub fn compare(pages: &[Features], weights: &Weights) -> Vec<Pair> {
    let index = Index::of(pages, weights.reach);
    (0..pages.len())
        .into_par_iter()
        .flat_map_iter(|page| index.before(page).into_iter().map(move |other| (page, other)))
        .filter(|(page, other)| likeness::days_apart(&pages[*page], &pages[*other]).is_none_or(|days| days <= weights.reach.days))
        .map(|(page, other)| Pair { pages: (page, other), signs: likeness::signs(&pages[page], &pages[other]) })
        .collect()
}

/// Sorts pages into stories.
pub fn sort<'a>(articles: &[&'a Article]) -> Vec<Vec<&'a Article>> {
    let weights = Weights::default();
    let mut articles = articles.to_vec();
    order(&mut articles);
    let pages: Vec<Features> = articles.par_iter().map(|article| Features::of(article)).collect();
    let alike: Vec<(usize, usize, i64)> = compare(&pages, &weights)
        .into_iter()
        .map(|pair| (pair.pages.0, pair.pages.1, likeness::of(&pair.signs, &weights)))
        .filter(|(_, _, alike)| *alike > 0)
        .collect();
    let groups = cluster::group(pages.len(), &alike, weights.story);
    groups.into_iter().map(|group| group.into_iter().map(|page| articles[page]).collect()).collect()
}

/// Pages that are asked for a title of all: the first, by their days.
const TITLED: usize = 50;

/// The title that most of the other pages tell of too: whose words they have, the earlier among equals.
pub fn title(articles: &[&Article]) -> String {
    let stems = |text: &str| -> BTreeSet<String> {
        let folded = fold::fold(text);
        (0..folded.tokens.len()).map(|token| stem(folded.form(token)).to_owned()).filter(|stem| stem.chars().count() > 2).collect()
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
