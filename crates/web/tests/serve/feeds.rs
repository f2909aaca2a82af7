//! The page that shows how a watch stands.

use isnad_store::{AlertWay, NewAlert, Watched};
use jiff::{SignedDuration, Timestamp};

use crate::desk::Desk;

#[test]
fn feeds_that_are_watched_and_alerts_that_are_told_are_shown_as_they_stand() {
    let mut desk = Desk::new(None);
    let mut store = desk.store();
    assert!(desk.page("/sources").contains("href=\"/feeds\""));
    assert!(desk.page("/feeds").contains("No feed is watched."));
    let now: Timestamp = "2026-05-01T08:00:00Z".parse().expect("a time");
    let feed = |address: &str, name: Option<&str>| Watched {
        address: address.to_owned(),
        host: "nakheel.example".to_owned(),
        name: name.map(str::to_owned),
        quiet: false,
        every: SignedDuration::from_mins(15),
    };
    let feeds = [feed("https://nakheel.example/rss", Some("<b>النخيل")), feed("https://nakheel.example/trouble", None)];
    store.watch(&feeds, now).expect("they are watched");
    let trouble = store.feeds().expect("feeds")[1].id;
    store.feed_failed(trouble, "status 503", Some(now + SignedDuration::from_mins(30)), now).expect("it is written");
    let alert = |name: &str, way, target: Option<&str>| NewAlert { name: name.to_owned(), way, target: target.map(str::to_owned) };
    let alerts = [
        alert("أعداد القتلى", AlertWay::Terminal, None),
        alert("desk", AlertWay::Webhook, Some("https://desk.example/secret-path")),
        alert("gone", AlertWay::Webhook, Some("https://gone.example/")),
        alert("feed", AlertWay::Atom, Some("alerts/feed.atom")),
    ];
    store.set_alerts(&alerts).expect("they are set");
    store.alert_told("أعداد القتلى", 7, 0, &[], now).expect("it is written");
    store.alert_failed("desk", "it answers 500", Some(now), now).expect("it is written");
    store.alert_failed("gone", "it answers that it is gone (410)", None, now).expect("it is written");

    let page = desk.page("/feeds");
    assert!(page.contains("<bdi>&#60;b&#62;النخيل</bdi>") && page.contains("https://nakheel.example/rss"), "{page}");
    assert!(page.contains("status 503") && page.contains("2026-05-01 08:30"), "{page}");
    let row = |name: &str| page.split("<tr>").find(|row| row.contains(&format!("<bdi>{name}</bdi>"))).unwrap_or_else(|| panic!("{page}"));
    assert!(row("أعداد القتلى").contains("Terminal") && row("أعداد القتلى").contains("<td>7</td>"), "{page}");
    assert!(row("أعداد القتلى").contains("2026-05-01 08:00"), "{page}");
    assert!(row("desk").contains("desk.example") && row("desk").contains("it answers 500"), "{page}");
    assert!(!page.contains("secret-path"), "what stands behind a server's name may be a secret");
    assert!(row("gone").contains("given up") && row("feed").contains("alerts/feed.atom"), "{page}");
    desk.get("/language?to=ar");
    let page = desk.page("/feeds");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">") && page.contains("التنبيهات") && page.contains("الطرفية"), "{page}");
}
