//! The words of time expressions at a place in a text.

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{NumberPart, TimePart, TimeWord};
use isnad_lexicon::{Hit, Lexicon, Subject};

use super::TimeUnit;
use crate::document::Document;
use crate::number::{Number, NumberKind};

/// How many of a unit its bare word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    One,
    Two,
    Several,
}

/// A unit's word.
#[derive(Clone, Copy, Debug)]
pub struct UnitWord {
    pub unit: Unit,
    pub count: Count,
    pub definite: bool,
    pub end: usize,
}

/// Units of amounts, and the parts of a year that are only counted through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Of(TimeUnit),
    Quarter,
    Half,
}

const UNITS: [(TimePart, Unit); 11] = [
    (TimePart::UnitSecond, Unit::Of(TimeUnit::Second)),
    (TimePart::UnitMinute, Unit::Of(TimeUnit::Minute)),
    (TimePart::UnitHour, Unit::Of(TimeUnit::Hour)),
    (TimePart::UnitDay, Unit::Of(TimeUnit::Day)),
    (TimePart::UnitWeek, Unit::Of(TimeUnit::Week)),
    (TimePart::UnitMonth, Unit::Of(TimeUnit::Month)),
    (TimePart::UnitQuarter, Unit::Quarter),
    (TimePart::UnitHalf, Unit::Half),
    (TimePart::UnitYear, Unit::Of(TimeUnit::Year)),
    (TimePart::UnitDecade, Unit::Of(TimeUnit::Decade)),
    (TimePart::UnitCentury, Unit::Of(TimeUnit::Century)),
];

/// A text with what is known of its words and numbers.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    numbers: &'a [Number],
    /// The parts of the words that begin at each token, as [`parts`] has them.
    parts: &'a [u64],
}

/// A bit for a part.
fn bit(part: TimePart) -> u64 {
    1 << (part as u32)
}

/// For every token, the parts of the words that begin at it, a bit each: most questions end here.
pub fn parts(document: &Document, lexicon: &Lexicon) -> Vec<u64> {
    let words = |at: usize| document.hits.at(at).iter().filter_map(|hit| lexicon.tables.time_word(hit));
    (0..document.len()).map(|at| words(at).fold(0, |all, word| all | bit(word.part))).collect()
}

impl<'a> Words<'a> {
    pub fn new(document: &'a Document<'a>, lexicon: &'a Lexicon, numbers: &'a [Number], parts: &'a [u64]) -> Self {
        Words { document, lexicon, numbers, parts }
    }

    /// The parts of the words that begin at a token.
    fn parts(&self, at: usize) -> u64 {
        self.parts.get(at).copied().unwrap_or_default()
    }

    /// Whether a time expression can begin at a token: most tokens end here.
    pub fn may_begin(&self, at: usize) -> bool {
        match self.document.folded.tokens[at].kind {
            TokenKind::Digits => true,
            TokenKind::Word => {
                self.document.hits.of(at, Subject::NumberWord).next().is_some()
                    || self.parts(at) != 0 && self.document.hits.at(at).iter().any(|h| self.word(h).is_some_and(|w| begins(w.part)))
            }
            TokenKind::Mark | TokenKind::Break => false,
        }
    }

    fn word(&self, hit: &Hit) -> Option<TimeWord> {
        self.lexicon.tables.time_word(hit)
    }

    pub fn form(&self, at: usize) -> &'a str {
        self.document.form(at)
    }

    /// The longest word of a part that begins at a token: its value and its hit.
    pub fn hit(&self, at: usize, part: TimePart) -> Option<(i32, &'a Hit)> {
        if self.parts(at) & bit(part) == 0 {
            return None;
        }
        self.document.hits.at(at).iter().find_map(|hit| {
            let word = self.word(hit)?;
            (word.part == part).then_some((word.value, hit))
        })
    }

    /// As [`Words::hit`]: the value and the word's end.
    pub fn part(&self, at: usize, part: TimePart) -> Option<(i32, usize)> {
        self.hit(at, part).map(|(value, hit)| (value, hit.end as usize))
    }

    pub fn is(&self, at: usize, part: TimePart) -> bool {
        self.parts(at) & bit(part) != 0
    }

    /// Whether a word of a part ends before a token.
    pub fn is_before(&self, at: usize, part: TimePart) -> bool {
        self.starts_before(at, part).is_some()
    }

    /// Where a word of a part that ends before a token begins; words of up to four tokens are looked at.
    pub fn starts_before(&self, at: usize, part: TimePart) -> Option<usize> {
        (at.saturating_sub(4)..at)
            .filter(|t| self.is(*t, part))
            .find(|t| self.document.hits.at(*t).iter().any(|h| h.end as usize == at && self.word(h).is_some_and(|w| w.part == part)))
    }

    /// A number in at most four digits, with how many they are.
    pub fn digits(&self, at: usize) -> Option<(i32, usize)> {
        let token = self.document.folded.tokens.get(at)?;
        let length = (token.folded_end - token.folded_start) as usize;
        (token.kind == TokenKind::Digits && length <= 4).then(|| self.form(at).parse().ok()).flatten().map(|value| (value, length))
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.document.folded.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word)
    }

    /// The mark at a token.
    pub fn mark(&self, at: usize) -> Option<char> {
        let token = self.document.folded.tokens.get(at)?;
        if token.kind != TokenKind::Mark {
            return None;
        }
        self.form(at).chars().next()
    }

    pub fn touches(&self, at: usize) -> bool {
        self.document.folded.touches_previous(at)
    }

    /// The number of the text that begins at a token.
    pub fn number(&self, at: usize) -> Option<&'a Number> {
        let i = self.numbers.partition_point(|n| n.tokens.start < at);
        self.numbers.get(i).filter(|n| n.tokens.start == at)
    }

    /// A whole number in words or digits from 1 to `most`, and its end; an ordinal or a cardinal.
    pub fn whole(&self, at: usize, most: i32) -> Option<(i32, usize, bool)> {
        if let Some((value, _)) = self.digits(at) {
            return ((1..=most).contains(&value) && !self.is_fraction(at)).then_some((value, at + 1, false));
        }
        let number = self
            .number(at)
            .filter(|n| matches!(n.kind, NumberKind::Cardinal | NumberKind::Ordinal) && n.low == n.high || n.kind == NumberKind::Ordinal)?;
        let fits = number.value.fract() == 0.0 && number.value >= 1.0 && number.value <= f64::from(most);
        fits.then_some((number.value as i32, number.tokens.end, number.kind == NumberKind::Ordinal))
    }

    /// The tens that a number word is: 20 of «وعشرين».
    pub fn tens(&self, at: usize) -> Option<i32> {
        self.document.hits.of(at, Subject::NumberWord).find_map(|h| {
            let word = self.lexicon.tables.numbers.get(h.row())?;
            (word.part == NumberPart::Tens).then_some(word.value as i32)
        })
    }

    /// Whether digits go on behind a decimal point.
    fn is_fraction(&self, at: usize) -> bool {
        matches!(self.mark(at + 1), Some('.' | ',')) && self.touches(at + 1) && self.touches(at + 2) && self.digits(at + 2).is_some()
    }

    /// Where a word joined by و begins, the conjunction written apart or together with it.
    pub fn joined(&self, at: usize) -> Option<usize> {
        let token = self.document.folded.tokens.get(at)?;
        if token.kind != TokenKind::Word {
            return None;
        }
        let form = self.form(at);
        if self.lexicon.clitics().prefixes.iter().any(|(prefix, role)| *role == Prefix::AND && prefix == form) {
            return Some(at + 1);
        }
        self.document
            .hits
            .at(at)
            .iter()
            .any(|h| h.prefix.contains(Prefix::AND) && matches!(h.subject, Subject::NumberWord | Subject::TimeWord | Subject::TimeLink))
            .then_some(at)
    }

    /// Whether a time word is joined to what stands before it by a conjunction: it begins something new.
    pub fn begins_anew(&self, at: usize) -> bool {
        let mut hits = self.document.hits.at(at).iter().filter(|h| self.word(h).is_some()).peekable();
        hits.peek().is_some() && hits.all(|h| h.prefix.intersects(Prefix::CONJUNCTION))
    }

    /// The unit's word at a token.
    pub fn unit(&self, at: usize) -> Option<UnitWord> {
        if self.parts(at) == 0 {
            return None;
        }
        self.document.hits.at(at).iter().find_map(|hit| {
            let word = self.word(hit)?;
            let (_, unit) = UNITS.iter().find(|(part, _)| *part == word.part)?;
            let count = match word.value {
                1 => Count::One,
                2 => Count::Two,
                _ => Count::Several,
            };
            Some(UnitWord { unit: *unit, count, definite: hit.prefix.contains(Prefix::ARTICLE), end: hit.end as usize })
        })
    }

    /// Whether a noun that is counted, or a unit, begins at a token: the number before it is no year and no day.
    pub fn is_counted(&self, at: usize) -> bool {
        self.is_word(at)
            && self.document.hits.at(at).iter().any(|h| {
                h.prefix.is_empty()
                    && match h.subject {
                        Subject::Counted | Subject::MeasureWord | Subject::GroupNoun => true,
                        Subject::NumberWord => true,
                        _ => self.word(h).is_some_and(|w| UNITS.iter().any(|(part, _)| *part == w.part)),
                    }
            })
    }

    /// Whether a word has the article, and neither conjunction nor preposition.
    pub fn is_definite(&self, at: usize) -> bool {
        self.is_word(at)
            && self.lexicon.clitics().cuts(self.form(at)).any(|(_, prefix)| prefix == Prefix::ARTICLE)
            && !self.is(at, TimePart::Weekday)
    }

    /// Whether a token is the article alone: الـ24.
    pub fn is_article(&self, at: usize) -> bool {
        self.lexicon.clitics().prefixes.iter().any(|(prefix, role)| *role == Prefix::ARTICLE && prefix == self.form(at))
    }

    /// Whether nothing that belongs to a number follows: a mark, a line's end, the text's end.
    pub fn is_close(&self, at: usize) -> bool {
        !self.document.folded.tokens.get(at).is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Digits))
    }

    /// Whether a token is part of a name of several words: «روسيا اليوم», «سوق الجمعة».
    pub fn in_name(&self, at: usize) -> bool {
        (at.saturating_sub(3)..=at).any(|t| {
            self.document.hits.at(t).iter().any(|h| {
                matches!(h.subject, Subject::Agency | Subject::Organisation | Subject::Place | Subject::Person)
                    && h.end as usize > at
                    && h.tokens().len() > 1
            })
        })
    }

    /// Whether a given name or a person begins at a token.
    pub fn is_person(&self, at: usize) -> bool {
        self.document.hits.at(at).iter().any(|h| matches!(h.subject, Subject::Person | Subject::GivenName) && h.prefix.is_empty())
    }
}

/// Whether a word of a part can begin an expression.
fn begins(part: TimePart) -> bool {
    !matches!(
        part,
        TimePart::NoTodayBefore
            | TimePart::NoTodayAfter
            | TimePart::Every
            | TimePart::NoFuture
            | TimePart::Scheduled
            | TimePart::Length
            | TimePart::Whole
            | TimePart::DayPartLetter
            | TimePart::DaySuffix
            | TimePart::General
            | TimePart::Direction
            | TimePart::Last
            | TimePart::Few
            | TimePart::Age
            | TimePart::DatedNoun
            | TimePart::Now
            | TimePart::In
            | TimePart::Of
            | TimePart::From
            | TimePart::To
            | TimePart::Between
            | TimePart::Equals
            | TimePart::Minus
            | TimePart::Published
            | TimePart::MinutePart
            | TimePart::Zone
            | TimePart::LocalZone
            | TimePart::Era
            | TimePart::HijriEra
    )
}
