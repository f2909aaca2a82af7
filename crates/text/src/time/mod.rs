//! Time expressions: points, days, weekdays, clock times, periods, durations.

mod ahead;
mod calendar;
mod clock;
mod date;
mod duration;
mod grammar;
mod period;
mod range;
mod reading;
mod resolve;
mod words;
mod written_on;

use std::ops::Range;

use isnad_lexicon::subjects::TimePart;
use isnad_lexicon::{Hit, Lexicon};
use isnad_model::{Granularity, TimeBasis};

use crate::document::Document;
use crate::number::Number;

pub use ahead::is_future;

/// A time expression in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// ISO 8601 as fine as the text fixes it; `None` while its anchor is unknown.
    pub value: Option<String>,
    /// How finely.
    pub granularity: Granularity,
    /// By itself or against an anchor.
    pub basis: TimeBasis,
    /// What it says of the page's own day.
    pub relative: Option<isnad_model::Relative>,
    /// The date it was resolved against.
    pub anchor: Option<String>,
}

/// A length of time: 24 ساعة، ثلاث سنوات، أسبوعين.
#[derive(Clone, Debug, PartialEq)]
pub struct Duration {
    /// Number and unit.
    pub tokens: Range<usize>,
    /// The amount in `unit`.
    pub amount: f64,
    /// The unit.
    pub unit: TimeUnit,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names say it
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl TimeUnit {
    /// Its length in seconds; months of 30 days and years of 365.
    pub fn seconds(self) -> f64 {
        let day = 86_400.0;
        match self {
            TimeUnit::Second => 1.0,
            TimeUnit::Minute => 60.0,
            TimeUnit::Hour => 3_600.0,
            TimeUnit::Day => day,
            TimeUnit::Week => 7.0 * day,
            TimeUnit::Month => 30.0 * day,
            TimeUnit::Year => 365.0 * day,
            TimeUnit::Decade => 3_650.0 * day,
            TimeUnit::Century => 36_500.0 * day,
        }
    }
}

/// The times of a text and what they say of its date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    /// The expressions in order; one may stand inside another (the GMT time in brackets).
    pub expressions: Vec<TimeExpression>,
    /// Lengths of time.
    pub durations: Vec<Duration>,
    /// When the text or a line around it says that it was written, where it does: ISO 8601, day or minute.
    pub written_on: Option<String>,
    /// The day that relative times were reckoned from (ISO 8601): the one that the page states, else the one it was written on.
    pub reckoned_from: Option<String>,
}

/// Finds a text's times. `published` is the page's date where its metadata states one (ISO 8601, day or
/// finer); without it the text's own date, where it states one, is the anchor.
pub fn find(document: &Document, lexicon: &Lexicon, numbers: &[Number], published: Option<&str>) -> Times {
    find_stamped(document, lexicon, numbers, published, &[])
}

/// Like [`find`], for a page with lines apart from its text that date it, the most trustworthy first.
pub fn find_stamped(document: &Document, lexicon: &Lexicon, numbers: &[Number], published: Option<&str>, stamps: &[String]) -> Times {
    let (readings, durations) = grammar::read(document, lexicon, numbers);
    let stamps: Vec<_> = stamps.iter().filter_map(|line| written_on::stamp(line, lexicon)).collect();
    let written_on = written_on::infer(document, lexicon, &readings, &stamps);
    let stated = published.and_then(|p| p.get(..10)).and_then(|day| day.parse().ok());
    let day = stated.or(written_on.as_ref().map(|w| w.day));
    let expressions = resolve::resolve(document, lexicon, &readings, day);
    Times { expressions, durations, written_on: written_on.map(|w| w.value), reckoned_from: day.map(|d| d.to_string()) }
}

/// Whether a token is the last of a date: a year, or the word for its era («2023», «1445 هـ»).
pub fn ends_date(document: &Document, lexicon: &Lexicon, token: usize) -> bool {
    let form = document.form(token);
    let era = |h: &Hit| lexicon.tables.time_word(h).is_some_and(|w| matches!(w.part, TimePart::Era | TimePart::HijriEra));
    form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit()) || document.hits.at(token).iter().any(era)
}

/// The value of a relative time once its page has a day (ISO 8601, day or finer): for pages that only their story dates.
pub fn resolve_again(relative: &isnad_model::Relative, day: &str) -> Option<String> {
    resolve::again(relative, day.get(..10)?.parse().ok()?)
}
