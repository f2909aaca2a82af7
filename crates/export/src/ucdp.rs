//! Violent incidents with the columns of UCDP's Georeferenced Event Dataset, filled where the pages state it.

use isnad_model::{Article, Claim, Granularity, Group, Latest, Quantity, Story};

use crate::days::Days;
use crate::incidents::{self, Incident, Sort};
use crate::places::{Place, Places, name_in};
use crate::tables::{listed, safe};

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
    let places = Places::of(story, articles);
    let incidents = incidents::of(story, articles, &places);
    let violent = incidents.iter().filter(|i| matches!(i.sort, Sort::Violence | Sort::Deaths));
    violent.map(|incident| row(story, &places, incident)).collect()
}

fn row(story: &Story, places: &Places, incident: &Incident) -> Vec<String> {
    let place = incident.place.and_then(|id| places.get(id));
    let days = incident.days();
    let names = |ids: &[&String]| listed(ids.iter().map(|id| name_in(story, id)));
    let (side_a, side_b) = (names(&incident.actors), names(&incident.targets));
    let dyad = if side_a.is_empty() || side_b.is_empty() { String::new() } else { format!("{side_a} - {side_b}") };
    let sources = Sources::of(story, incident);
    let deaths = Deaths::of(incident);
    let cell = |name: &str| -> String {
        match name {
            "id" => format!("{}-{}", story.id, incident.id),
            "year" => days.filter(|d| d.first.year() == d.last.year()).map(|d| d.first.year().to_string()).unwrap_or_default(),
            "conflict_name" | "dyad_name" => dyad.clone(),
            "side_a" => side_a.clone(),
            "side_b" => side_b.clone(),
            "number_of_sources" => sources.pages.len().to_string(),
            "source_article" => listed(sources.pages.iter().map(|s| &s.article)),
            "source_office" => listed(sources.pages.iter().map(|s| &s.outlet)),
            "source_date" => listed(sources.pages.iter().map(|s| &s.day)),
            "source_headline" => listed(sources.pages.iter().map(|s| &s.headline)),
            "source_original" => listed(&sources.speakers),
            "where_prec" => place.as_ref().filter(|p| p.is_country()).map(|_| "6".to_owned()).unwrap_or_default(),
            "where_coordinates" => place.as_ref().map(|p| safe(&p.name())).unwrap_or_default(),
            "where_description" => place.as_ref().and_then(|p| p.entity.name.ar.as_deref()).map(safe).unwrap_or_default(),
            "latitude" => place.as_ref().map(Place::north).unwrap_or_default(),
            "longitude" => place.as_ref().map(Place::east).unwrap_or_default(),
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
    speakers: Vec<String>,
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
            article: article.url.as_ref().unwrap_or(&article.source).replace(';', "%3B"),
            outlet: article.outlet.known().unwrap_or_default().to_owned(),
            day: story.page_dates.get(&article.source).and_then(|d| d.value.clone()).unwrap_or_default(),
            headline: article.title.clone().unwrap_or_default(),
        };
        Sources { pages: told.iter().map(page).collect(), speakers }
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
        let of = |wanted: &dyn Fn(&Group) -> bool| {
            let mut all = incident.killed.iter().filter(|s| wanted(&s.group));
            // Of several figures none is that of them all.
            if let (Some(series), None) = (all.next(), all.next()) { series.latest() } else { None }
        };
        let side = |ids: &[&String]| of(&|group| matches!(group, Group::Actor(id) if ids.contains(&id)));
        let (a, b, civilians) = (side(&incident.actors), side(&incident.targets), of(&|group| *group == Group::Civilians));
        let whole = of(&|group| *group == Group::All).or_else(|| match (incident.killed.len(), [&a, &b, &civilians]) {
            // The one figure that the pages give, if it is of those whom UCDP counts apart.
            (1, parts) => parts.into_iter().flatten().next().cloned(),
            (2, [Some(a), Some(b), _]) => Some(sum(a, b)),
            _ => None,
        });
        // Without a figure of all there are no fewer dead than in the greatest group.
        let least = || incident.killed.iter().filter_map(|s| s.latest()?.low).map(|q| q.0).reduce(f64::max);
        let low = whole.as_ref().map_or_else(least, |w| w.low.map(|q| q.0));
        let best = whole.as_ref().and_then(|w| w.best).map(|q| q.0);
        let high = whole.and_then(|w| w.high).map(|q| q.0);
        let [a, b, civilians] = [a, b, civilians].map(|part| part.and_then(|p| p.best).map(|q| q.0));
        // Who is said to be of no side; nothing where civilians can be a side's, or parts and whole contradict each other.
        let known: f64 = [a, b, civilians].into_iter().flatten().sum();
        let overlap = civilians.is_some() && (a.is_some() || b.is_some());
        let unknown = best.filter(|best| *best >= known && !overlap).map(|best| best - known);
        Deaths { a, b, civilians, unknown, best, high, low }
    }
}

/// The dead of both sides together.
fn sum<'a>(a: &Latest<'a>, b: &Latest<'a>) -> Latest<'a> {
    let both = |x: Option<Quantity>, y: Option<Quantity>| x.zip(y).map(|(x, y)| Quantity(x.0 + y.0));
    Latest { low: both(a.low, b.low), best: both(a.best, b.best), high: both(a.high, b.high), ..a.clone() }
}

fn number(value: Option<f64>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}
