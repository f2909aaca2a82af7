//! For whom somebody speaks: a ministry and its spokesman are one voice.

use std::collections::BTreeMap;

use isnad_model::{Entity, EntityId, EntityType};

/// The body that each speaker of a story speaks for, and who holds each office that the pages name without its holder.
pub struct Voices {
    bodies: BTreeMap<EntityId, EntityId>,
    holders: BTreeMap<EntityId, EntityId>,
}

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
            let role = office(role).replace('-', " ");
            let (_, of) = role.split_once(" of ").or_else(|| role.split_once(" for "))?;
            bodies.get(of).map(|id| (*id).clone())
        };
        let of = entities.iter().filter(|(_, e)| e.kind == EntityType::Person);
        let bodies = of.filter_map(|(id, e)| Some((id.clone(), body(e.role.as_deref()?)?))).collect();
        Voices { bodies, holders: holders(entities) }
    }

    /// The person behind an office: «the president of Yemen» is who the pages name as such.
    pub fn person<'a>(&'a self, id: &'a EntityId) -> &'a EntityId {
        self.holders.get(id).unwrap_or(id)
    }

    /// Whose voice a speaker's is.
    pub fn of<'a>(&'a self, speaker: &'a EntityId) -> &'a EntityId {
        let person = self.person(speaker);
        self.bodies.get(person).unwrap_or(person)
    }
}

/// An office as it is compared: «leader of the Houthis» is «leader of Houthis».
fn office(role: &str) -> String {
    role.to_lowercase().replace(" of the ", " of ").replace(" for the ", " for ")
}

/// Offices named without their holder (their name is the role itself), where the pages name one person with that role.
fn holders(entities: &BTreeMap<EntityId, Entity>) -> BTreeMap<EntityId, EntityId> {
    let mut named: BTreeMap<String, Vec<&EntityId>> = BTreeMap::new();
    let mut offices: Vec<(&EntityId, String)> = Vec::new();
    for (id, entity) in entities.iter().filter(|(_, e)| e.kind == EntityType::Person) {
        let Some(role) = entity.role.as_deref().map(office) else { continue };
        if entity.name.en.as_deref().is_some_and(|name| office(name) == role) {
            offices.push((id, role));
        } else {
            named.entry(role).or_default().push(id);
        }
    }
    let one = |role: &String| named.get(role).filter(|ids| ids.len() == 1).and_then(|ids| ids.first());
    offices.into_iter().filter_map(|(office, role)| Some((office.clone(), (*one(&role)?).clone()))).collect()
}
