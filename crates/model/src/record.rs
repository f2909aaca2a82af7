use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{DateBasis, EntityId, Granularity, Group, Measure, Name, Qualifier, Quantity, Term, What};

/// What all the pages together yield.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The stories, earliest first.
    pub stories: Vec<Story>,
}

/// Pages about the same events, and what they say together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Story {
    /// Hash of its pages' ids.
    pub id: String,
    /// The title of its most central page.
    pub title: String,
    /// First day of what it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day of what it tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The pages' sources.
    pub pages: Vec<String>,
    /// The day of every page, and what it rests on.
    pub page_dates: BTreeMap<String, PageDate>,
    /// Everybody and everywhere named.
    pub entities: BTreeMap<EntityId, Entity>,
    /// Where the pages have it from.
    pub origins: Vec<Origin>,
    /// Claims of many pages that say the same.
    pub facts: Vec<Fact>,
    /// Figures over time.
    pub series: Vec<Series>,
    /// Ceasefires and other agreements.
    pub agreements: Vec<Agreement>,
    /// Quotations across pages.
    pub quotes: Vec<QuoteSet>,
    /// Who calls what how.
    pub naming: Vec<Naming>,
    /// Facts in the order of their times.
    pub timeline: Vec<TimelineEntry>,
}

/// A page's day within its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PageDate {
    /// ISO 8601.
    pub value: Option<String>,
    /// What it rests on.
    pub basis: DateBasis,
    /// The reason in words.
    pub why: String,
}

/// An entity of a story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// person, organisation, group, state or place.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Its names.
    pub name: Name,
    /// Every form the pages use.
    pub names: Vec<String>,
    /// Role or title in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
}

/// What kind of entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum EntityType {
    Person,
    Organisation,
    Group,
    State,
    #[default]
    Place,
}

/// What makes pages one origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OriginKind {
    /// An agency they credit.
    Agency,
    /// The outlet itself.
    Outlet,
    /// One text in several pages.
    SharedText,
}

/// Where pages have what they tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Its id within the story.
    pub id: String,
    /// What it is.
    pub kind: OriginKind,
    /// Its name.
    pub name: String,
    /// The pages that have it.
    pub pages: Vec<String>,
    /// The reason in words.
    pub why: String,
}

/// What the claims of a fact say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FactStatus {
    /// More than one origin says the same.
    Agreed,
    /// One origin.
    Single,
    /// The same speaker has said otherwise later.
    Superseded,
    /// Others say otherwise.
    Disputed,
    /// Somebody denies it.
    Denied,
}

/// The kinds of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // as the kinds of claims
pub enum FactKind {
    Figure,
    Event,
    Statement,
    Quote,
}

/// A claim on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRef {
    /// The page's source.
    pub page: String,
    /// The claim's id on it.
    pub claim: String,
}

/// Claims that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// Its id within the story.
    pub id: String,
    /// What kind.
    pub kind: FactKind,
    /// How it stands.
    pub status: FactStatus,
    /// How many outlets have it.
    pub outlets: usize,
    /// Through how many independent origins.
    pub origins: usize,
    /// Who says it.
    pub speakers: Vec<EntityId>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// How a series of figures stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Several speakers or origins, compatible figures.
    Agreed,
    /// One point only.
    Single,
    /// Later figures replace earlier ones without contradiction.
    Superseded,
    /// Speakers contradict each other.
    Disputed,
}

/// The figures of one measure, group and place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// What is counted.
    pub measure: Measure,
    /// Whom it counts.
    pub group: Group,
    /// Where.
    pub place: Option<EntityId>,
    /// Least of all points.
    pub low: Option<Quantity>,
    /// Greatest of all points.
    pub high: Option<Quantity>,
    /// How it stands.
    pub verdict: Verdict,
    /// The reason in words.
    pub why: String,
    /// The two points (counted from 0) that the verdict rests on: those that cannot both be true, or the first and the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[usize; 2]>,
    /// The points, earliest first.
    pub points: Vec<Point>,
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
    /// Origins it came through.
    pub origins: Vec<String>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// A figure that is part of another: «2116 civilians, 1049 of them children».
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Whom it counts.
    pub group: Group,
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

/// How far an agreement has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum AgreementStatus {
    Proposed,
    Agreed,
    InForce,
    Violated,
    Ended,
}

/// A ceasefire or another agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// What was agreed.
    pub what: What,
    /// How far it has come.
    pub status: AgreementStatus,
    /// Who is bound.
    pub parties: Vec<EntityId>,
    /// Who brought it about.
    pub mediators: Vec<EntityId>,
    /// From when (ISO 8601).
    pub effective: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Vec<EntityId>,
    /// What it obliges to.
    pub terms: Vec<AgreementTerm>,
    /// Reported violations.
    pub violations: Vec<Violation>,
    /// Talks under it.
    pub talks: Vec<Talks>,
    /// The claims it was read from.
    #[serde(default)]
    pub claims: Vec<ClaimRef>,
}

/// One term of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementTerm {
    /// What.
    pub term: Term,
    /// Who owes it.
    pub who: Option<EntityId>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// A reported violation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Violation {
    /// Who reports it.
    pub reported_by: Option<EntityId>,
    /// How many.
    pub count: Option<Quantity>,
    /// Where.
    pub place: Option<EntityId>,
    /// When.
    pub date: Option<String>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// Whether talks have been held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum TalksStatus {
    Held,
    Planned,
}

/// Talks under an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Talks {
    /// Where.
    pub place: Option<EntityId>,
    /// When.
    pub date: Option<String>,
    /// Held or planned.
    pub status: TalksStatus,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// A quotation as several pages have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteSet {
    /// Who said it.
    pub speaker: Option<EntityId>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
    /// The pages.
    pub pages: Vec<String>,
    /// The wordings.
    pub variants: Vec<String>,
}

/// How an entity is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Naming {
    /// The entity.
    pub entity: EntityId,
    /// The terms.
    pub terms: Vec<NamingTerm>,
}

/// One way to call an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamingTerm {
    /// The words.
    pub term: String,
    /// The pages that use them.
    pub pages: Vec<String>,
    /// Whether an outlet puts them in quotation marks of its own.
    pub scare_quoted: bool,
}

/// Facts of one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineEntry {
    /// ISO 8601.
    pub time: String,
    /// How finely.
    pub granularity: Granularity,
    /// The facts.
    pub facts: Vec<String>,
}
