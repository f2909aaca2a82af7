//! What is common to all kinds: entries become those of the feed, each address once.

use std::collections::HashSet;
use std::time::Duration;

use isnad_lexicon::Lexicon;
use jiff::Timestamp;
use url::Url;

use super::faults::{Faults, quoted};
use super::{Entry, Feed, FeedKind, dates, links, title};
use crate::limits::Limits;

/// What a feed says of an entry, before it is read.
#[derive(Debug, Default)]
pub(crate) struct Told<'a> {
    /// Addresses that it may have, the likeliest first.
    pub links: Vec<&'a str>,
    pub title: Option<&'a str>,
    pub published: Vec<&'a str>,
    pub updated: Vec<&'a str>,
}

/// A feed that is being read.
pub(crate) struct Reader<'a> {
    /// Its address.
    base: Url,
    words: Option<&'a Lexicon>,
    pub limits: &'a Limits,
    pub faults: Faults,
    entries: Vec<Entry>,
    seen: HashSet<String>,
    /// Entries that it has so far, also those that cannot be read.
    pub count: usize,
    pub title: Option<String>,
    pub every: Option<Duration>,
}

impl<'a> Reader<'a> {
    /// Begins.
    pub fn new(base: Url, words: Option<&'a Lexicon>, limits: &'a Limits, faults: Faults) -> Self {
        Reader { base, words, limits, faults, entries: Vec::new(), seen: HashSet::new(), count: 0, title: None, every: None }
    }

    /// The feed's own address.
    pub fn base(&self) -> &Url {
        &self.base
    }

    /// Whether one more entry may be read; if not, it is told once that there are more.
    pub fn may_go_on(&mut self, kind: FeedKind) -> bool {
        let most = match kind {
            FeedKind::Sitemap | FeedKind::SitemapIndex => self.limits.sitemap_entries,
            _ => self.limits.feed_entries,
        };
        if self.count >= most {
            self.faults.tell(|| format!("more than {most} entries, the most that are read of one feed; those behind are not read"));
        }
        self.count < most
    }

    /// Adds an entry; `line` is where it begins, `base` what its links are read against.
    pub fn add(&mut self, line: Option<usize>, base: &Url, told: &Told) {
        self.count += 1;
        let place = || line.map_or(format!("entry {}", self.count), |line| format!("line {line}, entry {}", self.count));
        let mut wrong = None;
        let address = told.links.iter().find_map(|link| match links::resolved(link, base) {
            Ok(url) => Some(String::from(url)),
            Err(why) => {
                wrong.get_or_insert_with(|| format!("{} is no address of a page: {why}", quoted(link)));
                None
            }
        });
        let Some(address) = address else {
            self.faults.tell(|| format!("{}: {}; left out", place(), wrong.unwrap_or_else(|| "it has no link".to_owned())));
            return;
        };
        if !self.seen.insert(address.clone()) {
            return;
        }
        let mut time = |texts: &[&str]| -> Option<Timestamp> {
            let read = texts.iter().find_map(|text| dates::timestamp(text, self.words));
            if let (None, Some(text)) = (read, texts.first()) {
                self.faults.tell(|| format!("{}: {} cannot be read as a date", place(), quoted(text)));
            }
            read
        };
        let (published, updated) = (time(&told.published), time(&told.updated));
        self.entries.push(Entry { address, title: told.title.and_then(title::line), published, updated });
    }

    /// Whether there is an entry that could be read.
    pub fn has_entries(&self) -> bool {
        !self.entries.is_empty()
    }

    /// The feed.
    pub fn feed(self, kind: FeedKind) -> Feed {
        let (mut entries, mut sitemaps) = (self.entries, Vec::new());
        if kind == FeedKind::SitemapIndex {
            std::mem::swap(&mut entries, &mut sitemaps);
            sitemaps.sort_by_key(|sitemap| std::cmp::Reverse(sitemap.updated));
        }
        Feed { kind, title: self.title, entries, sitemaps, every: self.every, faults: self.faults.lines() }
    }
}
