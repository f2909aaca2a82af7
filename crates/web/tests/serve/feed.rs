//! Feeds, as a reader of others reads them.

use std::collections::BTreeSet;

use feed_rs::model::Feed;
use isnad_model::Measure;
use isnad_store::{Claims, Judgement};

use crate::desk::{Answer, Desk, given, value};

fn feed(answer: &Answer) -> Feed {
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.header("content-type"), Some("application/atom+xml; charset=utf-8"));
    let feed = feed_rs::parser::parse(answer.body.as_bytes()).unwrap_or_else(|fault| panic!("{fault}: {}", answer.body));
    // What RFC 4287 asks of every feed and entry.
    assert!(feed.id.starts_with("urn:uuid:") && feed.title.is_some() && feed.updated.is_some() && !feed.authors.is_empty());
    let ids: BTreeSet<&String> = feed.entries.iter().map(|entry| &entry.id).collect();
    assert_eq!(ids.len(), feed.entries.len(), "no name twice");
    for entry in &feed.entries {
        assert!(entry.id.starts_with("urn:uuid:") && entry.updated.is_some(), "{entry:?}");
        assert!(entry.title.as_ref().is_some_and(|title| !title.content.is_empty()), "{entry:?}");
    }
    feed
}

fn titles(feed: &Feed) -> Vec<String> {
    let plain = |title: &str| title.replace(['\u{2068}', '\u{2069}'], "");
    feed.entries.iter().map(|entry| plain(&entry.title.as_ref().expect("a title").content)).collect()
}

fn path(desk: &Desk, address: &str) -> String {
    let path = address.strip_prefix(&format!("http://{}", desk.address)).unwrap_or_else(|| panic!("{address}"));
    path.to_owned()
}

#[test]
fn a_story_is_followed_by_its_figures_disputes_and_decisions() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let mut store = desk.store();
    let claims = store.claims(&Claims { measure: Some(Measure::Killed), ..Claims::default() }).expect("claims");
    let line = claims.iter().find(|c| c.low.is_some_and(|low| low.0 == 12.0) && c.page.contains("flood-1")).expect("twelve dead");
    let story = line.story.expect("a story");
    let page = desk.page(&format!("/stories/{story}"));
    let address = value(&page, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Follow this story as a feed\" href=\"");
    assert_eq!(address, format!("/stories/{story}/feed.atom?lang=en"));
    let before = desk.get(&address);
    let first = feed(&before);
    let told = titles(&first);
    assert!(told.iter().any(|title| title.contains("Killed") && title.contains("12")), "{told:?}");
    assert!(told.iter().any(|title| title.starts_with("Now in dispute: Killed")), "{told:?}");
    // Nothing new is told in a word.
    let tag = before.header("etag").expect("a tag");
    assert_eq!(desk.send("GET", &address, &[("If-None-Match", tag)], b"").status, 304);
    let claim = isnad_model::ClaimRef { page: line.page.clone(), claim: line.claim.clone() };
    store.decide(&Judgement::Reject(claim), "ليلى", Some("العدد لا يخص القتلى")).expect("it is decided");
    let after = feed(&desk.send("GET", &address, &[("If-None-Match", tag)], b""));
    assert!(after.updated >= first.updated);
    let decided = after.entries.iter().find(|entry| entry.authors.iter().any(|a| a.name.as_deref() == Some("ليلى"))).expect("the decision");
    assert_eq!(decided.summary.as_ref().map(|s| s.content.as_str()), Some("العدد لا يخص القتلى"));
    // What was there is there under the same names, and leads to where it is seen.
    let names = |feed: &Feed| feed.entries.iter().map(|entry| entry.id.clone()).collect::<BTreeSet<String>>();
    assert!(names(&after).is_superset(&names(&first)));
    let revision = first.entries.iter().find(|e| e.title.as_ref().is_some_and(|t| t.content.contains("Killed"))).expect("a figure");
    let shown = path(&desk, &revision.links.last().expect("a link").href);
    assert_eq!(desk.get(&shown).status, 303, "{shown}");
    let arabic = titles(&feed(&desk.get(&format!("/stories/{story}/feed.atom?lang=ar"))));
    assert!(arabic.iter().any(|title| title.starts_with("صار موضع خلاف")), "{arabic:?}");
    assert_eq!(desk.get("/stories/4711/feed.atom").status, 404);
}

#[test]
fn a_saved_search_is_its_address() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let page = desk.page("/search?q=%D9%85%D8%AF%D9%8A%D9%86%D8%A9");
    let address = value(&page, "title=\"Follow this search as a feed\" href=\"");
    let first = feed(&desk.get(&address));
    assert_eq!(first.title.as_ref().map(|t| t.content.replace(['\u{2068}', '\u{2069}'], "")), Some("Search: مدينة".to_owned()));
    assert!(!first.entries.is_empty());
    let shown = path(&desk, &first.entries[0].links[0].href);
    assert_eq!(desk.get(&shown).status, 200, "{shown}");
    // Whatever a page says, it is text; what comes last stands first.
    let hostile = "<html><head><title>مدينة ]]&gt; &lt;script&gt;&#27;[1m &amp;amp;</title></head><body><article>
        <p>قالت الشرطة إن ثلاثة أشخاص قتلوا في مدينة درنة \u{202e} يوم الاثنين ]]&gt; &lt;b&gt;.</p></article></body></html>";
    desk.store().add(&[given("/hostile.html", hostile)]).expect("it is added");
    let second = feed(&desk.get(&address));
    assert_eq!(second.entries.len(), first.entries.len() + 1);
    let title = &second.entries[0].title.as_ref().expect("a title").content;
    assert!(title.contains("]]> <script>") && !title.contains(['\u{1b}', '\u{202e}']), "{title:?}");
    assert!(!second.entries[0].summary.as_ref().is_some_and(|s| s.content.contains('\u{202e}')));
    assert_eq!(desk.get("/search.atom").status, 422);
    assert_eq!(desk.get("/search.atom?q=x&since=yesterday").status, 422);
}

#[test]
fn claims_are_followed_by_any_filter() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let page = desk.page("/claims?measure=killed&status=disputed");
    let address = value(&page, "title=\"Follow these claims as a feed\" href=\"");
    assert_eq!(address, "/claims.atom?measure=killed&status=disputed&lang=en");
    let killed = feed(&desk.get(&address));
    assert!(!killed.entries.is_empty() && titles(&killed).iter().all(|title| title.starts_with("Killed")), "{:?}", titles(&killed));
    let shown = path(&desk, &killed.entries[0].links[0].href);
    assert!(desk.page(&shown).contains("<mark>"));
    assert_eq!(desk.get("/claims.atom?measure=dead").status, 422);
    assert_eq!(feed(&desk.get("/claims.atom?outlet=nobody")).entries.len(), 0);
    // Another server before this one has another name, the things keep theirs.
    let elsewhere = [("Host", "localhost:80"), ("X-Forwarded-Proto", "https")];
    let other = feed(&desk.send("GET", &address, &elsewhere, b""));
    assert_eq!(other.entries[0].id, killed.entries[0].id);
    assert!(other.entries[0].links[0].href.starts_with("https://localhost:80/pages/"), "{:?}", other.entries[0].links);
}
