//! The sentence that is checked, read as a page that has nothing else.

use isnad_lexicon::Lexicon;
use isnad_model::{Article, Block, BlockKind, Claim, ClaimKind, DateBasis, Granularity, Published, Span, Statement};

use super::clause::clause;
use crate::asked::{CheckAsked, given};

/// Characters of a sentence at most: whole pages are added to the store, not checked.
const LONGEST: usize = 1000;

/// A sentence with the claims in it.
pub struct Sentence(Article);

impl Sentence {
    /// Reads it, or says what is wrong with it.
    pub fn read(asked: &CheckAsked, lexicon: &Lexicon) -> Result<Self, String> {
        let text = asked.sentence.trim().to_owned();
        let end = text.chars().count();
        if end == 0 {
            return Err("sentence is empty; give a sentence in Arabic".to_owned());
        }
        if end > LONGEST {
            return Err(format!("sentence has {end} characters; give at most {LONGEST}, a sentence at a time"));
        }
        let day = given(asked.day.as_deref());
        if let Some(day) = day.filter(|day| day.len() != 10 || isnad_store::first_day_of(day).as_deref() != Some(day)) {
            return Err(format!("day {day} is no day; give one such as 2024-05-06"));
        }
        let published = Published {
            value: day.map(str::to_owned),
            granularity: day.map(|_| Granularity::Day),
            basis: day.map_or(DateBasis::None, |_| DateBasis::Metadata),
            modified: None,
        };
        let blocks = vec![Block { kind: BlockKind::Paragraph, start: 0, end, language: None }];
        let article = Article { source: "sentence".to_owned(), language: "ar".to_owned(), text, blocks, published, ..Article::default() };
        Ok(Sentence(isnad_read::read(article, lexicon)))
    }

    /// Its characters.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// What of it is a claim's own.
    pub fn clause(&self, claim: &Claim) -> String {
        self.0.slice(clause(&self.0, claim))
    }

    /// The claims that are checked. A statement is checked by what it reports; where that holds no claim, by its words.
    pub fn content(&self) -> Vec<&Claim> {
        let empty = |claim: &&Claim| match &claim.kind {
            ClaimKind::Statement(Statement { content, .. }) => {
                let reported = content.unwrap_or(Span { start: claim.start, end: claim.end });
                let within = |c: &Claim| c.id != claim.id && reported.contains(Span { start: c.start, end: c.end });
                !self.0.claims.iter().any(within)
            }
            _ => true,
        };
        self.0.claims.iter().filter(empty).collect()
    }

    /// A time that no day is known for: «yesterday», said nobody knows when.
    pub fn undated(&self) -> Option<&str> {
        self.0.times.iter().find(|time| time.value.is_none()).map(|time| time.exact.as_str())
    }

    /// Whether a claim that is checked holds each of its times.
    pub fn is_dated_by_its_claims(&self) -> bool {
        let days: Vec<&str> = self.content().into_iter().filter_map(|claim| claim.kind.time()).collect();
        self.0.times.iter().all(|time| time.value.as_deref().is_some_and(|value| days.contains(&value)))
    }
}
