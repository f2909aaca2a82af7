//! Alerts: rules of whoever watches, and up to which change each has told what it tells.

use isnad_model::{meant, written};
use jiff::Timestamp;
use rusqlite::{Row, params, types::Type};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::add::second;
use crate::changes;
use crate::fault::StoreError;
use crate::store::Store;

/// Entries of a rule's feed that are kept: what readers that look once a day do not miss.
pub const ALERT_ENTRIES: usize = 100;

/// How a rule tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlertWay {
    /// By a line on the terminal.
    Terminal,
    /// By a message to another program.
    Webhook,
    /// By a feed in a file.
    Atom,
}

/// A rule to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAlert {
    /// Its name, which tells it from the others.
    pub name: String,
    /// How it tells.
    pub way: AlertWay,
    /// The webhook's address, the feed's file.
    pub target: Option<String>,
}

/// A rule, and how far it has told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// Its name.
    pub name: String,
    /// How it tells.
    pub way: AlertWay,
    /// The webhook's address, the feed's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The number of the last change that it has told, or that it tells nothing of.
    pub done: i64,
    /// How many it has told, ever.
    pub told: u64,
    /// When it told one last (ISO 8601, UTC).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<String>,
    /// How often the next one was told in vain.
    pub tries: u32,
    /// Since when it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failing: Option<String>,
    /// When it is told again; of one that fails and has none, never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_try: Option<String>,
    /// What went wrong last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
}

impl Alert {
    /// Whether it tells nothing more, because its receiver wants no more.
    pub fn given_up(&self) -> bool {
        self.failing.is_some() && self.next_try.is_none()
    }
}

impl Store {
    /// Follows these rules and no others. One that is new tells what changes from now on; one that tells elsewhere than before is tried
    /// there at once.
    pub fn set_alerts(&mut self, alerts: &[NewAlert]) -> Result<(), StoreError> {
        self.whole(|tx, _, _| {
            let (_, last) = changes::kept(tx)?;
            let names: Vec<&str> = alerts.iter().map(|alert| alert.name.as_str()).collect();
            let names = serde_json::to_string(&names).map_err(std::io::Error::from)?;
            tx.execute("DELETE FROM alerts WHERE name NOT IN (SELECT value FROM json_each(?1))", [names])?;
            for NewAlert { name, way, target } in alerts {
                tx.execute(
                    "INSERT INTO alerts (name, way, target, done) VALUES (?1, ?2, ?3, ?4)
                     ON CONFLICT (name) DO UPDATE SET way = excluded.way, target = excluded.target,
                         tries = 0, failing = NULL, next_try = NULL, fault = NULL
                     WHERE way <> excluded.way OR target IS NOT excluded.target",
                    params![name, written(way), target, last],
                )?;
            }
            Ok(())
        })
    }

    /// The rules, by their names.
    pub fn alerts(&self) -> Result<Vec<Alert>, StoreError> {
        let query = "SELECT name, way, target, done, told, last, tries, failing, next_try, fault FROM alerts ORDER BY name";
        let mut statement = self.connection.prepare_cached(query).map_err(|e| self.wrong(e))?;
        let alerts = statement.query_map([], alert).map_err(|e| self.wrong(e))?;
        alerts.collect::<Result<_, _>>().map_err(|e| self.wrong(e))
    }

    /// Rules have told all that they tell up to a number, each: nothing more of what was not told before.
    pub fn alerts_passed(&mut self, passed: &[(&str, i64)]) -> Result<(), StoreError> {
        self.whole(|tx, _, _| {
            let mut statement = tx.prepare_cached("UPDATE alerts SET done = max(done, ?2) WHERE name = ?1")?;
            for (name, number) in passed {
                statement.execute(params![name, number])?;
            }
            Ok(())
        })
    }

    /// A rule has told some changes, and all that it tells up to a number. Where it has a feed, `entries` are what is new in it, each with
    /// the number of its change.
    pub fn alert_told(
        &mut self,
        name: &str,
        changes: usize,
        number: i64,
        entries: &[(i64, String)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.whole(|tx, _, _| {
            tx.execute(
                "UPDATE alerts SET done = max(done, ?2), told = told + ?3, last = ?4, tries = 0, failing = NULL, next_try = NULL,
                     fault = NULL WHERE name = ?1",
                params![name, number, changes, second(now)],
            )?;
            let mut statement = tx.prepare_cached("INSERT OR REPLACE INTO alert_entries (alert, number, entry) VALUES (?1, ?2, ?3)")?;
            for (number, entry) in entries {
                statement.execute(params![name, number, entry])?;
            }
            if !entries.is_empty() {
                tx.execute(
                    "DELETE FROM alert_entries WHERE alert = ?1 AND number NOT IN (
                         SELECT number FROM alert_entries WHERE alert = ?1 ORDER BY number DESC LIMIT ?2)",
                    params![name, ALERT_ENTRIES],
                )?;
            }
            Ok(())
        })
    }

    /// What the feed of a rule lists, the latest first: the number of each change, and how it was told.
    pub fn alert_entries(&self, name: &str) -> Result<Vec<(i64, String)>, StoreError> {
        let query = "SELECT number, entry FROM alert_entries WHERE alert = ?1 ORDER BY number DESC";
        let mut statement = self.connection.prepare_cached(query).map_err(|e| self.wrong(e))?;
        let entries = statement.query_map([name], |row| Ok((row.get(0)?, row.get(1)?))).map_err(|e| self.wrong(e))?;
        entries.collect::<Result<_, _>>().map_err(|e| self.wrong(e))
    }

    /// A rule could not tell a change: it is told again at `next`, or never.
    pub fn alert_failed(&mut self, name: &str, fault: &str, next: Option<Timestamp>, now: Timestamp) -> Result<(), StoreError> {
        self.connection
            .execute(
                "UPDATE alerts SET tries = tries + 1, failing = coalesce(failing, ?2), fault = ?3, next_try = ?4 WHERE name = ?1",
                params![name, second(now), fault, next.map(second)],
            )
            .map_err(|e| self.wrong(e))?;
        Ok(())
    }
}

fn alert(row: &Row) -> rusqlite::Result<Alert> {
    let way: String = row.get(1)?;
    Ok(Alert {
        name: row.get(0)?,
        way: meant(&way).map_err(|e| rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(e)))?,
        target: row.get(2)?,
        done: row.get(3)?,
        told: row.get(4)?,
        last: row.get(5)?,
        tries: row.get(6)?,
        failing: row.get(7)?,
        next_try: row.get(8)?,
        fault: row.get(9)?,
    })
}
