//! What is read of feeds and sitemaps that are as they should be.

use std::time::Duration;

use isnad_collect::Limits;
use isnad_collect::feed::{Entry, Feed, FeedError, FeedKind, read};

pub const AT: &str = "https://nakheel.example/feeds/news.xml";

pub fn feed(text: &str) -> Feed {
    read(text.as_bytes(), None, AT, None, &Limits::default()).expect("a feed")
}

/// An entry: address, title, when it was published and changed.
fn entry(address: &str, title: &str, published: &str, updated: &str) -> Entry {
    let time = |text: &str| (!text.is_empty()).then(|| text.parse().expect("a time"));
    let title = (!title.is_empty()).then(|| title.to_owned());
    Entry { address: address.to_owned(), title, published: time(published), updated: time(updated) }
}

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
  <title>نخيل نيوز</title>
  <link>https://nakheel.example/</link>
  <atom:link href="https://nakheel.example/feeds/news.xml" rel="self" type="application/rss+xml"/>
  <image><url>https://nakheel.example/logo.png</url><title>شعار</title><link>https://nakheel.example/</link></image>
  <ttl>15</ttl>
  <item>
    <title><![CDATA[البلدية: الجسر يفتح <b>غدا</b>]]></title>
    <link>https://nakheel.example/news/1?utm_source=rss&amp;id=1</link>
    <guid isPermaLink="false">n-1</guid>
    <pubDate>Mon, 06 May 2024 11:00:00 +0300</pubDate>
    <description><![CDATA[<p>قالت البلدية <a href="/x">إن</a> الجسر يفتح غدا.</p>]]></description>
    <media:content url="https://nakheel.example/1.jpg"><media:title>صورة</media:title></media:content>
  </item>
  <item>
    <title>السوق القديم يعود</title>
    <link>https://nakheel.example/news/2</link>
    <dc:date>2024-05-06T07:30:00Z</dc:date>
  </item>
</channel>
</rss>"#;

#[test]
fn rss_2() {
    let feed = feed(RSS);
    assert_eq!((feed.kind, feed.title.as_deref(), feed.every), (FeedKind::Rss, Some("نخيل نيوز"), Some(Duration::from_secs(900))));
    let expected = [
        entry("https://nakheel.example/news/1?id=1", "البلدية: الجسر يفتح غدا", "2024-05-06T08:00:00Z", ""),
        entry("https://nakheel.example/news/2", "السوق القديم يعود", "2024-05-06T07:30:00Z", ""),
    ];
    assert_eq!((feed.entries.as_slice(), feed.sitemaps.len(), feed.faults), (expected.as_slice(), 0, Vec::new()));
}

#[test]
fn rss_of_every_version_is_rss() {
    for version in ["0.91", "0.92", "0.93", "0.94", "2.0", "2.0.1", ""] {
        let text = format!(
            "<rss version='{version}'><channel><title>نخيل</title><item><title>أ</title><link>/news/1</link></item></channel></rss>"
        );
        let feed = feed(&text);
        assert_eq!(feed.entries, [entry("https://nakheel.example/news/1", "أ", "", "")], "{version}");
        assert_eq!((feed.kind, feed.faults), (FeedKind::Rss, Vec::new()), "{version}");
    }
}

#[test]
fn rdf_lists_its_items_beside_the_channel() {
    let feed = feed(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
          <channel rdf:about="https://nakheel.example/"><title>نخيل</title><link>https://nakheel.example/</link>
            <sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
            <items><rdf:Seq><rdf:li resource="https://nakheel.example/news/1"/></rdf:Seq></items></channel>
          <item rdf:about="https://nakheel.example/news/1"><title>أ</title><link>https://nakheel.example/news/1</link>
            <dc:date>2024-05-06T08:00+03:00</dc:date></item>
          <item rdf:about="https://nakheel.example/news/2"><title>ب</title></item>
        </rdf:RDF>"#,
    );
    assert_eq!((feed.kind, feed.title.as_deref(), feed.every), (FeedKind::Rss, Some("نخيل"), Some(Duration::from_secs(900))));
    let expected =
        [entry("https://nakheel.example/news/1", "أ", "2024-05-06T05:00:00Z", ""), entry("https://nakheel.example/news/2", "ب", "", "")];
    assert_eq!((feed.entries.as_slice(), feed.faults), (expected.as_slice(), Vec::new()));
}

#[test]
fn atom() {
    let feed = feed(
        r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://wadi.example/">
          <title type="html">وادي &amp;amp; نخيل</title><link href="/" /><link rel="self" href="/atom.xml"/><updated>2024-05-06T10:00:00Z</updated>
          <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">الجسر <em>يفتح</em></div></title>
            <link rel="replies" href="/news/1/comments"/><link rel="alternate" type="application/pdf" href="/news/1.pdf"/>
            <link rel="alternate" type="text/html" href="news/1"/><id>tag:wadi.example,2024:1</id>
            <published>2024-05-06T08:00:00+03:00</published><updated>2024-05-06T09:00:00+03:00</updated>
            <source><title>وكالة</title><link href="https://agency.example/"/><updated>2020-01-01T00:00:00Z</updated></source>
            <content type="xhtml"><div><a href="/x">title</a></div></content></entry>
          <entry xml:base="https://wadi.example/archive/"><title>ب</title><link href="2"/><updated>2024-05-06T06:00:00.5Z</updated></entry>
        </feed>"#,
    );
    assert_eq!((feed.kind, feed.title.as_deref(), feed.every), (FeedKind::Atom, Some("وادي & نخيل"), None));
    let expected = [
        entry("https://wadi.example/news/1", "الجسر يفتح", "2024-05-06T05:00:00Z", "2024-05-06T06:00:00Z"),
        entry("https://wadi.example/archive/2", "ب", "", "2024-05-06T06:00:00.5Z"),
    ];
    assert_eq!((feed.entries.as_slice(), feed.faults), (expected.as_slice(), Vec::new()));
}

#[test]
fn prefixes_before_all_elements() {
    let feed = feed("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:title>نخيل</a:title><a:entry><a:link href='/1'/></a:entry></a:feed>");
    assert_eq!((feed.title.as_deref(), feed.entries), (Some("نخيل"), vec![entry("https://nakheel.example/1", "", "", "")]));
}

#[test]
fn json_feed() {
    let feed = feed(
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"نخيل","home_page_url":"https://nakheel.example/","items":[
          {"id":"1","url":"https://nakheel.example/news/1","title":"الجسر","date_published":"2024-05-06T11:00:00+03:00","date_modified":"2024-05-06T12:00:00+03:00"},
          {"id":"https://nakheel.example/news/2","content_text":"السوق"},
          {"id":3,"url":"/news/3","external_url":"https://elsewhere.example/"}]}"#,
    );
    assert_eq!((feed.kind, feed.title.as_deref()), (FeedKind::JsonFeed, Some("نخيل")));
    let expected = [
        entry("https://nakheel.example/news/1", "الجسر", "2024-05-06T08:00:00Z", "2024-05-06T09:00:00Z"),
        entry("https://nakheel.example/news/2", "", "", ""),
        entry("https://nakheel.example/news/3", "", "", ""),
    ];
    assert_eq!((feed.entries.as_slice(), feed.faults), (expected.as_slice(), Vec::new()));
}

#[test]
fn a_sitemap_of_news() {
    let feed = feed(
        r#"<?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
          xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
        <url><loc>https://nakheel.example/news/1</loc><lastmod>2024-05-06T09:00:00Z</lastmod>
          <news:news><news:publication><news:name>نخيل</news:name><news:language>ar</news:language></news:publication>
          <news:publication_date>2024-05-06T08:00:00Z</news:publication_date><news:title>الجسر يفتح</news:title></news:news>
          <image:image><image:loc>https://nakheel.example/1.jpg</image:loc><image:title>صورة</image:title></image:image></url>
        <url><loc> https://nakheel.example/news/2 </loc><xhtml:link rel="alternate" hreflang="en" href="https://nakheel.example/en/2"/>
          <lastmod>2024-05-05</lastmod><changefreq>daily</changefreq></url>
        </urlset>"#,
    );
    assert_eq!(feed.kind, FeedKind::Sitemap);
    let expected = [
        entry("https://nakheel.example/news/1", "الجسر يفتح", "2024-05-06T08:00:00Z", "2024-05-06T09:00:00Z"),
        entry("https://nakheel.example/news/2", "", "", "2024-05-05T00:00:00Z"),
    ];
    assert_eq!((feed.entries.as_slice(), feed.faults), (expected.as_slice(), Vec::new()));
}

#[test]
fn an_index_lists_sitemaps_those_that_changed_last_first() {
    let feed = feed(
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>
        <sitemap><loc>https://nakheel.example/s/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>
        <sitemap><loc>https://nakheel.example/s/undated.xml.gz</loc></sitemap>
        <sitemap><loc>https://nakheel.example/s/new.xml</loc><lastmod>2024-05-06T08:00:00+00:00</lastmod></sitemap></sitemapindex>",
    );
    let sitemaps: Vec<&str> = feed.sitemaps.iter().map(|s| s.address.as_str()).collect();
    let expected = ["https://nakheel.example/s/new.xml", "https://nakheel.example/s/old.xml", "https://nakheel.example/s/undated.xml.gz"];
    assert_eq!(
        (feed.kind, sitemaps.as_slice(), feed.entries.len(), feed.faults),
        (FeedKind::SitemapIndex, expected.as_slice(), 0, Vec::new())
    );
}

#[test]
fn another_reader_reads_the_same() {
    let other = feed_rs::parser::parse(RSS.as_bytes()).expect("a feed");
    let ours = feed(RSS);
    assert_eq!(ours.title, other.title.map(|t| t.content));
    let times = |published: Option<i64>| published;
    let theirs: Vec<_> = other.entries.iter().map(|e| times(e.published.map(|p| p.timestamp()))).collect();
    assert_eq!(ours.entries.iter().map(|e| times(e.published.map(|p| p.as_second()))).collect::<Vec<_>>(), theirs);
    let theirs: Vec<&str> = other.entries.iter().map(|e| e.links[0].href.as_str()).collect();
    assert_eq!(theirs, ["https://nakheel.example/news/1?utm_source=rss&id=1", "https://nakheel.example/news/2"]);
}

#[test]
fn what_is_no_feed_is_named() {
    let fault = |text: &str| read(text.as_bytes(), None, AT, None, &Limits::default()).expect_err("no feed");
    assert_eq!(fault(" \n"), FeedError::Empty);
    assert_eq!(fault("%PDF-1.7"), FeedError::Binary("a PDF file"));
    assert_eq!(fault("{\"error\": \"no such page\"}"), FeedError::Unknown);
    assert_eq!(fault("<svg><title>نخيل</title></svg>"), FeedError::Unknown);
    assert_eq!(fault("قالت البلدية إن الجسر يفتح غدا."), FeedError::Unknown);
    let page = fault(
        "<!doctype html><html><head><link rel=stylesheet href=/a.css><link rel=alternate type='application/rss+xml' href='/rss?a=1&amp;b=2'>\
         <title>نخيل</title></head><body><link rel=alternate type='application/rss+xml' href=/other></body></html>",
    );
    assert_eq!(page.to_string(), "it is an HTML page, no feed; give the address of its feed: it names https://nakheel.example/rss?a=1&b=2");
    assert!(matches!(read(b"<rss/>", None, "no address", None, &Limits::default()), Err(FeedError::Address(_))));
}
