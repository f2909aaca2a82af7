//! From the parts of an expression to an ISO 8601 value.

use isnad_lexicon::subjects::WordRole;
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{Granularity, TimeBasis};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::grammar::{Clock, Parsed, PartialDate};
use super::{TimeExpression, TimeUnit};
use crate::document::Document;

/// A full date as a day of the Gregorian calendar.
pub fn civil(date: &PartialDate) -> Option<Date> {
    let (year, month, day) = (date.year?, date.month?, date.day?);
    if date.hijri { hijri(year, month, day) } else { Date::new(year, month, day).ok() }
}

/// A day of the civil (tabular) Hijri calendar, epoch 16 July 622 (Julian); good to a day or two against
/// calendars by sighting. Reingold and Dershowitz, Calendrical Calculations, chapter 7.
fn hijri(year: i16, month: i8, day: i8) -> Option<Date> {
    let (y, m, d) = (i64::from(year), i64::from(month), i64::from(day));
    let fixed = d + 29 * (m - 1) + m / 2 + (y - 1) * 354 + (3 + 11 * y).div_euclid(30) + 227_014;
    // Fixed day 1 is 1 January of year 1 of the proleptic Gregorian calendar.
    Date::new(1, 1, 1).ok()?.checked_add((fixed - 1).days()).ok()
}

pub fn resolve(document: &Document, lexicon: &Lexicon, parsed: &[Parsed], anchor: Option<Date>) -> Vec<TimeExpression> {
    let newest_year = parsed.iter().filter_map(|p| p.date.filter(|d| !d.hijri).and_then(|d| d.year)).max();
    let mut found = Vec::with_capacity(parsed.len());
    for p in parsed {
        found.push(expression(document, lexicon, p, anchor, newest_year));
        if let Some((clock, tokens)) = &p.greenwich {
            let day = day_of(document, lexicon, p, anchor, newest_year);
            found.push(TimeExpression {
                tokens: tokens.clone(),
                value: day.map(|d| stamp(d, *clock, Some(0))),
                granularity: Granularity::Minute,
                basis: TimeBasis::Absolute,
                relative: None,
                anchor: None,
            });
        }
    }
    found
}

fn expression(document: &Document, lexicon: &Lexicon, p: &Parsed, anchor: Option<Date>, newest_year: Option<i16>) -> TimeExpression {
    let absolute = p.date.is_some_and(|d| d.year.is_some()) && p.shift.is_none();
    let (value, granularity) = value(document, lexicon, p, anchor, newest_year);
    TimeExpression {
        tokens: p.tokens.clone(),
        value,
        granularity,
        basis: if absolute { TimeBasis::Absolute } else { TimeBasis::Relative },
        relative: (!absolute && (p.relative_day.is_some() || p.weekday.is_some()))
            .then_some(isnad_model::Relative { days: p.relative_day, weekday: p.weekday }),
        anchor: if absolute { None } else { anchor.map(|a| a.to_string()) },
    }
}

fn value(
    document: &Document,
    lexicon: &Lexicon,
    p: &Parsed,
    anchor: Option<Date>,
    newest_year: Option<i16>,
) -> (Option<String>, Granularity) {
    if let Some(shift) = p.shift {
        return shifted(shift.unit, shift.count, anchor, p.several);
    }
    if let Some(clock) = p.clock {
        let zone = clock.zone.or_else(|| p.greenwich.as_ref().map(|(g, _)| offset(clock, *g)));
        return (day_of(document, lexicon, p, anchor, newest_year).map(|d| stamp(d, clock, zone)), Granularity::Minute);
    }
    if let Some(date) = p.date
        && date.day.is_none()
        && p.relative_day.is_none()
        && p.weekday.is_none()
    {
        return partial(&date, anchor, newest_year, p.season);
    }
    (day_of(document, lexicon, p, anchor, newest_year).map(|d| d.to_string()), Granularity::Day)
}

/// Minutes by which local time is ahead of Greenwich time, within half a day.
fn offset(local: Clock, greenwich: Clock) -> i32 {
    let minutes = |c: Clock| i32::from(c.hour) * 60 + i32::from(c.minute);
    let difference = minutes(local) - minutes(greenwich);
    if difference > 14 * 60 {
        difference - 24 * 60
    } else if difference < -12 * 60 {
        difference + 24 * 60
    } else {
        difference
    }
}

fn stamp(day: Date, clock: Clock, zone: Option<i32>) -> String {
    let zone = zone.map_or_else(String::new, |z| format!("{}{:02}:{:02}", if z < 0 { '-' } else { '+' }, z.abs() / 60, z.abs() % 60));
    format!("{day}T{:02}:{:02}{zone}", clock.hour, clock.minute)
}

fn shifted(unit: TimeUnit, count: i32, anchor: Option<Date>, several: bool) -> (Option<String>, Granularity) {
    let moved = |span: jiff::Span| anchor.and_then(|a| a.checked_add(span).ok());
    if several {
        return (anchor.map(|a| format!("{:04}", a.year())), Granularity::Year);
    }
    match unit {
        TimeUnit::Day => (moved(count.days()).map(|d| d.to_string()), Granularity::Day),
        TimeUnit::Week => (
            moved(count.weeks()).map(|d| {
                let week = d.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }),
            Granularity::Week,
        ),
        TimeUnit::Month => (moved(count.months()).map(|d| format!("{:04}-{:02}", d.year(), d.month())), Granularity::Month),
        _ => {
            let years = match unit {
                TimeUnit::Decade => count * 10,
                TimeUnit::Century => count * 100,
                _ => count,
            };
            (anchor.map(|a| format!("{:04}", i32::from(a.year()) + years)), Granularity::Year)
        }
    }
}

fn partial(date: &PartialDate, anchor: Option<Date>, newest_year: Option<i16>, season: bool) -> (Option<String>, Granularity) {
    if date.hijri {
        let granularity = if date.month.is_some() { Granularity::Month } else { Granularity::Year };
        let start = date.year.and_then(|year| hijri(year, date.month.unwrap_or(1), 1));
        let value =
            start.map(|d| if date.month.is_some() { format!("{:04}-{:02}", d.year(), d.month()) } else { format!("{:04}", d.year()) });
        return (value, granularity);
    }
    match (date.year, date.month) {
        (Some(year), Some(month)) => (Some(format!("{year:04}-{month:02}")), Granularity::Month),
        (Some(year), None) => (Some(format!("{year:04}")), if season { Granularity::Season } else { Granularity::Year }),
        (None, Some(month)) => {
            let year = anchor.map(|a| if month > a.month() { a.year() - 1 } else { a.year() }).or(newest_year);
            (year.map(|year| format!("{year:04}-{month:02}")), Granularity::Month)
        }
        (None, None) => (None, Granularity::Year),
    }
}

/// The day an expression is about.
fn day_of(document: &Document, lexicon: &Lexicon, p: &Parsed, anchor: Option<Date>, newest_year: Option<i16>) -> Option<Date> {
    if let Some(date) = &p.date
        && date.day.is_some()
    {
        if let Some(full) = civil(date) {
            return Some(full);
        }
        let (month, day) = (date.month?, date.day?);
        if date.hijri {
            return None;
        }
        let weekday = p.weekday.and_then(|w| Weekday::from_monday_one_offset(w).ok());
        let fits = |year: i16| Date::new(year, month, day).ok().filter(|d| weekday.is_none_or(|w| d.weekday() == w));
        if let Some(a) = anchor {
            // The year that brings the day nearest to the page's.
            return [a.year(), a.year() - 1, a.year() + 1]
                .into_iter()
                .filter_map(|year| Date::new(year, month, day).ok())
                .min_by_key(|d| (d.since(a).map_or(i32::MAX, |s| s.get_days().abs()), d.year()));
        }
        return newest_year.and_then(|from| (from..=from + 6).find_map(fits)).filter(|_| weekday.is_some());
    }
    let anchor = anchor?;
    if let Some(days) = p.relative_day {
        return anchor.checked_add(days.days()).ok();
    }
    if let Some(weekday) = p.weekday {
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        let ahead = anchor.weekday().until(weekday);
        let ahead = i32::from(ahead);
        let past = || anchor.checked_sub(((7 - ahead) % 7).days()).ok();
        let next = || anchor.checked_add(ahead.days()).ok();
        return match p.direction {
            Some(direction) if direction > 0 => anchor.checked_add((if ahead == 0 { 7 } else { ahead }).days()).ok(),
            Some(direction) if direction < 0 => anchor.checked_sub((if ahead == 0 { 7 } else { 7 - ahead }).days()).ok(),
            _ if ahead == 0 => Some(anchor),
            // Tomorrow's name is tomorrow: a day of last week would say so.
            _ if ahead == 1 || is_ahead(document, lexicon, p) => next(),
            _ => past(),
        };
    }
    // A clock time alone is of the page's day.
    p.clock.map(|_| anchor)
}

/// Whether the words before an expression speak of what is to come.
fn is_ahead(document: &Document, lexicon: &Lexicon, p: &Parsed) -> bool {
    let sentence = document.sentences.get(document.sentence_of(p.tokens.start)).map_or(0, |s| s.tokens.start);
    let from = p.tokens.start.saturating_sub(14).max(sentence);
    (from..p.tokens.start).any(|t| {
        let form = document.form(t);
        let future = form.chars().count() > 4
            && (form.starts_with("سي") || form.starts_with("ست"))
            && document
                .hits
                .at(t)
                .iter()
                .filter(|h| h.subject != Subject::CommonWord)
                .all(|h| h.prefix.contains(isnad_lexicon::form::Prefix::FUTURE));
        future && !matches!(form, "ستين" | "سيده" | "سياره" | "سياسه" | "سيارات" | "سياسي" | "سياسيه")
            || document.hits.of(t, Subject::Word).any(|h| lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == WordRole::Planned))
    })
}
