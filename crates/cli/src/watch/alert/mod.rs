//! Alerts: each change of the store that a rule of the user's wants is told, once, in its order. How far each rule has told stands in the
//! store and moves when it is told, so that a kill at any moment loses nothing.

mod file;
#[cfg(feature = "serve")]
mod post;
mod rule;
mod said;
mod wants;

use std::io::Write;
use std::path::{Path, PathBuf};

use isnad_export::{AtomEntry, Language};
use isnad_model::Story;
use isnad_store::{ALERT_ENTRIES, Alert, AlertWay, Change, Changes, NewAlert, Store, StoreError};
use jiff::Timestamp;

#[cfg(feature = "serve")]
use super::ask::{Done, Failed};
use super::schedule;
use super::settle::{chance, far};
use super::tally::FaultKind;
use super::turn::Watch;
use crate::output::one_json_line;
use crate::pages::{complain, note};
use crate::store::args::Lines;
#[cfg(test)]
pub use rule::AlertKind;
pub use rule::{Rule, To};
use said::Said;

/// Changes that are looked at at once for a rule; then feeds and pages have their turn.
const AT_ONCE: usize = 100;

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
    /// Whether a message is under way.
    busy: bool,
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

    /// A message is under way no more, whatever became of it.
    #[cfg(feature = "serve")]
    pub fn let_go(&mut self, at: usize) {
        if let Some(held) = self.held.get_mut(at) {
            held.busy = false;
        }
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
        let held = rules.iter().enumerate().filter_map(|(at, rule)| held(at, standing.iter().find(|alert| alert.name == rule.name)?));
        self.alerts.held = held.collect();
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

    /// Tells what there is to tell and may be told now: some changes of each rule.
    pub fn tell(&mut self) -> Result<Round, StoreError> {
        let mut round = Round::default();
        if !self.alerts.any() {
            return Ok(round);
        }
        let (now, (first, last)) = (self.clock.now(), self.store.changes_kept()?);
        let mut passed = Vec::new();
        for at in 0..self.alerts.held.len() {
            let held = &self.alerts.held[at];
            if held.busy || held.given_up || held.done >= last {
                continue;
            }
            if let Some(again) = held.again.filter(|again| *again > now) {
                round.next = Some(round.next.map_or(again, |next| next.min(again)));
                continue;
            }
            if let Some(number) = self.tell_some(at, first, last)? {
                round.more |= number < last;
                // What was told there is written down already.
                if number > self.alerts.held[at].done {
                    passed.push((at, number));
                }
            }
        }
        let named: Vec<(&str, i64)> =
            passed.iter().map(|(at, number)| (self.config.alerts[self.alerts.held[*at].rule].name.as_str(), *number)).collect();
        if !named.is_empty() {
            self.store.alerts_passed(&named)?;
        }
        for (at, number) in passed {
            self.alerts.held[at].done = number;
        }
        Ok(round)
    }

    /// Tells some changes of a rule. Gives the number up to which there is nothing more to tell, unless one of them is under way or
    /// failed.
    fn tell_some(&mut self, at: usize, first: i64, last: i64) -> Result<Option<i64>, StoreError> {
        let held = &self.alerts.held[at];
        let rule = &self.config.alerts[held.rule];
        let asked =
            Changes { since: Some(held.done.max(first - 1)), kinds: rule.kinds(), story: rule.story, limit: AT_ONCE, ..Changes::default() };
        let changes = match self.store.changes(&asked) {
            // Nothing is told of a story that is no more, or is not yet.
            Err(StoreError::NoStory(_)) => Vec::new(),
            other => other?,
        };
        let called = rule.entity.as_ref().map(|name| self.store.entities_called(name)).transpose()?;
        let passed = changes.last().filter(|_| changes.len() == AT_ONCE).map_or(last, |last| last.number);
        let (mut entries, mut read) = (Vec::new(), None);
        for change in changes.iter().filter(|change| rule.wants_figures_of(change)) {
            // Changes of a story mostly follow each other.
            let story = match read.take().filter(|(number, _)| *number == change.story) {
                Some((_, story)) => story,
                None => story_of(&self.store, change)?,
            };
            let (_, story): &(Option<i64>, Story) = read.insert((change.story, story));
            if !called.as_ref().is_none_or(|called| Rule::is_about(change, called, story)) {
                continue;
            }
            let said = Said::of(&rule.name, change, story, self.alerts.language);
            match &rule.to {
                To::Terminal => match self.print(&said) {
                    Ok(()) => self.told(at, 1, change.number, &[])?,
                    Err(fault) => {
                        self.untold(at, Untold::Again(format!("standard output: {fault}")))?;
                        return Ok(None);
                    }
                },
                To::Atom => entries.push((change.number, said.entry(&self.alerts.store))),
                #[cfg(feature = "serve")]
                To::Webhook(receiver) => {
                    self.post(at, receiver, &said, change.number)?;
                    return Ok(None);
                }
            }
        }
        if entries.is_empty() {
            return Ok(Some(passed));
        }
        // The file before the store: told again after a kill, an entry is the same entry.
        entries.reverse();
        match self.write_feed(rule, entries.clone())? {
            Ok(()) => {
                let kept: Vec<(i64, String)> =
                    entries.iter().map(|(number, entry)| (*number, serde_json::to_string(entry).unwrap_or_default())).collect();
                self.told(at, entries.len(), passed, &kept)?;
                Ok(Some(passed))
            }
            Err(fault) => {
                self.untold(at, Untold::Again(fault))?;
                Ok(None)
            }
        }
    }

    /// Writes a line for whoever sits at the terminal, or reads what comes out.
    fn print(&self, said: &Said) -> std::io::Result<()> {
        let line = match self.format {
            Lines::Text => said.line() + "\n",
            Lines::Json => one_json_line(said)?,
        };
        let mut out = std::io::stdout().lock();
        out.write_all(line.as_bytes()).and_then(|()| out.flush())
    }

    /// Writes the feed of a rule: what is new in it, before what it told last. A file that cannot be written is no fault of the store's.
    fn write_feed(&self, rule: &Rule, new: Vec<(i64, AtomEntry)>) -> Result<Result<(), String>, StoreError> {
        let latest = new.iter().map(|(number, _)| *number).collect::<Vec<_>>();
        let kept = self.store.alert_entries(&rule.name)?;
        let kept = kept.into_iter().filter(|(number, _)| !latest.contains(number));
        let kept = kept.filter_map(|(_, entry)| serde_json::from_str::<AtomEntry>(&entry).ok());
        let entries = new.into_iter().map(|(_, entry)| entry).chain(kept).take(ALERT_ENTRIES).collect();
        let file = file::file(&self.alerts.feeds, &rule.name);
        Ok(file::write(&file, &self.alerts.store, &rule.name, self.alerts.language, entries))
    }

    /// A message came to an end.
    #[cfg(feature = "serve")]
    pub fn delivered(&mut self, at: usize, number: i64, came: Result<(), Untold>) -> Result<(), StoreError> {
        self.alerts.let_go(at);
        match came {
            Ok(()) => self.told(at, 1, number, &[]),
            Err(untold) => self.untold(at, untold),
        }
    }

    /// Changes were told.
    fn told(&mut self, at: usize, changes: usize, number: i64, entries: &[(i64, String)]) -> Result<(), StoreError> {
        let now = self.clock.now();
        let held = &mut self.alerts.held[at];
        self.store.alert_told(&self.config.alerts[held.rule].name, changes, number, entries, now)?;
        (held.done, held.tries, held.again) = (number, 0, None);
        Ok(())
    }

    /// A change could not be told; those behind it wait.
    fn untold(&mut self, at: usize, untold: Untold) -> Result<(), StoreError> {
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

    /// Sends a message, and goes on meanwhile.
    #[cfg(feature = "serve")]
    fn post(&mut self, at: usize, receiver: &rule::Receiver, said: &Said, number: i64) -> Result<(), StoreError> {
        let Some(sender) = &self.alerts.sender else { return Ok(()) };
        let body = match one_json_line(said) {
            Ok(body) => body.trim_end().to_owned(),
            Err(fault) => return self.untold(at, Untold::Again(fault.to_string())),
        };
        let id = post::id(&self.alerts.store, said.alert(), number);
        let sent = sender.send(receiver, id, body);
        let ours = || Err(Untold::Again(Failed::Ours.to_string()));
        self.asker.spawn(sent, move |came| Done::Alert { at, number, came: came.unwrap_or_else(ours) });
        self.alerts.held[at].busy = true;
        Ok(())
    }
}

fn held(rule: usize, alert: &Alert) -> Option<Held> {
    let again = alert.next_try.as_deref().and_then(|next| next.parse().ok());
    Some(Held { rule, done: alert.done, tries: alert.tries, again, given_up: alert.given_up(), busy: false })
}

/// The story that a change is of, as it is now; an empty one where it is no more.
fn story_of(store: &Store, change: &Change) -> Result<Story, StoreError> {
    let Some(number) = change.story else { return Ok(Story::default()) };
    match store.number(&number.to_string()).and_then(|number| store.told(number)) {
        Err(StoreError::NoStory(_)) => Ok(Story::default()),
        other => other,
    }
}
