//! Ranges: بين 20 و30، من 5 إلى 7، 20-30.

use isnad_lexicon::subjects::NumberLinkPart;
use isnad_model::Qualifier;

use super::words::Words;
use super::{Number, NumberKind, Read};

/// How far before «from … to …» a word of change may stand.
const CHANGE: usize = 8;

/// How many times a number the other may be that is meant instead.
const ALTERNATIVE: f64 = 2.0;

impl Words<'_> {
    /// The range that begins with a number.
    pub fn range(&self, first: &Read) -> Option<Number> {
        if !matches!(first.kind, NumberKind::Cardinal | NumberKind::Percent) || first.upto.is_some() {
            return None;
        }
        let start = first.tokens.start;
        let between = self.link_before(start, NumberLinkPart::Between);
        let from = self.link_before(start, NumberLinkPart::From);
        let at = first.tokens.end;
        let to = self
            .link(at, NumberLinkPart::To)
            .or_else(|| from.and_then(|_| self.link(at, NumberLinkPart::Until)))
            .or_else(|| between.and_then(|_| self.link(at, NumberLinkPart::Or)))
            .or_else(|| self.alternative(first));
        let second = if let Some(dash) = self.link(at, NumberLinkPart::Dash) {
            let apart = !self.touches(at) || !self.touches(dash);
            if apart && !(self.is_digits(at - 1) && self.is_digits(dash) && self.one_space_before(at) && self.one_space_before(dash)) {
                return None;
            }
            self.unsigned(dash).filter(|read| read.value.is_finite())?
        } else if between.is_some() {
            let (next, together) = self.joined(at);
            if together && self.word(next, true).is_none() && to.is_none() {
                return None;
            }
            self.number(to.unwrap_or(next))?
        } else {
            // «ارتفع من 12 إلى 15» is two numbers.
            if from.is_some_and(|from| self.is_change(from)) {
                return None;
            }
            self.number(to?)?
        };
        // «3 إلى 5 آلاف»: the scale is of both.
        let shared = first.value * second.scale;
        let low = if first.scale == 1.0 && first.value < second.scale && shared < second.value { shared } else { first.value };
        let kinds = second.kind == first.kind || second.kind == NumberKind::Percent && first.kind == NumberKind::Cardinal;
        if !kinds || second.upto.is_some() || second.value <= low {
            return None;
        }
        let tokens = start..second.tokens.end;
        let (qualifier, opening) = match self.bound_before(start) {
            Some((Qualifier::About, opening)) if between.is_none() => (Qualifier::About, opening),
            _ => (Qualifier::Exact, between.or(from).unwrap_or(start)),
        };
        let extent = opening..tokens.end;
        Some(Number { tokens, extent, kind: second.kind, value: low, low: Some(low), high: Some(second.value), qualifier })
    }

    /// «44 أو 50 شخصا»: where the number begins that may be meant instead of one near it.
    fn alternative(&self, first: &Read) -> Option<usize> {
        let at = self.link(first.tokens.end, NumberLinkPart::Or)?;
        let second = self.number(at)?;
        let near = second.value > first.value && second.value <= first.value * ALTERNATIVE;
        (near && first.kind == NumberKind::Cardinal && second.kind == first.kind).then_some(at)
    }

    /// Whether a word of change stands shortly before a token, in its sentence.
    fn is_change(&self, at: usize) -> bool {
        let sentence = self.document.sentence_of(at);
        let first = at.saturating_sub(CHANGE);
        (first..at).any(|t| self.link(t, NumberLinkPart::Change).is_some() && self.document.sentence_of(t) == sentence)
    }
}
