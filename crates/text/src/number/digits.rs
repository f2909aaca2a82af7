//! Numbers in digits: separators of thousands and of decimals, powers, the mark of division.

use isnad_lexicon::subjects::NumberLinkPart;

use super::words::Words;

/// How many groups of thousands parted by spaces a number has at most.
const GROUPS: usize = 4;

impl Words<'_> {
    /// A number in digits with its separators: its value and its end.
    pub fn digits(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(read) = self.letter_decimal(at) {
            return Some(read);
        }
        let (value, end) = self.decimal(at)?;
        if let Some((exponent, end)) = self.exponent(end) {
            return Some((value * 10f64.powi(exponent), end));
        }
        // 1.1^23
        if self.form(end) == "^"
            && self.touches(end)
            && self.touches(end + 1)
            && let Some((sign, start)) = self.exponent_sign(end + 1)
            && let Some((power, end)) = self.decimal(start)
        {
            return Some((value.powf(sign * power), end));
        }
        Some((value, end))
    }

    /// «6ر5»: written as it is read, from the right, the decimals first.
    fn letter_decimal(&self, at: usize) -> Option<(f64, usize)> {
        let end = self.link(at + 1, NumberLinkPart::PointLetter)?;
        let runs_on = self.is_digits(at) && self.is_digits(end) && self.touches(at + 1) && self.touches(end);
        let value = runs_on.then(|| format!("{}.{}", self.form(end), self.form(at)).parse().ok())??;
        Some((value, end + 1))
    }

    /// «e10», «e+14» after a number.
    fn exponent(&self, at: usize) -> Option<(i32, usize)> {
        if self.form(at) != "e" || !self.touches(at) || !self.touches(at + 1) {
            return None;
        }
        let (sign, start) = self.exponent_sign(at + 1)?;
        let exponent: i16 = self.is_digits(start).then(|| self.form(start).parse().ok())??;
        Some((sign as i32 * i32::from(exponent), start + 1))
    }

    fn exponent_sign(&self, at: usize) -> Option<(f64, usize)> {
        let (mut sign, mut start) = (1.0, at);
        while matches!(self.form(start), "+" | "-") && self.touches(start + 1) {
            sign *= if self.form(start) == "-" { -1.0 } else { 1.0 };
            start += 1;
        }
        self.is_digits(start).then_some((sign, start))
    }

    /// Digits with their separators. Groups of three are thousands, whatever mark or space stands between them; a mark
    /// after them, or before another number of digits, begins the decimals; the Arabic marks of each are always that.
    fn decimal(&self, at: usize) -> Option<(f64, usize)> {
        if self.form(at) == "." && !self.touches(at) && self.touches(at + 1) && self.is_digits(at + 1) {
            return Some((format!("0.{}", self.form(at + 1)).parse().ok()?, at + 2));
        }
        if !self.is_digits(at) {
            return None;
        }
        let first = self.form(at);
        let mut text = first.to_owned();
        let mut end = at + 1;
        let group = |t: usize| self.is_digits(t) && self.form(t).len() == 3;
        if first.len() <= 3 && !first.starts_with('0') && self.separator(end).is_some_and(|mark| !mark.decimal) && group(end + 1) {
            let separator = self.form(end);
            while self.form(end) == separator && self.separator(end).is_some() && group(end + 1) {
                text.push_str(self.form(end + 1));
                end += 2;
            }
        } else if first.len() <= 3 && !first.starts_with('0') {
            let mut after = end;
            while after - end < GROUPS && group(after) && self.one_space_before(after) {
                after += 1;
            }
            // «963 112 22» is no number.
            if !self.is_digits(after) {
                text.extend((end..after).map(|t| self.form(t)));
                end = after;
            }
        }
        if self.separator(end).is_some_and(|mark| !mark.thousands) && self.separator(end + 2).is_none() {
            text.push('.');
            text.push_str(self.form(end + 1));
            end += 2;
        }
        Some((text.parse().ok()?, end))
    }

    /// A mark between two runs of digits, touching both.
    fn separator(&self, at: usize) -> Option<Separator> {
        if !matches!(self.form(at), "," | "." | "،") || !self.touches(at) || !self.touches(at + 1) || !self.is_digits(at + 1) {
            return None;
        }
        let written = self.document.exact(at..at + 1);
        Some(Separator { decimal: written.starts_with('\u{66b}'), thousands: written.starts_with('\u{66c}') })
    }

    /// What stands below the mark of division: 4 of 7/4.
    pub fn divisor(&self, at: usize) -> Option<(f64, usize)> {
        if self.form(at) != "/" || !self.touches(at) || !self.touches(at + 1) {
            return None;
        }
        self.decimal(at + 1).filter(|(below, _)| *below != 0.0)
    }
}

/// What a mark between digits can only be.
struct Separator {
    decimal: bool,
    thousands: bool,
}
