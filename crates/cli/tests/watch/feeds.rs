//! What is read of feeds, and when.

#[cfg(unix)]
use std::process::Command;

use jiff::Timestamp;

use crate::desk::{Desk, until};
use crate::served::{Answer, atom, page};

/// What is told in the metadata of a feed with an `ETag`.
fn tagged(answer: Answer, tag: &str) -> Answer {
    answer.with(&format!("ETag: \"{tag}\""))
}

#[test]
fn what_is_new_is_stored_once_and_what_did_not_change_is_not_asked_for() {
    let desk = Desk::new("[[feed]]\naddress = \"http://HOST/feed\"\nevery = \"10m\"");
    let (one, two, three) = (desk.url("/1"), desk.url("/2"), desk.url("/3"));
    for (path, village) in [("/1", "النخيل"), ("/2", "الوادي"), ("/3", "الجسر")] {
        desk.site.answer(path, tagged(page(village, 4), "p1"));
    }
    desk.site.answer("/feed", tagged(atom("نخيل", &[(two.clone(), None), (one.clone(), Some("2026-05-01T08:00:00Z"))]), "f1"));
    let said = desk.once(0);
    assert_eq!((said.out.as_str(), said.status), ("2 new, 0 changed, 0 known, 0 failed\n", Some(0)), "{said:?}");
    let mut asked = desk.site.asked();
    asked[1..].sort();
    assert_eq!(asked, ["/feed", "/1", "/2"]);
    // It is not due again yet.
    assert_eq!(desk.once(0).out, "0 new, 0 changed, 0 known, 0 failed\n");
    assert_eq!(desk.site.asked(), Vec::<String>::new());
    // Nothing changed.
    assert_eq!(desk.once(60).out, "0 new, 0 changed, 0 known, 0 failed\n");
    assert_eq!(desk.site.asked(), ["/feed \"f1\""]);
    // There is one more.
    let all = [(three.clone(), None), (two.clone(), None), (one.clone(), Some("2026-05-01T08:00:00Z"))];
    desk.site.answer("/feed", tagged(atom("نخيل", &all), "f2"));
    assert_eq!(desk.once(120).out, "1 new, 0 changed, 0 known, 0 failed\n");
    assert_eq!(desk.site.asked(), ["/feed \"f1\"", "/3"]);
    // One changed, as the feed says, and as its server does.
    desk.site.answer("/feed", tagged(atom("نخيل", &[(three, None), (two, None), (one, Some("2099-05-01T09:00:00Z"))]), "f3"));
    desk.site.answer("/1", tagged(page("النخيل", 7), "p2"));
    assert_eq!(desk.once(240).out, "0 new, 1 changed, 0 known, 0 failed\n");
    assert_eq!(desk.site.asked(), ["/feed \"f2\"", "/1 \"p1\""]);

    let status = desk.status();
    assert_eq!(status.len(), 1);
    assert_eq!((&status[0]["name"], &status[0]["entries"], &status[0]["waiting"]), (&"نخيل".into(), &3.into(), &0.into()));
    let check = desk.run(&["check"]);
    assert!(check.out.contains("sound; 3 pages in 4 versions"), "{check:?}");
}

#[test]
fn only_what_comes_from_now_on_is_read_where_that_is_wished() {
    let desk = Desk::new("[[feed]]\naddress = \"http://HOST/feed\"\npages = \"new\"\nname = \"Wadi\"");
    desk.site.answer("/feed", atom("x", &[(desk.url("/1"), None)]));
    desk.site.answer("/2", page("الوادي", 4));
    assert_eq!(desk.once(0).out, "0 new, 0 changed, 0 known, 0 failed\n");
    desk.site.answer("/feed", atom("x", &[(desk.url("/2"), None), (desk.url("/1"), None)]));
    assert_eq!(desk.once(60).out, "1 new, 0 changed, 0 known, 0 failed\n");
    assert_eq!(desk.site.asked(), ["/feed", "/feed", "/2"]);
    assert_eq!(desk.status()[0]["name"], "Wadi");
}

#[test]
fn what_fails_is_named_and_stops_nothing() {
    let feed = |path: &str| format!("[[feed]]\naddress = \"http://HOST{path}\"\n");
    let desk = Desk::new(&["/trouble", "/gone", "/broken", "/moved", "/sound"].map(feed).concat());
    desk.site.answer("/trouble", Answer::status("503 Service Unavailable").with("Retry-After: 7200"));
    desk.site.answer("/gone", Answer::status("410 Gone"));
    desk.site.answer("/broken", Answer::of("text/html", "<!doctype html><html><body><p>لا شيء هنا</p></body></html>"));
    desk.site.answer("/moved", Answer::status("301 Moved Permanently").with("Location: /new"));
    desk.site.answer("/new", atom("y", &[(desk.url("/nowhere"), None)]));
    desk.site.answer("/sound", atom("x", &[(desk.url("/1"), None)]));
    desk.site.answer("/1", page("الوادي", 4));
    let said = desk.once(0);
    assert_eq!((said.out.as_str(), said.status), ("1 new, 0 changed, 0 known, 4 failed\n", Some(1)), "{said:?}");
    let told = |about: &str| said.told.iter().find(|line| line.starts_with(&format!("http://HOST{about}:"))).cloned().unwrap_or_default();
    assert!(told("/trouble").contains("status 503") && told("/trouble").contains("asked again in 2 h"), "{said:?}");
    assert!(told("/gone").contains("status 410") && told("/gone").contains("take it out"), "{said:?}");
    assert!(told("/broken").contains("no feed"), "{said:?}");
    assert!(told("/moved").contains("http://HOST/new now"), "{said:?}");
    assert!(told("/nowhere").contains("status 404") && told("/nowhere").contains("asked again in"), "{said:?}");
    assert_eq!(said.told.len(), 5, "{said:?}");

    let status = desk.status();
    let of = |path: &str| status.iter().find(|feed| feed["address"] == desk.url(path)).expect("it is there");
    assert_eq!(
        (&of("/trouble")["failures"], of("/gone")["gone"].is_string(), &of("/moved")["moved"]),
        (&1.into(), true, &desk.url("/new").into())
    );
    assert_eq!((&of("/sound")["failures"], of("/sound").get("fault"), &of("/moved")["waiting"]), (&0.into(), None, &1.into()));
    let text = desk.run(&["watch", "--status"]).out;
    assert!(text.contains("/gone: not read yet [gone ") && text.contains("[failed 1 times: status 503"), "{text}");

    let doctor = desk.run(&["doctor"]);
    let about = |path: &str| doctor.out.lines().find(|line| line.contains(&desk.url(path))).unwrap_or_default();
    assert!(about("/trouble").starts_with("fault") && about("/trouble").contains("failed 1 times in a row: status 503"), "{doctor:?}");
    assert!(about("/gone").starts_with("fault") && about("/gone").contains("take it out"), "{doctor:?}");
    assert_eq!((about("/sound"), doctor.status), ("", Some(1)), "{doctor:?}");

    // An hour later: the one in trouble wishes to be left alone, the one that is gone is gone.
    desk.site.asked();
    desk.once(60);
    let asked = desk.site.asked();
    assert!(!asked.iter().any(|path| path == "/trouble" || path == "/gone") && asked.iter().any(|path| path == "/broken"), "{asked:?}");
}

#[test]
fn a_feed_that_fails_is_asked_ever_more_seldom_while_others_go_on() {
    let desk = Desk::new(
        "[[feed]]\naddress = \"http://HOST/trouble\"\nevery = \"10m\"\n[[feed]]\naddress = \"http://HOST/sound\"\nevery = \"10m\"",
    );
    desk.site.answer("/trouble", Answer::status("500 Internal Server Error"));
    desk.site.answer("/sound", atom("x", &[]));
    #[cfg_attr(unix, allow(unused_mut))]
    let mut child = desk.watch(6000, Timestamp::now());
    until("asked sixteen times", || desk.site.times("/sound") >= 16);
    let (sound, trouble) = (desk.site.times("/sound"), desk.site.times("/trouble"));
    assert!(trouble >= 2 && trouble * 2 <= sound, "{trouble} of {sound}");

    // Told to end, it does, and says what it did.
    #[cfg(unix)]
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("it runs").success());
    #[cfg(not(unix))]
    child.kill().expect("it ends");
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(cfg!(not(unix)) || out.starts_with("0 new, 0 changed, 0 known, ") && output.status.code() == Some(1), "{out}");
}

#[test]
fn sitemaps_that_a_sitemap_lists_are_read_when_they_changed() {
    let desk = Desk::new("[[feed]]\naddress = \"http://HOST/index.xml\"\nevery = \"10m\"");
    let xml = |root: &str, of: &str, listed: &[(&str, &str)]| {
        let listed: String =
            listed.iter().map(|(path, day)| format!("<{of}><loc>{}</loc><lastmod>{day}</lastmod></{of}>", desk.url(path))).collect();
        let map = format!("<?xml version=\"1.0\"?><{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{listed}</{root}>");
        Answer::of("application/xml", map)
    };
    desk.site.answer("/index.xml", xml("sitemapindex", "sitemap", &[("/a.xml", "2026-05-01"), ("/b.xml", "2026-05-01")]));
    desk.site.answer("/a.xml", xml("urlset", "url", &[("/1", "2026-05-01")]));
    desk.site.answer("/b.xml", xml("urlset", "url", &[("/2", "2026-05-01")]));
    for (path, village) in [("/1", "النخيل"), ("/2", "الوادي"), ("/3", "الجسر")] {
        desk.site.answer(path, page(village, 4));
    }
    assert_eq!(desk.once(0).out, "2 new, 0 changed, 0 known, 0 failed\n");
    desk.site.asked();
    desk.site.answer("/index.xml", xml("sitemapindex", "sitemap", &[("/a.xml", "2026-05-01"), ("/b.xml", "2026-05-02")]));
    desk.site.answer("/b.xml", xml("urlset", "url", &[("/3", "2026-05-02"), ("/2", "2026-05-01")]));
    assert_eq!(desk.once(60).out, "1 new, 0 changed, 0 known, 0 failed\n");
    assert_eq!(desk.site.asked(), ["/index.xml", "/b.xml", "/3"]);
}

#[test]
fn a_file_that_is_wrong_is_named_with_its_line_and_nobody_watches_twice() {
    let desk = Desk::new("[[feed]]\naddress = \"http://HOST/feed\"\nevry = \"10m\"");
    let said = desk.once(0);
    assert_eq!(said.status, Some(2));
    assert!(said.told[0].starts_with("feeds.toml: line 5: unknown field `evry`"), "{said:?}");
    assert_eq!(desk.run(&["watch"]).status, Some(2));
    desk.feeds("[[feed]]\naddress = \"http://HOST/feed\"");
    desk.site.answer("/feed", atom("x", &[]));
    let mut child = desk.watch(1, Timestamp::now());
    until("asked", || desk.site.times("/feed") == 1);
    let said = desk.once(0);
    assert!(said.status == Some(1) && said.told[0].contains("another `isnad watch`"), "{said:?}");
    child.kill().expect("it ends");
    child.wait().expect("it ends");
    assert_eq!(desk.once(0).status, Some(0), "a lock goes with whoever had it");
}
