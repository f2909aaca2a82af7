//! Changes are told: some of each rule at a time, in their order.

use std::io::Write;

use isnad_export::AtomEntry;
use isnad_model::Story;
use isnad_store::{ALERT_ENTRIES, Change, Changes, Store, StoreError};

use super::said::Said;
use super::{Round, Rule, To, Untold, file};
#[cfg(feature = "serve")]
use super::{post, rule::Receiver};
use crate::output::one_json_line;
use crate::store::args::Lines;
#[cfg(feature = "serve")]
use crate::watch::ask::{Done, Failed};
use crate::watch::turn::Watch;

/// Changes that are looked at at once for a rule; then feeds and pages have their turn.
const AT_ONCE: usize = 100;

impl Watch<'_> {
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
                To::Terminal => {
                    if self.alerts.held[at].printed != Some(change.number)
                        && let Err(fault) = self.print(&said)
                    {
                        self.untold(at, Untold::Again(format!("standard output: {fault}")))?;
                        return Ok(None);
                    }
                    self.alerts.held[at].printed = Some(change.number);
                    self.told(at, 1, change.number, &[])?;
                }
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
        let kept: Result<Vec<(i64, String)>, _> =
            entries.iter().map(|(number, entry)| Ok((*number, serde_json::to_string(entry)?))).collect();
        let kept = kept.map_err(|fault: serde_json::Error| fault.to_string());
        let written = match kept {
            Ok(kept) => self.write_feed(rule, entries)?.map(|()| kept),
            Err(fault) => Err(fault),
        };
        match written {
            Ok(kept) => {
                self.told(at, kept.len(), passed, &kept)?;
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
    pub(super) fn write_feed(&self, rule: &Rule, new: Vec<(i64, AtomEntry)>) -> Result<Result<(), String>, StoreError> {
        let latest = new.iter().map(|(number, _)| *number).collect::<Vec<_>>();
        let kept = self.store.alert_entries(&rule.name)?;
        let kept = kept.into_iter().filter(|(number, _)| !latest.contains(number));
        let kept = kept.filter_map(|(_, entry)| serde_json::from_str::<AtomEntry>(&entry).ok());
        let entries = new.into_iter().map(|(_, entry)| entry).chain(kept).take(ALERT_ENTRIES).collect();
        let file = file::file(&self.alerts.feeds, &rule.name);
        Ok(file::write(&file, &self.alerts.store, &rule.name, self.alerts.language, entries))
    }

    /// Sends a message, and goes on meanwhile.
    #[cfg(feature = "serve")]
    fn post(&mut self, at: usize, receiver: &Receiver, said: &Said, number: i64) -> Result<(), StoreError> {
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

/// The story that a change is of, as it is now; an empty one where it is no more.
fn story_of(store: &Store, change: &Change) -> Result<Story, StoreError> {
    let Some(number) = change.story else { return Ok(Story::default()) };
    match store.number(&number.to_string()).and_then(|number| store.told(number)) {
        Err(StoreError::NoStory(_)) => Ok(Story::default()),
        other => other,
    }
}
