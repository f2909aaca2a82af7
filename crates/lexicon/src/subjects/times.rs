use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What a word is in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // `times.tsv` lists the words of each
pub enum TimePart {
    Month,
    HijriMonth,
    Weekday,
    RelativeDay,
    DayPart,
    UnitSecond,
    UnitMinute,
    UnitHour,
    UnitDay,
    UnitWeek,
    UnitMonth,
    UnitYear,
    UnitDecade,
    UnitCentury,
    DefiniteUnit,
    DefiniteUnits,
    Direction,
    This,
    YearWord,
    MonthWord,
    Season,
    HourWord,
    Ago,
    Zone,
    LocalZone,
    Era,
    HijriEra,
    Few,
}

/// A time word. File `times.tsv`: `kind`, `value`, `forms`, `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeWord {
    /// What it is.
    pub part: TimePart,
    /// Month 1 to 12, ISO weekday 1 to 7, days from today, and so on.
    pub value: i32,
}

impl Entry for TimeWord {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let part: TimePart = row.word("kind")?;
        let unit = row.get("kind").starts_with("unit_");
        let form = if unit { Form::name().with(Features::ARTICLE_OPTIONAL) } else { Form::name() };
        Ok((TimeWord { part, value: row.number("value")?.unwrap_or(0) }, row.forms("forms", form)))
    }
}
