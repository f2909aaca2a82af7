use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Claim, ClaimKind, ClaimRef, EntityId, EventType, FactKind, Group, Measure, Modality, Mode, Name, Qualifier, Quantity, What};

/// A person's judgement of what was read, signed and dated. It stands beside what was read and is undone by a later one only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Its number in the store.
    pub id: i64,
    /// What was decided.
    pub kind: DecisionKind,
    /// Who decided it.
    pub by: String,
    /// When (ISO 8601, UTC).
    pub made: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The claim that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimRef>,
    /// The claim's characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// What was read there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Fields>,
    /// What stands there instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Fields>,
    /// The pages that are of one story, or that are taken out of one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
    /// The pages that they are of one story with, or of another than.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// The entity that is another one under a name of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// What pages call it: a record in which it is the other has no name of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity_name: Option<Name>,
    /// The one that it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<EntityId>,
    /// The decision that this one undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
}

/// What a person can decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// The page says what was read.
    Accept,
    /// It does not; the claim counts for nothing.
    Reject,
    /// It says something else.
    Correct,
    /// Two stories are one.
    Merge,
    /// Some pages of a story are another one.
    Split,
    /// Two entities are one.
    Join,
    /// A figure is the best of its series.
    Pin,
    /// An earlier decision no longer holds.
    Undo,
}

/// What a claim says, field by field: what a person judges, and may correct.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fields {
    /// Asserted, or in which other way.
    #[serde(default)]
    pub modality: Modality,
    /// Who says it; absent where the page says it in its own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<EntityId>,
    /// What a figure counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// Inclusive lower bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
    /// How exact a figure is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
    /// Whom a figure counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Group>,
    /// PLOVER type of an event.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub event_type: Option<EventType>,
    /// What happened, narrower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<What>,
    /// How the speaker of a statement stands to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// When a figure holds, or an event happened (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

impl Fields {
    /// What a claim says.
    pub fn of(claim: &Claim) -> Self {
        let speaker = claim.attribution.first().map(|a| a.id.clone());
        let said = Fields { modality: claim.modality, speaker, ..Fields::default() };
        match &claim.kind {
            ClaimKind::Figure(f) => Fields {
                measure: Some(f.measure),
                low: f.low,
                high: f.high,
                qualifier: Some(f.qualifier),
                group: Some(f.group.clone()),
                place: f.place.clone(),
                time: f.asof.clone(),
                ..said
            },
            ClaimKind::Event(e) => {
                Fields { event_type: Some(e.event_type), what: e.what, place: e.place.clone(), time: e.date.clone(), ..said }
            }
            ClaimKind::Statement(s) => Fields { mode: Some(s.mode), ..said },
            ClaimKind::Quote => said,
        }
    }
}

impl ClaimKind {
    /// The kind alone.
    pub fn fact(&self) -> FactKind {
        match self {
            ClaimKind::Figure(_) => FactKind::Figure,
            ClaimKind::Quote => FactKind::Quote,
            ClaimKind::Statement(_) => FactKind::Statement,
            ClaimKind::Event(_) => FactKind::Event,
        }
    }

    /// Where it holds or happens, as far as its page says.
    pub fn place(&self) -> Option<&str> {
        match self {
            ClaimKind::Figure(figure) => figure.place.as_deref(),
            ClaimKind::Event(event) => event.place.as_deref(),
            ClaimKind::Quote | ClaimKind::Statement(_) => None,
        }
    }

    /// When, in ISO 8601, as far as its page says.
    pub fn time(&self) -> Option<&str> {
        match self {
            ClaimKind::Figure(figure) => figure.asof.as_deref(),
            ClaimKind::Event(event) => event.date.as_deref(),
            ClaimKind::Quote | ClaimKind::Statement(_) => None,
        }
    }
}
