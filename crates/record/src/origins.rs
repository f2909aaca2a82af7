//! Where pages have what they tell: agencies they credit, texts they share, themselves.

use std::collections::{BTreeMap, BTreeSet};

use isnad_lexicon::fold;
use isnad_model::{CreditScope, Origin, OriginKind};
use rustc_hash::FxHashSet;

use crate::pages::Page;

/// Words of a shingle.
const SHINGLE: usize = 5;
/// Pages that share this part of the smaller one's shingles have one text.
const SHARED: f64 = 0.25;

/// The origins of a story, in the order of their ids.
pub fn find(pages: &[Page]) -> Vec<Origin> {
    let mut agencies: BTreeMap<String, (BTreeSet<String>, String)> = BTreeMap::new();
    let mut credited: BTreeSet<&str> = BTreeSet::new();
    for page in pages {
        for credit in page.article.credits.iter().filter(|c| c.scope == CreditScope::Text) {
            let name = page
                .article
                .actors
                .iter()
                .find(|a| a.id == credit.agency)
                .and_then(|a| a.name.en.clone())
                .unwrap_or_else(|| credit.agency.clone());
            agencies.entry(credit.agency.clone()).or_insert_with(|| (BTreeSet::new(), name)).0.insert(page.article.source.clone());
            credited.insert(&page.article.source);
        }
    }
    let mut origins: Vec<Origin> = agencies
        .into_iter()
        .map(|(id, (pages, name))| Origin {
            id,
            kind: OriginKind::Agency,
            name,
            pages: pages.into_iter().collect(),
            why: "the pages credit it for their words".to_owned(),
        })
        .collect();
    let shingles: Vec<FxHashSet<u64>> = pages.iter().map(|p| shingles(&p.article.text)).collect();
    for a in 0..pages.len() {
        for b in a + 1..pages.len() {
            let smaller = shingles[a].len().min(shingles[b].len());
            let common = shingles[a].intersection(&shingles[b]).count();
            if smaller > 20 && common as f64 >= SHARED * smaller as f64 {
                let (x, y) = (&pages[a].article.source, &pages[b].article.source);
                origins.push(Origin {
                    id: format!("shared-text-{}", origins.len() + 1),
                    kind: OriginKind::SharedText,
                    name: "one text".to_owned(),
                    pages: vec![x.clone(), y.clone()],
                    why: format!("{}% of the shorter page's runs of {SHINGLE} words stand in the other", 100 * common / smaller),
                });
            }
        }
    }
    for page in pages.iter().filter(|p| !credited.contains(p.article.source.as_str())) {
        let name =
            page.article.outlet.name.clone().or_else(|| page.article.outlet.domain.clone()).unwrap_or_else(|| page.article.source.clone());
        if !origins.iter().any(|o| o.kind == OriginKind::SharedText && o.pages.contains(&page.article.source)) {
            origins.push(Origin {
                id: format!("outlet:{}", page.article.source),
                kind: OriginKind::Outlet,
                name,
                pages: vec![page.article.source.clone()],
                why: "it credits nobody and shares no text".to_owned(),
            });
        }
    }
    origins
}

fn shingles(text: &str) -> FxHashSet<u64> {
    let folded = fold::fold(text);
    let words: Vec<&str> = (0..folded.tokens.len()).map(|t| folded.form(t)).filter(|w| w.chars().count() > 1).collect();
    words.windows(SHINGLE).map(|w| xxhash_rust::xxh3::xxh3_64(w.join(" ").as_bytes())).collect()
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
