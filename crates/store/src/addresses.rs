//! Addresses that were asked, and what their servers said.

use rusqlite::{OptionalExtension, params};

use crate::add::now;
use crate::fault::StoreError;
use crate::store::Store;

/// What a server said of the page at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The address, as it was asked for.
    pub address: String,
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

impl Store {
    /// What the server said when it gave the page at an address that is in the store.
    pub fn asked(&self, address: &str) -> Result<Option<Asked>, StoreError> {
        self.connection
            .query_row("SELECT address, etag, last_modified FROM addresses WHERE address = ?1", [address], |row| {
                Ok(Asked { address: row.get(0)?, etag: row.get(1)?, last_modified: row.get(2)? })
            })
            .optional()
            .map_err(|e| self.wrong(e))
    }

    /// Notes what servers said of pages that are in the store.
    pub fn note_asked(&mut self, asked: &[Asked]) -> Result<(), StoreError> {
        if asked.is_empty() {
            return Ok(());
        }
        self.whole(|tx, _, _| {
            let mut statement =
                tx.prepare_cached("INSERT OR REPLACE INTO addresses (address, etag, last_modified, asked) VALUES (?1, ?2, ?3, ?4)")?;
            for Asked { address, etag, last_modified } in asked {
                statement.execute(params![address, etag, last_modified, now()])?;
            }
            Ok(())
        })
    }
}
