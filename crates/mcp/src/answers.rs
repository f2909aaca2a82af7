//! What the tools answer.

use isnad_model::{BestRule, FactKind, FactStatus, Granularity, Measure, Mode, Qualifier, Quantity, Reason};
use isnad_store::ClaimLine;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A part of the claims asked for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClaimsFound {
    /// The claims, the latest first.
    pub claims: Vec<ClaimLine>,
    /// `skip` of the next part; absent behind the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<usize>,
}

/// A story with a part of its facts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StoryFound {
    /// Its number.
    pub story: i64,
    /// Its title.
    pub title: String,
    /// First day of its pages.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// A part of its pages.
    pub pages: Vec<PageLine>,
    /// How many pages it has.
    pub pages_in_all: usize,
    /// How many independent origins these pages have their texts from.
    pub origins: usize,
    /// How many series and statements are disputed; list_disputes has them.
    pub disputes: usize,
    /// How many series of figures there are; figure_series has them.
    pub series: usize,
    /// How many agreements there are.
    pub agreements: usize,
    /// A part of the facts: claims that say the same are one.
    pub facts: Vec<FactLine>,
    /// `skip` of the next part of the pages and the facts; absent behind the last ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<usize>,
}

/// A page in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PageLine {
    /// Its name in the store: its address, or its path.
    pub page: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Its day.
    pub day: Option<String>,
}

/// A fact in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FactLine {
    /// Its id within the story.
    pub fact: String,
    /// What kind.
    pub kind: FactKind,
    /// How it stands.
    pub status: FactStatus,
    /// How many outlets have it.
    pub outlets: usize,
    /// Through how many independent origins.
    pub origins: usize,
    /// Ids of facts that stand against it, at most twenty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// How many there are.
    pub against_in_all: usize,
    /// Where the first page says so.
    pub evidence: Option<Evidence>,
}

/// The sentence of a page that says so, with whoever stands behind it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Evidence {
    /// The page.
    pub page: String,
    /// The claim's id on it.
    pub claim: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// The page's day.
    pub day: Option<String>,
    /// The claim's characters.
    pub exact: String,
    /// First code point of these in the page's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The sentence.
    pub sentence: String,
    /// Who stands behind it, nearest to the fact first; empty where the page speaks in its own voice.
    pub speakers: Vec<Speaker>,
    /// Agencies and channels that carried it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<String>,
    /// The origins of the page's text: agencies, outlets, texts in common.
    pub origins: Vec<String>,
}

/// Somebody who says it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Speaker {
    /// The id.
    pub id: String,
    /// The name as the page gives it.
    pub name: String,
    /// How they stand to it.
    pub mode: Mode,
}

/// A part of a story's series of figures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureSeries {
    /// The story's number.
    pub story: i64,
    /// The series.
    pub series: Vec<SeriesLine>,
    /// `skip` of the next part; absent behind the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<usize>,
}

/// The figures of one measure, group and place over time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SeriesLine {
    /// What is counted.
    pub measure: Measure,
    /// Whom it counts.
    pub group: String,
    /// Where.
    pub place: Option<String>,
    /// How it stands.
    pub verdict: isnad_model::Verdict,
    /// What the verdict rests on.
    pub reason: Reason,
    /// The reason in words.
    pub why: String,
    /// The latest lowest figure that stands.
    pub low: Option<Quantity>,
    /// The latest best figure.
    pub best: Option<Quantity>,
    /// The latest highest figure that stands.
    pub high: Option<Quantity>,
    /// The rule that chose the best.
    pub rule: Option<BestRule>,
    /// The figures, earliest first: the latest twenty, or with `skip_points` those before.
    pub points: Vec<PointLine>,
    /// How many there are.
    pub points_in_all: usize,
}

/// A figure as one speaker gives it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PointLine {
    /// When it holds.
    pub asof: Option<String>,
    /// Inclusive lower bound.
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    pub high: Option<Quantity>,
    /// How exact.
    pub qualifier: Qualifier,
    /// Who says it; absent where the pages say it in their own voice.
    pub speaker: Option<String>,
    /// How many outlets have it.
    pub outlets: usize,
    /// Through how many independent origins.
    pub origins: usize,
    /// Where the first page says so.
    pub evidence: Option<Evidence>,
}

/// A part of the disputes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Disputes {
    /// The disputes, those of the stories with the latest news first.
    pub disputes: Vec<Dispute>,
    /// `skip` of the next part; absent behind the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<usize>,
}

/// A dispute: what cannot all be true.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Dispute {
    /// The story's number.
    pub story: i64,
    /// Its title.
    pub title: String,
    /// What it is about, in a word: what a figure counts, what is said to have happened, who is accused.
    pub about: String,
    /// The reason in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Those who contradict each other, at most twenty.
    pub sides: Vec<Side>,
    /// How many there are.
    pub sides_in_all: usize,
}

/// One side of a dispute.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Side {
    /// Who; absent where the pages speak in their own voice.
    pub speaker: Option<String>,
    /// Whether this side denies it.
    pub denies: bool,
    /// Lower bound of a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// Upper bound of a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
    /// Where the first page says so.
    pub evidence: Option<Evidence>,
}

/// A part of a story's events in the order of their times.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Timeline {
    /// The story's number.
    pub story: i64,
    /// Its title.
    pub title: String,
    /// The times.
    pub moments: Vec<Moment>,
    /// `skip` of the next part; absent behind the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<usize>,
}

/// What happened at one time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Moment {
    /// ISO 8601, as finely as the pages give it.
    pub time: String,
    /// How finely.
    pub granularity: Granularity,
    /// The same instant in UTC, where a page gives the zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utc: Option<String>,
    /// The events, at most twenty; get_story has all.
    pub facts: Vec<FactLine>,
    /// How many there are.
    pub facts_in_all: usize,
}

/// How a sentence, or a claim in it, stands to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A page says the same: the same numbers, people in the same roles, place, day, group, speaker, and no denial.
    Supported,
    /// A page says the same, and others contradict it or deny it.
    Disputed,
    /// Pages tell of it otherwise, or it has been replaced: `differs` says in what.
    Changed,
    /// No page says so. That is no proof that it is not so.
    NotFound,
}

/// A sentence beside the store.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Checked {
    /// How the whole sentence stands: supported only if each of its claims is, and it names nothing beside them.
    pub verdict: Verdict,
    /// The reason in words, with what to do.
    pub why: String,
    /// The claims that were read from the sentence.
    pub claims: Vec<CheckedClaim>,
}

/// A claim of a sentence beside the store.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CheckedClaim {
    /// Its characters.
    pub exact: String,
    /// First code point of these in the sentence.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What kind.
    pub kind: FactKind,
    /// How it stands.
    pub verdict: Verdict,
    /// In what the nearest claims of the store differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<Mismatch>,
    /// The number of the story that tells of it.
    pub story: Option<i64>,
    /// How the fact stands in that story.
    pub status: Option<FactStatus>,
    /// Through how many independent origins it came.
    pub origins: usize,
    /// The pages that say the same, at most five.
    pub evidence: Vec<Evidence>,
}

/// A claim of the store that differs from what was asked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Mismatch {
    /// In what.
    pub differs: Differs,
    /// How the page has it.
    pub evidence: Evidence,
}

/// What keeps two claims from supporting each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Differs {
    /// One asserts what the other denies, plans, demands or accuses somebody of.
    Polarity,
    /// What is done with an agreement differs: it is proposed, in force, broken.
    What,
    /// Their numbers differ, or how exactly they are meant.
    Number,
    /// They count different people.
    Group,
    /// They count over different stretches of time.
    Window,
    /// They hold at different places, or the page names none.
    Place,
    /// Others do it, or have it done to them.
    Actors,
    /// Others say it.
    Speaker,
    /// They hold on different days, or the page gives none.
    Day,
    /// The words differ.
    Words,
    /// The same speaker has said otherwise since.
    Superseded,
}
