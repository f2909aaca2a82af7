//! Where pages and claims have what they tell: agencies they credit, texts they share, carriers they name, themselves.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{CarrierType, Claim, ClaimRef, CreditScope, Origin, OriginKind, OriginReason, Via};
use rustc_hash::FxHashMap;

use crate::pages::Page;
use crate::stories::weights::Weights;
use crate::texts::{self, Text};

/// The origins of a story, and which of them each page and claim has.
#[derive(Debug, Default)]
pub struct Origins {
    /// Carriers by their ids, then texts in common, then pages that stand alone.
    pub all: Vec<Origin>,
    of_page: FxHashMap<String, Vec<usize>>,
    of_claim: FxHashMap<ClaimRef, Vec<usize>>,
}

impl Origins {
    /// The origins of some pages, and of every claim on them.
    pub fn find(pages: &[Page]) -> Self {
        let mut carriers = Carriers::default();
        pages.iter().for_each(|page| carriers.credited(page));
        let texts = shared_texts(pages);
        texts.iter().for_each(|text| carriers.copied(text, pages));
        pages.iter().for_each(|page| page.claims().for_each(|claim| carriers.named(page, claim)));
        let mut origins = Origins { all: carriers.0.into_values().collect(), ..Origins::default() };
        origins.all.extend(texts.into_iter().enumerate().map(|(at, text)| text.origin(at + 1, pages)));
        let placed: BTreeSet<String> = origins.all.iter().flat_map(|o| o.pages.iter().cloned()).collect();
        origins.all.extend(pages.iter().filter(|p| !placed.contains(&p.article.source)).map(alone));
        for (at, origin) in origins.all.iter().enumerate() {
            origin.pages.iter().for_each(|page| origins.of_page.entry(page.clone()).or_default().push(at));
            origin.claims.iter().for_each(|claim| origins.of_claim.entry(claim.clone()).or_default().push(at));
        }
        // A copy's claim may name its carrier where the other copy's does not: they are of one text all the same.
        for (claim, of_claim) in &mut origins.of_claim {
            let of_page = origins.of_page.get(&claim.page).into_iter().flatten();
            of_claim.extend(of_page.filter(|at| origins.all[**at].kind == OriginKind::SharedText));
        }
        origins
    }

    /// The origins of a claim: the carrier that it names, else where its page has its text.
    pub fn of<'a>(&'a self, page: &Page, claim: &Claim) -> impl Iterator<Item = &'a Origin> + use<'a> {
        self.numbers(&page.reference(claim)).unwrap_or_default().iter().map(|at| &self.all[*at])
    }

    /// Through how many independent hands some claims came: those that have an origin in common count once.
    pub fn through(&self, claims: impl Iterator<Item = ClaimRef>) -> usize {
        independent(claims.filter_map(|claim| self.numbers(&claim)))
    }

    fn numbers(&self, claim: &ClaimRef) -> Option<&[usize]> {
        self.of_claim.get(claim).or_else(|| self.of_page.get(&claim.page)).map(Vec::as_slice)
    }
}

/// How many there are of some sets of origins when those with one in common are put together.
fn independent<'a>(sets: impl Iterator<Item = &'a [usize]>) -> usize {
    // Origins that a set joins, each to a lower one.
    let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
    fn root(joined: &BTreeMap<usize, usize>, mut at: usize) -> usize {
        while let Some(lower) = joined.get(&at) {
            at = *lower;
        }
        at
    }
    let mut met = BTreeSet::new();
    for set in sets {
        met.extend(set);
        for pair in set.windows(2) {
            let (a, b) = (root(&joined, pair[0]), root(&joined, pair[1]));
            if a != b {
                joined.insert(a.max(b), a.min(b));
            }
        }
    }
    met.into_iter().map(|at| root(&joined, at)).collect::<BTreeSet<usize>>().len()
}

/// Agencies and outlets by their ids.
#[derive(Default)]
struct Carriers(BTreeMap<String, Origin>);

impl Carriers {
    fn entry(&mut self, id: &str, kind: OriginKind, page: &Page) -> &mut Origin {
        self.0.entry(id.to_owned()).or_insert_with(|| Origin {
            id: id.to_owned(),
            kind,
            name: page.article.actors.iter().find(|a| a.id == id).and_then(|a| a.name.en.clone()).unwrap_or_else(|| id.to_owned()),
            pages: Vec::new(),
            claims: Vec::new(),
            reasons: Vec::new(),
            why: "the pages name it as where they have it from".to_owned(),
        })
    }

    /// The agencies that a page credits for its words.
    fn credited(&mut self, page: &Page) {
        let source = &page.article.source;
        for credit in page.article.credits.iter().filter(|c| c.scope == CreditScope::Text) {
            let origin = self.entry(&credit.agency, OriginKind::Agency, page);
            insert(&mut origin.pages, source);
            origin.reasons.push(OriginReason::Credited {
                page: source.clone(),
                exact: credit.exact.clone(),
                start: credit.start,
                end: credit.end,
            });
        }
    }

    /// Where pages of one text credit one agency, it is the others' origin too.
    fn copied(&mut self, text: &SharedText, pages: &[Page]) {
        let crediting = |page: usize| pages[page].article.credits.iter().filter(|c| c.scope == CreditScope::Text).map(|c| &c.agency);
        let agencies: BTreeSet<&String> = text.pages.iter().flat_map(|page| crediting(*page)).collect();
        let Some(origin) = agencies.first().filter(|_| agencies.len() == 1).and_then(|agency| self.0.get_mut(*agency)) else { return };
        for page in text.pages.iter().filter(|page| crediting(**page).next().is_none()) {
            insert(&mut origin.pages, &pages[*page].article.source);
            origin.reasons.extend(text.reasons.iter().filter(|(of, _)| of == page).map(|(_, reason)| reason.clone()));
        }
    }

    /// The carriers that a claim names. A platform tells nothing of its own, and a medium without a name may be any.
    fn named(&mut self, page: &Page, claim: &Claim) {
        let tells = |via: &&Via| matches!(via.kind, CarrierType::Agency | CarrierType::Outlet);
        for via in claim.via.iter().filter(tells) {
            let kind = if via.kind == CarrierType::Agency { OriginKind::Agency } else { OriginKind::Outlet };
            let origin = self.entry(&via.id, kind, page);
            origin.claims.push(page.reference(claim));
            origin.reasons.push(OriginReason::AccordingTo {
                page: page.article.source.clone(),
                claim: claim.id.clone(),
                exact: via.name.clone(),
                start: via.start,
                end: via.end,
            });
        }
    }
}

fn insert(all: &mut Vec<String>, source: &String) {
    if let Err(at) = all.binary_search(source) {
        all.insert(at, source.clone());
    }
}

/// Pages of one text.
struct SharedText {
    pages: Vec<usize>,
    /// With which page of the text each shares most, and what.
    reasons: Vec<(usize, OriginReason)>,
    most: u8,
}

impl SharedText {
    fn origin(self, number: usize, pages: &[Page]) -> Origin {
        let mut sources: Vec<String> = self.pages.iter().map(|page| pages[*page].article.source.clone()).collect();
        sources.sort_unstable();
        // Of two pages that share most with each other, one says so.
        let (first, mut reasons) = (self.pages.first().copied(), self.reasons);
        reasons.retain(|(page, _)| Some(*page) != first);
        Origin {
            id: format!("shared-text-{number}"),
            kind: OriginKind::SharedText,
            name: "one text".to_owned(),
            pages: sources,
            claims: Vec::new(),
            why: format!("up to {}% of the words in a row are in both", self.most),
            reasons: reasons.into_iter().map(|(_, reason)| reason).collect(),
        }
    }
}

fn shared_texts(pages: &[Page]) -> Vec<SharedText> {
    let texts: Vec<Text> = pages.iter().map(|page| Text::of(page.article)).collect();
    let weights = Weights::default();
    let alike = texts::compare(&texts, &weights);
    let mut near: FxHashMap<usize, Vec<(i64, usize)>> = FxHashMap::default();
    for (a, b, alike) in &alike {
        near.entry(*a).or_default().push((*alike, *b));
        near.entry(*b).or_default().push((*alike, *a));
    }
    let groups = texts::group(texts.len(), &alike, &weights);
    let mut number = vec![0; texts.len()];
    groups.iter().enumerate().for_each(|(at, group)| group.iter().for_each(|page| number[*page] = at));
    let shared = |group: Vec<usize>| {
        let nearest = |page: &usize| {
            let others = near.get(page).into_iter().flatten().filter(|(_, other)| number[*other] == number[*page]);
            others.max_by_key(|(alike, other)| (*alike, std::cmp::Reverse(*other))).copied()
        };
        let reason = |page: usize| {
            let (alike, other) = nearest(&page)?;
            let percent = (alike * 100 / crate::stories::likeness::WHOLE) as u8;
            let (start, end) = texts[page].passage(&texts[other])?;
            let article = pages[page].article;
            let passage = article.slice(isnad_model::Span { start, end });
            let (page_source, with) = (article.source.clone(), pages[other].article.source.clone());
            Some((page, OriginReason::SharedPassage { page: page_source, with, percent, passage, start, end }))
        };
        let reasons: Vec<(usize, OriginReason)> = group.iter().filter_map(|page| reason(*page)).collect();
        let percent = |reason: &OriginReason| if let OriginReason::SharedPassage { percent, .. } = reason { *percent } else { 0 };
        let most = reasons.iter().map(|(_, reason)| percent(reason)).max().unwrap_or_default();
        SharedText { pages: group, reasons, most }
    };
    groups.into_iter().filter(|group| group.len() > 1).map(shared).collect()
}

fn alone(page: &Page) -> Origin {
    let source = &page.article.source;
    Origin {
        id: format!("outlet:{source}"),
        kind: OriginKind::Outlet,
        name: page.article.outlet.known().unwrap_or(source).to_owned(),
        pages: vec![source.clone()],
        claims: Vec::new(),
        reasons: vec![OriginReason::Alone { page: source.clone() }],
        why: "it credits nobody and shares no text".to_owned(),
    }
}
