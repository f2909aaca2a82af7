//! Incidents with the columns of ACLED, filled where the pages state it.

use isnad_model::{Article, Granularity, Story, What};

use crate::incidents::{self, Incident, Sort};
use crate::places::{Places, name_in};
use crate::tables::{listed, safe};
use crate::ucdp::Deaths;

/// The columns, in ACLED's order.
pub const COLUMNS: [&str; 31] = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
];

/// A story's incidents of violence, protest, arrest, agreement and withdrawal.
pub fn rows(story: &Story, articles: &[Article]) -> Vec<Vec<String>> {
    let places = Places::of(story, articles);
    incidents::of(story, articles, &places)
        .iter()
        .filter(|i| i.sort != Sort::Deaths)
        .map(|incident| row(story, &places, incident))
        .collect()
}

fn row(story: &Story, places: &Places, incident: &Incident) -> Vec<String> {
    let place = incident.place.and_then(|id| places.get(id));
    // ACLED has one day for each event; what is known less finely than a month is not dated.
    let day = incident.days().filter(|days| days.count() <= 31).map(|days| days.first);
    let (event_type, sub_event_type) = kind(incident);
    let country = place.as_ref().and_then(|p| p.country);
    let [actor1, assoc1] = actors(story, &incident.actors);
    let [actor2, assoc2] = actors(story, &incident.targets);
    let cell = |name: &str| -> String {
        match name {
            "event_id_cnty" => format!("{}-{}", story.id, incident.id),
            "event_date" => day.map(|d| d.to_string()).unwrap_or_default(),
            "year" => day.map(|d| d.year().to_string()).unwrap_or_default(),
            "time_precision" => day.and(incident.time).map(|(_, granularity)| precision(granularity).to_owned()).unwrap_or_default(),
            "disorder_type" => disorder(incident.sort).to_owned(),
            "event_type" => event_type.to_owned(),
            "sub_event_type" => sub_event_type.to_owned(),
            "actor1" => actor1.clone(),
            "assoc_actor_1" => assoc1.clone(),
            "actor2" => actor2.clone(),
            "assoc_actor_2" => assoc2.clone(),
            "iso" => country.map(|c| c.value.to_string()).unwrap_or_default(),
            "country" => country.map(|c| c.long_name.to_owned()).unwrap_or_default(),
            "location" => place.as_ref().map(|p| safe(&p.name())).unwrap_or_default(),
            "latitude" => place.as_ref().map(|p| p.north()).unwrap_or_default(),
            "longitude" => place.as_ref().map(|p| p.east()).unwrap_or_default(),
            "geo_precision" => place.as_ref().filter(|p| p.is_country()).map(|_| "3".to_owned()).unwrap_or_default(),
            "source" => outlets(incident),
            "notes" => safe(&notes(incident)),
            "fatalities" => fatalities(&Deaths::of(incident)).map(|n| n.to_string()).unwrap_or_default(),
            _ => String::new(),
        }
    };
    COLUMNS.iter().map(|name| cell(name)).collect()
}

/// ACLED's type and sub-type; empty where the pages do not tell one from another.
fn kind(incident: &Incident) -> (&'static str, &'static str) {
    let only = |what| incident.whats.len() == 1 && incident.whats.contains(&what);
    match incident.sort {
        Sort::Violence if only(What::Clash) => ("Battles", "Armed clash"),
        Sort::Violence if only(What::Shelling) => ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
        Sort::Violence if only(What::Bombing) => ("Explosions/Remote violence", ""),
        Sort::Violence | Sort::Deaths => ("", ""),
        Sort::Protest => ("Protests", ""),
        Sort::Arrest => ("Strategic developments", "Arrests"),
        Sort::Agreement => ("Strategic developments", "Agreement"),
        Sort::Withdrawal => ("Strategic developments", ""),
    }
}

fn disorder(sort: Sort) -> &'static str {
    match sort {
        Sort::Violence | Sort::Deaths => "Political violence",
        Sort::Protest => "Demonstrations",
        Sort::Arrest | Sort::Agreement | Sort::Withdrawal => "Strategic developments",
    }
}

/// 1 the day, 2 the week, 3 the month.
fn precision(granularity: Granularity) -> &'static str {
    match granularity {
        Granularity::Minute | Granularity::Hour | Granularity::Day => "1",
        Granularity::Week => "2",
        _ => "3",
    }
}

/// The lowest figure that stands, where the pages count all the dead: «hundreds» and «children among them» are no count.
fn fatalities(deaths: &Deaths) -> Option<f64> {
    deaths.best.and(deaths.low)
}

/// The first, and the others.
fn actors(story: &Story, ids: &[&String]) -> [String; 2] {
    let mut names = ids.iter().map(|id| name_in(story, id));
    let first = names.next().unwrap_or_default();
    [safe(&first), listed(names)]
}

fn outlets(incident: &Incident) -> String {
    let mut names: Vec<&str> = Vec::new();
    for outlet in incident.told.iter().filter_map(|(article, _)| article.outlet.known()) {
        if !names.contains(&outlet) {
            names.push(outlet);
        }
    }
    listed(names)
}

/// The sentence of the first page that tells it, in the page's own words.
fn notes(incident: &Incident) -> String {
    incident.told.first().map(|(article, claim)| article.sentence_of(claim)).unwrap_or_default()
}
