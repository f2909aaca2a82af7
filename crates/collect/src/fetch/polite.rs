//! One request a host at a time, with pauses between.

use std::time::Duration;

use tokio::sync::{Mutex as Gate, OwnedMutexGuard};
use tokio::time::Instant;
use url::Url;

use super::recent::Recent;

/// Hosts that are known at once.
const HOSTS: usize = 4096;

/// When a host may be asked again.
pub(crate) type Turn = OwnedMutexGuard<Option<Instant>>;

/// The hosts that are asked.
pub(crate) struct Hosts(Recent<Gate<Option<Instant>>>);

impl Default for Hosts {
    fn default() -> Self {
        // A host whose pause is not over is not forgotten.
        Hosts(Recent::new(HOSTS, |gate| gate.try_lock().is_ok_and(|next| next.is_none_or(|next| next <= Instant::now()))))
    }
}

/// What tells hosts apart: their names alone, as one machine answers http and https.
pub(crate) fn host(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_owned()
}

impl Hosts {
    /// Waits until the host of an address may be asked. While the turn is held, nobody else asks it.
    pub async fn turn(&self, address: &Url) -> Turn {
        let gate = self.0.get(&host(address), |_| false);
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
