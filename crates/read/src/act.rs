//! Reporting acts: a cue, its speaker, what is reported, and through whom it came.

use std::ops::Range;

use isnad_model::{Modality, Mode};

/// A speaker as an act names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The entity (index into the page's entities).
    pub entity: usize,
    /// Where it is named: the mention in this act, or for a dropped subject or pronoun the last one.
    pub tokens: Range<usize>,
}

/// One reporting act.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// The cue's tokens.
    pub cue: Range<usize>,
    /// Whether the verb that reports is feminine, where it is a verb of one person: what a later verb without a
    /// name goes on with agrees with it.
    pub feminine: Option<bool>,
    /// How the speaker stands to what is reported.
    pub mode: Mode,
    /// Who speaks; absent where the page doesn't say.
    pub speaker: Option<Speaker>,
    /// Who speaks jointly with the first.
    pub joint: Vec<Speaker>,
    /// Agencies and channels it came through: entities with where they are named.
    pub via: Vec<Speaker>,
    /// What is reported, without cue and speaker; empty where it could not be told.
    pub content: Range<usize>,
    /// From the cue (or the speaker before it, in «X: …») to the end of what is reported.
    pub extent: Range<usize>,
    /// Acts that this one stands inside of, nearest first (indices into the page's acts).
    pub inside: Vec<usize>,
    /// Asserted, denied …: how the content is put.
    pub modality: Modality,
}

/// The acts of a page, ordered by their cues.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Acts {
    /// Every act.
    pub all: Vec<Act>,
    /// Quotations attached to an act: index into the document's quotations, index of the act.
    pub quotes: Vec<(usize, usize)>,
}

impl Acts {
    /// The acts whose content holds a token, innermost first.
    pub fn over(&self, token: usize) -> Vec<&Act> {
        let mut holding: Vec<&Act> = self.all.iter().filter(|a| a.content.contains(&token)).collect();
        holding.sort_by_key(|a| a.content.len());
        holding
    }

    /// The act nearest around a token.
    pub fn innermost(&self, token: usize) -> Option<&Act> {
        self.all.iter().filter(|a| a.content.contains(&token)).min_by_key(|a| a.content.len())
    }
}
