//! Header lines, of records and of responses.

use std::io::BufRead;

use crate::found::Why;
use crate::limits::{Limit, Limits};
use crate::lines::{Line, line};

/// Names and values, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head(Vec<(String, String)>);

impl Head {
    /// Reads header lines up to the empty one. A line that names nothing is passed over, one that begins with a space belongs to the
    /// one before.
    pub fn read(from: &mut impl BufRead, limits: &Limits) -> Result<Self, Why> {
        let mut head = Head::default();
        let (mut bytes, mut lines, mut held) = (0, 0, Vec::new());
        loop {
            match line(from, limits.header_bytes, &mut held)? {
                Line::None => return Err(Why::Truncated("within header lines")),
                Line::TooLong => return Err(Limit::HeaderBytes(limits.header_bytes).into()),
                Line::Whole if held.is_empty() => return Ok(head),
                Line::Whole => {}
            }
            bytes += held.len();
            lines += 1;
            if bytes > limits.header_bytes {
                return Err(Limit::HeaderBytes(limits.header_bytes).into());
            }
            if lines > limits.header_lines {
                return Err(Limit::HeaderLines(limits.header_lines).into());
            }
            let text = String::from_utf8_lossy(&held);
            if text.starts_with([' ', '\t']) {
                if let Some((_, value)) = head.0.last_mut() {
                    value.push(' ');
                    value.push_str(text.trim());
                }
            } else if let Some((name, value)) = text.split_once(':') {
                head.0.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
    }

    /// One line.
    #[cfg(feature = "fetch")]
    pub fn of(name: &str, value: String) -> Self {
        Head(vec![(name.to_owned(), value)])
    }

    /// The first value of a name, which is given in small letters.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}
