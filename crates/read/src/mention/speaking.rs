//! Whether some words are said to speak.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::Features;
use isnad_lexicon::subjects::WordRole;

use super::finder::Finder;
use super::shape::Shape;

/// How many words may stand between a verb of saying and its subject.
const SPEAKING_REACH: usize = 4;
/// How many words may stand between a verb of passing on and «عن».
const RELAY_REACH: usize = 10;

impl Finder<'_> {
    /// Whether a finite verb of saying stands right before or right behind some words, or they are named as its source.
    pub fn speaks(&self, tokens: &Range<usize>) -> bool {
        self.said_before(tokens.start) || self.says_behind(tokens.end) || self.told_of(tokens.start)
    }

    /// «نقلت وكالة رويترز عن شهود»: whoever stands behind «عن» said what somebody passed on.
    fn told_of(&self, at: usize) -> bool {
        let about = |t: usize| self.document.hits.of(t, Subject::Word).any(|h| h.end as usize == at && self.is_about(h.row()));
        let relays = |t: usize| {
            self.document.hits.of(t, Subject::Cue).any(|h| self.lexicon.tables.cues.get(h.row()).is_some_and(|c| c.id == "relay"))
        };
        let Some(from) = (at.saturating_sub(2)..at).find(|t| about(*t)) else { return false };
        (from.saturating_sub(RELAY_REACH)..from).rev().take_while(|t| !matches!(self.form(*t), "." | "\n")).any(relays)
    }

    fn is_about(&self, word: usize) -> bool {
        self.lexicon.tables.words.get(word).is_some_and(|w| w.role == WordRole::About)
    }

    /// A verb of saying, or «بحسب», with nothing but particles of time and turn up to the token.
    fn said_before(&self, start: usize) -> bool {
        for at in (start.saturating_sub(SPEAKING_REACH)..start).rev() {
            let shape = self.shape(at);
            if shape.intersects(Shape::CUE | Shape::SOURCE) && self.document.hits.of(at, Subject::Cue).any(|h| h.end as usize <= start) {
                return true;
            }
            let passes =
                shape.intersects(Shape::COUNT | Shape::SOME)
                    || self.document.hits.of(at, Subject::Word).any(|h| {
                        self.lexicon.tables.words.get(h.row()).is_some_and(|w| {
                            matches!(w.role, WordRole::Turn | WordRole::Demonstrative | WordRole::Occasion | WordRole::Bound)
                        })
                    });
            if !passes && !matches!(self.form(at), "عن" | "ما" | "من" | "\"" | "كل" | "احد") {
                return false;
            }
        }
        false
    }

    fn says_behind(&self, end: usize) -> bool {
        let next = if matches!(self.form(end), "،" | "\"" | ")" | "قد") { end + 1 } else { end };
        self.is(next, Shape::CUE)
            && self.document.hits.of(next, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT))
            || self.form(end) == ":" && self.is_line_start_of(end)
    }

    /// Whether a colon ends the name that a line begins with.
    fn is_line_start_of(&self, colon: usize) -> bool {
        colon > 0
            && (colon.saturating_sub(6)..colon)
                .rev()
                .take_while(|t| self.is_word(*t))
                .last()
                .is_some_and(|t| t == 0 || !self.is_word(t - 1) && self.form(t - 1) == "\n")
    }

    /// A verb of saying stands directly before: «قال سالم», «قال، سالم».
    pub fn behind_cue(&self, at: usize) -> bool {
        let finite = |t: usize| {
            self.document.hits.of(t, Subject::Cue).any(|h| h.prefix.is_empty() && h.features.intersects(Features::PAST | Features::PRESENT))
        };
        at > 0 && self.is(at - 1, Shape::CUE) || at > 1 && self.form(at - 1) == "،" && finite(at - 2)
    }
}
