//! Pages by their addresses, from sites that may be slow, broken or hostile, politely.
//!
//! A [`Fetcher`] asks a host one thing at a time, with pauses, as its robots.txt wishes; it follows redirects itself, and holds every
//! hop to the rule that only machines of the public internet are asked, unless the user named them.

mod address;
mod answer;
mod budget;
mod fault;
mod polite;
mod robots;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use isnad_lexicon::subjects::WallKind;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use reqwest::{Client, redirect};
use tokio::time::Instant;
use url::{Host, Url};

pub use crate::reach::{LookUp, System};
pub use address::page_address;
pub use fault::FetchError;

use crate::allow::AllowedHost;
use crate::found::{Validators, Why};
use crate::http;
use crate::limits::Limits;
use crate::reach::{self, Resolver, is_public};
use crate::walls::Walls;
use address::whole_page;
use answer::{Answer, Wish};
use budget::Budget;
use robots::Rules;

/// What a site is asked for: pages.
const PAGES: &str = "text/html,application/xhtml+xml,text/plain;q=0.5";
/// Bytes of a robots.txt that are read; the rest is none (RFC 9309).
const ROBOTS: usize = 500 << 10;
/// Redirects of a robots.txt that are followed (RFC 9309).
const ROBOTS_REDIRECTS: usize = 5;

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
        let Fetched::Page(mut page) = self.follow(&address, known, &mut left).await? else { return Ok(Fetched::Unchanged) };
        // What another address's server says of its page says nothing of this one's.
        let mut of_this = page.address == address.as_str();
        if let Some(whole) = Url::parse(&page.address).ok().and_then(|at| whole_page(&page, &at)) {
            of_this = false;
            if let Ok(Fetched::Page(whole)) = self.follow(&whole, &Validators::default(), &mut left).await {
                page = whole;
            }
        }
        if !of_this {
            page.validators = Validators::default();
        }
        Ok(Fetched::Page(page))
    }

    /// Follows redirects to a page. Only the first address is asked with what is known of it.
    async fn follow(&self, address: &Url, known: &Validators, left: &mut Budget) -> Result<Fetched, FetchError> {
        let nothing = Validators::default();
        let (mut address, mut known) = (address.clone(), known);
        let mut seen = HashSet::new();
        loop {
            if !seen.insert(address.clone()) {
                return Err(FetchError::Circle);
            }
            if seen.len() > self.settings.redirects + 1 {
                return Err(FetchError::Redirects(self.settings.redirects));
            }
            let rules = self.rules(&address, left).await?;
            if !rules.allow(&address) {
                return Err(FetchError::Robots);
            }
            let pause = rules.pause().max(self.settings.pause);
            let wish = Wish { accept: PAGES, known, most: self.settings.limits.page, page: true, pause };
            let answer = self.ask(&address, wish, left).await?;
            match answer.status {
                200 => return self.page_of(&address, answer),
                301 | 302 | 303 | 307 | 308 => {
                    address = answer::target(&address, &answer)?;
                    known = &nothing;
                }
                304 if *known != nothing => return Ok(Fetched::Unchanged),
                status => {
                    let page = answer::decoded(&answer, &self.settings.limits).unwrap_or_default();
                    let content_type = answer::text(&answer.headers, CONTENT_TYPE);
                    let check = self.settings.walls.before(&page, content_type.as_deref(), status) == Some(WallKind::RobotCheck);
                    return Err(if check { FetchError::RobotCheck } else { FetchError::Status(status) });
                }
            }
        }
    }

    fn page_of(&self, address: &Url, answer: Answer) -> Result<Fetched, FetchError> {
        let header = |name| answer::text(&answer.headers, name);
        let content_type = header(CONTENT_TYPE);
        let bytes = answer::decoded(&answer, &self.settings.limits)?;
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
        Ok(Fetched::Page(Page { address: address.to_string(), content_type, bytes, validators, paywall }))
    }

    /// The rules of the site of an address.
    async fn rules(&self, address: &Url, left: &mut Budget) -> Result<Arc<Rules>, FetchError> {
        let site = address.origin().ascii_serialization();
        self.sites.rules(site, self.read_rules(address, left)).await
    }

    /// Reads them. They have a time of their own, as they are those of all addresses of the site; it counts for this one.
    async fn read_rules(&self, address: &Url, left: &mut Budget) -> Result<Rules, FetchError> {
        let mut own = Budget::of(self.settings.whole);
        let rules = self.follow_rules(address, &mut own).await;
        left.spend(own.spent());
        match rules {
            Err(fault @ (FetchError::Inner(_) | FetchError::RobotsUnread(_))) => Err(fault),
            rules => rules.map_err(|fault| FetchError::RobotsUnread(fault.what())),
        }
    }

    async fn follow_rules(&self, address: &Url, left: &mut Budget) -> Result<Rules, FetchError> {
        let mut at = address.join("/robots.txt").map_err(|e| FetchError::Address(e.to_string()))?;
        let known = Validators::default();
        for _ in 0..=ROBOTS_REDIRECTS {
            let wish = Wish { accept: "text/plain", known: &known, most: ROBOTS, page: false, pause: self.settings.pause };
            let answer = self.ask(&at, wish, left).await?;
            match answer.status {
                // Rules that cannot be read are no leave.
                200..=299 => {
                    let file = answer::beginning(&answer, ROBOTS, &self.settings.limits)?;
                    return Rules::of(&file).ok_or_else(|| FetchError::RobotsUnread("it makes no sense".to_owned()));
                }
                301 | 302 | 303 | 307 | 308 => at = answer::target(&at, &answer)?,
                429 | 500..=599 => return Err(FetchError::RobotsUnread(format!("status {}", answer.status))),
                // A site without rules.
                _ => return Ok(Rules::none()),
            }
        }
        Err(FetchError::Redirects(ROBOTS_REDIRECTS))
    }

    /// Asks once, when it is the host's turn.
    async fn ask(&self, address: &Url, wish: Wish<'_>, left: &mut Budget) -> Result<Answer, FetchError> {
        let client = self.client(address)?;
        let mut request = client.get(address.clone()).header(ACCEPT, wish.accept).header(ACCEPT_ENCODING, "gzip, br");
        if let Some(etag) = &wish.known.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(day) = &wish.known.last_modified {
            request = request.header(IF_MODIFIED_SINCE, day);
        }
        let turn = self.hosts.turn(address).await;
        let (longest, named) = left.at_most(self.settings.whole);
        let begun = Instant::now();
        let answer = tokio::time::timeout(longest, answer::read(request, wish)).await.unwrap_or(Err(FetchError::Slow(named)));
        left.spend(begun.elapsed());
        polite::end(turn, wish.pause);
        answer
    }

    /// The client that may ask an address: an address of a machine is told here, a name where it is looked up.
    fn client(&self, address: &Url) -> Result<&Client, FetchError> {
        if self.settings.allow.iter().any(|host| host.is_of(address)) {
            return Ok(&self.open);
        }
        let public = match address.host() {
            Some(Host::Ipv4(ip)) => is_public(ip.into()),
            Some(Host::Ipv6(ip)) => is_public(ip.into()),
            Some(Host::Domain(_)) => true,
            None => false,
        };
        if public { Ok(&self.guarded) } else { Err(FetchError::Inner(address.host_str().unwrap_or_default().to_owned())) }
    }
}
