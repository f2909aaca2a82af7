//! Cardinals: units, tens and hundreds in words or digits, and the thousands and millions that multiply them.

use isnad_lexicon::subjects::{NumberLinkPart, NumberPart};

use super::words::Words;

/// A million of millions of millions: no number multiplies further.
pub(super) const GREATEST: f64 = 1e18;

/// A whole value, or one with decimals.
pub(super) struct Cardinal {
    pub value: f64,
    pub end: usize,
    /// The thousand or million that its last word multiplies by; 1 where there is none.
    pub scale: f64,
    /// How many groups it is made of: two of «ألفان وخمسة».
    pub groups: usize,
}

/// A part of a cardinal with its scale.
struct Group {
    value: f64,
    end: usize,
    scale: f64,
}

impl Words<'_> {
    /// Groups with their scales, greater ones first; `joined` says whether the first word has a conjunction in its token.
    pub fn cardinal(&self, at: usize, joined: bool) -> Option<Cardinal> {
        let first = self.group(at, joined)?;
        let mut all = Cardinal { value: first.value, end: first.end, scale: first.scale, groups: 1 };
        // «1,5 مليون و300»: nothing is added to decimals.
        let mut last = if (first.value / first.scale).fract() == 0.0 { first.scale } else { 1.0 };
        while last > 1.0 {
            // مليون ونصف المليون
            if let Some((part, end)) = self.joined_is(all.end, NumberPart::Fraction) {
                all.value += part * last;
                all.end = if self.next_is(end, NumberPart::Scale) == Some(last) { end + 1 } else { end };
                all.scale = 1.0;
                break;
            }
            let (start, together) = self.joined(all.end);
            let joined = self.group(start, together);
            let Some(next) = joined.or_else(|| self.hundreds(all.end, last)).filter(|next| next.value < last && next.value > 0.0) else {
                break;
            };
            all.value += next.value;
            all.end = next.end;
            all.scale = 1.0;
            all.groups += 1;
            last = next.scale;
        }
        if let Some((value, end)) = self.with_point(all.value, all.end) {
            return Some(Cardinal { value, end, scale: 1.0, groups: 1 });
        }
        Some(all)
    }

    /// Digits or words below a thousand with what multiplies them, or a bare thousand.
    fn group(&self, at: usize, joined: bool) -> Option<Group> {
        let read = if joined { None } else { self.digits(at) }.or_else(|| self.below_thousand(at, joined));
        let Some((mut value, mut end)) = read else {
            // «ألفا منزل» is two thousand where no number stands before it.
            let (value, scale) = match self.is(at, joined, NumberPart::ScaleDual).filter(|_| !self.is_one_scale(at, joined)) {
                Some(dual) => (dual, dual / 2.0),
                None => self.is(at, joined, NumberPart::Scale).map(|scale| (scale, scale))?,
            };
            return Some(self.scaled(Group { value, end: at + 1, scale }));
        };
        let mut scale = 1.0;
        // 322 مئة
        if value < 1000.0
            && self.is_digits(end - 1)
            && let Some(hundred) = self.next_is(end, NumberPart::Hundred)
        {
            value *= hundred;
            scale = hundred;
            end += 1;
        }
        Some(self.scaled(Group { value, end, scale }))
    }

    /// «بلغت ألفاً», «بلغت ألفا.»: the accusative of one thousand is written as two thousand before a noun; its mark says
    /// which it is, and where no noun follows it is one.
    fn is_one_scale(&self, at: usize, joined: bool) -> bool {
        const TANWIN: char = '\u{64b}';
        self.is(at, joined, NumberPart::Scale).is_some() && (self.document.exact(at..at + 1).contains(TANWIN) || self.is_close(at + 1))
    }

    /// «ألف خمسمئة»: hundreds behind thousands without a conjunction.
    fn hundreds(&self, at: usize, last: f64) -> Option<Group> {
        let (value, end) = self.below_thousand(at, false).filter(|(value, _)| *value >= 100.0 && last >= 1000.0)?;
        Some(Group { value, end, scale: 1.0 })
    }

    /// A group with all the thousands and millions that follow it.
    fn scaled(&self, mut group: Group) -> Group {
        let scale = |at| self.next_is(at, NumberPart::Scale).or_else(|| self.next_is(at, NumberPart::ScalePlural));
        while let Some(next) = scale(group.end).filter(|next| group.scale * next <= GREATEST) {
            group.value *= next;
            group.scale *= next;
            group.end += 1;
        }
        group
    }

    /// Units, tens and hundreds in words: value and end.
    pub fn below_thousand(&self, at: usize, joined: bool) -> Option<(f64, usize)> {
        let (part, value, _) = self.word(at, joined)?;
        let mut end = at + 1;
        let total = match part {
            NumberPart::Hundred | NumberPart::Hundreds => value,
            NumberPart::Unit if self.next_is(end, NumberPart::Hundred).is_some() && value >= 2.0 => {
                end += 1;
                value * 100.0
            }
            NumberPart::Unit | NumberPart::Eleven if self.next_is(end, NumberPart::Ten).is_some() => {
                return Some((value + 10.0, end + 1));
            }
            // إحدى وعشرون
            NumberPart::Eleven => return self.joined_is(end, NumberPart::Tens).map(|(tens, end)| (value + tens, end)),
            NumberPart::Unit => {
                // خمسة وعشرون
                return Some(match self.joined_is(end, NumberPart::Tens) {
                    Some((tens, end)) => (value + tens, end),
                    None => (value, end),
                });
            }
            NumberPart::Ten | NumberPart::Teen | NumberPart::Tens | NumberPart::Zero => return Some((value, end)),
            _ => return None,
        };
        // مئة وخمسة وعشرون, and without its first «and»: مئة خمسة وعشرون
        let small = |next: usize, together: bool| {
            let part = self.word(next, together).map(|(part, ..)| part);
            matches!(part, Some(NumberPart::Unit | NumberPart::Eleven | NumberPart::Ten | NumberPart::Teen | NumberPart::Tens))
        };
        let (next, together) = self.joined(end);
        for (next, together) in [(next, together), (end, false)] {
            if small(next, together)
                && let Some((rest, after)) = self.below_thousand(next, together).filter(|(rest, _)| *rest < 100.0)
                && (together || next > end || rest > 20.0 && after > next + 1)
            {
                return Some((total + rest, after));
            }
        }
        Some((total, end))
    }

    /// «1 فاصلة 5 مليون», «ثلاثة فاصلة واحد أربعة», «مئتان فاصلة ثلاثة من مئة»: the number with its decimals, and its end.
    fn with_point(&self, whole: f64, at: usize) -> Option<(f64, usize)> {
        let mut end = self.link(at, NumberLinkPart::Point)?;
        let mut places = 0;
        while self.next_is(end, NumberPart::Zero).is_some() {
            places += 1;
            end += 1;
        }
        let decimals;
        if self.is_digits(end) {
            places += self.form(end).len() as i32;
            decimals = self.form(end).parse::<f64>().ok()?;
            end += 1;
        } else if let Some((read, after)) = self.below_thousand(end, false) {
            let mut value = read;
            end = after;
            places += if read < 10.0 {
                1
            } else if read < 100.0 {
                2
            } else {
                3
            };
            // Digit by digit.
            while read < 10.0
                && let Some(next) = self.next_is(end, NumberPart::Unit)
            {
                value = value * 10.0 + next;
                places += 1;
                end += 1;
            }
            decimals = value;
        } else if places > 0 {
            decimals = 0.0;
        } else {
            return None;
        }
        let mut below = 10f64.powi(places);
        if let Some(start) = self.link(end, NumberLinkPart::Of)
            && let Some(of) = self.group(start, false).filter(|of| of.value > decimals)
        {
            below = of.value;
            end = of.end;
        }
        let read = self.scaled(Group { value: whole + decimals / below, end, scale: 1.0 });
        Some((read.value, read.end))
    }
}
