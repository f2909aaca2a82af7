//! What the tools are asked. The words of closed lists are those of the record.

use isnad_model::{FactKind, FactStatus, Measure};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which claims.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimsAsked {
    /// Only this kind of claim.
    pub kind: Option<FactKind>,
    /// Only figures that count this.
    pub measure: Option<Measure>,
    /// Only claims whose fact stands like this.
    pub status: Option<FactStatus>,
    /// Only of this year, month or day (`2024`, `2024-05`, `2024-05-06`), or later.
    pub since: Option<String>,
    /// Only of this year, month or day, or earlier.
    pub until: Option<String>,
    /// Only at this place: its id, or a name that the pages use, in Arabic.
    pub place: Option<String>,
    /// Only by this speaker: the id, or a name that the pages use, in Arabic.
    pub speaker: Option<String>,
    /// Only of this outlet: its name or domain.
    pub outlet: Option<String>,
    /// Claims that are left out at the beginning: `next` of the answer before.
    pub skip: usize,
    /// Claims at most, 1 to 50; 20 where it is absent.
    pub limit: Option<usize>,
}

/// Which story, and which part of it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StoryAsked {
    /// Its number, as search_claims and list_disputes give it.
    pub story: i64,
    /// Lines that are left out at the beginning: `next` of the answer before.
    #[serde(default)]
    pub skip: usize,
    /// Lines at most, 1 to 50; 20 where it is absent.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// Which series of figures.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesAsked {
    /// The story's number.
    pub story: i64,
    /// Only figures that count this.
    #[serde(default)]
    pub measure: Option<Measure>,
    /// Only of this group: all, civilians, children, women, soldiers, peacekeepers, police, fighters, families, or an actor's id.
    #[serde(default)]
    pub group: Option<String>,
    /// Only at the place with this id.
    #[serde(default)]
    pub place: Option<String>,
    /// Figures of each series that are left out at its end, the latest ones: for those before the ones that were given.
    #[serde(default)]
    pub skip_points: usize,
    /// Series that are left out at the beginning: `next` of the answer before.
    #[serde(default)]
    pub skip: usize,
    /// Series at most, 1 to 50; 20 where it is absent.
    #[serde(default)]
    pub limit: Option<usize>,
}

/// What is to be checked.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckAsked {
    /// A sentence in Arabic that says who, what, how many, where and when, as a news page would.
    pub sentence: String,
    /// The day that it was said on (`2024-05-06`), by which «yesterday» and «Thursday» are understood.
    #[serde(default)]
    pub day: Option<String>,
}

/// Which disputes.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DisputesAsked {
    /// Only of this story.
    pub story: Option<i64>,
    /// Only of stories with pages of this year, month or day, or later.
    pub since: Option<String>,
    /// Disputes that are left out at the beginning: `next` of the answer before.
    pub skip: usize,
    /// Disputes at most, 1 to 50; 20 where it is absent.
    pub limit: Option<usize>,
}

/// Lines of an answer where nobody says how many.
const USUAL: usize = 20;
/// Lines of an answer at most.
const MOST: usize = 50;
/// Lines of a list within a line at most: `…_in_all` says how many there are.
pub const LISTED: usize = 20;

/// How many lines are given.
pub fn limit(asked: Option<usize>) -> Result<usize, String> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(limit),
        wrong => Err(format!("limit is 1 to {MOST}, not {wrong}; ask for the rest with skip")),
    }
}

/// A part of a list, and where the next one begins.
pub fn part<T>(items: impl Iterator<Item = T>, skip: usize, limit: usize) -> (Vec<T>, Option<usize>) {
    let mut part: Vec<T> = items.skip(skip).take(limit.saturating_add(1)).collect();
    let more = part.len() > limit;
    part.truncate(limit);
    (part, more.then_some(skip.saturating_add(limit)))
}

/// A field that says something; an empty one is absent.
pub fn given(field: Option<&str>) -> Option<&str> {
    field.map(str::trim).filter(|given| !given.is_empty())
}

/// The first or last day of the time in a field.
pub fn day(field: &str, time: Option<&str>, of: fn(&str) -> Option<String>) -> Result<Option<String>, String> {
    let day = |time| of(time).ok_or_else(|| format!("{field} {time} is no day; give one such as 2024-05-06, 2024-05 or 2024"));
    given(time).map(day).transpose()
}
