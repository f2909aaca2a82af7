//! What is found in an archive.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::limits::Limit;

/// A page out of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it came from, as the archive has it.
    pub address: Option<String>,
    /// Its `Content-Type`, with the character set if there is one.
    pub content_type: Option<String>,
    /// Its bytes, freed of what they were carried in.
    pub bytes: Vec<u8>,
    /// Who chose it.
    pub carrier: Carrier,
}

/// What a server said of the page that it gave last: asked with it, it says whether there is another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// Who chose the pages of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// A crawler: among them are front pages, lists and pages in other languages.
    Crawl,
    /// A person, or a program that they told what to take.
    Chosen,
}

/// Where in an archive something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The archive.
    pub file: PathBuf,
    /// The entry within it, where it is a ZIP file.
    pub entry: Option<String>,
    /// The place there.
    pub at: At,
}

/// A place in a file or entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// All of it.
    Whole,
    /// The byte of the file as it lies on the disk, where a record or the gzip member of a record begins.
    Byte(u64),
    /// The record of a gzip member that has several: the byte where the member begins, and which of its records, from 0.
    Record(u64, u64),
    /// A row of a table, from 1, the names of the columns not counted.
    Row(u64),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, within) = (self.file.display(), self.within());
        if within.is_empty() { write!(f, "{file}") } else { write!(f, "{file}, {within}") }
    }
}

impl Place {
    /// The place behind the file's name: the entry, and where in it; nothing where it is all of the file.
    pub fn within(&self) -> String {
        let at = match self.at {
            At::Whole => None,
            At::Byte(byte) => Some(format!("byte {byte}")),
            At::Record(byte, record) => Some(format!("byte {byte}, record {record}")),
            At::Row(row) => Some(format!("row {row}")),
        };
        self.entry.clone().into_iter().chain(at).collect::<Vec<_>>().join(", ")
    }
}

/// From where the reading of an archive may go on: what lies before it needs not be read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Entries of a ZIP file that are done.
    pub entry: u64,
    /// The byte of the file or entry to go on from.
    pub byte: u64,
    /// Records or rows behind that byte that are done.
    pub records: u64,
}

/// A step through an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub outcome: Outcome,
    /// From where to go on behind it.
    pub after: Position,
    /// Bytes of the file that are behind it, for a measure of how far it is.
    pub bytes: u64,
}

/// What a record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A page.
    Page(Found),
    /// None.
    Skipped(Why),
}

/// Why a record is no page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// A record of another kind, such as a request.
    #[error("a record of kind «{0}»")]
    Kind(String),
    /// The server gave something else in the page's place.
    #[error("status {0}, not 200")]
    Status(u16),
    /// Something else than a page.
    #[error("{0}, not HTML or text")]
    NotHtml(String),
    /// Nothing.
    #[error("no bytes")]
    Empty,
    /// It ends too early.
    #[error("cut off: {0}")]
    Truncated(&'static str),
    /// It is not what it should be.
    #[error("{0}")]
    Broken(String),
    /// It is too much.
    #[error(transparent)]
    Over(#[from] Limit),
    /// The system could not read it.
    #[error("{0}; check that it can be read")]
    Unreadable(String),
}

impl Why {
    /// Whether something is wrong with the archive; archives have much beside pages, which is no fault.
    pub fn is_fault(&self) -> bool {
        matches!(self, Why::Truncated(_) | Why::Broken(_) | Why::Over(_) | Why::Unreadable(_))
    }

    /// What to count it under.
    pub fn reason(&self) -> &'static str {
        match self {
            Why::Kind(_) => "no response",
            Why::Status(_) => "status not 200",
            Why::NotHtml(_) => "not HTML",
            Why::Empty => "empty",
            Why::Truncated(_) => "cut off",
            Why::Broken(_) | Why::Unreadable(_) => "broken",
            Why::Over(_) => "over a limit",
        }
    }

    pub(crate) fn broken(what: impl Into<String>) -> Self {
        Why::Broken(what.into())
    }
}

impl From<io::Error> for Why {
    /// Limits come through readers as errors of theirs.
    fn from(fault: io::Error) -> Self {
        if let Some(limit) = fault.get_ref().and_then(|inner| inner.downcast_ref::<Limit>()) {
            return Why::Over(*limit);
        }
        match fault.kind() {
            io::ErrorKind::UnexpectedEof => Why::Truncated("the bytes end before the record does"),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Why::Broken(format!("damaged: {fault}")),
            _ => Why::Unreadable(fault.to_string()),
        }
    }
}

impl From<Limit> for io::Error {
    fn from(limit: Limit) -> Self {
        io::Error::other(limit)
    }
}
