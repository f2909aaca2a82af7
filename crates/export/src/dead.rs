//! The dead of incidents: which figures of the killed are of which incident, each counted in one row.

use std::collections::BTreeSet;

use isnad_model::{Article, Claim, ClaimKind, EntityId, FactStatus, Measure, Modality, Series, Story, What};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::incidents::{Incident, Sort};
use crate::places::Places;
use crate::told::Told;

/// Days between an incident and the first figure of its dead at most; what came before is background.
const AFTER: i64 = 30;

/// The figures of one place, whomever they count.
struct Toll<'a> {
    place: Option<&'a EntityId>,
    /// Each with its position among the story's series.
    series: Vec<(usize, &'a Series)>,
    /// The incidents that it can be of.
    of: BTreeSet<usize>,
}

/// Gives the figures of a place to the one incident that they can be of. Those that several can have are an incident of their own, so
/// that nobody is left out and nobody counted twice. A count over a stretch of time («since the truce began») is of no single incident.
pub fn count<'a>(story: &'a Story, pages: &Told<'a>, places: &Places, incidents: &mut Vec<Incident<'a>>) {
    if tells_a_disaster(story, pages) {
        return;
    }
    let mut tolls: Vec<Toll> = Vec::new();
    for (at, series) in story.series.iter().enumerate().filter(|(_, s)| s.measure == Measure::Killed && s.window.is_none()) {
        let fits = |(_, incident): &(usize, &Incident)| fits(incident, series, pages);
        let of: BTreeSet<usize> = incidents.iter().enumerate().filter(fits).map(|(at, _)| at).collect();
        if of.is_empty() {
            continue;
        }
        let place = series.place.as_ref();
        match tolls.iter_mut().find(|toll| toll.place == place) {
            Some(toll) => {
                toll.series.push((at, series));
                toll.of.extend(of);
            }
            None => tolls.push(Toll { place, series: vec![(at, series)], of }),
        }
    }
    // Those of a whole country have those of its towns among them.
    let wider = |toll: &Toll| tolls.iter().any(|other| places.holds(toll.place, other.place));
    let counted: Vec<&Toll> = tolls.iter().filter(|toll| !wider(toll)).collect();
    let mut apart = Vec::new();
    for toll in &counted {
        let claims = toll.series.iter().filter_map(|(_, series)| series.latest()).flat_map(|latest| pages.claims(&latest.point.claims));
        let killed = toll.series.iter().map(|(_, series)| *series);
        match toll.of.first().filter(|at| counted.iter().filter(|other| other.of.contains(at)).count() == 1 && toll.of.len() == 1) {
            Some(at) => {
                incidents[*at].told.extend(claims);
                incidents[*at].killed.extend(killed);
            }
            None => apart.push(deaths(toll.place, toll.series.first().map_or(0, |(at, _)| *at), claims.collect(), killed.collect())),
        }
    }
    incidents.extend(apart);
}

/// Deaths by violence that could be of several incidents.
fn deaths<'a>(place: Option<&'a EntityId>, at: usize, told: Vec<(&'a Article, &'a Claim)>, killed: Vec<&'a Series>) -> Incident<'a> {
    Incident {
        sort: Sort::Deaths,
        id: format!("series-{at}"),
        whats: BTreeSet::new(),
        time: None,
        place,
        actors: Vec::new(),
        targets: Vec::new(),
        told,
        killed,
    }
}

/// Where the story also tells a flood or a crash, nobody can say whose dead they are.
fn tells_a_disaster(story: &Story, pages: &Told) -> bool {
    let happened = story.facts.iter().filter(|fact| fact.status != FactStatus::Denied).flat_map(|fact| pages.claims(&fact.claims));
    happened
        .filter(|(_, claim)| claim.modality != Modality::Denied)
        .any(|(_, claim)| matches!(&claim.kind, ClaimKind::Event(event) if matches!(event.what, Some(What::Disaster | What::Accident))))
}

/// Whether a page tells the figure in one sentence with the incident, and neither place nor days speak against it.
fn fits(incident: &Incident, series: &Series, pages: &Told) -> bool {
    incident.sort == Sort::Violence
        && incident.place.zip(series.place.as_ref()).is_none_or(|(a, b)| a == b)
        && in_time(incident, series)
        && series.points.iter().flat_map(|point| pages.claims(&point.claims)).any(|(page, figure)| {
            incident.told.iter().any(|(article, claim)| article.source == page.source && claim.sentence == figure.sentence)
        })
}

/// Whether an incident that is dated lies before the last figure, and not long before the first.
fn in_time(incident: &Incident, series: &Series) -> bool {
    let Some(days) = incident.days() else { return true };
    let day = |time: &str| time.parse::<Date>().ok();
    let first = series.points.first().and_then(|p| p.day()).and_then(day);
    let last = series.latest().and_then(|latest| latest.date).and_then(day);
    // A figure without a day is of nothing that has one.
    first.zip(last).is_some_and(|(first, last)| days.first <= last && days.last.checked_add(AFTER.days()).is_ok_and(|end| first <= end))
}
