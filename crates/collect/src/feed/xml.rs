//! Feeds of XML, also where it is not well-formed.

use std::ops::ControlFlow;

use quick_xml::events::Event;

use super::html;
use super::outline::Outline;
use super::reader::Reader;
use super::references;
use super::{Feed, FeedError};

/// How often reading begins anew behind what is not well-formed.
const AGAIN: usize = 100;

/// How a stretch of a feed ended.
enum End {
    /// With the feed, or at a limit.
    Whole,
    /// At a `<` that is none: it is text, and reading goes on behind it.
    Stray(usize),
    /// At a `<` that begins what has no end, and why.
    Broken(usize, String),
}

/// Reads a feed.
pub(crate) fn read(text: &str, reader: Reader) -> Result<Feed, FeedError> {
    let (base, most) = (reader.base().clone(), reader.limits.feed_attributes);
    let mut outline = Outline::new(text, reader);
    let (mut from, mut again) = (0, 0);
    loop {
        let at = match stretch(text, from, &mut outline) {
            End::Whole => break,
            End::Stray(at) => at,
            End::Broken(at, why) => {
                again += 1;
                outline.broken(at, &why, again > AGAIN);
                if again > AGAIN {
                    break;
                }
                at
            }
        };
        // It goes on behind the `<`; what stands at the place if there is none is not known.
        if at < from || text.as_bytes().get(at) != Some(&b'<') {
            break;
        }
        outline.text("<");
        from = at + 1;
    }
    outline.feed().map_err(|page| if page { FeedError::Html(html::feeds(text, &base, most)) } else { FeedError::Unknown })
}

/// Reads from a byte on, as far as it goes.
fn stretch(text: &str, from: usize, outline: &mut Outline) -> End {
    let mut parser = quick_xml::Reader::from_str(&text[from..]);
    let config = parser.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let place = |position: u64| from + usize::try_from(position).unwrap_or(usize::MAX - from);
    loop {
        let at = place(parser.buffer_position());
        // Told here, as the parser would look for its end each time.
        if is_stray(text.get(at..).unwrap_or_default()) {
            return End::Stray(at);
        }
        let event = match parser.read_event() {
            Ok(event) => event,
            Err(fault) => return End::Broken(place(parser.error_position()), what(&fault)),
        };
        let flow = match &event {
            Event::Start(tag) => outline.start(tag, at),
            Event::End(tag) => outline.end(tag.name().into_inner()),
            Event::Text(words) => {
                outline.text(words);
                ControlFlow::Continue(())
            }
            Event::CData(words) => {
                outline.text(words);
                ControlFlow::Continue(())
            }
            Event::GeneralRef(name) => {
                outline.text(&references::meaning(name).unwrap_or_else(|| format!("&{};", &**name)));
                ControlFlow::Continue(())
            }
            Event::Eof => return End::Whole,
            _ => ControlFlow::Continue(()),
        };
        if flow.is_break() {
            return End::Whole;
        }
    }
}

/// Whether a `<` begins nothing: that before a blank or a number does not.
fn is_stray(text: &str) -> bool {
    let behind = text.strip_prefix('<').and_then(|behind| behind.chars().next());
    behind.is_some_and(|c| !c.is_alphabetic() && !matches!(c, '_' | ':' | '/' | '!' | '?'))
}

/// What is wrong, without what the parser says before it.
fn what(fault: &quick_xml::Error) -> String {
    match fault {
        quick_xml::Error::Syntax(fault) => fault.to_string(),
        quick_xml::Error::IllFormed(fault) => fault.to_string(),
        other => other.to_string(),
    }
}
