//! The tables as CSV.

use std::io::{self, Write};

use isnad_model::{Article, Story};

use super::{Make, TABLES};
use crate::StoryWriter;

/// A CSV file for each table.
pub struct CsvSet<W: Write>(Vec<csv::Writer<W>>);

impl<W: Write> CsvSet<W> {
    /// Begins the files; `make` makes one by its name, such as `claims.csv`.
    pub fn begin(make: Make<W>) -> io::Result<Self> {
        let begun = TABLES.iter().map(|table| {
            let mut file = csv::Writer::from_writer(make(&format!("{}.csv", table.name))?);
            file.write_record(table.columns.iter().map(|(name, _)| name))?;
            Ok(file)
        });
        begun.collect::<io::Result<_>>().map(CsvSet)
    }
}

impl<W: Write> StoryWriter for CsvSet<W> {
    fn story(&mut self, story: &Story, articles: &[Article]) -> io::Result<()> {
        for (table, file) in TABLES.iter().zip(&mut self.0) {
            for row in (table.rows)(story, articles) {
                file.write_record(row.iter().map(super::Cell::text))?;
            }
        }
        Ok(())
    }

    fn end(self: Box<Self>) -> io::Result<()> {
        self.0.into_iter().try_for_each(|mut file| file.flush())
    }
}
