//! How the parts of an expression follow one another.

use isnad_lexicon::Lexicon;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::TimePart;

use super::clock::{clock, zone};
use super::date::{YearPlace, date, whole_month, year};
use super::duration::duration;
use super::period::period;
use super::range;
use super::reading::{PartialDate, Reading, Shift};
use super::words::{Count, Unit, UnitWord, Words};
use super::{Duration, TimeUnit};
use crate::document::Document;
use crate::number::Number;

/// Expressions and durations of a text, in order.
pub fn read(document: &Document, lexicon: &Lexicon, numbers: &[Number]) -> (Vec<Reading>, Vec<Duration>) {
    let parts = super::words::parts(document, lexicon);
    let words = Words::new(document, lexicon, numbers, &parts);
    let mut readings: Vec<Reading> = Vec::new();
    let mut durations = Vec::new();
    let mut at = 0;
    while at < document.len() {
        if !words.may_begin(at) {
            at += 1;
            continue;
        }
        let found = range::from_number(&words, at)
            .or_else(|| expression(&words, at).map(|found| range::to(&words, found)))
            .or_else(|| list_member(&words, at, readings.last()));
        if let Some(mut found) = found {
            if let Some(last) = readings.last() {
                found.tokens.start = found.tokens.start.max(last.tokens.end);
            }
            at = found.tokens.end.max(at + 1);
            readings.push(found);
        } else if let Some(duration) = duration(&words, at) {
            at = duration.tokens.end.max(at + 1);
            durations.push(duration);
        } else {
            at += 1;
        }
    }
    (readings, durations)
}

/// «شهري يوليو وأغسطس», «عامي 2014 و2018»: a month or year joined to the one before it.
fn list_member(words: &Words, at: usize, last: Option<&Reading>) -> Option<Reading> {
    let last = last?;
    let before = last.date.filter(|d| d.day.is_none() && last.until.is_none() && (d.month.is_some() || d.year.is_some()))?;
    let joined = last.tokens.end == at && words.joined(at) == Some(at) || last.tokens.end + 1 == at && words.joined(at - 1) == Some(at);
    if !joined {
        return None;
    }
    if before.month.is_some() {
        let month = super::date::month(words, at)?;
        let date = PartialDate { month: Some(month.value), hijri: month.hijri, ..PartialDate::default() };
        return Some(Reading { tokens: at..month.end, date: Some(date), ..Reading::default() });
    }
    let (value, _) =
        words.digits(at).filter(|(value, length)| *length == 4 && (1900..=2100).contains(value) && !words.is_counted(at + 1))?;
    Some(Reading {
        tokens: at..at + 1,
        date: Some(PartialDate { year: Some(value as i16), ..PartialDate::default() }),
        ..Reading::default()
    })
}

/// What joins two parts of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Nothing,
    Comma,
    Bracket,
    In,
    Of,
    Equals,
    Dash,
}

/// The expression that begins at a token, the other end of a range left out.
pub fn expression(words: &Words, at: usize) -> Option<Reading> {
    let mut found = Reading { tokens: at..at, ..Reading::default() };
    let start = lead(words, at);
    let mut end = component(words, start, &mut found)?;
    loop {
        let (joint, next) = joint(words, end);
        if words.begins_anew(next) {
            break;
        }
        let mut after = found.clone();
        if joint == Joint::Equals || joint == Joint::Bracket && after.date.is_some_and(|d| d.day.is_some()) {
            // The same day told in another calendar.
            after.date = None;
        }
        let Some(stop) = component(words, next, &mut after) else { break };
        if !joins(&found, &after, joint) {
            break;
        }
        if joint == Joint::Bracket && words.mark(stop) != Some(')') {
            break;
        }
        if let (Some(before), Some(now)) = (found.date, after.date)
            && now.hijri
            && !before.hijri
        {
            after.date = Some(before);
        }
        if after.date.is_none() {
            after.date = found.date;
        }
        end = if joint == Joint::Bracket { stop + 1 } else { stop };
        found = after;
    }
    found.tokens = at..end;
    (found.names_time() && (found.nth.is_none() || found.date.is_some() || found.shift.is_some())).then_some(found)
}

/// Words before an expression that belong to it: «مطلع», «في وقت لاحق من».
fn lead(words: &Words, at: usize) -> usize {
    let Some((edge, end)) = words.part(at, TimePart::Edge).filter(|_| !words.is(at, TimePart::Moment)) else { return at };
    if words.is(end, TimePart::WeekdayName) || words.is(end, TimePart::DayWord) && words.is(end + 1, TimePart::WeekdayName) {
        return at;
    }
    // «هجوم آخر في 27 أبريل»: another one.
    if words.is(end, TimePart::In) && !words.is(end, TimePart::Of) && edge != 0 {
        return at;
    }
    words.part(end, TimePart::Of).or_else(|| words.part(end, TimePart::In)).map_or(end, |(_, e)| e)
}

fn joint(words: &Words, end: usize) -> (Joint, usize) {
    // «، وفي عام 2022» begins something new.
    let link = |at: usize, part: TimePart| {
        words.hit(at, part).filter(|(_, h)| !h.prefix.intersects(Prefix::CONJUNCTION)).map(|(_, h)| h.end as usize)
    };
    let skip_in = |at: usize| link(at, TimePart::In).unwrap_or(at);
    match words.mark(end) {
        Some('(') => (Joint::Bracket, end + 1),
        Some('،' | ',') => match link(end + 1, TimePart::Equals) {
            Some(next) => (Joint::Equals, next),
            None => (Joint::Comma, skip_in(end + 1)),
        },
        Some('-' | '/' | '|') => (Joint::Dash, end + 1),
        Some(_) => (Joint::Nothing, end),
        None => {
            if let Some(next) = link(end, TimePart::Equals) {
                (Joint::Equals, next)
            } else if let Some(next) = link(end, TimePart::In) {
                (Joint::In, skip_in(next))
            } else if let Some(next) = link(end, TimePart::Of) {
                (Joint::Of, next)
            } else {
                (Joint::Nothing, end)
            }
        }
    }
}

/// Whether one more part joined so makes sense: `before` is what was there, `after` what there is with it.
fn joins(before: &Reading, after: &Reading, joint: Joint) -> bool {
    let adds_day = before.date.is_none_or(|d| d.day.is_none()) && after.date.is_some_and(|d| d.day.is_some());
    let adds_month = before.date.is_none() && after.date.is_some_and(|d| d.month.is_some() && d.day.is_none());
    let adds_year = before.date.is_some_and(|d| d.year.is_none()) && after.date.is_some_and(|d| d.year.is_some());
    let adds_clock = before.clock.is_none() && after.clock.is_some() && before.names_day();
    let adds_weekday = before.weekday.is_none() && after.weekday.is_some();
    let adds_relative = before.relative_day.is_none() && after.relative_day.is_some();
    let adds_shift = before.shift.is_none() && after.shift.is_some();
    let adds_time = adds_day || adds_weekday || adds_relative;
    let unit = |r: &Reading| match r.shift {
        Some(Shift::Unit { unit, .. }) => Some(unit),
        _ => None,
    };
    if before.nth.is_some() && before.date.is_none() && before.shift.is_none() {
        let whole = after.date.is_some_and(|d| d.day.is_none()) || matches!(unit(after), Some(TimeUnit::Month | TimeUnit::Year));
        return whole && matches!(joint, Joint::Nothing | Joint::Of | Joint::In);
    }
    if before.nth.is_some() || before.era.is_some() || after.era.is_some() {
        return adds_year && matches!(joint, Joint::Nothing | Joint::Of | Joint::In);
    }
    if before.shift.is_some() {
        // «هذا الأسبوع الجمعة»; what else follows a shift is another expression.
        let week = unit(before) == Some(TimeUnit::Week) && matches!(joint, Joint::Nothing | Joint::Of);
        let dated = before.date.is_some() || before.weekday.is_some();
        return week && adds_weekday && !dated || (dated || unit(before) == Some(TimeUnit::Day)) && adds_clock;
    }
    if adds_shift {
        let week = before.weekday.is_some()
            && before.date.is_none()
            && unit(after) == Some(TimeUnit::Week)
            && matches!(joint, Joint::Nothing | Joint::Of);
        let month = before.date.is_some_and(|d| d.month.is_none() && d.day.is_some()) && unit(after) == Some(TimeUnit::Month);
        let year = before.date.is_some_and(|d| d.month.is_some() && d.year.is_none()) && unit(after) == Some(TimeUnit::Year);
        let told = adds_day && before.date.is_none() && before.clock.is_none() && unit(after) == Some(TimeUnit::Month);
        return week || (month || year || told) && matches!(joint, Joint::Nothing | Joint::Of | Joint::In);
    }
    let clock_first = before.clock.is_some() && !before.names_day();
    match joint {
        Joint::Nothing => !adds_month || before.weekday.is_none() && before.relative_day.is_none(),
        Joint::Comma => {
            (adds_day && (before.weekday.is_some() || before.relative_day.is_some() || clock_first))
                || adds_clock
                || adds_year
                || adds_weekday && before.relative_day.is_some()
        }
        Joint::Bracket => {
            adds_day
                || adds_clock
                || adds_weekday && (before.relative_day.is_some() || before.date.is_some())
                || after.greenwich.is_some() && before.greenwich.is_none()
                || before.clock.is_some() && after.clock != before.clock
                || before.date.is_some_and(|d| d.day.is_some())
                    && after.date.is_some_and(|d| d.hijri != before.date.is_some_and(|b| b.hijri))
        }
        Joint::In => adds_clock || clock_first && adds_time || adds_day && before.weekday.is_some() || after.day_part != before.day_part,
        Joint::Of => {
            clock_first && adds_time
                || adds_year
                || before.date.is_some_and(|d| d.month.is_none()) && adds_day
                || after.day_part.is_some() && before.day_part.is_none() && before.clock.is_some()
        }
        Joint::Equals => after.date.is_some_and(|d| d.day.is_some()),
        Joint::Dash => {
            adds_day && before.weekday.is_some()
                || adds_clock && before.names_day()
                || clock_first && adds_day
                || before.date.is_some_and(|d| d.day.is_some())
                    && after.date.is_some_and(|d| d.day.is_some() && d.hijri != before.date.is_some_and(|b| b.hijri))
        }
    }
}

/// Reads one part into the slots that are free; its end.
fn component(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if !words
        .document
        .folded
        .tokens
        .get(at)
        .is_some_and(|t| matches!(t.kind, isnad_lexicon::fold::TokenKind::Word | isnad_lexicon::fold::TokenKind::Digits))
    {
        return greenwich(words, at, found);
    }
    relative_day(words, at, found)
        .or_else(|| weekday(words, at, found))
        .or_else(|| day_word(words, at, found))
        .or_else(|| inner_greenwich(words, at, found))
        .or_else(|| day_part(words, at, found))
        .or_else(|| named_zone(words, at, found))
        .or_else(|| dated(words, at, found))
        .or_else(|| day_of_unit(words, at, found))
        .or_else(|| clocked(words, at, found))
        .or_else(|| added_year(words, at, found))
        .or_else(|| day_alone(words, at, found))
        .or_else(|| stretch(words, at, found))
}

fn relative_day(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let (value, hit) = words.hit(at, TimePart::RelativeDay)?;
    let end = hit.end as usize;
    let attached = hit.prefix.intersects(Prefix::PREPOSITION) && !hit.prefix.contains(Prefix::ARTICLE) && end == at + 1;
    if found.relative_day.is_some()
        || found.weekday.is_some()
        || found.shift.is_some()
        || found.date.is_some_and(|d| d.day.is_some()) && found.clock.is_none()
        || attached
    {
        return None;
    }
    let per_day = hit.prefix.contains(Prefix::BY) && value == 0;
    if words.in_name(at) || value == 0 && end == at + 1 && (per_day || !is_today(words, at, end)) {
        return None;
    }
    found.relative_day = Some(value);
    Some(end)
}

/// «اليوم» is today; in «اليوم التالي», «طوال اليوم», «في اليوم» it is a word for day.
fn is_today(words: &Words, at: usize, end: usize) -> bool {
    if words.is_before(at, TimePart::NoTodayBefore) || words.is_before(at, TimePart::This) {
        return words.is(end, TimePart::Weekday);
    }
    if words.is(end, TimePart::NoTodayAfter) || words.is(end, TimePart::Direction) || words.is(end, TimePart::Last) {
        return false;
    }
    // «في اليوم» is per day, unless the day is named.
    let alone = words
        .starts_before(at, TimePart::In)
        .is_some_and(|t| words.hit(t, TimePart::In).is_some_and(|(_, h)| h.prefix.is_empty() && h.end as usize == at));
    !alone || words.is(end, TimePart::Weekday) || words.whole(end, 31).is_some()
}

fn weekday(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let (value, end) = words.part(at, TimePart::Weekday)?;
    if found.weekday.is_some() || matches!(found.shift, Some(Shift::Away(_) | Shift::Stretch { .. })) || words.in_name(at) {
        return None;
    }
    found.weekday = Some(value as i8);
    if let Some((direction, after)) = words.part(end, TimePart::Direction) {
        found.direction = Some(direction);
        return Some(after);
    }
    // «ليل الأربعاء - الخميس», «ليل الأربعاء الخميس»: the night between is told by its first day, its midnight by
    // its second.
    let midnight = found.clock.is_some_and(|c| c.hour == 0 && c.minute == Some(0));
    if found.day_part == Some(18) && found.clock.is_none() || midnight {
        let next = if words.mark(end) == Some('-') { end + 1 } else { end };
        if let Some((other, after)) = words.part(next, TimePart::Weekday)
            && other == value % 7 + 1
        {
            if midnight {
                found.weekday = Some(other as i8);
            }
            return Some(after);
        }
    }
    Some(end)
}

/// يوم X, نهار X, يومي X
fn day_word(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let (_, end) = words.part(at, TimePart::DayWord)?;
    let mut rest = found.clone();
    if let Some((weekday, after)) = words.part(end, TimePart::WeekdayName)
        && words.is_close(after)
        && found.weekday.is_none()
        && !words.is_before(at, TimePart::Every)
    {
        found.weekday = Some(weekday as i8);
        return Some(after);
    }
    // «اليوم الثالث من أكتوبر», «اليوم 6 مايو»
    let after = relative_day(words, end, &mut rest)
        .or_else(|| weekday(words, end, &mut rest))
        .or_else(|| dated(words, end, &mut rest))
        .or_else(|| numbered_day(words, end, &mut rest))?;
    *found = rest;
    Some(after)
}

/// «يوم 27»: a day of the month that the page is of.
fn numbered_day(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.date.is_some() {
        return None;
    }
    let (value, end, ordinal) = words.whole(at, 31)?;
    if ordinal
        || !words.is_close(end)
        || matches!(words.mark(end), Some('%' | '/' | ':'))
        || words.is_before(at, TimePart::UnitDay) && words.digits(at).is_none()
    {
        return None;
    }
    found.date = Some(PartialDate { day: Some(value as i8), ..PartialDate::default() });
    Some(end)
}

/// «20 من الشهر القادم», «التاسع عشر من هذا الشهر»
fn day_of_unit(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.date.is_some() || found.shift.is_some() || found.nth.is_some() || found.clock.is_some() {
        return None;
    }
    let day = range::day_of_unit(words, at)?;
    found.date = day.date;
    found.shift = day.shift;
    Some(day.tokens.end)
}

/// Behind a weekday the number of its day: «الخميس 21», «السبت السادس عشر», «الأحد الأول».
fn day_alone(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.weekday.is_none()
        || found.date.is_some()
        || found.clock.is_some()
        || found.shift.is_some()
        || found.direction.is_some()
        || found.day_part.is_some()
    {
        return None;
    }
    let (value, end, ordinal) = words.whole(at, 31)?;
    if words.is_close(end) && !matches!(words.mark(end), Some('%' | ':' | '/'))
        || words.is(end, TimePart::To)
        || words.is(end, TimePart::HourWord)
    {
        found.date = Some(PartialDate { day: Some(value as i8), ordinal, ..PartialDate::default() });
        return Some(end);
    }
    None
}

fn day_part(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.day_part.is_some() || found.shift.is_some() {
        return None;
    }
    if let Some(from) = words.part(at, TimePart::DayPart) {
        let (value, end) = from;
        if found.clock.is_some() || found.names_day() {
            found.day_part = Some(value);
            shift_clock(found);
            return Some(end);
        }
        // «مساء الخميس», «صباح يوم 20 سبتمبر», «بعد الظهر الساعة 7»
        let mut rest = Reading { day_part: Some(value), ..found.clone() };
        let hour = words.is(end, TimePart::HourWord)
            || words.digits(end).is_some() && words.mark(end + 1) == Some(':')
            || words.whole(end, 12).is_some_and(|(.., ordinal)| ordinal);
        let day = |rest: &mut Reading| {
            relative_day(words, end, rest)
                .or_else(|| weekday(words, end, rest))
                .or_else(|| day_word(words, end, rest))
                .or_else(|| dated(words, end, rest))
        };
        let after = match day(&mut rest) {
            Some(after) => after,
            None if hour => clocked(words, end, &mut rest)?,
            None => return None,
        };
        return (rest.names_day() || rest.clock.is_some()).then(|| {
            rest.day_part = Some(rest.day_part.unwrap_or(value));
            *found = rest;
            after
        });
    }
    let (value, end) = words.part(at, TimePart::DayPartLetter).filter(|_| found.clock.is_some())?;
    found.day_part = Some(value);
    shift_clock(found);
    Some(end)
}

/// Ten in the evening is 22.
fn shift_clock(found: &mut Reading) {
    if let (Some(clock), Some(part)) = (found.clock, found.day_part) {
        found.clock = Some(clock.in_half_day(part));
    }
}

fn clocked(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.clock.is_some() {
        return midnight_again(words, at, found);
    }
    let (clock, end) = clock(words, at)?;
    found.clock = Some(clock);
    // «7 مساء» is read with its part of the day, so that none is left behind.
    let next = words.part(end, TimePart::In).map_or(end, |(_, e)| e);
    if let Some((part, after)) = words.part(next, TimePart::DayPart).or_else(|| words.part(end, TimePart::DayPartLetter)) {
        found.day_part = Some(part);
        shift_clock(found);
        return Some(after);
    }
    if !words.is(at, TimePart::Moment) {
        shift_clock(found);
    }
    Some(end)
}

/// «12 منتصف الليل»: the words say again what the clock says.
fn midnight_again(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let (hour, end) = words.part(at, TimePart::Moment)?;
    let clock = found.clock.filter(|c| c.hour <= 12)?;
    found.clock = Some(super::reading::Clock { hour: if clock.hour == 12 { hour as i8 } else { clock.hour }, ..clock });
    Some(end)
}

fn named_zone(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let clock = found.clock.filter(|c| c.zone.is_none())?;
    let (minutes, end) = zone(words, at)?;
    found.clock = Some(super::reading::Clock { zone: minutes, ..clock });
    Some(end)
}

/// «(09,00 بتوقيت غرينتش)» behind a local time; the bracket has been taken by the caller where `at` is inside it.
fn greenwich(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if words.mark(at) != Some('(') {
        return None;
    }
    let end = inner_greenwich(words, at + 1, found).or_else(|| named_zone(words, at + 1, found))?;
    (words.mark(end) == Some(')')).then_some(end + 1)
}

fn inner_greenwich(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.clock.is_none() || found.greenwich.is_some() {
        return None;
    }
    let start = words.hit(at, TimePart::HourWord).map_or(at, |(_, hit)| hit.end as usize);
    let (inner, after) = super::clock::bare(words, start, true)?;
    let (offset, close) = zone(words, after)?;
    let inner = super::reading::Clock { zone: Some(offset?), ..inner };
    found.greenwich = Some((inner, at..close));
    Some(close)
}

fn dated(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.date.is_some() || found.shift.is_some() || found.era.is_some() {
        return None;
    }
    let (date, end) = if found.nth.is_some() { whole_month(words, at)? } else { date(words, at)? };
    if words.is_before(at, TimePart::Every) {
        return None;
    }
    found.date = Some(date);
    if date.year.is_none()
        && let Some((direction, after)) = words.part(end, TimePart::Direction)
    {
        found.direction = Some(direction);
        return Some(after);
    }
    Some(end)
}

fn added_year(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    let date = found.date.filter(|d| d.year.is_none() && d.month.is_some())?;
    if words.is(at, TimePart::HourWord) {
        return None;
    }
    let Some(year) = year(words, at, YearPlace::AfterMonth) else {
        // «سبتمبر من العام الماضي»
        let mut rest = Reading::default();
        let end = period(words, at, &mut rest)?;
        found.shift = rest.shift.filter(|s| matches!(s, Shift::Unit { unit: TimeUnit::Year, .. }));
        return found.shift.is_some().then_some(end);
    };
    found.date = Some(PartialDate { year: Some(year.value), hijri: date.hijri || year.hijri, ..date });
    Some(year.end)
}

fn stretch(words: &Words, at: usize, found: &mut Reading) -> Option<usize> {
    if found.date.is_none() && found.shift.is_none() && found.relative_day.is_none() && found.era.is_none() {
        let mut rest = found.clone();
        // Behind a weekday, an ordinal's month, or at the head.
        if found.weekday.is_none() && found.clock.is_none() && found.day_part.is_none() || found.nth.is_some() || is_week(words, at) {
            if found.nth.is_some()
                && let Some(year) = year(words, at, YearPlace::AfterMonth)
            {
                found.date = Some(PartialDate { year: Some(year.value), hijri: year.hijri, ..PartialDate::default() });
                return Some(year.end);
            }
            let end = period(words, at, &mut rest)?;
            *found = rest;
            return Some(end);
        }
        return None;
    }
    None
}

fn is_week(words: &Words, at: usize) -> bool {
    let next = words.part(at, TimePart::This).map_or(at, |(_, end)| end);
    matches!(words.unit(next), Some(UnitWord { unit: Unit::Of(TimeUnit::Week), count: Count::One, definite: true, .. }))
}
