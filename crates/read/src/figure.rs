//! Figures: a number, what it counts, of whom, where, as of when, as part of what.

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_model::{Group, Measure, Modality, Qualifier};
use isnad_text::number::Number;
use isnad_text::time::Times;
use isnad_text::Document;

use crate::act::Acts;
use crate::mention::Mentions;

/// A figure of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRead {
    /// Number and noun and the verb that gives the measure, as the annotation guide's evidence has them.
    pub tokens: Range<usize>,
    /// What it counts.
    pub measure: Measure,
    /// Inclusive lower bound.
    pub low: Option<f64>,
    /// Inclusive upper bound.
    pub high: Option<f64>,
    /// How exact.
    pub qualifier: Qualifier,
    /// Whom.
    pub group: Group,
    /// The figure that it is a part of (index into the list returned).
    pub part_of: Option<usize>,
    /// Where (index into the page's entities).
    pub place: Option<usize>,
    /// When it holds (ISO 8601).
    pub asof: Option<String>,
    /// Unit of a duration or distance.
    pub unit: Option<String>,
    /// Asserted or otherwise, where the words around it say so.
    pub modality: Modality,
}

/// Finds the figures of a text.
pub fn find(_document: &Document, _lexicon: &Lexicon, _numbers: &[Number], _times: &Times, _mentions: &Mentions, _acts: &Acts) -> Vec<FigureRead> {
    Vec::new()
}
