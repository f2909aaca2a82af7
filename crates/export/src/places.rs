//! Where something happened, as other people's tables have it.

use std::collections::BTreeMap;

use isnad_model::{Article, Entity, EntityId, EntityType, Story};

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
    pub fn get<'p>(&'p self, id: &'p str) -> Option<Place<'p>> {
        let country = self.countries.get(id).and_then(|code| celes::Country::from_alpha2(code.to_uppercase()).ok());
        Some(Place { id, entity: self.story.entities.get(id)?, country })
    }

    /// Whether one of two places has the other in it: a country a town, and what is told without a place any place.
    pub fn holds(&self, wide: Option<&EntityId>, narrow: Option<&EntityId>) -> bool {
        let Some(narrow) = narrow else { return false };
        let Some(wide) = wide else { return true };
        let country = |place: &Place| place.country.map(|c| c.alpha2);
        let (Some(whole), Some(part)) = (self.get(wide), self.get(narrow)) else { return false };
        wide != narrow && whole.is_country() && country(&whole).zip(country(&part)).is_none_or(|(a, b)| a == b)
    }
}

impl Place<'_> {
    /// Whether it is a whole country.
    pub fn is_country(&self) -> bool {
        self.entity.kind == EntityType::State || self.country.is_some_and(|c| self.name().parse::<celes::Country>() == Ok(c))
    }

    /// Its English name, else its Arabic one, else its id.
    pub fn name(&self) -> String {
        name(self.id, self.entity)
    }

    /// North and east, in degrees.
    pub fn position(&self) -> Option<(f64, f64)> {
        self.entity.lat.zip(self.entity.lon)
    }

    /// North, as a cell has it.
    pub fn north(&self) -> String {
        self.position().map(|(lat, _)| lat.to_string()).unwrap_or_default()
    }

    /// East.
    pub fn east(&self) -> String {
        self.position().map(|(_, lon)| lon.to_string()).unwrap_or_default()
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
