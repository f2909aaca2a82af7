//! How often somebody may try to sign in: under one name, and all together.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Tries under one name at once, and how many of them come back in a second.
const OF_NAME: (f64, f64) = (10.0, 1.0 / 60.0);
/// Tries of all together: what a machine can hash, and no more.
const OF_ALL: (f64, f64) = (30.0, 2.0);
/// Names that are remembered; those with all their tries are forgotten first.
const NAMES: usize = 10_000;

struct Left {
    tries: f64,
    seen: Instant,
}

impl Left {
    fn full(most: f64, now: Instant) -> Self {
        Left { tries: most, seen: now }
    }

    fn at(&self, now: Instant, (most, back): (f64, f64)) -> f64 {
        (self.tries + now.duration_since(self.seen).as_secs_f64() * back).min(most)
    }

    fn take(&mut self, now: Instant, rate: (f64, f64)) -> bool {
        (self.tries, self.seen) = (self.at(now, rate), now);
        let room = self.tries >= 1.0;
        if room {
            self.tries -= 1.0;
        }
        room
    }
}

/// The tries that are left.
pub struct Attempts(Mutex<(Left, HashMap<String, Left>)>);

impl Attempts {
    /// All of them.
    pub fn new() -> Self {
        Attempts(Mutex::new((Left::full(OF_ALL.0, Instant::now()), HashMap::new())))
    }

    /// Takes a try under a name, whether there is such an account or not. Says whether there was one left.
    pub fn take(&self, name: &str, now: Instant) -> bool {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, names) = &mut *guard;
        if names.len() >= NAMES && !names.contains_key(name) {
            names.retain(|_, left| left.at(now, OF_NAME) < OF_NAME.0);
            // Whoever tries ten thousand names is not let try more of them.
            if names.len() >= NAMES {
                return false;
            }
        }
        names.entry(name.to_owned()).or_insert_with(|| Left::full(OF_NAME.0, now)).take(now, OF_NAME) && all.take(now, OF_ALL)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn tries_are_counted_by_name_and_all_together() {
        let attempts = Attempts::new();
        let now = Instant::now();
        let taken = |name: &str, at: Instant| (0..100).filter(|_| attempts.take(name, at)).count();
        assert_eq!(taken("Layla", now), 10);
        assert_eq!(taken("Omar", now), 10, "each name has its own");
        assert_eq!(taken("Layla", now + Duration::from_secs(121)), 2);
        let later = now + Duration::from_secs(121);
        assert_eq!((0..100).filter(|n| attempts.take(&n.to_string(), later)).count(), 28, "all together have thirty");
    }
}
