//! How feeds stand.

use std::path::Path;

use isnad_export::one_line as plain;
use isnad_store::{Feed, Store};

use crate::output::{json, print};
use crate::store::args::Lines;
use crate::store::stemmer;
use crate::{ALL_READ, Fault};

/// Says how each feed stands.
pub fn run(file: &Path, format: Lines) -> Result<u8, Fault> {
    let feeds = Store::read(file, stemmer()?)?.feeds()?;
    match format {
        Lines::Json => print(&json(&feeds)?),
        Lines::Text => print(&feeds.iter().map(line).collect::<String>()),
    }
    Ok(ALL_READ)
}

/// A feed in a line: its address, when it was read, what is wrong, what waits.
fn line(feed: &Feed) -> String {
    let indent = if feed.parent.is_some() { "  " } else { "" };
    let name = feed.name.as_ref().map(|name| format!(" ({})", plain(name))).unwrap_or_default();
    let read = feed.read.as_ref().map_or_else(|| "not read yet".to_owned(), |read| format!("read {read}"));
    let next = feed.next.as_ref().map(|next| format!(", next {next}")).unwrap_or_default();
    let waiting = if feed.waiting > 0 { format!(", {} pages waiting", feed.waiting) } else { String::new() };
    let fault = feed.fault.as_deref().map(plain).unwrap_or_default();
    let standing = match (&feed.gone, feed.failures) {
        (Some(gone), _) => format!(" [gone {gone}: {fault}]"),
        (None, 0) if fault.is_empty() => String::new(),
        (None, 0) => format!(" [{fault}]"),
        (None, failures) => format!(" [failed {failures} times: {fault}]"),
    };
    let moved = feed.moved.as_ref().map(|moved| format!(" [it is {} now]", plain(moved))).unwrap_or_default();
    format!("{indent}{}{name}: {read}{next}{waiting}{standing}{moved}\n", plain(&feed.address))
}
