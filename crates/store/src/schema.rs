//! The schema and its versions.

use std::path::Path;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::fault::StoreError;

/// Marks the file as a store: `isnd`.
pub const APPLICATION: i64 = 0x6973_6e64;

const STEPS: &[M<'static>] = &[
    M::up(include_str!("../schema/0001.sql")),
    M::up(include_str!("../schema/0002.sql")),
    M::up(include_str!("../schema/0003.sql")),
    M::up(include_str!("../schema/0004.sql")),
    M::up(include_str!("../schema/0005.sql")),
    M::up(include_str!("../schema/0006.sql")),
    M::up(include_str!("../schema/0007.sql")),
    M::up(include_str!("../schema/0008.sql")),
    M::up(include_str!("../schema/0009.sql")),
    M::up(include_str!("../schema/0010.sql")),
    M::up(include_str!("../schema/0011.sql")),
    M::up(include_str!("../schema/0012.sql")),
];

/// The version that this program reads and writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// Brings a file up to the latest version; an empty one is made a store.
pub fn bring_up(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let wrong = |fault| StoreError::of(path, fault);
    let (found, application) = identity(connection, path)?;
    if found > VERSION {
        return Err(StoreError::Newer { path: path.to_owned(), found, known: VERSION });
    }
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(wrong)?;
    if application != APPLICATION && (tables > 0 || found > 0) {
        return Err(StoreError::NotAStore(path.to_owned()));
    }
    if application != APPLICATION {
        connection.pragma_update(None, "application_id", APPLICATION).map_err(wrong)?;
    }
    Migrations::from_slice(STEPS).to_latest(connection).map_err(|fault| match fault {
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::of(path, err),
        other => StoreError::Damaged(path.to_owned(), other.to_string()),
    })
}

/// Whether a file can be read as it is.
pub fn known(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let (found, application) = identity(connection, path)?;
    match found {
        _ if application != APPLICATION => Err(StoreError::NotAStore(path.to_owned())),
        found if found > VERSION => Err(StoreError::Newer { path: path.to_owned(), found, known: VERSION }),
        found if found < VERSION => Err(StoreError::Older { path: path.to_owned(), found, known: VERSION }),
        _ => Ok(()),
    }
}

fn identity(connection: &Connection, path: &Path) -> Result<(i64, i64), StoreError> {
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get(0)).map_err(|e| StoreError::of(path, e));
    Ok((number("user_version")?, number("application_id")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_are_sound() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }

    #[test]
    fn a_file_of_an_older_version_loses_only_what_nothing_asks_for() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", true).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION).unwrap();
        Migrations::from_slice(STEPS).to_version(&mut connection, 3).unwrap();
        let note = "INSERT INTO notes (made, author, subject, text) VALUES ('2026-01-01T00:00:00Z', 'ليلى', '{}', 'x')";
        let decision = "INSERT INTO decisions (made, author, kind, subject) VALUES ('2026-01-01T00:00:00Z', 'ليلى', 'reject', '{}')";
        connection.execute_batch(&format!("{note}; {decision};")).unwrap();
        bring_up(&mut connection, Path::new("desk.isnad")).unwrap();
        let count = |query: &str| connection.query_row(query, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("SELECT count(*) FROM sqlite_schema WHERE tbl_name IN ('stem_counts', 'revisions', 'notes')"), 0);
        assert_eq!(count("SELECT count(*) FROM decisions"), 1);
    }
}
