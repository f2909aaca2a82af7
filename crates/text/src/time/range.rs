//! «From … to …»: two ends that make one expression.

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::TimePart;

use super::clock;
use super::date::{YearPlace, date, year};
use super::grammar::expression;
use super::reading::{PartialDate, Reading, Shift};
use super::words::Words;

/// «3 إلى 12 سبتمبر», «19-20 نوفمبر», «بين 15 و19 نوفمبر», «4 حتى 23 من هذا الشهر», «2014-2018»: a number whose month or kind only the other end tells.
pub fn from_number(words: &Words, at: usize) -> Option<Reading> {
    years(words, at).or_else(|| days(words, at)).or_else(|| hours(words, at, false))
}

fn years(words: &Words, at: usize) -> Option<Reading> {
    let plausible =
        |at: usize| words.digits(at).filter(|(value, length)| *length == 4 && (1800..=2100).contains(value)).map(|(value, _)| value as i16);
    let word = words.part(at, TimePart::YearWord).map_or(at, |(_, end)| end);
    let first = plausible(word)?;
    let tight = matches!(words.mark(word + 1), Some('-' | '/')) && words.touches(word + 1) && words.touches(word + 2);
    let introduced = word > at
        || words.is_before(at, TimePart::From)
        || words.is_before(at, TimePart::Between)
        || words.is_before(at, TimePart::In)
        || words.is_before(at, TimePart::DatedNoun);
    let next = if tight {
        word + 2
    } else if let Some((_, end)) = words.part(word + 1, TimePart::To)
        && introduced
    {
        end
    } else if let Some(next) = words.joined(word + 1)
        && (words.is_before(at, TimePart::Between) || words.is_before(word, TimePart::Between))
    {
        next
    } else {
        return None;
    };
    let next = words.part(next, TimePart::YearWord).map_or(next, |(_, end)| end);
    let second = plausible(next).filter(|second| *second > first)?;
    if matches!(words.mark(next + 1), Some('-' | '/' | '.'))
        && words.touches(next + 1)
        && words.touches(next + 2)
        && words.digits(next + 2).is_some()
    {
        return None;
    }
    let of = |year| Some(PartialDate { year: Some(year), ..PartialDate::default() });
    let until = Reading { tokens: next..next + 1, date: of(second), ..Reading::default() };
    let mut found = Reading { tokens: at..next + 1, date: of(first), until: Some(Box::new(until)), ..Reading::default() };
    extend_back(words, &mut found);
    Some(found)
}

/// The second end behind the first: behind a word or dash for to, or behind و where «between» or «the two days» stands before.
fn second_end(words: &Words, at: usize, start: usize, paired: bool) -> Option<usize> {
    if let Some((_, hit)) = words.hit(at, TimePart::To) {
        // «الساعة 11 وحتى الساعة 18»: only where «from» stands before it.
        let joined = hit.prefix.intersects(Prefix::CONJUNCTION) && !words.is_before(start, TimePart::From);
        return (!joined).then_some(hit.end as usize);
    }
    if words.mark(at) == Some('-') {
        return Some(at + 1);
    }
    let between = words.is_before(start, TimePart::Between)
        || words
            .starts_before(start, TimePart::DayWord)
            .is_some_and(|t| words.part(t, TimePart::DayWord).is_some_and(|(value, _)| value == 2));
    (between || paired).then(|| words.joined(at)).flatten()
}

fn days(words: &Words, at: usize) -> Option<Reading> {
    let (first, end, ordinal) = words.whole(at, 31).or_else(|| paired_number(words, at))?;
    let next = second_end(words, end, at, true)?;
    let (second, found_end) = match date(words, next) {
        Some((date, end)) if date.day.is_some() && date.month.is_some() => {
            (Reading { tokens: next..end, date: Some(date), ..Reading::default() }, end)
        }
        _ => {
            let second = day_of_unit(words, next)?;
            let end = second.tokens.end;
            (second, end)
        }
    };
    let last = second.date?;
    let introduced = words.part(end, TimePart::To).is_some() || words.mark(end).is_some() || next_to(words, at);
    if i32::from(last.day?) <= first || !introduced && i32::from(last.day?) != first + 1 {
        return None;
    }
    let date = PartialDate { day: Some(first as i8), ordinal, ..last };
    let direction = words.part(found_end, TimePart::Direction).filter(|_| last.year.is_none() && second.shift.is_none());
    let found_end = direction.map_or(found_end, |(_, end)| end);
    let second = Reading { direction: direction.map(|(value, _)| value), ..second };
    let mut found = Reading {
        tokens: at..found_end,
        date: Some(date),
        shift: second.shift,
        direction: second.direction,
        until: Some(Box::new(second)),
        ..Reading::default()
    };
    extend_back(words, &mut found);
    Some(found)
}

/// The number reader takes «بين 3 و12» as one number with two ends: its first digits are the first day.
fn paired_number(words: &Words, at: usize) -> Option<(i32, usize, bool)> {
    let number = words.number(at)?;
    let low = number.low.filter(|low| Some(*low) != number.high && (1.0..=31.0).contains(low))?;
    let (value, _) = words.digits(at)?;
    (f64::from(value) == low).then_some((value, at + 1, false))
}

fn next_to(words: &Words, at: usize) -> bool {
    words.is_before(at, TimePart::Between) || words.is_before(at, TimePart::DayWord)
}

/// «23 من هذا الشهر», «20 من الشهر القادم»: a day of a month told from the page's own.
pub fn day_of_unit(words: &Words, at: usize) -> Option<Reading> {
    let (day, end, ordinal) = words.whole(at, 31)?;
    // «الثاني خلال الشهر الجاري»: the second of its kind.
    let within = || words.part(end, TimePart::In).filter(|_| !ordinal);
    let next = words.part(end, TimePart::Of).or_else(within).map_or(end, |(_, e)| e);
    if next == end && !words.is(next, TimePart::This) || !ordinal && words.digits(at).is_none() {
        return None;
    }
    let month = expression_of_month(words, next)?;
    Some(Reading {
        tokens: at..month.tokens.end,
        date: Some(PartialDate { day: Some(day as i8), ordinal, ..PartialDate::default() }),
        shift: month.shift,
        ..Reading::default()
    })
}

fn expression_of_month(words: &Words, at: usize) -> Option<Reading> {
    let mut found = Reading::default();
    let end = super::period::period(words, at, &mut found)?;
    found.tokens = at..end;
    matches!(found.shift, Some(Shift::Unit { unit: super::TimeUnit::Month, .. })).then_some(found)
}

/// «من 5 إلى 6 مساء», «بين الساعة 5 و6 مساء».
fn hours(words: &Words, at: usize, sure: bool) -> Option<Reading> {
    let (first, end) = clock::bare(words, at, true)?;
    let next = second_end(words, end, at, false)?;
    let mut second = expression(words, next).or_else(|| {
        let (clock, end) = clock::bare(words, next, true).filter(|_| sure)?;
        Some(Reading { tokens: next..end, clock: Some(clock), ..Reading::default() })
    })?;
    let other = second.clock?;
    if second.tokens.end == next || words.digits(at).is_none() && words.mark(end).is_some() {
        return None;
    }
    let clock = second.day_part.filter(|_| first.hour <= 12).map_or(first, |part| first.in_half_day(part));
    let clock = if clock.hour > other.hour && first.hour <= other.hour { first } else { clock };
    let mut found =
        Reading { tokens: at..second.tokens.end, clock: Some(super::reading::Clock { zone: other.zone, ..clock }), ..second.clone() };
    found.tokens = at..second.tokens.end;
    second.until = None;
    found.until = Some(Box::new(second));
    extend_back(words, &mut found);
    Some(found)
}

/// Joins an expression with the other end that follows it, where one does.
pub fn to(words: &Words, mut found: Reading) -> Reading {
    let end = found.tokens.end;
    if found.until.is_some() || found.nth.is_some() {
        return found;
    }
    if let Some(inner) = within(words, &found) {
        return inner;
    }
    let Some(next) = second_end(words, end, found.tokens.start, false) else { return found };
    let dash = words.mark(end) == Some('-');
    // «تموز 13 إلى 15», «نوفمبر 19 - 20»
    if let Some(date) = found.date.filter(|d| d.day.is_some() && d.month.is_some())
        && let Some((day, after, _)) = words.whole(next, 31)
        && words.is_close(after)
        && words.mark(after) != Some('/')
        && words.mark(after) != Some('-')
        && date.day.is_some_and(|d| i32::from(d) < day)
        && found.clock.is_none()
        && words.digits(found.tokens.end - 1).is_some_and(|(_, length)| length <= 2)
    {
        let until = Reading { tokens: next..after, date: Some(PartialDate { day: Some(day as i8), ..date }), ..Reading::default() };
        found.tokens.end = after;
        found.until = Some(Box::new(until));
        extend_back(words, &mut found);
        return found;
    }
    let other = expression(words, next).or_else(|| bare_month_or_year(words, next)).or_else(|| {
        let (clock, after) = found.clock.and_then(|_| clock::bare(words, next, true))?;
        Some(Reading { tokens: next..after, clock: Some(clock), ..Reading::default() })
    });
    let Some(mut other) = other.filter(|o| o.until.is_none()) else { return found };
    if !same_kind(&found, &other, dash) {
        return found;
    }
    // What one end leaves out the other tells.
    if let (Some(a), Some(b)) = (&mut found.date, &mut other.date) {
        let (first, second) = (*a, *b);
        *a = PartialDate { hijri: first.hijri || second.hijri && first.month.is_none(), ..first.or(second) };
        *b = second.or(first);
    }
    // «بين سبتمبر ويناير الماضيين»
    if found.direction.is_none() && !found.names_day() {
        found.direction = other.direction;
    }
    if found.shift.is_some() && other.shift.is_none() {
        other.shift = found.shift;
    }
    if let (Some(a), Some(b)) = (&mut found.clock, &mut other.clock) {
        if found.day_part.is_none()
            && let Some(part) = other.day_part
        {
            let moved = a.in_half_day(part);
            if (moved.hour, moved.minute) <= (b.hour, b.minute) {
                *a = moved;
            }
        } else if other.day_part.is_none()
            && let Some(part) = found.day_part
        {
            let moved = b.in_half_day(part);
            if moved.hour > b.hour {
                *b = moved;
            }
        }
        a.zone = a.zone.or(b.zone);
        b.zone = b.zone.or(a.zone);
        if !found.names_day() {
            (found.weekday, found.relative_day, found.date) = (other.weekday, other.relative_day, other.date);
        } else if !other.names_day() {
            (other.weekday, other.relative_day, other.date) = (found.weekday, found.relative_day, found.date);
        }
    }
    found.tokens.end = other.tokens.end;
    found.until = Some(Box::new(other));
    extend_back(words, &mut found);
    found
}

/// A range inside what has been named: «الخميس من التاسعة حتى الحادية عشرة», «هذا الأسبوع بين الأربعاء والجمعة», «نوفمبر بين 15 و19».
fn within(words: &Words, found: &Reading) -> Option<Reading> {
    let (_, next) = words.part(found.tokens.end, TimePart::From).or_else(|| words.part(found.tokens.end, TimePart::Between))?;
    let start = found.tokens.start;
    if found.names_day() && found.clock.is_none() {
        let inner = hours(words, next, true)
            .or_else(|| Some(to(words, expression(words, next)?)))
            .filter(|inner| inner.clock.is_some() && !inner.names_day())?;
        let mut until = inner.until?;
        until.clock?;
        (until.weekday, until.relative_day, until.date, until.shift) = (found.weekday, found.relative_day, found.date, found.shift);
        return Some(Reading {
            tokens: start..inner.tokens.end,
            clock: inner.clock,
            day_part: inner.day_part,
            until: Some(until),
            ..found.clone()
        });
    }
    if matches!(found.shift, Some(Shift::Unit { unit: super::TimeUnit::Week, .. })) && !found.names_day() {
        let inner = to(words, expression(words, next)?);
        let mut until = inner.until?;
        if inner.weekday.is_none() || until.weekday.is_none() || inner.date.is_some() || inner.clock.is_some() {
            return None;
        }
        until.shift = found.shift;
        return Some(Reading { tokens: start..inner.tokens.end, weekday: inner.weekday, until: Some(until), ..found.clone() });
    }
    let month = found.date.filter(|d| d.month.is_some() && d.day.is_none())?;
    let (first, end, _) = words.whole(next, 31).or_else(|| paired_number(words, next))?;
    let (second, after, _) = words.whole(words.joined(end).or_else(|| words.part(end, TimePart::To).map(|(_, e)| e))?, 31)?;
    let day = |day: i32| Some(PartialDate { day: Some(day as i8), ..month });
    (first < second && words.is_close(after)).then(|| Reading {
        tokens: start..after,
        date: day(first),
        until: Some(Box::new(Reading { tokens: next..after, date: day(second), ..Reading::default() })),
        ..found.clone()
    })
}

fn bare_month_or_year(words: &Words, at: usize) -> Option<Reading> {
    if let Some(month) = super::date::month(words, at) {
        let end = year(words, month.end, YearPlace::AfterMonth);
        let date = PartialDate { year: end.map(|y| y.value), month: Some(month.value), hijri: month.hijri, ..PartialDate::default() };
        return Some(Reading { tokens: at..end.map_or(month.end, |y| y.end), date: Some(date), ..Reading::default() });
    }
    let year = words.digits(at).filter(|(value, length)| *length == 4 && (1900..=2100).contains(value) && !words.is_counted(at + 1))?;
    Some(Reading {
        tokens: at..at + 1,
        date: Some(PartialDate { year: Some(year.0 as i16), ..PartialDate::default() }),
        ..Reading::default()
    })
}

fn same_kind(a: &Reading, b: &Reading, dash: bool) -> bool {
    if b.direction.is_some() && a.date.is_some_and(|d| d.year.is_some()) {
        return false;
    }
    if a.clock.is_some() != b.clock.is_some() {
        return false;
    }
    if a.clock.is_some() {
        return !(dash && b.names_day() && a.names_day());
    }
    if a.names_day() && b.names_day() {
        // «الخميس - 20 سبتمبر» is one day told twice.
        return !dash || a.date.is_some() == b.date.is_some() && a.weekday.is_some() == b.weekday.is_some();
    }
    let finest = |r: &Reading| r.date.map(|d| (d.month.is_some(), d.day.is_some()));
    !a.names_day() && !b.names_day() && a.shift.is_none() && b.shift.is_none() && finest(a).is_some() && finest(a) == finest(b)
}

/// Takes in «من» or «بين» before the first end.
fn extend_back(words: &Words, found: &mut Reading) {
    let start = found.tokens.start;
    let before = [TimePart::Between, TimePart::From, TimePart::DayWord].into_iter().find_map(|part| words.starts_before(start, part));
    if let Some(before) = before {
        found.tokens.start = before;
        if let Some(between) = words.starts_before(before, TimePart::Between) {
            found.tokens.start = between;
        }
    }
}
