use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ClaimRef, Corroboration, EntityId, Quantity, Term, What};

/// How far an agreement has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum AgreementStatus {
    Proposed,
    Rejected,
    Agreed,
    InForce,
    Extended,
    Violated,
    Collapsed,
    Ended,
}

/// What kind of agreement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// The guns are to be silent, with no end set.
    Ceasefire,
    /// The guns are to be silent for a time that is set.
    Truce,
    /// Prisoners, hostages or bodies change hands.
    Exchange,
    /// Forces leave.
    Withdrawal,
}

/// A ceasefire or another agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// Its id within the story.
    #[serde(default)]
    pub id: String,
    /// What was agreed.
    pub what: What,
    /// Narrower: a truce is a ceasefire whose end is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AgreementKind>,
    /// How far it has come.
    pub status: AgreementStatus,
    /// Who is bound.
    pub parties: Vec<EntityId>,
    /// Who brought it about.
    pub mediators: Vec<EntityId>,
    /// Who proposed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposed_by: Vec<EntityId>,
    /// Who accepted it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted_by: Vec<EntityId>,
    /// Who refused it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rejected_by: Vec<EntityId>,
    /// Who says that they have no part in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied_by: Vec<EntityId>,
    /// From when (ISO 8601), with the zone where a page gives it.
    pub effective: Option<String>,
    /// The same instant in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_utc: Option<String>,
    /// Until when (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How long (ISO 8601 duration, `PT72H`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    /// Where it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<EntityId>,
    /// Who confirmed it.
    pub confirmed_by: Vec<EntityId>,
    /// How its status changed, earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<StatusChange>,
    /// What it obliges to.
    pub terms: Vec<AgreementTerm>,
    /// Reported violations.
    pub violations: Vec<Violation>,
    /// Talks under it.
    pub talks: Vec<Talks>,
    /// The next of the planned talks (from 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_talks: Option<usize>,
    /// Aid, access and evacuation under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub humanitarian: Vec<Provision>,
    /// Amnesties under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amnesties: Vec<Provision>,
    /// Through how many hands it came.
    #[serde(default)]
    pub corroboration: Corroboration,
    /// The claims it was read from.
    #[serde(default)]
    pub claims: Vec<ClaimRef>,
}

/// A change of an agreement's status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatusChange {
    /// When (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What it became.
    pub status: AgreementStatus,
    /// Who says so; empty where the pages do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<EntityId>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// One term of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementTerm {
    /// What.
    pub term: Term,
    /// Who owes it.
    pub who: Option<EntityId>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<EntityId>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// Until when (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// Aid, access, evacuation or an amnesty that an agreement brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Provision {
    /// What.
    pub what: What,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<EntityId>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<EntityId>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// When (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Done, or still to come.
    pub done: bool,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// A reported violation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Violation {
    /// Who reports it.
    pub reported_by: Option<EntityId>,
    /// Who is said to have committed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<EntityId>,
    /// How many.
    pub count: Option<Quantity>,
    /// Where.
    pub place: Option<EntityId>,
    /// When.
    pub date: Option<String>,
    /// Who denies it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denied_by: Vec<EntityId>,
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
    /// Between whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<EntityId>,
    /// Held or planned.
    pub status: TalksStatus,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}
