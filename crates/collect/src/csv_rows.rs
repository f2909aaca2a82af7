//! CSV: a row a page, the first row names the columns.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use csv::ByteRecord;

use crate::columns::Columns;
use crate::crawl::{Sink, Spot};
use crate::found::{At, Outcome, Position, Step, Why};
use crate::limits::{Limit, Limits};
use crate::packed::Joined;
use crate::row;
use crate::source::Source;

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

/// Reads all rows behind those that are done. `delimiter` is told by the first row where it is not given.
pub(crate) fn read<S: Source>(
    mut rows: Joined<S>,
    spot: Spot,
    from: Position,
    columns: &Columns,
    limits: &Limits,
    sink: Sink,
) -> ControlFlow<()> {
    let delimiter = match io::BufRead::fill_buf(&mut rows) {
        Ok(start) => delimiter(start),
        // The reader meets it again.
        Err(_) => b',',
    };
    // The reader takes a stretch ahead of the row that it is in.
    let most = limits.row + (64 << 10);
    let left = Rc::new(Cell::new(most));
    let size = rows.0.taken();
    let bounded = Bounded { rows, left: Rc::clone(&left), limit: Limit::Row(limits.row) };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bounded);
    let mut names: Vec<String> = Vec::new();
    let mut record = ByteRecord::new();
    let mut row = 0u64;
    loop {
        left.set(most);
        let read = reader.read_byte_record(&mut record);
        let outcome = match read {
            Ok(false) => return ControlFlow::Continue(()),
            Ok(true) if record.len() > limits.columns => Err(Why::Over(Limit::Columns(limits.columns))),
            Ok(true) if names.is_empty() => {
                names = record.iter().map(|name| decoded(name).trim().trim_start_matches('\u{feff}').to_lowercase()).collect();
                continue;
            }
            Ok(true) => Ok(()),
            Err(fault) => Err(match fault.into_kind() {
                csv::ErrorKind::Io(fault) => fault.into(),
                other => Why::broken(format!("no row of CSV: {other:?}")),
            }),
        };
        row += 1;
        let (outcome, ended) = match outcome {
            _ if row <= from.records && outcome.is_ok() => continue,
            Ok(()) => (page(&names, &record, columns, limits), false),
            // Behind it nobody knows where a row begins.
            Err(why) => (Outcome::Skipped(why), true),
        };
        let after = Position { records: row, ..Position::default() };
        let bytes = reader.get_ref().rows.0.taken().max(size);
        sink(Step { place: spot.place(At::Row(row)), outcome, after, bytes })?;
        if ended {
            return ControlFlow::Continue(());
        }
    }
}

fn page(names: &[String], record: &ByteRecord, columns: &Columns, limits: &Limits) -> Outcome {
    row::page(columns, limits, |name| {
        let at = names.iter().position(|n| *n == name.to_lowercase())?;
        record.get(at).map(decoded)
    })
}

fn decoded(field: &[u8]) -> String {
    match std::str::from_utf8(field) {
        Ok(text) => text.to_owned(),
        Err(_) => isnad_page::charset::decode(field, None, None).map(|d| d.text).unwrap_or_default(),
    }
}

/// What parts the columns: of those customary, the one that the first row has most of.
fn delimiter(start: &[u8]) -> u8 {
    let first = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| first.iter().filter(|b| **b == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}
