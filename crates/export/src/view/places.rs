//! Where it happens: how many claims each place has.

use std::collections::BTreeMap;

use super::Shown;
use crate::svg::{self, Caption, Drawing, Spot};

/// The map with its list.
pub struct PlacesView {
    pub drawing: Option<Drawing>,
    /// Name, number of claims, and where all of the place is on a server that has it; most first.
    pub list: Vec<(String, String, Option<String>)>,
    /// Names of places too far away for the map.
    pub outside: String,
}

/// Places of the list.
const MOST: usize = 24;

impl Shown<'_> {
    pub(super) fn places(&self) -> Option<PlacesView> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in self.story.pages.iter().filter_map(|p| self.article(p)).flat_map(|a| &a.claims) {
            if let Some(place) = claim.kind.place() {
                *counts.entry(place).or_default() += 1;
            }
        }
        let mut sorted: Vec<(&str, usize)> = counts.into_iter().collect();
        sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        sorted.truncate(MOST);
        if sorted.is_empty() {
            return None;
        }
        let spots: Vec<Spot> = sorted
            .iter()
            .filter_map(|(id, count)| {
                let (lat, lon) = self.story.entities.get(*id).and_then(|e| e.lat.zip(e.lon))?;
                Some(Spot { name: self.name(id), lat, lon, count: *count })
            })
            .collect();
        let caption = || Caption { title: self.word("map-title"), description: self.word("map-desc") };
        let outside = spots.iter().zip(svg::inside(&spots)).filter(|(_, inside)| !inside).map(|(s, _)| s.name.clone());
        Some(PlacesView {
            outside: self.joined(outside.collect::<Vec<_>>()),
            drawing: Drawing::new(|width| svg::map(&spots, width, self.language, &caption())),
            list: sorted
                .into_iter()
                .map(|(id, count)| (self.name(id), self.language.count("count-claims", count), self.links.place(id)))
                .collect(),
        })
    }
}
