//! Numbers in digits and words, with the words that bound them.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{NumberPart, Side};
use isnad_lexicon::{Lexicon, Subject};
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
pub fn find(document: &Document, lexicon: &Lexicon) -> Vec<Number> {
    let reader = Reader { document, lexicon };
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < document.len() {
        if !reader.may_begin(at) {
            at += 1;
            continue;
        }
        let Some(read) = reader.number(at) else {
            at = reader.skip(at);
            continue;
        };
        at = read.tokens.end.max(at + 1);
        // «بين 20 و30», «20 إلى 30», «20-30»: one number with two ends.
        if let Some(range) = reader.range(&read) {
            at = range.tokens.end;
            found.push(range);
        } else {
            found.push(reader.bounded(read));
        }
    }
    found
}

/// How far after a number its bound may stand, past the noun it counts.
const AFTER: usize = 4;

struct Reader<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
}

/// A number before its bounds are read.
struct Read {
    tokens: Range<usize>,
    kind: NumberKind,
    value: f64,
    /// The upper end of a vague word.
    upto: Option<f64>,
}

impl Reader<'_> {
    fn form(&self, at: usize) -> &str {
        self.document.form(at)
    }

    /// Whether a number can begin at a token: most tokens end here.
    fn may_begin(&self, at: usize) -> bool {
        match self.document.folded.tokens[at].kind {
            TokenKind::Word => self.document.hits.of(at, Subject::NumberWord).next().is_some(),
            TokenKind::Digits | TokenKind::Mark => true,
            TokenKind::Break => false,
        }
    }

    /// The part of a number that a word is; `joined` asks for the conjunction at its head.
    fn part(&self, at: usize, joined: bool) -> Option<(NumberPart, f64, Prefix)> {
        self.document.hits.of(at, Subject::NumberWord).find_map(|hit| {
            let word = self.lexicon.tables.numbers.get(hit.row())?;
            let fits = hit.end as usize == at + 1 && hit.prefix.contains(Prefix::AND) == joined;
            fits.then_some((word.part, word.value, hit.prefix))
        })
    }

    fn is(&self, at: usize, joined: bool, part: NumberPart) -> Option<f64> {
        self.document.hits.of(at, Subject::NumberWord).find_map(|hit| {
            let word = self.lexicon.tables.numbers.get(hit.row())?;
            (hit.end as usize == at + 1 && word.part == part && hit.prefix.contains(Prefix::AND) == joined).then_some(word.value)
        })
    }

    /// A word joined by و, written together or apart: where it begins.
    fn joined(&self, at: usize) -> (usize, bool) {
        if self.form(at) == "و" { (at + 1, false) } else { (at, true) }
    }

    /// Where to go on where no number begins: past dates and the like.
    fn skip(&self, at: usize) -> usize {
        match self.chain(at) {
            Some(end) => end,
            // الساعة 13,00
            None if self.is_clock(at) && self.document.folded.touches_previous(at + 2) => at + 3,
            None => at + 1,
        }
    }

    /// Digits after the word for hour.
    fn is_clock(&self, at: usize) -> bool {
        at > 0
            && matches!(self.form(at - 1), "الساعه" | "ساعه")
            && self.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Digits)
    }

    /// The end of «20-9-2023», «192.168.1.2», «20/9/2023»: digits joined three times or more by one mark.
    fn chain(&self, at: usize) -> Option<usize> {
        let tokens = &self.document.folded.tokens;
        let digits = |t: usize| tokens.get(t).is_some_and(|x| x.kind == TokenKind::Digits);
        let touches = |t: usize| self.document.folded.touches_previous(t);
        if !digits(at) {
            return None;
        }
        let mark = self.form(at + 1);
        if !matches!(mark, "-" | "/" | "." | ":") {
            return None;
        }
        let mut end = at + 1;
        let mut joints = 0;
        while self.form(end) == mark && touches(end) && touches(end + 1) && digits(end + 1) {
            end += 2;
            joints += 1;
        }
        let thousands = mark == "." && (at + 2..end).step_by(2).all(|t| self.form(t).len() == 3);
        (joints >= 2 && !thousands || joints >= 1 && mark == ":").then_some(end)
    }

    /// A number in digits with its separators: its value and its end.
    fn digits(&self, at: usize) -> Option<(f64, usize)> {
        let folded = &self.document.folded;
        let is_digits = |t: usize| folded.tokens.get(t).is_some_and(|x| x.kind == TokenKind::Digits);
        if self.form(at) == "." && !folded.touches_previous(at) && folded.touches_previous(at + 1) && is_digits(at + 1) {
            return Some((format!("0.{}", self.form(at + 1)).parse().ok()?, at + 2));
        }
        if !is_digits(at) || self.chain(at).is_some() {
            return None;
        }
        let first = self.form(at);
        let mut text = first.to_owned();
        let mut end = at + 1;
        let group = |t: usize| is_digits(t) && self.form(t).len() == 3;
        let touching_mark = |t: usize| {
            matches!(self.form(t), "," | "." | "،") && folded.touches_previous(t) && folded.touches_previous(t + 1) && is_digits(t + 1)
        };
        if first.len() <= 3 && !first.starts_with('0') && touching_mark(end) && group(end + 1) {
            let separator = self.form(end).to_owned();
            while self.form(end) == separator && touching_mark(end) && group(end + 1) {
                text.push_str(self.form(end + 1));
                end += 2;
            }
        } else if first.len() <= 3 && !first.starts_with('0') && group(end) && self.one_space_before(end) && !is_digits(end + 1) {
            text.push_str(self.form(end));
            end += 1;
        }
        if touching_mark(end) && !touching_mark(end + 2) {
            text.push('.');
            text.push_str(self.form(end + 1));
            end += 2;
        }
        let mut value: f64 = text.parse().ok()?;
        if at > 0 && self.form(at - 1) == "-" && folded.touches_previous(at) && !folded.touches_previous(at - 1) {
            value = -value;
        }
        Some((value, end))
    }

    fn one_space_before(&self, at: usize) -> bool {
        let tokens = &self.document.folded.tokens;
        at > 0
            && self
                .document
                .text
                .get(tokens[at - 1].end as usize..tokens[at].start as usize)
                .is_some_and(|gap| matches!(gap, " " | "\u{a0}" | "\u{202f}"))
    }

    /// Units, tens and hundreds in words: value, end, and the prefix of the first word.
    fn below_thousand(&self, at: usize, joined: bool) -> Option<(f64, usize)> {
        let (at, joined) = if joined { self.joined(at) } else { (at, false) };
        let (part, value, _) = self.part(at, joined)?;
        let mut end = at + 1;
        let mut total = match part {
            NumberPart::Hundred | NumberPart::Hundreds => value,
            NumberPart::Unit if self.is(end, false, NumberPart::Hundred).is_some() && value >= 2.0 => {
                end += 1;
                value * 100.0
            }
            NumberPart::Unit | NumberPart::Eleven if self.is(end, false, NumberPart::Ten).is_some() => {
                return Some((value + 10.0, end + 1));
            }
            NumberPart::Unit => {
                // خمسة وعشرون
                let (next, word_joined) = self.joined(end);
                if let Some(tens) = self.is(next, word_joined, NumberPart::Tens) {
                    return Some((value + tens, next + 1));
                }
                return Some((value, end));
            }
            NumberPart::Ten | NumberPart::Tens | NumberPart::Zero => return Some((value, end)),
            _ => return None,
        };
        // مئة وخمسة وعشرون
        let (next, word_joined) = self.joined(end);
        let small = matches!(
            self.part(next, word_joined),
            Some((NumberPart::Unit | NumberPart::Eleven | NumberPart::Ten | NumberPart::Tens, _, _))
        );
        if small && let Some((rest, after)) = self.below_thousand(end, true) {
            total += rest;
            end = after;
        }
        Some((total, end))
    }

    /// A cardinal: groups with their scales, greater ones first.
    fn cardinal(&self, at: usize) -> Option<(f64, usize)> {
        let mut total = 0.0;
        let mut end = at;
        let mut last_scale = f64::INFINITY;
        let mut joined = false;
        loop {
            let (start, word_joined) = if joined { self.joined(end) } else { (end, false) };
            let group = match self.digits(start).filter(|_| !joined || start > end) {
                Some(read) => Some(read),
                None => self.below_thousand(end, joined),
            };
            let (mut value, mut after) = match group {
                Some(read) => read,
                // «ألفا منزل» is two thousand where no number stands before it.
                None => match self
                    .is(start, word_joined, NumberPart::ScaleDual)
                    .map(|v| (NumberPart::ScaleDual, v, Prefix::empty()))
                    .or_else(|| self.part(start, word_joined))
                {
                    Some((NumberPart::Scale, scale, _)) => {
                        if scale >= last_scale {
                            break;
                        }
                        (scale, start + 1)
                    }
                    Some((NumberPart::ScaleDual, scale, _)) => {
                        if scale / 2.0 >= last_scale {
                            break;
                        }
                        (scale, start + 1)
                    }
                    _ => break,
                },
            };
            let mut scale = if group.is_none() { value } else { 1.0 };
            // 322 مئة
            if group.is_some()
                && value < 1000.0
                && self.document.folded.tokens[after - 1].kind == TokenKind::Digits
                && let Some(hundred) = self.is(after, false, NumberPart::Hundred)
            {
                value *= hundred;
                after += 1;
            }
            while let Some(next) = self.is(after, false, NumberPart::Scale).or_else(|| self.is(after, false, NumberPart::ScalePlural)) {
                value *= next;
                scale *= next;
                after += 1;
            }
            if last_scale.is_finite() && value >= last_scale {
                break;
            }
            total += value;
            end = after;
            if scale <= 1.0 {
                break;
            }
            last_scale = scale;
            // مليون ونصف المليون
            let (next, word_joined) = self.joined(end);
            if let Some(part) = self.is(next, word_joined, NumberPart::Fraction) {
                total += part * scale;
                end = next + 1;
                if self.is(end, false, NumberPart::Scale) == Some(scale) {
                    end += 1;
                }
                break;
            }
            joined = true;
        }
        (end > at).then_some((total, end))
    }

    fn number(&self, at: usize) -> Option<Read> {
        if self.is_clock(at) {
            return None;
        }
        let read = |tokens: Range<usize>, kind, value| Some(Read { tokens, kind, value, upto: None });
        match self.part(at, false).or_else(|| self.part(at, true)) {
            Some((NumberPart::Vague | NumberPart::ScalePlural, ..)) => return self.vague(at),
            Some((NumberPart::Ordinal, value, prefix)) => {
                return self.ordinal(at, value, prefix);
            }
            Some((NumberPart::Fraction, part, _)) => {
                // نصف مليون
                return match self.is(at + 1, false, NumberPart::Scale) {
                    Some(scale) => read(at..at + 2, NumberKind::Cardinal, part * scale),
                    None => read(at..at + 1, NumberKind::Fraction, part),
                };
            }
            Some((NumberPart::Tens, value, prefix))
                if prefix.contains(Prefix::ARTICLE) && self.is(at + 1, false, NumberPart::Scale).is_none() =>
            {
                return read(at..at + 1, NumberKind::Ordinal, value);
            }
            _ => {}
        }
        let (mut value, mut end) = self.cardinal(at).or_else(|| {
            // وخمسة: the conjunction belongs to the sentence.
            self.part(at, true).and_then(|_| self.joined_cardinal(at))
        })?;
        // ثلاثة أرباع
        if let Some(part) = self.is(end, false, NumberPart::FractionPlural) {
            return read(at..end + 1, NumberKind::Fraction, value * part);
        }
        let (next, word_joined) = self.joined(end);
        if let Some(part) = self.is(next, word_joined, NumberPart::Fraction)
            && value.fract() == 0.0
            && self.is(next + 1, false, NumberPart::Scale).is_none()
        {
            value += part;
            end = next + 1;
        } else if let Some((parts, after)) = self.below_thousand(end, true)
            && let Some(part) = self.is(after, false, NumberPart::FractionPlural)
        {
            value += parts * part;
            end = after + 1;
        }
        // 1 فاصلة 1
        if self.is(end, false, NumberPart::Point).is_some()
            && let Some((decimals, after)) = self.digits(end + 1).or_else(|| self.below_thousand(end + 1, false))
            && decimals >= 0.0
        {
            value += decimals / 10f64.powf((decimals.max(1.0).log10().floor() + 1.0).max(1.0));
            end = after;
        }
        // 7/10
        let folded = &self.document.folded;
        if self.form(end) == "/"
            && folded.touches_previous(end)
            && folded.touches_previous(end + 1)
            && let Some((below, after)) = self.digits(end + 1)
            && below != 0.0
        {
            return read(at..after, NumberKind::Fraction, value / below);
        }
        // 2 1/4
        if self.form(end + 1) == "/"
            && self.one_space_before(end)
            && let (Some((above, middle)), Some((below, after))) = (self.digits(end), self.digits(end + 2))
            && middle == end + 1
            && below > above
        {
            return read(at..after, NumberKind::Fraction, value + above / below);
        }
        // «الحادي والعشرون» written with the cardinal: الواحد والعشرون.
        let definite = self
            .part(at, false)
            .is_some_and(|(part, _, prefix)| prefix.contains(Prefix::ARTICLE) && matches!(part, NumberPart::Unit | NumberPart::Eleven));
        if definite && value > 10.0 && value < 100.0 {
            return read(at..end, NumberKind::Ordinal, value);
        }
        if at > 0 && matches!(self.form(at - 1), "سالب" | "ناقص") {
            value = -value;
        }
        if let Some(after) = self.percent(end) {
            return read(at..after, NumberKind::Percent, value);
        }
        read(at..end, NumberKind::Cardinal, value)
    }

    fn joined_cardinal(&self, at: usize) -> Option<(f64, usize)> {
        if let Some((value, end)) = self.below_thousand(at, true) {
            let mut value = value;
            let mut end = end;
            if let Some(scale) = self.is(end, false, NumberPart::Scale).or_else(|| self.is(end, false, NumberPart::ScalePlural)) {
                value *= scale;
                end += 1;
            }
            return Some((value, end));
        }
        match self.part(at, true) {
            Some((NumberPart::Scale | NumberPart::ScaleDual, value, _)) => Some((value, at + 1)),
            _ => None,
        }
    }

    /// The end of «في المئة», «بالمئة», «%».
    fn percent(&self, at: usize) -> Option<usize> {
        match self.form(at) {
            "%" => Some(at + 1),
            "في" if matches!(self.form(at + 1), "المئه" | "المائه" | "الميه") => Some(at + 2),
            "بالمئه" | "بالمائه" | "بالميه" => Some(at + 1),
            _ => None,
        }
    }

    /// عشرات، مئات الآلاف، آلاف
    fn vague(&self, at: usize) -> Option<Read> {
        let (part, value, _) = self.part(at, false).or_else(|| self.part(at, true))?;
        let mut low = if part == NumberPart::Vague { value } else { value * 2.0 };
        let mut end = at + 1;
        while let Some(scale) = self.is(end, false, NumberPart::ScalePlural).or_else(|| self.is(end, false, NumberPart::Scale)) {
            low *= scale;
            end += 1;
        }
        // Tens are 20 to 99, hundreds 200 to 999: up to one below the next power of ten.
        let magnitude = 10f64.powf((low / 2.0).log10().round());
        Some(Read { tokens: at..end, kind: NumberKind::Cardinal, value: low, upto: Some(magnitude * 10.0 - 1.0) })
    }

    fn ordinal(&self, at: usize, value: f64, prefix: Prefix) -> Option<Read> {
        let mut end = at + 1;
        let mut value = value;
        if self.is(end, false, NumberPart::Ten).is_some() {
            value += 10.0;
            end += 1;
        } else {
            let (next, word_joined) = self.joined(end);
            if prefix.contains(Prefix::ARTICLE)
                && let Some(tens) = self.is(next, word_joined, NumberPart::Tens)
            {
                value += tens;
                end = next + 1;
            }
        }
        Some(Read { tokens: at..end, kind: NumberKind::Ordinal, value, upto: None })
    }

    /// The other end of a range that begins with a number.
    fn range(&self, first: &Read) -> Option<Number> {
        if first.kind != NumberKind::Cardinal || first.upto.is_some() {
            return None;
        }
        let between = first.tokens.start > 0 && matches!(self.form(first.tokens.start - 1), "بين" | "وبين" | "مابين");
        let from = first.tokens.start > 0 && matches!(self.form(first.tokens.start - 1), "من" | "ومن");
        let folded = &self.document.folded;
        let at = first.tokens.end;
        let second = match self.form(at) {
            "الي" if !from && !between => self.number(at + 1)?,
            "-" if folded.touches_previous(at) && folded.touches_previous(at + 1) => self.number(at + 1)?,
            _ if between => {
                let (next, joined) = self.joined(at);
                if joined && self.part(next, true).is_none() {
                    return None;
                }
                self.number(next)?
            }
            _ => return None,
        };
        let mut low = first.value;
        // «3 إلى 5 آلاف»: the scale is of both.
        if second.value >= 1000.0 && low < 1000.0 && second.tokens.len() > 1 && !between {
            low *= 1000.0;
        }
        if second.kind != NumberKind::Cardinal || second.value <= low {
            return None;
        }
        let start = first.tokens.start;
        let extent = if between { start - 1 } else { start }..second.tokens.end;
        Some(Number {
            tokens: start..second.tokens.end,
            extent,
            kind: NumberKind::Cardinal,
            value: low,
            low: Some(low),
            high: Some(second.value),
            qualifier: Qualifier::Exact,
        })
    }

    /// Reads the words that bound a number.
    fn bounded(&self, read: Read) -> Number {
        let Read { tokens, kind, value, upto } = read;
        let mut extent = tokens.clone();
        let mut qualifier = if upto.is_some() { Qualifier::Vague } else { Qualifier::Exact };
        if kind != NumberKind::Ordinal {
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
            (Qualifier::MoreThan, _) => (Some(value + 1.0), None),
            (Qualifier::LessThan | Qualifier::UpTo, _) => (None, Some(value)),
            (Qualifier::Exact | Qualifier::About, None) => (Some(value), Some(value)),
            (Qualifier::Exact | Qualifier::About, Some(upto)) => (Some(value), Some(upto)),
        };
        let qualifier = if upto.is_some() { Qualifier::Vague } else { qualifier };
        Number { tokens, extent, kind, value, low, high, qualifier }
    }

    fn bound_before(&self, number: usize) -> Option<(Qualifier, usize)> {
        // The number may itself be the complement of a preposition written with it (أكثر من الـ20).
        for start in number.saturating_sub(4)..number {
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
            if matches!(self.form(start), "،" | "," | "." | "\n" | "(" | ")" | "؛") || start > number && self.part(start, false).is_some()
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(f64, Option<f64>, Option<f64>, Qualifier)> {
        let lexicon = isnad_packs::built_in().expect("the built-in packs load");
        let document = Document::new(text, &lexicon);
        find(&document, &lexicon).into_iter().map(|n| (n.value, n.low, n.high, n.qualifier)).collect()
    }

    fn values(text: &str) -> Vec<f64> {
        read(text).into_iter().map(|n| n.0).collect()
    }

    #[test]
    fn digits_with_every_separator() {
        assert_eq!(values("1,500 و1.500 و٢٬٠٠٠٫٥ و12 500 و1,5 مليون"), [1500.0, 1500.0, 2000.5, 12500.0, 1_500_000.0]);
        assert_eq!(values("عند الساعة 13,00 يوم 20-9-2023"), [0.0f64; 0]);
    }

    #[test]
    fn words_up_to_billions() {
        assert_eq!(values("خمسمئة وخمسة وعشرون"), [525.0]);
        assert_eq!(values("مليون ومئتا ألف"), [1_200_000.0]);
        assert_eq!(values("ثلاثة وخمسة آخرون"), [3.0, 5.0]);
        assert_eq!(values("40 ألفاً ثم ألفين و500"), [40_000.0, 2500.0]);
        assert_eq!(values("مليون ونصف المليون ونصف مليار"), [1_500_000.0, 500_000_000.0]);
        assert_eq!(values("أحد عشر عاملا وقال أحد السكان"), [11.0]);
    }

    #[test]
    fn bounds() {
        assert_eq!(read("أكثر من 200 جريح"), [(200.0, Some(201.0), None, Qualifier::MoreThan)]);
        assert_eq!(read("32 عاملا على الأقلّ"), [(32.0, Some(32.0), None, Qualifier::AtLeast)]);
        assert_eq!(read("أقل من 24 ساعة"), [(24.0, None, Some(24.0), Qualifier::LessThan)]);
        assert_eq!(read("نحو مئة مسافر"), [(100.0, Some(100.0), Some(100.0), Qualifier::About)]);
        assert_eq!(read("عشرات الآلاف"), [(20_000.0, Some(20_000.0), Some(99_999.0), Qualifier::Vague)]);
        assert_eq!(read("مئات"), [(200.0, Some(200.0), Some(999.0), Qualifier::Vague)]);
        assert_eq!(read("بين 20 و30 منزلا"), [(20.0, Some(20.0), Some(30.0), Qualifier::Exact)]);
    }

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
