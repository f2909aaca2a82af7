//! The countries' outlines: `data/outline.tsv`, which `data/outline.py` makes from Natural Earth.

use std::sync::LazyLock;

use crate::Language;

/// A country as it is drawn.
pub struct Country {
    en: &'static str,
    ar: &'static str,
    /// Rings of longitude and latitude.
    pub rings: Vec<Vec<(f64, f64)>>,
}

impl Country {
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::Arabic => self.ar,
            Language::English => self.en,
        }
    }
}

/// Every country.
pub static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| read(include_str!("../../data/outline.tsv")));

fn read(table: &'static str) -> Vec<Country> {
    let mut arcs: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut countries = Vec::new();
    for row in table.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&'static str> = row.split('\t').collect();
        match cells[..] {
            ["arc", points] => arcs.push(decode(points)),
            ["country", _, en, ar, rings] => {
                countries.push(Country { en, ar, rings: rings.split(';').map(|ring| join(ring, &arcs)).collect() });
            }
            _ => {}
        }
    }
    countries
}

/// Arcs end to end; `!n`, which is negative, is the arc n backwards.
fn join(ring: &str, arcs: &[Vec<(f64, f64)>]) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for number in ring.split(',').filter_map(|n| n.parse::<i64>().ok()) {
        let forward = number >= 0;
        let Some(arc) = usize::try_from(if forward { number } else { !number }).ok().and_then(|n| arcs.get(n)) else { continue };
        // Each arc begins where the one before ends.
        let skip = usize::from(!points.is_empty());
        if forward {
            points.extend(arc.iter().skip(skip));
        } else {
            points.extend(arc.iter().rev().skip(skip));
        }
    }
    points
}

/// Google's encoded polyline, in hundredths of a degree.
fn decode(text: &str) -> Vec<(f64, f64)> {
    let mut numbers = Vec::new();
    let (mut value, mut shift) = (0i64, 0);
    for byte in text.bytes() {
        let bits = i64::from(byte.saturating_sub(63));
        value |= (bits & 0x1f) << shift;
        shift += 5;
        if bits < 0x20 {
            numbers.push(if value & 1 == 1 { !(value >> 1) } else { value >> 1 });
            (value, shift) = (0, 0);
        }
    }
    let (mut x, mut y) = (0, 0);
    numbers
        .chunks_exact(2)
        .map(|delta| {
            x += delta[0];
            y += delta[1];
            (x as f64 / 100.0, y as f64 / 100.0)
        })
        .collect()
}

/// The part of a ring inside a box (Sutherland and Hodgman 1974).
pub fn clip(ring: &[(f64, f64)], (west, south): (f64, f64), (east, north): (f64, f64)) -> Vec<(f64, f64)> {
    type Side = (fn((f64, f64), f64) -> bool, fn((f64, f64), (f64, f64), f64) -> (f64, f64), f64);
    fn at_x(a: (f64, f64), b: (f64, f64), x: f64) -> (f64, f64) {
        (x, a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0))
    }
    fn at_y(a: (f64, f64), b: (f64, f64), y: f64) -> (f64, f64) {
        (a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1), y)
    }
    let sides: [Side; 4] = [
        (|p, edge| p.0 >= edge, at_x, west),
        (|p, edge| p.0 <= edge, at_x, east),
        (|p, edge| p.1 >= edge, at_y, south),
        (|p, edge| p.1 <= edge, at_y, north),
    ];
    let mut points = ring.to_vec();
    for (inside, cross, edge) in sides {
        let mut kept = Vec::with_capacity(points.len());
        for (at, point) in points.iter().enumerate() {
            let before = points[(at + points.len() - 1) % points.len()];
            match (inside(before, edge), inside(*point, edge)) {
                (true, true) => kept.push(*point),
                (true, false) => kept.push(cross(before, *point, edge)),
                (false, true) => kept.extend([cross(before, *point, edge), *point]),
                (false, false) => {}
            }
        }
        points = kept;
    }
    points
}

/// Area and centre of a ring.
pub fn centre(ring: &[(f64, f64)]) -> (f64, (f64, f64)) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let cross = a.0 * b.1 - b.0 * a.1;
        area += cross / 2.0;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    if area == 0.0 { (0.0, (0.0, 0.0)) } else { (area.abs(), (x / (6.0 * area), y / (6.0 * area))) }
}

/// Whether a point lies inside a ring (even-odd rule).
pub fn holds(ring: &[(f64, f64)], (x, y): (f64, f64)) -> bool {
    let crossed = ring
        .iter()
        .zip(ring.iter().cycle().skip(1))
        .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(lon: f64, lat: f64) -> Option<(&'static str, &'static str)> {
        COUNTRIES.iter().find(|c| c.rings.iter().any(|r| holds(r, (lon, lat)))).map(|c| (c.en, c.ar))
    }

    #[test]
    fn towns_lie_in_their_countries() {
        assert_eq!(country(14.43, 27.04), Some(("Libya", "ليبيا")), "Sabha");
        assert_eq!(country(44.02, 13.58), Some(("Yemen", "اليمن")), "Taiz");
        assert_eq!(country(46.75, 39.82), Some(("Azerbaijan", "أذربيجان")), "Stepanakert");
        assert_eq!(country(35.2, 31.9), Some(("Palestine", "فلسطين")), "Ramallah");
        assert_eq!(country(-30.0, 30.0), None, "the Atlantic");
    }

    #[test]
    fn rings_are_cut_at_the_edge() {
        let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)];
        let (area, centre) = centre(&clip(&square, (2.0, 2.0), (9.0, 9.0)));
        assert_eq!((area, centre), (4.0, (3.0, 3.0)));
        assert!(clip(&square, (5.0, 5.0), (9.0, 9.0)).is_empty());
    }

    #[test]
    fn polylines_are_read() {
        // 1 and -2, then a step of +104 and none, in hundredths.
        assert_eq!(decode("ABoE?"), [(0.01, -0.02), (1.05, -0.02)]);
    }
}
