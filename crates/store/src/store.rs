//! The file: opening, checking, copying.

use std::path::{Path, PathBuf};
use std::time::Duration;

use isnad_lexicon::Stemmer;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};

use crate::fault::StoreError;
use crate::shelf::AtHand;
use crate::{changes, pieces, schema};

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(30);
/// Statements that are kept prepared: all that adding a page runs.
const STATEMENTS: usize = 128;
/// Kilobytes of the file that a writer keeps in memory.
const PAGES_KEPT: i64 = 32 * 1024;

/// A store: one file.
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) stemmer: Stemmer,
    at_hand: AtHand,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

/// How large a store is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[allow(missing_docs)] // the names say it
pub struct Counts {
    pub pages: usize,
    pub versions: usize,
    pub claims: usize,
    pub stories: usize,
}

impl Store {
    /// Opens a store for reading and writing; makes it where there is none, brings an older one up.
    pub fn open(path: &Path, stemmer: Stemmer) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| StoreError::Io(folder.to_owned(), e))?;
        }
        let wrong = |fault| StoreError::of(path, fault);
        let mut connection = Connection::open(path).map_err(wrong)?;
        connection.busy_timeout(PATIENCE).map_err(wrong)?;
        // Readers go on beside a writer, and what was committed is on the disk before it is acknowledged.
        connection.pragma_update(None, "journal_mode", "wal").map_err(wrong)?;
        connection.pragma_update(None, "synchronous", "full").map_err(wrong)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(wrong)?;
        connection.pragma_update(None, "cache_size", -PAGES_KEPT).map_err(wrong)?;
        prepare_once(&connection).map_err(wrong)?;
        schema::bring_up(&mut connection, path)?;
        let mut store = Store { connection, path: path.to_owned(), stemmer, at_hand: AtHand::default() };
        store.index_again_if_stemmed_otherwise()?;
        store.sort_again_if_sorted_otherwise()?;
        Ok(store)
    }

    /// Opens a store that is there, for reading only.
    pub fn read(path: &Path, stemmer: Stemmer) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let wrong = |fault| StoreError::of(path, fault);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let mut connection = Connection::open_with_flags(path, flags).map_err(wrong)?;
        connection.busy_timeout(PATIENCE).map_err(wrong)?;
        if let Err(fault) = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
            // A file on a disk that cannot be written has no place for the reader's marks; without a log beside it nobody writes it.
            let log = path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().to_string_lossy()));
            if !matches!(fault.sqlite_error_code(), Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)) || log.exists() {
                return Err(wrong(fault));
            }
            let address = format!("file:{}?immutable=1", address(path));
            connection = Connection::open_with_flags(address, flags).map_err(wrong)?;
        }
        prepare_once(&connection).map_err(wrong)?;
        schema::known(&connection, path)?;
        Ok(Store { connection, path: path.to_owned(), stemmer, at_hand: AtHand::default() })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn wrong(&self, fault: rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, fault)
    }

    /// Runs `work` as a whole: all of it is written, or nothing.
    pub(crate) fn whole<T>(&mut self, work: impl FnOnce(&Transaction, &Stemmer, &AtHand) -> Result<T, Trouble>) -> Result<T, StoreError> {
        let path = &self.path;
        let wrong = |fault| StoreError::of(path, fault);
        let done = (|| {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(wrong)?;
            let result = work(&transaction, &self.stemmer, &self.at_hand).map_err(|trouble| trouble.at(path))?;
            transaction.commit().map_err(wrong)?;
            Ok(result)
        })();
        if done.is_err() {
            // Numbers that were given and not written are given again.
            self.at_hand.forget();
        }
        done
    }

    /// How large it is.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let count = |table: &str| -> Result<usize, StoreError> {
            self.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).map_err(|e| self.wrong(e))
        };
        Ok(Counts { pages: count("pages")?, versions: count("versions")?, claims: count("claims")?, stories: count("stories")? })
    }

    /// Everything that is wrong with the file, one line each; nothing if it is sound.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = Vec::new();
        let wrong = |fault| self.wrong(fault);
        self.connection
            .pragma_query(None, "integrity_check", |row| {
                let line: String = row.get(0)?;
                if line != "ok" {
                    faults.push(line);
                }
                Ok(())
            })
            .map_err(wrong)?;
        self.connection
            .pragma_query(None, "foreign_key_check", |row| {
                faults.push(format!("a row of `{}` points to none of `{}`", row.get::<_, String>(0)?, row.get::<_, String>(2)?));
                Ok(())
            })
            .map_err(wrong)?;
        for (query, fault) in RULES {
            let broken: usize = self.connection.query_row(query, [], |row| row.get(0)).map_err(wrong)?;
            if broken > 0 {
                faults.push(format!("{broken} {fault}"));
            }
        }
        let mut statement = self.connection.prepare("SELECT id, sha256, zstd FROM raw").map_err(wrong)?;
        let mut rows = statement.query([]).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            let (id, hash, packed): (i64, Vec<u8>, Vec<u8>) =
                (row.get(0).map_err(wrong)?, row.get(1).map_err(wrong)?, row.get(2).map_err(wrong)?);
            if pieces::unpack(&packed).map_or(true, |bytes| pieces::hash(&bytes)[..] != hash[..]) {
                faults.push(format!("the bytes of raw page {id} are not those that were given"));
            }
        }
        Ok(faults)
    }

    /// Copies the store to a new file while others read and write it.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(StoreError::Io(to.to_owned(), std::io::Error::other("the file is there already; name a new one")));
        }
        // Written under another name first: a copy is whole or not there.
        let part = to.with_file_name(format!("{}.part", to.file_name().unwrap_or_default().to_string_lossy()));
        let done = (|| {
            let mut copy = Connection::open(&part).map_err(|e| StoreError::of(&part, e))?;
            let backup = rusqlite::backup::Backup::new(&self.connection, &mut copy).map_err(|e| StoreError::of(&part, e))?;
            backup.run_to_completion(1024, Duration::ZERO, None).map_err(|e| StoreError::of(&part, e))?;
            drop(backup);
            // A copy is one file, which any disk can hold.
            copy.pragma_update(None, "journal_mode", "delete").map_err(|e| StoreError::of(&part, e))?;
            copy.close().map_err(|(_, e)| StoreError::of(&part, e))?;
            std::fs::rename(&part, to).map_err(|e| StoreError::Io(to.to_owned(), e))
        })();
        if done.is_err() {
            let _ = std::fs::remove_file(&part);
        }
        done
    }

    /// Gives back the room of what is no more, forgets changes of long ago, and puts the word index in order.
    pub fn vacuum(&mut self) -> Result<(), StoreError> {
        self.whole(|tx, _, _| changes::forget(tx, jiff::Timestamp::now()))?;
        self.connection
            .execute_batch("INSERT INTO words(words) VALUES ('optimize'); VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")
            .map_err(|e| self.wrong(e))
    }

    pub(crate) fn meta(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
        connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()
    }
}

/// What holds between the tables beyond foreign keys: how many rows break it, and what that means.
const RULES: [(&str, &str); 7] = [
    ("SELECT count(*) FROM pages WHERE current IS NULL", "pages have no version"),
    ("SELECT count(*) FROM pages p JOIN versions v ON v.id = p.current WHERE v.page <> p.id", "pages show the version of another page"),
    ("SELECT count(*) FROM versions v LEFT JOIN articles a ON a.version = v.id WHERE a.version IS NULL", "versions have no article"),
    (
        "SELECT count(*) FROM pages p LEFT JOIN story_pages s ON s.page = p.id WHERE s.version IS NOT p.current",
        "pages are in no story with their current version",
    ),
    (
        "SELECT count(*) FROM pages p LEFT JOIN sights s ON s.version = p.current WHERE s.family IS NULL",
        "pages are not sorted with their current version",
    ),
    (
        "SELECT count(*) FROM stories s WHERE s.pages <> (SELECT count(*) FROM story_pages p WHERE p.story = s.id)",
        "stories miscount their pages",
    ),
    (
        "SELECT (SELECT count(*) FROM pages p WHERE p.current NOT IN (SELECT rowid FROM words)) + (SELECT count(*) FROM words w WHERE w.rowid NOT IN (SELECT current FROM pages))",
        "pages are not in the word index as they are",
    ),
];

/// Statements are prepared once and kept. Without the planner's guarantee, one that has a `LIMIT` to fill in is prepared anew each
/// time that it is run, which cost two fifths of adding a page.
fn prepare_once(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
}

/// A path within a `file:` address.
fn address(path: &Path) -> String {
    path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// What went wrong within a transaction.
#[derive(Debug)]
pub(crate) enum Trouble {
    Database(rusqlite::Error),
    Bytes(std::io::Error),
    Record(String),
    /// What was asked for cannot be done.
    Wrong(StoreError),
}

impl Trouble {
    pub(crate) fn at(self, path: &Path) -> StoreError {
        match self {
            Trouble::Database(fault) => StoreError::of(path, fault),
            Trouble::Bytes(fault) => StoreError::Damaged(path.to_owned(), fault.to_string()),
            Trouble::Record(pages) => StoreError::Record { pages },
            Trouble::Wrong(fault) => fault,
        }
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(fault: rusqlite::Error) -> Self {
        Trouble::Database(fault)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(fault: std::io::Error) -> Self {
        Trouble::Bytes(fault)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use isnad_model::Article;

    use super::*;
    use crate::Given;

    fn stemmer() -> Stemmer {
        Stemmer::new(Arc::new(isnad_packs::built_in().unwrap()))
    }

    fn page(n: usize) -> Given {
        // Words that differ from page to page, so that compression does not make them small.
        let words: Vec<String> =
            (0..400).map(|w| pieces::hash(format!("{n} {w}").as_bytes()).iter().map(|b| char::from(b'a' + b % 26)).collect()).collect();
        let text = words.join(" ");
        Given { bytes: text.clone().into_bytes(), article: Article { source: format!("/{n}"), text, ..Article::default() } }
    }

    #[test]
    fn a_full_disk_is_said_and_nothing_that_was_there_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("desk.isnad");
        let mut store = Store::open(&file, stemmer()).unwrap();
        store.add(&[page(0)]).unwrap();
        let pages: i64 = store.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store.connection.pragma_update(None, "max_page_count", pages + 40).unwrap();
        let mut added = 1;
        let fault = loop {
            match store.add(&[page(added)]) {
                Ok(_) => added += 1,
                Err(fault) => break fault,
            }
        };
        assert!(matches!(fault, StoreError::Full(_)), "{fault}");
        assert!(added < 40, "{added}");
        assert_eq!(store.counts().unwrap().pages, added);
        assert_eq!(store.check().unwrap(), Vec::<String>::new());
        // With room again it goes on.
        store.connection.pragma_update(None, "max_page_count", 1_000_000).unwrap();
        store.add(&[page(added)]).unwrap();
        drop(store);
        assert_eq!(Store::read(&file, stemmer()).unwrap().counts().unwrap().pages, added + 1);
    }

    #[test]
    fn what_holds_between_the_tables_is_checked() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("desk.isnad"), stemmer()).unwrap();
        store.add(&[page(0), page(1)]).unwrap();
        store.connection.execute_batch("DELETE FROM story_pages WHERE page = 1; UPDATE raw SET zstd = x'00' WHERE id = 2;").unwrap();
        let faults = store.check().unwrap().join("\n");
        for fault in ["in no story", "miscount", "raw page 2"] {
            assert!(faults.contains(fault), "{faults}");
        }
    }

    #[test]
    fn decisions_are_only_ever_added() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("desk.isnad"), stemmer()).unwrap();
        let made = "INSERT INTO decisions (made, author, kind, subject) VALUES ('2026-01-01T00:00:00Z', 'ليلى', 'reject', '{}')";
        store.connection.execute(made, []).unwrap();
        for change in ["UPDATE decisions SET author = 'x'", "DELETE FROM decisions"] {
            assert!(store.connection.execute(change, []).is_err(), "{change}");
        }
        let undo = "INSERT INTO decisions (made, author, kind, subject, undoes) VALUES ('2026-01-02T00:00:00Z', 'ليلى', 'undo', '{}', 1)";
        store.connection.execute(undo, []).unwrap();
        assert!(store.connection.execute(undo, []).is_err(), "once is enough");
    }

    #[test]
    fn a_store_of_a_newer_program_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("desk.isnad");
        drop(Store::open(&file, stemmer()).unwrap());
        Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(Store::open(&file, stemmer()), Err(StoreError::Newer { found: 99, .. })));
        assert!(matches!(Store::read(&file, stemmer()), Err(StoreError::Newer { found: 99, .. })));
    }
}
