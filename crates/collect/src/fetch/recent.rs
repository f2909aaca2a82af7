//! What is known of hosts, of the latest ones: a program that runs for weeks meets any number of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Values by name, so many at most; the one that was asked for longest ago goes first. One that is in use never goes, so that there may
/// be more for as long as more are in use.
pub(crate) struct Recent<V> {
    most: usize,
    /// Whether a value that nobody uses may go.
    may_go: fn(&V) -> bool,
    values: Mutex<Values<V>>,
}

struct Values<V> {
    /// Each with the number of the asking that was the last for it.
    by_name: HashMap<String, (u64, Arc<V>)>,
    asked: u64,
}

impl<V: Default> Recent<V> {
    /// None yet.
    pub fn new(most: usize, may_go: fn(&V) -> bool) -> Self {
        Recent { most, may_go, values: Mutex::new(Values { by_name: HashMap::new(), asked: 0 }) }
    }

    /// The value of a name, a new one where there is none or the one that is there is `stale`. It is in use while it is held.
    pub fn get(&self, name: &str, stale: impl FnOnce(&V) -> bool) -> Arc<V> {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.asked += 1;
        let asked = values.asked;
        if let Some((last, value)) = values.by_name.get_mut(name) {
            *last = asked;
            if stale(value) {
                *value = Arc::default();
            }
            return Arc::clone(value);
        }
        if values.by_name.len() >= self.most {
            self.make_room(&mut values.by_name);
        }
        let value = Arc::<V>::default();
        values.by_name.insert(name.to_owned(), (asked, Arc::clone(&value)));
        value
    }

    /// Drops an eighth, so that not each new name looks through all.
    fn make_room(&self, by_name: &mut HashMap<String, (u64, Arc<V>)>) {
        let idle = |value: &Arc<V>| Arc::strong_count(value) == 1 && (self.may_go)(value);
        let mut old: Vec<u64> = by_name.values().filter(|(_, value)| idle(value)).map(|(last, _)| *last).collect();
        old.sort_unstable();
        let Some(last) = old.get((self.most / 8).min(old.len().saturating_sub(1))) else { return };
        by_name.retain(|_, (asked, value)| *asked > *last || !idle(value));
    }

    /// How many there are.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.values.lock().unwrap_or_else(PoisonError::into_inner).by_name.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_longest_ago_goes_and_what_is_in_use_stays() {
        let recent = Recent::<Mutex<u32>>::new(8, |value| *value.lock().unwrap() != 7);
        let get = |name: &str| recent.get(name, |_| false);
        let held = get("held");
        *held.lock().unwrap() = 1;
        *get("kept").lock().unwrap() = 7;
        for n in 0..10_000 {
            *get("often").lock().unwrap() += 1;
            get(&n.to_string());
            assert!(recent.len() <= 8, "{}", recent.len());
        }
        assert!(Arc::ptr_eq(&held, &get("held")));
        assert_eq!((*get("kept").lock().unwrap(), *get("often").lock().unwrap()), (7, 10_000));
        drop(held);
        (0..20).for_each(|n| drop(get(&n.to_string())));
        assert_eq!(*get("held").lock().unwrap(), 0);
        // More are in use than there is room for.
        let all: Vec<_> = (0..30).map(|n| get(&format!("used {n}"))).collect();
        assert!(all.iter().enumerate().all(|(n, used)| Arc::ptr_eq(used, &get(&format!("used {n}")))));
    }

    #[test]
    fn what_is_stale_is_new() {
        let recent = Recent::<Mutex<u32>>::new(8, |_| true);
        *recent.get("a", |_| false).lock().unwrap() = 1;
        assert_eq!(*recent.get("a", |value| *value.lock().unwrap() == 2).lock().unwrap(), 1);
        assert_eq!(*recent.get("a", |value| *value.lock().unwrap() == 1).lock().unwrap(), 0);
    }
}
