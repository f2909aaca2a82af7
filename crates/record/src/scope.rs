//! What the figures of a story count over: where, and over which stretch of time. Figures of different scopes are no contradiction.

use std::collections::BTreeMap;

use isnad_model::{Entity, EntityId, EntityType, Granularity, Quantity, SeriesWindow, Window, WindowKind};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::pages::Page;

/// Places within this many kilometres of each other are told of as one.
const NEAR: f64 = 120.0;

/// What is known about the places and the days of a story.
pub struct Scope<'a> {
    entities: &'a BTreeMap<EntityId, Entity>,
    /// The country that a place lies in.
    countries: BTreeMap<EntityId, String>,
    /// The place that the story's pages name most.
    main: Option<EntityId>,
    /// First day of a page of the story.
    first: Option<Date>,
}

impl<'a> Scope<'a> {
    pub fn new(pages: &[Page], entities: &'a BTreeMap<EntityId, Entity>) -> Self {
        let mut counts: BTreeMap<&EntityId, usize> = BTreeMap::new();
        let mut countries = BTreeMap::new();
        for place in pages.iter().flat_map(|p| &p.article.places) {
            *counts.entry(&place.id).or_default() += 1;
            if let Some(country) = &place.country {
                countries.insert(place.id.clone(), country.clone());
            }
        }
        let main = counts.into_iter().max_by_key(|(id, count)| (*count, std::cmp::Reverse((*id).clone()))).map(|(id, _)| id.clone());
        let first = pages.iter().filter_map(|p| p.day.as_ref()?.parse().ok()).min().or_else(|| last_told(pages));
        Scope { entities, countries, main, first }
    }

    /// Where a figure is counted: a figure without a place, or of a place about the main one, is of the story's main place.
    pub fn place(&self, own: Option<&EntityId>) -> Option<EntityId> {
        let (Some(own), Some(main)) = (own, &self.main) else { return own.or(self.main.as_ref()).cloned() };
        match (self.position(own), self.position(main)) {
            (Some(a), Some(b)) if kilometres(a, b) > NEAR => Some(own.clone()),
            _ => Some(main.clone()),
        }
    }

    fn position(&self, id: &EntityId) -> Option<(f64, f64)> {
        self.entities.get(id).and_then(|e| e.lat.zip(e.lon))
    }

    /// Whether one of two places lies in the other or hard by it, as far as the gazetteer tells.
    pub fn nested(&self, a: Option<&EntityId>, b: Option<&EntityId>) -> bool {
        let (Some(a), Some(b)) = (a, b) else { return true };
        if a == b {
            return true;
        }
        let country = |id: &EntityId| self.countries.get(id);
        let near = self.position(a).zip(self.position(b)).is_some_and(|(a, b)| kilometres(a, b) <= NEAR);
        near || country(a).is_some() && country(a) == country(b)
    }

    /// Whether something can happen just there: a place that is no state.
    pub fn is_spot(&self, id: &EntityId) -> bool {
        self.entities.get(id).is_some_and(|e| e.kind == EntityType::Place)
    }

    /// Of two places about each other, the one that says more: a town of the region that the story is about.
    pub fn narrower(&self, a: EntityId, b: EntityId) -> EntityId {
        let wide = |id: &EntityId| self.main.as_ref() == Some(id) || self.entities.get(id).is_some_and(|e| e.kind == EntityType::State);
        if wide(&a) && !wide(&b) { b } else { a }
    }

    /// The stretch that a figure counts over, where it is less or more than what the story tells of. A toll that «rose to 27» counts
    /// all of it, and so does what came «in 24 hours» where that reaches back to the story's first day.
    pub fn window(&self, window: Option<&Window>, asof: Option<&str>) -> Option<SeriesWindow> {
        let window = window?;
        let told: Option<Date> = asof.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let since: Option<Date> = window.since.as_deref().and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        let from_the_first =
            |from: Date| self.first.is_some_and(|first| first.since(from).is_ok_and(|s| (0..=BEGINNING).contains(&s.get_days())));
        match window.kind {
            WindowKind::Cumulative if window.event.is_none() && window.since.is_none() => return None,
            WindowKind::Cumulative if since.is_some_and(from_the_first) => return None,
            WindowKind::Increment => {
                let days = window.hours.map(|Quantity(hours)| (hours / 24.0).ceil() as i32);
                if days.zip(told).and_then(|(n, day)| day.checked_sub(n.days()).ok()).is_some_and(from_the_first) {
                    return None;
                }
            }
            WindowKind::Cumulative => {}
        }
        Some(SeriesWindow { kind: window.kind, since: window.since.clone(), event: window.event, hours: window.hours })
    }

    /// Whether a time lies so long before the story that what it dates is background.
    pub fn is_background(&self, asof: &str) -> bool {
        let day = match asof.len() {
            4 => format!("{asof}-12-31"),
            7 => format!("{asof}-28"),
            _ => asof.get(..10).unwrap_or(asof).to_owned(),
        };
        let day: Option<Date> = day.parse().ok();
        day.zip(self.first).is_some_and(|(day, first)| day.checked_add(BACKGROUND.days()).is_ok_and(|d| d < first))
    }
}

/// The last day that undated pages tell of.
fn last_told(pages: &[Page]) -> Option<Date> {
    let times = pages.iter().flat_map(|p| &p.article.times).filter(|t| t.granularity == Granularity::Day);
    times.filter_map(|t| t.value.as_ref()?.parse().ok()).max()
}

/// A stretch that begins at most this many days before the story's first page counts all that the story tells of.
const BEGINNING: i32 = 2;
/// Figures that hold this many days before the story's first page are background.
const BACKGROUND: i32 = 30;

/// Great-circle distance (haversine), Earth's mean radius 6371 km.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let (dl, dn) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (dl / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dn / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().asin()
}
