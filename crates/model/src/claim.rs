use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ActorType, EntityId, Granularity, Quantity, Span};

/// One thing that a page says, with its characters and the chain of who stands behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Unique on its page: `c1`, `c2`, … in text order.
    pub id: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Asserted, or in which other way.
    pub modality: Modality,
    /// Who stands behind it, nearest to the fact first; empty where the page speaks in its own voice.
    pub attribution: Vec<Attribution>,
    /// Agencies and channels that carried it to the page.
    pub via: Vec<Via>,
    /// What kind of claim, with its own fields.
    #[serde(flatten)]
    pub kind: ClaimKind,
}

impl Claim {
    /// Whether somebody is only accused of it.
    pub fn is_accusation(&self) -> bool {
        self.attribution.iter().any(|a| a.mode == Mode::Accused)
    }
}

/// In which way a claim is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// It is so.
    #[default]
    Asserted,
    /// It is not so.
    Denied,
    /// It may be so.
    Possible,
    /// It will be so.
    Planned,
    /// Somebody undertakes it.
    Promised,
    /// Somebody asks for it.
    Demanded,
}

/// How a speaker stands to what is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// قال
    Said,
    /// أعلن
    Announced,
    /// أكد
    Confirmed,
    /// نفى
    Denied,
    /// اتهم
    Accused,
    /// دعا
    CalledFor,
    /// حذر
    Warned,
    /// أعرب
    Expressed,
    /// تعهد
    Promised,
    /// أفاد، بحسب
    Reported,
    /// اعتذر
    Apologised,
    /// هدد
    Threatened,
}

/// One link of the chain: a speaker and the cue that names the act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// The speaker.
    pub id: EntityId,
    /// The speaker's name as the page gives it.
    pub name: String,
    /// What kind of actor.
    #[serde(rename = "type")]
    pub kind: ActorType,
    /// The cue's characters.
    pub cue: String,
    /// How the speaker stands to it.
    pub mode: Mode,
    /// Where the speaker is named: first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// An agency or channel that carried a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Via {
    /// The carrier.
    pub id: EntityId,
    /// Its name as the page gives it.
    pub name: String,
    /// What kind of carrier.
    #[serde(rename = "type", default)]
    pub kind: CarrierType,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// What kind of carrier of news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CarrierType {
    /// A news agency.
    Agency,
    /// A newspaper, broadcaster or site.
    #[default]
    Outlet,
    /// A social network or messenger, which tells nothing of its own.
    Platform,
    /// A kind of medium without a name: television.
    Medium,
}

/// The kinds of claims and what each holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ClaimKind {
    /// A number of something.
    Figure(Figure),
    /// Words in quotation marks inside reported speech; `exact` is without the marks.
    Quote,
    /// A reporting act: `exact` runs from the cue to the end of the reported clause.
    Statement(Statement),
    /// Something that happened, happens or is to happen.
    Event(Event),
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// What is counted.
    pub measure: Measure,
    /// Inclusive lower bound.
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    pub high: Option<Quantity>,
    /// How exact it is said to be.
    pub qualifier: Qualifier,
    /// Whom it counts: one of the closed groups, or an actor's id.
    pub group: Group,
    /// Id of the figure's claim that this one is a part of.
    pub part_of: Option<String>,
    /// Where it holds.
    pub place: Option<EntityId>,
    /// When it holds (ISO 8601): a day, or the earlier month or year that the page counts in.
    pub asof: Option<String>,
    /// The unit of a duration or distance as it is written, `hour`, `day`, `kilometre`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Over which stretch of time it counts, where the page says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
}

/// The stretch of time over which a figure counts: «in 24 hours», «since the war began». Two figures of different windows
/// contradict each other no more than a part contradicts its whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Window {
    /// All that came so far, or what came in one stretch.
    pub kind: WindowKind,
    /// Since when it counts (ISO 8601), where the page names the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Since what it counts, where the page names an event: `operation` of a war, `ceasefire` of a truce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<What>,
    /// How long the stretch is, in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Quantity>,
    /// The words that say so: first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
}

/// How a window bounds what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowKind {
    /// Everything up to the as-of date: since the war began, since Tuesday, «the toll rose to».
    Cumulative,
    /// What a stretch added: in 24 hours, since dawn, in the last week.
    Increment,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it; they are the list of the annotation guide
pub enum Measure {
    Killed,
    Wounded,
    Missing,
    Displaced,
    Evacuated,
    Sheltered,
    Detained,
    Population,
    Families,
    Violations,
    Shipments,
    People,
    Duration,
    Distance,
}

/// How exact a figure is said to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// 32
    #[default]
    Exact,
    /// at least 32: low 32
    AtLeast,
    /// more than 200: low 201
    MoreThan,
    /// less than 24: high 24
    LessThan,
    /// up to 40: high 40
    UpTo,
    /// about 100: low and high 100
    About,
    /// tens (20 to 99), hundreds (200 to 999)
    Vague,
}

/// Whom a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema)]
#[schemars(with = "String")]
pub enum Group {
    /// Everybody.
    All,
    /// Civilians.
    Civilians,
    /// Children.
    Children,
    /// Women.
    Women,
    /// Soldiers.
    Soldiers,
    /// Peacekeepers.
    Peacekeepers,
    /// Police.
    Police,
    /// Fighters.
    Fighters,
    /// Families.
    Families,
    /// The members of one actor.
    Actor(EntityId),
}

impl Group {
    /// The word of the annotation guide, or the actor's id.
    pub fn as_str(&self) -> &str {
        match self {
            Group::All => "all",
            Group::Civilians => "civilians",
            Group::Children => "children",
            Group::Women => "women",
            Group::Soldiers => "soldiers",
            Group::Peacekeepers => "peacekeepers",
            Group::Police => "police",
            Group::Fighters => "fighters",
            Group::Families => "families",
            Group::Actor(id) => id,
        }
    }
}

impl From<&str> for Group {
    fn from(word: &str) -> Self {
        match word {
            "all" => Group::All,
            "civilians" => Group::Civilians,
            "children" => Group::Children,
            "women" => Group::Women,
            "soldiers" => Group::Soldiers,
            "peacekeepers" => Group::Peacekeepers,
            "police" => Group::Police,
            "fighters" => Group::Fighters,
            "families" => Group::Families,
            id => Group::Actor(id.to_owned()),
        }
    }
}

impl Serialize for Group {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Group {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Group::from(String::deserialize(deserializer)?.as_str()))
    }
}

/// Indirect or direct speech as one reporting act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// How the speaker stands to it.
    pub mode: Mode,
    /// The reported clause alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Span>,
    /// Speakers beside the first, where several speak jointly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<EntityId>,
}

/// Something that happened or is to happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// PLOVER event type.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// A narrower word of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<What>,
    /// When (ISO 8601).
    pub date: Option<String>,
    /// How finely.
    pub granularity: Option<Granularity>,
    /// Who does it.
    pub actors: Vec<EntityId>,
    /// To whom.
    pub targets: Vec<EntityId>,
    /// Where.
    pub place: Option<EntityId>,
    /// What an agreement obliges somebody to, where the event is one of its terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// What the words beside an agreement's name say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementAct>,
}

/// What the words beside an agreement's name say of it: «extended the truce», «a truce between A and B from noon on».
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementAct {
    /// Where in its life they show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// Who does that: who proposes, accepts, rejects, breaks it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<EntityId>,
    /// Those named as its sides: «between A and B».
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<EntityId>,
    /// Where it holds: «the truce in Taiz».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// From when (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// How long (ISO 8601 duration).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<String>,
}

/// Where in an agreement's life a mention shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Somebody proposes or asks for it.
    Proposed,
    /// Somebody accepts it.
    Accepted,
    /// Somebody refuses it.
    Rejected,
    /// It begins, or holds from a time on.
    InForce,
    /// It is to last longer.
    Extended,
    /// Somebody is to keep it, or keeps it.
    Upheld,
    /// Somebody breaks it.
    Violated,
    /// It has broken down.
    Collapsed,
    /// It has come to its end.
    Ended,
    /// Another one, before the one that the page is about.
    Former,
}

/// PLOVER's event types (Halterman et al. 2023, «PLOVER and POLECAT»).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // PLOVER's own names
pub enum EventType {
    Agree,
    Consult,
    Support,
    Cooperate,
    Aid,
    Concede,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Mobilize,
    Sanction,
    Coerce,
    Assault,
}

/// What happened, narrower than the PLOVER type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it; they are the list of the annotation guide
pub enum What {
    Ceasefire,
    Violation,
    Talks,
    Call,
    Meeting,
    Operation,
    Shelling,
    Disarmament,
    Withdrawal,
    Evacuation,
    Aid,
    Amnesty,
    Apology,
    Protest,
    Session,
    Detention,
    Inauguration,
    Bombing,
    Clash,
    Exchange,
    Displacement,
    Sanctions,
    Disaster,
    Accident,
    Election,
    Mediation,
}

/// What an agreement obliges a party to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Term {
    CessationOfHostilities,
    Disarmament,
    Dissolution,
    Withdrawal,
    HandoverOfWeapons,
    VacatePositions,
    Talks,
    PrisonerExchange,
    HumanitarianAccess,
    Amnesty,
    Return,
    Monitoring,
    LiftingOfSiege,
}
