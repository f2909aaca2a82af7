//! Feeds from servers of every kind, on this machine.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use isnad_collect::Validators;
use isnad_collect::feed::{Feed, FeedKind};
use isnad_collect::fetch::{FetchError, FetchedFeed, Fetcher, Settings};

use crate::common::gzip;
use crate::server::{Server, response, run, settings};

const RSS: &str =
    "<rss version='2.0'><channel><title>نخيل</title><item><link>/news/1</link></item><item><link>/news/2</link></item></channel></rss>";

fn get_with(settings: Settings, url: &str, known: &Validators) -> Result<FetchedFeed, FetchError> {
    run(async { Fetcher::new(settings).expect("a fetcher").feed(url, known).await })
}

fn get(url: &str) -> Result<FetchedFeed, FetchError> {
    get_with(settings(), url, &Validators::default())
}

fn feed(url: &str) -> Feed {
    match get(url) {
        Ok(FetchedFeed::Feed { feed, .. }) => feed,
        other => panic!("no feed: {other:?}"),
    }
}

fn rss(head: &str) -> Vec<u8> {
    response("200 OK", head, RSS.as_bytes())
}

#[test]
fn a_feed_comes_once_and_is_then_asked_whether_it_changed() {
    let server = Server::pages(|asked| {
        if asked.head.contains("if-none-match: \"v1\"") {
            response("304 Not Modified", "", b"")
        } else {
            rss("ETag: \"v1\"\r\nContent-Type: application/rss+xml\r\n")
        }
    });
    let url = server.url("/feed");
    let Ok(FetchedFeed::Feed { feed, address, validators, moved }) = get(&url) else { panic!("no feed") };
    assert_eq!((address.as_str(), moved, validators.etag.as_deref()), (url.as_str(), None, Some("\"v1\"")));
    assert_eq!(feed.entries.iter().map(|e| e.address.as_str()).collect::<Vec<_>>(), [server.url("/news/1"), server.url("/news/2")]);
    let asked = server.last();
    assert!(asked.head.contains("accept: application/rss+xml,application/atom+xml,"), "{}", asked.head);
    assert_eq!(get_with(settings(), &url, &validators), Ok(FetchedFeed::Unchanged));
}

#[test]
fn bytes_say_what_a_feed_is_whatever_its_label() {
    for kind in ["text/html", "text/plain", "application/octet-stream", "image/png", "application/x-whatever; charset=ascii"] {
        let server = Server::pages(move |_| rss(&format!("Content-Type: {kind}\r\n")));
        assert_eq!(feed(&server.url("/feed")).kind, FeedKind::Rss, "{kind}");
    }
    let server = Server::pages(|_| rss(""));
    assert_eq!(feed(&server.url("/feed")).entries.len(), 2);
    let server = Server::pages(|_| response("200 OK", "Content-Type: application/rss+xml\r\n", b"<!doctype html><html><p>x</p></html>"));
    assert_eq!(get(&server.url("/feed")).expect_err("no feed").to_string(), "it is an HTML page, no feed; give the address of its feed");
}

#[test]
fn sitemaps_are_unpacked_whoever_packed_them() {
    let packed = gzip("<urlset><url><loc>/news/1</loc></url></urlset>".as_bytes());
    let server = Server::pages(move |asked| match asked.path.as_str() {
        "/file.xml.gz" => response("200 OK", "Content-Type: application/gzip\r\n", &packed),
        "/both.xml.gz" => response("200 OK", "Content-Encoding: gzip\r\n", &gzip(&packed)),
        _ => response("200 OK", "Content-Encoding: gzip\r\n", &packed),
    });
    for path in ["/file.xml.gz", "/both.xml.gz", "/coded.xml"] {
        let feed = feed(&server.url(path));
        assert_eq!((feed.kind, feed.entries.len(), feed.faults), (FeedKind::Sitemap, 1, Vec::new()), "{path}");
    }
}

#[test]
fn only_what_is_for_ever_moves_a_feed() {
    let server = Server::pages(|asked| {
        let to = |status: &str, path: &str| response(status, &format!("Location: {path}\r\n"), b"");
        match asked.path.as_str() {
            "/old" => to("301 Moved Permanently", "/newer"),
            "/newer" => to("308 Permanent Redirect", "/feed"),
            "/half" => to("301 Moved Permanently", "/now"),
            "/now" => to("302 Found", "/feed"),
            _ => rss("ETag: \"v1\"\r\n"),
        }
    });
    let moved = |path: &str| match get(&server.url(path)) {
        Ok(FetchedFeed::Feed { address, moved, validators, .. }) => {
            assert_eq!((address, validators), (server.url("/feed"), Validators::default()), "{path}");
            moved
        }
        other => panic!("no feed: {other:?}"),
    };
    assert_eq!(moved("/old"), Some(server.url("/feed")));
    assert_eq!(moved("/half"), Some(server.url("/now")));
    assert_eq!(moved("/now"), None);
}

#[test]
fn servers_say_when_to_come_again_or_never() {
    let server = Server::pages(|asked| match asked.path.as_str() {
        "/gone" => response("410 Gone", "", b""),
        "/seconds" => response("503 Service Unavailable", "Retry-After: 120\r\n", b""),
        "/day" => response("429 Too Many Requests", "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT\r\n", b""),
        "/past" => response("429 Too Many Requests", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT\r\n", b""),
        _ => response("503 Service Unavailable", "Retry-After: soon\r\n", b""),
    });
    let fault = |path: &str| get(&server.url(path)).expect_err("no feed");
    assert!(fault("/gone").gone() && !fault("/day").gone());
    assert_eq!(fault("/seconds").retry_after(), Some(Duration::from_secs(120)));
    assert!(fault("/day").retry_after().is_some_and(|after| after > Duration::from_secs(1 << 30)));
    assert_eq!(fault("/past").retry_after(), Some(Duration::ZERO));
    assert_eq!(fault("/soon").retry_after(), None);
}

#[test]
fn feeds_are_asked_for_by_the_rules_that_hold_for_pages() {
    let server = Server::new(|asked, to| {
        let rules = b"User-agent: *\nDisallow: /private\n";
        to.write_all(&match asked.path.as_str() {
            "/robots.txt" => response("200 OK", "Content-Type: text/plain\r\n", rules),
            "/inner" => response("302 Found", "Location: http://inner.test/feed\r\n", b""),
            "/circle" => response("302 Found", "Location: /circle\r\n", b""),
            _ => rss(""),
        })
    });
    assert_eq!(get(&server.url("/private/feed")), Err(FetchError::Robots));
    assert_eq!(get(&server.url("/inner")), Err(FetchError::Inner("inner.test".to_owned())));
    assert_eq!(get(&server.url("/circle")), Err(FetchError::Circle));
    assert_eq!(feed(&server.url("/feed")).entries.len(), 2);
    assert!(!server.paths().contains(&"/private/feed".to_owned()));
}

#[test]
fn of_a_feed_that_is_cut_off_what_came_is_read_and_it_is_asked_for_again() {
    let server = Server::new(|asked, to| {
        if asked.path == "/robots.txt" {
            return to.write_all(&response("404 Not Found", "", b""));
        }
        let half = &RSS.as_bytes()[..RSS.len() - 30];
        write!(to, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", RSS.len())?;
        to.write_all(half)
    });
    let Ok(FetchedFeed::Feed { feed, validators, .. }) = get(&server.url("/feed")) else { panic!("no feed") };
    assert_eq!((feed.entries.len(), validators), (1, Validators::default()));
    assert!(feed.faults[0].starts_with("cut off: "), "{:?}", feed.faults);
    assert_eq!(feed.faults[1..], ["line 1, entry 2: cut off; left out, as what may stand behind it"]);
}

#[test]
fn words_of_the_packs_tell_months() {
    let server = Server::pages(|_| {
        let feed = "<rss><channel><item><link>/1</link><pubDate>الاثنين، 6 أيار 2024 11:00:00 +0300</pubDate></item></channel></rss>";
        response("200 OK", "", feed.as_bytes())
    });
    let words = Some(Arc::new(isnad_packs::built_in().expect("packs")));
    let Ok(FetchedFeed::Feed { feed, .. }) = get_with(Settings { words, ..settings() }, &server.url("/feed"), &Validators::default())
    else {
        panic!("no feed")
    };
    assert_eq!(feed.entries[0].published, Some("2024-05-06T08:00:00Z".parse().expect("a time")));
    assert_eq!(feed.faults, Vec::<String>::new());
}
