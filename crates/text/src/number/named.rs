//! What looks like a number and is none: dates in digits, telephone numbers, versions, times of the clock, names.

use isnad_lexicon::Subject;
use isnad_lexicon::subjects::{NumberLinkPart, NumberPart};

use super::words::Words;

/// No count is written with more leading noughts: 00963112223344.
const LONG: usize = 7;

impl Words<'_> {
    /// The end of what looks like a number at a token and is none.
    pub fn no_number(&self, at: usize) -> Option<usize> {
        self.chain(at)
            .or_else(|| self.telephone(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.designation(at))
            .or_else(|| (self.may_begin(at) && (self.is_in_name(at) || self.is_one_of(at))).then_some(at + 1))
    }

    /// «20-9-2023», «192.168.1.2», «20:30»: digits joined twice or more by one mark, or once by a colon; «222-2222/2222».
    fn chain(&self, at: usize) -> Option<usize> {
        if !self.is_digits(at) {
            return None;
        }
        let mark = self.form(at + 1);
        let same = |t: usize| self.form(t) == mark || matches!(mark, "-" | "/") && matches!(self.form(t), "-" | "/");
        if !matches!(mark, "-" | "/" | "." | ":") {
            return None;
        }
        let mut end = at + 1;
        while same(end) && self.touches(end) && self.touches(end + 1) && self.is_digits(end + 1) {
            end += 2;
        }
        let joints = (end - at) / 2;
        let thousands = mark == "." && (at + 2..end).step_by(2).all(|t| self.form(t).len() == 3);
        (joints >= 2 && !thousands || joints >= 1 && mark == ":").then_some(end)
    }

    /// «+963 11 222 3344», «0096311222».
    fn telephone(&self, at: usize) -> Option<usize> {
        if self.is_digits(at) && self.form(at).starts_with('0') && self.form(at).len() >= LONG && !self.touches(at) {
            return Some(at + 1);
        }
        if self.form(at) != "+" || !self.touches(at + 1) || !self.is_digits(at + 1) {
            return None;
        }
        let mut end = at + 2;
        let mut digits = self.form(at + 1).len();
        loop {
            let mark = usize::from(matches!(self.form(end), "-" | "/" | "." | "(" | ")"));
            if !self.is_digits(end + mark) {
                break;
            }
            digits += self.form(end + mark).len();
            end += mark + 1;
        }
        (digits >= LONG).then_some(end)
    }

    /// «الساعة 13», «الساعة 13,00»
    fn clock(&self, at: usize) -> Option<usize> {
        if !self.is_digits(at) || self.link_before(at, NumberLinkPart::Hour).is_none() {
            return None;
        }
        let minutes =
            matches!(self.form(at + 1), "," | "." | "،") && self.touches(at + 1) && self.touches(at + 2) && self.is_digits(at + 2);
        Some(if minutes { at + 3 } else { at + 1 })
    }

    /// «F-16», «إف-16», «A320», «5G»: digits that a word holds fast.
    fn designation(&self, at: usize) -> Option<usize> {
        if !self.is_digits(at) {
            return None;
        }
        let hyphen = self.touches(at) && self.form(at - 1) == "-" && self.touches(at - 1);
        let named = hyphen && self.is_word(at - 2) && self.document.hits.of(at - 2, Subject::NumberWord).next().is_none();
        let latin_before = self.touches(at) && self.is_latin(at - 1);
        let latin_after = self.touches(at + 1) && self.is_latin(at + 1) && self.form(at + 1).len() == 1 && !self.is_exponent(at + 1);
        if named || latin_before {
            Some(at + 1)
        } else if latin_after {
            Some(at + 2)
        } else {
            None
        }
    }

    fn is_exponent(&self, at: usize) -> bool {
        self.form(at) == "e" && self.touches(at + 1) && (self.is_digits(at + 1) || matches!(self.form(at + 1), "-" | "+"))
    }

    /// Whether a token is inside a name of several words: «فرانس 24», «تشرين الأول».
    fn is_in_name(&self, at: usize) -> bool {
        const LONGEST: usize = 3;
        let ordinal = [false, true].iter().any(|joined| self.is(at, *joined, NumberPart::Ordinal).is_some());
        (at.saturating_sub(LONGEST)..at).any(|start| {
            self.document.hits.at(start).iter().any(|hit| {
                hit.end as usize > at
                    && match hit.subject {
                        Subject::Agency | Subject::Organisation | Subject::Person => true,
                        Subject::TimeWord => ordinal,
                        _ => false,
                    }
            })
        })
    }

    /// «واحد من أهم»: one of the most important.
    pub fn is_one_of(&self, at: usize) -> bool {
        let joined = self.word(at, false).is_none();
        self.is(at, joined, NumberPart::Unit) == Some(1.0) && self.link(at + 1, NumberLinkPart::OneOf).is_some()
    }

    /// Whether a number in digits names what stands before it: «القرار 2254»; not where it counts what follows.
    pub fn is_label(&self, at: usize, end: usize) -> bool {
        let counts = self.is_counted(end);
        let latin = at > 0 && self.is_latin(at - 1) && self.is_close(end);
        self.is_digits(at) && end == at + 1 && !counts && (latin || self.link_before(at, NumberLinkPart::Label).is_some())
    }
}
