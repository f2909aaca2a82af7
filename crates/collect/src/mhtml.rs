//! MHTML: a page with its pictures in one file, as browsers save it (RFC 2557). The page is the first part that is HTML.

use std::io::Read;
use std::ops::ControlFlow;

use mailparse::{MailHeaderMap, parse_content_type, parse_headers};

use crate::crawl::{Sink, Spot};
use crate::found::{At, Carrier, Found, Outcome, Position, Step, Why};
use crate::limits::{Limit, Limits};

/// Reads the page of a file.
pub(crate) fn read(file: impl Read, spot: Spot, from: Position, limits: &Limits, sink: Sink) -> ControlFlow<()> {
    if from.records > 0 {
        return ControlFlow::Continue(());
    }
    let mut bytes = Vec::new();
    let outcome = match file.take(limits.saved as u64 + 1).read_to_end(&mut bytes) {
        Err(fault) => Outcome::Skipped(fault.into()),
        Ok(_) if bytes.len() > limits.saved => Outcome::Skipped(Limit::Saved(limits.saved).into()),
        Ok(_) => match page(&bytes, limits) {
            Ok(found) => Outcome::Page(found),
            Err(why) => Outcome::Skipped(why),
        },
    };
    let after = Position { records: 1, ..Position::default() };
    sink(Step { place: spot.place(At::Whole), outcome, after, bytes: bytes.len() as u64 })
}

fn page(bytes: &[u8], limits: &Limits) -> Result<Found, Why> {
    let mut address = None;
    let mut open = vec![(bytes, 0)];
    let mut parts = 0;
    while let Some((part, depth)) = open.pop() {
        parts += 1;
        if parts > limits.parts {
            return Err(Limit::Parts(limits.parts).into());
        }
        let head = &part[..part.len().min(limits.header_bytes)];
        let (headers, body_at) = parse_headers(head).map_err(|e| Why::broken(format!("damaged header lines: {e}")))?;
        if headers.len() > limits.header_lines {
            return Err(Limit::HeaderLines(limits.header_lines).into());
        }
        if body_at >= head.len() && part.len() > head.len() {
            return Err(Limit::HeaderBytes(limits.header_bytes).into());
        }
        let kind = headers.get_first_value("Content-Type").map(|v| parse_content_type(&v));
        let from = headers.get_first_value("Snapshot-Content-Location").or_else(|| headers.get_first_value("Content-Location"));
        address = address.or(from).filter(|a| a.starts_with("http"));
        match kind {
            Some(kind) if kind.mimetype.starts_with("multipart/") => {
                if depth >= limits.nesting {
                    return Err(Limit::Nesting(limits.nesting).into());
                }
                let boundary = kind.params.get("boundary").filter(|b| !b.is_empty());
                let boundary = boundary.ok_or_else(|| Why::broken("parts without a boundary"))?;
                let inner = split(&part[body_at..], boundary, limits.parts)?;
                open.extend(inner.into_iter().rev().map(|inner| (inner, depth + 1)));
            }
            Some(kind) if matches!(kind.mimetype.as_str(), "text/html" | "application/xhtml+xml") => {
                let whole = mailparse::parse_mail(part).map_err(|e| Why::broken(format!("damaged part: {e}")))?;
                let bytes = whole.get_body_raw().map_err(|e| Why::broken(format!("damaged part: {e}")))?;
                if bytes.len() > limits.page {
                    return Err(Limit::Page(limits.page).into());
                }
                let charset = kind.params.get("charset").map(|c| format!("; charset={c}")).unwrap_or_default();
                return Ok(Found { address, content_type: Some(format!("{}{charset}", kind.mimetype)), bytes, carrier: Carrier::Chosen });
            }
            _ => {}
        }
    }
    Err(Why::broken("no part that is HTML; save the page again as a whole"))
}

/// The parts between the lines of a boundary.
fn split<'b>(body: &'b [u8], boundary: &str, most: usize) -> Result<Vec<&'b [u8]>, Why> {
    let mark = format!("--{boundary}");
    let starts = memchr::memmem::find_iter(body, &mark).filter(|at| *at == 0 || body[at - 1] == b'\n');
    let mut parts = Vec::new();
    let mut open: Option<usize> = None;
    for at in starts {
        if let Some(start) = open {
            parts.push(body.get(start..at).unwrap_or_default());
        }
        if parts.len() > most {
            return Err(Limit::Parts(most).into());
        }
        let behind = at + mark.len();
        if body[behind..].starts_with(b"--") {
            return Ok(parts);
        }
        let end = memchr::memchr(b'\n', &body[behind..]).map_or(body.len(), |n| behind + n + 1);
        open = Some(end);
    }
    // The last part of a file that was cut off.
    parts.extend(open.and_then(|start| body.get(start..)));
    Ok(parts)
}
