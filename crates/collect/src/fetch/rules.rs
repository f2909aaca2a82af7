//! Reading what a site allows.

use std::sync::Arc;

use tokio::time::Instant;
use url::Url;

use super::answer::{self, What, Wish};
use super::budget::Budget;
use super::robots::Rules;
use super::{FetchError, Fetcher};
use crate::found::Validators;

/// Bytes of a robots.txt that are read; the rest is none (RFC 9309).
const ROBOTS: usize = 500 << 10;
/// Redirects of a robots.txt that are followed (RFC 9309).
const ROBOTS_REDIRECTS: usize = 5;

impl Fetcher {
    /// The rules of the site of an address.
    pub(super) async fn rules(&self, address: &Url, left: &mut Budget) -> Result<Arc<Rules>, FetchError> {
        let site = address.origin().ascii_serialization();
        self.sites.rules(&site, Instant::now(), self.read_rules(address, left)).await
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
            let wish = Wish { accept: "text/plain", known: &known, most: ROBOTS, what: What::Beginning, pause: self.settings.pause };
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
}
