//! How an event is put: asserted, denied, planned, demanded.

use std::ops::Range;

use isnad_lexicon::subjects::{EventWordRole, WordRole};
use isnad_model::Modality;
use isnad_text::time::is_future;

use super::Reader;

/// How far before a trigger a word may stand that says how its event is put, in tokens.
const BEFORE: usize = 5;
/// How far behind it a verb of the future may.
const BEHIND: usize = 3;

impl Reader<'_> {
    /// Planned, denied or demanded by the nearest word before the trigger that says so, planned by a verb of the future right
    /// behind it, demanded by the act around it; else asserted.
    pub(super) fn modality(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Modality {
        let denies = |t: usize| self.event_word(t, EventWordRole::Denies).is_some();
        let future = |t: usize| is_future(self.document, self.lexicon, t);
        for t in (tokens.start.saturating_sub(BEFORE).max(sentence.start)..tokens.start).rev() {
            if future(t) || self.is_word(t, WordRole::Planned) {
                return Modality::Planned;
            }
            if denies(t) {
                return Modality::Denied;
            }
            if self.is_word(t, WordRole::Demanded) {
                return Modality::Demanded;
            }
        }
        if (tokens.end..(tokens.end + BEHIND).min(sentence.end)).any(future) {
            return Modality::Planned;
        }
        let demanded = self.acts.innermost(tokens.start).is_some_and(|a| a.modality == Modality::Demanded);
        if demanded { Modality::Demanded } else { Modality::Asserted }
    }
}
