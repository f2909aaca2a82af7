//! What words make a time expression, before any date is reckoned.

use std::ops::Range;

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::subjects::TimePart;
use isnad_lexicon::{Hit, Lexicon, Subject};

use super::{Duration, TimeUnit};
use crate::document::Document;
use crate::number::{Number, NumberKind};

/// A date of which parts may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartialDate {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    pub hijri: bool,
}

/// A clock time with its zone in minutes east of Greenwich, where it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub hour: i8,
    pub minute: i8,
    pub zone: Option<i32>,
}

/// Greenwich time in brackets behind the local one, and where it stands.
type Greenwich = Option<(Clock, Range<usize>)>;

/// A shift by whole units: last week is -1 of 7 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    pub unit: TimeUnit,
    pub count: i32,
}

/// The parts that an expression names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    pub tokens: Range<usize>,
    pub weekday: Option<i8>,
    pub relative_day: Option<i32>,
    pub date: Option<PartialDate>,
    pub clock: Option<Clock>,
    /// The same instant in Greenwich time, in brackets behind the local one.
    pub greenwich: Option<(Clock, Range<usize>)>,
    pub shift: Option<Shift>,
    pub direction: Option<i32>,
    pub day_part: Option<i32>,
    pub season: bool,
    /// Several units together: «the past few months».
    pub several: bool,
}

/// Expressions and durations of a text.
pub struct Read {
    pub parsed: Vec<Parsed>,
    pub durations: Vec<Duration>,
}

pub fn read(document: &Document, lexicon: &Lexicon, numbers: &[Number]) -> Read {
    let grammar = Grammar { document, lexicon, numbers };
    let mut parsed: Vec<Parsed> = Vec::new();
    let mut durations = Vec::new();
    let mut at = 0;
    while at < document.len() {
        if let Some(found) = grammar.expression(at) {
            at = found.tokens.end.max(at + 1);
            parsed.push(found);
        } else {
            if let Some(duration) = grammar.duration(at) {
                durations.push(duration);
            }
            at += 1;
        }
    }
    Read { parsed, durations }
}

struct Grammar<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    numbers: &'a [Number],
}

impl<'a> Grammar<'a> {
    fn form(&self, at: usize) -> &str {
        self.document.form(at)
    }

    /// The longest word of a part at a token: its value and end.
    fn part(&self, at: usize, part: TimePart) -> Option<(i32, usize, &Hit)> {
        self.document.hits.of(at, Subject::TimeWord).find_map(|hit| {
            let word = self.lexicon.tables.times.get(hit.row())?;
            (word.part == part).then_some((word.value, hit.end as usize, hit))
        })
    }

    fn digits(&self, at: usize) -> Option<i32> {
        let token = self.document.folded.tokens.get(at)?;
        (token.kind == TokenKind::Digits && self.form(at).len() <= 4).then(|| self.form(at).parse().ok()).flatten()
    }

    fn touches(&self, at: usize) -> bool {
        self.document.folded.touches_previous(at)
    }

    /// The number of the text that begins at a token.
    fn number(&self, at: usize) -> Option<&'a Number> {
        let i = self.numbers.partition_point(|n| n.tokens.start < at);
        self.numbers.get(i).filter(|n| n.tokens.start == at)
    }

    fn expression(&self, at: usize) -> Option<Parsed> {
        let mut found = Parsed { tokens: at..at, ..Parsed::default() };
        let mut end = self.component(at, &mut found)?;
        loop {
            // Joining words; a bracket must be closed again.
            let mut next = end;
            let mut bracket = false;
            let joiner = self.form(next);
            if matches!(joiner, "(") {
                bracket = true;
                next += 1;
            } else if matches!(joiner, "،" | "," | "في" | "من" | "الموافق" | "بتاريخ" | "عند" | "ل" | "-" | "/") {
                next += 1;
                if matches!(self.form(next), "في" | "عند") {
                    next += 1;
                }
            }
            let before = found.clone();
            match self.component(next, &mut found) {
                Some(after) if self.goes_on(&before, &found, end, next) => {
                    end = after;
                    if bracket {
                        if self.form(end) == ")" {
                            end += 1;
                        } else {
                            found = before;
                            end = next - 1;
                            break;
                        }
                    }
                }
                _ => {
                    found = before;
                    break;
                }
            }
        }
        found.tokens = at..end;
        // A part of the day alone, a bare direction or month word is no expression.
        let something = found.weekday.is_some()
            || found.relative_day.is_some()
            || found.date.is_some()
            || found.clock.is_some()
            || found.shift.is_some();
        (something && end > at).then_some(found)
    }

    /// Whether one more component joined by what stands between makes sense.
    fn goes_on(&self, before: &Parsed, after: &Parsed, end: usize, next: usize) -> bool {
        let joined = next > end;
        if before.shift.is_some() || after.shift.is_some() && before.shift.is_none() {
            return false;
        }
        if !joined {
            return true;
        }
        let comma = matches!(self.form(end), "،" | ",");
        // «الخميس، الأربعاء»: two expressions; «الأربعاء، 20 سبتمبر»: one.
        let adds_date = before.date.is_none() && after.date.is_some_and(|d| d.day.is_some());
        let adds_clock = before.clock.is_none() && after.clock.is_some();
        let adds_year = before.date.is_some_and(|d| d.year.is_none()) && after.date.is_some_and(|d| d.year.is_some());
        match self.form(end) {
            "من" => before.date.is_some_and(|d| d.month.is_none()) || adds_year,
            _ if comma => adds_date || adds_clock,
            "(" => adds_date || adds_clock || before.date.is_some() && after.weekday.is_some() && before.weekday.is_none(),
            _ => {
                adds_date
                    || adds_clock
                    || before.clock.is_some() && after.date.is_some()
                    || before.clock.is_some() && before.weekday.is_none() && after.weekday.is_some()
                    || before.clock.is_some() && before.relative_day.is_none() && after.relative_day.is_some()
            }
        }
    }

    /// Reads one component into the slots that are free; its end.
    fn component(&self, at: usize, found: &mut Parsed) -> Option<usize> {
        let free_day = found.weekday.is_none() && found.shift.is_none();
        // يوم X
        if matches!(self.form(at), "يوم" | "يومي" | "نهار") && self.part(at, TimePart::RelativeDay).is_none() {
            let end = self.component(at + 1, found)?;
            return (found.weekday.is_some() || found.date.is_some() || found.relative_day.is_some()).then_some(end);
        }
        if let Some((value, end, _)) = self.part(at, TimePart::RelativeDay)
            && found.relative_day.is_none()
            && found.weekday.is_none()
            && (value != 0 || self.is_today(at, end))
        {
            found.relative_day = Some(value);
            return Some(end);
        }
        if let Some((value, end, _)) = self.part(at, TimePart::Weekday)
            && free_day
        {
            found.weekday = i8::try_from(value).ok();
            if let Some((direction, after, _)) = self.part(end, TimePart::Direction) {
                found.direction = Some(direction);
                return Some(after);
            }
            return Some(end);
        }
        if let Some((value, end, _)) = self.part(at, TimePart::DayPart)
            && found.day_part.is_none()
            && self.form(at).chars().count() > 1
        {
            let lead = found.clock.is_none() && found.weekday.is_none() && found.relative_day.is_none() && found.date.is_none();
            if lead {
                let mut rest = found.clone();
                let after = self.component(end, &mut rest)?;
                if rest.weekday.is_some() || rest.relative_day.is_some() || rest.date.is_some_and(|d| d.day.is_some()) {
                    *found = rest;
                    found.day_part = Some(value);
                    return Some(after);
                }
                return None;
            }
            if found.clock.is_some() || found.weekday.is_some() || found.relative_day.is_some() {
                found.day_part = Some(value);
                shift_clock(found);
                return Some(end);
            }
        }
        if found.clock.is_none()
            && let Some((clock, end, greenwich)) = self.clock(at)
        {
            found.clock = Some(clock);
            found.greenwich = greenwich;
            shift_clock(found);
            return Some(end);
        }
        if found.date.is_none()
            && let Some((date, end)) = self.date(at)
        {
            found.date = Some(date);
            return Some(end);
        }
        if let Some(date) = &mut found.date
            && date.year.is_none()
            && let Some((year, hijri, end)) = self.year(at, true)
        {
            date.year = Some(year);
            date.hijri |= hijri;
            return Some(end);
        }
        if found.date.is_none() && found.weekday.is_none() && found.relative_day.is_none() && found.clock.is_none() {
            return self.standing_alone(at, found);
        }
        None
    }

    /// «اليوم» is today; in «هذا اليوم الطويل» or after a number it is a word for day.
    fn is_today(&self, at: usize, end: usize) -> bool {
        let hit_has_more = end > at + 1;
        hit_has_more
            || !matches!(self.form(at.wrapping_sub(1)), "هذا" | "ذلك" | "طوال" | "في" | "نفس" | "ذات" | "منتصف")
                && self.part(end, TimePart::Direction).is_none()
    }

    fn standing_alone(&self, at: usize, found: &mut Parsed) -> Option<usize> {
        // خريف 2020
        if let Some((_, end, _)) = self.part(at, TimePart::Season) {
            let (year, hijri, after) = self.year(end, true)?;
            found.date = Some(PartialDate { year: Some(year), hijri, ..PartialDate::default() });
            found.season = true;
            return Some(after);
        }
        // هذا الأسبوع، الشهر الماضي
        let (this, start) = match self.part(at, TimePart::This) {
            Some((_, end, _)) => (true, end),
            None => (false, at),
        };
        let unit = |days: i32| match days {
            1 => TimeUnit::Day,
            7 => TimeUnit::Week,
            30 => TimeUnit::Month,
            _ => TimeUnit::Year,
        };
        if let Some((days, end, _)) = self.part(start, TimePart::DefiniteUnit) {
            let direction = self.part(end, TimePart::Direction);
            if let Some((count, after, _)) = direction {
                found.shift = Some(Shift { unit: unit(days), count });
                return Some(after);
            }
            if this {
                found.shift = Some(Shift { unit: unit(days), count: 0 });
                return Some(end);
            }
        }
        // الأشهر القليلة الماضية
        if let Some((days, end, _)) = self.part(at, TimePart::DefiniteUnits)
            && days >= 30
        {
            let end = self.part(end, TimePart::Few).map_or(end, |(_, e, _)| e);
            let (count, after, _) = self.part(end, TimePart::Direction)?;
            if count < 0 && end > at + 1 {
                found.shift = Some(Shift { unit: TimeUnit::Year, count: 0 });
                found.several = true;
                return Some(after);
            }
            return None;
        }
        // قبل يوم، قبل ثلاثة أيام
        if let Some((_, end, hit)) = self.part(at, TimePart::Ago)
            && hit.prefix.is_empty()
        {
            let (amount, unit, after) = self.amount(end)?;
            if unit == TimeUnit::Hour || unit == TimeUnit::Minute || unit == TimeUnit::Second || amount.fract() != 0.0 || amount > 400.0 {
                return None;
            }
            found.shift = Some(Shift { unit, count: -(amount as i32) });
            found.several = false;
            return Some(after);
        }
        // عام 2020، في 2020
        let (year, hijri, end) = self.year(at, false)?;
        found.date = Some(PartialDate { year: Some(year), hijri, ..PartialDate::default() });
        Some(end)
    }

    /// An amount with its unit: «ثلاثة أيام», «يومين», «24 ساعة».
    fn amount(&self, at: usize) -> Option<(f64, TimeUnit, usize)> {
        let (amount, next) = match self.number(at) {
            Some(n) if n.kind == NumberKind::Cardinal => (Some(n.value), n.tokens.end),
            _ => (None, at),
        };
        let (unit, count, end) = self.unit(next)?;
        match amount {
            Some(amount) => Some((amount, unit, end)),
            None => Some((f64::from(count), unit, end)),
        }
    }

    fn unit(&self, at: usize) -> Option<(TimeUnit, i32, usize)> {
        [
            (TimePart::UnitSecond, TimeUnit::Second),
            (TimePart::UnitMinute, TimeUnit::Minute),
            (TimePart::UnitHour, TimeUnit::Hour),
            (TimePart::UnitDay, TimeUnit::Day),
            (TimePart::UnitWeek, TimeUnit::Week),
            (TimePart::UnitMonth, TimeUnit::Month),
            (TimePart::UnitYear, TimeUnit::Year),
            (TimePart::UnitDecade, TimeUnit::Decade),
            (TimePart::UnitCentury, TimeUnit::Century),
        ]
        .into_iter()
        .find_map(|(part, unit)| self.part(at, part).map(|(count, end, _)| (unit, count, end)))
    }

    fn duration(&self, at: usize) -> Option<Duration> {
        if let Some(number) = self.number(at) {
            let (unit, count, end) = self.unit(number.tokens.end)?;
            let counted = number.kind == NumberKind::Cardinal && count == 1;
            return counted.then_some(Duration { tokens: at..end, amount: number.value, unit });
        }
        let (unit, count, end) = self.unit(at)?;
        if count == 2 {
            return Some(Duration { tokens: at..end, amount: 2.0, unit });
        }
        // يوم واحد
        let one = self.number(end).filter(|n| n.value == 1.0 && n.kind == NumberKind::Cardinal)?;
        Some(Duration { tokens: at..one.tokens.end, amount: 1.0, unit })
    }

    /// A year: with its word, or alone behind a month (`bare`) or the preposition for in.
    fn year(&self, at: usize, bare: bool) -> Option<(i16, bool, usize)> {
        let (word, next) = match self.part(at, TimePart::YearWord) {
            Some((_, end, _)) => (true, end),
            None => (false, at),
        };
        let value = self.digits(next)?;
        if self.form(next).len() != 4 {
            return None;
        }
        let mut end = next + 1;
        let hijri = self.part(end, TimePart::HijriEra).is_some() || (1300..1500).contains(&value) && bare;
        if self.part(end, TimePart::HijriEra).is_some()
            || self.part(end, TimePart::Era).is_some() && self.form(end).chars().count() > 1
            || self.form(end) == "م" && self.touches(end)
        {
            end += 1;
        }
        let plausible = (1900..=2100).contains(&value) || hijri;
        // A number before its noun is a count, not a year.
        let counted = self.document.folded.tokens.get(next + 1).is_some_and(|t| t.kind == TokenKind::Word) && !word && !bare;
        let introduced =
            at > 0 && matches!(self.form(at - 1), "في" | "منذ" | "حتي" | "بين" | "حرب" | "مطلع" | "نهايه" | "اواخر" | "اوائل" | "منتصف");
        let separated = matches!(self.form(next + 1), "-" | "/" | "." | "," | ":")
            && self.touches(next + 1)
            && self.touches(next + 2)
            && self.digits(next + 2).is_some();
        (plausible
            && !separated
            && (word || bare || introduced && !counted || introduced && self.part(next + 1, TimePart::Month).is_some()))
        .then_some((value as i16, hijri, end))
    }

    /// A month's name, also doubled: أيلول/سبتمبر.
    fn month(&self, at: usize) -> Option<(i8, bool, usize)> {
        let (part, hijri) = match self.part(at, TimePart::Month) {
            Some(found) => (found, false),
            None => (self.part(at, TimePart::HijriMonth)?, true),
        };
        let (value, mut end, _) = part;
        let mut next = end;
        let bracketed = self.form(next) == "(";
        if matches!(self.form(next), "/" | "-" | "(" | "،") {
            next += 1;
        }
        if next > end
            && let Some((other, after, _)) = self.part(next, TimePart::Month)
            && other == value
        {
            end = if bracketed && self.form(after) == ")" { after + 1 } else { after };
        }
        Some((value as i8, hijri, end))
    }

    fn date(&self, at: usize) -> Option<(PartialDate, usize)> {
        self.numeric_date(at).or_else(|| self.worded_date(at)).or_else(|| self.month_first(at))
    }

    /// 20-9-2023, 20/9/2023, 2023-09-20, 20.9.2023
    fn numeric_date(&self, at: usize) -> Option<(PartialDate, usize)> {
        let first = self.digits(at)?;
        let mark = self.form(at + 1);
        if !matches!(mark, "-" | "/" | ".") || !self.touches(at + 1) && mark == "." {
            return None;
        }
        let second = self.digits(at + 2)?;
        if self.form(at + 3) != mark || !self.touches(at + 3) && mark != "/" {
            return None;
        }
        let third = self.digits(at + 4)?;
        let year_of = |text: &str, value: i32| match text.len() {
            4 => Some(value as i16),
            2 => Some(value as i16 + 2000),
            _ => None,
        };
        let (year, month, day) = if self.form(at).len() == 4 {
            (year_of(self.form(at), first)?, second, third)
        } else if second > 12 && first <= 12 {
            (year_of(self.form(at + 4), third)?, first, second)
        } else {
            (year_of(self.form(at + 4), third)?, second, first)
        };
        let hijri = self.part(at + 5, TimePart::HijriEra).is_some() || (1300..1500).contains(&year);
        let end = if self.part(at + 5, TimePart::HijriEra).is_some() || self.form(at + 5) == "م" { at + 6 } else { at + 5 };
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && ((1900..=2100).contains(&year) || hijri);
        fits.then_some((PartialDate { year: Some(year), month: Some(month as i8), day: Some(day as i8), hijri }, end))
    }

    /// 20 سبتمبر [2023], الخامس من أيار, الحادي والعشرين من شهر رمضان
    fn worded_date(&self, at: usize) -> Option<(PartialDate, usize)> {
        let (day, mut next) = match self.digits(at) {
            Some(value) => (f64::from(value), at + 1),
            None => {
                self.number(at).filter(|n| matches!(n.kind, NumberKind::Ordinal | NumberKind::Cardinal)).map(|n| (n.value, n.tokens.end))?
            }
        };
        if !(1.0..=31.0).contains(&day) || day.fract() != 0.0 {
            return None;
        }
        while matches!(self.form(next), "من" | "." | "-" | "/")
            || self.part(next, TimePart::MonthWord).is_some() && self.form(next) == "شهر"
        {
            next += 1;
        }
        let (month, hijri, mut end) = self.month(next)?;
        let mut date = PartialDate { year: None, month: Some(month), day: Some(day as i8), hijri };
        if let Some((year, era, after)) = self.year(if matches!(self.form(end), "من" | "،" | "/" | "-") { end + 1 } else { end }, true) {
            date.year = Some(year);
            date.hijri |= era;
            end = after;
        }
        Some((date, end))
    }

    /// سبتمبر 2023, شهر رمضان, في يوليو
    fn month_first(&self, at: usize) -> Option<(PartialDate, usize)> {
        let (word, next) = match self.part(at, TimePart::MonthWord) {
            Some((_, end, _)) => (true, end),
            None => (false, at),
        };
        let (month, hijri, mut end) = self.month(next)?;
        let mut date = PartialDate { year: None, month: Some(month), day: None, hijri };
        if let Some((year, era, after)) = self.year(if matches!(self.form(end), "من") { end + 1 } else { end }, true) {
            date.year = Some(year);
            date.hijri |= era;
            return Some((date, after));
        }
        if let Some((_, after, _)) = self.part(end, TimePart::Direction) {
            end = after;
            return Some((date, end));
        }
        // A month's name alone can be a verb or a person: a word before it must say that it is a month.
        let introduced = word
            || at > 0
                && matches!(
                    self.form(at - 1),
                    "في" | "منذ" | "حتي" | "خلال" | "مطلع" | "نهايه" | "بدايه" | "منتصف" | "اواخر" | "اوائل" | "شهري"
                );
        introduced.then_some((date, end))
    }

    /// الساعة 13,00 (09,00 بتوقيت غرينتش), الساعة 10:30 مساء, 19:00, السابعة صباحا
    fn clock(&self, at: usize) -> Option<(Clock, usize, Greenwich)> {
        let (word, next) = match self.part(at, TimePart::HourWord) {
            Some((_, end, hit)) if hit.prefix.is_empty() || self.form(at).contains("الساعه") => (true, end),
            Some(_) => return None,
            None => (false, at),
        };
        let (mut clock, mut end) = self.hour_and_minute(next, word)?;
        let explicit = word || self.form(next + 1) == ":";
        if let Some((zone, after)) = self.zone(end) {
            clock.zone = zone;
            end = after;
        } else if !explicit && self.part(end, TimePart::DayPart).is_none() {
            return None;
        }
        // (09,00 بتوقيت غرينتش)
        let mut greenwich = None;
        if self.form(end) == "("
            && let Some((inner, after)) = self.hour_and_minute(end + 1, true)
            && let Some((Some(zone), close)) = self.zone(after)
        {
            let tokens = end + 1..close;
            greenwich = Some((Clock { zone: Some(zone), ..inner }, tokens));
            end = if self.form(close) == ")" { close + 1 } else { close };
        }
        Some((clock, end, greenwich))
    }

    fn hour_and_minute(&self, at: usize, word: bool) -> Option<(Clock, usize)> {
        let clock = |hour: i32, minute: i32| {
            ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(Clock { hour: hour as i8, minute: minute as i8, zone: None })
        };
        if let Some(hour) = self.digits(at) {
            if self.form(at).len() > 2 {
                return None;
            }
            let mark = self.form(at + 1);
            let minute =
                (matches!(mark, ":" | "," | "." | "،") && self.touches(at + 1) && self.touches(at + 2) && self.form(at + 2).len() == 2)
                    .then(|| self.digits(at + 2))
                    .flatten();
            return match minute {
                Some(minute) if word || mark == ":" || self.zone(at + 3).is_some() => {
                    let end = if self.form(at + 3) == ":" && self.digits(at + 4).is_some() { at + 5 } else { at + 3 };
                    Some((clock(hour, minute)?, end))
                }
                _ if word => Some((clock(hour, 0)?, at + 1)),
                _ if self.part(at + 1, TimePart::DayPart).is_some_and(|_| self.form(at + 1).chars().count() > 1) && minute.is_none() => {
                    Some((clock(hour, 0)?, at + 1))
                }
                _ => None,
            };
        }
        // الثامنة والنصف صباحا
        let hour = self.number(at).filter(|n| n.kind == NumberKind::Ordinal && (1.0..=12.0).contains(&n.value))?;
        let mut end = hour.tokens.end;
        let mut minute = 0;
        match self.form(end) {
            "والنصف" | "ونصف" => {
                minute = 30;
                end += 1;
            }
            "والربع" | "وربع" => {
                minute = 15;
                end += 1;
            }
            "والثلث" | "وثلث" => {
                minute = 20;
                end += 1;
            }
            _ => {}
        }
        let definite = self.form(at).starts_with("ال") && self.form(at).ends_with('ه');
        (word || definite && self.part(end, TimePart::DayPart).is_some()).then_some((clock(hour.value as i32, minute)?, end))
    }

    /// The zone named at a token: minutes, or `None` inside for the local one.
    fn zone(&self, at: usize) -> Option<(Option<i32>, usize)> {
        if let Some((minutes, end, _)) = self.part(at, TimePart::Zone) {
            return Some((Some(minutes), end));
        }
        self.part(at, TimePart::LocalZone).map(|(_, end, _)| (None, end))
    }
}

/// Ten in the evening is 22.
fn shift_clock(found: &mut Parsed) {
    if let (Some(clock), Some(part)) = (&mut found.clock, found.day_part)
        && clock.hour < 12
        && (part >= 20 || part >= 15 && clock.hour < 11)
    {
        clock.hour += 12;
    }
}
