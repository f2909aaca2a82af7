//! What sites allow programs to read (RFC 9309).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use texting_robots::Robot;
use tokio::time::Instant;
use url::Url;

/// The name by which sites know this program in their robots.txt.
pub(crate) const NAME: &str = "isnad";
/// The longest pause between requests that a site's wish is followed to.
const LONGEST: Duration = Duration::from_secs(60);
/// How long rules are taken to hold.
const HOLD: Duration = Duration::from_secs(24 * 60 * 60);

/// The rules of a site.
pub(crate) struct Rules {
    robot: Option<Robot>,
    until: Instant,
}

impl Rules {
    /// Those of a site without.
    pub fn none() -> Self {
        Rules { robot: None, until: Instant::now() + HOLD }
    }

    /// Those that a file states, if it can be understood.
    pub fn of(file: &[u8]) -> Option<Self> {
        Some(Rules { robot: Some(Robot::new(NAME, file).ok()?), until: Instant::now() + HOLD })
    }

    /// Whether an address may be read.
    pub fn allow(&self, address: &Url) -> bool {
        self.robot.as_ref().is_none_or(|robot| robot.allowed(address.as_str()))
    }

    /// How long the site wants to be left alone between requests.
    pub fn pause(&self) -> Duration {
        let stated = self.robot.as_ref().and_then(|robot| robot.delay).unwrap_or_default();
        Duration::try_from_secs_f32(stated).unwrap_or(LONGEST).min(LONGEST)
    }
}

/// The rules that were read.
#[derive(Default)]
pub(crate) struct Sites(Mutex<HashMap<String, Arc<Rules>>>);

impl Sites {
    /// The rules of a site, if they were read and hold.
    pub fn get(&self, site: &str) -> Option<Arc<Rules>> {
        let sites = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sites.get(site).filter(|rules| rules.until > Instant::now()).cloned()
    }

    /// Keeps the rules of a site.
    pub fn put(&self, site: String, rules: Rules) -> Arc<Rules> {
        let rules = Arc::new(rules);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(site, Arc::clone(&rules));
        rules
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
}
