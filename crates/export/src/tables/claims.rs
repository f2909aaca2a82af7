//! The table of claims.

use std::collections::HashMap;

use isnad_model::{Article, Claim, ClaimKind, ClaimRef, Decision, DecisionKind, Story};

use super::Cell;
use super::Kind::{self, Amount, Count, Names, Time, Words};

pub const CLAIMS: [(&str, Kind); 20] = [
    ("page", Words),
    ("claim", Words),
    ("kind", Words),
    ("modality", Words),
    ("start", Count),
    ("end", Count),
    ("exact", Words),
    ("measure", Words),
    ("low", Amount),
    ("high", Amount),
    ("qualifier", Words),
    ("group", Words),
    ("part_of", Words),
    ("what", Words),
    ("place", Words),
    ("time", Time),
    ("speakers", Names),
    ("via", Names),
    ("decision", Words),
    ("decision_id", Count),
];

pub fn claims(story: &Story, articles: &[Article]) -> Vec<Vec<Cell>> {
    // The latest of several is in force; a figure that was chosen as best stays what it was.
    let decided: HashMap<&ClaimRef, &Decision> =
        story.decisions.iter().filter(|d| d.kind != DecisionKind::Pin).filter_map(|d| Some((d.claim.as_ref()?, d))).collect();
    let rows = articles.iter().flat_map(|a| {
        let decided = &decided;
        a.claims.iter().map(move |c| {
            let decision = decided.get(&ClaimRef { page: a.source.clone(), claim: c.id.clone() });
            let mut row = vec![
                Cell::words(&a.source),
                Cell::words(&c.id),
                Cell::word(&c.kind.fact()),
                Cell::word(&c.modality),
                Cell::count(c.start),
                Cell::count(c.end),
                Cell::words(&c.exact),
            ];
            row.extend(says(c));
            row.push(Cell::Names(c.attribution.iter().map(|x| x.id.clone()).collect()));
            row.push(Cell::Names(c.via.iter().map(|x| x.id.clone()).collect()));
            row.push(decision.map_or(Cell::None, |d| Cell::word(&d.kind)));
            row.push(decision.map_or(Cell::None, |d| Cell::Count(d.id)));
            row
        })
    });
    rows.collect()
}

/// The cells from measure to time.
fn says(claim: &Claim) -> [Cell; 9] {
    const NONE: Cell = Cell::None;
    match &claim.kind {
        ClaimKind::Figure(f) => [
            Cell::word(&f.measure),
            Cell::quantity(f.low),
            Cell::quantity(f.high),
            Cell::word(&f.qualifier),
            Cell::words(f.group.as_str()),
            Cell::maybe(&f.part_of),
            NONE,
            Cell::maybe(&f.place),
            Cell::maybe(&f.asof),
        ],
        ClaimKind::Event(e) => {
            let what = e.what.as_ref().map_or_else(|| Cell::word(&e.event_type), Cell::word);
            [NONE, NONE, NONE, NONE, NONE, NONE, what, Cell::maybe(&e.place), Cell::maybe(&e.date)]
        }
        ClaimKind::Statement(s) => [NONE, NONE, NONE, NONE, NONE, NONE, Cell::word(&s.mode), NONE, NONE],
        ClaimKind::Quote => [const { NONE }; 9],
    }
}
