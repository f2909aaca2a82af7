//! The time of a watch, which tests let run faster than it does.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The longest that anything waits at once: what is further off is looked at again before.
const LONGEST: Duration = Duration::from_secs(60);

/// A clock.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    anchor: Timestamp,
    speed: f64,
}

impl Clock {
    /// A clock that shows the time at the anchor, and runs so many times as fast as time does. It shows the same whenever it is made.
    pub fn new(anchor: Timestamp, speed: f64) -> Self {
        Clock { anchor, speed: speed.max(1.0) }
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        let since = Timestamp::now().duration_since(self.anchor);
        self.anchor + SignedDuration::try_from_secs_f64(since.as_secs_f64() * self.speed).unwrap_or(since)
    }

    /// How long it really takes until it shows a time; a minute at most, nothing where that is past.
    pub fn until(&self, time: Timestamp) -> Duration {
        let left = time.duration_since(self.now()).as_secs_f64() / self.speed;
        Duration::try_from_secs_f64(left).unwrap_or_default().min(LONGEST)
    }

    /// How long what should take so long really takes.
    pub fn really(&self, lasts: Duration) -> Duration {
        lasts.div_f64(self.speed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_as_fast_as_it_is_told() {
        let anchor = Timestamp::now() - SignedDuration::from_secs(10);
        let fast = Clock::new(anchor, 600.0);
        let shown = fast.now().duration_since(anchor).as_secs();
        assert!((6000..7000).contains(&shown), "{shown}");
        assert!(fast.until(fast.now() + SignedDuration::from_secs(600)) <= Duration::from_secs(1));
        assert_eq!(fast.until(anchor), Duration::ZERO);
        assert_eq!(fast.until(fast.now() + SignedDuration::from_hours(24 * 365)), LONGEST);
        assert_eq!(fast.really(Duration::from_secs(60)), Duration::from_millis(100));
    }
}
