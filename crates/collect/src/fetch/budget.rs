//! How long requests that belong together may take.

use std::time::Duration;

/// A time that several requests share.
pub(crate) struct Budget {
    whole: Duration,
    left: Duration,
}

impl Budget {
    /// So much.
    pub fn of(whole: Duration) -> Self {
        Budget { whole, left: whole }
    }

    /// How long the next request may take, which by itself may take so long; and the bound that this is.
    pub fn at_most(&self, one: Duration) -> (Duration, Duration) {
        if self.left < one { (self.left, self.whole) } else { (one, one) }
    }

    /// So much less is left.
    pub fn spend(&mut self, spent: Duration) {
        self.left = self.left.saturating_sub(spent);
    }

    /// So much was spent.
    pub fn spent(&self) -> Duration {
        self.whole - self.left
    }
}
