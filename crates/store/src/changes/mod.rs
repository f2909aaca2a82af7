//! What changed in the store: a sequence without gaps, numbered in the order in which the store was written. A change is written in
//! the transaction that makes it, so that whoever follows the sequence knows of everything that is there, and of nothing else.

mod compare;
mod forget;
#[cfg(test)]
mod tests;

use isnad_model::{ClaimRef, DecisionKind, EntityId, Group, Measure, Qualifier, Quantity, SeriesWindow, Topic, What, written};
use rusqlite::{Connection, Row, Transaction, params, params_from_iter, types::Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::add::now;
use crate::fault::StoreError;
use crate::pieces;
use crate::store::{Store, Trouble};

pub(crate) use compare::news;
pub(crate) use forget::forget;

/// A change of the store.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Its number: the next one has the next, and none is given twice.
    pub number: i64,
    /// When it was written (ISO 8601, UTC).
    pub made: String,
    /// The story that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<i64>,
    /// What changed.
    #[serde(flatten)]
    pub news: News,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum News {
    /// A page came that the store did not have.
    NewPage(PageNews),
    /// A page changed.
    NewVersion(PageNews),
    /// Pages make a story that was none.
    NewStory {
        /// Its title.
        title: String,
        /// How many pages.
        pages: usize,
    },
    /// A story tells something else than before, or of other pages.
    StoryChanged {
        /// Its title.
        title: String,
        /// The pages that came to it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        came: Vec<String>,
        /// The pages that left it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        left: Vec<String>,
    },
    /// A story is no more; its number leads to the one that most of its pages went to.
    StoryMerged {
        /// The number of that one.
        into: i64,
    },
    /// Somebody gives a figure that they did not give before.
    Revision(Box<RevisionNews>),
    /// What is said contradicts what is said, and did not before.
    Dispute(DisputeNews),
    /// A violation of an agreement is reported that was not before.
    Violation(ViolationNews),
    /// A person decided something.
    Decision(DecisionNews),
    /// A person undid a decision.
    Undo(DecisionNews),
}

/// The kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // as `News` has them
pub enum ChangeKind {
    NewPage,
    NewVersion,
    NewStory,
    StoryChanged,
    StoryMerged,
    Revision,
    Dispute,
    Violation,
    Decision,
    Undo,
}

/// A version of a page that came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageNews {
    /// The page's name in records.
    pub page: String,
    /// The name of its content, by which `/pages/CONTENT` shows it.
    pub content: String,
    /// Which version it is, from 1.
    pub version: usize,
    /// Its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The outlet's name or domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
}

/// What the figures of a series count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Counted {
    /// What.
    pub measure: Measure,
    /// Whom.
    pub group: Group,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// Over which stretch of time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<SeriesWindow>,
}

/// The bounds of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bounds {
    /// Inclusive lower bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// Inclusive upper bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
    /// How exact.
    pub qualifier: Qualifier,
}

/// A figure that was not given before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RevisionNews {
    /// What it counts.
    pub series: Counted,
    /// The figure.
    #[serde(flatten)]
    pub is: Bounds,
    /// The figure that the same speaker gave of it last before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Bounds>,
    /// When it holds (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asof: Option<String>,
    /// Who says it; absent where pages say it in their own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<EntityId>,
    /// A claim that says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimRef>,
}

/// What is disputed now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DisputeNews {
    /// What it is about; of `series` the place in the story's list when it was written.
    pub about: Topic,
    /// What the disputed figures count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Counted>,
    /// The figures that cannot both be true.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub between: Vec<Bounds>,
}

/// A violation that was reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ViolationNews {
    /// What the agreement is.
    pub agreement: What,
    /// Who reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_by: Option<EntityId>,
    /// Who is said to have done it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<EntityId>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Quantity>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// When (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// A claim that says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimRef>,
}

/// A decision, as the sequence tells of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DecisionNews {
    /// Its number among the decisions.
    pub decision: i64,
    /// What was decided, or undone.
    pub decided: DecisionKind,
    /// By whom.
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The page that its claim is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// The characters that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exact: Option<String>,
    /// The decision that it undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
}

impl News {
    /// Its kind.
    pub fn kind(&self) -> ChangeKind {
        match self {
            News::NewPage(_) => ChangeKind::NewPage,
            News::NewVersion(_) => ChangeKind::NewVersion,
            News::NewStory { .. } => ChangeKind::NewStory,
            News::StoryChanged { .. } => ChangeKind::StoryChanged,
            News::StoryMerged { .. } => ChangeKind::StoryMerged,
            News::Revision(_) => ChangeKind::Revision,
            News::Dispute(_) => ChangeKind::Dispute,
            News::Violation(_) => ChangeKind::Violation,
            News::Decision(_) => ChangeKind::Decision,
            News::Undo(_) => ChangeKind::Undo,
        }
    }
}

/// Which changes are asked for; what is absent does not narrow.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Only those behind this number; absent begins with the first that is kept.
    pub since: Option<i64>,
    /// Only these kinds; none is all.
    pub kinds: Vec<ChangeKind>,
    /// Only those of this story, and of those that went on in it.
    pub story: Option<i64>,
    /// Which stand first.
    pub order: ChangeOrder,
    /// Changes at most; 0 is all.
    pub limit: usize,
}

/// In which order changes are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChangeOrder {
    /// As they were made.
    #[default]
    Forwards,
    /// The latest first.
    Backwards,
}

/// Something that changed, with the story that it is about.
pub(crate) type Told = (Option<i64>, News);

/// Writes changes down, in their order.
pub(crate) fn write(tx: &Transaction, told: &[Told]) -> Result<(), Trouble> {
    let mut statement = tx.prepare_cached("INSERT INTO changes (made, kind, story, json) VALUES (?1, ?2, ?3, ?4)")?;
    let made = now();
    for (story, news) in told {
        let json = serde_json::to_string(news).map_err(std::io::Error::from)?;
        statement.execute(params![made, written(&news.kind()), story, json])?;
    }
    Ok(())
}

/// The first number that is kept and the last that was given; of none the first is one behind the last.
pub(crate) fn kept(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let mut statement = connection
        .prepare_cached("SELECT min(number), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) FROM changes")?;
    statement.query_row([], |row| {
        let (first, last): (Option<i64>, i64) = (row.get(0)?, row.get(1)?);
        Ok((first.unwrap_or(last + 1), last))
    })
}

/// Stories that a story has the pages of: itself, and those that went on in it.
const LED_TO: &str = "WITH RECURSIVE led (story) AS (
    VALUES (?2) UNION SELECT m.story FROM led JOIN story_moves m ON m.into_story = led.story
    WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = m.story)
) ";

impl Store {
    /// A number that is another one whenever somebody else has written to the file since this store was asked last.
    pub fn pulse(&self) -> Result<i64, StoreError> {
        self.connection.pragma_query_value(None, "data_version", |row| row.get(0)).map_err(|e| self.wrong(e))
    }

    /// What tells this store from any other, wherever its file lies.
    pub fn identity(&self) -> Result<String, StoreError> {
        Ok(Store::meta(&self.connection, "store").map_err(|e| self.wrong(e))?.unwrap_or_default())
    }

    /// The first change that is kept and the last that was made; where none is kept the first is one behind the last.
    pub fn changes_kept(&self) -> Result<(i64, i64), StoreError> {
        kept(&self.connection).map_err(|e| self.wrong(e))
    }

    /// Changes. A number behind which some are forgotten, or that was never given, is refused: whoever follows would miss some.
    pub fn changes(&self, asked: &Changes) -> Result<Vec<Change>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        // One view of the file, whoever writes meanwhile.
        let _view = self.connection.unchecked_transaction().map_err(wrong)?;
        let (first, last) = kept(&self.connection).map_err(wrong)?;
        if let Some(since) = asked.since {
            match since {
                since if since < first - 1 => return Err(StoreError::ChangesForgotten { since, first }),
                since if since > last => return Err(StoreError::NoChange { since, last }),
                _ => {}
            }
        }
        let story = asked.story.map(|story| self.number(&story.to_string())).transpose()?;
        let mut values: Vec<Value> = vec![Value::Integer(asked.since.unwrap_or(0)), story.map_or(Value::Null, Value::Integer)];
        let mut query = String::new();
        if story.is_some() {
            query += LED_TO;
        }
        query += "SELECT number, made, story, json FROM changes WHERE number > ?1 AND ";
        query += if story.is_some() { "story IN led" } else { "?2 IS NULL" };
        if !asked.kinds.is_empty() {
            let places: Vec<String> = (0..asked.kinds.len()).map(|at| format!("?{}", values.len() + 1 + at)).collect();
            query += &format!(" AND kind IN ({})", places.join(", "));
            values.extend(asked.kinds.iter().filter_map(written).map(Value::Text));
        }
        query += match asked.order {
            ChangeOrder::Forwards => " ORDER BY number",
            ChangeOrder::Backwards => " ORDER BY number DESC",
        };
        query += &format!(" LIMIT {}", pieces::limit(asked.limit));
        let mut statement = self.connection.prepare_cached(&query).map_err(wrong)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(wrong)?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next().map_err(wrong)? {
            changes.push(self.change(row)?);
        }
        Ok(changes)
    }

    fn change(&self, row: &Row) -> Result<Change, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let json: String = row.get(3).map_err(wrong)?;
        let news = serde_json::from_str(&json).map_err(|e| StoreError::Damaged(self.path.clone(), e.to_string()))?;
        Ok(Change { number: row.get(0).map_err(wrong)?, made: row.get(1).map_err(wrong)?, story: row.get(2).map_err(wrong)?, news })
    }
}
