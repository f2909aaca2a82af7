//! What can go wrong with a store, and what to do.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// What is wrong with a store, or with what was asked of it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("{0}: there is no store; `isnad add` makes one, --db or ISNAD_DB names another")]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{0}: this file is no store of Isnad; name another with --db or ISNAD_DB")]
    NotAStore(PathBuf),
    /// A newer program made it.
    #[error("{path}: this store has version {found} of the schema, this program knows {known}; use the newer program")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest that is known.
        known: i64,
    },
    /// An older program made it, and it was opened for reading only.
    #[error("{path}: this store has version {found} of the schema, this program reads {known}; `isnad add` or `isnad vacuum` brings it up")]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version that is read.
        known: i64,
    },
    /// It may not be written.
    #[error("{0}: the store cannot be written; check the permissions of the file and its folder. What was added before stays")]
    ReadOnly(PathBuf),
    /// There is no room.
    #[error("{0}: no room left to write; free some space and run it again. What was added before stays")]
    Full(PathBuf),
    /// Another program writes.
    #[error("{0}: another program is writing to the store; run it again when that is done")]
    Busy(PathBuf),
    /// It is damaged.
    #[error("{0}: the file is damaged ({1}); restore it from a backup")]
    Damaged(PathBuf, String),
    /// A system call failed.
    #[error("{0}: {1}")]
    Io(PathBuf, std::io::Error),
    /// No story has that number.
    #[error("there is no story «{0}»; `isnad stories` lists them")]
    NoStory(String),
    /// No page has that name.
    #[error("there is no page «{0}»; `isnad claims` names the pages")]
    NoPage(String),
    /// The page has no such claim.
    #[error("the page {page} has no claim «{claim}»; `isnad claims` lists them as PAGE#CLAIM")]
    NoClaim {
        /// The page.
        page: String,
        /// What was asked for.
        claim: String,
    },
    /// There is no such decision.
    #[error("there is no decision {0}; `isnad decisions` lists them")]
    NoDecision(i64),
    /// Changes were asked for that are forgotten.
    #[error("the changes behind {since} are forgotten, the first that is kept is {first}; begin anew: ask without a number")]
    ChangesForgotten {
        /// The number behind which they were asked for.
        since: i64,
        /// The first that is kept.
        first: i64,
    },
    /// Changes were asked for behind one that was never made.
    #[error("there is no change {since}, the last is {last}; the number is of another store, or of a later copy of this one: begin anew")]
    NoChange {
        /// The number.
        since: i64,
        /// The last that was made.
        last: i64,
    },
    /// A name that no account can have.
    #[error("«{0}»: a name has up to 64 characters, on one line")]
    UserName(String),
    /// There is an account of that name.
    #[error("there is an account «{0}» already; `isnad user password` gives it another password")]
    UserThere(String),
    /// There is no account of that name.
    #[error("there is no account «{0}»; `isnad user list` lists them")]
    NoUser(String),
    /// There is no such webhook.
    #[error("there is no webhook {0}; `isnad webhook list` lists them")]
    NoHook(i64),
    /// Something that cannot be decided.
    #[error("{0}")]
    Decision(String),
    /// A search that says nothing.
    #[error("«{0}»: no word to look for")]
    NoWord(String),
    /// Putting pages together failed.
    #[error("putting {pages} together failed; please report it with the pages")]
    Record {
        /// The pages.
        pages: String,
    },
    /// Everything else that the database says.
    #[error("{0}: {1}")]
    Database(PathBuf, rusqlite::Error),
}

impl StoreError {
    /// What a fault of the database means for its user.
    pub(crate) fn of(path: &Path, fault: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match fault.sqlite_error_code() {
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => StoreError::ReadOnly(path),
            // A write that fails is a disk or a quota that ends, whatever the system calls it.
            Some(ErrorCode::DiskFull) => StoreError::Full(path),
            Some(ErrorCode::SystemIoFailure)
                if fault.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE) =>
            {
                StoreError::Full(path)
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(path),
            Some(ErrorCode::NotADatabase) => StoreError::NotAStore(path),
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(path, fault.to_string()),
            _ => StoreError::Database(path, fault),
        }
    }

    /// Whether the same may go well later: another program writes, or the disk is full.
    pub fn passes(&self) -> bool {
        matches!(self, StoreError::Busy(_) | StoreError::Full(_))
    }

    /// Whether trying the same with fewer pages may go well: the fault lies with what was given, not with the file.
    pub fn is_of_a_page(&self) -> bool {
        matches!(self, StoreError::Record { .. } | StoreError::Database(..))
    }
}
