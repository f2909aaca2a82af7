//! Pages given in place of feeds, which they may name.

use quick_xml::events::Event;
use url::Url;

use super::element::Attributes;
use crate::address;

/// The most feeds that are named.
const MOST: usize = 5;

/// The feeds that a page names in its head.
pub(crate) fn feeds(text: &str, base: &Url, attributes: usize) -> Vec<String> {
    let mut parser = quick_xml::Reader::from_str(text);
    let config = parser.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut found = Vec::new();
    while let Ok(event) = parser.read_event() {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        match tag.name().into_inner().to_ascii_lowercase().as_str() {
            "body" => break,
            "link" => found.extend(feed(&Attributes::of(&tag, attributes), base)),
            _ => {}
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

fn feed(link: &Attributes, base: &Url) -> Option<String> {
    let kind = link.kind.as_deref()?.trim().to_ascii_lowercase();
    matches!(kind.as_str(), "application/rss+xml" | "application/atom+xml" | "application/feed+json").then_some(())?;
    Some(address::of_page(base.join(link.href.as_deref()?.trim()).ok()?).ok()?.into())
}
