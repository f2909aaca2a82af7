//! What an agreement obliges to, and the aid, access and amnesties that it brings.

use std::collections::BTreeMap;

use isnad_model::{AgreementTerm, ClaimRef, EntityId, Modality, Provision, Term, What};

use super::group::Group;
use super::told::{self, Story, Told};

/// How far from the agreement's name its terms may stand, in code points.
const REACH: usize = 400;

/// Terms, humanitarian provisions, amnesties.
pub fn of(story: &Story, group: &Group, parties: &[EntityId]) -> (Vec<AgreementTerm>, Vec<Provision>, Vec<Provision>) {
    let mut terms: BTreeMap<Term, (BTreeMap<EntityId, usize>, Vec<ClaimRef>)> = BTreeMap::new();
    let mut provisions: Vec<Provision> = Vec::new();
    let party = |id: &EntityId| {
        story.standing.bound(id).is_some_and(|bound| parties.contains(bound) || parties.iter().any(|p| story.standing.one_people(p, bound)))
    };
    for page in story.pages {
        for told in told::events(page).filter(|t| stands_by(t, group) && t.claim.modality != Modality::Denied) {
            if let Some(term) = told.event.term {
                let (who, claims) = terms.entry(term).or_default();
                if let Some(id) = told.event.actors.first().filter(|id| story.standing.bound(id).is_some()) {
                    *who.entry(id.clone()).or_default() += 1 + usize::from(party(id));
                }
                claims.push(told.reference());
            }
            if matches!(told.event.what, Some(What::Aid | What::Evacuation | What::Amnesty)) {
                provide(&mut provisions, &told);
            }
        }
    }
    let terms = terms
        .into_iter()
        .map(|(term, (who, claims))| {
            // Aid is brought by many who are no party; an obligation is a party's or its forces'.
            let who = who.into_iter().filter(|(id, _)| term != Term::HumanitarianAccess || party(id));
            let who = who.max_by_key(|(id, count)| (*count, std::cmp::Reverse(id.clone()))).map(|(id, _)| id);
            AgreementTerm { term, who, to: None, place: None, until: None, claims }
        })
        .collect();
    let (amnesties, humanitarian) = provisions.into_iter().partition(|p| p.what == What::Amnesty);
    (terms, humanitarian, amnesties)
}

/// Whether an event stands close to a mention of the agreement.
fn stands_by(told: &Told, group: &Group) -> bool {
    let near = |m: &Told| {
        m.source() == told.source() && (m.claim.sentence == told.claim.sentence || m.claim.start.abs_diff(told.claim.start) <= REACH)
    };
    group.mentions.iter().any(near)
}

fn provide(all: &mut Vec<Provision>, told: &Told) {
    let Some(what) = told.event.what else { return };
    let new = Provision {
        what,
        by: told.event.actors.first().cloned(),
        to: told.event.targets.first().cloned(),
        place: told.event.place.clone(),
        date: told.event.date.clone(),
        done: told.claim.modality == Modality::Asserted,
        claims: vec![told.reference()],
    };
    let meets = |a: &Option<EntityId>, b: &Option<EntityId>| a.is_none() || b.is_none() || a == b;
    match all.iter_mut().find(|p| p.what == new.what && p.done == new.done && meets(&p.by, &new.by) && meets(&p.place, &new.place)) {
        Some(known) => {
            known.by = known.by.take().or(new.by);
            known.to = known.to.take().or(new.to);
            known.place = known.place.take().or(new.place);
            known.date = known.date.take().or(new.date);
            known.claims.extend(new.claims);
        }
        None => all.push(new),
    }
}
