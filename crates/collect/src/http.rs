//! A response as a crawler kept it.

use std::io::BufRead;

use crate::body;
use crate::found::Why;
use crate::head::Head;
use crate::limits::{Limit, Limits};
use crate::lines::{Line, line};

/// What a response had.
pub(crate) struct Response {
    pub content_type: Option<String>,
    pub bytes: Vec<u8>,
}

/// Reads a response with a page; `cut` says that the crawler itself kept only its beginning.
pub(crate) fn response(from: &mut impl BufRead, cut: bool, limits: &Limits) -> Result<Response, Why> {
    let mut held = Vec::new();
    match line(from, limits.header_bytes, &mut held)? {
        Line::None => return Err(Why::Empty),
        Line::TooLong => return Err(Limit::HeaderBytes(limits.header_bytes).into()),
        Line::Whole => {}
    }
    let status = status(&held).ok_or_else(|| Why::broken("no HTTP response in it"))?;
    let head = Head::read(from, limits)?;
    if status != 200 {
        return Err(Why::Status(status));
    }
    let content_type = head.get("content-type").filter(|t| !t.is_empty()).map(str::to_owned);
    if let Some(kind) = content_type.as_deref() {
        page_kind(kind)?;
    }
    let bytes = body::read(from, &head, cut, limits)?;
    if bytes.is_empty() {
        return Err(Why::Empty);
    }
    if content_type.is_none() {
        looks_like_a_page(&bytes)?;
    }
    Ok(Response { content_type, bytes })
}

fn status(line: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(line.get(..line.len().min(40))?).ok()?;
    let rest = text.strip_prefix("HTTP/")?;
    rest.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// Refuses what its `Content-Type` says is no page.
pub(crate) fn page_kind(content_type: &str) -> Result<(), Why> {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "application/xhtml+xml" | "text/plain" => Ok(()),
        _ => Err(Why::NotHtml(kind.chars().filter(|c| !c.is_control()).take(80).collect())),
    }
}

/// Refuses bytes without a label that do not begin like HTML.
pub(crate) fn looks_like_a_page(bytes: &[u8]) -> Result<(), Why> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace() && !matches!(b, 0xef | 0xbb | 0xbf));
    match start.and_then(|at| bytes.get(at)) {
        Some(b'<') => Ok(()),
        Some(_) => Err(Why::NotHtml("bytes of no named kind".to_owned())),
        None => Err(Why::Empty),
    }
}
