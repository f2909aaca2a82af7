//! Which reader an archive needs.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::columns::Columns;
use crate::crawl::{self, Sink, Spot};
use crate::csv_rows::CsvRows;
use crate::found::{Position, Why};
use crate::json_rows::JsonRows;
use crate::limits::Limits;
use crate::packed::{Joined, Packed};
#[cfg(feature = "parquet")]
use crate::parquet::ParquetRows;
use crate::source::Window;
use crate::{mhtml, table, wacz};

/// Bytes at the beginning of an archive that tell it from others.
const HEAD: usize = 64 << 10;

/// Kinds of archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// WARC or ARC, plain or packed with gzip.
    Crawl,
    /// A ZIP file of WARC files.
    Wacz,
    /// A page with its pictures in one file.
    Mhtml,
    /// An object a line.
    JsonLines,
    /// A row a page, parted by commas, semicolons or tabs.
    Csv,
    /// A row a page, column by column (Apache Parquet); read with the feature `parquet`.
    Parquet,
}

/// Endings of names and what they mean; each but MHTML, WACZ and Parquet may be packed with gzip.
const ENDINGS: [(&str, Kind); 10] = [
    (".warc", Kind::Crawl),
    (".arc", Kind::Crawl),
    (".wacz", Kind::Wacz),
    (".mhtml", Kind::Mhtml),
    (".mht", Kind::Mhtml),
    (".jsonl", Kind::JsonLines),
    (".ndjson", Kind::JsonLines),
    (".csv", Kind::Csv),
    (".tsv", Kind::Csv),
    (".parquet", Kind::Parquet),
];

impl Kind {
    /// The kind of an archive by its name; `None` of anything else.
    pub fn of(path: &Path) -> Option<Kind> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let unpacked = name.strip_suffix(".gz");
        let kind = ENDINGS.iter().find(|(ending, _)| unpacked.unwrap_or(&name).ends_with(ending)).map(|(_, kind)| *kind)?;
        (unpacked.is_none() || kind.may_be_packed()).then_some(kind)
    }

    /// Endings of the archives that are taken from folders.
    pub fn endings_of_pages() -> impl Iterator<Item = String> {
        let of_pages = ENDINGS.into_iter().filter(|(_, kind)| kind.is_of_pages());
        of_pages.flat_map(|(ending, kind)| {
            let ending = ending.trim_start_matches('.');
            std::iter::once(ending.to_owned()).chain(kind.may_be_packed().then(|| format!("{ending}.gz")))
        })
    }

    /// Whether its reader unpacks gzip.
    fn may_be_packed(self) -> bool {
        !matches!(self, Kind::Wacz | Kind::Mhtml | Kind::Parquet)
    }

    /// Whether archives of this kind hold pages and nothing else, so that they are taken from folders unnamed: a table in a folder may
    /// be of anything.
    pub fn is_of_pages(self) -> bool {
        !matches!(self, Kind::JsonLines | Kind::Csv | Kind::Parquet)
    }
}

/// What tells an archive from any other, with the columns that it is read by: a place in one is none in another.
pub fn fingerprint(path: &Path, columns: &Columns) -> io::Result<[u8; 32]> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = Vec::new();
    file.take(HEAD as u64).read_to_end(&mut head)?;
    let mut hash = Sha256::new();
    hash.update(length.to_le_bytes());
    hash.update(columns.key());
    hash.update([0]);
    hash.update(head);
    Ok(hash.finalize().into())
}

/// Reads an archive from a position, and tells `sink` of each record until it breaks.
///
/// # Errors
/// Where nothing of the file can be read as an archive of its kind.
pub fn read(path: &Path, kind: Kind, from: Position, columns: &Columns, limits: &Limits, sink: Sink) -> Result<(), Why> {
    let mut file = File::open(path)?;
    let spot = Spot::file(path);
    // Who broke it off knows it.
    let _: ControlFlow<()> = match kind {
        Kind::Wacz => wacz::read(path, &mut file, from, limits, sink)?,
        Kind::Mhtml => mhtml::read(file, spot, from, limits, sink),
        Kind::Crawl => {
            let mut packed = Packed::open(Window::whole(file)?, from.byte, limits)?;
            if from.byte == 0 && !crawl::begins_with_record(packed.fill_buf()?) {
                return Err(Why::broken("no WARC or ARC file: no record begins it"));
            }
            crawl::read(packed, spot, from, limits, sink)
        }
        #[cfg(feature = "parquet")]
        Kind::Parquet => table::read(ParquetRows::open(file, columns, limits)?, spot, from, columns, limits, sink),
        #[cfg(not(feature = "parquet"))]
        Kind::Parquet => {
            return Err(Why::broken(
                "this program was built without the feature `parquet`, which reads Parquet; write JSON Lines from the table",
            ));
        }
        Kind::JsonLines | Kind::Csv => {
            let rows = Joined(Packed::open(Window::whole(file)?, 0, limits)?);
            match kind {
                Kind::Csv => table::read(CsvRows::of(rows, limits), spot, from, columns, limits, sink),
                _ => table::read(JsonRows::of(rows, limits), spot, from, columns, limits, sink),
            }
        }
    };
    Ok(())
}
