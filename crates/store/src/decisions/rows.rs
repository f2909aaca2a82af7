//! Decisions as the table holds them.

use isnad_model::{Decision, DecisionKind, EntityId, Fields, Name, meant, written};
use rusqlite::{Connection, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use super::join::Known;
use crate::add::now;
use crate::store::Trouble;

/// A decision as it was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its number.
    pub id: i64,
    /// When.
    pub made: String,
    /// By whom.
    pub by: String,
    /// What.
    pub kind: DecisionKind,
    /// About what.
    pub subject: Subject,
    /// Why.
    pub reason: Option<String>,
    /// The decision that it undoes.
    pub undoes: Option<i64>,
}

/// What a decision is about, and what was decided of it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant)] // a store has few decisions
pub enum Subject {
    /// A claim.
    Claim {
        /// Where it stands.
        anchor: Anchor,
        /// What was read there when it was decided.
        read: Fields,
        /// What stands there instead.
        corrected: Option<Fields>,
    },
    /// Pages that are of one story, or not.
    Pages {
        /// Some.
        pages: Vec<String>,
        /// The others.
        others: Vec<String>,
    },
    /// Entities that are one.
    Entities {
        /// The one that goes.
        entity: EntityId,
        /// The one that stays.
        into: EntityId,
        /// As a page names it.
        known: Known,
        /// What a page calls the one that goes.
        name: Option<Name>,
    },
    /// Another decision.
    Nothing,
}

#[derive(Serialize, Deserialize)]
struct Pages {
    pages: Vec<String>,
    others: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Entities {
    entity: EntityId,
    into: EntityId,
    /// Decisions of older programs have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Name>,
}

#[derive(Serialize, Deserialize)]
struct Judgement {
    read: Fields,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corrected: Option<Fields>,
}

impl Made {
    /// What is told of it.
    pub fn told(&self) -> Decision {
        let mut decision = Decision {
            id: self.id,
            kind: self.kind,
            by: self.by.clone(),
            made: self.made.clone(),
            reason: self.reason.clone(),
            claim: None,
            exact: None,
            read: None,
            corrected: None,
            pages: Vec::new(),
            others: Vec::new(),
            entity: None,
            entity_name: None,
            into: None,
            undoes: self.undoes,
        };
        match self.subject.clone() {
            Subject::Claim { anchor, read, corrected } => {
                (decision.exact, decision.read, decision.corrected) = (Some(anchor.exact), Some(read), corrected);
            }
            Subject::Pages { pages, others } => (decision.pages, decision.others) = (pages, others),
            Subject::Entities { entity, into, name, .. } => {
                (decision.entity, decision.entity_name, decision.into) = (Some(entity), name, Some(into));
            }
            Subject::Nothing => {}
        }
        decision
    }
}

/// All decisions, the earlier first.
pub fn all(connection: &Connection) -> Result<Vec<Made>, Trouble> {
    let mut statement =
        connection.prepare_cached("SELECT id, made, author, kind, subject, value, reason, undoes FROM decisions ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

fn read(row: &Row) -> Result<Made, Trouble> {
    let (kind, subject, value): (String, String, Option<String>) = (row.get(3)?, row.get(4)?, row.get(5)?);
    let kind: DecisionKind = meant(&kind).map_err(|fault| Trouble::Bytes(std::io::Error::other(fault)))?;
    let value = value.unwrap_or_default();
    let subject = parse(kind, &subject, &value).map_err(std::io::Error::from)?;
    Ok(Made { id: row.get(0)?, made: row.get(1)?, by: row.get(2)?, kind, subject, reason: row.get(6)?, undoes: row.get(7)? })
}

fn parse(kind: DecisionKind, subject: &str, value: &str) -> serde_json::Result<Subject> {
    Ok(match kind {
        DecisionKind::Accept | DecisionKind::Reject | DecisionKind::Correct | DecisionKind::Pin => {
            let Judgement { read, corrected } = serde_json::from_str(value)?;
            Subject::Claim { anchor: serde_json::from_str(subject)?, read, corrected }
        }
        DecisionKind::Merge | DecisionKind::Split => {
            let Pages { pages, others } = serde_json::from_str(subject)?;
            Subject::Pages { pages, others }
        }
        DecisionKind::Join => {
            let Entities { entity, into, name } = serde_json::from_str(subject)?;
            Subject::Entities { entity, into, known: serde_json::from_str(value)?, name }
        }
        DecisionKind::Undo => Subject::Nothing,
    })
}

/// Writes a decision. Gives its number.
pub fn write(
    tx: &Transaction,
    kind: DecisionKind,
    subject: &Subject,
    by: &str,
    reason: Option<&str>,
    undoes: Option<i64>,
) -> Result<i64, Trouble> {
    let json = |value: serde_json::Result<String>| value.map_err(|e| Trouble::Bytes(e.into()));
    let (subject, value) = match subject {
        Subject::Claim { anchor, read, corrected } => {
            let judgement = Judgement { read: read.clone(), corrected: corrected.clone() };
            (json(serde_json::to_string(anchor))?, Some(json(serde_json::to_string(&judgement))?))
        }
        Subject::Pages { pages, others } => (json(serde_json::to_string(&Pages { pages: pages.clone(), others: others.clone() }))?, None),
        Subject::Entities { entity, into, known, name } => {
            let entities = Entities { entity: entity.clone(), into: into.clone(), name: name.clone() };
            (json(serde_json::to_string(&entities))?, Some(json(serde_json::to_string(known))?))
        }
        Subject::Nothing => ("{}".to_owned(), None),
    };
    tx.execute(
        "INSERT INTO decisions (made, author, kind, subject, value, reason, undoes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![now(), by, written(&kind), subject, value, reason, undoes],
    )?;
    Ok(tx.last_insert_rowid())
}
