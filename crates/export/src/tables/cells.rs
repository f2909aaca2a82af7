//! What stands in a cell of a table.

use isnad_model::{Quantity, written};
use serde::Serialize;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text, an id or a word of a closed list.
    Words,
    /// Several ids.
    Names,
    /// A number of things.
    Count,
    /// A bound of a figure, or degrees.
    Amount,
    /// A time in ISO 8601, as finely as the page gives it.
    Time,
    /// An instant in UTC.
    Instant,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The page does not say.
    None,
    /// Of [`Kind::Words`], [`Kind::Time`] and [`Kind::Instant`].
    Words(String),
    /// Of [`Kind::Names`].
    Names(Vec<String>),
    /// Of [`Kind::Count`].
    Count(i64),
    /// Of [`Kind::Amount`].
    Amount(f64),
}

impl Cell {
    /// A text.
    pub fn words(text: &str) -> Self {
        Cell::Words(text.to_owned())
    }

    /// A text that may be absent.
    pub fn maybe(text: &Option<String>) -> Self {
        text.as_deref().map_or(Cell::None, Cell::words)
    }

    /// A word of a closed list.
    pub fn word(value: &impl Serialize) -> Self {
        written(value).map_or(Cell::None, Cell::Words)
    }

    /// Several ids.
    pub fn names(names: &[String]) -> Self {
        Cell::Names(names.to_vec())
    }

    /// A number of things.
    pub fn count(value: usize) -> Self {
        i64::try_from(value).map_or(Cell::None, Cell::Count)
    }

    /// A bound of a figure.
    pub fn quantity(value: Option<Quantity>) -> Self {
        Cell::amount(value.map(|q| q.0))
    }

    /// Degrees, or another number that need not be whole.
    pub fn amount(value: Option<f64>) -> Self {
        value.map_or(Cell::None, Cell::Amount)
    }

    /// As a table for spreadsheets has it.
    pub fn text(&self) -> String {
        match self {
            Cell::None => String::new(),
            Cell::Words(text) => safe(text),
            Cell::Names(names) => listed(names),
            Cell::Count(count) => count.to_string(),
            Cell::Amount(amount) => amount.to_string(),
        }
    }
}

/// A text that a spreadsheet takes as text: what would begin a formula has an apostrophe before it.
pub fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Several values in one cell, parted by `;`, which none of them has: lists beside each other stay parallel.
pub fn listed<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> String {
    values.into_iter().map(|value| safe(&value.as_ref().replace(';', ","))).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::Cell;

    #[test]
    fn a_cell_is_no_formula_and_a_number_is_plain() {
        assert_eq!(Cell::words("=HYPERLINK(\"x\"), سبها").text(), "'=HYPERLINK(\"x\"), سبها");
        assert_eq!(Cell::Names(vec!["@a".to_owned(), "b;c".to_owned(), "=d".to_owned()]).text(), "'@a;b,c;'=d");
        for (amount, text) in [(2300.0, "2300"), (2.5, "2.5"), (-27.038, "-27.038"), (9_000_000.0, "9000000")] {
            assert_eq!(Cell::Amount(amount).text(), text);
        }
        assert_eq!(Cell::maybe(&None).text(), "");
    }
}
