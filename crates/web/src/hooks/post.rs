//! One message to one webhook: signed, sent, and what came of it.

use std::sync::Arc;
use std::time::Duration;

use isnad_collect::reach::{self, Resolver, System};
use jiff::Timestamp;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};

use super::{address, sign};

/// A message.
pub struct Message<'a> {
    /// Where it goes.
    pub url: &'a str,
    /// What it is signed with.
    pub secret: &'a [u8],
    /// Whether the address may be one of this machine or of a network that is not public.
    pub allow_private: bool,
    /// What tells it from any other: the same however often it is sent.
    pub id: &'a str,
    /// JSON.
    pub body: String,
}

/// Why a message did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undelivered {
    /// It may another time.
    #[error("{0}")]
    Again(String),
    /// Whoever is there wants no more.
    #[error("it answers that it is gone (410)")]
    Gone,
}

/// What sends.
pub struct Post {
    /// To the public internet alone, or why there is none.
    public: Result<Client, String>,
    /// To any address.
    any: Result<Client, String>,
}

impl Post {
    /// One that waits so long for an answer.
    pub fn new(answer: Duration) -> Self {
        reach::choose_provider();
        // Nothing is followed elsewhere, nothing goes through somebody else.
        let client = |guarded| {
            Client::builder()
                .redirect(Policy::none())
                .no_proxy()
                .timeout(answer)
                .user_agent(concat!("Isnad/", env!("CARGO_PKG_VERSION")))
                .dns_resolver(Resolver { inner: Arc::new(System), guarded })
                .build()
                .map_err(|fault| told(&fault))
        };
        Post { public: client(true), any: client(false) }
    }

    /// Sends a message; an answer of 2xx takes it.
    ///
    /// # Errors
    /// Where it did not arrive, or nobody can tell whether it did.
    pub async fn send(&self, message: Message<'_>) -> Result<(), Undelivered> {
        let Message { url, secret, allow_private, id, body } = message;
        let url = address(url, allow_private).map_err(|fault| Undelivered::Again(fault.why.to_string()))?;
        let timestamp = Timestamp::now().as_second();
        let client = if allow_private { &self.any } else { &self.public };
        let client = client.as_ref().map_err(|fault| Undelivered::Again(fault.clone()))?;
        let request = client
            .post(url)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", sign::signature(secret, id, timestamp, &body))
            .body(body);
        match request.send().await.map_err(|fault| Undelivered::Again(told(&fault.without_url())))?.status() {
            status if status.is_success() => Ok(()),
            StatusCode::GONE => Err(Undelivered::Gone),
            status => Err(Undelivered::Again(format!("it answers {status}"))),
        }
    }
}

/// A fault with what is behind it.
fn told(fault: &dyn std::error::Error) -> String {
    let mut told = fault.to_string();
    let mut behind = fault.source();
    while let Some(fault) = behind {
        told += &format!(": {fault}");
        behind = fault.source();
    }
    told
}
