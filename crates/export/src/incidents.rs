//! The incidents of a story: events that the pages tell in many ways, each told once.
//!
//! Coders of conflict count incidents, not reports. Two events of a story are one incident where nothing that the pages say sets them
//! apart: neither the kind, nor the days, nor the place, nor those who took part.

use std::collections::BTreeSet;

use isnad_model::{Article, Claim, ClaimKind, EntityId, Event, EventType, FactStatus, Granularity, Modality, Series, Stage, Story, What};

use crate::days::Days;
use crate::dead;
use crate::places::Places;
use crate::told::Told;

/// What kind of incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Force was used.
    Violence,
    /// People took to the streets.
    Protest,
    /// Somebody was arrested.
    Arrest,
    /// An agreement was made.
    Agreement,
    /// Forces left.
    Withdrawal,
    /// People were killed by violence, in one of several incidents.
    Deaths,
}

/// One incident.
pub struct Incident<'a> {
    /// What kind.
    pub sort: Sort,
    /// Its id within the story: the first fact that tells it, or the series of the dead that several incidents could have.
    pub id: String,
    /// What happened, in the narrower words of all who tell it.
    pub whats: BTreeSet<What>,
    /// When, as finely as the finest of its events.
    pub time: Option<(&'a str, Granularity)>,
    /// Where.
    pub place: Option<&'a EntityId>,
    /// Who did it.
    pub actors: Vec<&'a EntityId>,
    /// To whom.
    pub targets: Vec<&'a EntityId>,
    /// The claims that tell it, and those of its dead, each with its page.
    pub told: Vec<(&'a Article, &'a Claim)>,
    /// The series that count its dead.
    pub killed: Vec<&'a Series>,
}

/// The incidents of a story in the order of its facts, those that the dead are counted by with their figures.
pub fn of<'a>(story: &'a Story, articles: &'a [Article], places: &Places) -> Vec<Incident<'a>> {
    let pages = Told::of(articles);
    let mut events: Vec<Incident> = story
        .facts
        .iter()
        .filter(|fact| fact.status != FactStatus::Denied)
        .filter_map(|fact| {
            let mut told = pages.claims(&fact.claims);
            told.retain(|(_, claim)| claim.modality == Modality::Asserted && !claim.is_accusation());
            incident(fact.id.clone(), told)
        })
        .collect();
    // What is told most fully stands first, so that what is told vaguely joins it.
    events.sort_by_key(|e| (std::cmp::Reverse(e.known()), e.time.map(|(_, granularity)| granularity)));
    let mut incidents: Vec<Incident> = Vec::new();
    for event in events {
        let mut fitting = incidents.iter_mut().filter(|incident| incident.is(&event));
        match (fitting.next(), fitting.next()) {
            (None, _) => incidents.push(event),
            (Some(incident), None) => incident.join(event),
            // It tells one of several again, and nobody can say which.
            (Some(_), Some(_)) => {}
        }
    }
    incidents.sort_by_key(|i| story.facts.iter().position(|f| f.id == i.id));
    dead::count(story, &pages, places, &mut incidents);
    incidents
}

fn incident<'a>(id: String, told: Vec<(&'a Article, &'a Claim)>) -> Option<Incident<'a>> {
    let events: Vec<&Event> =
        told.iter().filter_map(|(_, claim)| if let ClaimKind::Event(event) = &claim.kind { Some(event) } else { None }).collect();
    let first = events.first()?;
    // What an agreement obliges to, or what a call is for, has not happened.
    if first.term.is_some() {
        return None;
    }
    let time = events.iter().filter_map(|e| e.date.as_deref().zip(e.granularity)).min_by_key(|(time, granularity)| (*granularity, *time));
    // A war or a campaign goes on over many days; only what is of one day is one incident.
    let one_day = time.and_then(|(time, _)| Days::of(time)).is_some_and(|days| days.count() == 1);
    if first.what == Some(What::Operation) && !one_day {
        return None;
    }
    Some(Incident {
        sort: sort(first)?,
        id,
        whats: events.iter().filter_map(|e| e.what).collect(),
        time,
        place: events.iter().find_map(|e| e.place.as_ref()),
        actors: unique(events.iter().flat_map(|e| &e.actors)),
        targets: unique(events.iter().flat_map(|e| &e.targets)),
        told,
        killed: Vec::new(),
    })
}

/// What kind of incident an event is; none where it is none, as an accusation of shelling, or a truce that is only named.
fn sort(event: &Event) -> Option<Sort> {
    let made = |stage| matches!(stage, Stage::Accepted | Stage::InForce | Stage::Extended);
    Some(match (event.event_type, event.what) {
        (EventType::Assault, Some(What::Shelling | What::Bombing | What::Clash | What::Operation) | None) => Sort::Violence,
        (EventType::Coerce, Some(What::Detention)) => Sort::Arrest,
        (EventType::Protest, Some(What::Protest) | None) => Sort::Protest,
        (EventType::Retreat, Some(What::Withdrawal)) => Sort::Withdrawal,
        (EventType::Agree, Some(What::Ceasefire)) if event.agreement.as_ref().and_then(|a| a.stage).is_some_and(made) => Sort::Agreement,
        _ => return None,
    })
}

fn unique<'a>(ids: impl Iterator<Item = &'a EntityId>) -> Vec<&'a EntityId> {
    let mut seen = Vec::new();
    for id in ids {
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    seen
}

impl<'a> Incident<'a> {
    /// The days that it can have happened on.
    pub fn days(&self) -> Option<Days> {
        self.time.and_then(|(time, _)| Days::of(time))
    }

    /// How much is told of it: day, place, who did it, to whom.
    fn known(&self) -> usize {
        [self.time.is_some(), self.place.is_some(), !self.actors.is_empty(), !self.targets.is_empty()].into_iter().map(usize::from).sum()
    }

    /// Whether another event, told no more fully, is this one: nothing sets the two apart, and it has no day, place or party where this
    /// one has none, so that nothing is put together that no page tells together.
    fn is(&self, other: &Incident<'a>) -> bool {
        let days = self.days().zip(other.days()).is_none_or(|(a, b)| a.first <= b.last && b.first <= a.last);
        let place = self.place.zip(other.place).is_none_or(|(a, b)| a == b);
        let less = (self.time.is_some() || other.time.is_none())
            && (self.place.is_some() || other.place.is_none())
            && (!self.actors.is_empty() || other.actors.is_empty())
            && (!self.targets.is_empty() || other.targets.is_empty());
        self.sort == other.sort && days && place && less && self.same_parties(other)
    }

    /// Whether those who took part can be the same, in the same roles; in a clash both sides do it.
    fn same_parties(&self, other: &Incident<'a>) -> bool {
        let apart = |mine: &[&EntityId], theirs: &[&EntityId]| !mine.iter().any(|id| theirs.contains(id));
        let agree = |mine: &[&EntityId], theirs: &[&EntityId]| mine.is_empty() || theirs.is_empty() || !apart(mine, theirs);
        let clash = |incident: &Incident| incident.whats.iter().eq(&[What::Clash]);
        if clash(self) && clash(other) {
            let all = |incident: &Incident<'a>| [&incident.actors[..], &incident.targets[..]].concat();
            return agree(&all(self), &all(other));
        }
        agree(&self.actors, &other.actors)
            && agree(&self.targets, &other.targets)
            && apart(&self.actors, &other.targets)
            && apart(&self.targets, &other.actors)
    }

    fn join(&mut self, other: Incident<'a>) {
        self.whats.extend(other.whats);
        self.actors = unique(self.actors.iter().copied().chain(other.actors.iter().copied().filter(|id| !self.targets.contains(id))));
        let known = self.actors.clone();
        self.targets = unique(self.targets.iter().copied().chain(other.targets.into_iter().filter(|id| !known.contains(id))));
        self.told.extend(other.told);
    }
}
