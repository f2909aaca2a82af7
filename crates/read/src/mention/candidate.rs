//! What may be taken for a mention.

use std::ops::Range;

use super::Entity;

/// A mention before it is taken.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub tokens: Range<usize>,
    pub entity: Entity,
    pub carrier: bool,
    pub anaphoric: bool,
    /// Of a person, the words of the name without title.
    pub name: Option<Range<usize>>,
    /// How many letters at its head are not its own, where no lexicon can tell.
    pub attached: Option<usize>,
}

impl Candidate {
    pub fn new(tokens: Range<usize>, entity: Entity) -> Self {
        Candidate { tokens, entity, carrier: false, anaphoric: false, name: None, attached: None }
    }

    pub fn named(mut self, name: Range<usize>) -> Self {
        self.name = Some(name);
        self
    }

    pub fn anaphoric(mut self) -> Self {
        self.anaphoric = true;
        self
    }
}

/// Puts a candidate in the best one's place where it is longer.
pub fn longer(best: &mut Option<Candidate>, next: Option<Candidate>) {
    if let Some(next) = next
        && best.as_ref().is_none_or(|best| next.tokens.end > best.tokens.end)
    {
        *best = Some(next);
    }
}
