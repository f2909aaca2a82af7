//! A page of a story, with its day.

use std::collections::BTreeMap;

use isnad_model::{ActorType, Article, Claim, ClaimRef, Entity, EntityId, EntityType, PageDate};

/// A page and the day it is of.
pub struct Page<'a> {
    pub article: &'a Article,
    /// ISO day.
    pub day: Option<String>,
}

impl<'a> Page<'a> {
    pub fn new(article: &'a Article, date: Option<&PageDate>) -> Self {
        Page { article, day: date.and_then(|d| d.value.as_ref()).map(|d| d.chars().take(10).collect()) }
    }

    pub fn claims(&self) -> impl Iterator<Item = &'a Claim> + use<'a> {
        self.article.claims.iter()
    }

    /// In which paragraph a claim stands, from 0.
    pub fn paragraph(&self, claim: &Claim) -> usize {
        self.article.blocks.iter().rposition(|block| block.start <= claim.start).unwrap_or(0)
    }

    pub fn reference(&self, claim: &Claim) -> ClaimRef {
        ClaimRef { page: self.article.source.clone(), claim: claim.id.clone() }
    }
}

/// Everybody and everywhere that the pages name, with every form they use.
pub fn entities(pages: &[Page]) -> BTreeMap<EntityId, Entity> {
    let mut all: BTreeMap<EntityId, Entity> = BTreeMap::new();
    let note = |all: &mut BTreeMap<EntityId, Entity>, id: &str, exact: &str, entity: Entity| {
        let known = all.entry(id.to_owned()).or_insert_with(|| entity.clone());
        // A country is a state where it acts and a place where things happen; it has its place all the same.
        if known.kind == EntityType::Place && entity.kind != EntityType::Place {
            known.kind = entity.kind;
        }
        known.lat = known.lat.or(entity.lat);
        known.lon = known.lon.or(entity.lon);
        if !known.names.iter().any(|n| n == exact) {
            known.names.push(exact.to_owned());
        }
    };
    for page in pages {
        for actor in &page.article.actors {
            let kind = match actor.kind {
                ActorType::Person => EntityType::Person,
                ActorType::Organisation => EntityType::Organisation,
                ActorType::Group => EntityType::Group,
                ActorType::State => EntityType::State,
            };
            let entity = Entity { kind, name: actor.name.clone(), names: Vec::new(), role: actor.role.clone(), lat: None, lon: None };
            note(&mut all, &actor.id, actor.spelling(), entity);
        }
        for place in &page.article.places {
            let entity =
                Entity { kind: EntityType::Place, name: place.name.clone(), names: Vec::new(), role: None, lat: place.lat, lon: place.lon };
            note(&mut all, &place.id, place.spelling(), entity);
        }
    }
    all
}
