//! What feeds and sitemaps list: RSS 0.9 to 2.0, RDF, Atom, JSON Feed, sitemaps, also broken ones.
//!
//! [`read`] is a pure function. The bytes say what they are, not their label; what is not well-formed is read as far as it goes, and
//! what could not be read of it is told in a line each.

mod bytes;
mod dates;
mod element;
mod entry;
mod every;
mod faults;
mod html;
mod json;
mod links;
mod outline;
mod parts;
mod reader;
mod references;
mod title;
mod xml;

use std::time::Duration;

use isnad_lexicon::Lexicon;
use jiff::Timestamp;
use url::Url;

use crate::limits::Limits;
use faults::Faults;

/// What lists pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedKind {
    /// RSS 0.9 to 2.0, RDF among them.
    Rss,
    /// Atom 0.3 and 1.0.
    Atom,
    /// JSON Feed 1 and 1.1.
    JsonFeed,
    /// A sitemap, of news or of all pages.
    Sitemap,
    /// A sitemap that lists sitemaps.
    SitemapIndex,
}

/// What a feed or sitemap lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What it is.
    pub kind: FeedKind,
    /// How it names itself.
    pub title: Option<String>,
    /// The pages that it lists, in its order, each address once.
    pub entries: Vec<Entry>,
    /// The sitemaps that an index lists, those that changed last first, those that do not say when behind them.
    pub sitemaps: Vec<Entry>,
    /// How long it wishes to be left alone.
    pub every: Option<Duration>,
    /// What could not be read of it, one line each, with the place in it.
    pub faults: Vec<String>,
}

/// A page that a feed lists, or a sitemap that an index lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its address: absolute, http or https, without what tracks readers.
    pub address: String,
    /// Its title, as one line of text.
    pub title: Option<String>,
    /// When it was published, as the feed has it. A time without a zone counts as UTC, a day as its beginning.
    pub published: Option<Timestamp>,
    /// When it was last changed, as the feed has it.
    pub updated: Option<Timestamp>,
}

/// Why bytes are no feed. It is told with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// There are none.
    #[error("it is empty; try again later")]
    Empty,
    /// Its own address is none.
    #[error("no address of a feed: {0}; give it as a browser shows it")]
    Address(String),
    /// They are no text.
    #[error("it is {0}, no feed; check the address")]
    Binary(&'static str),
    /// They are a page for readers.
    #[error("it is an HTML page, no feed; give the address of its feed{}", named(.0))]
    Html(Vec<String>),
    /// They are something else.
    #[error("neither RSS, Atom, JSON Feed nor a sitemap; check the address")]
    Unknown,
}

/// The feeds that a page names.
fn named(feeds: &[String]) -> String {
    if feeds.is_empty() { String::new() } else { format!(": it names {}", feeds.join(", ")) }
}

/// The time that a server states in a header.
#[cfg(feature = "fetch")]
pub(crate) fn timestamp(text: &str) -> Option<Timestamp> {
    dates::timestamp(text, None)
}

/// Reads a feed or sitemap, which may be packed with gzip. `address` is its own, against which links are read; `words` are those by which
/// months are known where their names are not English.
///
/// # Errors
/// Where it is none.
pub fn read(bytes: &[u8], content_type: Option<&str>, address: &str, words: Option<&Lexicon>, limits: &Limits) -> Result<Feed, FeedError> {
    let base = Url::parse(address).map_err(|e| FeedError::Address(e.to_string()))?;
    let mut faults = Faults::default();
    let text = bytes::text(bytes, content_type, base.domain(), limits, &mut faults)?;
    let reader = reader::Reader::new(base, words, limits, faults);
    if text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with('{') {
        json::read(&text, reader)
    } else {
        xml::read(&text, reader)
    }
}
