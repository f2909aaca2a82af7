//! JSON Lines: an object a line, a page each.

use serde_json::Value;

use crate::columns::Columns;
use crate::found::{Outcome, Why};
use crate::limits::{Limit, Limits};
use crate::lines::{Line, line};
use crate::packed::Joined;
use crate::row;
use crate::source::Source;
use crate::table::{Next, Rows};

/// The lines of a file.
pub(crate) struct JsonRows<S: Source> {
    lines: Joined<S>,
    held: Vec<u8>,
    most: usize,
}

impl<S: Source> JsonRows<S> {
    /// Those of a file that is unpacked.
    pub fn of(lines: Joined<S>, limits: &Limits) -> Self {
        JsonRows { lines, held: Vec::new(), most: limits.row }
    }
}

impl<S: Source> Rows for JsonRows<S> {
    fn next(&mut self) -> Next {
        match line(&mut self.lines, self.most, &mut self.held) {
            Ok(Line::None) => Next::End,
            Ok(Line::Whole) if self.held.iter().all(u8::is_ascii_whitespace) => Next::Blank,
            Ok(Line::Whole) => Next::Row,
            Ok(Line::TooLong) => Next::Wrong(Limit::Row(self.most).into()),
            Err(fault) => Next::Last(fault.into()),
        }
    }

    fn page(&self, columns: &Columns, limits: &Limits) -> Outcome {
        let line = self.held.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.held);
        match serde_json::from_slice::<Value>(line) {
            Ok(value @ Value::Object(_)) => row::page(columns, limits, |name| text(field(&value, name)?)),
            Ok(_) => Outcome::Skipped(Why::broken("no JSON object")),
            Err(fault) => Outcome::Skipped(Why::broken(format!("no JSON object: {fault}"))),
        }
    }

    fn taken(&self) -> u64 {
        self.lines.0.taken()
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
