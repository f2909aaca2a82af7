//! How often something may be done: so many times at once, and so many a second in the long run (a token bucket).

use std::time::Instant;

/// How often.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Times a second in the long run.
    pub lasting: f64,
    /// Times at once.
    pub at_once: f64,
}

/// What is left of it.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    left: f64,
    seen: Instant,
}

impl Bucket {
    /// All of it.
    pub fn full(rate: Rate, now: Instant) -> Self {
        Bucket { left: rate.at_once, seen: now }
    }

    /// How many times are left.
    pub fn left(&self, now: Instant, rate: Rate) -> f64 {
        (self.left + now.duration_since(self.seen).as_secs_f64() * rate.lasting).min(rate.at_once)
    }

    /// Takes one, if there is one.
    pub fn take(&mut self, now: Instant, rate: Rate) -> bool {
        (self.left, self.seen) = (self.left(now, rate), now);
        let room = self.left >= 1.0;
        if room {
            self.left -= 1.0;
        }
        room
    }
}
