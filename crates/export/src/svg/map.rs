//! The story's places on a map, a circle each, its area by how much is told of it.

use std::fmt::Write;

use super::outline::{COUNTRIES, centre, clip, holds};
use super::{Area, Caption, Room, frame, width_of, words};
use crate::Language;
use crate::numbers::grouped;

/// A place.
pub struct Spot {
    pub name: String,
    pub lat: f64,
    pub lon: f64,
    /// How many claims are about it.
    pub count: usize,
}

/// Places farther than this from the one most told of are named under the map and not drawn.
const REACH: f64 = 1500.0;
/// At least so many degrees from south to north; the first of them that shows a border, so that a reader knows where it is.
const LEAST: [f64; 4] = [4.0, 8.0, 12.0, 18.0];
const SIZE: f64 = 13.0;

/// Great-circle distance in kilometres (haversine).
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let (dl, dn) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (dl / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dn / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().asin()
}

/// Which of the places the map shows: those about the one most told of.
pub fn inside(spots: &[Spot]) -> Vec<bool> {
    let Some(main) = spots.iter().max_by_key(|s| s.count) else { return Vec::new() };
    spots.iter().map(|s| kilometres((s.lat, s.lon), (main.lat, main.lon)) <= REACH).collect()
}

/// The stretch of the earth that is drawn.
#[derive(Clone, Copy)]
struct View {
    west: f64,
    north: f64,
    /// Units of the drawing for a degree of longitude and of latitude.
    scale: (f64, f64),
    size: (f64, f64),
}

impl View {
    fn of(spots: &[&Spot], width: f64) -> Self {
        let views = LEAST.map(|least| Self::at_least(least, spots, width));
        let [.., widest] = views;
        views.into_iter().find(|view| view.countries() > 1).unwrap_or(widest)
    }

    fn at_least(least: f64, spots: &[&Spot], width: f64) -> Self {
        let bounds = |of: fn(&Spot) -> f64| {
            let values = spots.iter().map(|s| of(s));
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((south, north), (west, east)) = (bounds(|s| s.lat), bounds(|s| s.lon));
        let (lat, lon) = (f64::midpoint(south, north), f64::midpoint(west, east));
        let narrowing = lat.to_radians().cos().max(0.2);
        let height = if width > 500.0 { width * 0.56 } else { width * 0.9 };
        let tall = ((north - south) * 1.5).max(least).max((east - west) * 1.5 * narrowing * height / width);
        let vertical = height / tall;
        let horizontal = vertical * narrowing;
        View { west: lon - width / horizontal / 2.0, north: lat + tall / 2.0, scale: (horizontal, vertical), size: (width, height) }
    }

    /// South-west and north-east corners, a little beyond the edge so that the cut itself is not seen as a border.
    fn corners(&self) -> ((f64, f64), (f64, f64)) {
        let (dx, dy) = (4.0 / self.scale.0, 4.0 / self.scale.1);
        let east = self.west + self.size.0 / self.scale.0 + dx;
        let south = self.north - self.size.1 / self.scale.1 - dy;
        ((self.west - dx, south), (east, self.north + dy))
    }

    /// How many countries it shows.
    fn countries(&self) -> usize {
        let (from, to) = self.corners();
        COUNTRIES.iter().filter(|c| c.rings.iter().any(|ring| !clip(ring, from, to).is_empty())).count()
    }

    fn at(&self, (lon, lat): (f64, f64)) -> (f64, f64) {
        ((lon - self.west) * self.scale.0, (self.north - lat) * self.scale.1)
    }
}

/// The map, or nothing where no place has a position.
pub fn map(spots: &[Spot], width: f64, language: Language, caption: &Caption) -> Option<String> {
    let shown: Vec<&Spot> = spots.iter().zip(inside(spots)).filter(|(_, inside)| *inside).map(|(s, _)| s).collect();
    if shown.is_empty() {
        return None;
    }
    let view = View::of(&shown, width);
    let (w, h) = view.size;
    let mut svg = format!("<rect class=\"sea\" width=\"{w:.0}\" height=\"{h:.0}\"/>");
    let mut room = Room::new(Area { x: 4.0, y: 4.0, width: w - 8.0, height: h - 8.0 });
    let labels = countries(&mut svg, &view, language);
    let most = shown.iter().map(|s| s.count).max().unwrap_or(1).max(1) as f64;
    let mut sorted = shown.clone();
    sorted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    for spot in &sorted {
        let (x, y) = view.at((spot.lon, spot.lat));
        let r = radius(spot, most);
        let _ = write!(svg, "<circle class=\"spot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\"/>");
        room.take(Area { x: x - r, y: y - r, width: 2.0 * r, height: 2.0 * r });
    }
    scale_bar(&mut svg, &view, &mut room, language);
    for spot in &sorted {
        let (x, y) = view.at((spot.lon, spot.lat));
        let r = radius(spot, most);
        let text = language.say("told", &[("figure", &spot.name), ("who", &grouped(spot.count as f64))]);
        let half = width_of(&text, SIZE) / 2.0 + r + 4.0;
        let tries = [(x, y - r - 5.0), (x, y + r + 14.0), (x + half, y + 4.0), (x - half, y + 4.0)];
        // A name that finds no room stands in the list below.
        if let Some((x, y)) = tries.into_iter().find(|(x, y)| room.claim(Area::of_words(&text, SIZE, *x, *y))) {
            words(&mut svg, "spot-name", x, y, &text);
        }
    }
    for (name, (x, y)) in labels {
        if room.claim(Area::of_words(name, SIZE - 1.0, x, y)) {
            words(&mut svg, "country-name", x, y, name);
        }
    }
    Some(frame(w, h, "drawing map", language, caption, &svg))
}

fn radius(spot: &Spot, most: f64) -> f64 {
    4.0 + 12.0 * (spot.count as f64 / most).sqrt()
}

/// Draws the land and gives the countries' names with where each may stand.
fn countries(svg: &mut String, view: &View, language: Language) -> Vec<(&'static str, (f64, f64))> {
    let mut labels = Vec::new();
    let (from, to) = view.corners();
    for country in COUNTRIES.iter() {
        let mut path = String::new();
        let mut largest: (f64, Option<(f64, f64)>) = (0.0, None);
        for ring in &country.rings {
            let cut = clip(ring, from, to);
            if cut.len() < 3 {
                continue;
            }
            let (area, middle) = centre(&cut);
            if area > largest.0 {
                largest = (area, holds(&cut, middle).then_some(middle));
            }
            let mut last = (f64::NAN, f64::NAN);
            for (at, point) in cut.iter().enumerate() {
                let (x, y) = view.at(*point);
                // Points less than a unit apart are one.
                if at > 0 && (x - last.0).abs() < 0.7 && (y - last.1).abs() < 0.7 {
                    continue;
                }
                let _ = write!(path, "{}{x:.1},{y:.1}", if at == 0 { "M" } else { "L" });
                last = (x, y);
            }
            path.push('Z');
        }
        if !path.is_empty() {
            let _ = write!(svg, "<path class=\"land\" d=\"{path}\"/>");
        }
        if let (Some(middle), name) = (largest.1, country.name(language)) {
            let (x, y) = view.at(middle);
            if !name.is_empty() {
                labels.push((name, (x, y)));
            }
        }
    }
    labels
}

/// How far a hundred kilometres are, or another round number.
fn scale_bar(svg: &mut String, view: &View, room: &mut Room, language: Language) {
    // A degree of latitude is 111.2 km everywhere.
    let per_kilometre = view.scale.1 / 111.2;
    let Some(length) = [1000.0, 500.0, 200.0, 100.0, 50.0, 20.0].into_iter().find(|k| k * per_kilometre <= view.size.0 / 4.0) else {
        return;
    };
    let long = length * per_kilometre;
    let y = view.size.1 - 12.0;
    let x = if language == Language::Arabic { view.size.0 - 12.0 - long } else { 12.0 };
    let text = language.say("map-kilometres", &[("figure", &grouped(length))]);
    room.take(Area { x: x - 4.0, y: y - 20.0, width: long.max(width_of(&text, SIZE)) + 8.0, height: 28.0 });
    let _ = write!(svg, "<path class=\"scale\" d=\"M{x:.1},{:.1} V{y:.1} H{:.1} V{:.1}\"/>", y - 4.0, x + long, y - 4.0);
    words(svg, "scale-name", x + long / 2.0, y - 7.0, &text);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(name: &str, lat: f64, lon: f64, count: usize) -> Spot {
        Spot { name: name.to_owned(), lat, lon, count }
    }

    fn caption() -> Caption {
        Caption { title: String::new(), description: String::new() }
    }

    #[test]
    fn far_places_are_not_drawn() {
        let spots = [spot("Sabha", 27.04, 14.43, 9), spot("Tripoli", 32.88, 13.19, 2), spot("New York", 40.7, -74.0, 1)];
        assert_eq!(inside(&spots), [true, true, false]);
        let svg = map(&spots, 680.0, Language::English, &caption()).expect("drawn");
        assert!(svg.contains(">Libya<") && svg.contains("Tripoli") && !svg.contains("New York"));
        assert!(svg.len() < 40_000, "{}", svg.len());
    }

    #[test]
    fn arabic_maps_have_arabic_names() {
        let svg = map(&[spot("تعز", 13.58, 44.02, 3)], 336.0, Language::Arabic, &caption()).expect("drawn");
        assert!(svg.contains(">اليمن<") && svg.contains("تعز"));
        assert!(!svg.chars().any(|c| c == '\u{0}') && !svg.contains("Yemen"));
    }

    #[test]
    fn nothing_to_show_is_no_map() {
        assert!(map(&[], 680.0, Language::English, &caption()).is_none());
    }
}
