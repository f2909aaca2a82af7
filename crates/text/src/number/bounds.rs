//! The words that bound a number: أكثر من 200، 32 على الأقل.

use std::ops::Range;

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{NumberLinkPart, Side, WordRole};
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_model::Qualifier;

use super::words::Words;
use super::{Number, NumberKind, Read};
use crate::Document;

/// How far after a number its bound may stand, past the noun it counts.
const AFTER: usize = 4;

/// How many words a bound before a number has at most.
const LONGEST: usize = 5;

/// The words right before a token that bound what begins there, and where they begin. «لم يتجاوز 300» bounds from the other side than
/// «يتجاوز 300».
pub fn bound_before(document: &Document, lexicon: &Lexicon, at: usize) -> Option<(Qualifier, usize)> {
    for start in at.saturating_sub(LONGEST)..at {
        for hit in document.hits.of(start, Subject::Bound) {
            let bound = lexicon.tables.bounds.get(hit.row())?;
            // «لتصل إلى 46» is the number itself, not up to it.
            let reached = bound.qualifier == Qualifier::UpTo && hit.prefix.contains(Prefix::TO);
            if bound.side == Side::Before && hit.end as usize == at && !reached {
                let denied = is_denied(document, lexicon, start).then(|| contrary(bound.qualifier)).flatten();
                return Some(denied.map_or((bound.qualifier, start), |qualifier| (qualifier, start - 1)));
            }
        }
    }
    None
}

/// Whether «لا», «لم», «ليس» stands right before a token.
fn is_denied(document: &Document, lexicon: &Lexicon, at: usize) -> bool {
    let denies = |h: &Hit| lexicon.tables.words.get(h.row()).is_some_and(|w| matches!(w.role, WordRole::Not | WordRole::Denies));
    at > 0 && document.hits.of(at - 1, Subject::Word).any(|h| h.end as usize == at && denies(h))
}

/// What a bound is where it is denied; nothing where nobody denies it.
fn contrary(qualifier: Qualifier) -> Option<Qualifier> {
    match qualifier {
        Qualifier::MoreThan => Some(Qualifier::UpTo),
        Qualifier::LessThan => Some(Qualifier::AtLeast),
        _ => None,
    }
}

impl Words<'_> {
    /// Reads the words that bound a number.
    pub fn bounded(&self, read: Read) -> Number {
        let Read { tokens, kind, value, upto, .. } = read;
        let mut extent = self.with_marks(&tokens);
        let mut qualifier = if upto.is_some() { Qualifier::Vague } else { Qualifier::Exact };
        if !matches!(kind, NumberKind::Ordinal | NumberKind::Label) {
            // «30 قتيلا على الأقل ومئة جريح»: what stands before «and» bounds what it joins.
            let outer = extent.clone();
            let before = self.bound_before(outer.start).filter(|_| !self.begins_joined(tokens.start));
            // «حوالي 500 أو أقل»: the firmer one counts.
            let firm = before.filter(|(bound, _)| *bound != Qualifier::About);
            if let Some((bound, end)) = self.bound_after(outer.end).filter(|_| firm.is_none()) {
                extent.end = end;
                qualifier = bound;
            } else if let Some((bound, _)) = before {
                qualifier = bound;
            }
            extent.start = before.map_or(extent.start, |(_, start)| start);
        }
        let (low, high) = match (qualifier, upto) {
            (Qualifier::Vague, upto) => (Some(value), upto),
            (Qualifier::AtLeast, _) => (Some(value), None),
            // Of what is counted one by one, the next one.
            (Qualifier::MoreThan, _) if kind == NumberKind::Cardinal && value.fract() == 0.0 => (Some(value + 1.0), None),
            (Qualifier::MoreThan, _) => (Some(value), None),
            // «قد تصل إلى الآلاف» is as vague as thousands are.
            (Qualifier::LessThan | Qualifier::UpTo, Some(upto)) => (Some(value), Some(upto)),
            (Qualifier::LessThan | Qualifier::UpTo, None) => (None, Some(value)),
            (Qualifier::Exact | Qualifier::About, None) => (Some(value), Some(value)),
            (Qualifier::Exact | Qualifier::About, Some(upto)) => (Some(value), Some(upto)),
        };
        let qualifier = if upto.is_some() { Qualifier::Vague } else { qualifier };
        Number { tokens, extent, kind, value, low, high, qualifier }
    }

    /// «أكثر من (160) جريحا», «"431" موقوفا»: a number with the marks around its digits, where what it counts follows them.
    fn with_marks(&self, tokens: &Range<usize>) -> Range<usize> {
        let bare = tokens.clone();
        let Some(before) = tokens.start.checked_sub(1).filter(|_| tokens.len() == 1 && self.is_digits(tokens.start)) else {
            return bare;
        };
        let marked = matches!((self.form(before), self.form(tokens.end)), ("(", ")") | ("\"", "\"") | ("«", "»"));
        let next = tokens.end + 1;
        let others = || {
            let hits = self.document.hits.of(next, Subject::Word);
            hits.filter_map(|h| self.lexicon.tables.words.get(h.row())).any(|w| w.role == WordRole::Others)
        };
        if marked && (self.is_counted(next) || self.link(next, NumberLinkPart::Of).is_some() || others()) { before..next } else { bare }
    }

    pub fn bound_before(&self, number: usize) -> Option<(Qualifier, usize)> {
        // أكثر من الـ20
        let article = number > 0 && self.is_article(number - 1);
        bound_before(self.document, self.lexicon, if article { number - 1 } else { number })
    }

    fn bound_after(&self, number: usize) -> Option<(Qualifier, usize)> {
        for start in number..(number + AFTER).min(self.document.len()) {
            if matches!(self.form(start), "،" | "," | "." | "\n" | "(" | ")" | "؛") || start > number && self.word(start, false).is_some()
            {
                return None;
            }
            for hit in self.document.hits.of(start, Subject::Bound) {
                let bound = self.lexicon.tables.bounds.get(hit.row())?;
                if bound.side == Side::After && !self.bounds_next(hit.tokens()) {
                    return Some((bound.qualifier, hit.end as usize));
                }
            }
        }
        None
    }

    /// Whether the words of a bound are those of the next number: «32 شخصاً وأكثر من 200», «100 وعلى الأقل 20».
    fn bounds_next(&self, tokens: Range<usize>) -> bool {
        tokens.clone().any(|start| {
            self.document.hits.of(start, Subject::Bound).any(|hit| {
                let end = hit.end as usize;
                let before = self.lexicon.tables.bounds.get(hit.row()).is_some_and(|bound| bound.side == Side::Before);
                before && (end > tokens.end || end == tokens.end && (self.is_digits(end) || self.word(end, false).is_some()))
            })
        })
    }

    /// Whether a firm bound stands before a number: «فوق الثلاثين» is no ordinal.
    pub fn is_limit(&self, at: usize) -> bool {
        let bound = self.bound_before(at).map(|(bound, _)| bound);
        matches!(bound, Some(Qualifier::MoreThan | Qualifier::LessThan | Qualifier::AtLeast))
            && self.link(at + 1, NumberLinkPart::Of).is_none()
    }

    /// «أكثر من 10 وأقل من 20», «لا أكثر من 20 ولا أقل من 10»: one number with two ends.
    pub fn both_bounds(&self, first: &Number, second: &Number) -> Option<Number> {
        let is_lower = |n: &Number| matches!(n.qualifier, Qualifier::MoreThan | Qualifier::AtLeast);
        let is_upper = |n: &Number| matches!(n.qualifier, Qualifier::LessThan | Qualifier::UpTo);
        let (lower, upper) = if is_lower(first) { (first, second) } else { (second, first) };
        let (start, together) = self.joined(first.extent.end);
        let follows = start == second.extent.start && (!together || self.begins_joined(start));
        let ends = is_lower(lower) && is_upper(upper) && lower.kind == upper.kind && lower.value < upper.value;
        (ends && follows).then_some(Number {
            tokens: first.tokens.start..second.tokens.end,
            extent: first.extent.start..second.extent.end,
            kind: lower.kind,
            value: lower.value,
            low: lower.low,
            high: upper.high,
            qualifier: Qualifier::Exact,
        })
    }
}
