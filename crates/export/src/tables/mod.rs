//! The record as tables: one file each, joined by the ids of stories, pages and claims.

mod cells;
mod claims;
mod csv_set;
#[cfg(feature = "parquet")]
mod parquet_set;
mod rows;

use std::io;

use isnad_model::{Article, Story};

use cells::{Cell, Kind};
pub use cells::{listed, safe};
pub use csv_set::CsvSet;
#[cfg(feature = "parquet")]
pub use parquet_set::ParquetSet;

/// A table: its name, its columns, and the rows that a story has in it. docs/exports.md explains every column.
struct Table {
    name: &'static str,
    columns: &'static [(&'static str, Kind)],
    rows: fn(&Story, &[Article]) -> Vec<Vec<Cell>>,
}

/// All tables.
static TABLES: [Table; 7] = [
    Table { name: "stories", columns: &rows::STORIES, rows: rows::stories },
    Table { name: "pages", columns: &rows::PAGES, rows: rows::pages },
    Table { name: "claims", columns: &claims::CLAIMS, rows: claims::claims },
    Table { name: "revisions", columns: &rows::REVISIONS, rows: rows::revisions },
    Table { name: "origins", columns: &rows::ORIGINS, rows: rows::origins },
    Table { name: "entities", columns: &rows::ENTITIES, rows: rows::entities },
    Table { name: "decisions", columns: &rows::DECISIONS, rows: rows::decisions },
];

/// Makes a file by its name.
type Make<'m, W> = &'m mut dyn FnMut(&str) -> io::Result<W>;
