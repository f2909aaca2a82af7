//! What an agreement obliges to, and the aid, access and amnesties that it brings.

use std::collections::BTreeMap;

use isnad_model::{AgreementTerm, ClaimRef, EntityId, Modality, Provision, Term, What};

use super::group::Group;
use super::told::{self, Story, Told};

/// Terms, humanitarian provisions, amnesties.
pub fn of(story: &Story, group: &Group, parties: &[EntityId]) -> (Vec<AgreementTerm>, Vec<Provision>, Vec<Provision>) {
    let mut terms: BTreeMap<Term, (BTreeMap<EntityId, usize>, Vec<ClaimRef>)> = BTreeMap::new();
    let mut provisions: Vec<Provision> = Vec::new();
    let party = |id: &EntityId| {
        story.is_one_of(parties, id)
            || story.standing.bound(id).is_some_and(|bound| parties.iter().any(|p| story.standing.one_people(p, bound)))
    };
    for page in story.pages {
        for told in told::events(page).filter(|t| group.stands_by(t) && t.claim.modality != Modality::Denied) {
            if let Some(term) = told.event.term {
                let (who, claims) = terms.entry(term).or_default();
                if let Some(id) = told.event.actors.first().filter(|id| story.standing.bound(id).is_some()) {
                    *who.entry(id.clone()).or_default() += 1 + usize::from(party(id));
                }
                claims.push(told.reference());
            }
            if matches!(told.event.what, Some(What::Aid | What::Evacuation | What::Amnesty)) {
                provide(story, &mut provisions, &told, &party);
            }
        }
    }
    let terms = terms
        .into_iter()
        .map(|(term, (who, claims))| {
            // Of who brings aid a page says little, talks and an exchange are both sides'; an obligation is a party's or its forces'.
            let nobodys = matches!(term, Term::HumanitarianAccess | Term::Talks | Term::PrisonerExchange);
            let who = who.into_iter().filter(|_| !nobodys);
            let who = who.max_by_key(|(id, count)| (*count, std::cmp::Reverse(id.clone()))).map(|(id, _)| id);
            AgreementTerm { term, who, to: None, place: None, until: None, claims }
        })
        .collect();
    let (amnesties, humanitarian) = provisions.into_iter().partition(|p| p.what == What::Amnesty);
    (terms, humanitarian, amnesties)
}

/// Adds what an event provides, or its claims to the same thing known before.
fn provide(story: &Story, all: &mut Vec<Provision>, told: &Told, party: &dyn Fn(&EntityId) -> bool) {
    let Some(what) = told.event.what else { return };
    let day = told.event.date.as_deref().and_then(|d| d.get(..10));
    let new = Provision {
        what,
        // Whoever stands near may as well be who needs it: a party grants an amnesty, of aid the pages must say more.
        by: told.event.actors.first().filter(|id| what == What::Amnesty && party(id)).cloned(),
        to: told.event.targets.first().cloned(),
        place: told.place().cloned(),
        date: day.map(str::to_owned),
        done: told.claim.modality == Modality::Asserted && day.is_some() && day <= story.last.as_deref(),
        claims: vec![told.reference()],
    };
    let meets = |a: &Option<EntityId>, b: &Option<EntityId>| a.is_none() || b.is_none() || a == b;
    match all.iter_mut().find(|p| p.what == new.what && meets(&p.by, &new.by) && meets(&p.place, &new.place)) {
        Some(known) => {
            known.by = known.by.take().or(new.by);
            known.to = known.to.take().or(new.to);
            known.place = known.place.take().or(new.place);
            known.date = known.date.take().or(new.date);
            known.done |= new.done;
            known.claims.extend(new.claims);
        }
        None => all.push(new),
    }
}
