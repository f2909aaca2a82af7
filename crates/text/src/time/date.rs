//! Dates in digits and words, months, years.

use isnad_lexicon::Subject;
use isnad_lexicon::subjects::TimePart;

use super::reading::PartialDate;
use super::words::{Unit, Words};

/// Years that a number alone may be.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2035;
/// Hijri years that a year without its era may be.
const HIJRI_YEARS: std::ops::RangeInclusive<i32> = 1380..=1450;

/// The most words of «الربع الأول», «النصف الثاني».
const PART: usize = 3;
/// The most words between a noun and its year.
const BETWEEN: usize = 3;

/// How sure it is that a number is a year.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum YearPlace {
    /// Behind a month or season.
    AfterMonth,
    /// Anywhere: a word before it must say so.
    Alone,
}

/// A year with its end.
#[derive(Clone, Copy)]
pub struct Year {
    pub value: i16,
    pub hijri: bool,
    pub end: usize,
}

/// Reads a date of any form.
pub fn date(words: &Words, at: usize) -> Option<(PartialDate, usize)> {
    in_digits(words, at).or_else(|| day_then_month(words, at)).or_else(|| month_first(words, at))
}

fn era(words: &Words, at: usize) -> (bool, usize) {
    if let Some((_, end)) = words.part(at, TimePart::HijriEra) {
        return (true, end);
    }
    (false, words.part(at, TimePart::Era).map_or(at, |(_, end)| end))
}

/// A year: with its word, behind a month, or alone behind a word that asks for one.
pub fn year(words: &Words, at: usize, place: YearPlace) -> Option<Year> {
    let word = words.part(at, TimePart::YearWord);
    let next = word.map_or(at, |(_, end)| end);
    let sure = word.is_some() || place == YearPlace::AfterMonth;
    let Some((value, length)) = words.digits(next) else {
        // ألفين وثمانية عشر
        let number =
            words.number(next).filter(|n| sure && n.value.fract() == 0.0 && (1000.0..2100.0).contains(&n.value) && n.low == n.high)?;
        return Some(Year { value: number.value as i16, hijri: false, end: number.tokens.end });
    };
    let (hijri_era, end) = era(words, next + 1);
    if length != 4 && !(word.is_some() && length == 3) {
        return None;
    }
    let goes_on = matches!(words.mark(next + 1), Some('-' | '/' | '.' | ',' | ':'))
        && words.touches(next + 1)
        && words.touches(next + 2)
        && words.digits(next + 2).is_some();
    let hijri = hijri_era || end == next + 1 && place == YearPlace::Alone && HIJRI_YEARS.contains(&value);
    if sure {
        let fits = (100..=2100).contains(&value) && !(goes_on && matches!(words.mark(next + 1), Some('.' | ',' | ':')));
        return fits.then_some(Year { value: value as i16, hijri, end });
    }
    let introduced = [TimePart::In, TimePart::Since, TimePart::To, TimePart::Edge, TimePart::After, TimePart::Ago, TimePart::DatedNoun]
        .into_iter()
        .any(|part| words.is_before(at, part))
        || dated(words, at)
        || of_its_part(words, at);
    let has_era = end > next + 1;
    let fits = (YEARS.contains(&value) || hijri_era) && (introduced || has_era) && !goes_on && !words.is_counted(end);
    fits.then_some(Year { value: value as i16, hijri, end })
}

/// «حرب أكتوبر 1973», «الألعاب الأولمبية الشتوية 2014»: a dated noun with one word between it and the year, or with
/// more where all are definite or places.
fn dated(words: &Words, at: usize) -> bool {
    let between = |t: usize| words.is_definite(t) || words.document.hits.of(t, Subject::Place).next().is_some();
    let names = |start: usize| words.is_before(start, TimePart::DatedNoun);
    let one = at > 1 && words.is_word(at - 1) && names(at - 1);
    one || (2..=BETWEEN).any(|n| at > n && names(at - n) && (at - n..at).all(between))
}

/// «الربع الأول من 2015»: a part of a year right before it.
fn of_its_part(words: &Words, at: usize) -> bool {
    let Some(of) = words.starts_before(at, TimePart::Of) else { return false };
    (of.saturating_sub(PART)..of)
        .any(|t| words.unit(t).is_some_and(|u| u.definite && matches!(u.unit, Unit::Quarter | Unit::Half) && u.end < of))
}

/// A month with its end.
#[derive(Clone, Copy)]
pub struct Month {
    pub value: i8,
    pub hijri: bool,
    pub end: usize,
}

/// A month's name, also doubled: أيلول/سبتمبر, سبتمبر (أيلول); or in brackets: السادس من (يوليو).
pub fn month(words: &Words, at: usize) -> Option<Month> {
    if words.mark(at) == Some('(') && (words.is(at + 1, TimePart::Month) || words.is(at + 1, TimePart::HijriMonth)) {
        return month(words, at + 1).filter(|m| words.mark(m.end) == Some(')')).map(|m| Month { end: m.end + 1, ..m });
    }
    let (value, mut end, hijri) = match words.part(at, TimePart::Month) {
        Some((value, end)) => (value, end, false),
        None => words.part(at, TimePart::HijriMonth).map(|(value, end)| (value, end, true))?,
    };
    let mark = words.mark(end);
    let next = if matches!(mark, Some('/' | '-' | '(' | '\\' | '|')) { end + 1 } else { end };
    if let Some((other, after)) = words.part(next, TimePart::Month)
        && other == value
        && !hijri
    {
        end = if mark == Some('(') && words.mark(after) == Some(')') { after + 1 } else { after };
    }
    Some(Month { value: value as i8, hijri, end })
}

/// «شهر 3», «شهر عشرة», «الشهر التاسع».
fn numbered_month(words: &Words, at: usize, of: bool) -> Option<Month> {
    let (_, next) = words.part(at, TimePart::MonthWord).filter(|(value, _)| *value == 1)?;
    let (value, end, _) = words.whole(next, 12)?;
    let sure = of || words.digits(next).is_some() && words.is_before(at, TimePart::Edge);
    let counted = words.is_counted(end) && year(words, end, YearPlace::AfterMonth).is_none();
    (sure && !counted).then_some(Month { value: value as i8, hijri: false, end })
}

fn two_digits(value: i32) -> i16 {
    if value < 70 { value as i16 + 2000 } else { value as i16 + 1900 }
}

/// 20-9-2023, 20/9/2023, 2023-09-20, 20.9.2023, 20/9, 9/2023
fn in_digits(words: &Words, at: usize) -> Option<(PartialDate, usize)> {
    let (first, first_length) = words.digits(at)?;
    let mark = words.mark(at + 1).filter(|m| matches!(m, '-' | '/' | '.'))?;
    let (second, second_length) = words.digits(at + 2)?;
    let tight = words.touches(at + 1) && words.touches(at + 2);
    if at > 0
        && matches!(words.mark(at - 1), Some('-' | '/' | '.' | ','))
        && words.touches(at)
        && at > 1
        && words.digits(at - 2).is_some()
        && words.touches(at - 1)
    {
        return None;
    }
    if words.mark(at + 3) == Some(mark)
        && let Some((third, third_length)) = words.digits(at + 4)
        && (tight && words.touches(at + 3) || mark == '/' || mark == '-' && third_length == 4 && first_length <= 2)
    {
        let (year, month, day) = match (first_length, third_length) {
            (4, 1 | 2) => (first as i16, second, third),
            (1 | 2, 4) => (third as i16, second, first),
            (1 | 2, 2) if mark != '.' => (two_digits(third), second, first),
            _ => return None,
        };
        let (month, day) = if month > 12 { (day, month) } else { (month, day) };
        let (hijri_era, end) = era(words, at + 5);
        let hijri = hijri_era || (1300..1500).contains(&year);
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && (1900..=2100).contains(&year)
            || hijri && (1..=12).contains(&month) && (1..=30).contains(&day);
        return fits.then_some((
            PartialDate { year: Some(year), month: Some(month as i8), day: Some(day as i8), hijri, ordinal: false, digits: true },
            end,
        ));
    }
    if !tight {
        return None;
    }
    // 3/2015
    if second_length == 4 && first_length <= 2 && (1..=12).contains(&first) && YEARS.contains(&second) && mark != '.' {
        return Some((PartialDate { year: Some(second as i16), month: Some(first as i8), ..PartialDate::default() }, at + 3));
    }
    // 22/4, 11/12, 2016
    if first_length > 2 || second_length > 2 {
        return None;
    }
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) || words.is_counted(at + 3) {
        return None;
    }
    let date = PartialDate { year: None, month: Some(month as i8), day: Some(day as i8), hijri: false, ordinal: false, digits: true };
    if words.mark(at + 3) == Some(',')
        && mark == '/'
        && let Some((year, length)) = words.digits(at + 4)
        && (length == 4 && YEARS.contains(&year) || length == 2 && words.is_close(at + 5))
    {
        let year = if length == 2 { two_digits(year) } else { year as i16 };
        return Some((PartialDate { year: Some(year), ..date }, at + 5));
    }
    let asked = words.is_before(at, TimePart::DayWord) || words.is_before(at, TimePart::Weekday);
    let introduced = asked || words.is_before(at, TimePart::In) && (day > 12 || first_length == 2 && second_length == 2);
    let fits = match mark {
        '/' => introduced || day > 12 && day != 22 + month,
        '-' => introduced && words.is_close(at + 3),
        _ => asked,
    };
    fits.then_some((date, at + 3))
}

/// Behind a month: a year, after من, a comma or a dash too.
fn with_year(words: &Words, date: PartialDate, end: usize) -> (PartialDate, usize) {
    let next = match words.mark(end) {
        Some('،' | ',' | '/' | '-' | '.') => end + 1,
        Some(_) => return (date, end),
        None => words
            .part(end, TimePart::Of)
            .or_else(|| words.part(end, TimePart::In).filter(|(_, e)| words.is(*e, TimePart::YearWord)))
            .map_or(end, |(_, e)| e),
    };
    // «في 20 سبتمبر، 2023 شخصا», «يونيو/ 12»: only a year belongs to the month behind a mark.
    match year(words, next, YearPlace::AfterMonth) {
        Some(y) if next == end || !words.is_counted(y.end) => {
            (PartialDate { year: Some(y.value), hijri: date.hijri || y.hijri, ..date }, y.end)
        }
        _ => (date, end),
    }
}

/// 20 سبتمبر [2023], الخامس من أيار, الحادي والعشرين من شهر رمضان
fn day_then_month(words: &Words, at: usize) -> Option<(PartialDate, usize)> {
    let (day, mut next, ordinal) = words.whole(at, 31)?;
    // «30th, August 2025»
    if let Some((_, end)) = words.part(next, TimePart::DaySuffix).filter(|_| words.touches(next)) {
        next = if words.mark(end) == Some(',') && words.is(end + 1, TimePart::Month) { end + 1 } else { end };
    }
    let mut of = false;
    loop {
        if matches!(words.mark(next), Some('.' | '-' | '/')) {
            next += 1;
        } else if !of && let Some((_, end)) = words.part(next, TimePart::Of) {
            of = true;
            next = end;
        } else {
            break;
        }
    }
    let name = words.part(next, TimePart::MonthWord).filter(|(value, _)| *value == 1).map_or(next, |(_, end)| end);
    let month = month(words, name).or_else(|| numbered_month(words, next, of))?;
    // «اثنين من شهر أيار» is two of them.
    if of && !ordinal && words.digits(at).is_none() {
        return None;
    }
    let date = PartialDate { year: None, month: Some(month.value), day: Some(day as i8), hijri: month.hijri, ordinal, digits: false };
    let (dated, end) = with_year(words, date, month.end);
    // «1-صفر» is a score.
    let score = month.hijri && dated.year.is_none() && words.mark(next - 1).is_some();
    (!score).then_some((dated, end))
}

/// A month that something is counted through: it needs no word before it.
pub fn whole_month(words: &Words, at: usize) -> Option<(PartialDate, usize)> {
    let next = words.part(at, TimePart::MonthWord).map_or(at, |(_, end)| end);
    let month = month(words, next).or_else(|| numbered_month(words, at, true))?;
    let date = PartialDate { month: Some(month.value), hijri: month.hijri, ..PartialDate::default() };
    Some(with_year(words, date, month.end))
}

/// سبتمبر 2023, شهر رمضان, في يوليو, مايو الحادي عشر
fn month_first(words: &Words, at: usize) -> Option<(PartialDate, usize)> {
    let word = words.part(at, TimePart::MonthWord);
    let next = word.map_or(at, |(_, end)| end);
    let Some(found) = month(words, next) else {
        let found = numbered_month(words, at, words.is_before(at, TimePart::Of) || words.is_before(at, TimePart::In))?;
        let date = PartialDate { month: Some(found.value), ..PartialDate::default() };
        return Some(with_year(words, date, found.end));
    };
    let month = PartialDate { month: Some(found.value), hijri: found.hijri, ..PartialDate::default() };
    // مايو الحادي عشر، يناير 1، يناير-1
    if !found.hijri {
        let dash = words.mark(found.end) == Some('-') && words.touches(found.end) && words.touches(found.end + 1);
        let day_at = if dash { found.end + 1 } else { found.end };
        if let Some((day, end, ordinal)) = words.whole(day_at, 31)
            && (ordinal && words.form(day_at).len() > 4 || words.digits(day_at).is_some_and(|(_, length)| length <= 2))
            && (words.is_close(end) && words.mark(end) != Some(':') && words.mark(end) != Some('%')
                || year(words, end, YearPlace::AfterMonth).is_some()
                || words.is(end, TimePart::Of)
                || words.is(end, TimePart::To)
                || words.is(end, TimePart::HourWord)
                || words.digits(end).is_some())
        {
            let date = PartialDate { day: Some(day as i8), ordinal, ..month };
            return Some(with_year(words, date, end));
        }
    }
    let (dated, end) = with_year(words, month, found.end);
    if dated.year.is_some() || word.is_some() {
        return Some((dated, end));
    }
    let ranged = words.is_before(next, TimePart::From)
        && words.part(found.end, TimePart::To).is_some_and(|(_, end)| self::month(words, end).is_some());
    if ranged
        || words.is(found.end, TimePart::Direction)
        || words.part(found.end, TimePart::Between).is_some_and(|(_, end)| words.digits(end).is_some() || words.number(end).is_some())
    {
        return Some((month, found.end));
    }
    // A month's name alone can be a verb or a person: a word before it must say that it is a month.
    let person = found.hijri && words.is_person(found.end);
    let introduced = [TimePart::In, TimePart::Since, TimePart::Edge, TimePart::This].into_iter().any(|part| words.is_before(next, part))
        || words.is_before(next, TimePart::To) && words.document.hits.of(next, Subject::Person).next().is_none()
        || words.is_before(next, TimePart::Between);
    (introduced && !person).then_some((month, found.end))
}
