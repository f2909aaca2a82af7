//! One request a host at a time, with pauses between.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Gate, OwnedMutexGuard};
use tokio::time::Instant;
use url::Url;

/// When a host may be asked again.
pub(crate) type Turn = OwnedMutexGuard<Option<Instant>>;

/// The hosts that are asked.
#[derive(Default)]
pub(crate) struct Hosts(Mutex<HashMap<String, Arc<Gate<Option<Instant>>>>>);

/// What tells hosts apart: their names alone, as one machine answers http and https.
pub(crate) fn host(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_owned()
}

impl Hosts {
    /// Waits until the host of an address may be asked. While the turn is held, nobody else asks it.
    pub async fn turn(&self, address: &Url) -> Turn {
        let gate = {
            let mut hosts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host(address)).or_default())
        };
        let turn = gate.lock_owned().await;
        if let Some(from) = *turn {
            tokio::time::sleep_until(from).await;
        }
        turn
    }
}

/// Ends a turn; the next begins after a pause.
pub(crate) fn end(mut turn: Turn, pause: Duration) {
    *turn = Some(Instant::now() + pause);
}
