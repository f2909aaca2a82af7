//! What is watched: `feeds.toml`.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;

use isnad_collect::AllowedHost;
use isnad_collect::fetch::page_address;
use jiff::SignedDuration;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::Fault;
use crate::input::without_password;

/// The most often that a feed is read.
const SOONEST: SignedDuration = SignedDuration::from_mins(1);

/// What is watched, and how.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// How all are.
    #[serde(default)]
    pub watch: All,
    /// The feeds.
    #[serde(default, rename = "feed")]
    pub feeds: Vec<Feed>,
}

/// What holds for all feeds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct All {
    /// How often a feed is read that says nothing else.
    #[serde(deserialize_with = "time")]
    pub every: SignedDuration,
    /// Hosts that are asked at once.
    #[serde(deserialize_with = "at_once")]
    pub at_once: usize,
    /// Hosts of inner networks that may be asked.
    #[serde(deserialize_with = "hosts")]
    pub allow_host: Vec<AllowedHost>,
    /// Where status and metrics are shown.
    pub listen: Option<SocketAddr>,
}

impl Default for All {
    fn default() -> Self {
        All { every: SignedDuration::from_mins(15), at_once: 16, allow_host: Vec::new(), listen: None }
    }
}

/// A feed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    #[serde(deserialize_with = "address")]
    pub address: String,
    /// What it is called.
    pub name: Option<String>,
    /// How often it is read.
    #[serde(default, deserialize_with = "own_time")]
    pub every: Option<SignedDuration>,
    /// Which of its pages are read.
    #[serde(default)]
    pub pages: Pages,
}

/// Which pages of a feed are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pages {
    /// All that it lists.
    #[default]
    All,
    /// Those that it does not list yet when it is read first.
    New,
}

impl Config {
    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|e| Fault::wrong_use(format!("{name}: {e}; check that it can be read")))?;
        Config::of(&text).map_err(|why| Fault::wrong_use(format!("{name}: {why}")))
    }

    /// Understands a file, or says in which line it cannot be.
    pub fn of(text: &str) -> Result<Self, String> {
        let config: Config = toml::from_str(text).map_err(|fault| {
            let line = fault.span().map(|span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1);
            let line = line.map(|line| format!("line {line}: ")).unwrap_or_default();
            format!("{line}{}", fault.message())
        })?;
        if config.feeds.is_empty() {
            return Err("it names no feed; write a [[feed]] with its address".to_owned());
        }
        let mut seen = BTreeSet::new();
        match config.feeds.iter().find(|feed| !seen.insert(&feed.address)) {
            Some(twice) => Err(format!("{} is there twice", twice.address)),
            None => Ok(config),
        }
    }
}

fn address<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let given = String::deserialize(from)?;
    let shown = without_password(&given);
    if shown != given {
        return Err(D::Error::custom(format!("{shown}: an address is kept and shown; take the password out of it")));
    }
    page_address(&given).map(|address| address.to_string()).map_err(|fault| D::Error::custom(format!("{shown}: {fault}")))
}

fn time<'de, D: Deserializer<'de>>(from: D) -> Result<SignedDuration, D::Error> {
    let given = String::deserialize(from)?;
    let time = given.parse::<SignedDuration>().ok().filter(|time| *time >= SOONEST);
    time.ok_or_else(|| D::Error::custom(format!("«{given}»: give a time of a minute at least, such as \"10m\" or \"1h 30m\"")))
}

fn own_time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SignedDuration>, D::Error> {
    time(from).map(Some)
}

fn at_once<'de, D: Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    let given = usize::deserialize(from)?;
    if (1..=256).contains(&given) { Ok(given) } else { Err(D::Error::custom(format!("{given}: give a number from 1 to 256"))) }
}

fn hosts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<AllowedHost>, D::Error> {
    let given = Vec::<String>::deserialize(from)?;
    given.iter().map(|host| host.parse().map_err(D::Error::custom)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the documentation.
    const EXAMPLE: &str = include_str!("../../../../docs/feeds.toml");

    #[test]
    fn the_example_is_right() {
        let config = Config::of(EXAMPLE).unwrap();
        assert_eq!((config.watch.every, config.watch.at_once), (SignedDuration::from_mins(15), 16));
        assert_eq!(config.watch.listen, "127.0.0.1:9464".parse().ok());
        let feeds: Vec<_> = config.feeds.iter().map(|f| (f.address.as_str(), f.name.as_deref(), f.every, f.pages)).collect();
        let minutes = |minutes| Some(SignedDuration::from_mins(minutes));
        assert_eq!(
            feeds,
            [
                ("https://nakheel.example/rss.xml", Some("Nakheel"), minutes(5), Pages::All),
                ("https://wadi.example/sitemap-news.xml", None, None, Pages::New),
            ]
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let feed = "[[feed]]\naddress = \"https://nakheel.example/rss\"\n";
        let with = |rest: &str| Config::of(&format!("{feed}{rest}\n")).unwrap_err();
        for (rest, line, why) in [
            ("evry = \"5m\"", "line 3", "unknown field `evry`"),
            ("every = \"5s\"", "line 3", "a minute at least"),
            ("every = \"often\"", "line 3", "«often»"),
            ("pages = \"some\"", "line 3", "`all` or `new`"),
            ("[[feed]]\naddress = \"https://layla:secret@nakheel.example/\"", "line 4", "take the password out"),
            ("[[feed]]\naddress = \"ftp://nakheel.example/\"", "line 4", "only http and https"),
            ("[watch]\nat_once = 0", "line 4", "from 1 to 256"),
            ("[watch]\nallow_host = [\"a b\"]", "line 4", "HOST:PORT"),
            ("[watch]\nlisten = \"here\"", "line 4", "invalid socket address"),
            ("[wach]", "line 3", "unknown field `wach`"),
        ] {
            let told = with(rest);
            assert!(told.starts_with(line) && told.contains(why) && !told.contains("secret") && !told.contains('\n'), "{rest}: {told}");
        }
        assert_eq!(with(feed), "https://nakheel.example/rss is there twice");
        assert_eq!(Config::of("").unwrap_err(), "it names no feed; write a [[feed]] with its address");
    }
}
