//! Pages about the same events. `docs/stories.md` says how the method was chosen, tuned and measured.
//!
//! 1. [`features`] hold what a page is compared by, read off it alone.
//! 2. [`candidates`] are the pages that are compared, a bounded number each, texts in common first ([`near_duplicates`]).
//! 3. [`likeness`] says how much speaks for two pages being of one story, with [`weights`] that are data.
//! 4. [`cluster`] makes the stories.

mod background;
mod candidates;
pub mod cluster;
pub mod features;
pub mod likeness;
pub mod near_duplicates;
mod stems;
pub mod weights;

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

/// The title of the page that shares most with the others: the longest of those with most claims.
pub fn title(articles: &[&Article]) -> String {
    articles
        .iter()
        .filter_map(|a| a.title.as_ref().map(|t| (a.claims.len(), t)))
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, t)| t.clone())
        .or_else(|| articles.first().map(|a| a.text.chars().take(90).collect()))
        .unwrap_or_default()
}
