//! How an agreement's status went, and where it stands.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{AgreementStatus, ClaimRef, EntityId, EventType, Modality, Mode, Stage, StatusChange, Violation};

use super::group::{Era, Group};
use super::told::{Story, Told};
use super::when::When;
use crate::origins::Origins;

/// From how many independent origins on violations are taken for more than one side's word.
const SEVERAL: usize = 2;

/// Who reports a change, and the claims.
type Reports = (BTreeSet<EntityId>, Vec<ClaimRef>);

/// The changes, earliest first: what was reported when, and from when it holds.
pub fn history(story: &Story, group: &Group, when: &When, violations: &[Violation]) -> Vec<StatusChange> {
    let mut changes: BTreeMap<(Option<String>, AgreementStatus), Reports> = BTreeMap::new();
    for told in &group.mentions {
        let Some(status) = shown(told).filter(|status| *status != AgreementStatus::Proposed || ahead(told, when)) else { continue };
        let date = match status {
            AgreementStatus::InForce => when.effective.clone(),
            _ => told.page.day.clone(),
        };
        if status == AgreementStatus::InForce && (date.is_none() || !reached(story, when)) {
            continue;
        }
        let (by, claims) = changes.entry((date, status)).or_default();
        by.extend(who(told, status).into_iter().filter(|id| story.standing.speaks(id)).map(|id| story.voices.person(&id).clone()));
        claims.push(told.reference());
    }
    for violation in violations {
        let (by, claims) = changes.entry((violation.date.clone(), AgreementStatus::Violated)).or_default();
        by.extend(violation.reported_by.clone());
        claims.extend(violation.claims.iter().filter(|c| !claims.contains(c)).cloned().collect::<Vec<_>>());
    }
    let mut all: Vec<StatusChange> = Vec::new();
    for ((date, status), (by, claims)) in changes {
        // That it is agreed, refused or proposed is news once.
        let once = matches!(status, AgreementStatus::Proposed | AgreementStatus::Agreed | AgreementStatus::Rejected);
        match all.iter_mut().find(|c| c.status == status && (once || c.date == date)) {
            Some(known) => {
                known.claims.extend(claims);
                known.by.extend(by.into_iter().filter(|id| !known.by.contains(id)).collect::<Vec<_>>());
            }
            None => all.push(StatusChange { date, status, by: by.into_iter().collect(), claims }),
        }
    }
    all
}

/// Whether the agreement's beginning still lay ahead on the page's day; who calls for it later wants it kept, or speaks of another.
pub fn ahead(told: &Told, when: &When) -> bool {
    told.page.day.as_deref().zip(when.effective.as_deref()).is_none_or(|(day, from)| day < from.get(..10).unwrap_or(from))
}

/// What status a mention shows.
fn shown(told: &Told) -> Option<AgreementStatus> {
    let said = matches!(told.claim.modality, Modality::Asserted);
    match told.stage() {
        Some(Stage::Rejected) => Some(AgreementStatus::Rejected),
        Some(Stage::Proposed) if told.claim.modality != Modality::Denied => Some(AgreementStatus::Proposed),
        Some(Stage::Extended) if said && told.asserts() => Some(AgreementStatus::Extended),
        Some(Stage::Violated) if said => Some(AgreementStatus::Violated),
        Some(Stage::Collapsed) if said && told.asserts() => Some(AgreementStatus::Collapsed),
        Some(Stage::Ended) if said && told.asserts() => Some(AgreementStatus::Ended),
        Some(Stage::InForce) if said && told.asserts() => Some(AgreementStatus::InForce),
        Some(Stage::Upheld | Stage::Former) => None,
        _ if told.event.event_type == EventType::Request => Some(AgreementStatus::Proposed),
        _ if told.asserts() => Some(AgreementStatus::Agreed),
        _ => None,
    }
}

/// Who brings it there, or says so.
fn who(told: &Told, status: AgreementStatus) -> Vec<EntityId> {
    let by = told.act().map(|a| a.by.clone()).unwrap_or_default();
    match status {
        AgreementStatus::Violated if told.event.event_type == EventType::Accuse => told.event.actors.clone(),
        AgreementStatus::Violated => told.speaker().into_iter().cloned().collect(),
        _ if !by.is_empty() => by,
        _ if told.dates_a_count() => Vec::new(),
        AgreementStatus::Agreed => {
            let firmly = told.attribution().filter(|a| matches!(a.mode, Mode::Announced | Mode::Confirmed));
            firmly.into_iter().map(|a| a.id.clone()).collect()
        }
        AgreementStatus::Proposed if told.event.event_type == EventType::Request => told.event.actors.iter().take(1).cloned().collect(),
        _ => told.speaker().into_iter().cloned().collect(),
    }
}

/// Where it stands at the end of the pages.
pub fn now(
    story: &Story,
    group: &Group,
    when: &When,
    history: &[StatusChange],
    violations: &[Violation],
    all_origins: &Origins,
) -> AgreementStatus {
    if group.era != Era::Now {
        return AgreementStatus::Ended;
    }
    let has = |status: AgreementStatus| history.iter().any(|c| c.status == status);
    let over = when.until.as_deref().and_then(crate::instant::day).zip(story.last.as_deref().and_then(crate::instant::day));
    if has(AgreementStatus::Collapsed)
        || has(AgreementStatus::Ended)
        || over.is_some_and(|(until, last)| until < last) && !has(AgreementStatus::Extended)
    {
        return AgreementStatus::Ended;
    }
    if !group.mentions.iter().any(Told::asserts) {
        return AgreementStatus::Proposed;
    }
    // What is broken is in force.
    if !reached(story, when) && !has(AgreementStatus::InForce) && !has(AgreementStatus::Violated) {
        return AgreementStatus::Agreed;
    }
    let broken = violations.iter().flat_map(|v| v.claims.iter().cloned());
    if all_origins.through(broken) >= SEVERAL { AgreementStatus::Violated } else { AgreementStatus::InForce }
}

/// Whether its beginning lies behind the last page.
fn reached(story: &Story, when: &When) -> bool {
    let from = when.effective.as_deref().and_then(|e| e.get(..10));
    from.zip(story.last.as_deref()).is_some_and(|(from, last)| from <= last)
}
