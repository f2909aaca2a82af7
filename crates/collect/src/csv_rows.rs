//! CSV: a row a page, the first row names the columns. What parts the columns, and the character set, are told by the beginning.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::ByteRecord;
use encoding_rs::Encoding;

use crate::columns::Columns;
use crate::found::{Outcome, Why};
use crate::limits::{Limit, Limits};
use crate::packed::Joined;
use crate::row;
use crate::source::Source;
use crate::table::{Next, Rows};

/// Lets no row read more than it may: the reader itself would hold a row as long as the file.
struct Bounded<R> {
    rows: R,
    left: Rc<Cell<usize>>,
    limit: Limit,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(self.limit.into());
        }
        let most = into.len().min(self.left.get());
        let read = self.rows.read(&mut into[..most])?;
        self.left.set(self.left.get() - read);
        Ok(read)
    }
}

/// The rows of a file.
pub(crate) struct CsvRows<S: Source> {
    reader: csv::Reader<Bounded<Joined<S>>>,
    /// Bytes that the row at hand may still read, and those that any may.
    left: Rc<Cell<usize>>,
    most: usize,
    columns: usize,
    names: Vec<String>,
    record: ByteRecord,
    /// Of fields that are not UTF-8.
    charset: Option<&'static Encoding>,
}

impl<S: Source> CsvRows<S> {
    /// Those of a file that is unpacked.
    pub fn of(mut rows: Joined<S>, limits: &Limits) -> Self {
        // What cannot be read here the reader meets again.
        let (delimiter, charset) = rows.fill_buf().map_or((b',', None), |start| (delimiter(start), charset(start)));
        // The reader takes a stretch ahead of the row that it is in.
        let most = limits.row + (64 << 10);
        let left = Rc::new(Cell::new(most));
        let bounded = Bounded { rows, left: Rc::clone(&left), limit: Limit::Row(limits.row) };
        let reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bounded);
        CsvRows { reader, left, most, columns: limits.columns, names: Vec::new(), record: ByteRecord::new(), charset }
    }

    fn decoded(&self, field: &[u8]) -> String {
        match (std::str::from_utf8(field), self.charset) {
            (Ok(text), _) => text.to_owned(),
            (Err(_), Some(charset)) => charset.decode_without_bom_handling(field).0.into_owned(),
            (Err(_), None) => isnad_page::charset::decode(field, None, None).map(|d| d.text).unwrap_or_default(),
        }
    }
}

impl<S: Source> Rows for CsvRows<S> {
    fn next(&mut self) -> Next {
        loop {
            self.left.set(self.most);
            match self.reader.read_byte_record(&mut self.record) {
                Ok(false) => return Next::End,
                Ok(true) if self.record.len() > self.columns => return Next::Last(Limit::Columns(self.columns).into()),
                Ok(true) if self.names.is_empty() => {
                    let name = |name| self.decoded(name).trim().trim_start_matches('\u{feff}').to_lowercase();
                    self.names = self.record.iter().map(name).collect();
                }
                Ok(true) => return Next::Row,
                // Behind it nobody knows where a row begins.
                Err(fault) => {
                    return Next::Last(match fault.into_kind() {
                        csv::ErrorKind::Io(fault) => fault.into(),
                        other => Why::broken(format!("no row of CSV: {other:?}")),
                    });
                }
            }
        }
    }

    fn page(&self, columns: &Columns, limits: &Limits) -> Outcome {
        row::page(columns, limits, |name| {
            let at = self.names.iter().position(|n| *n == name.to_lowercase())?;
            self.record.get(at).map(|field| self.decoded(field))
        })
    }

    fn taken(&self) -> u64 {
        self.reader.get_ref().rows.0.taken()
    }
}

/// What parts the columns: of those customary, the one that the first row has most of.
fn delimiter(start: &[u8]) -> u8 {
    let first = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| first.iter().filter(|b| **b == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// The character set of a table; nothing where it is UTF-8 as far as can be seen.
fn charset(start: &[u8]) -> Option<&'static Encoding> {
    // The last row may be cut within a character.
    let rows = start.iter().rposition(|b| *b == b'\n').map_or(start, |end| &start[..end]);
    if std::str::from_utf8(rows).is_ok() {
        return None;
    }
    Encoding::for_label(isnad_page::charset::decode(rows, None, None).ok()?.charset.as_bytes())
}
