//! A value's chain: fact ← speaker ← agency ← outlet ← page, down to the marked sentence.

use std::collections::BTreeSet;

use isnad_model::{Article, Claim, ClaimRef, Corroboration, CreditScope};

use super::{Shown, dotted, short};
use crate::dates;

/// A sentence with the characters of a claim marked, and the hands through which it came.
pub struct Evidence {
    /// From the fact to the outlet.
    pub chain: Vec<Link>,
    pub before: String,
    pub marked: String,
    pub after: String,
    /// Language of the page, for the reader's voice and font.
    pub language: String,
    /// The page's file or address, in short.
    pub page: String,
    /// Where the report lists the page, or where the claim is shown on it.
    pub address: String,
    pub day: String,
    /// What persons decided about the claim.
    pub decided: Vec<String>,
}

/// One hand.
pub struct Link {
    /// What it did: said, announced; agency, outlet.
    pub role: String,
    pub name: String,
    /// Where all of theirs is, on a server that has it.
    pub address: Option<String>,
}

/// The sentences behind a value.
#[derive(Default)]
pub struct Proof {
    pub list: Vec<Evidence>,
    /// How many there are in all.
    pub all: usize,
    /// How many more there are than listed: «and 3 more sentences».
    pub more: String,
    /// What persons decided about its claims, in a word.
    pub decided: String,
}

/// A line that opens its proof.
pub struct Item {
    /// What the line is of, in bold.
    pub lead: String,
    pub text: String,
    /// Words in small beside it: how it stands, through how many hands it came.
    pub notes: Vec<String>,
    pub proof: Proof,
}

/// At most this many sentences stand behind one value; the others are counted.
const SENTENCES: usize = 6;

impl<'a> Shown<'a> {
    pub(super) fn article(&self, source: &str) -> Option<&'a Article> {
        self.articles.pages.get(source).map(|(article, _)| *article)
    }

    pub(super) fn claim(&self, reference: &ClaimRef) -> Option<(&'a Article, &'a Claim)> {
        self.articles.told.claim(reference)
    }

    pub(super) fn slice(&self, source: &str, start: usize, end: usize) -> String {
        let text = self.articles.pages.get(source).and_then(|(_, text)| text.get(start.min(end)..end));
        text.map(|c| c.iter().collect()).unwrap_or_default()
    }

    pub(super) fn proof(&self, references: &[ClaimRef]) -> Proof {
        let list = references.iter().take(SENTENCES).filter_map(|r| self.evidence(r)).collect();
        let more = references.len().saturating_sub(SENTENCES);
        Proof {
            list,
            all: references.len(),
            more: if more == 0 { String::new() } else { self.language.count("more-sentences", more) },
            decided: self.decided(references),
        }
    }

    fn evidence(&self, reference: &ClaimRef) -> Option<Evidence> {
        let (article, claim) = self.claim(reference)?;
        let source = article.source.as_str();
        let (from, to) = (claim.sentence.start.min(claim.start), claim.sentence.end.max(claim.end));
        Some(Evidence {
            chain: self.chain(article, claim),
            before: self.slice(source, from, claim.start),
            marked: self.slice(source, claim.start, claim.end),
            after: self.slice(source, claim.end, to),
            language: article.language.clone(),
            page: short(source),
            address: self.links.claim(source, &claim.id).unwrap_or_else(|| format!("#{}", self.page_anchor(source))),
            day: self.page_day(source).map(|d| dates::day(self.language, &d)).unwrap_or_default(),
            decided: self.decided_of(reference),
        })
    }

    fn chain(&self, article: &Article, claim: &Claim) -> Vec<Link> {
        let mut chain: Vec<Link> = claim
            .attribution
            .iter()
            .map(|a| Link { role: self.language.name_of(&a.mode), name: self.name(&a.id), address: self.links.speaker(&a.id) })
            .collect();
        let mut carriers: Vec<&str> = Vec::new();
        for via in &claim.via {
            if !carriers.contains(&via.id.as_str()) {
                carriers.push(&via.id);
            }
        }
        chain.extend(carriers.iter().map(|id| Link { role: self.word("via"), name: self.name(id), address: None }));
        // Several agencies that a page credits for its words stand beside each other: none had it from the other.
        let credited: BTreeSet<&str> = article
            .credits
            .iter()
            .filter(|c| c.scope == CreditScope::Text)
            .map(|c| c.agency.as_str())
            .filter(|a| !carriers.contains(a))
            .collect();
        if !credited.is_empty() {
            chain.push(Link { role: self.word("via"), name: self.joined(credited.into_iter().map(|id| self.name(id))), address: None });
        }
        chain.push(Link { role: self.word("outlet"), name: self.outlet(article), address: None });
        chain
    }

    /// The outlet's name, else its domain, else that it is not known.
    pub(super) fn outlet(&self, article: &Article) -> String {
        article.outlet.known().map_or_else(|| self.word("not-known"), str::to_owned)
    }

    /// «3 independent origins · 2 independent speakers», as far as they are counted.
    pub(super) fn hands(&self, through: Corroboration) -> String {
        if through.origins == 0 {
            return String::new();
        }
        dotted([self.language.count("count-origins", through.origins), self.language.count("count-speakers", through.speakers)])
    }
}
