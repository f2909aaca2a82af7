//! How often somebody may try to sign in: under one name, and all together.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::bucket::{Bucket, Rate};

/// Tries under one name.
const OF_NAME: Rate = Rate { lasting: 1.0 / 60.0, at_once: 10.0 };
/// Tries of all together: what a machine can hash, and no more.
const OF_ALL: Rate = Rate { lasting: 2.0, at_once: 30.0 };
/// Names that are remembered; those with all their tries are forgotten first.
const NAMES: usize = 10_000;

/// The tries that are left.
pub struct Attempts(Mutex<(Bucket, HashMap<String, Bucket>)>);

impl Attempts {
    /// All of them.
    pub fn new() -> Self {
        Attempts(Mutex::new((Bucket::full(OF_ALL, Instant::now()), HashMap::new())))
    }

    /// Takes a try under a name, whether there is such an account or not. Says whether there was one left.
    pub fn take(&self, name: &str, now: Instant) -> bool {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, names) = &mut *guard;
        // Where nobody may try, no name is remembered.
        if all.left(now, OF_ALL) < 1.0 {
            return false;
        }
        if names.len() >= NAMES && !names.contains_key(name) {
            names.retain(|_, of_name| of_name.left(now, OF_NAME) < OF_NAME.at_once);
            // Whoever tries ten thousand names is not let try more of them.
            if names.len() >= NAMES {
                return false;
            }
        }
        names.entry(name.to_owned()).or_insert_with(|| Bucket::full(OF_NAME, now)).take(now, OF_NAME) && all.take(now, OF_ALL)
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
