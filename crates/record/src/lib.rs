//! From the claims of many pages to one record: stories, origins, series, agreements, naming, timeline.
//!
//! Pure functions: the same articles, in whatever order they come, give the same record.

mod agreements;
mod bounds;
mod dates;
mod estimate;
mod facts;
mod ledger;
mod origins;
mod pages;
pub mod sameness;
mod scope;
mod series;
mod shared_text;
pub mod stories;
mod verdict;
mod voices;

use std::collections::BTreeMap;

use isnad_model::{Article, Naming, NamingTerm, QuoteSet, Record, Story};

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
    let agreements = agreements::find(&pages, &entities);
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
        naming: naming(&pages),
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

/// How each page calls an entity, in the page's own words; quotation marks right round a name are its own.
fn naming(pages: &[Page]) -> Vec<Naming> {
    let mut terms: BTreeMap<String, BTreeMap<String, NamingTerm>> = BTreeMap::new();
    for page in pages {
        let text: Vec<char> = page.article.text.chars().collect();
        let names = page
            .article
            .places
            .iter()
            .map(|p| (&p.id, &p.exact, p.start, p.end))
            .chain(page.article.actors.iter().map(|a| (&a.id, &a.exact, a.start, a.end)));
        for (id, exact, start, end) in names {
            let mark = |c: Option<&char>| c.is_some_and(|c| matches!(c, '"' | '«' | '»' | '“' | '”'));
            let quoted = start > 0 && mark(text.get(start - 1)) && mark(text.get(end));
            let term = terms.entry(id.clone()).or_default().entry(exact.clone()).or_insert_with(|| NamingTerm {
                term: exact.clone(),
                pages: Vec::new(),
                scare_quoted: false,
                own_voice: Vec::new(),
                scare_quoting: Vec::new(),
                mouths: Vec::new(),
            });
            term.scare_quoted |= quoted;
            if !term.pages.contains(&page.article.source) {
                term.pages.push(page.article.source.clone());
            }
        }
    }
    terms.into_iter().map(|(entity, terms)| Naming { entity, terms: terms.into_values().collect() }).collect()
}
