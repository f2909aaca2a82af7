//! Lines that may not go on for ever.

use std::io::{self, BufRead};

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// With its end, or that of the bytes.
    Whole,
    /// It is longer than it may be; it was passed over up to its end.
    TooLong,
    /// There is none.
    None,
}

/// Reads a line of at most so many bytes, without its end. A longer one is passed over, without being held.
pub(crate) fn line(from: &mut impl BufRead, most: usize, into: &mut Vec<u8>) -> io::Result<Line> {
    into.clear();
    let (mut any, mut long) = (false, false);
    loop {
        let held = from.fill_buf()?;
        if held.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', held);
        let taken = end.map_or(held.len(), |at| at + 1);
        if into.len() + taken > most + 2 {
            long = true;
        } else {
            into.extend_from_slice(&held[..taken]);
        }
        from.consume(taken);
        if end.is_some() {
            break;
        }
    }
    while matches!(into.last(), Some(b'\n' | b'\r')) {
        into.pop();
    }
    Ok(match (any, long || into.len() > most) {
        (false, _) => Line::None,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}
