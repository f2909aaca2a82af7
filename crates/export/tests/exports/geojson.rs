//! GeoJSON, read by the `geojson` crate.

use geojson::{Feature, FeatureCollection, GeoJson, GeometryValue};
use isnad_export::Streamed;

use super::file;

fn features() -> Vec<Feature> {
    let parsed: GeoJson = file(Streamed::GeoJson).parse().expect("GeoJSON");
    FeatureCollection::try_from(parsed).expect("a collection").features
}

fn text<'a>(feature: &'a Feature, name: &str) -> Option<&'a str> {
    feature.property(name).and_then(|v| v.as_str())
}

#[test]
fn figures_and_events_stand_at_their_places() {
    let features = features();
    let killed: Vec<_> = features.iter().filter(|f| text(f, "measure") == Some("killed") && text(f, "group") == Some("all")).collect();
    let [killed] = killed[..] else { panic!("one series of the dead, {}", killed.len()) };
    let number = |name: &str| killed.property(name).and_then(serde_json::Value::as_u64);
    // The mayor counts sixty at least: how many at most, nobody says.
    assert_eq!((number("low"), number("best"), number("high")), (Some(31), Some(31), None));
    assert_eq!((text(killed, "asof"), text(killed, "verdict")), (Some("2024-05-08"), Some("disputed")));
    assert_eq!((text(killed, "place"), text(killed, "place_ar"), text(killed, "country")), (Some("sabha"), Some("سبها"), Some("LBY")));
    let Some(GeometryValue::Point { coordinates }) = killed.geometry.as_ref().map(|g| g.value.clone()) else { panic!("a point") };
    // Sabha lies at about 27° N, 14° E: east stands first.
    assert!((coordinates[0] - 14.4).abs() < 0.5 && (coordinates[1] - 27.0).abs() < 0.5, "{coordinates:?}");

    let shelling = features.iter().find(|f| text(f, "what") == Some("shelling")).expect("the shelling");
    assert_eq!((text(shelling, "kind"), text(shelling, "place")), (Some("event"), Some("taiz")));
    assert!(shelling.property("time").is_none(), "no page says when");
}

#[test]
fn properties_are_plain_and_ids_differ() {
    let features = features();
    let mut ids: Vec<_> = features.iter().map(|f| format!("{:?}", f.id)).collect();
    for feature in &features {
        for (name, value) in feature.properties.iter().flatten() {
            assert!(value.is_string() || value.is_number(), "{name}: {value}");
        }
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
