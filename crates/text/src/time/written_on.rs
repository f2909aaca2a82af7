//! The day a text says it was written on.

use std::ops::Range;

use isnad_lexicon::subjects::TimePart;
use isnad_lexicon::{Lexicon, Subject};
use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::ahead::is_ahead;
use super::calendar::{by_weekday, weekday};
use super::reading::Reading;
use super::resolve::Calendar;
use crate::document::Document;

/// Infers the day, only where the text fixes it, or lines that stood around it, `stamps`, the most trustworthy first.
/// A date by itself does not: it may be history or an announcement.
pub fn infer(document: &Document, lexicon: &Lexicon, readings: &[Reading], stamps: &[Stamp]) -> Option<Stamp> {
    let told = told(readings);
    let sure = told.filter(|(_, stated)| *stated).map(|(day, _)| day);
    let near = |stamp: &&Stamp| sure.is_none_or(|day| (stamp.day - day).get_days().abs() <= 1);
    let stamp = stamps.iter().filter(near).find(|stamp| agrees(stamp.day, readings));
    stamp
        .map(|stamp| stamp.by(readings))
        .or_else(|| told.map(|(day, _)| Stamp::of_day(day)))
        .or_else(|| labelled(document, lexicon, readings).map(Stamp::of_day))
        .or_else(|| reported(document, lexicon, readings).map(Stamp::of_day))
}

/// When a page was put out, as a line apart from its text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The day.
    pub day: Date,
    /// ISO 8601, to the minute where the line is so fine.
    pub value: String,
    /// Told by the moon alone: a day more or less from land to land.
    pub lunar: bool,
}

impl Stamp {
    fn of_day(day: Date) -> Self {
        Stamp { day, value: day.to_string(), lunar: false }
    }

    /// This day, or of a lunar one the neighbour that the text calls today by its weekday.
    fn by(&self, readings: &[Reading]) -> Stamp {
        let today = readings.iter().find_map(|r| Some(weekday(r.weekday?)?.wrapping_sub(r.relative_day?)));
        let neighbours = || [self.day.yesterday().ok(), self.day.tomorrow().ok()].into_iter().flatten();
        match today.filter(|today| self.lunar && *today != self.day.weekday()) {
            Some(today) => neighbours().find(|d| d.weekday() == today).map_or_else(|| self.clone(), Stamp::of_day),
            None => self.clone(),
        }
    }
}

/// Reads a line that dates a page: its first full date.
pub fn stamp(line: &str, lexicon: &Lexicon) -> Option<Stamp> {
    let document = Document::new(line, lexicon);
    let numbers = crate::number::find(&document, lexicon);
    let (readings, _) = super::grammar::read(&document, lexicon, &numbers);
    let calendar = Calendar::new(&readings, None);
    readings.iter().filter(|r| r.until.is_none()).find_map(|reading| {
        let date = reading.date.filter(|d| d.year.is_some() && d.day.is_some())?;
        let day = by_weekday(&date, reading.weekday.and_then(weekday))?;
        let value = calendar.value(reading, false).0.filter(|v| v.starts_with(&day.to_string()));
        let lunar = date.hijri && reading.weekday.is_none();
        Some(Stamp { day, value: value.unwrap_or_else(|| day.to_string()), lunar })
    })
}

/// Whether a text may be of a day: what it calls today, yesterday or tomorrow by the weekday's name is so on that day, or on
/// the one before or after it, where a page is put out past midnight or dated by the next day's paper.
fn agrees(day: Date, readings: &[Reading]) -> bool {
    readings.iter().filter(|r| r.date.is_none()).all(|reading| {
        let named = reading.relative_day.zip(reading.weekday.and_then(weekday));
        named.is_none_or(|(days, weekday)| {
            let today = weekday.wrapping_sub(days);
            [-1, 0, 1].into_iter().any(|n| day.weekday().wrapping_add(n) == today)
        })
    })
}

/// «اليوم الأربعاء 20 أيلول», «أمس 19 سبتمبر 2023»: a day told from today together with its date, and whether the year is
/// told with it.
fn told(readings: &[Reading]) -> Option<(Date, bool)> {
    readings.iter().find_map(|reading| {
        let (days, date) = (reading.relative_day?, reading.date.filter(|d| d.day.is_some())?);
        let named = reading.weekday.and_then(weekday);
        let full = if date.year.is_some() {
            by_weekday(&date, named).filter(|d| date.hijri || named.is_none_or(|w| w == d.weekday()))?
        } else {
            year_of(readings, date.month?, date.day?, named?)?
        };
        let today = full.checked_sub(Span::new().try_days(days).ok()?).ok()?;
        Some((today, date.year.is_some()))
    })
}

/// How many tokens may stand before the date of a dateline.
const DATELINE: usize = 4;

/// «تاريخ النشر: 20/9/2023», «بيروت 20 أيلول/سبتمبر 2023 (أ ف ب) -»: a full date behind a label, in a dateline, or in a
/// sentence with an agency's name and nothing else.
fn labelled(document: &Document, lexicon: &Lexicon, readings: &[Reading]) -> Option<Date> {
    let word =
        |at: usize, part: TimePart| document.hits.at(at).iter().find(|h| lexicon.tables.time_word(h).is_some_and(|w| w.part == part));
    readings.iter().filter(|r| r.until.is_none()).find_map(|reading| {
        let date = reading.date.filter(|d| d.year.is_some() && d.day.is_some())?;
        let start = reading.tokens.start;
        let label = (start.saturating_sub(4)..start).any(|at| word(at, TimePart::Published).is_some_and(|h| h.end as usize + 2 > start));
        let sentence = document.sentences.get(document.sentence_of(start))?.tokens.clone();
        let near = start - sentence.start.min(start) <= DATELINE;
        let place = (sentence.start..start).any(|at| document.hits.of(at, Subject::Place).next().is_some());
        let dateline = near && place && is_carried(document, reading.tokens.end);
        let fits = label || dateline || is_signature(document, &sentence, &reading.tokens);
        fits.then(|| by_weekday(&date, reading.weekday.and_then(weekday))).flatten()
    })
}

/// Where the name of an agency that begins at a token ends.
fn agency_end(document: &Document, at: usize) -> Option<usize> {
    document.hits.of(at, Subject::Agency).map(|h| h.end as usize).max()
}

/// «(أ ف ب)», «/ومع/», «وفا- »: whether a dateline names behind its date who carries the report.
fn is_carried(document: &Document, at: usize) -> bool {
    match document.form(at) {
        "(" => agency_end(document, at + 1).is_some(),
        "/" => agency_end(document, at + 1).is_some_and(|end| document.form(end) == "/"),
        _ => agency_end(document, at).is_some_and(|end| matches!(document.form(end), "-" | "–" | "—" | ":")),
    }
}

/// «20.11.2023, رويترز»: whether a sentence is a date and behind a comma an agency's name, with at most one word more.
fn is_signature(document: &Document, sentence: &Range<usize>, date: &Range<usize>) -> bool {
    let comma = matches!(document.form(date.end), "," | "،");
    let end = comma.then(|| agency_end(document, date.end + 1)).flatten();
    sentence.start == date.start && end.is_some_and(|end| end <= sentence.end && end + 1 >= sentence.end)
}

/// The one year named on the page, or the one after it, in which a date falls on its weekday.
fn year_of(readings: &[Reading], month: i8, day: i8, named: Weekday) -> Option<Date> {
    let years = readings.iter().filter_map(|r| r.date.filter(|d| !d.hijri).and_then(|d| d.year));
    let fits = |year: i16| Date::new(year, month, day).ok().filter(|d| d.weekday() == named);
    let mut found = years.filter(|year| (1990..2100).contains(year)).flat_map(|year| [fits(year), fits(year + 1)]).flatten();
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// News are written on the day they report: the newest date of the page is it where the page names its weekday
/// too, as a day gone by, and where either that date stands with its weekday or «tomorrow, Thursday» agrees.
fn reported(document: &Document, lexicon: &Lexicon, readings: &[Reading]) -> Option<Date> {
    let full = |r: &Reading| {
        let date = r.date.filter(|d| !d.hijri && r.until.is_none() && d.year.is_some())?;
        by_weekday(&date, r.weekday.and_then(weekday))
    };
    let newest = readings.iter().filter_map(full).max()?;
    let its_weekday = |r: &Reading| r.weekday == Some(newest.weekday().to_monday_one_offset());
    let named_alone = readings.iter().any(|r| {
        its_weekday(r)
            && r.date.is_none()
            && r.relative_day.is_none()
            && r.direction.is_none()
            && !is_ahead(document, lexicon, r.tokens.start)
    });
    if !named_alone {
        return None;
    }
    // The weekday of today, as the text's «yesterday, Thursday» has it.
    let today = readings.iter().find_map(|r| Some(weekday(r.weekday?)?.wrapping_sub(r.relative_day?)));
    match today {
        Some(today) => (today == newest.weekday()).then_some(newest),
        None => readings
            .iter()
            .any(|r| its_weekday(r) && full(r) == Some(newest) && r.direction.is_none() && !is_ahead(document, lexicon, r.tokens.start))
            .then_some(newest),
    }
}
