//! Pages and feeds by their addresses, from sites that may be slow, broken or hostile, politely.
//!
//! A [`Fetcher`] asks a host one thing at a time, with pauses, as its robots.txt wishes; it follows redirects itself, and holds every
//! hop to the rule that only machines of the public internet are asked, unless the user named them.

mod address;
mod answer;
mod budget;
mod fault;
mod feed;
mod follow;
mod polite;
mod recent;
mod robots;
mod rules;

use std::sync::Arc;
use std::time::Duration;

use isnad_lexicon::Lexicon;
use isnad_lexicon::subjects::WallKind;
use reqwest::header::{CONTENT_TYPE, ETAG, LAST_MODIFIED};
use reqwest::{Client, redirect};
use url::Url;

pub use crate::reach::{LookUp, System};
pub use address::page_address;
pub use fault::FetchError;
pub use feed::FetchedFeed;

use crate::allow::AllowedHost;
use crate::found::{Validators, Why};
use crate::http;
use crate::limits::Limits;
use crate::reach::{self, Resolver};
use crate::walls::Walls;
use address::whole_page;
use answer::{Answer, What};
use budget::Budget;
use follow::Sought;

/// What a site is asked for: pages.
const PAGES: &str = "text/html,application/xhtml+xml,text/plain;q=0.5";

/// How sites are asked.
pub struct Settings {
    /// How the program names itself.
    pub user_agent: String,
    /// Bounds of a page.
    pub limits: Limits,
    /// The most redirects.
    pub redirects: usize,
    /// The longest that a connection may take to be made.
    pub connect: Duration,
    /// The longest that nothing may come.
    pub idle: Duration,
    /// The longest that one request may take; a site's robots.txt with all its redirects too.
    pub whole: Duration,
    /// The longest that all requests for one address may take together, the waiting before them not counted.
    pub address: Duration,
    /// The pause between two requests to a host, where it wishes none.
    pub pause: Duration,
    /// Hosts that are asked though they are of an inner network.
    pub allow: Vec<AllowedHost>,
    /// What looks names up.
    pub look_up: Arc<dyn LookUp>,
    /// What tells robot checks and paywalls.
    pub walls: Walls,
    /// Words by which the months of feeds are known, where their names are not English.
    pub words: Option<Arc<Lexicon>>,
}

impl Default for Settings {
    /// As `docs/collecting.md` lists them.
    fn default() -> Self {
        Settings {
            user_agent: concat!("Isnad/", env!("CARGO_PKG_VERSION"), " (+", env!("CARGO_PKG_REPOSITORY"), ")").to_owned(),
            limits: Limits::default(),
            redirects: 10,
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(20),
            whole: Duration::from_secs(60),
            address: Duration::from_secs(180),
            pause: Duration::from_secs(1),
            allow: Vec::new(),
            look_up: Arc::new(System),
            walls: Walls::default(),
            words: None,
        }
    }
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// A page.
    Page(Page),
    /// The server says that it is the one that it gave last.
    Unchanged,
}

/// A page from its server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The address that it came from, behind all redirects.
    pub address: String,
    /// Its `Content-Type`.
    pub content_type: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What to ask with the next time; nothing where another address than the one that was asked gave the page.
    pub validators: Validators,
    /// It says that the whole of it is for subscribers.
    pub paywall: bool,
}

/// The host of an address, which is asked one thing at a time; of what is no address, nothing.
pub fn host(address: &str) -> String {
    page_address(address).map(|address| polite::host(&address)).unwrap_or_default()
}

/// Asks sites.
pub struct Fetcher {
    settings: Settings,
    /// Asks public machines only.
    guarded: Client,
    /// Asks any.
    open: Client,
    hosts: polite::Hosts,
    sites: robots::Sites,
}

impl Fetcher {
    /// Makes one.
    ///
    /// # Errors
    /// Where the system has no certificates to trust.
    pub fn new(settings: Settings) -> Result<Self, FetchError> {
        reach::choose_provider();
        let client = |guarded| {
            Client::builder()
                .user_agent(&settings.user_agent)
                .redirect(redirect::Policy::none())
                .no_proxy()
                .referer(false)
                .connect_timeout(settings.connect)
                .read_timeout(settings.idle)
                .pool_max_idle_per_host(1)
                .dns_resolver(Resolver { inner: Arc::clone(&settings.look_up), guarded })
                .build()
                .map_err(|e| FetchError::of(&e))
        };
        let (guarded, open) = (client(true)?, client(false)?);
        Ok(Fetcher { settings, guarded, open, hosts: polite::Hosts::default(), sites: robots::Sites::default() })
    }

    /// The page at an address.
    ///
    /// # Errors
    /// Where there is none, it may not be read, or it is more than may be read.
    pub async fn page(&self, address: &str, known: &Validators) -> Result<Fetched, FetchError> {
        let address = page_address(address)?;
        let mut left = Budget::of(self.settings.address);
        let Some(mut page) = self.whole(&address, known, &mut left).await? else { return Ok(Fetched::Unchanged) };
        // What another address's server says of its page says nothing of this one's.
        let mut of_this = page.address == address.as_str();
        if let Some(whole) = Url::parse(&page.address).ok().and_then(|at| whole_page(&page, &at)) {
            of_this = false;
            if let Ok(Some(whole)) = self.whole(&whole, &Validators::default(), &mut left).await {
                page = whole;
            }
        }
        if !of_this {
            page.validators = Validators::default();
        }
        Ok(Fetched::Page(page))
    }

    /// The page to which an address leads; none where it did not change.
    async fn whole(&self, address: &Url, known: &Validators, left: &mut Budget) -> Result<Option<Page>, FetchError> {
        let sought = Sought { accept: PAGES, most: self.settings.limits.page, what: What::Page };
        let Some(came) = self.follow(address, known, sought, left).await? else { return Ok(None) };
        self.page_of(&came.address, &came.answer).map(Some)
    }

    fn page_of(&self, address: &Url, answer: &Answer) -> Result<Page, FetchError> {
        let header = |name| answer::text(&answer.headers, name);
        let content_type = header(CONTENT_TYPE);
        let bytes = answer::decoded(answer, &self.settings.limits)?;
        if bytes.is_empty() {
            return Err(Why::Empty.into());
        }
        if content_type.is_none() {
            http::looks_like_a_page(&bytes)?;
        }
        let wall = self.settings.walls.before(&bytes, content_type.as_deref(), 200);
        if wall == Some(WallKind::RobotCheck) {
            return Err(FetchError::RobotCheck);
        }
        let validators = Validators { etag: header(ETAG), last_modified: header(LAST_MODIFIED) };
        let paywall = wall == Some(WallKind::Paywall);
        Ok(Page { address: address.to_string(), content_type, bytes, validators, paywall })
    }
}
