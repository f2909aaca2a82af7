//! Why an address gave no page.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::feed::FeedError;
use crate::found::Why;
use crate::reach::Inner;

/// Why an address gave no page. It is told with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// It is no address, and why.
    Address(String),
    /// It leads into an inner network: the host.
    Inner(String),
    /// The site does not want it.
    Robots,
    /// Whether the site wants it cannot be told, and why.
    RobotsUnread(String),
    /// One address leads to another, and on: the most that are followed.
    Redirects(usize),
    /// One address leads to another, and back.
    Circle,
    /// It leads to what is no address, and why.
    Nowhere(String),
    /// Nobody answers, and why.
    Unreachable(String),
    /// It takes longer than that.
    Slow(Duration),
    /// The connection ended before the page did, and why.
    CutOff(String),
    /// The server says something else, and how long it wants to be left alone.
    Status(u16, Option<Duration>),
    /// The server asks for a person.
    RobotCheck,
    /// What came is no page.
    Page(Why),
    /// What came is no feed.
    Feed(FeedError),
}

/// What to do where a person may read what a program may not.
const SAVE: &str = "open it in a browser, save it and add the file";
const LATER: &str = "try again later";

impl FetchError {
    /// What is wrong.
    pub fn what(&self) -> String {
        match self {
            Self::Address(why) => format!("no address of a page: {why}"),
            Self::Inner(host) => format!("{host} is not of the public internet"),
            Self::Robots => "the site's robots.txt does not allow programs to read it".to_owned(),
            Self::RobotsUnread(why) => format!("the site's robots.txt cannot be read ({why})"),
            Self::Redirects(most) => format!("more than {most} redirects"),
            Self::Circle => "redirects in a circle".to_owned(),
            Self::Nowhere(why) => format!("redirected to what is no address of a page: {why}"),
            Self::Unreachable(why) => format!("the server cannot be reached: {why}"),
            Self::Slow(longest) => format!("not done after {} seconds; left there", longest.as_secs_f32()),
            Self::CutOff(why) => format!("cut off: {why}"),
            Self::Status(status, _) => format!("status {status}{}", meaning(*status)),
            Self::RobotCheck => "the server asks whether a person reads it (a robot check)".to_owned(),
            Self::Page(why) => why.to_string(),
            Self::Feed(why) => why.to_string(),
        }
    }

    /// What to do; nothing where what is wrong says it.
    fn advice(&self) -> Option<Cow<'static, str>> {
        let advice = match self {
            Self::Inner(host) => return Some(format!("if you mean it, name it with --allow-host {host}").into()),
            Self::Page(_) | Self::Feed(_) => return None,
            Self::Address(_) => "give it as a browser shows it",
            Self::Robots | Self::RobotCheck | Self::Status(401..=403, _) => SAVE,
            Self::Redirects(_) | Self::Circle | Self::Nowhere(_) => "open it in a browser and give the address that it shows then",
            Self::Unreachable(_) => "check the address and the network, or try again later",
            Self::RobotsUnread(_) | Self::Slow(_) | Self::CutOff(_) | Self::Status(429 | 500..=599, _) => LATER,
            Self::Status(..) => "check the address",
        };
        Some(advice.into())
    }

    /// How long the server wants to be left alone.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status(_, after) => *after,
            _ => None,
        }
    }

    /// Whether the server says that there will be nothing at the address any more.
    pub fn gone(&self) -> bool {
        matches!(self, Self::Status(410, _))
    }

    /// What the client says, as it is meant.
    pub(crate) fn of(fault: &reqwest::Error) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(fault);
        let mut last = fault.to_string();
        while let Some(inner) = cause {
            if let Some(Inner { host, .. }) = inner.downcast_ref::<Inner>() {
                return FetchError::Inner(host.clone());
            }
            last = inner.to_string();
            cause = inner.source();
        }
        if fault.is_connect() { FetchError::Unreachable(last) } else { FetchError::CutOff(last) }
    }
}

fn meaning(status: u16) -> &'static str {
    match status {
        401..=403 => ": the server does not let it be read",
        404 | 410 => ": there is no such page",
        429 => ": the server was asked too often",
        500..=599 => ": the server is in trouble",
        _ => ", not 200",
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what())?;
        self.advice().map_or(Ok(()), |advice| write!(f, "; {advice}"))
    }
}

impl std::error::Error for FetchError {}

impl From<Why> for FetchError {
    fn from(why: Why) -> Self {
        Self::Page(why)
    }
}

impl From<FeedError> for FetchError {
    fn from(why: FeedError) -> Self {
        Self::Feed(why)
    }
}
