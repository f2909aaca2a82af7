//! Events: what happened or is to happen, by PLOVER type, with actors, targets, place and date.

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_model::{EventType, Granularity, Modality, Term, What};
use isnad_text::time::Times;
use isnad_text::Document;

use crate::act::Acts;
use crate::mention::Mentions;

/// An event of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRead {
    /// The words that tell it.
    pub tokens: Range<usize>,
    /// PLOVER type.
    pub event_type: EventType,
    /// Narrower.
    pub what: Option<What>,
    /// When (ISO 8601).
    pub date: Option<String>,
    /// How finely.
    pub granularity: Option<Granularity>,
    /// Who (indices into the page's entities).
    pub actors: Vec<usize>,
    /// To whom.
    pub targets: Vec<usize>,
    /// Where.
    pub place: Option<usize>,
    /// Asserted, planned, denied …
    pub modality: Modality,
    /// The agreement's term it is, where it is one.
    pub term: Option<Term>,
}

/// Finds the events of a text.
pub fn find(_document: &Document, _lexicon: &Lexicon, _times: &Times, _mentions: &Mentions, _acts: &Acts) -> Vec<EventRead> {
    Vec::new()
}
