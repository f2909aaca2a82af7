use serde::{Deserialize, Serialize};

use super::{Entry, Subject, Tables};
use crate::Hit;
use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What a word is in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // `times.tsv` and `time_links.tsv` list the words of each
pub enum TimePart {
    Month,
    HijriMonth,
    Weekday,
    WeekdayName,
    RelativeDay,
    NoTodayBefore,
    NoTodayAfter,
    Every,
    NoFuture,
    Scheduled,
    Length,
    Whole,
    DayPart,
    DayPartLetter,
    DaySuffix,
    Moment,
    UnitSecond,
    UnitMinute,
    UnitHour,
    UnitDay,
    UnitWeek,
    UnitMonth,
    UnitQuarter,
    UnitHalf,
    UnitYear,
    UnitDecade,
    UnitCentury,
    General,
    Direction,
    Last,
    LastOf,
    FirstOf,
    This,
    Few,
    Several,
    Edge,
    Weekend,
    Season,
    Decade,
    Age,
    YearWord,
    MonthWord,
    DayWord,
    HourWord,
    DatedNoun,
    Now,
    Ago,
    Since,
    After,
    In,
    Of,
    From,
    To,
    Between,
    Equals,
    Minus,
    Published,
    MinutePart,
    Zone,
    LocalZone,
    Era,
    HijriEra,
}

/// A time word, or one that stands around such words. Files `times.tsv` and `time_links.tsv`: `kind`, `value`, `forms`,
/// `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeWord {
    /// What it is.
    pub part: TimePart,
    /// Month 1 to 12, ISO weekday 1 to 7, days from today: the comments of `times.tsv` say which.
    pub value: i32,
}

impl Tables {
    /// The time word that a hit is, of either file.
    pub fn time_word(&self, hit: &Hit) -> Option<TimeWord> {
        match hit.subject {
            Subject::TimeWord => self.times.get(hit.row()).copied(),
            Subject::TimeLink => self.time_links.get(hit.row()).copied(),
            _ => None,
        }
    }
}

impl Entry for TimeWord {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let part: TimePart = row.word("kind")?;
        Ok((TimeWord { part, value: row.number("value")?.unwrap_or(0) }, row.forms("forms", Form::name())))
    }
}
