//! Feeds by their addresses.

use std::sync::Arc;

use isnad_lexicon::Lexicon;
use isnad_lexicon::subjects::WallKind;
use reqwest::header::{CONTENT_TYPE, ETAG, LAST_MODIFIED};

use super::answer::{self, What};
use super::budget::Budget;
use super::follow::Sought;
use super::{FetchError, Fetcher, page_address};
use crate::feed::{self, Feed};
use crate::found::Validators;

/// What a site is asked for: feeds and sitemaps. Many name theirs as something else.
const FEEDS: &str = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,\
                     application/json;q=0.8,*/*;q=0.1";

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "it is taken apart where it comes, never kept in numbers")]
pub enum FetchedFeed {
    /// A feed.
    Feed {
        /// What it lists.
        feed: Feed,
        /// The address that it came from, behind all redirects.
        address: String,
        /// What to ask with the next time; nothing where another address than the one that was asked gave the feed, or only a part came.
        validators: Validators,
        /// The address to ask from now on, where the server says that the feed is there for ever.
        moved: Option<String>,
    },
    /// The server says that it is the one that it gave last.
    Unchanged,
}

impl Fetcher {
    /// The feed or sitemap at an address. The bytes say what it is, whatever its `Content-Type`.
    ///
    /// # Errors
    /// Where there is none, it may not be read, or what comes is none.
    pub async fn feed(&self, address: &str, known: &Validators) -> Result<FetchedFeed, FetchError> {
        let (settings, asked) = (&self.settings, page_address(address)?);
        // One byte more tells that there is more.
        let sought = Sought { accept: FEEDS, most: settings.limits.feed + 1, what: What::Feed };
        let mut left = Budget::of(settings.address);
        let Some(came) = self.follow(&asked, known, sought, &mut left).await? else { return Ok(FetchedFeed::Unchanged) };
        let header = |name| answer::text(&came.answer.headers, name);
        let content_type = header(CONTENT_TYPE);
        let bytes = answer::as_far_as_it_goes(&came.answer, sought.most, &settings.limits)?;
        let words: Option<&Lexicon> = settings.words.as_ref().map(Arc::as_ref);
        let read = feed::read(&bytes, content_type.as_deref(), came.address.as_str(), words, &settings.limits);
        let mut feed = read.map_err(|why| {
            let check = settings.walls.before(&bytes, content_type.as_deref(), 200) == Some(WallKind::RobotCheck);
            if check { FetchError::RobotCheck } else { why.into() }
        })?;
        let mut validators = Validators::default();
        if let Some(cut) = &came.answer.cut {
            feed.faults.insert(0, cut.what());
        } else if came.address == asked {
            validators = Validators { etag: header(ETAG), last_modified: header(LAST_MODIFIED) };
        }
        let moved = came.moved.filter(|to| *to != asked).map(String::from);
        Ok(FetchedFeed::Feed { feed, address: came.address.into(), validators, moved })
    }
}
