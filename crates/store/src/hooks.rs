//! Webhooks: addresses that changes are sent to, and how far each has been told.

use rusqlite::{Row, params};

use crate::add::now;
use crate::changes::{self, ChangeKind};
use crate::fault::StoreError;
use crate::store::Store;

/// A webhook to add.
#[derive(Clone, Debug)]
pub struct NewHook {
    /// Where changes are sent.
    pub url: String,
    /// What they are signed with: 24 random bytes at least.
    pub secret: Vec<u8>,
    /// Only these kinds; none is all.
    pub kinds: Vec<ChangeKind>,
    /// Only those of this story, by its number.
    pub story: Option<i64>,
    /// Whether the address may be one of this machine or of a network that is not public.
    pub allow_private: bool,
}

/// A webhook, and how it stands.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Hook {
    /// Its number.
    pub id: i64,
    /// Where changes are sent.
    pub url: String,
    /// What they are signed with.
    #[serde(skip)]
    pub secret: Vec<u8>,
    /// Only these kinds; none is all.
    pub kinds: Vec<ChangeKind>,
    /// Only those of this story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<i64>,
    /// Whether the address may be one of this machine or of a network that is not public.
    pub allow_private: bool,
    /// When it was added (ISO 8601, UTC).
    pub made: String,
    /// The number of the last change that it has been told, or that it does not want.
    pub done: i64,
    /// How often the next change was sent in vain.
    pub tries: u32,
    /// Since when it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failing: Option<String>,
    /// When it is sent again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_try: Option<String>,
    /// What went wrong last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// When it was given up; nothing is sent until it is enabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<String>,
}

const HOOK: &str = "SELECT id, url, secret, kinds, story, allow_private, made, done, tries, failing, next_try, fault, disabled FROM hooks";

impl Store {
    /// Adds a webhook, which is told of what changes from now on. Gives its number.
    pub fn add_hook(&mut self, new: &NewHook) -> Result<i64, StoreError> {
        let story = new.story.map(|story| self.number(&story.to_string())).transpose()?;
        self.whole(|tx, _, _| {
            let (_, last) = changes::kept(tx)?;
            let kinds = serde_json::to_string(&new.kinds).map_err(std::io::Error::from)?;
            tx.execute(
                "INSERT INTO hooks (url, secret, kinds, story, allow_private, made, done) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![new.url, new.secret, kinds, story, new.allow_private, now(), last],
            )?;
            Ok(tx.last_insert_rowid())
        })
    }

    /// All webhooks, in the order in which they were added.
    pub fn hooks(&self) -> Result<Vec<Hook>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let mut statement = self.connection.prepare_cached(&format!("{HOOK} ORDER BY id")).map_err(wrong)?;
        let mut rows = statement.query([]).map_err(wrong)?;
        let mut hooks = Vec::new();
        while let Some(row) = rows.next().map_err(wrong)? {
            let kinds: String = row.get(3).map_err(wrong)?;
            let kinds = serde_json::from_str(&kinds).map_err(|e| StoreError::Damaged(self.path.clone(), e.to_string()))?;
            hooks.push(hook(row, kinds).map_err(wrong)?);
        }
        Ok(hooks)
    }

    /// Removes a webhook: it is told nothing more.
    pub fn remove_hook(&mut self, id: i64) -> Result<(), StoreError> {
        self.of_hook(id, "DELETE FROM hooks WHERE id = ?1")
    }

    /// Goes on with a webhook that was given up, where it stopped.
    pub fn enable_hook(&mut self, id: i64) -> Result<(), StoreError> {
        self.of_hook(id, "UPDATE hooks SET tries = 0, failing = NULL, next_try = NULL, fault = NULL, disabled = NULL WHERE id = ?1")
    }

    fn of_hook(&mut self, id: i64, statement: &str) -> Result<(), StoreError> {
        match self.connection.execute(statement, [id]).map_err(|e| self.wrong(e))? {
            0 => Err(StoreError::NoHook(id)),
            _ => Ok(()),
        }
    }

    /// A webhook has been told a change, or wants none up to its number. Says whether it is still there.
    pub fn hook_told(&mut self, id: i64, number: i64) -> Result<bool, StoreError> {
        let told = self.connection.execute(
            "UPDATE hooks SET done = max(done, ?2), tries = 0, failing = NULL, next_try = NULL, fault = NULL WHERE id = ?1",
            [id, number],
        );
        Ok(told.map_err(|e| self.wrong(e))? > 0)
    }

    /// A change could not be told: it is sent again at `next_try` (ISO 8601), or never.
    pub fn hook_failed(&mut self, id: i64, fault: &str, next_try: Option<&str>) -> Result<(), StoreError> {
        let now = now();
        self.connection
            .execute(
                "UPDATE hooks SET tries = tries + 1, failing = coalesce(failing, ?2), fault = ?3, next_try = ?4,
                     disabled = CASE WHEN ?4 IS NULL THEN ?2 END WHERE id = ?1",
                params![id, now, fault, next_try],
            )
            .map_err(|e| self.wrong(e))?;
        Ok(())
    }
}

fn hook(row: &Row, kinds: Vec<ChangeKind>) -> rusqlite::Result<Hook> {
    Ok(Hook {
        id: row.get(0)?,
        url: row.get(1)?,
        secret: row.get(2)?,
        kinds,
        story: row.get(4)?,
        allow_private: row.get(5)?,
        made: row.get(6)?,
        done: row.get(7)?,
        tries: row.get(8)?,
        failing: row.get(9)?,
        next_try: row.get(10)?,
        fault: row.get(11)?,
        disabled: row.get(12)?,
    })
}
