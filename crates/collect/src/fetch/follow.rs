//! From an address to what it leads to: redirects, each hop held to the same rules, and one request.

use std::collections::HashSet;

use isnad_lexicon::subjects::WallKind;
use reqwest::Client;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use tokio::time::Instant;
use url::{Host, Url};

use super::answer::{self, Answer, What, Wish};
use super::budget::Budget;
use super::{FetchError, Fetcher, polite};
use crate::found::Validators;
use crate::reach::is_public;

/// What is sought at an address.
#[derive(Clone, Copy)]
pub(crate) struct Sought {
    pub accept: &'static str,
    /// The most bytes.
    pub most: usize,
    pub what: What,
}

/// What an address led to.
pub(crate) struct Came {
    /// The address that it came from, behind all redirects.
    pub address: Url,
    pub answer: Answer,
    /// Where the server says that it is for ever, if elsewhere.
    pub moved: Option<Url>,
}

impl Fetcher {
    /// Follows redirects; nothing where it did not change. Only the first address is asked with what is known of it.
    pub(super) async fn follow(
        &self,
        address: &Url,
        known: &Validators,
        sought: Sought,
        left: &mut Budget,
    ) -> Result<Option<Came>, FetchError> {
        let nothing = Validators::default();
        let (mut address, mut known) = (address.clone(), known);
        let mut seen = HashSet::new();
        // As long as all hops are for ever, what they lead to is.
        let (mut moved, mut for_ever) = (None, true);
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
            let wish = Wish { accept: sought.accept, known, most: sought.most, what: sought.what, pause };
            let answer = self.ask(&address, wish, left).await?;
            match answer.status {
                200 => return Ok(Some(Came { address, answer, moved })),
                status @ (301 | 302 | 303 | 307 | 308) => {
                    address = answer::target(&address, &answer)?;
                    known = &nothing;
                    for_ever &= matches!(status, 301 | 308);
                    if for_ever {
                        moved = Some(address.clone());
                    }
                }
                304 if *known != nothing => return Ok(None),
                status => {
                    let page = answer::decoded(&answer, &self.settings.limits).unwrap_or_default();
                    let content_type = answer::text(&answer.headers, CONTENT_TYPE);
                    let check = self.settings.walls.before(&page, content_type.as_deref(), status) == Some(WallKind::RobotCheck);
                    let after = answer::retry_after(&answer.headers);
                    return Err(if check { FetchError::RobotCheck } else { FetchError::Status(status, after) });
                }
            }
        }
    }

    /// Asks once, when it is the host's turn.
    pub(super) async fn ask(&self, address: &Url, wish: Wish<'_>, left: &mut Budget) -> Result<Answer, FetchError> {
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
