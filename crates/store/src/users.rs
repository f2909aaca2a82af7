//! Accounts: who may look, who may decide, and the browsers that they are signed in with.

use isnad_model::{meant, written};
use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;

use crate::add::now;
use crate::fault::StoreError;
use crate::store::{Store, Trouble};

/// Characters of an account's name at most.
pub const LONGEST_NAME: usize = 64;

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Look.
    Reader,
    /// Look, add pages, decide.
    Editor,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct User {
    /// The name that they sign in with, and sign decisions with.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// When the account was made (ISO 8601, UTC).
    pub made: String,
}

/// Who comes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// Whether there is any account.
    pub accounts: bool,
    /// The one that they are signed in with.
    pub user: Option<User>,
}

fn role(word: &str) -> Role {
    // A word that another program wrote allows least.
    meant(word).unwrap_or(Role::Reader)
}

impl Store {
    /// Makes an account; `password` is a hash.
    pub fn add_user(&mut self, name: &str, role: Role, password: &str) -> Result<(), StoreError> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(StoreError::UserName(name.to_owned()));
        }
        let added = self.connection.execute(
            "INSERT INTO users (name, role, password, made) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO NOTHING",
            params![name, written(&role), password, now()],
        );
        match added.map_err(|e| self.wrong(e))? {
            0 => Err(StoreError::UserThere(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// All accounts, by their names.
    pub fn users(&self) -> Result<Vec<User>, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let mut statement = self.connection.prepare_cached("SELECT name, role, made FROM users ORDER BY name").map_err(wrong)?;
        let user = |row: &rusqlite::Row| Ok(User { name: row.get(0)?, role: role(&row.get::<_, String>(1)?), made: row.get(2)? });
        statement.query_map([], user).map_err(wrong)?.collect::<rusqlite::Result<_>>().map_err(wrong)
    }

    /// Removes an account: whoever is signed in with it is signed out. What they decided stays.
    pub fn remove_user(&mut self, name: &str) -> Result<(), StoreError> {
        match self.connection.execute("DELETE FROM users WHERE name = ?1", [name.trim()]).map_err(|e| self.wrong(e))? {
            0 => Err(StoreError::NoUser(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// Gives an account another password, by its hash: whoever is signed in with it is signed out.
    pub fn set_password(&mut self, name: &str, password: &str) -> Result<(), StoreError> {
        let name = name.trim();
        self.whole(|tx, _, _| {
            tx.execute("DELETE FROM sessions WHERE user = (SELECT id FROM users WHERE name = ?1)", [name])?;
            match tx.execute("UPDATE users SET password = ?2 WHERE name = ?1", [name, password])? {
                0 => Err(Trouble::Wrong(StoreError::NoUser(name.to_owned()))),
                _ => Ok(()),
            }
        })
    }

    /// The hash of an account's password.
    pub fn password(&self, name: &str) -> Result<Option<String>, StoreError> {
        let found = self.connection.query_row("SELECT password FROM users WHERE name = ?1", [name.trim()], |row| row.get(0));
        found.optional().map_err(|e| self.wrong(e))
    }

    /// Signs a browser in, by the hash of what it keeps, until a time (ISO 8601, UTC). Says whether the account still has the
    /// password, by its hash, that was given for it.
    pub fn begin_session(&mut self, name: &str, password: &str, hash: &[u8; 32], until: &str) -> Result<bool, StoreError> {
        self.whole(|tx, _, _| {
            tx.execute("DELETE FROM sessions WHERE until <= ?1", [now()])?;
            let begun = tx.execute(
                "INSERT INTO sessions (hash, user, until) SELECT ?3, id, ?4 FROM users WHERE name = ?1 AND password = ?2",
                params![name.trim(), password, hash, until],
            )?;
            Ok(begun > 0)
        })
    }

    /// Signs a browser out.
    pub fn end_session(&mut self, hash: &[u8; 32]) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM sessions WHERE hash = ?1", [hash]).map_err(|e| self.wrong(e))?;
        Ok(())
    }

    /// Who comes with a browser that keeps what has this hash.
    pub fn visitor(&self, hash: Option<&[u8; 32]>) -> Result<Visitor, StoreError> {
        let wrong = |fault| self.wrong(fault);
        let mut any = self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM users)").map_err(wrong)?;
        let accounts = any.query_row([], |row| row.get(0)).map_err(wrong)?;
        let Some(hash) = hash.filter(|_| accounts) else { return Ok(Visitor { accounts, user: None }) };
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT u.name, u.role, u.made FROM sessions s JOIN users u ON u.id = s.user WHERE s.hash = ?1 AND s.until > ?2",
            )
            .map_err(wrong)?;
        let user = statement
            .query_row(params![hash, now()], |row| Ok(User { name: row.get(0)?, role: role(&row.get::<_, String>(1)?), made: row.get(2)? }))
            .optional()
            .map_err(wrong)?;
        Ok(Visitor { accounts, user })
    }
}
