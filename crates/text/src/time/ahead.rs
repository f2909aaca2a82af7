//! Whether a sentence speaks of what is to come.

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{TimePart, WordRole};
use isnad_lexicon::{Lexicon, Subject};

use crate::document::Document;

/// How many words before an expression its verb is looked for.
const REACH: usize = 14;

/// How many words before an expression a verb in the present says that it is planned.
const NEAR: usize = 6;

/// Whether the words before a token speak of what is to come: a verb with the future mark, a word for what is
/// planned, or close by a verb of the agenda («تستضيف المدينة الأحد»).
pub fn is_ahead(document: &Document, lexicon: &Lexicon, at: usize) -> bool {
    let sentence = document.sentences.get(document.sentence_of(at)).map_or(0, |s| s.tokens.start);
    let from = at.saturating_sub(REACH).max(sentence);
    let part = |t: usize, part: TimePart| document.hits.at(t).iter().any(|h| lexicon.tables.time_word(h).is_some_and(|w| w.part == part));
    if at > 0 && part(at - 1, TimePart::Since) {
        return false;
    }
    (from..at).any(|t| {
        if t + NEAR >= at && part(t, TimePart::Scheduled) {
            return true;
        }
        let planned =
            document.hits.of(t, Subject::Word).any(|h| lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == WordRole::Planned));
        planned || is_future(document, lexicon, t)
    })
}

/// A present verb with the future mark: the mark, a verb's first letter, and no noun that is written so.
pub fn is_future(document: &Document, lexicon: &Lexicon, at: usize) -> bool {
    let form = document.form(at);
    let token = document.folded.tokens[at];
    let noun = token.marbuta
        || document.hits.at(at).iter().any(|h| {
            let otherwise =
                h.prefix.intersection(Prefix::FUTURE).is_empty() && h.end as usize == at + 1 && h.subject != Subject::CommonWord;
            otherwise && (h.subject != Subject::TimeLink || lexicon.tables.time_word(h).is_some_and(|w| w.part == TimePart::NoFuture))
        });
    !noun
        && lexicon.clitics().cuts(form).any(|(skip, prefix)| {
            let rest = &form[skip..];
            let first_person = rest.starts_with('ا') && document.exact(at..at + 1).contains('أ');
            prefix.contains(Prefix::FUTURE) && rest.chars().count() > 2 && (rest.starts_with(['ي', 'ت', 'ن']) || first_person)
        })
}
