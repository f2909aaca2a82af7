//! A table, whatever form it has: a row a page.

use std::ops::ControlFlow;

use crate::columns::Columns;
use crate::crawl::{Sink, Spot};
use crate::found::{At, Outcome, Position, Step, Why};
use crate::limits::Limits;

/// What comes next of a table.
pub(crate) enum Next {
    /// A row.
    Row,
    /// A row with nothing in it.
    Blank,
    /// No row, and why; others may come behind it.
    Wrong(Why),
    /// No row, and why; nobody knows where others begin.
    Last(Why),
    /// There is none.
    End,
}

/// The rows of a table, one at hand.
pub(crate) trait Rows {
    /// Goes on to the next.
    fn next(&mut self) -> Next;
    /// The page of the one at hand.
    fn page(&self, columns: &Columns, limits: &Limits) -> Outcome;
    /// Bytes of the file that are taken.
    fn taken(&self) -> u64;
}

/// Reads all rows behind those that are done.
pub(crate) fn read(mut rows: impl Rows, spot: Spot, from: Position, columns: &Columns, limits: &Limits, sink: Sink) -> ControlFlow<()> {
    let mut row = 0u64;
    loop {
        let next = rows.next();
        row += 1;
        let (outcome, last) = match next {
            Next::End => return ControlFlow::Continue(()),
            Next::Blank => continue,
            Next::Row | Next::Wrong(_) if row <= from.records => continue,
            Next::Row => (rows.page(columns, limits), false),
            Next::Wrong(why) => (Outcome::Skipped(why), false),
            Next::Last(why) => (Outcome::Skipped(why), true),
        };
        let after = Position { records: row, ..Position::default() };
        sink(Step { place: spot.place(At::Row(row)), outcome, after, bytes: rows.taken() })?;
        if last {
            return ControlFlow::Continue(());
        }
    }
}
