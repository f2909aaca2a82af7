//! The head of a record of an ARC file, as the Internet Archive wrote them before WARC: one line of fields parted by spaces, the
//! address first and the length last.

use crate::crawl::{Payload, Record};
use crate::found::Why;

fn fields(line: &[u8]) -> Option<(&str, &str)> {
    let text = std::str::from_utf8(line).ok()?;
    let fields: Vec<&str> = text.split(' ').collect();
    let [address, .., length] = fields.as_slice() else { return None };
    // Version 1 has five fields, version 2 ten; the day is the third of both.
    let day = fields.get(2)?;
    let dated = fields.len() >= 5 && (8..=14).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit());
    (dated && address.contains(':') && !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit())).then_some((address, length))
}

/// Whether a line begins a record.
pub(crate) fn begins(line: &[u8]) -> bool {
    fields(line).is_some()
}

/// What the line says.
pub(crate) fn head(line: &[u8]) -> Result<Record, Why> {
    let read = fields(line).and_then(|(address, length)| Some((address, length.parse().ok()?)));
    let (address, length) = read.ok_or_else(|| Why::broken("no record of an ARC file"))?;
    let payload = if address.starts_with("http") {
        Payload::Response
    } else {
        Payload::Other(address.split(':').next().unwrap_or_default().to_owned())
    };
    Ok(Record { address: Some(address.to_owned()), length, payload, cut: false })
}
