//! Talks under an agreement: where, when, between whom, held or still to come.

use isnad_model::{EntityId, EventType, Modality, Talks, TalksStatus, What};

use super::group::Group;
use super::told::{self, Story};

/// The talks that the pages of an agreement tell, earliest first; those without a day come last. One meeting told with more and with
/// less is one.
pub fn of(story: &Story, group: &Group, parties: &[EntityId]) -> Vec<Talks> {
    let pages = group.pages();
    let mut all: Vec<Talks> = Vec::new();
    for page in story.pages.iter().filter(|p| pages.contains(p.article.source.as_str())) {
        for told in told::events(page) {
            let event = told.event;
            let talks = event.event_type == EventType::Consult && matches!(event.what, Some(What::Talks | What::Meeting));
            if !talks || !matches!(told.claim.modality, Modality::Asserted | Modality::Planned) {
                continue;
            }
            // Somebody receives somebody every day: talks under it are its parties', or are told of in one breath with it.
            let party = |id: &EntityId| story.is_one_of(parties, id);
            let planned = told.claim.modality == Modality::Planned;
            let acting = event.actors.iter().any(|id| story.standing.acts(id));
            if !(planned || event.actors.iter().any(party) || acting && group.stands_by(&told)) {
                continue;
            }
            let date = event.date.as_ref().and_then(|d| d.get(..10)).map(str::to_owned);
            if date.as_deref().is_some_and(|d| story.scope.is_background(d)) {
                continue;
            }
            let status = match date.as_deref().zip(story.last.as_deref()) {
                Some((day, last)) if day <= last => TalksStatus::Held,
                Some(_) => TalksStatus::Planned,
                None if planned => TalksStatus::Planned,
                None => continue,
            };
            let sides = event.actors.iter().filter_map(|id| story.party(parties, id).or_else(|| story.standing.bound(id))).cloned();
            let new = Talks {
                place: told.place().filter(|_| event.date.is_some()).cloned(),
                date,
                parties: Vec::new(),
                status,
                claims: vec![told.reference()],
            };
            add(story, &mut all, new, sides);
        }
    }
    all.sort_by(|a, b| (a.date.is_none(), &a.date, &a.place).cmp(&(b.date.is_none(), &b.date, &b.place)));
    all
}

fn add(story: &Story, all: &mut Vec<Talks>, new: Talks, sides: impl Iterator<Item = EntityId>) {
    // Two meetings of one day can be one: in one place, or in a town and its country.
    let near = |t: &Talks| story.scope.nested(t.place.as_ref(), new.place.as_ref());
    let at = all.iter().position(|t| t.status == new.status && t.date == new.date && near(t));
    let at = at.unwrap_or_else(|| {
        all.push(Talks { claims: Vec::new(), ..new.clone() });
        all.len() - 1
    });
    let known = &mut all[at];
    known.place = match (known.place.take(), new.place) {
        (Some(a), Some(b)) => Some(story.scope.narrower(a, b)),
        (a, b) => a.or(b),
    };
    known.claims.extend(new.claims);
    for id in sides {
        if !known.parties.contains(&id) {
            known.parties.push(id);
        }
    }
}

/// The first of those that are still to come.
pub fn next(all: &[Talks]) -> Option<usize> {
    all.iter().position(|t| t.status == TalksStatus::Planned)
}
