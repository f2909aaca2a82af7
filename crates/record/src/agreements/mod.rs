//! Ceasefires and other agreements: whom they bind, from when and how long, what they oblige to, what came of them.
//!
//! Every mention of an agreement is a claim; [`group`] sorts them by the agreement they are about, the other modules read each
//! agreement off its mentions and off what stands close to them.

mod group;
mod parties;
mod status;
mod talks;
mod terms;
mod told;
mod violations;
mod when;

use std::collections::BTreeSet;

use isnad_model::{Agreement, AgreementKind, Contradiction, Corroboration, EntityId, Topic, What};

use crate::origins::Origins;
use crate::pages::Page;
use crate::scope::Scope;
use crate::standing::Standing;
use crate::voices::Voices;
use group::{Era, Group};
use parties::Sides;
use told::Story;
use when::When;

/// The agreements of a story: those of its own time first, the latest first; then those of earlier times, which have ended.
pub fn find(pages: &[Page], scope: &Scope, voices: &Voices, standing: &Standing, all_origins: &Origins) -> Vec<Agreement> {
    let story = Story { pages, scope, standing, voices, last: pages.iter().filter_map(|p| p.day.clone()).max() };
    let mentions = told::mentions(pages);
    let mut all: Vec<(Era, Agreement)> = group::sort(&story, &mentions)
        .into_iter()
        .filter_map(|group| Some((group.era.clone(), agreement(&story, &group, all_origins)?)))
        .collect();
    all.sort_by(|(a_era, a), (b_era, b)| (a_era != &Era::Now, &b.effective, &a.id).cmp(&(b_era != &Era::Now, &a.effective, &b.id)));
    let mut all: Vec<Agreement> = all.into_iter().map(|(_, agreement)| agreement).collect();
    for at in 0..all.len() {
        let same = all[..at].iter().filter(|a| a.id == all[at].id || a.id.starts_with(&format!("{}--", all[at].id))).count();
        if same > 0 {
            all[at].id = format!("{}--{}", all[at].id, same + 1);
        }
    }
    all
}

/// Names beside each violation those who deny it.
pub fn deny(agreements: &mut [Agreement], contradictions: &[Contradiction]) {
    for violation in agreements.iter_mut().flat_map(|a| &mut a.violations) {
        for contradiction in contradictions.iter().filter(|c| matches!(c.about, Topic::Accusation { .. })) {
            let charged = contradiction.sides.iter().any(|s| !s.denies && s.claims.iter().any(|c| violation.claims.contains(c)));
            for side in contradiction.sides.iter().filter(|s| charged && s.denies) {
                violation.denied_by.extend(side.speaker.clone().filter(|id| !violation.denied_by.contains(id)));
            }
        }
    }
}

fn agreement(story: &Story, group: &Group, all_origins: &Origins) -> Option<Agreement> {
    let when = when::of(group);
    let sides = parties::of(story, group, &when);
    let places = group.places(story);
    if !is_known(group, &sides, &when, &places) {
        return None;
    }
    let current = group.era == Era::Now;
    let violations = if current { violations::of(story, group, &sides.parties) } else { Vec::new() };
    let history = status::history(story, group, &when, &violations);
    let status = status::now(story, group, &when, &history, &violations, all_origins);
    let (terms, humanitarian, amnesties) = if current { terms::of(story, group, &sides.parties) } else { Default::default() };
    let talks = if current { talks::of(story, group, &sides.parties) } else { Vec::new() };
    let sources = group.pages();
    let speakers: BTreeSet<&EntityId> = group.mentions.iter().filter_map(|t| t.speaker()).collect();
    let truce = when.duration.is_some() || when.until.is_some();
    Some(Agreement {
        id: id(&places, &sides.parties, when.effective.as_deref()),
        what: What::Ceasefire,
        kind: Some(if truce { AgreementKind::Truce } else { AgreementKind::Ceasefire }),
        status,
        parties: sides.parties,
        mediators: sides.mediators,
        proposed_by: sides.proposed_by,
        accepted_by: sides.accepted_by,
        rejected_by: sides.rejected_by,
        denied_by: sides.denied_by,
        confirmed_by: sides.confirmed_by,
        effective_utc: when.effective.as_deref().and_then(crate::instant::utc),
        effective: when.effective,
        until: when.until,
        duration: when.duration,
        places,
        history,
        terms,
        violations,
        next_talks: talks::next(&talks),
        talks,
        humanitarian,
        amnesties,
        corroboration: Corroboration {
            outlets: sources.len(),
            origins: all_origins.through(group.mentions.iter().map(|t| t.reference())),
            speakers: speakers.len(),
        },
        claims: group.mentions.iter().map(|t| t.reference()).collect(),
    })
}

/// Whether enough is said of it that it is an agreement of its own: two sides, or a time, or that several pages or one page several times
/// tell of it. One of an earlier time is background, and told of only where its sides are known.
fn is_known(group: &Group, sides: &Sides, when: &When, places: &[EntityId]) -> bool {
    if !group.mentions.iter().any(|t| t.event.what == Some(What::Ceasefire)) {
        return false;
    }
    if group.era != Era::Now {
        return sides.parties.len() > 1 || !sides.parties.is_empty() && !places.is_empty();
    }
    let told = group.mentions.iter().filter(|t| t.asserts()).count();
    sides.parties.len() > 1
        || when.effective.is_some()
        || (group.pages().len() > 1 || told > 1) && !places.is_empty()
        || !sides.proposed_by.is_empty()
        || !sides.confirmed_by.is_empty()
}

/// A name that stays the same as long as place, or else parties, and day do: `ceasefire-yemen-2015-07-26`.
fn id(places: &[EntityId], parties: &[EntityId], effective: Option<&str>) -> String {
    let mut words = vec!["ceasefire".to_owned()];
    match places.first() {
        Some(place) => words.push(place.clone()),
        None => {
            let mut parties: Vec<&EntityId> = parties.iter().take(2).collect();
            parties.sort();
            words.extend(parties.into_iter().cloned());
        }
    }
    words.extend(effective.map(|e| e.get(..10).unwrap_or(e).to_owned()));
    words.join("-")
}
