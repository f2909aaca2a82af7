//! JSON Lines: an object a line, a page each.

use std::ops::ControlFlow;

use serde_json::Value;

use crate::columns::Columns;
use crate::crawl::{Sink, Spot};
use crate::found::{At, Outcome, Position, Step, Why};
use crate::limits::{Limit, Limits};
use crate::lines::{Line, line};
use crate::packed::Joined;
use crate::row;
use crate::source::Source;

/// Reads all rows behind those that are done.
pub(crate) fn read<S: Source>(
    mut rows: Joined<S>,
    spot: Spot,
    from: Position,
    columns: &Columns,
    limits: &Limits,
    sink: Sink,
) -> ControlFlow<()> {
    let mut held = Vec::new();
    let mut row = 0u64;
    loop {
        let read = line(&mut rows, limits.row, &mut held);
        row += 1;
        let outcome = match read {
            Ok(Line::None) => return ControlFlow::Continue(()),
            _ if row <= from.records => continue,
            Ok(Line::Whole) if held.iter().all(u8::is_ascii_whitespace) => continue,
            Ok(Line::Whole) => page(&held, columns, limits),
            Ok(Line::TooLong) => Outcome::Skipped(Limit::Row(limits.row).into()),
            Err(fault) => Outcome::Skipped(fault.into()),
        };
        let ended =
            rows.0.has_failed() || matches!(outcome, Outcome::Skipped(Why::Unreadable(_) | Why::Over(Limit::Ratio(_) | Limit::Total(_))));
        let after = Position { records: row, ..Position::default() };
        sink(Step { place: spot.place(At::Row(row)), outcome, after, bytes: rows.0.taken() })?;
        if ended {
            return ControlFlow::Continue(());
        }
    }
}

fn page(line: &[u8], columns: &Columns, limits: &Limits) -> Outcome {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    match serde_json::from_slice::<Value>(line) {
        Ok(value @ Value::Object(_)) => row::page(columns, limits, |name| text(field(&value, name)?)),
        Ok(_) => Outcome::Skipped(Why::broken("no JSON object")),
        Err(fault) => Outcome::Skipped(Why::broken(format!("no JSON object: {fault}"))),
    }
}

/// A field by its name, or by names one within the other, parted by full stops.
fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    value.get(name).or_else(|| name.split('.').try_fold(value, |inner, part| inner.get(part)))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        // Authors, or paragraphs.
        Value::Array(parts) => {
            let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
            (!parts.is_empty()).then(|| parts.join("\n"))
        }
        _ => None,
    }
}
