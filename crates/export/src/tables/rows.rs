//! The tables but the claims: their columns, and a story's rows in each.

use isnad_model::{Article, Decision, Fields, Story};

use super::Cell;
use super::Kind::{self, Amount, Count, Instant, Names, Time, Words};

pub const STORIES: [(&str, Kind); 6] =
    [("story", Words), ("title", Words), ("from", Time), ("to", Time), ("pages", Count), ("disputes", Count)];

pub fn stories(story: &Story, _: &[Article]) -> Vec<Vec<Cell>> {
    vec![vec![
        Cell::words(&story.id),
        Cell::words(&story.title),
        Cell::maybe(&story.from),
        Cell::maybe(&story.to),
        Cell::count(story.pages.len()),
        Cell::count(story.disputes()),
    ]]
}

pub const PAGES: [(&str, Kind); 9] = [
    ("page", Words),
    ("story", Words),
    ("outlet", Words),
    ("domain", Words),
    ("title", Words),
    ("language", Words),
    ("published", Time),
    ("day", Time),
    ("day_rests_on", Words),
];

pub fn pages(story: &Story, articles: &[Article]) -> Vec<Vec<Cell>> {
    let row = |a: &Article| {
        let date = story.page_dates.get(&a.source);
        vec![
            Cell::words(&a.source),
            Cell::words(&story.id),
            Cell::maybe(&a.outlet.name),
            Cell::maybe(&a.outlet.domain),
            Cell::maybe(&a.title),
            Cell::words(&a.language),
            Cell::maybe(&a.published.value),
            date.map_or(Cell::None, |d| Cell::maybe(&d.value)),
            date.map_or(Cell::None, |d| Cell::word(&d.basis)),
        ]
    };
    articles.iter().map(row).collect()
}

pub const REVISIONS: [(&str, Kind); 19] = [
    ("story", Words),
    ("page", Words),
    ("claim", Words),
    ("measure", Words),
    ("group", Words),
    ("place", Words),
    ("asof", Time),
    ("low", Amount),
    ("high", Amount),
    ("qualifier", Words),
    ("unit", Words),
    ("modality", Words),
    ("speaker", Words),
    ("via", Names),
    ("origins", Names),
    ("published", Time),
    ("series", Count),
    ("point", Count),
    ("aside", Words),
];

pub fn revisions(story: &Story, _: &[Article]) -> Vec<Vec<Cell>> {
    let row = |r: &isnad_model::Revision| {
        vec![
            Cell::words(&story.id),
            Cell::words(&r.claim.page),
            Cell::words(&r.claim.claim),
            Cell::word(&r.measure),
            Cell::words(r.group.as_str()),
            Cell::maybe(&r.place),
            Cell::maybe(&r.asof),
            Cell::quantity(r.low),
            Cell::quantity(r.high),
            Cell::word(&r.qualifier),
            Cell::maybe(&r.unit),
            Cell::word(&r.modality),
            Cell::maybe(&r.speaker),
            Cell::names(&r.via),
            Cell::names(&r.origins),
            Cell::maybe(&r.published),
            r.series.map_or(Cell::None, Cell::count),
            r.point.map_or(Cell::None, Cell::count),
            r.aside.as_ref().map_or(Cell::None, Cell::word),
        ]
    };
    story.ledger.iter().map(row).collect()
}

pub const ORIGINS: [(&str, Kind); 5] = [("story", Words), ("origin", Words), ("kind", Words), ("name", Words), ("page", Words)];

pub fn origins(story: &Story, _: &[Article]) -> Vec<Vec<Cell>> {
    let rows = story.origins.iter().flat_map(|o| {
        o.pages.iter().map(|p| vec![Cell::words(&story.id), Cell::words(&o.id), Cell::word(&o.kind), Cell::words(&o.name), Cell::words(p)])
    });
    rows.collect()
}

pub const ENTITIES: [(&str, Kind); 8] = [
    ("story", Words),
    ("entity", Words),
    ("type", Words),
    ("name_en", Words),
    ("name_ar", Words),
    ("role", Words),
    ("lat", Amount),
    ("lon", Amount),
];

pub fn entities(story: &Story, _: &[Article]) -> Vec<Vec<Cell>> {
    let rows = story.entities.iter().map(|(id, e)| {
        vec![
            Cell::words(&story.id),
            Cell::words(id),
            Cell::word(&e.kind),
            Cell::maybe(&e.name.en),
            Cell::maybe(&e.name.ar),
            Cell::maybe(&e.role),
            Cell::amount(e.lat),
            Cell::amount(e.lon),
        ]
    });
    rows.collect()
}

pub const DECISIONS: [(&str, Kind); 15] = [
    ("decision", Count),
    ("story", Words),
    ("kind", Words),
    ("by", Words),
    ("made", Instant),
    ("reason", Words),
    ("page", Words),
    ("claim", Words),
    ("exact", Words),
    ("read", Words),
    ("corrected", Words),
    ("pages", Names),
    ("others", Names),
    ("entity", Words),
    ("into", Words),
];

pub fn decisions(story: &Story, _: &[Article]) -> Vec<Vec<Cell>> {
    let fields = |fields: &Option<Fields>| fields.as_ref().and_then(|f| serde_json::to_string(f).ok()).map_or(Cell::None, Cell::Words);
    let row = |d: &Decision| {
        vec![
            Cell::Count(d.id),
            Cell::words(&story.id),
            Cell::word(&d.kind),
            Cell::words(&d.by),
            Cell::words(&d.made),
            Cell::maybe(&d.reason),
            d.claim.as_ref().map_or(Cell::None, |c| Cell::words(&c.page)),
            d.claim.as_ref().map_or(Cell::None, |c| Cell::words(&c.claim)),
            Cell::maybe(&d.exact),
            fields(&d.read),
            fields(&d.corrected),
            Cell::names(&d.pages),
            Cell::names(&d.others),
            Cell::maybe(&d.entity),
            Cell::maybe(&d.into),
        ]
    };
    story.decisions.iter().map(row).collect()
}
