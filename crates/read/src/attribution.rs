//! Who says what: cues, speakers, reported clauses, quotations, carriers.

use isnad_lexicon::Lexicon;
use isnad_text::Document;

use crate::act::Acts;
use crate::mention::Mentions;

/// Finds the reporting acts of a text.
pub fn find(_document: &Document, _lexicon: &Lexicon, _mentions: &Mentions) -> Acts {
    Acts::default()
}
