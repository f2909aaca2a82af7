//! The words that bound a number: أكثر من 200، 32 على الأقل.

use isnad_lexicon::Subject;
use isnad_lexicon::subjects::Side;
use isnad_model::Qualifier;

use super::words::Words;
use super::{Number, NumberKind, Read};

/// How far after a number its bound may stand, past the noun it counts.
const AFTER: usize = 4;

/// How many words a bound before a number has at most.
const LONGEST: usize = 5;

impl Words<'_> {
    /// Reads the words that bound a number.
    pub fn bounded(&self, read: Read) -> Number {
        let Read { tokens, kind, value, upto, .. } = read;
        let mut extent = tokens.clone();
        let mut qualifier = if upto.is_some() { Qualifier::Vague } else { Qualifier::Exact };
        if !matches!(kind, NumberKind::Ordinal | NumberKind::Label) {
            if let Some((bound, start)) = self.bound_before(tokens.start) {
                extent.start = start;
                qualifier = bound;
            } else if let Some((bound, end)) = self.bound_after(tokens.end) {
                extent.end = end;
                qualifier = bound;
            }
        }
        let (low, high) = match (qualifier, upto) {
            (Qualifier::Vague, upto) => (Some(value), upto),
            (Qualifier::AtLeast, _) => (Some(value), None),
            // Of what is counted one by one, the next one.
            (Qualifier::MoreThan, _) if kind == NumberKind::Cardinal && value.fract() == 0.0 => (Some(value + 1.0), None),
            (Qualifier::MoreThan, _) => (Some(value), None),
            (Qualifier::LessThan | Qualifier::UpTo, _) => (None, Some(value)),
            (Qualifier::Exact | Qualifier::About, None) => (Some(value), Some(value)),
            (Qualifier::Exact | Qualifier::About, Some(upto)) => (Some(value), Some(upto)),
        };
        let qualifier = if upto.is_some() { Qualifier::Vague } else { qualifier };
        Number { tokens, extent, kind, value, low, high, qualifier }
    }

    pub fn bound_before(&self, number: usize) -> Option<(Qualifier, usize)> {
        // أكثر من الـ20
        let article = number > 0 && self.touches(number) && self.is_article(number - 1);
        let number = if article { number - 1 } else { number };
        for start in number.saturating_sub(LONGEST)..number {
            for hit in self.document.hits.of(start, Subject::Bound) {
                let bound = self.lexicon.tables.bounds.get(hit.row())?;
                if bound.side == Side::Before && hit.end as usize == number {
                    return Some((bound.qualifier, start));
                }
            }
        }
        None
    }

    fn bound_after(&self, number: usize) -> Option<(Qualifier, usize)> {
        for start in number..(number + AFTER).min(self.document.len()) {
            if matches!(self.form(start), "،" | "," | "." | "\n" | "(" | ")" | "؛") || start > number && self.word(start, false).is_some()
            {
                return None;
            }
            for hit in self.document.hits.of(start, Subject::Bound) {
                let bound = self.lexicon.tables.bounds.get(hit.row())?;
                // «32 شخصاً وأكثر من 200»: the bound of the next number.
                if bound.side == Side::After && !self.document.hits.of(start, Subject::Bound).any(|h| h.end > hit.end) {
                    return Some((bound.qualifier, hit.end as usize));
                }
            }
        }
        None
    }

    /// «أكثر من 10 وأقل من 20»: one number with two ends.
    pub fn both_bounds(&self, lower: &Number, upper: &Number) -> Option<Number> {
        let ends = matches!(lower.qualifier, Qualifier::MoreThan | Qualifier::AtLeast)
            && matches!(upper.qualifier, Qualifier::LessThan | Qualifier::UpTo)
            && lower.kind == upper.kind
            && lower.value < upper.value;
        let (start, together) = self.joined(lower.extent.end);
        let follows = lower.extent.end <= upper.extent.start && start == upper.extent.start && (!together || self.begins_joined(start));
        (ends && follows).then(|| Number {
            tokens: lower.tokens.start..upper.tokens.end,
            extent: lower.extent.start..upper.extent.end,
            kind: lower.kind,
            value: lower.value,
            low: lower.low,
            high: upper.high,
            qualifier: Qualifier::Exact,
        })
    }
}
