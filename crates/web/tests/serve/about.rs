//! A speaker, a place, a series of figures, each by itself.

use isnad_model::Measure;
use isnad_store::Claims;

use crate::desk::{Desk, value};

#[test]
fn a_figure_leads_to_its_speaker_its_place_and_its_series() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let store = desk.store();
    let claims = store.claims(&Claims { measure: Some(Measure::Killed), ..Claims::default() }).expect("claims");
    let line = claims
        .iter()
        .find(|c| c.speaker.is_some() && c.place.is_some() && c.page.contains("flood-1"))
        .expect("a figure with speaker and place");
    let claim = desk.follow(&isnad_export::Links::Desk.claim(&line.page, &line.claim).expect("an address"));
    let shown = desk.page(&claim);

    let address = value(&shown, "<p><a href=\"/speakers/");
    let speaker = desk.page(&format!("/speakers/{address}"));
    assert!(speaker.contains("<h4>Figures</h4>") && speaker.contains("Killed"), "{speaker}");
    assert!(speaker.contains(&format!("href=\"/stories/{}\"", line.story.expect("a story"))), "{speaker}");
    assert!(speaker.contains("/claims.atom?speaker=") && speaker.contains("/claims?speaker="), "{speaker}");
    assert!(speaker.contains("<mark>"), "each line opens its sentence");

    let address = value(&shown, "<p><a href=\"/places/");
    let place = desk.page(&format!("/places/{address}"));
    assert!(place.contains("Coordinates") && place.contains("<h4>Figures</h4>") && place.contains("<h4>Events</h4>"), "{place}");

    let address = desk.follow(&value(&shown, "<p><a href=\"/series?").replace("source=", "/series?source="));
    assert!(address.starts_with(&format!("/series/{}/killed-", line.story.expect("a story"))), "{address}");
    let series = desk.page(&address);
    assert!(series.contains("<svg") && series.contains("class=\"estimate\"") && series.contains("<mark>"), "{series}");
    // It is one of the story's, which leads there.
    let story = desk.page(&format!("/stories/{}", line.story.expect("a story")));
    assert!(story.contains("href=\"/series?source=") && story.contains("href=\"/speakers/") && story.contains("href=\"/places/"));
    desk.get("/language?to=ar");
    assert!(desk.page(&address).contains("قتلى") || desk.page(&address).contains("القتلى"));

    for nothing in ["/speakers/nobody", "/places/nowhere", "/series/1/killed-0", "/series/4711/killed-0", "/series?source=x&claim=c1"] {
        assert_eq!(desk.get(nothing).status, 404, "{nothing}");
    }
}

#[test]
fn a_correction_is_offered_those_whom_the_page_names() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let claims = desk.page("/claims?measure=killed");
    let claim = desk.follow(&value(&claims[claims.find("<tbody>").expect("a list")..], "<td><a href=\""));
    let shown = desk.page(&claim);
    for (field, list) in [("speaker", "actors"), ("place", "places"), ("group", "actors")] {
        let input = shown.split("<input ").find(|input| input.starts_with(&format!("name=\"{field}\""))).expect(field);
        assert!(input.contains(&format!("list=\"{list}\"")), "{input}");
    }
    let lists = &shown[shown.find("<datalist id=\"actors\">").expect("a list")..];
    assert!(lists.matches("<option value=\"").count() > 2 && lists.contains("<datalist id=\"places\">"), "{lists}");
    // What a button says is what it does.
    let story = desk.page("/stories/1");
    assert!(story.contains("<button>Merge them</button>") && story.contains("<button>Split the page off</button>"), "{story}");
}
