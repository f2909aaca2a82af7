//! How an event is put: asserted, denied, planned, demanded.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::WordRole;
use isnad_model::Modality;

use super::Reader;

impl Reader<'_> {
    /// Asserted, or planned, denied, demanded by what stands before the trigger.
    pub(super) fn modality(&self, tokens: &Range<usize>, sentence: &Range<usize>) -> Modality {
        // «لم تشارك»: the trigger itself denies.
        if matches!(self.document.form(tokens.start), "لم" | "لن") {
            return Modality::Denied;
        }
        let from = tokens.start.saturating_sub(5).max(sentence.start);
        let behind = (tokens.end..(tokens.end + 3).min(sentence.end))
            .filter(|t| self.document.form(*t).starts_with("سي") || self.document.form(*t).starts_with("ست"));
        for t in (from..tokens.start).rev().chain(behind) {
            let form = self.document.form(t);
            let future = form.chars().count() > 3
                && (form.starts_with("سي") || form.starts_with("ست") || form.starts_with("وسي") || form.starts_with("وست"))
                && self.document.hits.at(t).iter().filter(|h| h.subject != Subject::CommonWord).all(|h| h.prefix.contains(Prefix::FUTURE));
            let word = |role| {
                self.document.hits.of(t, Subject::Word).any(|h| self.lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == role))
            };
            if future || word(WordRole::Planned) {
                return Modality::Planned;
            }
            if matches!(form, "لم" | "ولم" | "لن" | "ولن") || form == "عدم" {
                return Modality::Denied;
            }
            if word(WordRole::Demanded) {
                return Modality::Demanded;
            }
        }
        let demanded = self.acts.over(tokens.start).next().is_some_and(|(_, a)| a.modality == Modality::Demanded);
        if demanded { Modality::Demanded } else { Modality::Asserted }
    }
}
