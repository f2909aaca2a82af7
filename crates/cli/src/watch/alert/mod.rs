//! Alerts: each change of the store that a rule of the user's wants is told, once, in its order. How far each rule has told stands in the
//! store and moves when it is told, so that a kill at any moment loses nothing.

mod file;
mod outcome;
#[cfg(feature = "serve")]
mod post;
mod rule;
mod said;
mod tell;
mod wants;

use std::path::{Path, PathBuf};

use isnad_export::Language;
use isnad_store::{Alert, AlertWay, NewAlert, StoreError};
use jiff::Timestamp;

use super::tally::FaultKind;
use super::turn::Watch;
use crate::pages::{complain, note};
#[cfg(test)]
pub use rule::AlertKind;
pub use rule::{Rule, To};

/// The rules, and how far each has told.
pub struct Alerts {
    held: Vec<Held>,
    /// What tells the store from others.
    store: String,
    /// The file that has the rules.
    feeds: PathBuf,
    language: Language,
    #[cfg(feature = "serve")]
    sender: Option<post::Sender>,
}

/// A rule, and how far it has told.
struct Held {
    /// Its place in the file.
    rule: usize,
    done: i64,
    tries: u32,
    /// When what failed is told again.
    again: Option<Timestamp>,
    given_up: bool,
    /// The change that stands at the terminal, where the store could not be written since.
    printed: Option<i64>,
    /// Whether a message is under way.
    busy: bool,
}

impl Held {
    fn of(rule: usize, alert: &Alert) -> Self {
        let again = alert.next_try.as_deref().and_then(|next| next.parse().ok());
        Held { rule, done: alert.done, tries: alert.tries, again, given_up: alert.given_up(), printed: None, busy: false }
    }
}

/// What a round of telling leaves.
#[derive(Debug, Default)]
pub struct Round {
    /// Whether there is more to look at.
    pub more: bool,
    /// When something is told again.
    pub next: Option<Timestamp>,
}

/// Why a change was not told.
pub enum Untold {
    /// It may be another time.
    Again(String),
    /// Whoever is told wants no more.
    #[cfg(feature = "serve")]
    Gone(String),
}

impl Alerts {
    /// None yet, of the rules of a file.
    pub fn new(feeds: &Path, language: Language) -> Self {
        Alerts {
            held: Vec::new(),
            store: String::new(),
            feeds: feeds.to_owned(),
            language,
            #[cfg(feature = "serve")]
            sender: None,
        }
    }

    /// Whether there are any.
    pub fn any(&self) -> bool {
        !self.held.is_empty()
    }

    /// Whether a message is under way.
    pub fn busy(&self) -> bool {
        self.held.iter().any(|held| held.busy)
    }

    /// A message is under way no more, whatever became of it. Says whether it was.
    #[cfg(feature = "serve")]
    pub fn let_go(&mut self, at: usize) -> bool {
        self.held.get_mut(at).is_some_and(|held| std::mem::take(&mut held.busy))
    }
}

impl Watch<'_> {
    /// Writes down which rules there are, before anything changes: what is new tells from now on.
    pub fn begin_alerts(&mut self) -> Result<(), StoreError> {
        let rules = &self.config.alerts;
        if rules.is_empty() && self.store.alerts()?.is_empty() {
            return Ok(());
        }
        let target = |rule: &Rule| match &rule.to {
            To::Terminal => None,
            To::Atom => Some(file::file(&self.alerts.feeds, &rule.name).display().to_string()),
            #[cfg(feature = "serve")]
            To::Webhook(receiver) => Some(receiver.address.clone()),
        };
        let new: Vec<NewAlert> =
            rules.iter().map(|rule| NewAlert { name: rule.name.clone(), way: rule.way(), target: target(rule) }).collect();
        self.store.set_alerts(&new)?;
        self.alerts.store = self.store.identity()?;
        let standing = self.store.alerts()?;
        let of = |rule: &Rule| standing.iter().find(|alert| alert.name == rule.name);
        self.alerts.held = rules.iter().enumerate().filter_map(|(at, rule)| Some(Held::of(at, of(rule)?))).collect();
        #[cfg(feature = "serve")]
        if rules.iter().any(|rule| rule.way() == AlertWay::Webhook) {
            self.alerts.sender = Some(post::Sender::new());
        }
        for rule in rules {
            if let Some(story) = rule.story
                && matches!(self.store.number(&story.to_string()), Err(StoreError::NoStory(_)))
            {
                note(&format!("the alert «{}»: there is no story {story}, of which it tells; `isnad stories` lists them", rule.name));
            }
            // So that it can be followed before there is something in it.
            if rule.way() == AlertWay::Atom
                && let Err(fault) = self.write_feed(rule, Vec::new())?
            {
                complain(&format!("the alert «{}»: {fault}", rule.name));
                self.tally.counts().fault(FaultKind::Alert);
            }
        }
        Ok(())
    }
}
