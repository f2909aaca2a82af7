//! Numbers in digits and words, with the words that bound them.
//!
//! The words are data (`numbers.tsv`, `number_links.tsv`, `qualifiers.tsv` of a pack); here is how they go together:
//! `digits` and `cardinal` read a whole value, `fraction`, `ordinal` and `vague` their kinds of it, `named`
//! tells what looks like a number and is none, `range` and `bounds` give it two ends.

mod bounds;
mod cardinal;
mod digits;
mod fraction;
mod named;
mod ordinal;
mod range;
mod vague;
mod words;

pub use bounds::bound_before;

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{NumberLinkPart, NumberPart};
use isnad_model::Qualifier;
use words::Words;

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
    /// A number that names what stands before it: القرار 2254، عام 2019
    Label,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The number's own tokens: digits, number words, separators, a sign.
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
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Number> {
    let words = Words { document, lexicon };
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < document.len() {
        // What looks like a number and is none begins as numbers do.
        if !words.may_begin(at) {
            at += 1;
            continue;
        }
        if let Some(end) = words.no_number(at) {
            at = end.max(at + 1);
            continue;
        }
        let Some(read) = words.number(at) else {
            at += 1;
            continue;
        };
        let number = words.range(&read).unwrap_or_else(|| words.bounded(read));
        at = number.tokens.end.max(at + 1);
        match found.last().and_then(|last| words.both_bounds(last, &number)) {
            Some(both) => {
                found.pop();
                found.push(both);
            }
            None => found.push(number),
        }
    }
    found
}

/// A number before its bounds are read.
struct Read {
    tokens: Range<usize>,
    kind: NumberKind,
    value: f64,
    /// The upper end of a vague word.
    upto: Option<f64>,
    /// The thousand or million that its last word multiplies by; 1 where there is none.
    scale: f64,
}

impl Read {
    fn new(tokens: Range<usize>, kind: NumberKind, value: f64) -> Self {
        Read { tokens, kind, value, upto: None, scale: 1.0 }
    }
}

impl Words<'_> {
    /// The number that begins at a token, with its sign.
    fn number(&self, at: usize) -> Option<Read> {
        let unsigned = match self.sign(at) {
            Some(end) => end,
            None => return self.unsigned(at).filter(|read| read.value.is_finite()),
        };
        let read = self.unsigned(unsigned)?;
        if read.upto.is_some() || matches!(read.kind, NumberKind::Ordinal | NumberKind::Label) || !read.value.is_finite() {
            return None;
        }
        // A dash before counted people is a list's.
        let value = if self.is_person(read.tokens.end) { read.value } else { -read.value };
        Some(Read { tokens: at..read.tokens.end, value, ..read })
    }

    /// The end of a minus sign or of its word.
    fn sign(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.link(at, NumberLinkPart::Negative) {
            return Some(end);
        }
        let free = !self.touches(at) || !(self.is_digits(at - 1) || self.is_word(at - 1));
        (self.form(at) == "-" && free && self.is_digits(at + 1) && (self.touches(at + 1) || self.is_alone(at))).then_some(at + 1)
    }

    /// Whether a dash, with a number in digits behind it, is all of its line: no list has a number for an item.
    fn is_alone(&self, dash: usize) -> bool {
        (dash == 0 || self.is_break(dash - 1)) && self.unsigned(dash + 1).is_some_and(|read| self.is_break(read.tokens.end))
    }

    fn unsigned(&self, at: usize) -> Option<Read> {
        match self.word(at, false).or_else(|| self.word(at, true)) {
            Some((NumberPart::Vague | NumberPart::ScalePlural, ..)) => return self.vague(at),
            Some((NumberPart::Ordinal, value, prefix)) => return Some(self.ordinal(at, value, prefix)),
            Some((NumberPart::Fraction, value, _)) => return Some(self.fraction(at, value)),
            Some((NumberPart::Tens, value, prefix))
                if prefix.contains(Prefix::ARTICLE) && self.next_is(at + 1, NumberPart::Scale).is_none() && !self.is_limit(at) =>
            {
                return Some(Read::new(at..at + 1, NumberKind::Ordinal, value));
            }
            _ => {}
        }
        if let Some(read) = self.fraction_of_whole(at).or_else(|| self.share_alone(at)) {
            return Some(read);
        }
        // «وخمسة»: the conjunction belongs to the sentence.
        let cardinal = self.cardinal(at, false).or_else(|| self.cardinal(at, true))?;
        if let Some(read) = self.ordinal_of_cardinal(at, &cardinal) {
            return Some(read);
        }
        if self.is_label(at, cardinal.end) {
            return Some(Read::new(at..cardinal.end, NumberKind::Label, cardinal.value));
        }
        let mut read = self.with_fractions(at, cardinal);
        // 20%، %20، عشرون في المئة
        if let Some(end) = self.link(read.tokens.end, NumberLinkPart::Percent) {
            read.tokens.end = end;
            read.kind = NumberKind::Percent;
        } else if at > 0 && self.form(at - 1) == "%" && self.touches(at) && !(self.touches(at - 1) && self.is_digits(at - 2)) {
            read.kind = NumberKind::Percent;
        }
        Some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read(text in "[\\PC \n]{0,80}") {
            let lexicon = isnad_packs::built_in().expect("the built-in packs load");
            let document = Document::new(&text, &lexicon);
            let mut last = 0;
            for n in find(&document, &lexicon) {
                prop_assert!(n.tokens.start >= last && n.tokens.start < n.tokens.end && n.tokens.end <= document.len());
                last = n.tokens.end;
            }
        }
    }
}
