//! Messages to other programs.

use std::sync::Arc;
use std::time::Duration;

use isnad_export::atom_id;
use isnad_web::{Undelivered, WebhookMessage, WebhookPost};

use super::Untold;
use super::rule::Receiver;

/// How long an answer is waited for.
const ANSWER: Duration = Duration::from_secs(15);

/// What sends messages.
pub struct Sender(Arc<WebhookPost>);

impl Sender {
    /// One that waits a quarter of a minute for each answer.
    pub fn new() -> Self {
        Sender(Arc::new(WebhookPost::new(ANSWER)))
    }

    /// Sends a message.
    pub fn send(&self, to: &Receiver, id: String, body: String) -> impl Future<Output = Result<(), Untold>> + Send + use<> {
        let (post, url, secret, allow_private) = (Arc::clone(&self.0), to.address.clone(), to.secret.clone(), to.allow_private);
        async move {
            let sent = post.send(WebhookMessage { url: &url, secret: &secret, allow_private, id: &id, body }).await;
            sent.map_err(|fault| match fault {
                Undelivered::Again(fault) => Untold::Again(fault),
                Undelivered::Gone => Untold::Gone(fault.to_string()),
            })
        }
    }
}

/// The id of a message: of a store, an alert and a change, however often it is sent.
pub fn id(store: &str, alert: &str, number: i64) -> String {
    let of = atom_id(&[store, "alert", alert]);
    format!("alr_{}_{number}", of.trim_start_matches("urn:uuid:"))
}
