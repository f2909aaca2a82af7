//! From the claims of many pages to one record: stories, origins, series, agreements, naming, timeline.
//!
//! Pure functions: the same articles, in whatever order they come, give the same record.

mod agreements;
mod bounds;
mod contradictions;
mod dates;
mod estimate;
mod facts;
mod instant;
mod ledger;
mod naming;
mod origins;
mod pages;
mod positions;
mod quotes;
mod roundup;
pub mod sameness;
mod scope;
mod series;
mod standing;
pub mod stories;
pub mod texts;
mod timeline;
mod verdict;
mod voices;
mod words;

use isnad_model::{Article, Record, Story};
use rayon::prelude::*;

use origins::Origins;
use pages::Page;
use scope::Scope;
use standing::Standing;
use voices::Voices;

/// Puts the claims of all pages together.
pub fn build(articles: &[Article]) -> Record {
    let mut order: Vec<&Article> = articles.iter().collect();
    order.sort_by(|a, b| (&a.source, &a.id).cmp(&(&b.source, &b.id)));
    let mut stories: Vec<Story> = stories::sort(&order).into_par_iter().map(|pages| story(&pages)).collect();
    stories.sort_by(|a, b| (&a.from, &a.id).cmp(&(&b.from, &b.id)));
    Record { stories }
}

/// The story of pages that belong together, in the order that [`stories::sort`] gives them.
pub fn story(articles: &[&Article]) -> Story {
    let page_dates = dates::of_pages(articles);
    let pages: Vec<Page> = articles.iter().map(|a| Page::new(a, page_dates.get(&a.source))).collect();
    let entities = pages::entities(&pages);
    let origins = Origins::find(&pages);
    let mut facts = facts::find(&pages, &origins);
    let (scope, voices, standing) = (Scope::new(&pages, &entities), Voices::new(&entities), Standing::new(&pages));
    let (ledger, series) = ledger::find(&pages, &origins, &scope, &voices, &standing);
    let mut agreements = agreements::find(&pages, &scope, &voices, &standing, &origins);
    let quotes = quotes::find(&pages, &voices, &origins);
    let positions = positions::find(&pages, &voices, &standing, &origins);
    let contradictions = contradictions::find(&pages, &series, &positions, &voices, &standing);
    facts::relate(&mut facts, &series, &contradictions);
    agreements::deny(&mut agreements, &contradictions);
    let timeline = timeline::find(&pages, &facts);
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
        origins: origins.all,
        facts,
        series,
        ledger,
        agreements,
        quotes,
        positions,
        contradictions,
        naming: naming::find(&pages),
        timeline,
        decisions: Vec::new(),
        page_dates,
    }
}
