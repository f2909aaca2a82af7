//! For whom somebody speaks: a ministry and its spokesman are one voice.

use std::collections::BTreeMap;

use isnad_model::{Entity, EntityId, EntityType};

/// The body that each speaker of a story speaks for.
pub struct Voices(BTreeMap<EntityId, EntityId>);

impl Voices {
    /// A person whose role ends with a body's id or English name speaks for it: `spokesman of egypt health ministry`.
    pub fn new(entities: &BTreeMap<EntityId, Entity>) -> Self {
        let mut bodies: BTreeMap<String, &EntityId> = BTreeMap::new();
        for (id, entity) in entities.iter().filter(|(_, e)| matches!(e.kind, EntityType::Organisation | EntityType::Group)) {
            bodies.insert(id.replace('-', " "), id);
            if let Some(name) = &entity.name.en {
                bodies.insert(name.to_lowercase(), id);
            }
        }
        let body = |role: &str| {
            let role = role.replace('-', " ").to_lowercase();
            let (_, of) = role.split_once(" of ").or_else(|| role.split_once(" for "))?;
            bodies.get(of).map(|id| (*id).clone())
        };
        let of = entities.iter().filter(|(_, e)| e.kind == EntityType::Person);
        Voices(of.filter_map(|(id, e)| Some((id.clone(), body(e.role.as_deref()?)?))).collect())
    }

    /// Whose voice a speaker's is.
    pub fn of<'a>(&'a self, speaker: &'a EntityId) -> &'a EntityId {
        self.0.get(speaker).unwrap_or(speaker)
    }
}
