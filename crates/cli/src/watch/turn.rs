//! The loop of a watch: what is due is asked, what came is written down. All that it knows of what is still to be done stands in the
//! store, so that a kill at any moment loses nothing.

use std::collections::{BTreeSet, HashMap};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use isnad_collect::Validators;
use isnad_lexicon::Lexicon;
use isnad_page::Rules;
use isnad_store::{Asked, Store, StoreError, Watched};
use jiff::{SignedDuration, Timestamp};

use super::alert::{Alerts, Round};
use super::ask::{Asker, Done};
use super::clock::Clock;
use super::config::{Config, Pages};
use super::tally::Tally;
use crate::pages::complain;
use crate::store::args::Lines;
use crate::stream::BATCH;

/// How long nothing is asked when the store cannot be written.
const REST: Duration = Duration::from_secs(10);
/// The shortest that it waits for what is due: the store's times have no parts of seconds.
const SHORTEST: Duration = Duration::from_millis(20);

/// The longest that it does not look for changes that other programs made, where there are alerts.
const GLANCE: Duration = Duration::from_secs(1);

/// A watch.
pub struct Watch<'a> {
    /// What it writes.
    pub store: Store,
    /// What it watches.
    pub config: &'a Config,
    /// Its time.
    pub clock: Clock,
    /// What pages are read by.
    pub rules: &'a Rules<'a>,
    /// The words that they are read by.
    pub lexicon: &'a Lexicon,
    /// What asks.
    pub asker: Asker,
    /// What came.
    pub done: Receiver<Done>,
    /// What became of all.
    pub tally: Tally,
    /// Every feed that is due is read once, and what is due of what they list; then it ends.
    pub once: bool,
    /// What is said of each page.
    pub format: Lines,
    /// What is under way.
    pub under_way: UnderWay,
    /// Whom it tells what changes.
    pub alerts: Alerts,
}

/// What is under way.
#[derive(Debug, Default)]
pub struct UnderWay {
    /// Hosts that are asked just now.
    pub busy: BTreeSet<String>,
    /// How often feeds are read whose user says it, by their numbers.
    pub every: HashMap<i64, SignedDuration>,
    /// Feeds that were asked.
    pub asked: BTreeSet<i64>,
}

/// Whether it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It does.
    On,
    /// It ends.
    End,
}

impl Watch<'_> {
    /// Goes on until it is told to end, or all is done and told where each is asked once. A store that cannot be written for a while is
    /// waited for.
    pub fn run(&mut self) -> Result<(), StoreError> {
        self.begin()?;
        loop {
            match self.turn() {
                Ok(Turn::On) => {}
                Ok(Turn::End) => return Ok(()),
                Err(fault) if fault.passes() && !self.once => {
                    complain(&format!("{fault}; it goes on when that is over"));
                    // What came meanwhile is asked again.
                    if self.rest() == Turn::End {
                        return Ok(());
                    }
                }
                Err(fault) => return Err(fault),
            }
        }
    }

    /// Writes down what is watched.
    fn begin(&mut self) -> Result<(), StoreError> {
        self.begin_alerts()?;
        let all = &self.config.watch;
        let watched = self.config.feeds.iter().map(|feed| Watched {
            address: feed.address.clone(),
            host: isnad_collect::fetch::host(&feed.address),
            name: feed.name.clone(),
            quiet: feed.pages == Pages::New,
            every: feed.every.unwrap_or(all.every),
        });
        self.store.watch(&watched.collect::<Vec<_>>(), self.clock.now())?;
        let stated: HashMap<&str, SignedDuration> =
            self.config.feeds.iter().filter_map(|feed| Some((feed.address.as_str(), feed.every?))).collect();
        let feeds = self.store.feeds()?;
        self.under_way.every = feeds.iter().filter_map(|f| Some((f.id, *stated.get(f.address.as_str())?))).collect();
        Ok(())
    }

    /// Asks what is due, tells what changed, waits until something comes, and writes it down.
    fn turn(&mut self) -> Result<Turn, StoreError> {
        let next = self.ask()?;
        let Round { more, next: again } = self.tell()?;
        if self.once && self.under_way.busy.is_empty() && !more && !self.alerts.busy() {
            return Ok(Turn::End);
        }
        let wait = match (more, self.clock.until(again.map_or(next, |again| again.min(next)))) {
            (true, _) => SHORTEST,
            (false, wait) if self.alerts.any() => wait.min(GLANCE).max(SHORTEST),
            (false, wait) => wait.max(SHORTEST),
        };
        let first = match self.done.recv_timeout(wait) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => return Ok(Turn::On),
            Err(RecvTimeoutError::Disconnected) => return Ok(Turn::End),
        };
        let came: Vec<Done> = std::iter::once(first).chain(self.done.try_iter().take(BATCH - 1)).collect();
        for done in &came {
            match done {
                Done::Feed(feed, _) => self.under_way.busy.remove(&feed.host),
                Done::Page(link, _) => self.under_way.busy.remove(&link.host),
                #[cfg(feature = "serve")]
                Done::Alert { at, .. } => self.alerts.let_go(*at),
                Done::End => false,
            };
        }
        let end = came.iter().any(|done| matches!(done, Done::End));
        // What came with the word to end is kept all the same.
        self.settle(came)?;
        Ok(if end { Turn::End } else { Turn::On })
    }

    /// Asks what is due and may be asked, feeds before pages. Says until when nothing else is due; a day long where only what is under
    /// way is waited for.
    fn ask(&mut self) -> Result<Timestamp, StoreError> {
        let now = self.clock.now();
        let most = self.config.watch.at_once;
        let room = |busy: &BTreeSet<String>| busy.len() < most;
        if room(&self.under_way.busy) {
            for feed in self.store.feeds_due(now, 0)? {
                let seen = self.once && self.under_way.asked.contains(&feed.id);
                if !seen && room(&self.under_way.busy) && self.under_way.busy.insert(feed.host.clone()) {
                    self.under_way.asked.insert(feed.id);
                    self.tally.counts().feeds_asked += 1;
                    self.asker.feed(Box::new(feed));
                }
            }
            // Of the hosts that are found, so many may be busy.
            for link in self.store.links_due(now, 2 * most)? {
                if room(&self.under_way.busy) && self.under_way.busy.insert(link.host.clone()) {
                    let known =
                        self.store.asked(&link.address)?.map(|Asked { etag, last_modified, .. }| Validators { etag, last_modified });
                    self.tally.counts().pages_asked += 1;
                    self.asker.page(link, known.unwrap_or_default());
                }
            }
        }
        let next = self.store.next_due()?.and_then(|next| next.parse::<Timestamp>().ok()).filter(|next| *next > now);
        Ok(next.unwrap_or(now + SignedDuration::from_hours(24)))
    }

    /// Waits while the store cannot be written; what comes is let go, and asked again.
    fn rest(&mut self) -> Turn {
        let until = std::time::Instant::now() + REST;
        loop {
            let left = until.saturating_duration_since(std::time::Instant::now());
            match self.done.recv_timeout(left) {
                Ok(Done::Feed(feed, _)) => drop(self.under_way.busy.remove(&feed.host)),
                Ok(Done::Page(link, _)) => drop(self.under_way.busy.remove(&link.host)),
                // It is sent again under the same id.
                #[cfg(feature = "serve")]
                Ok(Done::Alert { at, .. }) => drop(self.alerts.let_go(at)),
                Ok(Done::End) | Err(RecvTimeoutError::Disconnected) => return Turn::End,
                Err(RecvTimeoutError::Timeout) => return Turn::On,
            }
        }
    }
}
