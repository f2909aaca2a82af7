//! Figures and events at their places, as GeoJSON (RFC 7946): a feature each, its properties plain, so that any map shows them.

use std::io::{self, Write};

use isnad_model::{Article, ClaimKind, FactKind, FactStatus, Series, Story, Verdict};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::StoryWriter;
use crate::places::{Place, Places, name_in};
use crate::told::Told;

/// A feature collection that is written feature by feature.
pub struct Collection<W: Write> {
    to: W,
    empty: bool,
}

impl<W: Write> Collection<W> {
    pub fn begin(mut to: W) -> io::Result<Self> {
        to.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Collection { to, empty: true })
    }
}

impl<W: Write> StoryWriter for Collection<W> {
    fn story(&mut self, story: &Story, articles: &[Article]) -> io::Result<()> {
        for feature in features(story, articles) {
            self.to.write_all(if self.empty { b"\n" } else { b",\n" })?;
            self.empty = false;
            serde_json::to_writer(&mut self.to, &feature)?;
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.to.write_all(b"\n]}\n")?;
        self.to.flush()
    }
}

/// What a story tells of places that are on a map.
fn features(story: &Story, articles: &[Article]) -> Vec<Value> {
    let (places, pages) = (Places::of(story, articles), Told::of(articles));
    let figures = story.series.iter().enumerate().filter_map(|(at, series)| {
        let place = places.get(series.place.as_deref()?)?;
        feature(story, &place, format!("{}-series-{at}", story.id), &figure(story, series))
    });
    let events = story.facts.iter().filter(|f| f.kind == FactKind::Event).filter_map(|fact| {
        let told = pages.claims(&fact.claims);
        let (_, claim) = told.first()?;
        let ClaimKind::Event(event) = &claim.kind else { return None };
        let place = places.get(told.iter().find_map(|(_, claim)| claim.kind.place())?)?;
        let properties = Event {
            kind: FactKind::Event,
            event_type: event.event_type,
            what: event.what,
            modality: claim.modality,
            time: told.iter().find_map(|(_, claim)| claim.kind.time()),
            actors: names(story, &event.actors),
            targets: names(story, &event.targets),
            status: fact.status,
            outlets: fact.outlets,
            origins: fact.origins,
            speakers: names(story, &fact.speakers),
            exact: &claim.exact,
        };
        feature(story, &place, format!("{}-{}", story.id, fact.id), &properties)
    });
    figures.chain(events).collect()
}

/// The properties of a figure over time: its latest estimate.
#[derive(Serialize)]
struct Figure<'a> {
    kind: FactKind,
    measure: isnad_model::Measure,
    group: &'a str,
    asof: Option<&'a str>,
    low: Option<isnad_model::Quantity>,
    best: Option<isnad_model::Quantity>,
    high: Option<isnad_model::Quantity>,
    counted_over: Option<isnad_model::WindowKind>,
    verdict: Verdict,
    outlets: usize,
    origins: usize,
    speakers: String,
}

/// The properties of an event.
#[derive(Serialize)]
struct Event<'a> {
    kind: FactKind,
    #[serde(rename = "type")]
    event_type: isnad_model::EventType,
    what: Option<isnad_model::What>,
    modality: isnad_model::Modality,
    time: Option<&'a str>,
    actors: String,
    targets: String,
    status: FactStatus,
    outlets: usize,
    origins: usize,
    speakers: String,
    exact: &'a str,
}

fn figure<'a>(story: &Story, series: &'a Series) -> Figure<'a> {
    let latest = series.latest();
    let latest = latest.as_ref();
    let mut speakers: Vec<String> = series.points.iter().filter_map(|p| p.speaker.clone()).collect();
    speakers.sort();
    speakers.dedup();
    Figure {
        kind: FactKind::Figure,
        measure: series.measure,
        group: series.group.as_str(),
        asof: latest.and_then(|l| l.date),
        low: latest.and_then(|l| l.low),
        best: latest.and_then(|l| l.best),
        high: latest.and_then(|l| l.high),
        counted_over: series.window.as_ref().map(|w| w.kind),
        verdict: series.verdict,
        outlets: series.corroboration.outlets,
        origins: series.corroboration.origins,
        speakers: names(story, &speakers),
    }
}

fn names(story: &Story, ids: &[String]) -> String {
    ids.iter().map(|id| name_in(story, id)).collect::<Vec<_>>().join("; ")
}

/// A point with properties; none where the place is on no map. What is not known has no property.
fn feature(story: &Story, place: &Place, id: String, about: &impl Serialize) -> Option<Value> {
    let (lat, lon) = place.position()?;
    let mut properties = Map::new();
    properties.insert("story".to_owned(), json!(story.id));
    properties.insert("title".to_owned(), json!(story.title));
    properties.insert("place".to_owned(), json!(place.id));
    properties.insert("place_en".to_owned(), json!(place.entity.name.en));
    properties.insert("place_ar".to_owned(), json!(place.entity.name.ar));
    properties.insert("country".to_owned(), json!(place.country.map(|c| c.alpha3)));
    if let Ok(Value::Object(about)) = serde_json::to_value(about) {
        properties.extend(about);
    }
    properties.retain(|_, value| !value.is_null() && value.as_str() != Some(""));
    // East stands before north.
    Some(json!({"type": "Feature", "id": id, "geometry": {"type": "Point", "coordinates": [lon, lat]}, "properties": properties}))
}
