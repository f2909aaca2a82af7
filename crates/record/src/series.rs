//! Figures of one measure, group, place and window over time.

use std::collections::BTreeSet;

use isnad_model::{Beside, ClaimKind, Corroboration, EntityId, Group, Measure, Part, Point, Quantity, Reason, Series, SeriesWindow};

use crate::bounds::Bounds;
use crate::estimate;
use crate::ledger::Read;
use crate::origins::Origins;
use crate::pages::Page;
use crate::scope::Scope;
use crate::verdict::{self, Count};
use crate::voices::Voices;

/// The series of some figures, and for each of them its place in the ledger and its point.
#[allow(clippy::too_many_arguments)] // the four first are the series's name
pub fn of(
    measure: Measure,
    group: Group,
    place: Option<EntityId>,
    window: Option<SeriesWindow>,
    reads: &[Read],
    pages: &[Page],
    all_origins: &Origins,
    scope: &Scope,
    voices: &Voices,
) -> (Series, Vec<(usize, usize)>) {
    let mut told: Vec<(Point, Vec<&Read>)> = Vec::new();
    for read in reads {
        let same = |p: &Point| p.speaker.as_ref() == read.speaker && Bounds::from(p).same(Bounds::from(read.figure));
        match told.iter_mut().find(|(p, _)| same(p)) {
            Some((point, members)) => {
                point.asof = earlier(point.asof.take(), read.asof.clone());
                point.first_published = earlier(point.first_published.take(), read.page.day.clone());
                // A place that only some of the pages name is no place of its own.
                if point.place != read.figure.place {
                    point.place = point.place.take().or_else(|| read.figure.place.clone());
                }
                members.push(read);
            }
            None => told.push((point(read), vec![read])),
        }
    }
    let value = |q: Option<Quantity>| q.map_or(f64::NEG_INFINITY, |q| q.0);
    told.sort_by(|(a, _), (b, _)| {
        (&a.asof, &a.first_published)
            .cmp(&(&b.asof, &b.first_published))
            .then_with(|| value(a.low).total_cmp(&value(b.low)))
            .then_with(|| (&a.speaker, &a.claims).cmp(&(&b.speaker, &b.claims)))
    });
    let elsewhere: BTreeSet<&EntityId> =
        reads.iter().filter_map(|r| r.figure.place.as_ref()).filter(|p| Some(*p) != place.as_ref() && scope.is_spot(p)).collect();
    let (mut last, mut among_many, mut told_at) = (Vec::new(), Vec::new(), Vec::new());
    let mut members = Vec::new();
    let mut points = Vec::new();
    for (at, (mut point, reads)) in told.into_iter().enumerate() {
        members.extend(reads.iter().map(|r| (r.at, at)));
        last.push(reads.iter().filter_map(|r| r.asof.clone()).max());
        among_many.push(reads.iter().all(|r| r.among_many));
        told_at.push(reads.iter().map(|r| (r.page.article.source.as_str(), r.page.paragraph(r.claim))).collect());
        point.claims = reads.iter().map(|r| r.page.reference(r.claim)).collect();
        point.via = reads.iter().flat_map(|r| r.claim.via.iter().map(|v| v.id.clone())).collect::<BTreeSet<_>>().into_iter().collect();
        point.origins = of_reads(&reads, all_origins);
        point.corroboration = corroboration(&reads, all_origins);
        points.push(point);
    }
    let rises = |at: usize| reads.iter().any(|r| r.figure.window.is_some() && members.contains(&(r.at, at)));
    let whose: Vec<Option<EntityId>> = points.iter().map(|p| p.speaker.as_ref().map(|s| voices.of(s).clone())).collect();
    let count = Count {
        measure,
        voices: whose.iter().map(Option::as_ref).collect(),
        rising: (0..points.len()).map(rises).collect(),
        last,
        among_many,
        told: told_at,
        elsewhere: elsewhere.len(),
    };
    let relations = verdict::relations(&points, &count, scope);
    let judged = verdict::of(&points, &relations);
    let bounds: Vec<f64> = points.iter().flat_map(|p| [p.low, p.high]).flatten().map(|q| q.0).collect();
    let parts = parts(reads, &members, pages);
    let all: Vec<&Read> = reads.iter().collect();
    for point in &mut points {
        point.place = point.place.take().filter(|p| Some(p) != place.as_ref());
    }
    let series = Series {
        measure,
        group,
        place,
        window,
        low: bounds.iter().copied().reduce(f64::min).map(Quantity),
        high: bounds.iter().copied().reduce(f64::max).map(Quantity),
        verdict: judged.verdict,
        reason: judged.reason,
        why: judged.why,
        between: judged.between,
        corroboration: corroboration(&all, all_origins),
        estimates: estimate::over_time(&points),
        points,
        relations,
        beside: Vec::new(),
        parts,
    };
    (series, members)
}

fn point(read: &Read) -> Point {
    Point {
        asof: read.asof.clone(),
        low: read.figure.low,
        high: read.figure.high,
        qualifier: read.figure.qualifier,
        speaker: read.speaker.cloned(),
        place: read.figure.place.clone(),
        first_published: read.page.day.clone(),
        via: Vec::new(),
        origins: Vec::new(),
        corroboration: Corroboration::default(),
        claims: vec![read.page.reference(read.claim)],
        decision: Vec::new(),
    }
}

fn earlier(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn of_reads(reads: &[&Read], all_origins: &Origins) -> Vec<String> {
    let ids: BTreeSet<&String> = reads.iter().flat_map(|r| all_origins.of(r.page, r.claim).map(|o| &o.id)).collect();
    ids.into_iter().cloned().collect()
}

fn corroboration(reads: &[&Read], all_origins: &Origins) -> Corroboration {
    let sources: BTreeSet<&str> = reads.iter().map(|r| r.page.article.source.as_str()).collect();
    let speakers: BTreeSet<&EntityId> = reads.iter().filter_map(|r| r.speaker).collect();
    Corroboration {
        outlets: sources.len(),
        origins: all_origins.through(reads.iter().map(|r| r.page.reference(r.claim))),
        speakers: speakers.len(),
    }
}

/// Figures that the pages give as parts of these.
fn parts(reads: &[Read], members: &[(usize, usize)], pages: &[Page]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for read in reads {
        for page in pages.iter().filter(|p| p.article.source == read.page.article.source) {
            for claim in page.claims() {
                let ClaimKind::Figure(figure) = &claim.kind else { continue };
                if figure.part_of.as_ref() == Some(&read.claim.id) {
                    parts.push(Part {
                        group: figure.group.clone(),
                        of: members.iter().find(|(at, _)| *at == read.at).map(|(_, point)| *point),
                        place: figure.place.clone().filter(|p| Some(p) != read.figure.place.as_ref()),
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

/// Names beside each series those of the same measure that count something else.
pub fn beside(all: &mut [Series], scope: &Scope) {
    let names: Vec<_> = all.iter().map(|s| (s.measure, s.group.clone(), s.place.clone(), s.window.clone())).collect();
    for (at, series) in all.iter_mut().enumerate() {
        let (measure, group, place, window) = &names[at];
        for (other, (other_measure, other_group, other_place, other_window)) in names.iter().enumerate() {
            if other == at || measure != other_measure || !scope.nested(place.as_ref(), other_place.as_ref()) {
                continue;
            }
            let reason = match (group == other_group, place == other_place, window == other_window) {
                (false, true, true) => Reason::OtherGroup,
                (true, false, true) => Reason::NarrowerPlace,
                (true, true, false) => Reason::OtherWindow,
                _ => continue,
            };
            series.beside.push(Beside { series: other, reason });
        }
    }
}
