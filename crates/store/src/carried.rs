//! How pages came, and how far archives are read.

use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::Serialize;

use crate::fault::StoreError;
use crate::pieces;
use crate::store::Store;

/// How the bytes of a page came.
#[derive(Clone, Copy, Debug)]
pub struct Carried<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// The `Content-Type` that they came with.
    pub content_type: Option<&'a str>,
    /// The archive that they stand in.
    pub archive: Option<&'a str>,
    /// Where in it.
    pub place: Option<&'a str>,
}

/// How bytes came, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Carriage {
    /// The `Content-Type` that they came with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The archive that they stand in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// Where in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Where the reading of an archive goes on: entries of it that are done, the byte in the next, records behind that byte that are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct ArchivePlace {
    pub entry: u64,
    pub byte: u64,
    pub records: u64,
}

impl Store {
    /// Notes how pages came that are about to be added; what was noted of the same bytes before stays.
    pub fn note_carried(&mut self, pages: &[Carried]) -> Result<(), StoreError> {
        if pages.is_empty() {
            return Ok(());
        }
        self.whole(|tx, _, _| {
            let mut statement =
                tx.prepare_cached("INSERT OR IGNORE INTO carried (sha256, content_type, archive, place) VALUES (?1, ?2, ?3, ?4)")?;
            for page in pages {
                statement.execute(params![pieces::hash(page.bytes), page.content_type, page.archive, page.place])?;
            }
            Ok(())
        })
    }

    /// How these bytes came, if it was noted.
    pub fn carriage(&self, bytes: &[u8]) -> Result<Option<Carriage>, StoreError> {
        self.carriage_of(&pieces::hash(bytes))
    }

    /// How the bytes with this SHA-256 came.
    pub(crate) fn carriage_of(&self, hash: &[u8]) -> Result<Option<Carriage>, StoreError> {
        self.connection
            .query_row("SELECT content_type, archive, place FROM carried WHERE sha256 = ?1", [hash], |row| {
                Ok(Carriage { content_type: row.get(0)?, archive: row.get(1)?, place: row.get(2)? })
            })
            .optional()
            .map_err(|e| self.wrong(e))
    }

    /// Where the reading of an archive was left.
    pub fn archive_place(&self, fingerprint: &[u8; 32]) -> Result<Option<ArchivePlace>, StoreError> {
        self.connection
            .query_row("SELECT entry, byte, records FROM archives WHERE fingerprint = ?1", [fingerprint], |row| {
                Ok(ArchivePlace { entry: row.get(0)?, byte: row.get(1)?, records: row.get(2)? })
            })
            .optional()
            .map_err(|e| self.wrong(e))
    }

    /// Notes that all of an archive before a place is in the store.
    pub fn leave_archive(&mut self, fingerprint: &[u8; 32], file: &str, place: ArchivePlace) -> Result<(), StoreError> {
        self.whole(|tx, _, _| {
            tx.prepare_cached("INSERT OR REPLACE INTO archives (fingerprint, file, entry, byte, records) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![fingerprint, file, place.entry, place.byte, place.records])?;
            Ok(())
        })
    }

    /// Forgets the place in an archive that was read to its end.
    pub fn finish_archive(&mut self, fingerprint: &[u8; 32]) -> Result<(), StoreError> {
        self.whole(|tx, _, _| {
            tx.execute("DELETE FROM archives WHERE fingerprint = ?1", [fingerprint])?;
            Ok(())
        })
    }
}
