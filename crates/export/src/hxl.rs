//! Figures with HXL hashtags: a row for each place, group and stretch of time, with the latest figure of each measure.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Article, Latest, Measure, Quantity, Series, SeriesWindow, Story, written};

use crate::places::{Place, Places};
use crate::tables::{listed, safe};

/// The columns before the figures, with their hashtags.
const ABOUT: [(&str, &str); 13] = [
    ("story", "#event+code"),
    ("title", "#event+name"),
    ("country", "#country+name"),
    ("country_code", "#country+code+v_iso3"),
    ("place", "#loc+name"),
    ("place_ar", "#loc+name+i_ar"),
    ("latitude", "#geo+lat"),
    ("longitude", "#geo+lon"),
    ("group", "#meta+counted"),
    ("counted_over", "#meta+window"),
    ("asof", "#date+reported"),
    ("verdict", "#meta+verdict"),
    ("sources", "#meta+source"),
];

/// The measures that count people or households, with the attribute that HXL has for each.
const MEASURES: [(Measure, &str); 8] = [
    (Measure::Killed, "killed"),
    (Measure::Wounded, "injured"),
    (Measure::Missing, "missing"),
    (Measure::Displaced, "displaced"),
    (Measure::Evacuated, "evacuated"),
    (Measure::Sheltered, "sheltered"),
    (Measure::Detained, "detained"),
    (Measure::Families, "hh"),
];

/// How a bound is read from what is known last.
type Bound = fn(&Latest) -> Option<Quantity>;

/// Three columns for each measure: the best figure, the lowest and the highest that stand.
const BOUNDS: [(&str, &str, Bound); 3] = [("", "", |e| e.best), ("_low", "+min", |e| e.low), ("_high", "+max", |e| e.high)];

/// The first line.
pub fn heads() -> Vec<String> {
    let figures = MEASURES
        .iter()
        .flat_map(|(measure, _)| BOUNDS.iter().map(|(suffix, _, _)| format!("{}{suffix}", written(measure).unwrap_or_default())));
    ABOUT.iter().map(|(head, _)| (*head).to_owned()).chain(figures).collect()
}

/// The second line.
pub fn tags() -> Vec<String> {
    let figures =
        MEASURES.iter().flat_map(|(_, attribute)| BOUNDS.iter().map(move |(_, bound, _)| format!("#affected+{attribute}{bound}")));
    ABOUT.iter().map(|(_, tag)| (*tag).to_owned()).chain(figures).collect()
}

/// What the figures of a row have in common.
type Key<'a> = (Option<&'a str>, &'a str, String);

/// A story's rows.
pub fn rows(story: &Story, articles: &[Article]) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<Key, Vec<&Series>> = BTreeMap::new();
    for series in story.series.iter().filter(|s| MEASURES.iter().any(|(measure, _)| *measure == s.measure)) {
        let key = (series.place.as_deref(), series.group.as_str(), series.window.as_ref().map(over).unwrap_or_default());
        rows.entry(key).or_default().push(series);
    }
    let places = Places::of(story, articles);
    rows.iter().flat_map(|(key, series)| apart(series).into_iter().map(|series| row(story, articles, &places, key, &series))).collect()
}

/// Two series of one measure are of two rows: none is left out, none added to another.
fn apart<'a>(all: &[&'a Series]) -> Vec<Vec<&'a Series>> {
    let mut rows: Vec<Vec<&Series>> = Vec::new();
    for series in all {
        match rows.iter_mut().find(|row| row.iter().all(|other| other.measure != series.measure)) {
            Some(row) => row.push(series),
            None => rows.push(vec![series]),
        }
    }
    rows
}

fn row(story: &Story, articles: &[Article], places: &Places, (place, group, over): &Key, all: &[&Series]) -> Vec<String> {
    let place = place.and_then(|id| places.get(id));
    let country = place.as_ref().and_then(|p| p.country);
    let verdicts: BTreeSet<String> = all.iter().filter_map(|s| written(&s.verdict)).collect();
    let about = |name: &str| -> String {
        match name {
            "story" => safe(&story.id),
            "title" => safe(&story.title),
            "country" => country.map(|c| c.long_name.to_owned()).unwrap_or_default(),
            "country_code" => country.map(|c| c.alpha3.to_owned()).unwrap_or_default(),
            "place" => place.as_ref().map(|p| safe(&p.name())).unwrap_or_default(),
            "place_ar" => place.as_ref().and_then(|p| p.entity.name.ar.as_deref()).map(safe).unwrap_or_default(),
            "latitude" => place.as_ref().map(Place::north).unwrap_or_default(),
            "longitude" => place.as_ref().map(Place::east).unwrap_or_default(),
            "group" => safe(group),
            "counted_over" => over.clone(),
            "asof" => all.iter().filter_map(|s| s.latest()?.date).max().unwrap_or_default().to_owned(),
            "verdict" => listed(&verdicts),
            "sources" => listed(outlets(articles, all)),
            _ => String::new(),
        }
    };
    let figures = MEASURES.iter().flat_map(|(measure, _)| {
        let latest = all.iter().find(|s| s.measure == *measure).and_then(|s| s.latest());
        BOUNDS.iter().map(move |(_, _, bound)| latest.as_ref().and_then(bound).map(|q| q.0.to_string()).unwrap_or_default())
    });
    ABOUT.iter().map(|(name, _)| about(name)).chain(figures).collect()
}

/// Over which stretch of time the figures count: `cumulative since 2024-06-12`, `increment 24h`.
fn over(window: &SeriesWindow) -> String {
    let kind = written(&window.kind).unwrap_or_default();
    let since = window.since.clone().or_else(|| window.event.and_then(|e| written(&e))).map(|s| format!(" since {s}"));
    let hours = window.hours.map(|q| format!(" {}h", q.0));
    format!("{kind}{}{}", since.unwrap_or_default(), hours.unwrap_or_default())
}

/// The outlets that have the best figures.
fn outlets<'a>(articles: &'a [Article], all: &[&Series]) -> BTreeSet<&'a str> {
    let pages: BTreeSet<&str> = all.iter().filter_map(|s| s.latest()).flat_map(|l| &l.point.claims).map(|c| c.page.as_str()).collect();
    articles.iter().filter(|a| pages.contains(a.source.as_str())).filter_map(|a| a.outlet.known()).collect()
}
