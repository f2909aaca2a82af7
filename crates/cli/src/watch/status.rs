//! How feeds and alerts stand.

use std::path::Path;

use isnad_export::one_line as plain;
use isnad_model::written;
use isnad_store::{Alert, Feed, Store};

use crate::output::{json, print};
use crate::store::args::Lines;
use crate::store::stemmer;
use crate::{ALL_READ, Fault};

/// Says how each feed and each alert stands.
pub fn run(file: &Path, format: Lines) -> Result<u8, Fault> {
    let standing = Store::read(file, stemmer()?)?.watch_standing()?;
    match format {
        Lines::Json => print(&json(&standing)?),
        Lines::Text => {
            let alerts = standing.alerts.iter().map(alert_line);
            print(&standing.feeds.iter().map(line).chain(alerts).collect::<String>());
        }
    }
    Ok(ALL_READ)
}

/// An alert in a line: its name, to whom, how many it told, what is wrong.
fn alert_line(alert: &Alert) -> String {
    let target = alert.target.as_ref().map(|target| format!(" {}", plain(target))).unwrap_or_default();
    let last = alert.last.as_ref().map(|last| format!(", the last {last}")).unwrap_or_default();
    let fault = alert.fault.as_deref().map(plain).unwrap_or_default();
    let standing = match (&alert.failing, &alert.next_try) {
        (None, _) => String::new(),
        (Some(since), Some(next)) => format!(" [fails since {since}: {fault}; told again {next}]"),
        (Some(since), None) => format!(" [given up {since}: {fault}]"),
    };
    format!("alert {}: {}{target}, {} told{last}{standing}\n", plain(&alert.name), written(&alert.way).unwrap_or_default(), alert.told)
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
