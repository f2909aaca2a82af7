//! What sites allow programs to read (RFC 9309).

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use texting_robots::Robot;
use tokio::sync::OnceCell;
use tokio::time::Instant;
use url::Url;

use super::fault::FetchError;
use super::recent::Recent;

/// Sites whose rules are known at once.
const SITES: usize = 1024;

/// The name by which sites know this program in their robots.txt.
pub(crate) const NAME: &str = "isnad";
/// The longest pause between requests that a site's wish is followed to.
const LONGEST: Duration = Duration::from_secs(60);
/// How long rules are taken to hold.
const HOLD: Duration = Duration::from_secs(24 * 60 * 60);
/// How long rules that could not be read are not asked for again.
const AGAIN: Duration = Duration::from_secs(10 * 60);

/// The rules of a site.
#[derive(Debug)]
pub(crate) struct Rules(Option<Robot>);

impl Rules {
    /// Those of a site without.
    pub fn none() -> Self {
        Rules(None)
    }

    /// Those that a file states, if it can be understood.
    pub fn of(file: &[u8]) -> Option<Self> {
        // The parser refuses the whole file for one rule that is too much for it.
        let robot = Robot::new(NAME, file).or_else(|_| Robot::new(NAME, &simpler(file)));
        robot.ok().map(|robot| Rules(Some(robot)))
    }

    /// Whether an address may be read.
    pub fn allow(&self, address: &Url) -> bool {
        self.0.as_ref().is_none_or(|robot| robot.allowed(address.as_str()))
    }

    /// How long the site wants to be left alone between requests.
    pub fn pause(&self) -> Duration {
        let stated = self.0.as_ref().and_then(|robot| robot.delay).unwrap_or_default();
        Duration::try_from_secs_f32(stated).unwrap_or(LONGEST).min(LONGEST)
    }
}

/// A file with its rules such that each can be understood: what one forbids that cannot is forbidden with more beside it, what it allows
/// is not allowed.
fn simpler(file: &[u8]) -> Vec<u8> {
    let mut lines = Vec::with_capacity(file.len());
    for line in file.split(|b| matches!(b, b'\n' | b'\r' | 0)) {
        if Robot::new(NAME, line).is_ok() {
            lines.extend_from_slice(line);
        } else if !line.trim_ascii_start().to_ascii_lowercase().starts_with(b"allow") {
            // The marks of an end are what takes long to understand.
            lines.extend(line.iter().map(|b| if *b == b'$' { b'*' } else { *b }));
        }
        lines.push(b'\n');
    }
    lines
}

/// What was read of a site, or why nothing was, and how long that holds.
struct Known {
    rules: Result<Arc<Rules>, FetchError>,
    until: Instant,
}

/// The rules that were read.
pub(crate) struct Sites(Recent<OnceCell<Known>>);

impl Default for Sites {
    fn default() -> Self {
        Sites(Recent::new(SITES, |_| true))
    }
}

impl Sites {
    /// The rules of a site. Who asks first reads them; those who ask meanwhile wait for them.
    pub async fn rules(
        &self,
        site: &str,
        now: Instant,
        read: impl Future<Output = Result<Rules, FetchError>>,
    ) -> Result<Arc<Rules>, FetchError> {
        let cell = self.0.get(site, |cell| cell.get().is_some_and(|known| known.until <= now));
        let known = cell.get_or_init(|| async {
            let rules = read.await.map(Arc::new);
            let until = now + if rules.is_ok() { HOLD } else { AGAIN };
            Known { rules, until }
        });
        known.await.rules.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_those_for_this_program_else_for_all() {
        let rules = |file: &str| Rules::of(file.as_bytes()).unwrap();
        let allow = |rules: &Rules, path: &str| rules.allow(&Url::parse(&format!("https://nakheel.example{path}")).unwrap());
        let both = rules("User-agent: *\nDisallow: /\n\nUser-agent: Isnad\nDisallow: /private\nCrawl-delay: 3\n");
        assert!(allow(&both, "/news/1") && !allow(&both, "/private/1"));
        assert_eq!(both.pause(), Duration::from_secs(3));
        let all = rules("User-agent: *\nDisallow: /أرشيف\nCrawl-delay: 1e9");
        assert!(allow(&all, "/news") && !allow(&all, "/أرشيف/1"));
        assert_eq!(all.pause(), LONGEST);
        assert!(allow(&Rules::none(), "/news"));
        assert!(allow(&rules("\u{0}\u{1}<html>"), "/news"));
    }

    #[test]
    fn a_rule_that_cannot_be_understood_takes_no_other_with_it() {
        let long = "x".repeat(50_000);
        let file = format!("User-agent: *\nDisallow: /private\nDisallow: /{long}*.pdf$\nAllow: /private/{long}$\nCrawl-delay: 2\n");
        assert!(Robot::new(NAME, file.as_bytes()).is_err());
        let rules = Rules::of(file.as_bytes()).unwrap();
        let allow = |path: &str| rules.allow(&Url::parse(&format!("https://nakheel.example{path}")).unwrap());
        assert!(allow("/news/1") && !allow("/private/1") && !allow(&format!("/private/{long}")));
        assert!(allow(&format!("/{long}.html")) && !allow(&format!("/{long}/1.pdf")));
        assert_eq!(rules.pause(), Duration::from_secs(2));
    }

    #[test]
    fn what_could_not_be_read_is_remembered_too() {
        let (sites, asked) = (Sites::default(), std::cell::Cell::new(0));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        for _ in 0..3 {
            let read = async {
                asked.set(asked.get() + 1);
                Err(FetchError::RobotsUnread("status 503".to_owned()))
            };
            assert!(runtime.block_on(sites.rules("https://nakheel.example", Instant::now(), read)).is_err());
        }
        assert_eq!(asked.get(), 1);
    }

    #[test]
    fn rules_are_read_again_after_a_day() {
        let (sites, asked) = (Sites::default(), std::cell::Cell::new(0));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let begun = Instant::now();
        let after = |hours: u64| {
            let read = async {
                asked.set(asked.get() + 1);
                Ok(Rules::none())
            };
            let now = begun + Duration::from_secs(hours * 3600);
            assert!(runtime.block_on(sites.rules("https://nakheel.example", now, read)).is_ok());
            asked.get()
        };
        assert_eq!([after(0), after(23), after(25), after(48), after(49)], [1, 1, 2, 2, 3]);
    }
}
