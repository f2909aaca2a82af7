//! Where pages have what they tell: agencies they credit, texts they share, themselves.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{CreditScope, Origin, OriginKind, OriginReason};

use crate::pages::Page;
use crate::shared_text;

/// The origins of a story: agencies by their ids, then texts in common, then outlets of their own.
pub fn find(pages: &[Page]) -> Vec<Origin> {
    let mut origins = agencies(pages);
    for (at, reasons) in shared_text::groups(pages).into_iter().enumerate() {
        let pages: BTreeSet<String> = reasons.iter().flat_map(both).cloned().collect();
        let most =
            reasons.iter().filter_map(|r| if let OriginReason::SharedPassage { percent, .. } = r { Some(*percent) } else { None }).max();
        origins.push(Origin {
            id: format!("shared-text-{}", at + 1),
            kind: OriginKind::SharedText,
            name: "one text".to_owned(),
            pages: pages.into_iter().collect(),
            why: format!("up to {}% of the shorter page's runs of words stand in the other", most.unwrap_or_default()),
            reasons,
        });
    }
    let placed: BTreeSet<String> = origins.iter().flat_map(|o| o.pages.iter().cloned()).collect();
    for page in pages.iter().filter(|p| !placed.contains(&p.article.source)) {
        let source = &page.article.source;
        let name = page.article.outlet.name.clone().or_else(|| page.article.outlet.domain.clone()).unwrap_or_else(|| source.clone());
        origins.push(Origin {
            id: format!("outlet:{source}"),
            kind: OriginKind::Outlet,
            name,
            pages: vec![source.clone()],
            reasons: vec![OriginReason::Alone { page: source.clone() }],
            why: "it credits nobody and shares no text".to_owned(),
        });
    }
    origins
}

fn both(reason: &OriginReason) -> Vec<&String> {
    match reason {
        OriginReason::SharedPassage { page, with, .. } => vec![page, with],
        OriginReason::Credited { page, .. } | OriginReason::Alone { page } => vec![page],
    }
}

/// The agencies that pages credit for their words.
fn agencies(pages: &[Page]) -> Vec<Origin> {
    let mut agencies: BTreeMap<&str, Origin> = BTreeMap::new();
    for page in pages {
        let source = &page.article.source;
        for credit in page.article.credits.iter().filter(|c| c.scope == CreditScope::Text) {
            let known = page.article.actors.iter().find(|a| a.id == credit.agency).and_then(|a| a.name.en.clone());
            let origin = agencies.entry(&credit.agency).or_insert_with(|| Origin {
                id: credit.agency.clone(),
                kind: OriginKind::Agency,
                name: known.unwrap_or_else(|| credit.agency.clone()),
                pages: Vec::new(),
                reasons: Vec::new(),
                why: "the pages credit it for their words".to_owned(),
            });
            if let Err(at) = origin.pages.binary_search(source) {
                origin.pages.insert(at, source.clone());
            }
            origin.reasons.push(OriginReason::Credited {
                page: source.clone(),
                exact: credit.exact.clone(),
                start: credit.start,
                end: credit.end,
            });
        }
    }
    agencies.into_values().collect()
}

/// The origins of a page.
pub fn of_page<'a>(origins: &'a [Origin], source: &'a str) -> impl Iterator<Item = &'a Origin> + 'a {
    origins.iter().filter(move |o| o.pages.iter().any(|p| p == source))
}

/// How many independent hands some pages have a thing through: pages joined by an origin count once.
pub fn independent(origins: &[Origin], pages: &BTreeSet<&str>) -> usize {
    let all: Vec<&&str> = pages.iter().collect();
    let mut parent: Vec<usize> = (0..all.len()).collect();
    fn root(parent: &[usize], mut at: usize) -> usize {
        while parent[at] != at {
            at = parent[at];
        }
        at
    }
    for origin in origins {
        let members: Vec<usize> = all.iter().enumerate().filter(|(_, p)| origin.pages.iter().any(|o| o == **p)).map(|(i, _)| i).collect();
        for pair in members.windows(2) {
            let (a, b) = (root(&parent, pair[0]), root(&parent, pair[1]));
            parent[a.max(b)] = a.min(b);
        }
    }
    (0..all.len()).filter(|i| root(&parent, *i) == *i).count()
}
