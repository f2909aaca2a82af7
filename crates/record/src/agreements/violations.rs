//! Reported violations: by whom, against whom, how many, where, when.

use isnad_model::{ClaimKind, EntityId, EventType, Measure, Modality, Stage, Violation};

use super::group::Group;
use super::told::{self, Story, Told};

/// The violations that the pages of an agreement tell. The same ones told by a ministry and its state, or by the pages and somebody they
/// name, are one.
pub fn of(story: &Story, group: &Group, parties: &[EntityId]) -> Vec<Violation> {
    let mut all: Vec<Violation> = Vec::new();
    let pages = group.pages();
    for page in story.pages.iter().filter(|p| pages.contains(p.article.source.as_str())) {
        for claim in page.claims().filter(|c| c.modality == Modality::Asserted) {
            let ClaimKind::Figure(figure) = &claim.kind else { continue };
            if figure.measure != Measure::Violations {
                continue;
            }
            let violation = Violation {
                reported_by: claim.attribution.first().map(|a| a.id.clone()),
                against: None,
                denied_by: Vec::new(),
                count: figure.low.or(figure.high),
                place: figure.place.clone(),
                date: figure.asof.clone().or_else(|| page.day.clone()),
                claims: vec![page.reference(claim)],
            };
            add(story, &mut all, violation);
        }
    }
    for page in story.pages.iter().filter(|p| pages.contains(p.article.source.as_str())) {
        for told in told::events(page) {
            if let Some(violation) = uncounted(story, &told, parties) {
                add(story, &mut all, violation);
            }
        }
    }
    all
}

/// A violation that a page tells without a number: «the army accuses the rebels of breaking the truce», «the rebels broke it».
fn uncounted(story: &Story, told: &Told, parties: &[EntityId]) -> Option<Violation> {
    if told.claim.modality != Modality::Asserted || told.event.date.as_deref().is_some_and(|d| story.scope.is_background(d)) {
        return None;
    }
    let party = |id: &&EntityId| parties.is_empty() && story.standing.bound(id).is_some() || story.is_one_of(parties, id);
    let breaks = told.stage() == Some(Stage::Violated);
    let (reported_by, against) = match told.event.event_type {
        EventType::Accuse if breaks => (told.event.actors.first().cloned(), told.event.targets.iter().find(party).cloned()),
        EventType::Agree if breaks => (told.speaker().cloned(), told.act()?.by.iter().find(party).cloned()),
        _ => return None,
    };
    // Who speaks of it is not whom it is laid to.
    let against = against.filter(|a| !reported_by.as_ref().is_some_and(|by| story.standing.same(by, a)))?;
    Some(Violation {
        reported_by,
        against: Some(against),
        denied_by: Vec::new(),
        count: None,
        place: told.act().and_then(|a| a.place.as_ref()).or_else(|| told.place()).cloned(),
        date: told.event.date.clone().or_else(|| told.page.day.clone()).map(|d| d.chars().take(10).collect()),
        claims: vec![told.reference()],
    })
}

/// Adds a violation, or its claims to the same one known before.
fn add(story: &Story, all: &mut Vec<Violation>, new: Violation) {
    let voice = |a: &Option<EntityId>, b: &Option<EntityId>| match (a, b) {
        (Some(a), Some(b)) => story.standing.same(story.voices.of(a), story.voices.of(b)),
        // The pages' own voice repeats what somebody told them.
        _ => true,
    };
    let meets = |a: &Option<EntityId>, b: &Option<EntityId>| a.is_none() || b.is_none() || a == b;
    let same = |old: &&mut Violation| {
        let number = old.count == new.count && (new.count.is_none() || old.place == new.place) || new.count.is_none();
        number
            && voice(&old.reported_by, &new.reported_by)
            && meets(&old.against, &new.against)
            && meets(&old.place, &new.place)
            && (new.count.is_some() || old.date == new.date)
    };
    match all.iter_mut().find(same) {
        Some(known) => {
            // Of a state and its ministry, the ministry is who spoke; of a ministry and its spokesman too.
            let narrower = |old: &EntityId| {
                new.reported_by.as_ref().is_some_and(|by| by != old && (story.standing.of(by) == old || story.voices.of(old) == by))
            };
            if known.reported_by.as_ref().is_none_or(narrower) {
                known.reported_by = new.reported_by.or(known.reported_by.take());
            }
            known.against = known.against.take().or(new.against);
            known.place = known.place.take().or(new.place);
            known.date = known.date.take().or(new.date);
            known.claims.extend(new.claims);
        }
        None => all.push(new),
    }
}
