//! What is watched: `feeds.toml`.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;

use isnad_collect::AllowedHost;
use isnad_collect::fetch::page_address;
use jiff::SignedDuration;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::alert::Rule;
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
    /// What is told, and to whom.
    #[serde(default, rename = "alert")]
    pub alerts: Vec<Rule>,
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
        if let Some(twice) = config.feeds.iter().find(|feed| !seen.insert(&feed.address)) {
            return Err(format!("{} is there twice", twice.address));
        }
        // Some disks do not tell «a.atom» from «A.atom».
        let mut named = BTreeSet::new();
        match config.alerts.iter().find(|alert| !named.insert(alert.name.to_lowercase())) {
            Some(twice) => Err(format!("two alerts are called «{}», but for capitals; give each a name of its own", twice.name)),
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
        let config = Config::of(EXAMPLE.split_once("[[alert]]").unwrap().0).unwrap();
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

    /// The alerts of the example, of which the last is for a program with a web server.
    #[test]
    fn the_alerts_of_the_example_are_right() {
        use isnad_model::Measure;

        use super::super::alert::{AlertKind, To};

        #[cfg(not(feature = "serve"))]
        {
            let fault = Config::of(EXAMPLE).unwrap_err();
            assert!(fault.contains("the alert «desk»: this program was built without the feature `serve`"), "{fault}");
        }
        let text = if cfg!(feature = "serve") { EXAMPLE } else { EXAMPLE.rsplit_once("[[alert]]").unwrap().0 };
        let alerts = Config::of(text).unwrap().alerts;
        let on = |at: usize| alerts[at].on.iter().copied().collect::<Vec<_>>();
        assert_eq!((alerts[0].name.as_str(), on(0)), ("killed", vec![AlertKind::Revision, AlertKind::Dispute]));
        assert_eq!((alerts[0].measure, alerts[0].over), (Some(Measure::Killed), Some(30.0)));
        assert!(matches!(alerts[0].to, To::Terminal));
        assert_eq!((alerts[1].entity.as_deref(), on(1)), (Some("سبها"), vec![AlertKind::Violation, AlertKind::Story]));
        assert!(matches!(alerts[1].to, To::Atom));
        #[cfg(feature = "serve")]
        {
            let To::Webhook(receiver) = &alerts[2].to else { panic!("{alerts:?}") };
            assert_eq!((alerts[2].story, receiver.address.as_str()), (Some(3), "https://desk.example/isnad"));
            assert_eq!((receiver.secret.as_slice(), receiver.allow_private), (&b"an example of a secret, of no use"[..], false));
            assert!(!format!("{alerts:?}").contains("secret"), "a secret is not shown");
        }
    }

    #[test]
    fn an_alert_that_is_wrong_is_named_with_its_line() {
        let feed = "[[feed]]\naddress = \"https://nakheel.example/rss\"\n\n";
        let with = |alert: &str| Config::of(&format!("{feed}[[alert]]\n{alert}\n")).unwrap_err();
        let base = |rest: &str| format!("name = \"a\"\non = [\"revision\"]\n{rest}");
        let to = |rest: &str| base(&format!("to = \"terminal\"\n{rest}"));
        for (alert, line, why) in [
            (to("ovr = 3"), "line 8", "unknown field `ovr`"),
            (to("over = \"3\""), "line 8", "expected f64"),
            (to("over = nan"), "line 4", "`over` is no number"),
            (to("measure = \"dead\""), "line 8", "unknown variant `dead`"),
            (to("entity = \" \""), "line 4", "`entity` is no name"),
            (to("secret = \"x\""), "line 4", "are of webhooks"),
            (base("to = \"mail\""), "line 7", "unknown variant `mail`"),
            (base(""), "line 4", "missing field `to`"),
            ("name = \"a\"\nto = \"atom\"\non = []".to_owned(), "line 4", "`on` names nothing"),
            ("name = \"a\"\nto = \"atom\"\non = [\"page\"]".to_owned(), "line 7", "unknown variant `page`"),
            ("name = \"a\"\nto = \"atom\"\non = [\"story\"]\nover = 3".to_owned(), "line 4", "of revisions and disputes"),
            ("name = \"a\"\nto = \"atom\"\non = [\"story\"]\nstory = 3".to_owned(), "line 4", "a new story is none of another"),
            ("name = \"../a\"\nto = \"atom\"\non = [\"story\"]".to_owned(), "line 4", "no name of an alert"),
            ("name = \"\"\nto = \"atom\"\non = [\"story\"]".to_owned(), "line 4", "no name of an alert"),
        ] {
            let told = with(&alert);
            assert!(told.starts_with(&format!("{line}: ")) && told.contains(why) && !told.contains('\n'), "{alert}: {told}");
        }
        let twice = format!("{}\n[[alert]]\n{}", to(""), to("").replace("\"a\"", "\"A\""));
        assert!(with(&twice).starts_with("two alerts are called «A»"), "{}", with(&twice));
    }

    #[cfg(feature = "serve")]
    #[test]
    fn a_webhook_that_is_wrong_is_named_and_its_secret_is_not() {
        let secret = "whsec_YW4gZXhhbXBsZSBvZiBhIHNlY3JldCwgb2Ygbm8gdXNl";
        let with = |rest: &str| {
            let feed = "[[feed]]\naddress = \"https://nakheel.example/rss\"\n";
            Config::of(&format!("{feed}[[alert]]\nname = \"a\"\non = [\"revision\"]\nto = \"webhook\"\n{rest}\n"))
        };
        let address = |given: &str| format!("address = \"{given}\"\nsecret = \"{secret}\"");
        for (rest, why) in [
            (format!("secret = \"{secret}\""), "has an `address`"),
            ("address = \"https://desk.example/\"".to_owned(), "has a `secret`"),
            ("address = \"https://desk.example/\"\nsecret = \"whsec_c2hvcnQ=\"".to_owned(), "24 to 64 bytes"),
            (address("http://desk.example/"), "over http only with allow_private = true"),
            (address("https://127.0.0.1/"), "allow_private = true allows it"),
            (address("https://layla:hidden@desk.example/"), "an address with a password"),
        ] {
            let told = with(&rest).unwrap_err();
            assert!(told.starts_with("line 3: the alert «a»: ") && told.contains(why), "{rest}: {told}");
            assert!(![secret, "c2hvcnQ", "hidden"].iter().any(|hidden| told.contains(hidden)), "{told}");
        }
        assert!(with(&(address("http://127.0.0.1:9000/") + "\nallow_private = true")).is_ok());
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
