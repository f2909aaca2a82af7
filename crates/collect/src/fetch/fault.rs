//! Why an address gave no page.

use std::time::Duration;

use crate::found::Why;
use crate::reach::Inner;

/// Why an address gave no page, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is no address.
    #[error("no address of a page: {0}")]
    Address(String),
    /// It leads into an inner network.
    #[error("{0} is not of the public internet; if you mean it, name it with --allow-host {0}")]
    Inner(String),
    /// The site does not want it.
    #[error("the site's robots.txt does not allow programs to read it")]
    Robots,
    /// Whether the site wants it cannot be told.
    #[error("the site's robots.txt cannot be read ({0}); try again later")]
    RobotsUnread(String),
    /// One address leads to another, and on.
    #[error("more than {0} redirects")]
    Redirects(usize),
    /// One address leads to another, and back.
    #[error("redirects in a circle")]
    Circle,
    /// It leads nowhere.
    #[error("redirected to nowhere")]
    Nowhere,
    /// Nobody answers.
    #[error("the server cannot be reached: {0}")]
    Unreachable(String),
    /// It takes too long.
    #[error("not done after {} seconds; left there", .0.as_secs_f32())]
    Slow(Duration),
    /// The connection ended before the page did.
    #[error("cut off: {0}")]
    CutOff(String),
    /// The server says something else.
    #[error("status {0}{meaning}", meaning = meant(*.0))]
    Status(u16),
    /// The server asks for a person.
    #[error("the server asks whether a person reads it (a robot check); open it in a browser, save it and add the file")]
    RobotCheck,
    /// What came is no page.
    #[error("{0}")]
    Page(#[from] Why),
}

fn meant(status: u16) -> &'static str {
    match status {
        401..=403 => ": the server does not let it be read",
        404 | 410 => ": there is no such page",
        429 => ": the server was asked too often; try again later",
        500..=599 => ": the server is in trouble; try again later",
        _ => ", not 200",
    }
}

impl FetchError {
    /// Whether another try may go well.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::RobotsUnread(_) | Self::Unreachable(_) | Self::Slow(_) | Self::CutOff(_) | Self::Status(429 | 500..=599))
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
