//! The head of a WARC record (ISO 28500).

use std::io::BufRead;

use crate::crawl::{Payload, Record};
use crate::found::Why;
use crate::head::Head;
use crate::limits::Limits;

/// Whether a line begins a record.
pub(crate) fn begins(line: &[u8]) -> bool {
    line.starts_with(b"WARC/")
}

/// Reads the head behind its first line.
pub(crate) fn head(from: &mut impl BufRead, limits: &Limits) -> Result<Record, Why> {
    let head = Head::read(from, limits)?;
    let length = head.get("content-length").and_then(|l| l.parse().ok());
    let length = length.ok_or_else(|| Why::broken("a record without its length (Content-Length)"))?;
    let kind = head.get("warc-type").unwrap_or("none").to_ascii_lowercase();
    let content_type = head.get("content-type").unwrap_or_default();
    let http = content_type.to_ascii_lowercase().starts_with("application/http");
    let payload = match kind.as_str() {
        "response" if http || content_type.is_empty() => Payload::Response,
        "response" => Payload::Other(content_type.to_owned()),
        // Pages without their response, and texts that were made of pages.
        "resource" | "conversion" if !http => Payload::Page(Some(content_type.to_owned()).filter(|t| !t.is_empty())),
        _ => Payload::Other(kind),
    };
    // Some writers put the address in angle brackets.
    let address = head.get("warc-target-uri").map(|a| a.trim_matches(['<', '>']).to_owned()).filter(|a| !a.is_empty());
    Ok(Record { address, length, payload, cut: head.get("warc-truncated").is_some() })
}
