//! Where something happened, as other people's tables have it.

use std::collections::BTreeMap;

use isnad_model::{Article, Entity, EntityType, Story};

/// The places that a story names.
pub struct Places<'a> {
    story: &'a Story,
    /// ISO 3166 alpha-2, lower case.
    countries: BTreeMap<&'a str, &'a str>,
}

/// A place with what is known of it.
pub struct Place<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its names, and where it lies.
    pub entity: &'a Entity,
    /// Its country.
    pub country: Option<celes::Country>,
}

impl<'a> Places<'a> {
    /// The places of a story.
    pub fn of(story: &'a Story, articles: &'a [Article]) -> Self {
        let named = articles.iter().flat_map(|a| &a.places);
        Places { story, countries: named.filter_map(|p| Some((p.id.as_str(), p.country.as_deref()?))).collect() }
    }

    /// What is known of a place.
    pub fn get(&self, id: &'a str) -> Option<Place<'a>> {
        let country = self.countries.get(id).and_then(|code| celes::Country::from_alpha2(code.to_uppercase()).ok());
        Some(Place { id, entity: self.story.entities.get(id)?, country })
    }
}

impl Place<'_> {
    /// Whether it is a whole country.
    pub fn is_country(&self) -> bool {
        self.entity.kind == EntityType::State || self.country.is_some_and(|c| name(self.id, self.entity) == c.long_name)
    }

    /// Its English name, else its Arabic one, else its id.
    pub fn name(&self) -> String {
        name(self.id, self.entity)
    }

    /// North and east, in degrees.
    pub fn position(&self) -> Option<(f64, f64)> {
        self.entity.lat.zip(self.entity.lon)
    }
}

/// The name of an entity in English, else in Arabic, else its id.
pub fn name(id: &str, entity: &Entity) -> String {
    entity.name.en.clone().or_else(|| entity.name.ar.clone()).unwrap_or_else(|| id.to_owned())
}

/// The name of an entity of a story by its id.
pub fn name_in(story: &Story, id: &str) -> String {
    story.entities.get(id).map_or_else(|| id.to_owned(), |entity| name(id, entity))
}
