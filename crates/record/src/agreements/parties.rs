//! Who has to do with an agreement: whom it binds, who brought it about, proposed, accepted, refused and confirmed it.

use std::collections::BTreeMap;

use isnad_model::{ActorType, EntityId, EventType, Modality, Mode, Stage, What};

use super::group::{Era, Group};
use super::status;
use super::told::{self, Story, Told};
use super::when::When;

/// Those who have to do with an agreement. Parties go by the name that the pages give them: a state, or its government.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    pub parties: Vec<EntityId>,
    pub mediators: Vec<EntityId>,
    pub proposed_by: Vec<EntityId>,
    pub accepted_by: Vec<EntityId>,
    pub rejected_by: Vec<EntityId>,
    pub denied_by: Vec<EntityId>,
    pub confirmed_by: Vec<EntityId>,
}

/// How far from the word of mediating a mediator may stand, in code points.
const MEDIATOR: usize = 40;
/// How many parties an agreement has at most.
const MOST: usize = 4;
/// From this weight on somebody is a party.
const ENOUGH: usize = 2;

pub fn of(story: &Story, group: &Group, when: &When) -> Sides {
    let pages = group.pages();
    let mut sides = Sides { mediators: mediators(story, group), ..Sides::default() };
    let mut mentioned_by: Vec<EntityId> = Vec::new();
    if group.era == Era::Now {
        for page in story.pages.iter().filter(|p| pages.contains(p.article.source.as_str())) {
            for told in told::events(page) {
                // «had no part in the talks»
                if told.event.event_type == EventType::Consult && told.claim.modality == Modality::Denied {
                    let actors = told.event.actors.iter().filter(|id| story.standing.acts(id));
                    note(&mut sides.denied_by, &actors.cloned().collect::<Vec<_>>());
                }
            }
        }
        for told in &group.mentions {
            stances(told, when, &mut sides);
            // What a party, who brought it about, or a body whose owner no page names says of it in a statement of its own confirms it;
            // others merely speak of it.
            let said = told.attribution().filter(|a| confirms(told) && matches!(a.mode, Mode::Said | Mode::Reported));
            if let Some(body) = said.filter(|a| matches!(a.kind, ActorType::Organisation | ActorType::State)) {
                note(&mut mentioned_by, std::slice::from_ref(&body.id));
            }
        }
        for list in [&mut sides.proposed_by, &mut sides.accepted_by, &mut sides.rejected_by, &mut sides.confirmed_by, &mut sides.denied_by]
        {
            one_name_each(story, list);
        }
        let about = |id: &EntityId, list: &[EntityId]| list.iter().any(|other| story.standing.same(id, other));
        let refused = sides.rejected_by.clone();
        sides.accepted_by.retain(|id| !about(id, &refused));
        let denied = sides.denied_by.clone();
        sides.confirmed_by.retain(|id| !about(id, &denied) && !about(id, &refused));
    }
    sides.parties = parties(story, group, &sides);
    let concerned = |id: &EntityId| {
        story.is_one_of(&sides.parties, id)
            || story.standing.of_nobody(id)
            || sides.mediators.iter().any(|m| story.standing.of(id) == story.standing.of(m))
    };
    let against = |id: &EntityId| sides.rejected_by.iter().chain(&sides.denied_by).any(|other| story.standing.same(id, other));
    mentioned_by.retain(|id| concerned(id) && !against(id));
    note(&mut sides.confirmed_by, &mentioned_by);
    one_name_each(story, &mut sides.confirmed_by);
    sides
}

/// Whether who tells it thereby says that the agreement is there.
fn confirms(told: &Told) -> bool {
    told.asserts()
        && !told.dates_a_count()
        && told.event.event_type == EventType::Agree
        && !matches!(told.stage(), Some(Stage::Violated | Stage::Collapsed | Stage::Ended | Stage::Upheld))
}

/// Who does what about it.
fn stances(told: &Told, when: &When, sides: &mut Sides) {
    let by = told.act().map_or(&[][..], |a| &a.by);
    let speaker = told.attribution();
    match told.stage() {
        Some(Stage::Proposed) if told.claim.modality != Modality::Denied => note(&mut sides.proposed_by, by),
        Some(Stage::Accepted) if told.claim.modality == Modality::Asserted => note(&mut sides.accepted_by, by),
        Some(Stage::Rejected) => {
            note(&mut sides.rejected_by, by);
            if let Some(speaker) = speaker.filter(|a| by.is_empty() && a.mode == Mode::Denied) {
                note(&mut sides.rejected_by, std::slice::from_ref(&speaker.id));
            }
        }
        _ => {}
    }
    if told.event.event_type == EventType::Request && told.proposes() && status::ahead(told, when) {
        note(&mut sides.proposed_by, told.event.actors.get(..1).unwrap_or_default());
    }
    let firmly = |a: &&isnad_model::Attribution| matches!(a.mode, Mode::Confirmed | Mode::Announced);
    if let Some(speaker) = speaker.filter(|a| firmly(a) && confirms(told) && !brings_news_of_others(told)) {
        note(&mut sides.confirmed_by, std::slice::from_ref(&speaker.id));
    }
}

/// «talks between A and B on the truce, C announced»: who announces what others agreed on is no side of it.
fn brings_news_of_others(told: &Told) -> bool {
    let sides = told.act().map(|a| &a.between).filter(|b| !b.is_empty()).unwrap_or(&told.event.actors);
    sides.len() > 1 && told.speaker().is_some_and(|speaker| !sides.contains(speaker))
}

/// An office and its holder are one; analysts, sources and carriers are none of them.
fn one_name_each(story: &Story, list: &mut Vec<EntityId>) {
    let mut kept: Vec<EntityId> = Vec::new();
    for id in list.iter().filter(|id| story.standing.speaks(id)).map(|id| story.voices.person(id)) {
        if !kept.contains(id) {
            kept.push(id.clone());
        }
    }
    // «gunmen», beside somebody who has a name.
    if kept.iter().any(|id| !story.standing.is_description(id)) {
        kept.retain(|id| !story.standing.is_description(id));
    }
    *list = kept;
}

fn note(list: &mut Vec<EntityId>, ids: &[EntityId]) {
    for id in ids {
        if !list.contains(id) {
            list.push(id.clone());
        }
    }
}

/// Whom it binds: those named as its sides, those who announce or accept it, those who are told to keep it or said to break it, and those
/// who stand by its name on several pages; never who brought it about.
fn parties(story: &Story, group: &Group, sides: &Sides) -> Vec<EntityId> {
    // For each, the weight that each page gives, and how often it goes by which name.
    let mut weights: BTreeMap<EntityId, BTreeMap<String, usize>> = BTreeMap::new();
    let mut called: BTreeMap<EntityId, BTreeMap<EntityId, usize>> = BTreeMap::new();
    let mut add = |id: &EntityId, source: &str, weight: usize| {
        if let Some(bound) = story.standing.bound(id) {
            let name = if story.standing.by_name(id) { id } else { bound };
            *called.entry(bound.clone()).or_default().entry(name.clone()).or_default() += 1;
            let entry = weights.entry(bound.clone()).or_default().entry(source.to_owned()).or_default();
            *entry = (*entry).max(weight);
        }
    };
    for told in &group.mentions {
        let (source, stage) = (told.source(), told.stage());
        for id in told.act().into_iter().flat_map(|a| &a.between) {
            add(id, source, 3);
        }
        if told.asserts() {
            // «a truce with B»: who stands before it is the other side.
            let weight = if told.act().is_some_and(|a| !a.between.is_empty()) { 2 } else { 1 };
            for id in &told.event.actors {
                add(id, source, weight);
            }
            if let Some(speaker) = told.attribution().filter(|a| a.mode == Mode::Announced && !brings_news_of_others(told)) {
                add(&speaker.id, source, 2);
            }
        }
        if matches!(stage, Some(Stage::Accepted | Stage::Violated | Stage::Rejected)) {
            for id in told.act().into_iter().flat_map(|a| &a.by) {
                add(id, source, 2);
            }
        }
        // Those who are asked to keep it, and those who are said to break it.
        let addressed = told.event.event_type == EventType::Request && stage == Some(Stage::Upheld)
            || told.event.event_type == EventType::Accuse && stage == Some(Stage::Violated);
        if addressed {
            for id in &told.event.targets {
                add(id, source, 2);
            }
        }
    }
    let outside = |id: &EntityId| {
        let beside = sides.mediators.iter().chain(&sides.denied_by);
        beside.into_iter().any(|other| story.standing.same(id, other))
    };
    let mut ranked: Vec<(usize, &EntityId)> =
        weights.iter().map(|(id, pages)| (pages.values().sum(), id)).filter(|(_, id)| !outside(id)).collect();
    ranked.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    let most = ranked.first().map_or(0, |r| r.0);
    // An agreement of years ago is told in half a sentence.
    let enough = if group.era == Era::Now { ENOUGH } else { 1 };
    let named = ranked.into_iter().filter(|(weight, _)| *weight >= enough && weight * 4 >= most).map(|(_, id)| id);
    let mut kept: Vec<EntityId> = Vec::new();
    for id in named {
        if kept.len() < MOST && !kept.iter().any(|other| story.standing.one_people(id, other)) {
            kept.push(id.clone());
        }
    }
    // «the rebels», beside two sides that have a name, are one of them in other words.
    let named = kept.iter().filter(|id| !story.standing.is_description(id)).count();
    if named > 1 {
        kept.retain(|id| !story.standing.is_description(id));
    }
    let name = |bound: &EntityId| {
        let names = called.get(bound).into_iter().flatten().max_by_key(|(id, times)| (**times, *id == bound, std::cmp::Reverse(*id)));
        names.map_or_else(|| bound.clone(), |(id, _)| id.clone())
    };
    kept.iter().map(name).collect()
}

/// Who stands right by a word of mediating on the pages that tell of it.
fn mediators(story: &Story, group: &Group) -> Vec<EntityId> {
    let mut all: Vec<EntityId> = Vec::new();
    for page in story.pages {
        for told in told::events(page).filter(|t| t.event.what == Some(What::Mediation)) {
            // It is told of this agreement in the same sentence, or the page knows of no other.
            let same_sentence = |m: &&Told| m.source() == told.source() && m.claim.sentence == told.claim.sentence;
            let here = group.mentions.iter().any(|m| same_sentence(&m));
            let only = group.era == Era::Now && group.pages().contains(told.source()) && !told.times().any(|t| is_past(t, story));
            if let Some(id) = mediator(&told).filter(|id| (here || only) && !all.contains(id)) {
                all.push(id);
            }
        }
    }
    all
}

/// Whether a time is of an earlier year than the story.
fn is_past(time: &isnad_model::Time, story: &Story) -> bool {
    let year = story.last.as_deref().and_then(|d| d.get(..4));
    time.value.as_deref().and_then(|v| v.get(..4)).zip(year).is_some_and(|(a, b)| a < b)
}

/// The actor that stands nearest to a word of mediating, behind it rather than before it.
fn mediator(told: &Told) -> Option<EntityId> {
    let sentence = told.claim.sentence;
    let actors = told.page.article.actors.iter().filter(|a| sentence.start <= a.start && a.end <= sentence.end);
    actors
        .filter(|a| matches!(a.kind, ActorType::State | ActorType::Organisation | ActorType::Person))
        .map(|a| (if a.start >= told.claim.start { a.start - told.claim.start } else { told.claim.start.saturating_sub(a.end) + 8 }, a))
        .filter(|(distance, _)| *distance <= MEDIATOR)
        .min_by_key(|(distance, a)| (*distance, a.id.clone()))
        .map(|(_, a)| a.id.clone())
}
