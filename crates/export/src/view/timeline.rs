//! Events in the order of their times, what happened apart from when it was reported.

use isnad_model::{ClaimKind, Event, EventType, Fact, FactKind, FactStatus, Modality, TimelineEntry};

use super::{Item, Shown, capital, dotted};
use crate::dates;

/// The events of one time.
pub struct TimeView {
    pub time: String,
    /// The clock elsewhere: Greenwich, and as other pages have it.
    pub clocks: String,
    pub facts: Vec<Item>,
}

/// Days before a story's first and behind its last that are still its own.
const BEFORE: f64 = 10.0;
const BEHIND: f64 = 30.0;

impl Shown<'_> {
    /// The story's own days, and times far from them.
    pub(super) fn timeline(&self) -> (Vec<TimeView>, Vec<TimeView>) {
        let day = |d: &Option<String>| d.as_deref().and_then(dates::position);
        let (from, to) = (day(&self.story.from), day(&self.story.to));
        let near = |entry: &TimelineEntry| match (dates::position(&entry.time), from, to) {
            // A year or month alone is no day of the story.
            (Some(at), Some(from), Some(to)) => at >= from - BEFORE && at <= to + BEHIND && entry.time.len() >= 10,
            _ => false,
        };
        let (own, far): (Vec<_>, Vec<_>) = self.story.timeline.iter().partition(|e| near(e));
        let views = |entries: Vec<&TimelineEntry>| entries.into_iter().map(|e| self.time(e)).filter(|t| !t.facts.is_empty()).collect();
        // Where no day of the story is known, all times are its own.
        if own.is_empty() { (views(far), Vec::new()) } else { (views(own), views(far)) }
    }

    fn time(&self, entry: &TimelineEntry) -> TimeView {
        let mut facts: Vec<(&Fact, Item)> = entry
            .facts
            .iter()
            .filter_map(|id| self.story.facts.iter().find(|f| f.id == *id && f.kind == FactKind::Event))
            .filter_map(|fact| {
                let mut item = self.event_line(fact)?;
                if let Some(reported) = entry.reported.iter().find(|r| r.fact == fact.id)
                    && let Some(day) = reported.first.as_ref().filter(|d| !entry.time.starts_with(d.as_str()))
                {
                    let key = if reported.ahead { "reported-ahead" } else { "first-reported" };
                    item.notes.push(self.language.say(key, &[("day", &self.date(day))]));
                }
                Some((fact, item))
            })
            .collect();
        facts.sort_by_key(|(fact, _)| std::cmp::Reverse((fact.origins, fact.outlets)));
        let utc = entry.utc.as_deref().filter(|u| *u != entry.time).and_then(dates::clock);
        TimeView {
            time: self.date(&entry.time),
            clocks: dotted(
                utc.map(|clock| self.language.say("clock-utc", &[("clock", clock)]))
                    .into_iter()
                    .chain(entry.told.iter().map(|t| self.date(t))),
            ),
            facts: facts.into_iter().map(|(_, item)| item).collect(),
        }
    }

    /// Whom an event is against, with or to.
    fn targets(&self, event: &Event) -> String {
        let key = match event.event_type {
            EventType::Agree | EventType::Consult | EventType::Cooperate => "with",
            EventType::Aid | EventType::Support | EventType::Concede | EventType::Request => "owed-to",
            _ => "against",
        };
        if event.targets.is_empty() { String::new() } else { self.language.say(key, &[("who", &self.names(&event.targets))]) }
    }

    /// An event in one line: what, who, to whom, where.
    pub(super) fn event_line(&self, fact: &Fact) -> Option<Item> {
        let (_, claim) = self.claim(fact.claims.first()?)?;
        let ClaimKind::Event(event) = &claim.kind else { return None };
        let modality = (claim.modality != Modality::Asserted).then(|| self.language.name_of(&claim.modality));
        let status = matches!(fact.status, FactStatus::Disputed | FactStatus::Denied | FactStatus::Superseded)
            .then(|| self.language.name_of(&fact.status))
            // A denial is said once.
            .filter(|word| modality.as_ref() != Some(word));
        let hands = isnad_model::Corroboration { outlets: fact.outlets, origins: fact.origins, speakers: fact.speakers.len() };
        Some(Item {
            lead: capital(&event.what.map_or_else(|| self.language.name_of(&event.event_type), |what| self.language.name_of(&what))),
            text: dotted([self.names(&event.actors), self.targets(event), event.place.as_ref().map(|p| self.name(p)).unwrap_or_default()]),
            notes: vec![modality.unwrap_or_default(), status.unwrap_or_default(), self.hands(hands)],
            proof: self.proof(&fact.claims),
        })
    }
}
