//! Pages by their addresses, from sites that may be slow, broken or hostile, politely.
//!
//! A [`Fetcher`] asks a host one thing at a time, with pauses, as its robots.txt wishes; it follows redirects itself, and holds every
//! hop to the rule that only machines of the public internet are asked, unless the user named them.

mod address;
mod fault;
mod polite;
mod robots;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION};
use reqwest::{Client, redirect};
use url::{Host, Url};

pub use crate::reach::{LookUp, System};
pub use fault::FetchError;

use crate::allow::AllowedHost;
use crate::body;
use crate::found::{Validators, Why};
use crate::head::Head;
use crate::http;
use crate::limits::{Limit, Limits};
use crate::reach::{self, Resolver, is_public};
use crate::walls::Walls;
use address::{page_address, whole_page};
use robots::Rules;

/// What a site is asked for: pages.
const PAGES: &str = "text/html,application/xhtml+xml,text/plain;q=0.5";
/// The most bytes of a page that comes in another's place.
const ERROR_PAGE: usize = 256 << 10;
/// Bytes of a robots.txt that are read; the rest is none (RFC 9309).
const ROBOTS: usize = 500 << 10;

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
    /// The longest that one request may take.
    pub whole: Duration,
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
            user_agent: concat!("Isnad/", env!("CARGO_PKG_VERSION"), " (+https://github.com/isnad/isnad)").to_owned(),
            limits: Limits::default(),
            redirects: 10,
            connect: Duration::from_secs(10),
            idle: Duration::from_secs(20),
            whole: Duration::from_secs(60),
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
    /// What to ask with the next time.
    pub validators: Validators,
    /// It says that the whole of it is for subscribers.
    pub paywall: bool,
}

/// The host of an address and its port, which tell servers apart; of what is no address, nothing.
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

/// What is asked for.
#[derive(Clone, Copy)]
struct Wish<'a> {
    accept: &'static str,
    /// What the server said the last time.
    known: &'a Validators,
    /// The most bytes.
    most: usize,
    /// Whether the first bytes do where there are more.
    beginning: bool,
    /// How long the host is left alone afterwards.
    pause: Duration,
}

/// What a server answered.
struct Answer {
    status: u16,
    headers: HeaderMap,
    raw: Vec<u8>,
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
        let fetched = self.follow(&address, known).await?;
        if let Fetched::Page(page) = &fetched
            && let Some(whole) = Url::parse(&page.address).ok().and_then(|at| whole_page(&page.bytes, &at))
            && let Ok(whole @ Fetched::Page(_)) = self.follow(&whole, &Validators::default()).await
        {
            return Ok(whole);
        }
        Ok(fetched)
    }

    async fn follow(&self, address: &Url, known: &Validators) -> Result<Fetched, FetchError> {
        let mut address = address.clone();
        let mut seen = HashSet::new();
        loop {
            if !seen.insert(address.clone()) {
                return Err(FetchError::Circle);
            }
            if seen.len() > self.settings.redirects + 1 {
                return Err(FetchError::Redirects(self.settings.redirects));
            }
            let rules = self.rules(&address).await?;
            if !rules.allow(&address) {
                return Err(FetchError::Robots);
            }
            let pause = rules.pause().max(self.settings.pause);
            let wish = Wish { accept: PAGES, known, most: self.settings.limits.page, beginning: false, pause };
            let answer = self.ask(&address, wish).await?;
            match answer.status {
                200 => return self.page_of(&address, answer),
                301 | 302 | 303 | 307 | 308 => address = page_address(target(&address, &answer)?.as_str())?,
                304 if *known != Validators::default() => return Ok(Fetched::Unchanged),
                status => {
                    let page = decoded(&answer, &self.settings.limits).unwrap_or_default();
                    let check = self.settings.walls.robot_check(&page, status);
                    return Err(if check { FetchError::RobotCheck } else { FetchError::Status(status) });
                }
            }
        }
    }

    fn page_of(&self, address: &Url, answer: Answer) -> Result<Fetched, FetchError> {
        let header = |name| answer.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let content_type = header(reqwest::header::CONTENT_TYPE).filter(|t| !t.is_empty());
        let bytes = decoded(&answer, &self.settings.limits)?;
        match content_type.as_deref() {
            Some(kind) => http::page_kind(kind)?,
            None => http::looks_like_a_page(&bytes)?,
        }
        if bytes.is_empty() {
            return Err(Why::Empty.into());
        }
        if self.settings.walls.robot_check(&bytes, 200) {
            return Err(FetchError::RobotCheck);
        }
        let validators = Validators { etag: header(ETAG), last_modified: header(LAST_MODIFIED) };
        let paywall = self.settings.walls.paywall(&bytes);
        Ok(Fetched::Page(Page { address: address.to_string(), content_type, bytes, validators, paywall }))
    }

    /// The rules of the site of an address.
    async fn rules(&self, address: &Url) -> Result<Arc<Rules>, FetchError> {
        let site = format!("{}://{}", address.scheme(), polite::host(address));
        if let Some(rules) = self.sites.get(&site) {
            return Ok(rules);
        }
        let mut at = address.join("/robots.txt").map_err(|e| FetchError::Address(e.to_string()))?;
        for _ in 0..=self.settings.redirects {
            let known = Validators::default();
            let wish = Wish { accept: "text/plain", known: &known, most: ROBOTS, beginning: true, pause: self.settings.pause };
            let answer = match self.ask(&at, wish).await {
                Ok(answer) => answer,
                Err(fault @ FetchError::Inner(_)) => return Err(fault),
                Err(fault) => return Err(FetchError::RobotsUnread(fault.to_string())),
            };
            match answer.status {
                200..=299 => {
                    // Rules that cannot be read are no leave.
                    let limits = Limits { page: ROBOTS, ..self.settings.limits.clone() };
                    let file = decoded(&answer, &limits).map_err(|e| FetchError::RobotsUnread(e.to_string()))?;
                    let rules = Rules::of(&file).ok_or_else(|| FetchError::RobotsUnread("it makes no sense".to_owned()))?;
                    return Ok(self.sites.put(site, rules));
                }
                301 | 302 | 303 | 307 | 308 => at = target(&at, &answer)?,
                429 | 500..=599 => return Err(FetchError::RobotsUnread(format!("status {}", answer.status))),
                // A site without rules.
                _ => return Ok(self.sites.put(site, Rules::none())),
            }
        }
        Err(FetchError::RobotsUnread(format!("more than {} redirects", self.settings.redirects)))
    }

    /// Asks once, when it is the host's turn.
    async fn ask(&self, address: &Url, wish: Wish<'_>) -> Result<Answer, FetchError> {
        let client = self.client(address)?;
        let mut request = client.get(address.clone()).header(ACCEPT, wish.accept).header(ACCEPT_ENCODING, "gzip, br");
        if let Some(etag) = &wish.known.etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        if let Some(day) = &wish.known.last_modified {
            request = request.header(IF_MODIFIED_SINCE, day);
        }
        let turn = self.hosts.turn(address).await;
        let whole = self.settings.whole;
        let answer = tokio::time::timeout(whole, read(request, wish)).await.unwrap_or(Err(FetchError::Slow(whole)));
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

/// Sends a request and reads the answer; the body of a redirect or of a page that did not change is left.
async fn read(request: reqwest::RequestBuilder, wish: Wish<'_>) -> Result<Answer, FetchError> {
    let mut response = request.send().await.map_err(|e| FetchError::of(&e))?;
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let mut raw = Vec::new();
    if (300..400).contains(&status) {
        return Ok(Answer { status, headers, raw });
    }
    let (most, beginning) = if status == 200 { (wish.most, wish.beginning) } else { (ERROR_PAGE, true) };
    while let Some(chunk) = response.chunk().await.map_err(|e| FetchError::of(&e))? {
        let left = most.saturating_sub(raw.len());
        raw.extend_from_slice(&chunk[..chunk.len().min(left)]);
        if chunk.len() > left {
            if beginning {
                break;
            }
            return Err(Why::from(Limit::Page(most)).into());
        }
    }
    Ok(Answer { status, headers, raw })
}

/// Where a redirect leads.
fn target(from: &Url, answer: &Answer) -> Result<Url, FetchError> {
    let location = answer.headers.get(LOCATION).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    location.and_then(|to| from.join(&to).ok()).ok_or(FetchError::Nowhere)
}

/// The body, unpacked.
fn decoded(answer: &Answer, limits: &Limits) -> Result<Vec<u8>, FetchError> {
    let coding = answer.headers.get_all(reqwest::header::CONTENT_ENCODING).iter().filter_map(|v| v.to_str().ok());
    let head = Head::of("content-encoding", coding.collect::<Vec<_>>().join(","));
    Ok(body::read(&mut answer.raw.as_slice(), &head, false, limits)?)
}
