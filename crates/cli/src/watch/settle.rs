//! What came is written down: what feeds list waits, pages are kept, what failed is asked again later.

use isnad_collect::feed::Entry;
use isnad_collect::fetch::{Fetched, FetchedFeed, host};
use isnad_store::{Added, Feed, Link, Listed, Read, StoreError};
use jiff::{SignedDuration, Timestamp};

use super::ask::{Done, Failed};
use super::schedule;
use super::tally::FaultKind;
use super::turn::Watch;
use crate::pages::{complain, note};
use crate::store::args::Lines;
use crate::store::keep::{Kept, keep};
use crate::stream::Page;

/// A page that is safe, as it is printed.
#[derive(serde::Serialize)]
struct Line<'a> {
    given: &'a str,
    #[serde(flatten)]
    added: &'a Added,
}

/// A number from 0 to 1, by chance.
pub(super) fn chance() -> f64 {
    fastrand::f64()
}

/// How long until a time, in words.
pub(super) fn far(now: Timestamp, then: Timestamp) -> String {
    let seconds = then.duration_since(now).as_secs().max(0).unsigned_abs();
    let minutes = seconds.div_ceil(60);
    match (minutes / 60, minutes % 60) {
        _ if seconds < 60 => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

impl Watch<'_> {
    /// Writes down what came.
    pub fn settle(&mut self, came: Vec<Done>) -> Result<(), StoreError> {
        let (mut links, mut pages, mut read) = (Vec::new(), Vec::new(), Vec::new());
        for done in came {
            match done {
                Done::Feed(feed, Ok(FetchedFeed::Unchanged)) => {
                    let now = self.clock.now();
                    let next = schedule::next(now, self.every(&feed, None), chance());
                    self.store.feed_unchanged(feed.id, next, now)?;
                }
                Done::Feed(feed, Ok(came)) => self.feed_came(&feed, came)?,
                Done::Feed(feed, Err(fault)) => self.feed_failed(&feed, &fault)?,
                Done::Page(link, Ok(Fetched::Unchanged)) => {
                    self.tally.counts().page(isnad_store::Outcome::Known);
                    read.push(link.address);
                }
                Done::Page(link, Ok(Fetched::Page(page))) => {
                    if page.paywall {
                        note(&format!("{}: it says that it is for subscribers; what came of it is read", page.address));
                    }
                    pages.push(Page {
                        name: page.address,
                        content_type: page.content_type,
                        bytes: page.bytes,
                        crawled: false,
                        place: None,
                        asked: Some((link.address.clone(), page.validators)),
                    });
                    links.push(link);
                }
                Done::Page(link, Err(fault)) => self.page_failed(&link, &fault)?,
                #[cfg(feature = "serve")]
                Done::Alert { at, number, came } => self.delivered(at, number, came)?,
                Done::End => {}
            }
        }
        let names: Vec<String> = pages.iter().map(|page| page.name.clone()).collect();
        let kept = keep(&mut self.store, pages, self.rules, self.lexicon)?;
        let mut unreadable = Vec::new();
        for ((link, given), kept) in links.into_iter().zip(&names).zip(kept) {
            match kept {
                Kept::Added(added, _) => {
                    self.tally.counts().page(added.outcome);
                    if self.format == Lines::Json {
                        crate::store::acknowledge(&Line { given, added: &added });
                    }
                    read.push(link.address);
                }
                Kept::Skipped(_) => {
                    self.tally.counts().skipped += 1;
                    read.push(link.address);
                }
                Kept::Failed(fault) => unreadable.push((link, fault)),
            }
        }
        let now = self.clock.now();
        self.store.links_read(&read.iter().map(String::as_str).collect::<Vec<_>>(), now)?;
        for (link, fault) in unreadable {
            complain(&fault);
            self.tally.counts().fault(FaultKind::Unreadable);
            // The same bytes would be read in the same way.
            self.store.link_failed(&link.address, &fault, None, now)?;
        }
        Ok(())
    }

    /// How often a feed is read.
    fn every(&self, feed: &Feed, wish: Option<std::time::Duration>) -> SignedDuration {
        let own = self.under_way.every.get(&feed.parent.unwrap_or(feed.id)).copied();
        schedule::every(own, self.config.watch.every, wish)
    }

    fn feed_came(&mut self, feed: &Feed, came: FetchedFeed) -> Result<(), StoreError> {
        let FetchedFeed::Feed { feed: listed, validators, moved, .. } = came else { return Ok(()) };
        let now = self.clock.now();
        let next = schedule::next(now, self.every(feed, listed.every), chance());
        let fault = fault_of(&listed.faults);
        let came = Read {
            title: listed.title,
            etag: validators.etag,
            last_modified: validators.last_modified,
            // It was asked there.
            moved: moved.or_else(|| feed.moved.clone()),
            entries: listed.entries.into_iter().map(listed_as).collect(),
            sitemaps: listed.sitemaps.into_iter().map(listed_as).collect(),
            fault,
        };
        // What is wrong with it every time is said once.
        if let Some(fault) = came.fault.as_ref().filter(|fault| feed.fault.as_ref() != Some(fault)) {
            note(&format!("{}: {fault}", feed.address));
        }
        if let Some(moved) = came.moved.as_ref().filter(|moved| feed.moved.as_ref() != Some(moved)) {
            note(&format!("{}: it is {moved} now, for ever; write that", feed.address));
        }
        let brought = self.store.feed_came(feed.id, &came, next, now)?;
        if brought.left > 0 {
            note(&format!("{}: too much of it waits; {} pages more are taken when there is room", feed.address, brought.left));
        }
        Ok(())
    }

    fn feed_failed(&mut self, feed: &Feed, fault: &Failed) -> Result<(), StoreError> {
        let now = self.clock.now();
        let next = schedule::feed_again(now, self.every(feed, None), feed.failures, fault.fetch(), chance());
        let then = match next {
            Some(next) => format!("it is asked again in {}", far(now, next)),
            None => "it is gone for good and not asked any more; take it out".to_owned(),
        };
        complain(&format!("{}: {fault}; {then}", feed.address));
        self.tally.counts().fault(FaultKind::of(fault));
        self.store.feed_failed(feed.id, &fault.to_string(), next, now)
    }

    fn page_failed(&mut self, link: &Link, fault: &Failed) -> Result<(), StoreError> {
        let now = self.clock.now();
        let next = schedule::page_again(now, link.tries, fault.fetch(), chance());
        let then = next.map_or_else(|| "given up".to_owned(), |next| format!("it is asked again in {}", far(now, next)));
        complain(&format!("{}: {fault}; {then}", link.address));
        self.tally.counts().fault(FaultKind::of(fault));
        self.store.link_failed(&link.address, &fault.to_string(), next, now)
    }
}

fn listed_as(entry: Entry) -> Listed {
    Listed { host: host(&entry.address), address: entry.address, updated: entry.updated }
}

/// What could not be read of a feed, in a line.
fn fault_of(faults: &[String]) -> Option<String> {
    let more = if faults.len() > 1 { format!(" (and {} more)", faults.len() - 1) } else { String::new() };
    faults.first().map(|first| format!("{first}{more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_in_words() {
        let told = |seconds| far(Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds));
        assert_eq!([told(5), told(61), told(3600), told(86_340)], ["5 s", "2 min", "1 h", "23 h 59 min"]);
        assert_eq!(fault_of(&["line 1: x".to_owned(), "line 2: y".to_owned()]).as_deref(), Some("line 1: x (and 1 more)"));
    }
}
