use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ClaimRef, EntityId, Group, Measure, Modality, Qualifier, Quantity, What, WindowKind};

/// Through how many hands something came: five outlets that reprint one ministry are five outlets, some origins, one speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Corroboration {
    /// Pages that have it.
    pub outlets: usize,
    /// Independent origins among them.
    pub origins: usize,
    /// Speakers who say it; the pages' own voice is none.
    pub speakers: usize,
}

/// The stretch of time over which the figures of a series count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeriesWindow {
    /// All that came so far, or what came in one stretch.
    pub kind: WindowKind,
    /// Since when (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Since what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<What>,
    /// How many hours the stretch is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Quantity>,
}

/// One figure as one page gives it. Every figure ever read stays, also those that no series counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Revision {
    /// The page and the claim on it.
    pub claim: ClaimRef,
    /// First code point of the claim.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What is counted.
    pub measure: Measure,
    /// Whom it counts.
    pub group: Group,
    /// The claim on the same page that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// Where, as the page has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// When it holds: as the page has it, else the page's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asof: Option<String>,
    /// Over which stretch it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<SeriesWindow>,
    /// Inclusive lower bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
    /// How exact.
    pub qualifier: Qualifier,
    /// The unit of a duration or distance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Asserted, or in which other way.
    pub modality: Modality,
    /// Who says it; absent where the page says it in its own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<EntityId>,
    /// Agencies and channels that carried it, nearest to the outlet last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<EntityId>,
    /// Ids of the origins it came from.
    pub origins: Vec<String>,
    /// The page's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The series that counts it (from 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<usize>,
    /// The point of the series that it is told by (from 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<usize>,
    /// Why no series counts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside: Option<Aside>,
}

/// Why a figure is told by no point of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aside {
    /// A part of a figure of the same people: ten and three of thirteen.
    Part,
    /// Denied, demanded or planned.
    NotAsserted,
    /// A duration or distance.
    NoCount,
    /// Of another time than the story: background.
    Background,
}

/// How a series of figures stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Several speakers or origins, the same figure.
    Agreed,
    /// One point only.
    Single,
    /// A speaker replaced their own figure by another one.
    Revised,
    /// Later or firmer figures replace earlier ones without contradiction.
    Superseded,
    /// Speakers contradict each other.
    Disputed,
    /// Figures that differ because they count different things.
    IncompatibleScope,
}

/// What a verdict, or the relation of two figures, rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// There is one figure only.
    #[default]
    OnlyFigure,
    /// The same bounds.
    SameFigure,
    /// Different bounds that can both be true.
    BoundsMeet,
    /// The same speaker gave a higher figure later.
    RaisedBySpeaker,
    /// The same speaker gave a lower figure later.
    LoweredBySpeaker,
    /// A later count, where neither side stands against the other.
    LaterCount,
    /// Pages in their own voice differ: each repeats what it was told in its time.
    PagesOwnVoice,
    /// Two speakers, one time, bounds that cannot both be true.
    SpeakersContradict,
    /// One place lies in the other.
    NarrowerPlace,
    /// One counts a group, the other all, or another group.
    OtherGroup,
    /// They count over different stretches of time.
    OtherWindow,
    /// They lie so far apart that they cannot count the same thing.
    FarApart,
    /// They count what happened elsewhere or at another time.
    OtherEvent,
    /// A count that rises and falls, by pages whose days are not known.
    DaysUnknown,
    /// One page gives both, and does not say that the count changed or that they contradict each other.
    ToldTogether,
}

/// How two points of a series stand to each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// The two points (from 0), the earlier first.
    pub between: [usize; 2],
    /// How they stand.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
}

/// Another series of the same measure whose figures are no contradiction to this one's, since they count something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Beside {
    /// The other series (from 0).
    pub series: usize,
    /// What sets them apart.
    pub reason: Reason,
}

/// What is known at a date, in the sense of UCDP's low, best and high.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The day from which on it holds (ISO 8601); absent where no point has a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The lowest figure that anybody gives whose figure stands at that day.
    pub low: Option<Quantity>,
    /// The most reliable figure.
    pub best: Option<Quantity>,
    /// The highest figure that anybody gives whose figure stands.
    pub high: Option<Quantity>,
    /// The rule that chose the best.
    pub rule: BestRule,
    /// The point (from 0) that is the best.
    pub point: usize,
}

/// How the best of several figures is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BestRule {
    /// No other stands at that day.
    OnlyFigure,
    /// It fits all others that stand and says more than they do: «2,300» beside «thousands» and «more than 2,000».
    Firmest,
    /// It came through more independent origins than any other.
    MostOrigins,
    /// It is the latest that stands.
    Latest,
    /// A named speaker stands behind it, behind the others none.
    NamedSpeaker,
    /// Nothing sets them apart: the lower one, as UCDP has it.
    Lowest,
    /// A person chose it.
    Pinned,
}

/// The figures of one measure, group, place and window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// What is counted.
    pub measure: Measure,
    /// Whom it counts.
    pub group: Group,
    /// Where.
    pub place: Option<EntityId>,
    /// Over which stretch of time; absent where it is the whole of what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<SeriesWindow>,
    /// Least of all points.
    pub low: Option<Quantity>,
    /// Greatest of all points.
    pub high: Option<Quantity>,
    /// How it stands.
    pub verdict: Verdict,
    /// What the verdict rests on.
    #[serde(default)]
    pub reason: Reason,
    /// The reason in words.
    pub why: String,
    /// The two points (from 0) that the verdict rests on: those that cannot both be true, or the first and the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[usize; 2]>,
    /// Through how many hands all its points came.
    #[serde(default)]
    pub corroboration: Corroboration,
    /// The points, earliest first.
    pub points: Vec<Point>,
    /// How the points stand to each other, pair by pair where they differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Low, best and high from each day on, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub estimates: Vec<Estimate>,
    /// Series of the same measure that count something else.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
    /// Figures that are parts of a point of this series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// One figure as one speaker gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// When it holds.
    pub asof: Option<String>,
    /// Inclusive lower bound.
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    pub high: Option<Quantity>,
    /// How exact.
    pub qualifier: Qualifier,
    /// Who says it; absent where the pages say it in their own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<EntityId>,
    /// The place as the pages have it, where it is not the series's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// First day of a page that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_published: Option<String>,
    /// Agencies and channels that carried it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub via: Vec<EntityId>,
    /// Origins it came through.
    pub origins: Vec<String>,
    /// Through how many hands it came.
    #[serde(default)]
    pub corroboration: Corroboration,
    /// The claims.
    pub claims: Vec<ClaimRef>,
    /// The decisions about these claims, by their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decision: Vec<i64>,
}

/// A figure that is part of another: «2116 civilians, 1049 of them children».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Whom it counts.
    pub group: Group,
    /// The point (from 0) that it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// Where, if not where the whole is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// Inclusive lower bound.
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    pub high: Option<Quantity>,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<EntityId>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}
