//! Decisions put to what was read: articles as they were judged, stories that say so.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use isnad_model::{Article, ClaimKind, ClaimRef, Decision, DecisionKind, EntityId, Fields, Story};
use rusqlite::Connection;

use super::anchor::Anchor;
use super::group::Grouping;
use super::rows::{Made, Subject};
use super::{correct, join, pin, rows};
use crate::store::Trouble;

/// All decisions that nobody undid, the earlier first.
#[derive(Debug, Default)]
pub struct Judgements {
    standing: Vec<Made>,
    /// Those about claims, by the content of the page.
    of_content: HashMap<String, Vec<usize>>,
}

/// An article with what was decided about it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The article with what stands in the place of what was read; rejected claims are still there.
    pub article: Article,
    /// The decision in force about a claim, by the claim's id.
    pub decisions: BTreeMap<String, i64>,
    /// The claims that are rejected.
    pub rejected: BTreeSet<String>,
    /// The decisions that gave an entity of it another id.
    joined: BTreeSet<i64>,
}

impl Judgements {
    /// The decisions of a store.
    pub fn load(connection: &Connection) -> Result<Self, Trouble> {
        let mut judgements = Judgements::default();
        let all = rows::all(connection)?;
        let undone: BTreeSet<i64> = all.iter().filter_map(|made| made.undoes).collect();
        for made in all.into_iter().filter(|made| !undone.contains(&made.id) && made.undoes.is_none()) {
            if let Subject::Claim { anchor, .. } = &made.subject {
                judgements.of_content.entry(anchor.sha256.clone()).or_default().push(judgements.standing.len());
            }
            judgements.standing.push(made);
        }
        Ok(judgements)
    }

    fn about(&self, sha256: &str) -> impl Iterator<Item = (&Made, &Anchor, &Fields, Option<&Fields>)> {
        self.of_content.get(sha256).into_iter().flatten().filter_map(|at| match &self.standing[*at] {
            made @ Made { subject: Subject::Claim { anchor, read, corrected }, .. } => Some((made, anchor, read, corrected.as_ref())),
            _ => None,
        })
    }

    /// The entity that an id stands for.
    pub fn resolve(&self, id: &str) -> EntityId {
        let joins = self.standing.iter().filter_map(|made| match &made.subject {
            Subject::Entities { entity, into, .. } => Some((entity, into)),
            _ => None,
        });
        joins.fold(id.to_owned(), |id, (entity, into)| if id == *entity { into.clone() } else { id })
    }

    /// The decisions as they are told.
    pub fn told(&self) -> Vec<Decision> {
        self.standing.iter().map(Made::told).collect()
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.standing.is_empty()
    }

    /// What was decided about which pages are of one story.
    pub fn groupings(&self) -> Vec<Grouping> {
        let of = |made: &Made| match &made.subject {
            Subject::Pages { pages, others } => {
                Some(Grouping { together: made.kind == DecisionKind::Merge, pages: pages.clone(), others: others.clone() })
            }
            _ => None,
        };
        self.standing.iter().filter_map(of).collect()
    }

    /// An article as it was judged; `sha256` is that of the page's bytes.
    pub fn judge(&self, read: &Article, sha256: &str) -> Judged {
        let mut judged = Judged { article: read.clone(), decisions: BTreeMap::new(), rejected: BTreeSet::new(), joined: BTreeSet::new() };
        // Of several decisions about a claim the latest is in force.
        let mut latest: BTreeMap<usize, (&Made, Option<&Fields>)> = BTreeMap::new();
        for (made, anchor, was, corrected) in self.about(sha256).filter(|(made, ..)| made.kind != DecisionKind::Pin) {
            let Some(at) = anchor.find(read) else { continue };
            // What was accepted or rejected is what was read then; another reading of the words is for a person to look at again.
            if corrected.is_some() || Fields::of(&read.claims[at]) == *was {
                latest.insert(at, (made, corrected));
            }
        }
        for (at, (made, corrected)) in latest {
            let claim = &mut judged.article.claims[at];
            judged.decisions.insert(claim.id.clone(), made.id);
            if made.kind == DecisionKind::Reject {
                judged.rejected.insert(claim.id.clone());
            }
            if let Some(fields) = corrected {
                correct::apply(fields, claim, &read.actors);
            }
        }
        for made in &self.standing {
            if let Subject::Entities { entity, into, known, .. } = &made.subject
                && join::rename(&mut judged.article, entity, into, known)
            {
                judged.joined.insert(made.id);
            }
        }
        judged
    }

    /// Tells a story what was decided about it, and lets figures that were pinned be the best. `pages` are its pages as they were
    /// judged, each with the hash of its bytes.
    pub fn mark(&self, story: &mut Story, pages: &[(Judged, String)]) {
        let mut told: BTreeMap<i64, Decision> = BTreeMap::new();
        let mut of_claim: BTreeMap<ClaimRef, i64> = BTreeMap::new();
        for (judged, sha256) in pages {
            let source = &judged.article.source;
            for (made, anchor, ..) in self.about(sha256) {
                let Some(at) = anchor.find(&judged.article) else { continue };
                let reference = ClaimRef { page: source.clone(), claim: judged.article.claims[at].id.clone() };
                let in_force = match made.kind {
                    DecisionKind::Pin => self.pin(story, &reference),
                    _ => judged.decisions.get(&reference.claim) == Some(&made.id),
                };
                if in_force && made.kind != DecisionKind::Pin {
                    of_claim.insert(reference.clone(), made.id);
                }
                if in_force {
                    told.insert(made.id, Decision { claim: Some(reference), ..made.told() });
                }
            }
        }
        for made in &self.standing {
            let has = |pages: &[String]| pages.iter().any(|page| story.pages.contains(page));
            let in_force = match &made.subject {
                Subject::Claim { .. } => false,
                Subject::Pages { pages, others } if made.kind == DecisionKind::Merge => has(pages) && has(others),
                Subject::Pages { pages, others } => has(pages) != has(others),
                Subject::Entities { .. } => pages.iter().any(|(judged, _)| judged.joined.contains(&made.id)),
                Subject::Nothing => false,
            };
            if in_force {
                told.insert(made.id, made.told());
            }
        }
        let numbers = |claims: &[ClaimRef]| -> Vec<i64> {
            let all: BTreeSet<i64> = claims.iter().filter_map(|c| of_claim.get(c).copied()).collect();
            all.into_iter().collect()
        };
        for fact in &mut story.facts {
            fact.decision = numbers(&fact.claims);
        }
        for point in story.series.iter_mut().flat_map(|s| &mut s.points) {
            point.decision = numbers(&point.claims);
        }
        story.decisions = told.into_values().collect();
    }

    /// Pins the point that tells a claim; whether there is one.
    fn pin(&self, story: &mut Story, claim: &ClaimRef) -> bool {
        let at = |s: &isnad_model::Series| s.points.iter().position(|p| p.claims.contains(claim));
        let Some((series, point)) = story.series.iter_mut().find_map(|s| at(s).map(|point| (s, point))) else { return false };
        pin::pin(series, point);
        true
    }
}

impl Judged {
    /// The article without what was rejected: what the record is made of.
    pub fn counted(&self) -> Article {
        let mut article = self.article.clone();
        article.claims.retain(|c| !self.rejected.contains(&c.id));
        for claim in &mut article.claims {
            if let ClaimKind::Figure(figure) = &mut claim.kind
                && figure.part_of.as_ref().is_some_and(|whole| self.rejected.contains(whole))
            {
                figure.part_of = None;
            }
        }
        article
    }
}
