use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Agreement, Contradiction, DateBasis, Decision, EntityId, Granularity, Name, Position, QuoteSet, Revision, Series, Topic, Verdict, What,
};

/// What all the pages together yield.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The stories, earliest first.
    pub stories: Vec<Story>,
}

/// Pages about the same events, and what they say together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    /// Every figure read, page by page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<Revision>,
    /// Ceasefires and other agreements.
    pub agreements: Vec<Agreement>,
    /// Quotations across pages.
    pub quotes: Vec<QuoteSet>,
    /// What each speaker has said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// Who contradicts whom about what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Who calls what how.
    pub naming: Vec<Naming>,
    /// Facts in the order of their times.
    pub timeline: Vec<TimelineEntry>,
    /// What persons decided about it; each stands already in all of the above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
}

impl Story {
    /// How many things are in dispute: figures, events, accusations. A figure that speakers contradict each other about is one.
    pub fn disputes(&self) -> usize {
        let figures = self.series.iter().filter(|s| s.verdict == Verdict::Disputed).count();
        figures + self.contradictions.iter().filter(|c| !matches!(c.about, Topic::Series { .. })).count()
    }
}

/// A page's day within its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PageDate {
    /// ISO 8601.
    pub value: Option<String>,
    /// What it rests on.
    pub basis: DateBasis,
    /// The reason as data.
    #[serde(default)]
    pub reason: DateReason,
    /// How sure it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// The reason in words.
    pub why: String,
}

/// How sure an inference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// The page states it, or several independent clues agree.
    High,
    /// One clue fixes it and nothing speaks against it.
    Medium,
    /// The best guess among several days.
    Low,
}

/// What a page's day rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DateReason {
    /// Nothing fixes it.
    #[default]
    Unknown,
    /// The page's metadata state it.
    Metadata,
    /// The page's text states it.
    Text,
    /// The page tells an event by its distance from its own day, and other pages date the event.
    Event {
        /// The words on the page, «yesterday».
        exact: String,
        /// The event.
        what: What,
        /// The day that others give it.
        day: String,
        /// A page that gives it.
        source: String,
    },
    /// The page names the weekday of its own day, and the story's other pages the week.
    Weekday {
        /// The words on the page.
        exact: String,
        /// The day of the other pages that it was counted from.
        near: String,
    },
    /// The days that the page tells of lie at this day or before.
    LatestTold {
        /// The words on the page.
        exact: String,
    },
    /// The pages that share its text are of this day.
    SharedText {
        /// A page that shares it.
        source: String,
    },
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
    /// An outlet: the page's own, or the one that it has a claim from.
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
    /// The pages that have their text from it.
    pub pages: Vec<String>,
    /// The claims that pages have from it: a claim that names its carrier came from there, not from where its page has the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimRef>,
    /// The reasons as data, page by page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<OriginReason>,
    /// The reason in words.
    pub why: String,
}

/// Why a page is of an origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OriginReason {
    /// The page credits the agency for its words.
    Credited {
        /// The page.
        page: String,
        /// The credit on it.
        exact: String,
        /// Its first code point.
        start: usize,
        /// One past its last code point.
        end: usize,
    },
    /// Two pages share a passage in their own words.
    SharedPassage {
        /// The page.
        page: String,
        /// The page that shares most with it.
        with: String,
        /// The part of the shorter text's runs of words that both have, in hundredths.
        percent: u8,
        /// The longest passage in common, as the page has it.
        passage: String,
        /// Its first code point on the page.
        start: usize,
        /// One past its last code point.
        end: usize,
    },
    /// The page says of a claim whom it has it from: «according to outlet X».
    AccordingTo {
        /// The page.
        page: String,
        /// The claim.
        claim: String,
        /// The carrier's name on the page.
        exact: String,
        /// Its first code point.
        start: usize,
        /// One past its last code point.
        end: usize,
    },
    /// It credits nobody and shares no text.
    Alone {
        /// The page.
        page: String,
    },
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
    /// Ids of the facts that stand against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
    /// The decisions about these claims, by their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decision: Vec<i64>,
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
    /// The pages that use them in their own voice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_voice: Vec<String>,
    /// The pages that put them in quotation marks of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scare_quoting: Vec<String>,
    /// Those in whose mouths the pages have them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mouths: Vec<Mouth>,
}

/// A speaker who uses a term, and the pages that say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mouth {
    /// The speaker.
    pub speaker: EntityId,
    /// The pages.
    pub pages: Vec<String>,
}

/// Facts of one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineEntry {
    /// ISO 8601.
    pub time: String,
    /// How finely.
    pub granularity: Granularity,
    /// The same instant in UTC, where a page gives the zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utc: Option<String>,
    /// The clock times as the pages have them, where they differ from `time`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<String>,
    /// The facts.
    pub facts: Vec<String>,
    /// When each fact was first and last reported, in the order of `facts`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reported: Vec<Reported>,
}

/// When a fact was reported, apart from when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reported {
    /// The fact.
    pub fact: String,
    /// Day of the first page that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<String>,
    /// Day of the last page that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// Whether it lay ahead when it was first reported.
    #[serde(default)]
    pub ahead: bool,
}
