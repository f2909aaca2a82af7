//! What became of telling is written down.

use isnad_store::StoreError;

use super::Untold;
use crate::pages::complain;
use crate::watch::schedule;
use crate::watch::settle::{chance, far};
use crate::watch::tally::FaultKind;
use crate::watch::turn::Watch;

impl Watch<'_> {
    /// A message came to an end.
    #[cfg(feature = "serve")]
    pub fn delivered(&mut self, at: usize, number: i64, came: Result<(), Untold>) -> Result<(), StoreError> {
        match came {
            Ok(()) => self.told(at, 1, number, &[]),
            Err(untold) => self.untold(at, untold),
        }
    }

    /// Changes were told.
    pub(super) fn told(&mut self, at: usize, changes: usize, number: i64, entries: &[(i64, String)]) -> Result<(), StoreError> {
        let now = self.clock.now();
        let held = &mut self.alerts.held[at];
        self.store.alert_told(&self.config.alerts[held.rule].name, changes, number, entries, now)?;
        (held.done, held.tries, held.again) = (number, 0, None);
        Ok(())
    }

    /// A change could not be told; those behind it wait.
    pub(super) fn untold(&mut self, at: usize, untold: Untold) -> Result<(), StoreError> {
        let now = self.clock.now();
        let held = &mut self.alerts.held[at];
        let name = &self.config.alerts[held.rule].name;
        let (fault, next) = match untold {
            Untold::Again(fault) => (fault, Some(schedule::alert_again(now, held.tries, chance()))),
            #[cfg(feature = "serve")]
            Untold::Gone(fault) => (fault, None),
        };
        let then = next.map_or_else(
            || "nothing more is sent there; take the alert out, or give it another address".to_owned(),
            |next| format!("it is told again in {}", far(now, next)),
        );
        complain(&format!("the alert «{name}»: {fault}; {then}"));
        self.tally.counts().fault(FaultKind::Alert);
        self.store.alert_failed(name, &fault, next, now)?;
        (held.tries, held.again, held.given_up) = (held.tries.saturating_add(1), next, next.is_none());
        Ok(())
    }
}
