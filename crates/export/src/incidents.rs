//! The incidents of a story: events that the pages tell in many ways, each told once, with the figures of the dead that belong to it.
//!
//! Coders of conflict count incidents, not reports. Two events of a story are one incident where nothing that the pages say sets them
//! apart: neither the kind, nor the days, nor the place, nor those who took part.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{
    Article, Claim, ClaimKind, ClaimRef, EntityId, Event, EventType, FactStatus, Granularity, Measure, Modality, Series, Stage, Story, What,
};
use jiff::civil::Date;

use crate::days::Days;

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
    /// People were killed in a story of violence, and no single incident is told that they are of.
    Deaths,
}

/// One incident.
pub struct Incident<'a> {
    /// What kind.
    pub sort: Sort,
    /// Its id within the story: the first fact that tells it, or the series of the dead that no event is told of.
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
    /// The claims that tell it, each with its page.
    pub told: Vec<(&'a Article, &'a Claim)>,
    /// The series that count its dead.
    pub killed: Vec<&'a Series>,
}

/// The incidents of a story in the order of its facts, those that the dead are counted by with their figures.
pub fn of<'a>(story: &'a Story, articles: &'a [Article]) -> Vec<Incident<'a>> {
    let claims: BTreeMap<(&str, &str), (&Article, &Claim)> =
        articles.iter().flat_map(|a| a.claims.iter().map(move |c| ((a.source.as_str(), c.id.as_str()), (a, c)))).collect();
    let found = |reference: &ClaimRef| claims.get(&(reference.page.as_str(), reference.claim.as_str())).copied();
    let mut events: Vec<Incident> = story
        .facts
        .iter()
        .filter(|fact| fact.status != FactStatus::Denied)
        .filter_map(|fact| {
            let told: Vec<(&Article, &Claim)> =
                fact.claims.iter().filter_map(found).filter(|(_, claim)| claim.modality == Modality::Asserted).collect();
            incident(fact.id.clone(), told)
        })
        .collect();
    // What is told most fully stands first, so that what is told vaguely joins it.
    events.sort_by_key(|e| std::cmp::Reverse((e.time.is_some() && e.place.is_some(), e.time.is_some(), e.place.is_some())));
    let mut incidents: Vec<Incident> = Vec::new();
    for event in events {
        match incidents.iter_mut().find(|incident| incident.is(&event)) {
            Some(incident) => incident.join(event),
            None => incidents.push(event),
        }
    }
    incidents.sort_by_key(|i| story.facts.iter().position(|f| f.id == i.id));
    let left = count_the_dead(story, &mut incidents);
    if incidents.iter().any(|i| i.sort == Sort::Violence) {
        incidents.extend(left.into_iter().map(|(at, series)| dead(at, series, found)));
    }
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
    let times = events.iter().filter_map(|e| e.date.as_deref().zip(e.granularity));
    Some(Incident {
        sort: sort(first)?,
        id,
        whats: events.iter().filter_map(|e| e.what).collect(),
        time: times.min_by_key(|(time, granularity)| (*granularity, *time)),
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

/// Deaths by violence that could be of several incidents, or of none that is told: an incident of its own, so that nobody is left out
/// and nobody counted twice.
fn dead<'a>(at: usize, series: &'a Series, found: impl Fn(&ClaimRef) -> Option<(&'a Article, &'a Claim)>) -> Incident<'a> {
    Incident {
        sort: Sort::Deaths,
        id: format!("series-{at}"),
        whats: BTreeSet::new(),
        time: None,
        place: series.place.as_ref(),
        actors: Vec::new(),
        targets: Vec::new(),
        told: series.points.iter().flat_map(|p| &p.claims).filter_map(found).collect(),
        killed: vec![series],
    }
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

    fn parties(&self) -> BTreeSet<&'a EntityId> {
        self.actors.iter().chain(&self.targets).copied().collect()
    }

    /// Whether nothing sets the two apart.
    fn is(&self, other: &Incident) -> bool {
        let (mine, theirs) = (self.parties(), other.parties());
        let days = self.days().zip(other.days()).is_none_or(|(a, b)| a.first <= b.last && b.first <= a.last);
        let place = self.place.zip(other.place).is_none_or(|(a, b)| a == b);
        let parties = mine.is_empty() || theirs.is_empty() || !mine.is_disjoint(&theirs);
        self.sort == other.sort && days && place && parties
    }

    fn join(&mut self, other: Incident<'a>) {
        self.whats.extend(other.whats);
        self.place = self.place.or(other.place);
        self.time = [self.time, other.time].into_iter().flatten().min_by_key(|(time, granularity)| (*granularity, *time));
        self.actors = unique(self.actors.iter().copied().chain(other.actors.iter().copied().filter(|id| !self.targets.contains(id))));
        let known = self.actors.clone();
        self.targets = unique(self.targets.iter().copied().chain(other.targets.into_iter().filter(|id| !known.contains(id))));
        self.told.extend(other.told);
    }
}

/// Gives each series of the dead to one incident, and those back that several could have, or none. A count over a stretch of time
/// («since the truce began») is of no single incident, and stays out.
fn count_the_dead<'a>(story: &'a Story, incidents: &mut [Incident<'a>]) -> Vec<(usize, &'a Series)> {
    let mut left = Vec::new();
    for (at, series) in story.series.iter().enumerate().filter(|(_, s)| s.measure == Measure::Killed && s.window.is_none()) {
        let until = series.estimates.last().and_then(|e| e.date.as_deref()).and_then(day);
        let fits = |incident: &Incident| {
            incident.sort == Sort::Violence
                && incident.place.zip(series.place.as_ref()).is_none_or(|(a, b)| a == b)
                && incident.days().zip(until).is_none_or(|(days, until)| days.first <= until)
        };
        let mut fitting = incidents.iter_mut().filter(|i| fits(i));
        match (fitting.next(), fitting.next()) {
            (Some(incident), None) if !incident.killed.iter().any(|s| s.group == series.group) => incident.killed.push(series),
            _ => left.push((at, series)),
        }
    }
    left
}

fn day(time: &str) -> Option<Date> {
    time.get(..10)?.parse().ok()
}
