//! Violent incidents with the columns of UCDP's Georeferenced Event Dataset, filled where the pages state it.

use isnad_model::{Article, Claim, Estimate, Granularity, Group, Quantity, Story};

use crate::days::Days;
use crate::incidents::{self, Incident, Sort};
use crate::places::{Place, Places, name_in};
use crate::tables::safe;

/// The columns, in UCDP's order.
pub const COLUMNS: [&str; 49] = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
];

/// A story's violent incidents; none where nobody used force, as in a flood.
pub fn rows(story: &Story, articles: &[Article]) -> Vec<Vec<String>> {
    let incidents = incidents::of(story, articles);
    let places = Places::of(story, articles);
    let violent = incidents.iter().filter(|i| matches!(i.sort, Sort::Violence | Sort::Deaths));
    violent.map(|incident| row(story, &places, incident)).collect()
}

fn row(story: &Story, places: &Places, incident: &Incident) -> Vec<String> {
    let place = incident.place.and_then(|id| places.get(id));
    let days = incident.days();
    let names = |ids: &[&String]| ids.iter().map(|id| name_in(story, id)).collect::<Vec<_>>().join(", ");
    let (side_a, side_b) = (names(&incident.actors), names(&incident.targets));
    let dyad = if side_a.is_empty() || side_b.is_empty() { String::new() } else { format!("{side_a} - {side_b}") };
    let sources = Sources::of(story, incident);
    let deaths = Deaths::of(incident);
    let cell = |name: &str| -> String {
        match name {
            "id" => format!("{}-{}", story.id, incident.id),
            "year" => days.filter(|d| d.first.year() == d.last.year()).map(|d| d.first.year().to_string()).unwrap_or_default(),
            "conflict_name" | "dyad_name" => safe(&dyad),
            "side_a" => safe(&side_a),
            "side_b" => safe(&side_b),
            "number_of_sources" => sources.pages.len().to_string(),
            "source_article" => safe(&sources.listed(|s| s.article.clone())),
            "source_office" => safe(&sources.listed(|s| s.outlet.clone())),
            "source_date" => safe(&sources.listed(|s| s.day.clone())),
            "source_headline" => safe(&sources.listed(|s| s.headline.clone())),
            "source_original" => safe(&sources.speakers),
            "where_prec" => place.as_ref().filter(|p| p.is_country()).map(|_| "6".to_owned()).unwrap_or_default(),
            "where_coordinates" => place.as_ref().map(|p| safe(&p.name())).unwrap_or_default(),
            "where_description" => place.as_ref().and_then(|p| p.entity.name.ar.as_deref()).map(safe).unwrap_or_default(),
            "latitude" => degrees(place.as_ref(), |(lat, _)| lat),
            "longitude" => degrees(place.as_ref(), |(_, lon)| lon),
            "geom_wkt" => place.as_ref().and_then(Place::position).map(|(lat, lon)| format!("POINT ({lon} {lat})")).unwrap_or_default(),
            "country" => place.as_ref().and_then(|p| p.country).map(|c| c.long_name.to_owned()).unwrap_or_default(),
            "date_prec" => incident.time.and_then(|(_, granularity)| precision(granularity, days)).unwrap_or_default().to_owned(),
            "date_start" => days.map(|d| d.first.to_string()).unwrap_or_default(),
            "date_end" => days.map(|d| d.last.to_string()).unwrap_or_default(),
            "deaths_a" => number(deaths.a),
            "deaths_b" => number(deaths.b),
            "deaths_civilians" => number(deaths.civilians),
            "deaths_unknown" => number(deaths.unknown),
            "best" => number(deaths.best),
            "high" => number(deaths.high),
            "low" => number(deaths.low),
            _ => String::new(),
        }
    };
    COLUMNS.iter().map(|name| cell(name)).collect()
}

fn degrees(place: Option<&Place>, which: impl Fn((f64, f64)) -> f64) -> String {
    place.and_then(Place::position).map(|at| which(at).to_string()).unwrap_or_default()
}

/// How exact the date is: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 more.
fn precision(granularity: Granularity, days: Option<Days>) -> Option<&'static str> {
    Some(match granularity {
        Granularity::Minute | Granularity::Hour | Granularity::Day => "1",
        _ => match days?.count() {
            1 => "1",
            2..=6 => "2",
            7 => "3",
            8..=31 => "4",
            _ => "5",
        },
    })
}

/// A page that tells of an incident.
struct Source {
    article: String,
    outlet: String,
    day: String,
    headline: String,
}

/// The pages that tell of an incident.
struct Sources {
    pages: Vec<Source>,
    /// Who says it on them.
    speakers: String,
}

impl Sources {
    fn of(story: &Story, incident: &Incident) -> Self {
        let mut told: Vec<(&Article, &Claim)> = Vec::new();
        let mut speakers: Vec<String> = Vec::new();
        for (article, claim) in &incident.told {
            if !told.iter().any(|(known, _)| known.source == article.source) {
                told.push((article, claim));
            }
            if let Some(speaker) = claim.attribution.first().map(|a| name_in(story, &a.id))
                && !speakers.contains(&speaker)
            {
                speakers.push(speaker);
            }
        }
        let page = |(article, _): &(&Article, &Claim)| Source {
            article: article.url.clone().unwrap_or_else(|| article.source.clone()),
            outlet: article.outlet.name.clone().or_else(|| article.outlet.domain.clone()).unwrap_or_default(),
            day: story.page_dates.get(&article.source).and_then(|d| d.value.clone()).unwrap_or_default(),
            headline: article.title.clone().unwrap_or_default(),
        };
        Sources { pages: told.iter().map(page).collect(), speakers: speakers.join(";") }
    }

    fn listed(&self, what: impl Fn(&Source) -> String) -> String {
        self.pages.iter().map(what).collect::<Vec<_>>().join(";")
    }
}

/// The dead of an incident.
#[derive(Debug, Default, PartialEq)]
pub struct Deaths {
    pub a: Option<f64>,
    pub b: Option<f64>,
    pub civilians: Option<f64>,
    pub unknown: Option<f64>,
    pub best: Option<f64>,
    pub high: Option<f64>,
    pub low: Option<f64>,
}

impl Deaths {
    /// As the figures of all, of civilians and of either side's members have it. Children and women are no side of their own.
    pub fn of(incident: &Incident) -> Self {
        let last = |group: &dyn Fn(&Group) -> bool| incident.killed.iter().find(|s| group(&s.group)).and_then(|s| s.estimates.last());
        let side = |ids: &[&String]| last(&|group| matches!(group, Group::Actor(id) if ids.contains(&id)));
        let parts = [side(&incident.actors), side(&incident.targets), last(&|group| *group == Group::Civilians)];
        let [a, b, civilians] = parts.map(|part| part.and_then(|e| e.best));
        let known: f64 = [a, b, civilians].iter().flatten().map(|q| q.0).sum();
        let whole = last(&|group| *group == Group::All).or_else(|| incident.killed.first().and_then(|s| s.estimates.last()));
        // One figure alone is the whole of what the pages tell; several parts without a whole add up to it.
        let several = parts.iter().flatten().count() > 1 && last(&|group| *group == Group::All).is_none();
        let total = |of: fn(&Estimate) -> Option<Quantity>| {
            if several { parts.iter().flatten().map(|e| of(e).map(|q| q.0)).sum() } else { whole.and_then(of).map(|q| q.0) }
        };
        let best = total(|e| e.best);
        // Who is said to be of no side; nothing where parts and whole come from pages that contradict each other.
        let unknown = best.filter(|best| *best >= known).map(|best| best - known);
        let [a, b, civilians] = [a, b, civilians].map(|part| part.map(|q| q.0));
        Deaths { a, b, civilians, unknown, best, high: total(|e| e.high), low: total(|e| e.low) }
    }
}

fn number(value: Option<f64>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}
