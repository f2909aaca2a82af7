//! Numbers in digits and words, with the words that bound them.

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_model::Qualifier;

use crate::document::Document;

/// What kind of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberKind {
    /// خمسة، 40 ألفاً، عشرات
    Cardinal,
    /// الخامس، العشرين
    Ordinal,
    /// نصف، ثلث، ثلاثة أرباع
    Fraction,
    /// 20 في المئة
    Percent,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The number's own tokens: digits, number words, separators.
    pub tokens: Range<usize>,
    /// With the words that bound it (أكثر من …, … على الأقل): equals `tokens` where there are none.
    pub extent: Range<usize>,
    /// What kind.
    pub kind: NumberKind,
    /// The bare value of its words, without bounds: 200 of «more than 200»; of a range the lower end.
    pub value: f64,
    /// Inclusive lower bound as the annotation guide counts it: more than 200 is 201.
    pub low: Option<f64>,
    /// Inclusive upper bound.
    pub high: Option<f64>,
    /// How exact it is said to be.
    pub qualifier: Qualifier,
}

/// All numbers of a text, in order, none inside another.
pub fn find(_document: &Document, _lexicon: &Lexicon) -> Vec<Number> {
    Vec::new()
}
