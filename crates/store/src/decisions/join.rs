//! Two entities that are one: the name of the one is put for the other, everywhere on a page.

use isnad_model::{ActorMention, Article, ClaimKind, EntityId, Group, Name, PlaceMention};
use serde::{Deserialize, Serialize};

/// An entity as a page names it: what stands in the place of the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// A person, organisation, group or state.
    Actor(ActorMention),
    /// A place.
    Place(PlaceMention),
}

impl Known {
    /// What it is called.
    pub fn name(&self) -> &Name {
        match self {
            Known::Actor(actor) => &actor.name,
            Known::Place(place) => &place.name,
        }
    }

    /// The entity as an article names it, if it does.
    pub fn of(article: &Article, is: impl Fn(&str) -> bool) -> Option<Self> {
        let actor = article.actors.iter().find(|a| is(&a.id)).cloned().map(Known::Actor);
        actor.or_else(|| article.places.iter().find(|p| is(&p.id)).cloned().map(Known::Place))
    }
}

/// Puts `into` for `from`, everywhere; whether it was anywhere.
pub fn rename(article: &mut Article, from: &str, into: &str, known: &Known) -> bool {
    for mention in article.actors.iter_mut().filter(|a| a.id == from) {
        if let Known::Actor(known) = known {
            (mention.kind, mention.name, mention.body, mention.of) = (known.kind, known.name.clone(), known.body.clone(), known.of.clone());
        }
    }
    for mention in article.places.iter_mut().filter(|p| p.id == from) {
        if let Known::Place(known) = known {
            (mention.name, mention.country) = (known.name.clone(), known.country.clone());
            (mention.lat, mention.lon) = (known.lat, known.lon);
        }
    }
    for link in article.claims.iter_mut().flat_map(|c| &mut c.attribution).filter(|a| a.id == from) {
        if let Known::Actor(known) = known {
            link.kind = known.kind;
        }
    }
    let mut found = false;
    each(article, |id| {
        if id == from {
            found = true;
            into.clone_into(id);
        }
    });
    found
}

/// Every id of an entity in an article.
pub fn each(article: &mut Article, mut see: impl FnMut(&mut EntityId)) {
    for actor in &mut article.actors {
        see(&mut actor.id);
        actor.of.iter_mut().for_each(&mut see);
    }
    article.places.iter_mut().for_each(|p| see(&mut p.id));
    article.credits.iter_mut().for_each(|c| see(&mut c.agency));
    for claim in &mut article.claims {
        claim.attribution.iter_mut().for_each(|a| see(&mut a.id));
        claim.via.iter_mut().for_each(|v| see(&mut v.id));
        match &mut claim.kind {
            ClaimKind::Figure(figure) => {
                figure.place.iter_mut().for_each(&mut see);
                if let Group::Actor(id) = &mut figure.group {
                    see(id);
                }
            }
            ClaimKind::Event(event) => {
                event.actors.iter_mut().chain(&mut event.targets).chain(&mut event.place).for_each(&mut see);
                if let Some(act) = &mut event.agreement {
                    act.by.iter_mut().chain(&mut act.between).chain(&mut act.place).for_each(&mut see);
                }
            }
            ClaimKind::Statement(statement) => statement.joint.iter_mut().for_each(&mut see),
            ClaimKind::Quote => {}
        }
    }
}
