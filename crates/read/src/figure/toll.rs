//! Tolls that do not say of whom: «حصيلة الفيضانات إلى 442».

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::WordRole;
use isnad_model::Measure;

use super::{Reader, measure};

/// How far before its number a toll may be told, in tokens.
const REACH: usize = 12;

impl Reader<'_> {
    /// Whether a number is a toll of which nothing is said but that it reaches the number, where the sentence before it or its
    /// own speaks of the dead.
    pub(super) fn is_toll_of_dead(&self, number: usize) -> bool {
        let sentence = self.sentence_start(number);
        let Some(toll) = (number.saturating_sub(REACH).max(sentence)..number)
            .rev()
            .find_map(|t| self.word(t, WordRole::Toll).filter(|w| w.end <= number))
        else {
            return false;
        };
        let reaches = |t: usize| self.word(t, WordRole::Reaches).is_some();
        // «بلغت الحصيلة», «ارتفعت الحصيلة إلى»
        let told = (toll.end..number).any(reaches) || toll.start > sentence && reaches(toll.start - 1);
        // «العدد الإجمالي للمباني», «حصيلة المتطوعين»: of others.
        let others = (toll.end..number).any(|t| {
            matches!(self.form(t), "،" | "." | ":")
                || self.document.hits.of(t, Subject::Counted).next().is_some()
                || self.measure_word(t).is_some()
                || self.is_digits(t)
                || self.has_prefix(t, Prefix::TO)
        });
        let before = self.document.sentence_of(number).checked_sub(1).and_then(|s| self.document.sentences.get(s));
        let from = before.map_or(sentence, |s| s.tokens.start);
        told && !others && (from..toll.start).any(|t| self.speaks_of_dead(t))
    }

    fn speaks_of_dead(&self, at: usize) -> bool {
        measure::at(self, at) == Some(Measure::Killed) || self.noun(at).is_some_and(|n| n.counted.measure == Some(Measure::Killed))
    }
}
