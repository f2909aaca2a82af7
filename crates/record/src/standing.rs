//! For whom an actor stands: a ministry for its state, rebels for themselves, a court for nobody. `packs/stories/standing.tsv` says which
//! kind of body does what; whose body it is, the pages' actors say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use isnad_model::{ActorType, EntityId};

use crate::pages::Page;

static KINDS: LazyLock<BTreeMap<&str, Stands>> =
    LazyLock::new(|| rows().filter_map(|(kind, stands)| Some((kind, Stands::read(stands)?))).collect());

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../../packs/stories/standing.tsv").lines().filter(|l| !l.starts_with('#')).skip(1);
    lines.filter_map(|row| row.split_once('\t'))
}

/// For whom a kind of body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    ForOwner,
    /// For its owner, and a side of a war by its own name: the army, the government.
    ByName,
    ForItself,
    Outside,
}

impl Stands {
    fn for_owner(self) -> bool {
        matches!(self, Stands::ForOwner | Stands::ByName)
    }

    fn read(word: &str) -> Option<Self> {
        match word.trim() {
            "owner" => Some(Stands::ForOwner),
            "named" => Some(Stands::ByName),
            "itself" => Some(Stands::ForItself),
            "outside" => Some(Stands::Outside),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
struct Actor {
    kind: ActorType,
    /// What kind of body or people it is.
    body: Option<String>,
    /// Whose it is.
    whose: Option<EntityId>,
    /// For whom it stands beside itself.
    owner: Option<EntityId>,
    stands: Stands,
}

/// The actors of a story and for whom each stands.
#[derive(Debug, Default)]
pub struct Standing(BTreeMap<EntityId, Actor>);

impl Standing {
    pub fn new(pages: &[Page]) -> Self {
        let mut all: BTreeMap<EntityId, Actor> = BTreeMap::new();
        let carriers: BTreeSet<&EntityId> = pages.iter().flat_map(|p| p.claims().flat_map(|c| c.via.iter().map(|v| &v.id))).collect();
        for actor in pages.iter().flat_map(|p| &p.article.actors).filter(|a| !carriers.contains(&a.id)) {
            let known = KINDS.get(actor.body.as_deref().unwrap_or(&actor.id)).copied();
            let stands = known.unwrap_or(match actor.kind {
                ActorType::State => Stands::ForItself,
                ActorType::Person => Stands::ForOwner,
                ActorType::Organisation | ActorType::Group if actor.body.is_none() => Stands::ForItself,
                ActorType::Organisation | ActorType::Group => Stands::Outside,
            });
            let owner = actor.of.clone().filter(|_| stands.for_owner());
            let entry = all.entry(actor.id.clone()).or_insert_with(|| Actor {
                kind: actor.kind,
                body: actor.body.clone(),
                whose: actor.of.clone(),
                owner: owner.clone(),
                stands,
            });
            entry.owner = entry.owner.take().or(owner);
            entry.whose = entry.whose.take().or_else(|| actor.of.clone());
        }
        Standing(all)
    }

    /// For whom an actor stands: its owner, or itself.
    pub fn of<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        self.0.get(id).and_then(|a| a.owner.as_ref()).unwrap_or(id)
    }

    /// Who would be bound by what an actor agrees to; nobody by what a person, a court or an international body says.
    pub fn bound<'a>(&'a self, id: &'a EntityId) -> Option<&'a EntityId> {
        let actor = self.0.get(id)?;
        match actor.stands {
            Stands::ForOwner | Stands::ByName if actor.kind != ActorType::Person => actor.owner.as_ref(),
            Stands::ForItself => Some(id),
            Stands::ForOwner | Stands::ByName | Stands::Outside => None,
        }
    }

    /// Whether it is people that nothing but their kind names: «the rebels», «gunmen».
    pub fn is_description(&self, id: &EntityId) -> bool {
        self.0.get(id).is_some_and(|a| {
            a.kind == ActorType::Group && a.whose.is_none() && a.body.as_ref().is_none_or(|b| b == id) && KINDS.contains_key(id.as_str())
        })
    }

    /// Whether it is a side of a war by its own name, though it stands for a state.
    pub fn by_name(&self, id: &EntityId) -> bool {
        self.0.get(id).is_some_and(|a| a.stands == Stands::ByName)
    }

    /// Whether it is somebody's body, and the pages do not say whose.
    pub fn of_nobody(&self, id: &EntityId) -> bool {
        self.0.get(id).is_some_and(|a| a.kind == ActorType::Organisation && a.stands.for_owner() && a.owner.is_none())
    }

    /// Whether it acts at all: no agency or channel that only carries what others say, no court, no international body.
    pub fn acts(&self, id: &EntityId) -> bool {
        self.0.get(id).is_some_and(|a| a.stands != Stands::Outside)
    }

    /// Whether what it says of an agreement has weight: a person, a body, a party, an international body; no analysts, no sources.
    pub fn speaks(&self, id: &EntityId) -> bool {
        self.0.get(id).is_some_and(|a| a.stands != Stands::Outside || a.kind == ActorType::Organisation)
    }

    /// Whether two are one people in other words: «the separatists», «the Armenian separatists», «the separatists of Karabakh»; the soldiers
    /// of two states are two.
    pub fn one_people(&self, a: &EntityId, b: &EntityId) -> bool {
        let (Some(x), Some(y)) = (self.0.get(a), self.0.get(b)) else { return false };
        let kind =
            |id: &EntityId, actor: &Actor| (actor.kind == ActorType::Group).then(|| actor.body.clone().unwrap_or_else(|| id.clone()));
        let state = |actor: &Actor| actor.whose.as_ref().is_some_and(|of| self.0.get(of).is_some_and(|o| o.kind == ActorType::State));
        kind(a, x).is_some() && kind(a, x) == kind(b, y) && !(state(x) && state(y))
    }

    /// Whether two actors are one voice: a ministry and its state.
    pub fn same(&self, a: &EntityId, b: &EntityId) -> bool {
        a == b || self.of(a) == b || self.of(b) == a
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_no_kind_has_two() {
        for (kind, stands) in rows() {
            assert!(Stands::read(stands).is_some(), "{kind}: «{stands}»");
        }
        assert_eq!(KINDS.len(), rows().count());
    }
}
