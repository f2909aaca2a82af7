//! Which elements of a feed say what.

use super::FeedKind;

/// What an element says of a feed or of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A title.
    Title,
    /// An address; in Atom, and as `atom:link` in RSS, with what it leads to.
    Link,
    /// The address that a service put its own in place of.
    OriginalLink,
    /// What tells an entry from others: an address, where it says so.
    Guid,
    /// When it was published.
    Published,
    /// When it was changed.
    Updated,
    /// Minutes to be left alone.
    Ttl,
    /// The time in which it changes so often as `UpdateFrequency` says.
    UpdatePeriod,
    /// How often it changes in that time.
    UpdateFrequency,
}

/// An element's name: its prefix, its name behind it, both in small letters, and whether the prefix is that of the feed's own elements.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a> {
    pub prefix: &'a str,
    pub local: &'a str,
    pub own: bool,
}

/// What an element says, by the name that it customarily has: feeds often leave out what their prefixes mean. `news` says that it
/// stands within a sitemap's `news:news`.
pub(crate) fn part(kind: FeedKind, name: Name, news: bool) -> Option<Part> {
    use FeedKind::{Atom, Rss, Sitemap, SitemapIndex};
    let sitemap = matches!(kind, Sitemap | SitemapIndex);
    Some(match (name.local, name.own) {
        ("title", _) if news => Part::Title,
        ("publication_date", _) if news => Part::Published,
        _ if news => return None,
        ("loc", true) if sitemap => Part::Link,
        ("lastmod", true) if sitemap => Part::Updated,
        _ if sitemap => return None,
        ("title", true) => Part::Title,
        ("link", true) => Part::Link,
        ("origlink", false) => Part::OriginalLink,
        ("guid", true) if kind == Rss => Part::Guid,
        ("pubdate", true) if kind == Rss => Part::Published,
        ("published" | "issued", true) => Part::Published,
        ("updated", true) => Part::Updated,
        ("modified", true) if kind == Atom => Part::Updated,
        ("date", false) if name.prefix == "dc" => Part::Published,
        ("issued" | "created", false) if name.prefix == "dcterms" => Part::Published,
        ("modified", false) if name.prefix == "dcterms" => Part::Updated,
        ("ttl", true) if kind == Rss => Part::Ttl,
        ("updateperiod", false) => Part::UpdatePeriod,
        ("updatefrequency", false) => Part::UpdateFrequency,
        _ => return None,
    })
}

/// The name of the elements that list something.
pub(crate) fn entry_name(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::Rss | FeedKind::JsonFeed => "item",
        FeedKind::Atom => "entry",
        FeedKind::Sitemap => "url",
        FeedKind::SitemapIndex => "sitemap",
    }
}

/// What a feed is, by the name of an element that holds all others.
pub(crate) fn kind(local: &str) -> Option<FeedKind> {
    Some(match local {
        "rss" | "rdf" | "channel" => FeedKind::Rss,
        "feed" | "entry" => FeedKind::Atom,
        "urlset" => FeedKind::Sitemap,
        "sitemapindex" => FeedKind::SitemapIndex,
        _ => return None,
    })
}
