//! Figures of one measure, group and place over time, and how they stand to each other.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Claim, ClaimKind, Entity, EntityId, Figure, Group, Measure, Modality, Origin, Part, Point, Quantity, Series, Verdict};

use crate::origins;
use crate::pages::Page;

/// Towns within this many kilometres of the story's main place are told under it.
const NEAR: f64 = 120.0;

struct Read<'a> {
    page: &'a Page<'a>,
    claim: &'a Claim,
    figure: &'a Figure,
}

/// The series of a story, most points first.
pub fn find(pages: &[Page], all_origins: &[Origin], entities: &BTreeMap<EntityId, Entity>) -> Vec<Series> {
    let main = main_place(pages);
    let mut groups: BTreeMap<(Measure, Group, Option<EntityId>), Vec<Read>> = BTreeMap::new();
    for page in pages {
        for claim in page.claims() {
            let ClaimKind::Figure(figure) = &claim.kind else { continue };
            // What somebody denies, or only asks for or plans, is no figure of the record.
            let holds = matches!(claim.modality, Modality::Asserted | Modality::Possible | Modality::Promised);
            if matches!(figure.measure, Measure::Duration | Measure::Distance) || !holds {
                continue;
            }
            // A part of a figure of the same people is no figure beside it: ten and three are thirteen.
            let whole = figure.part_of.as_ref().and_then(|id| page.claims().find(|c| c.id == *id));
            if whole.is_some_and(|w| matches!(&w.kind, ClaimKind::Figure(f) if f.group == figure.group && f.measure == figure.measure)) {
                continue;
            }
            let place = told_under(figure.place.as_ref(), main.as_ref(), entities);
            groups.entry((figure.measure, figure.group.clone(), place)).or_default().push(Read { page, claim, figure });
        }
    }
    let mut all: Vec<Series> =
        groups.into_iter().map(|((measure, group, place), reads)| series(measure, group, place, reads, pages, all_origins)).collect();
    all.sort_by(|a, b| {
        b.points.len().cmp(&a.points.len()).then_with(|| (a.measure, &a.group, &a.place).cmp(&(b.measure, &b.group, &b.place)))
    });
    all
}

/// The place that the story's pages name most.
pub fn main_place(pages: &[Page]) -> Option<EntityId> {
    let mut counts: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for place in pages.iter().flat_map(|p| &p.article.places) {
        *counts.entry(&place.id).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(id, count)| (*count, std::cmp::Reverse((*id).clone()))).map(|(id, _)| id.clone())
}

/// A figure without a place, or of a country or town about the main place, is of the story's main place.
fn told_under(place: Option<&EntityId>, main: Option<&EntityId>, entities: &BTreeMap<EntityId, Entity>) -> Option<EntityId> {
    let (Some(place), Some(main)) = (place, main) else { return place.or(main).cloned() };
    let position = |id: &EntityId| entities.get(id).and_then(|e| e.lat.zip(e.lon));
    match (position(place), position(main)) {
        (Some(a), Some(b)) if kilometres(a, b) > NEAR => Some(place.clone()),
        _ => Some(main.clone()),
    }
}

/// Great-circle distance (haversine), Earth's mean radius 6371 km.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let (dl, dn) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let h = (dl / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dn / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().asin()
}

fn series(measure: Measure, group: Group, place: Option<EntityId>, reads: Vec<Read>, pages: &[Page], all_origins: &[Origin]) -> Series {
    let mut points: Vec<Point> = Vec::new();
    for read in &reads {
        let speaker = read.claim.attribution.first().map(|a| a.id.clone());
        let origins: BTreeSet<String> = origins::of_page(all_origins, &read.page.article.source).map(|o| o.id.clone()).collect();
        let asof = read.figure.asof.clone().or_else(|| read.page.day.clone());
        let reference = read.page.reference(read.claim);
        match points.iter_mut().find(|p| p.speaker == speaker && p.low == read.figure.low && p.high == read.figure.high) {
            Some(point) => {
                point.claims.push(reference);
                for origin in origins {
                    if !point.origins.contains(&origin) {
                        point.origins.push(origin);
                    }
                }
                point.asof = point.asof.clone().min(asof.clone()).or(asof);
            }
            None => points.push(Point {
                asof,
                low: read.figure.low,
                high: read.figure.high,
                qualifier: read.figure.qualifier,
                speaker,
                place: None,
                first_published: read.page.day.clone(),
                via: Vec::new(),
                corroboration: Default::default(),
                origins: origins.into_iter().collect(),
                claims: vec![reference],
            }),
        }
    }
    let value = |q: Option<Quantity>| q.map_or(f64::NEG_INFINITY, |q| q.0);
    points.sort_by(|a, b| a.asof.cmp(&b.asof).then_with(|| value(a.low).total_cmp(&value(b.low))).then_with(|| a.speaker.cmp(&b.speaker)));
    let (verdict, why, between) = verdict(&points);
    let bounds: Vec<f64> = points.iter().flat_map(|p| [p.low, p.high]).flatten().map(|q| q.0).collect();
    let parts = parts(&reads, pages);
    Series {
        measure,
        group,
        place,
        window: None,
        reason: Default::default(),
        corroboration: Default::default(),
        relations: Vec::new(),
        estimates: Vec::new(),
        beside: Vec::new(),
        low: bounds.iter().copied().reduce(f64::min).map(Quantity),
        high: bounds.iter().copied().reduce(f64::max).map(Quantity),
        verdict,
        why,
        between,
        points,
        parts,
    }
}

/// Figures that the pages give as parts of these.
fn parts(reads: &[Read], pages: &[Page]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for read in reads {
        for page in pages.iter().filter(|p| p.article.source == read.page.article.source) {
            for claim in page.claims() {
                let ClaimKind::Figure(figure) = &claim.kind else { continue };
                if figure.part_of.as_ref() == Some(&read.claim.id) {
                    parts.push(Part {
                        group: figure.group.clone(),
                        of: None,
                        place: None,
                        low: figure.low,
                        high: figure.high,
                        speaker: claim.attribution.first().map(|a| a.id.clone()),
                        claims: vec![page.reference(claim)],
                    });
                }
            }
        }
    }
    parts
}

/// Whether two figures can both be true: their bounds meet.
fn compatible(a: &Point, b: &Point) -> bool {
    let low = |p: &Point| p.low.map_or(f64::NEG_INFINITY, |q| q.0);
    let high = |p: &Point| p.high.map_or(f64::INFINITY, |q| q.0);
    low(a) <= high(b) && low(b) <= high(a)
}

fn told(point: &Point) -> String {
    let number =
        |q: Option<Quantity>| q.map_or_else(String::new, |q| if q.0.fract() == 0.0 { format!("{:.0}", q.0) } else { q.0.to_string() });
    let bounds = match (point.low, point.high) {
        (Some(a), Some(b)) if a == b => number(Some(a)),
        (a, b) => format!("{}–{}", number(a), number(b)),
    };
    format!("{} ({})", bounds, point.speaker.as_deref().unwrap_or("the pages themselves"))
}

/// Agreed, revised or disputed, with the reason.
fn verdict(points: &[Point]) -> (Verdict, String, Option<[usize; 2]>) {
    if points.len() < 2 {
        return (Verdict::Single, "one figure only".to_owned(), None);
    }
    for (at, a) in points.iter().enumerate() {
        for (beside, b) in points.iter().enumerate().skip(at + 1) {
            // A page's own voice repeats what it was told at its time; a dispute needs two who speak.
            if !compatible(a, b) && a.speaker != b.speaker && a.speaker.is_some() && b.speaker.is_some() {
                let why = format!("{} and {} cannot both be true, and come from different speakers", told(a), told(b));
                return (Verdict::Disputed, why, Some([at, beside]));
            }
        }
    }
    let first = &points[0];
    if points.iter().all(|p| p.low == first.low && p.high == first.high) {
        return (Verdict::Agreed, format!("{} speakers give the same figure", points.len()), None);
    }
    let last = points.len() - 1;
    let why = format!("{} was raised or made firmer to {} without contradiction", told(first), told(&points[last]));
    (Verdict::Superseded, why, Some([0, last]))
}
