use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How finely a time is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Granularity {
    /// `2023-09-20T13:00+04:00`
    Minute,
    /// Told by the hour alone: `2023-09-20T13:00`
    Hour,
    /// `2023-09-20`
    Day,
    /// `2023-W38`
    Week,
    /// `2023-09`
    Month,
    /// A part of a year (`2020` with the season in words): seasons, quarters, halves.
    Season,
    /// `2023`
    Year,
    /// `2010/2019`, and every other span from one point to another (`start/end`).
    Period,
}

/// Where a time's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    /// The expression alone fixes it.
    Absolute,
    /// It was resolved against an anchor, such as the page's date.
    Relative,
}

/// A time told from the page's own day: «yesterday», «yesterday, Thursday», «Thursday», «next month», «20 September».
/// With the page's day known it gives a value; see `isnad_text::time::resolve_again`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relative {
    /// Days from the page's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i32>,
    /// ISO weekday, Monday 1 to Sunday 7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<i8>,
    /// Of a weekday, day or month: the last one is -1, this one 0, the next one 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<i32>,
    /// Whether the sentence speaks of what is to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<bool>,
    /// Weeks from the page's week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<i32>,
    /// Months from the page's month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<i32>,
    /// Years from the page's year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<i32>,
    /// Month named without a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<i8>,
    /// Day of the month named without a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<i8>,
    /// Clock time in minutes from midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minute: Option<i32>,
    /// Its zone in minutes east of Greenwich.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<i32>,
}

/// A time expression in an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Time {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
    /// ISO 8601 as fine as the page fixes it; absent while its anchor is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How finely.
    pub granularity: Granularity,
    /// By itself or against an anchor.
    pub basis: TimeBasis,
    /// What a relative expression says of the page's own day, so that it can be resolved once the page is dated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relative: Option<Relative>,
    /// The date a relative expression was resolved against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

/// What a page's date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// Stated in the page's metadata.
    Metadata,
    /// Read from the page's own text.
    Text,
    /// Inferred from the other pages of its story.
    Story,
    /// Not known.
    None,
}

/// When a page was published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How finely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
    /// What it rests on.
    pub basis: DateBasis,
    /// When the page says it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

impl Default for Published {
    fn default() -> Self {
        Published { value: None, granularity: None, basis: DateBasis::None, modified: None }
    }
}
