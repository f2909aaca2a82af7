//! Feeds and pages, asked beside the one who writes the store.

use std::sync::Arc;
use std::sync::mpsc::SyncSender;

use isnad_collect::Validators;
use isnad_collect::fetch::{FetchError, Fetched, FetchedFeed, Fetcher};
use isnad_store::{Feed, Link};
use tokio::runtime::Handle;

#[cfg(feature = "serve")]
use super::alert::Untold;

/// What came of a request, or that there is an end.
pub enum Done {
    /// A feed was asked.
    Feed(Box<Feed>, Result<FetchedFeed, Failed>),
    /// A page was asked for.
    Page(Link, Result<Fetched, Failed>),
    /// A change was sent to the receiver of an alert, by its place among those that are held.
    #[cfg(feature = "serve")]
    Alert {
        /// The place.
        at: usize,
        /// The number of the change.
        number: i64,
        /// What came of it.
        came: Result<(), Untold>,
    },
    /// The program is told to end.
    End,
}

/// Why something could not be asked.
pub enum Failed {
    /// As its server or the net has it.
    Fetch(FetchError),
    /// A fault of ours.
    Ours,
}

impl Failed {
    /// What its server or the net has against it.
    pub fn fetch(&self) -> Option<&FetchError> {
        match self {
            Failed::Fetch(fault) => Some(fault),
            Failed::Ours => None,
        }
    }
}

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failed::Fetch(fault) => fault.fmt(f),
            Failed::Ours => f.write_str("the program itself failed on this address; please report it"),
        }
    }
}

/// Asks, on threads of its own, and sends what came.
pub struct Asker {
    /// Runs the requests.
    pub runtime: Handle,
    /// Asks a host one thing at a time.
    pub fetcher: Arc<Fetcher>,
    /// Takes what came. It has room for all that is asked at once, and the end.
    pub to: SyncSender<Done>,
}

impl Asker {
    /// Asks a feed, where its server says that it is.
    pub fn feed(&self, feed: Box<Feed>) {
        let known = Validators { etag: feed.etag.clone(), last_modified: feed.last_modified.clone() };
        let (fetcher, address) = (Arc::clone(&self.fetcher), feed.moved.clone().unwrap_or_else(|| feed.address.clone()));
        self.spawn(async move { fetcher.feed(&address, &known).await }, |came| Done::Feed(feed, failed(came)));
    }

    /// Asks for a page, with what its server said the last time.
    pub fn page(&self, link: Link, known: Validators) {
        let (fetcher, address) = (Arc::clone(&self.fetcher), link.address.clone());
        self.spawn(async move { fetcher.page(&address, &known).await }, |came| Done::Page(link, failed(came)));
    }

    /// Does something beside the one who writes the store, and sends what came; nothing came where that is a fault of ours.
    pub fn spawn<T: Send + 'static>(
        &self,
        ask: impl Future<Output = T> + Send + 'static,
        done: impl FnOnce(Option<T>) -> Done + Send + 'static,
    ) {
        let to = self.to.clone();
        // A fault of ours in one address must not take the others with it.
        let asked = self.runtime.spawn(ask);
        self.runtime.spawn(async move {
            let came = asked.await.ok();
            // Where nobody takes it any more, it is asked again another time.
            let _ = to.send(done(came));
        });
    }
}

fn failed<T>(came: Option<Result<T, FetchError>>) -> Result<T, Failed> {
    came.map_or(Err(Failed::Ours), |came| came.map_err(Failed::Fetch))
}
