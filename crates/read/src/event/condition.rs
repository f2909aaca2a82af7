//! Whether a trigger word tells its event where it stands.

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{EventWordRole, Need, Trigger, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, What};

use super::Reader;

/// How far behind a trigger what it needs may stand, in tokens.
const NEED_BEHIND: usize = 14;
/// How far before it.
const NEED_BEFORE: usize = 4;
/// How far on either side what must stand close by may, in tokens.
const CLOSE: usize = 3;
/// How far on either side a word may stand that bars it.
const BAR_REACH: usize = 8;
/// How far beside a trigger an actor, or a number behind it, may stand.
const BESIDE: usize = 2;
/// How far before a plural verb those may stand that it goes on with.
const FAR_BEFORE: usize = 20;

impl Reader<'_> {
    /// Where what tells an event ends, if what its trigger needs stands near it and nothing that bars it: behind the
    /// trigger, or behind what it needs right behind it.
    pub(super) fn holds(&self, hit: &Hit, trigger: &Trigger, sentence: &Range<usize>) -> Option<usize> {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let around = start.saturating_sub(BAR_REACH).max(sentence.start)..(end + BAR_REACH).min(sentence.end);
        if !trigger.bars.is_empty() && around.into_iter().any(|t| trigger.bars.iter().any(|bar| self.is_phrase(t, bar))) {
            return None;
        }
        // «الحركة التي تقاتل الحكومة»: what somebody is known for.
        let describes = trigger.weak && hit.features.contains(Features::PRESENT) && self.relative_before(start);
        if describes {
            return None;
        }
        if trigger.needs.is_empty() {
            return Some(end);
        }
        trigger.needs.iter().find_map(|need| self.has(need, hit, sentence))
    }

    fn relative_before(&self, at: usize) -> bool {
        at > 0 && self.is_word(at - 1, WordRole::Relative)
    }

    /// Where a trigger ends that has what it needs.
    fn has(&self, need: &Need, hit: &Hit, sentence: &Range<usize>) -> Option<usize> {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let behind = end..(end + NEED_BEHIND).min(sentence.end);
        let near = match need {
            Need::Actor => self.has_party(hit, sentence, |_| true),
            Need::Body => self.has_party(hit, sentence, |kind| kind != EntityType::Person),
            Need::Number => {
                (end..(end + BESIDE).min(sentence.end)).any(|t| self.document.form(t).starts_with(|c: char| c.is_ascii_digit()))
            }
            Need::Near(words) => {
                let before = start.saturating_sub(NEED_BEFORE).max(sentence.start)..start;
                before.chain(behind).any(|t| self.is_phrase(t, words))
            }
            Need::Close(words) => {
                let mut before = start.saturating_sub(CLOSE).max(sentence.start)..start;
                let mut behind = end..(end + CLOSE).min(sentence.end);
                return match behind.find(|t| self.is_phrase(*t, words)) {
                    Some(at) => Some(at + words.len()),
                    None => before.any(|t| self.is_phrase(t, words)).then_some(end),
                };
            }
        };
        near.then_some(end)
    }

    /// Whether somebody who can act stands right before or behind a trigger.
    fn has_party(&self, hit: &Hit, sentence: &Range<usize>, fits: impl Fn(EntityType) -> bool) -> bool {
        let (start, end) = (hit.start as usize, hit.end as usize);
        // «لكنهم رفضوا»: several are meant that were named before.
        let reach = if hit.features.contains(Features::PLURAL | Features::PAST) { FAR_BEFORE } else { BESIDE };
        self.mentions
            .beginning_in(sentence.clone())
            .iter()
            .filter(|m| self.mentions.acts(m) && fits(self.mentions.entity(m).kind))
            .any(|m| m.tokens.start >= end && m.tokens.start <= end + BESIDE || m.tokens.end <= start && m.tokens.end + reach >= start)
    }

    /// Whether words begin at a token, letters attached to the first aside.
    fn is_phrase(&self, at: usize, words: &[String]) -> bool {
        let Some((first, rest)) = words.split_first() else { return false };
        let follows =
            |(i, word): (usize, &String)| at + 1 + i < self.document.folded.tokens.len() && self.document.form(at + 1 + i) == word;
        self.is_form(at, first) && rest.iter().enumerate().all(follows)
    }

    /// Whether a token is a word, letters attached to its head aside.
    fn is_form(&self, at: usize, word: &str) -> bool {
        let form = self.document.form(at);
        // Most words end otherwise.
        form.as_bytes().last() == word.as_bytes().last()
            && form.ends_with(word)
            && self.lexicon.clitics().cuts(form).any(|(skip, _)| &form[skip..] == word)
    }

    /// A noun with the article tells an event where something ties it to one: a relative clause, a time, who did
    /// it or to whom, a verb of happening before it. «ناقش الخبراء العقوبات» tells none.
    /// What an agreement can oblige to is told by its full name too («ينص الاتفاق على إدخال المساعدات الإنسانية»), and an
    /// agreement where it is said how it stands («رفضت الفصائل الهدنة»).
    pub(super) fn is_anchored(&self, hit: &Hit, trigger: &Trigger, sentence: &Range<usize>) -> bool {
        let (start, end) = (hit.start as usize, hit.end as usize);
        let term = || trigger.term.is_some() && hit.tokens().len() > 1;
        let stands = || {
            trigger.what == Some(What::Ceasefire) && self.agreements().beside(&hit.tokens(), sentence).is_some_and(|a| a.stage.is_some())
        };
        if !hit.prefix.contains(Prefix::ARTICLE) || term() || stands() {
            return true;
        }
        let tied = (end..(end + 3).min(sentence.end)).any(|t| {
            self.is_word(t, WordRole::Relative)
                || self.document.hits.of(t, Subject::Demonym).next().is_some()
                || self.times.expressions.iter().any(|e| e.tokens.start == t)
        });
        let against = (end - 1..(end + 2).min(sentence.end))
            .any(|t| self.event_word(t, EventWordRole::Against).is_some() || self.event_word(t, EventWordRole::Between).is_some());
        let happens = (start.saturating_sub(2).max(sentence.start)..start)
            .any(|t| self.is_word(t, WordRole::Onset) || self.event_word(t, EventWordRole::Happens).is_some());
        // «أسفر القصف عن», «القصف أدى إلى»: what it led to.
        let near = start.saturating_sub(2).max(sentence.start)..(end + 2).min(sentence.end);
        let leads = || near.clone().any(|t| self.is_word(t, WordRole::LeadsTo));
        let party = self.mentions.beginning_in(end..(end + 2).min(sentence.end)).iter().any(|m| self.mentions.acts(m));
        tied || against || happens || party || leads()
    }
}
