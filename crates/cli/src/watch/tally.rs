//! What became of all that was asked, since the program began.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use isnad_collect::fetch::FetchError;
use isnad_store::Outcome;

use super::ask::Failed;

/// Why something failed, as metrics tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// It is no address, or leads to none, or in a circle.
    Address,
    /// It leads into an inner network.
    Inner,
    /// The site does not want it, or nobody can tell whether it does.
    Robots,
    /// Nobody answers, too slowly, or not to the end.
    Network,
    /// The server refuses it (400 to 499).
    Refused,
    /// The server is in trouble (500 to 599), or says something else.
    Server,
    /// The server asks for a person.
    Wall,
    /// What came is no page, or no feed, or cannot be read.
    Unreadable,
    /// A change could not be told.
    Alert,
    /// A fault of the program.
    Program,
}

impl FaultKind {
    /// Its name.
    #[cfg(feature = "serve")]
    pub fn name(self) -> &'static str {
        match self {
            FaultKind::Address => "address",
            FaultKind::Inner => "inner",
            FaultKind::Robots => "robots",
            FaultKind::Network => "network",
            FaultKind::Refused => "refused",
            FaultKind::Server => "server",
            FaultKind::Wall => "wall",
            FaultKind::Unreadable => "unreadable",
            FaultKind::Alert => "alert",
            FaultKind::Program => "program",
        }
    }

    /// That of something that could not be asked.
    pub fn of(fault: &Failed) -> Self {
        let Some(fault) = fault.fetch() else { return FaultKind::Program };
        match fault {
            FetchError::Address(_) | FetchError::Nowhere(_) | FetchError::Circle | FetchError::Redirects(_) => FaultKind::Address,
            FetchError::Inner(_) => FaultKind::Inner,
            FetchError::Robots | FetchError::RobotsUnread(_) => FaultKind::Robots,
            FetchError::Unreachable(_) | FetchError::Slow(_) | FetchError::CutOff(_) => FaultKind::Network,
            FetchError::Status(400..=499, _) => FaultKind::Refused,
            FetchError::Status(..) => FaultKind::Server,
            FetchError::RobotCheck => FaultKind::Wall,
            _ => FaultKind::Unreadable,
        }
    }
}

/// How much there was of what.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Feeds that were asked, and pages.
    pub feeds_asked: u64,
    pub pages_asked: u64,
    /// Pages that came: new ones, changed ones, those that the store has.
    pub new: u64,
    pub version: u64,
    pub known: u64,
    /// Pages that are none to keep.
    pub skipped: u64,
    /// What failed.
    pub faults: BTreeMap<FaultKind, u64>,
}

impl Counts {
    /// A page came.
    pub fn page(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Version => self.version += 1,
            Outcome::Known => self.known += 1,
        }
    }

    /// Something failed.
    pub fn fault(&mut self, kind: FaultKind) {
        *self.faults.entry(kind).or_default() += 1;
    }

    /// How much failed.
    pub fn failed(&self) -> u64 {
        self.faults.values().sum()
    }
}

/// The counts, which others look at meanwhile.
#[derive(Clone, Debug, Default)]
pub struct Tally(Arc<Mutex<Counts>>);

impl Tally {
    /// The counts.
    pub fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
