//! Time expressions: points, days, weekdays, clock times, periods, durations.

mod grammar;
mod resolve;
mod written_on;

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_model::{Granularity, TimeBasis};

use crate::document::Document;
use crate::number::Number;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// The times of a text and what they say of its date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    /// The expressions in order; one may stand inside another (the GMT time in brackets).
    pub expressions: Vec<TimeExpression>,
    /// Lengths of time.
    pub durations: Vec<Duration>,
    /// The day the text says it was written on, where it does.
    pub written_on: Option<String>,
}

/// Finds a text's times. `published` is the page's date where its metadata states one (ISO 8601, day or
/// finer); without it the text's own date, where it states one, is the anchor.
pub fn find(document: &Document, lexicon: &Lexicon, numbers: &[Number], published: Option<&str>) -> Times {
    let read = grammar::read(document, lexicon, numbers);
    let written_on = written_on::infer(&read.parsed);
    let anchor = published.and_then(|p| p.get(..10)).and_then(|day| day.parse().ok()).or(written_on);
    let expressions = resolve::resolve(document, lexicon, &read.parsed, anchor);
    Times { expressions, durations: read.durations, written_on: written_on.map(|day| day.to_string()) }
}
