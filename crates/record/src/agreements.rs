//! Ceasefires and other agreements: parties, mediators, from when, terms, violations, talks.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{
    Agreement, AgreementStatus, AgreementTerm, Claim, ClaimKind, ClaimRef, Entity, EntityId, EntityType, Event, EventType, Granularity,
    Measure, Modality, Mode, Talks, TalksStatus, Violation, What,
};

use crate::dates;
use crate::pages::Page;

struct Told<'a> {
    page: &'a Page<'a>,
    claim: &'a Claim,
    event: &'a Event,
}

/// The agreements of a story: one for each year that a ceasefire is dated in, the latest first. One of an
/// earlier year is background, and ended.
pub fn find(pages: &[Page], entities: &BTreeMap<EntityId, Entity>) -> Vec<Agreement> {
    let events: Vec<Told> = pages
        .iter()
        .flat_map(|page| {
            page.claims()
                .filter_map(move |claim| if let ClaimKind::Event(event) = &claim.kind { Some(Told { page, claim, event }) } else { None })
        })
        .collect();
    let latest = pages.iter().filter_map(|p| p.day.as_deref()).max().map(|d| d.chars().take(4).collect::<String>());
    let mut by_year: BTreeMap<String, Vec<&Told>> = BTreeMap::new();
    for told in events.iter().filter(|t| t.event.event_type == EventType::Agree && t.event.what == Some(What::Ceasefire)) {
        let own = year_beside(told);
        if let Some(year) = own.or_else(|| latest.clone()) {
            by_year.entry(year).or_default().push(told);
        }
    }
    by_year
        .into_iter()
        .rev()
        .filter_map(|(year, told)| agreement(&year, Some(&year) == latest.as_ref() || latest.is_none(), &told, &events, pages, entities))
        .collect()
}

/// The year of the agreement where its own words or its sentence date it to another year than the page's.
fn year_beside(told: &Told) -> Option<String> {
    let page_year = told.page.day.as_ref().map(|d| d.chars().take(4).collect::<String>());
    let years: BTreeSet<String> =
        dates::in_sentence(told.page.article, told.claim).filter_map(|t| t.value.as_ref()).map(|v| v.chars().take(4).collect()).collect();
    let other: Vec<&String> = years.iter().filter(|y| Some(*y) != page_year.as_ref()).collect();
    // A sentence that dates itself to the page's own year is of it.
    let own = page_year.as_ref().is_some_and(|y| years.contains(y));
    match (&other[..], own) {
        ([one], false) => Some((*one).clone()),
        ([one], true) => {
            // Both stand in it: the nearer to the agreement's words.
            let near = dates::in_sentence(told.page.article, told.claim)
                .filter(|t| t.value.is_some())
                .min_by_key(|t| t.start.abs_diff(told.claim.end))?;
            near.value.as_ref().filter(|v| v.starts_with(one.as_str())).map(|_| (*one).clone())
        }
        _ => None,
    }
}

fn agreement(
    year: &str,
    current: bool,
    told: &[&Told],
    events: &[Told],
    pages: &[Page],
    entities: &BTreeMap<EntityId, Entity>,
) -> Option<Agreement> {
    let mut counts: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for t in told.iter().filter(|t| t.claim.modality == Modality::Asserted) {
        let joint = t.claim.attribution.first().filter(|a| a.mode == Mode::Announced).map(|a| &a.id);
        for id in t.event.actors.iter().chain(joint) {
            *counts.entry(id).or_default() += 1;
        }
    }
    let kind = |id: &EntityId| entities.get(id).map(|e| e.kind);
    let denying: BTreeSet<&EntityId> = events
        .iter()
        .filter(|t| t.claim.modality == Modality::Denied && t.event.event_type == EventType::Consult)
        .flat_map(|t| &t.event.actors)
        .collect();
    let same_year = |t: &Told| year_beside(t).is_none_or(|y| y == year) || (!current && year_beside(t).as_deref() == Some(year));
    let mediation: Vec<&Told> = events
        .iter()
        .filter(|t| {
            t.event.what == Some(What::Mediation)
                && if current { year_beside(t).is_none_or(|y| y == year) } else { year_beside(t).as_deref() == Some(year) }
        })
        .collect();
    let mut mediators: Vec<EntityId> = Vec::new();
    for t in &mediation {
        if let Some(id) = nearest_actor(t).filter(|id| !mediators.contains(id)) {
            mediators.push(id);
        }
    }
    let mut parties: Vec<(usize, &EntityId)> = counts
        .iter()
        .filter(|(id, _)| {
            matches!(kind(id), Some(EntityType::State | EntityType::Group | EntityType::Organisation))
                && !(current && denying.contains(**id))
                && !mediators.contains(*id)
        })
        .filter(|(id, _)| {
            !id.contains("ministry")
                && !id.ends_with("-mod")
                && !id.ends_with("-mfa")
                && !id.ends_with("-presidency")
                && !id.ends_with("-media")
                && !id.ends_with("-peacekeepers")
        })
        .map(|(id, count)| (*count, *id))
        .collect();
    parties.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let most = parties.first().map_or(0, |p| p.0);
    let named_often = parties.into_iter().filter(|(count, _)| *count * 4 >= most || *count >= 2).map(|(_, id)| id);
    let parties: Vec<EntityId> = one_name_each(named_often, entities).into_iter().take(4).cloned().collect();
    let effective = effective(year, current, told);
    if parties.is_empty() && (effective.is_none() || !current) {
        return None;
    }
    let mut confirmed_by: Vec<EntityId> = Vec::new();
    for t in told.iter().filter(|_| current) {
        for link in t.claim.attribution.iter().filter(|a| matches!(a.mode, Mode::Confirmed | Mode::Announced | Mode::Said)).take(1) {
            if !confirmed_by.contains(&link.id) && !denying.contains(&link.id) {
                confirmed_by.push(link.id.clone());
            }
        }
    }
    let (terms, violations, talks) =
        if current { (terms(events, &same_year), violations(pages), talks(events, pages)) } else { Default::default() };
    let status = if !current {
        AgreementStatus::Ended
    } else if effective
        .as_deref()
        .zip(pages.iter().filter_map(|p| p.day.as_deref()).max())
        .is_some_and(|(from, day)| from.get(..10).unwrap_or(from) <= day)
    {
        AgreementStatus::InForce
    } else {
        AgreementStatus::Agreed
    };
    Some(Agreement {
        id: String::new(),
        kind: None,
        proposed_by: Vec::new(),
        accepted_by: Vec::new(),
        rejected_by: Vec::new(),
        denied_by: Vec::new(),
        effective_utc: None,
        until: None,
        duration: None,
        places: Vec::new(),
        history: Vec::new(),
        next_talks: None,
        humanitarian: Vec::new(),
        amnesties: Vec::new(),
        corroboration: Default::default(),
        what: What::Ceasefire,
        status,
        parties,
        mediators,
        effective,
        confirmed_by,
        terms,
        violations,
        talks,
        claims: told.iter().map(|t| t.page.reference(t.claim)).collect(),
    })
}

/// Parties, most named first, without those that are a group named before in other words: «the separatists», «the Armenian
/// separatists» and «the separatists of Karabakh» are one, while the soldiers of two states are two.
fn one_name_each<'a>(parties: impl Iterator<Item = &'a EntityId>, entities: &BTreeMap<EntityId, Entity>) -> Vec<&'a EntityId> {
    let is_group = |id: &EntityId| entities.get(id).is_some_and(|e| e.kind == EntityType::Group);
    let of_state = |id: &str| entities.get(id).is_some_and(|e| e.kind == EntityType::State);
    let mut kept: Vec<&EntityId> = Vec::new();
    for id in parties {
        let (whose, head) = id.rsplit_once('-').unwrap_or(("", id));
        let known = kept.iter().any(|other| {
            let (others, other_head) = other.rsplit_once('-').unwrap_or(("", other));
            is_group(id) && is_group(other) && head == other_head && !(of_state(whose) && of_state(others))
        });
        if !known {
            kept.push(id);
        }
    }
    kept
}

/// The actor that an event's words name first behind its trigger.
fn nearest_actor(told: &Told) -> Option<EntityId> {
    told.page
        .article
        .actors
        .iter()
        .filter(|a| told.claim.sentence.start <= a.start && a.end <= told.claim.sentence.end)
        .filter(|a| matches!(a.kind, isnad_model::ActorType::State | isnad_model::ActorType::Organisation | isnad_model::ActorType::Person))
        .map(|a| (if a.start >= told.claim.start { a.start - told.claim.start } else { told.claim.start - a.end + 8 }, a.id.clone()))
        .filter(|(distance, _)| *distance <= 40)
        .min()
        .map(|(_, id)| id)
}

/// The finest time that a page gives for the agreement itself.
fn effective(year: &str, current: bool, told: &[&Told]) -> Option<String> {
    let fits = |v: &&String| v.starts_with(year);
    let minute = told
        .iter()
        .flat_map(|t| dates::in_sentence(t.page.article, t.claim))
        .filter(|t| t.granularity == Granularity::Minute)
        .filter_map(|t| t.value.as_ref())
        .filter(fits);
    // Local time before the same instant in Greenwich time.
    if let Some(time) = minute.max_by_key(|v| (!v.ends_with("+00:00"), std::cmp::Reverse((*v).clone()))) {
        return Some(time.clone());
    }
    let mut days: BTreeMap<String, usize> = BTreeMap::new();
    for t in told {
        if let Some(day) = t.event.date.clone().filter(|d| d.starts_with(year)).or_else(|| current.then(|| t.page.day.clone()).flatten()) {
            *days.entry(day).or_default() += 1;
        }
    }
    days.into_iter()
        .max_by_key(|(day, count)| (*count, std::cmp::Reverse(day.clone())))
        .map(|(day, _)| day)
        .or_else(|| (!current).then(|| year.to_owned()))
}

fn terms(events: &[Told], fits: &dyn Fn(&Told) -> bool) -> Vec<AgreementTerm> {
    let mut all: BTreeMap<isnad_model::Term, (Option<EntityId>, Vec<ClaimRef>)> = BTreeMap::new();
    for told in events.iter().filter(|t| fits(t)) {
        let Some(term) = told.event.term else { continue };
        let entry = all.entry(term).or_default();
        if entry.0.is_none() {
            entry.0 = told.event.actors.first().cloned();
        }
        entry.1.push(told.page.reference(told.claim));
    }
    all.into_iter().map(|(term, (who, claims))| AgreementTerm { term, who, to: None, place: None, until: None, claims }).collect()
}

fn violations(pages: &[Page]) -> Vec<Violation> {
    let mut all: Vec<Violation> = Vec::new();
    for page in pages {
        for claim in page.claims() {
            let ClaimKind::Figure(figure) = &claim.kind else { continue };
            if figure.measure != Measure::Violations {
                continue;
            }
            let reported_by = claim.attribution.first().map(|a| a.id.clone());
            let reference = page.reference(claim);
            match all.iter_mut().find(|v| v.count == figure.low && v.place == figure.place && v.reported_by == reported_by) {
                Some(known) => known.claims.push(reference),
                None => all.push(Violation {
                    reported_by,
                    against: None,
                    denied_by: Vec::new(),
                    count: figure.low,
                    place: figure.place.clone(),
                    date: figure.asof.clone().or_else(|| page.day.clone()),
                    claims: vec![reference],
                }),
            }
        }
    }
    all
}

fn talks(events: &[Told], pages: &[Page]) -> Vec<Talks> {
    let last = pages.iter().filter_map(|p| p.day.as_deref()).max();
    let mut all: Vec<Talks> = Vec::new();
    for told in
        events.iter().filter(|t| t.event.event_type == EventType::Consult && matches!(t.event.what, Some(What::Talks | What::Meeting)))
    {
        let date = told.event.date.as_ref().map(|d| d.chars().take(10).collect::<String>()).filter(|d| d.len() == 10);
        let planned = told.claim.modality == Modality::Planned;
        let held = date.as_deref().zip(last).map(|(d, last)| d <= last);
        let status = if held == Some(true) || held.is_none() && !planned { TalksStatus::Held } else { TalksStatus::Planned };
        if date.is_none() && !planned {
            continue;
        }
        let reference = told.page.reference(told.claim);
        let place = if date.is_none() { None } else { told.event.place.clone() };
        match all.iter_mut().find(|t| t.place == place && t.date == date && t.status == status) {
            Some(known) => known.claims.push(reference),
            None => all.push(Talks { place, date, parties: Vec::new(), status, claims: vec![reference] }),
        }
    }
    all
}
