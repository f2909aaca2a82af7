//! From the claims of many pages to one record: stories, origins, series, agreements, naming, timeline.
//!
//! Pure functions: the same articles, in whatever order they come, give the same record.

mod agreements;
mod bounds;
mod dates;
mod estimate;
mod facts;
mod instant;
mod ledger;
mod naming;
mod origins;
mod pages;
pub mod sameness;
mod scope;
mod series;
mod shared_text;
mod standing;
pub mod stories;
mod verdict;
mod voices;

use std::collections::BTreeMap;

use isnad_model::{Article, QuoteSet, Record, Story};

use pages::Page;

/// Puts the claims of all pages together.
pub fn build(articles: &[Article]) -> Record {
    let mut order: Vec<&Article> = articles.iter().collect();
    order.sort_by(|a, b| (&a.source, &a.id).cmp(&(&b.source, &b.id)));
    let mut stories: Vec<Story> = stories::sort(&order).into_iter().map(|pages| story(&pages)).collect();
    stories.sort_by(|a, b| (&a.from, &a.id).cmp(&(&b.from, &b.id)));
    Record { stories }
}

fn story(articles: &[&Article]) -> Story {
    let page_dates = dates::of_pages(articles);
    let pages: Vec<Page> = articles.iter().map(|a| Page::new(a, page_dates.get(&a.source))).collect();
    let entities = pages::entities(&pages);
    let origins = origins::find(&pages);
    let facts = facts::find(&pages, &origins);
    let (ledger, series) = ledger::find(&pages, &origins, &entities);
    let agreements = agreements::find(&pages, &scope::Scope::new(&pages, &entities), &origins);
    let timeline = facts::timeline(&pages, &facts);
    let sources: Vec<String> = articles.iter().map(|a| a.source.clone()).collect();
    let ids: String = articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>().join(" ");
    let days: Vec<&String> = page_dates.values().filter_map(|d| d.value.as_ref()).collect();
    Story {
        id: format!("{:016x}", xxhash_rust::xxh3::xxh3_64(ids.as_bytes())),
        title: stories::title(articles),
        from: days.iter().min().map(|d| d.chars().take(10).collect()),
        to: days.iter().max().map(|d| d.chars().take(10).collect()),
        pages: sources,
        entities,
        origins,
        facts,
        series,
        ledger,
        agreements,
        quotes: quotes(&pages),
        naming: naming::find(&pages),
        timeline,
        page_dates,
        ..Story::default()
    }
}

/// Quotations of the same words by the same speaker.
fn quotes(pages: &[Page]) -> Vec<QuoteSet> {
    let mut sets: BTreeMap<(Option<String>, String), QuoteSet> = BTreeMap::new();
    for page in pages {
        for claim in page.claims().filter(|c| matches!(c.kind, isnad_model::ClaimKind::Quote)) {
            let speaker = claim.attribution.first().map(|a| a.id.clone());
            let key = isnad_lexicon::fold::fold_key(&claim.exact);
            let set = sets.entry((speaker.clone(), key)).or_insert_with(|| QuoteSet {
                speaker,
                claims: Vec::new(),
                pages: Vec::new(),
                variants: Vec::new(),
                date: None,
                wordings: Vec::new(),
                corroboration: Default::default(),
            });
            set.claims.push(page.reference(claim));
            if !set.pages.contains(&page.article.source) {
                set.pages.push(page.article.source.clone());
            }
            if !set.variants.contains(&claim.exact) {
                set.variants.push(claim.exact.clone());
            }
        }
    }
    sets.into_values().collect()
}
