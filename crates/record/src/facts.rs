//! Claims of many pages that say the same, and facts in the order of their times.

use std::collections::{BTreeMap, BTreeSet};

use isnad_lexicon::fold;
use isnad_model::{Claim, ClaimKind, ClaimRef, Contradiction, Fact, FactKind, FactStatus, Modality, Series, Topic, Verdict};

use crate::origins::Origins;
use crate::pages::Page;
use crate::sameness::difference;

/// What the claims of one fact have in common at least, with the page's day for an event that has none of its own; whether they support
/// each other is asked of them pair by pair.
fn common(page: &Page, claim: &Claim) -> (FactKind, String) {
    match &claim.kind {
        ClaimKind::Figure(f) => {
            let bound = |q: Option<isnad_model::Quantity>| q.map_or_else(|| "-".to_owned(), |q| q.0.to_string());
            (
                FactKind::Figure,
                format!("{:?} {} {} {} {:?} {:?}", f.measure, f.group.as_str(), bound(f.low), bound(f.high), f.place, claim.modality),
            )
        }
        ClaimKind::Event(e) => {
            let mut actors = e.actors.clone();
            actors.sort();
            let day = e.date.clone().or_else(|| page.day.clone()).map(|d| d.chars().take(10).collect::<String>());
            (
                FactKind::Event,
                format!("{:?} {:?} {:?} {actors:?} {:?} {day:?} {:?}", e.event_type, e.what, e.term, e.targets, claim.modality),
            )
        }
        ClaimKind::Quote => (FactKind::Quote, fold::fold_key(&claim.exact)),
        ClaimKind::Statement(_) => {
            let speaker = claim.attribution.first().map(|a| a.id.as_str()).unwrap_or_default();
            (FactKind::Statement, format!("{speaker} {}", fold::fold_key(&claim.exact)))
        }
    }
}

/// Groups the claims: each joins the first fact whose claims it supports, every one of them.
pub fn find(pages: &[Page], all_origins: &Origins) -> Vec<Fact> {
    type Told<'a> = (&'a Page<'a>, &'a Claim);
    let mut alike: BTreeMap<(FactKind, String), Vec<Vec<Told>>> = BTreeMap::new();
    for page in pages {
        for claim in page.claims() {
            let facts = alike.entry(common(page, claim)).or_default();
            match facts.iter_mut().find(|fact| fact.iter().all(|(_, other)| difference(claim, other).is_none())) {
                Some(fact) => fact.push((page, claim)),
                None => facts.push(vec![(page, claim)]),
            }
        }
    }
    let groups = alike.into_iter().flat_map(|((kind, _), facts)| facts.into_iter().map(move |claims| (kind, claims)));
    let mut facts: Vec<Fact> = groups
        .map(|(kind, claims)| {
            let sources: BTreeSet<&str> = claims.iter().map(|(p, _)| p.article.source.as_str()).collect();
            let speakers: BTreeSet<String> = claims.iter().filter_map(|(_, c)| c.attribution.first().map(|a| a.id.clone())).collect();
            let independent = all_origins.through(claims.iter().map(|(page, claim)| page.reference(claim)));
            let denied = claims.iter().any(|(_, c)| c.modality == Modality::Denied);
            let status = if denied {
                FactStatus::Denied
            } else if independent > 1 {
                FactStatus::Agreed
            } else {
                FactStatus::Single
            };
            Fact {
                id: String::new(),
                kind,
                status,
                outlets: sources.len(),
                origins: independent,
                speakers: speakers.into_iter().collect(),
                against: Vec::new(),
                claims: claims.iter().map(|(p, c)| p.reference(c)).collect(),
                decision: Vec::new(),
            }
        })
        .collect();
    for (at, fact) in facts.iter_mut().enumerate() {
        fact.id = format!("f{}", at + 1);
    }
    facts
}

/// Names for each fact those that stand against it, once series and contradictions are known: disputed figures, what a speaker has replaced,
/// what somebody denies.
pub fn relate(facts: &mut [Fact], series: &[Series], contradictions: &[Contradiction]) {
    let mut of_claim: BTreeMap<ClaimRef, usize> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        of_claim.extend(fact.claims.iter().map(|c| (c.clone(), at)));
    }
    let told = |claims: &[ClaimRef]| claims.iter().filter_map(|c| of_claim.get(c).copied()).collect::<BTreeSet<usize>>();
    for series in series {
        for relation in &series.relations {
            let [Some(first), Some(second)] = relation.between.map(|at| series.points.get(at)) else { continue };
            let (first, second) = (told(&first.claims), told(&second.claims));
            match relation.verdict {
                Verdict::Disputed => {
                    oppose(facts, &first, &second, Some(FactStatus::Disputed));
                    oppose(facts, &second, &first, Some(FactStatus::Disputed));
                }
                Verdict::Revised => {
                    for at in first.difference(&second).filter(|at| facts[**at].status != FactStatus::Disputed).copied().collect::<Vec<_>>()
                    {
                        facts[at].status = FactStatus::Superseded;
                    }
                }
                _ => {}
            }
        }
    }
    for contradiction in contradictions.iter().filter(|c| !matches!(c.about, Topic::Series { .. })) {
        let side = |denies: bool| {
            let claims: Vec<ClaimRef> = contradiction.sides.iter().filter(|s| s.denies == denies).flat_map(|s| s.claims.clone()).collect();
            told(&claims)
        };
        let (said, denied) = (side(false), side(true));
        oppose(facts, &said, &denied, Some(FactStatus::Denied));
        oppose(facts, &denied, &said, None);
    }
}

/// Sets some facts against others.
fn oppose(facts: &mut [Fact], these: &BTreeSet<usize>, others: &BTreeSet<usize>, status: Option<FactStatus>) {
    for at in these {
        for other in others.iter().filter(|other| *other != at) {
            let id = facts[*other].id.clone();
            let fact = &mut facts[*at];
            fact.status = status.unwrap_or(fact.status);
            if !fact.against.contains(&id) {
                fact.against.push(id);
            }
        }
    }
}
