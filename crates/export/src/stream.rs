//! Records written story by story: what memory holds is one story, however many there are.

use std::io::{self, Write};

use isnad_model::{Article, Story};

use crate::{acled, geojson, hxl, jsonld, ucdp};

/// A file or set of files that takes stories one after the other.
pub trait StoryWriter {
    /// Writes a story with its articles.
    fn story(&mut self, story: &Story, articles: &[Article]) -> io::Result<()>;

    /// Writes what stands behind the last story; nothing is complete before.
    fn end(self: Box<Self>) -> io::Result<()>;
}

/// Formats that are one file, written story by story. docs/exports.md explains what stands in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Streamed {
    /// schema.org `NewsArticle`s and `Claim`s with W3C Web Annotations.
    JsonLd,
    /// Figures and events at their places (RFC 7946).
    GeoJson,
    /// Violent incidents with the columns of UCDP's georeferenced events.
    Ucdp,
    /// Incidents with the columns of ACLED.
    Acled,
    /// Figures with HXL hashtags.
    Hxl,
}

/// Begins a file of a format.
pub fn stream<'w>(format: Streamed, to: impl Write + 'w) -> io::Result<Box<dyn StoryWriter + 'w>> {
    Ok(match format {
        Streamed::JsonLd => Box::new(jsonld::Graph::begin(to)?),
        Streamed::GeoJson => Box::new(geojson::Collection::begin(to)?),
        Streamed::Ucdp => Box::new(Rows::begin(to, &[ucdp::COLUMNS.map(str::to_owned).to_vec()], ucdp::rows)?),
        Streamed::Acled => Box::new(Rows::begin(to, &[acled::COLUMNS.map(str::to_owned).to_vec()], acled::rows)?),
        Streamed::Hxl => Box::new(Rows::begin(to, &[hxl::heads(), hxl::tags()], hxl::rows)?),
    })
}

/// The rows that a story has in a table.
type RowsOf = fn(&Story, &[Article]) -> Vec<Vec<String>>;

/// A CSV file.
struct Rows<W: Write> {
    csv: csv::Writer<W>,
    of: RowsOf,
}

impl<W: Write> Rows<W> {
    fn begin(to: W, heads: &[Vec<String>], of: RowsOf) -> io::Result<Self> {
        let mut csv = csv::Writer::from_writer(to);
        for head in heads {
            csv.write_record(head)?;
        }
        Ok(Rows { csv, of })
    }
}

impl<W: Write> StoryWriter for Rows<W> {
    fn story(&mut self, story: &Story, articles: &[Article]) -> io::Result<()> {
        for row in (self.of)(story, articles) {
            self.csv.write_record(row)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.csv.flush()
    }
}
