//! What is read of feeds that are broken, and what is said of it.

use std::time::Duration;

use encoding_rs::WINDOWS_1256;
use isnad_collect::Limits;
use isnad_collect::feed::{Feed, FeedKind, read};
use proptest::prelude::*;

use crate::common::gzip;
use crate::feed_invariants as invariants;
use crate::feeds::{AT, feed};

fn rss(items: &str) -> String {
    format!("<?xml version='1.0'?>\n<rss version='2.0'><channel><title>نخيل</title>\n{items}\n</channel></rss>")
}

/// What an entry with these elements gives.
fn item(inside: &str) -> Feed {
    feed(&rss(&format!("<item>{inside}</item>")))
}

/// The addresses that a feed lists, without the host of the feed.
fn paths(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|e| e.address.strip_prefix("https://nakheel.example").unwrap_or(&e.address)).collect()
}

fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().filter_map(|e| e.title.as_deref()).collect()
}

fn faults(feed: &Feed) -> Vec<&str> {
    feed.faults.iter().map(String::as_str).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn ampersands_and_names_of_characters_that_xml_has_not() {
    let feed =
        item("<title>الماء & الكهرباء&nbsp;&laquo;عادا&raquo; &unknown; &#8211; &</title><link>/news?a=1&b=2&amp;c=3&amp;amp;d=4</link>");
    assert_eq!(titles(&feed), ["الماء & الكهرباء «عادا» &unknown; – &"]);
    assert_eq!((paths(&feed), faults(&feed)), (vec!["/news?a=1&b=2&c=3&d=4"], vec![]));
}

#[test]
fn what_stands_before_a_feed() {
    let sound = rss("<item><link>/1</link></item>");
    for before in [
        "\n\n  ",
        "\u{feff}",
        "\n\u{feff}\n",
        "<br />\n<b>Warning</b>: mkdir() failed in <b>/a.php</b> on line <b>3</b><br />\n",
        "<!-- cached -->",
    ] {
        let feed = feed(&format!("{before}{sound}"));
        assert_eq!((paths(&feed), faults(&feed)), (vec!["/1"], vec![]), "{before}");
    }
}

#[test]
fn control_characters_and_noncharacters() {
    let feed = item("<title>الجسر\u{b}\u{0} يفتح\u{1b}[0m\u{ffff}</title><link>\n\t/1\u{1}\n</link>");
    assert_eq!((titles(&feed), paths(&feed), faults(&feed)), (vec!["الجسر يفتح [0m\u{ffff}"], vec!["/1"], vec![]));
}

#[test]
fn a_feed_that_is_cut_off_has_the_entries_before_the_cut() {
    let whole = rss(
        "<item><title>أ</title><link>/1</link></item>\n<item><title>ب</title><link>/2</link>\n<description><![CDATA[<p>ماء</p>]]></description></item>",
    );
    let cut = |at: &str| feed(&whole[..whole.find(at).expect("it is there")]);
    let in_entry = "line 4, entry 2: cut off; left out, as what may stand behind it";
    for at in ["<title>ب", "/title><link>/2", "link>\n<desc"] {
        let feed = cut(at);
        assert_eq!(paths(&feed), ["/1"], "{at}");
        assert_eq!(feed.faults.last().map(String::as_str), Some(in_entry), "{at}");
    }
    let feed = cut("/p>]]>");
    let broken = "line 5: not well-formed (CDATA not closed: `]]>` not found before end of input); read on behind it";
    assert_eq!(
        (paths(&feed), feed.faults.first().map(String::as_str), feed.faults.last().map(String::as_str)),
        (vec!["/1"], Some(broken), Some(in_entry))
    );
    let feed = cut("\n</channel>");
    assert_eq!((paths(&feed), faults(&feed)), (vec!["/1", "/2"], vec!["cut off: its end is missing"]));
}

#[test]
fn a_json_feed_that_is_cut_off_has_the_entries_before_the_cut() {
    let feed = feed("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"url\":\"/1\"},{\"url\":\"/2\",\"title\":\"ب");
    assert_eq!((feed.kind, paths(&feed)), (FeedKind::JsonFeed, vec!["/1"]));
    assert_eq!(feed.faults, ["not well-formed (EOF while parsing a string at line 1 column 89); what came before is read"]);
}

#[test]
fn ends_that_are_missing_or_too_many() {
    // An entry ends where the next begins, what says something where the next does.
    let feed = feed(&rss(
        "<item><title>أ<link>/1</link><description>قال <b>إن<item><title>ب</title><link>/2</item></p></item><item><link>/3</link></item>",
    ));
    assert_eq!((titles(&feed), paths(&feed), faults(&feed)), (vec!["أ", "ب"], vec!["/1", "/2", "/3"], vec![]));
}

#[test]
fn markup_that_was_not_escaped() {
    let feed = item(
        "<title>سعر <b>النفط</b> < 80 <i>دولارا</title><description><p class=x>قال<br>إن <a href='/x'>الجسر</a></description><link>/1</link>",
    );
    assert_eq!((titles(&feed), paths(&feed), faults(&feed)), (vec!["سعر النفط < 80 دولارا"], vec!["/1"], vec![]));
}

#[test]
fn what_has_no_end_is_passed_over_and_named() {
    let feed =
        feed(&rss("<item><link>/1</link></item>\n<item><link>/2</link><!-- open <title>ب</title></item><item><link>/3</link></item>"));
    assert_eq!(paths(&feed), ["/1", "/2", "/3"]);
    assert_eq!(feed.faults, ["line 4: not well-formed (comment not closed: `-->` not found before end of input); read on behind it"]);
}

#[test]
fn names_in_other_letters_and_attributes_without_quotation_marks() {
    let feed = feed(
        "<RSS Version=2.0><Channel><Item><Title>أ</Title><Link>/1</Link><GUID isPermalink=false>http://x.example/</GUID></Item></Channel></RSS>",
    );
    assert_eq!((titles(&feed), paths(&feed), faults(&feed)), (vec!["أ"], vec!["/1"], vec![]));
}

#[test]
fn a_character_set_that_is_not_the_one_declared() {
    let text = |declared: &str| {
        format!(
            "<?xml version='1.0' encoding='{declared}'?><rss><channel><title>نخيل نيوز</title><item><title>أعلنت بلدية الميناء أن السوق القديم سيفتح أبوابه</title><link>/1</link></item></channel></rss>"
        )
    };
    let titles_of = |bytes: &[u8], content_type| {
        let feed = read(bytes, content_type, AT, None, &Limits::default()).expect("a feed");
        assert_eq!(faults(&feed), NONE);
        titles(&feed)[0].to_owned()
    };
    let expected = "أعلنت بلدية الميناء أن السوق القديم سيفتح أبوابه";
    let windows = |declared: &str| WINDOWS_1256.encode(&text(declared)).0.into_owned();
    assert_eq!(titles_of(&windows("utf-8"), Some("application/rss+xml; charset=utf-8")), expected);
    assert_eq!(titles_of(text("windows-1256").as_bytes(), Some("text/xml; charset=windows-1256")), expected);
    assert_eq!(titles_of(&windows("windows-1256"), None), expected);
    let wide: Vec<u8> = text("utf-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(titles_of(&wide, None), expected);
}

#[test]
fn links_stand_in_many_places() {
    let link = |inside: &str| item(inside).entries.first().map(|e| e.address.clone());
    let is = |inside: &str, expected: &str| assert_eq!(link(inside).as_deref(), Some(expected), "{inside}");
    is("<guid>https://nakheel.example/g</guid>", "https://nakheel.example/g");
    is("<guid isPermaLink='true'>/g</guid>", "https://nakheel.example/g");
    is("<link>/l</link><guid>https://nakheel.example/g</guid>", "https://nakheel.example/l");
    is("<link></link><guid isPermaLink=\"true\">https://nakheel.example/g</guid>", "https://nakheel.example/g");
    is("<atom:link rel='self' href='/self'/><atom:link rel='alternate' href='/a'/>", "https://nakheel.example/a");
    is(
        "<link>https://feeds.service.example/~r/1</link><feedburner:origLink>https://nakheel.example/o</feedburner:origLink>",
        "https://nakheel.example/o",
    );
    is("<link>//www.nakheel.example/x</link>", "https://www.nakheel.example/x");
    is("<link>www.nakheel.example/x</link>", "https://www.nakheel.example/x");
    is("<link>1.html</link>", "https://nakheel.example/feeds/1.html");
    is(
        "<link>https://nakheel.example/أخبار/سبها 1</link>",
        "https://nakheel.example/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D8%B3%D8%A8%D9%87%D8%A7%201",
    );
    is("<link><![CDATA[ https://nakheel.example/c ]]></link>", "https://nakheel.example/c");
    is("<link href='https://nakheel.example/h'/>", "https://nakheel.example/h");
    is("<link>javascript:void(0)</link><guid>https://nakheel.example/g</guid>", "https://nakheel.example/g");
    is("<link>https://layla:secret@nakheel.example/p#top</link>", "https://nakheel.example/p");
    // What is none.
    assert_eq!(link("<guid isPermaLink='false'>https://nakheel.example/g</guid>"), None);
    assert_eq!(link("<guid isPermaLink='true'>n-1</guid>"), None);
    assert_eq!(link("<enclosure url='https://nakheel.example/a.mp3'/><media:content url='/b'/>"), None);
}

#[test]
fn an_entry_without_an_address_costs_that_entry_and_is_named() {
    let feed = feed(&rss(
        "<item><title>أ</title></item>\n<item><link>mailto:desk@nakheel.example</link></item>\n<item><link>http://[</link></item><item><link>/4</link></item>",
    ));
    assert_eq!(paths(&feed), ["/4"]);
    let expected = [
        "line 3, entry 1: it has no link; left out",
        "line 4, entry 2: «mailto:desk@nakheel.example» is no address of a page: mailto: only http and https are read; left out",
        "line 5, entry 3: «http://[» is no address of a page: invalid IPv6 address; left out",
    ];
    assert_eq!(feed.faults, expected);
}

#[test]
fn an_address_is_listed_once_whatever_tracks_readers() {
    let feed = feed(&rss(
        "<item><title>أ</title><link>/1?utm_source=a</link></item><item><title>ب</title><link>/1?fbclid=b#c</link></item><item><link>/2</link></item>",
    ));
    assert_eq!((titles(&feed), paths(&feed), faults(&feed)), (vec!["أ"], vec!["/1", "/2"], vec![]));
}

#[test]
fn dates_as_they_should_not_be_written() {
    let words = isnad_packs::built_in().expect("packs");
    let published = |date: &str| {
        let text = rss(&format!("<item><link>/1</link><pubDate>{date}</pubDate></item>"));
        let feed = read(text.as_bytes(), None, AT, Some(&words), &Limits::default()).expect("a feed");
        feed.entries[0].published.map(|p| p.to_string())
    };
    let is = |date: &str, expected: &str| assert_eq!(published(date).as_deref(), Some(expected), "{date}");
    is("Mon, 06 May 2024 11:00:00 +0300", "2024-05-06T08:00:00Z");
    is("Tue, 6 May 2024 11:00 EST", "2024-05-06T16:00:00Z");
    is("2024-05-06T11:00:00+03:00", "2024-05-06T08:00:00Z");
    is("2024-05-06T11:00:00.250+0300", "2024-05-06T08:00:00.25Z");
    is("2024-05-06 11:00:00", "2024-05-06T11:00:00Z");
    is("2024/05/06 11:00", "2024-05-06T11:00:00Z");
    is("20240506", "2024-05-06T00:00:00Z");
    is("الاثنين، ٦ مايو ٢٠٢٤ ١١:٠٠:٠٠ +٠٣٠٠", "2024-05-06T08:00:00Z");
    is("الاثنين, 06 أيار 2024 11:00:00 GMT", "2024-05-06T11:00:00Z");
    is("6 كانون الثاني 2024", "2024-01-06T00:00:00Z");
    is("6 جانفي 2024 - 20:15", "2024-01-06T20:15:00Z");
    is("lundi, 06 mai 2024 11:00:00 +0200", "2024-05-06T09:00:00Z");
    is("6 août 2024", "2024-08-06T00:00:00Z");
    is("May 6, 2024 9:05 PM", "2024-05-06T21:05:00Z");
    is("Monday, 6 May 2024 12:05:09 am -0330", "2024-05-06T03:35:09Z");
    for none in ["أمس", "الاثنين", "مايو", "0001-01-01T00:00:00Z", "99 مايو 2024", "1715000000", "2024-13-41", ":::", "6 مايو 2024444"]
    {
        assert_eq!(published(none), None, "{none}");
    }
    let told = feed(&rss("<item><link>/1</link><pubDate>أمس</pubDate></item>"));
    assert_eq!((paths(&told), faults(&told)), (vec!["/1"], vec!["line 3, entry 1: «أمس» cannot be read as a date"]));
}

#[test]
fn how_long_a_feed_wishes_to_be_left_alone() {
    let every = |inside: &str| feed(&rss(inside)).every;
    let hours = |hours: u64| Some(Duration::from_secs(hours * 3600));
    assert_eq!(every("<ttl> 60 </ttl><sy:updatePeriod>daily</sy:updatePeriod>"), hours(1));
    assert_eq!(every("<sy:updatePeriod>\n daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>"), hours(12));
    assert_eq!(every("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>"), hours(7 * 24));
    assert_eq!(every("<ttl>4294967295</ttl>"), hours(366 * 24));
    for none in ["", "<ttl>0</ttl>", "<ttl>-5</ttl>", "<ttl>soon</ttl>", "<sy:updatePeriod>often</sy:updatePeriod>"] {
        assert_eq!(every(none), None, "{none}");
    }
    // That of an entry is none of the feed's.
    assert_eq!(every("<item><ttl>60</ttl><link>/1</link></item>"), None);
}

#[test]
fn entities_that_grow_stay_as_small_as_they_are() {
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 'أأأأأأأأأأ'>".to_owned();
    for n in 1..40 {
        bomb += &format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10));
    }
    bomb +=
        "<!ENTITY file SYSTEM 'file:///etc/passwd'>]><rss><channel><item><title>&a39;&file;</title><link>/1</link></item></channel></rss>";
    let feed = feed(&bomb);
    assert_eq!((titles(&feed), paths(&feed), faults(&feed)), (vec!["&a39;&file;"], vec!["/1"], vec![]));
}

#[test]
fn a_feed_that_is_too_much_is_read_up_to_its_limit_and_says_so() {
    let small = Limits { feed: 2000, feed_entries: 5, sitemap_entries: 7, feed_depth: 16, ..Limits::default() };
    let with = |bytes: &[u8], limits: &Limits| read(bytes, None, AT, None, limits).expect("a feed");
    let items = |n: usize| (0..n).map(|n| format!("<item><link>/{n}</link></item>")).collect::<String>();
    let many = with(rss(&items(9)).as_bytes(), &small);
    assert_eq!(
        (many.entries.len(), faults(&many)),
        (5, vec!["more than 5 entries, the most that are read of one feed; those behind are not read"])
    );
    let json = "{\"items\":[".to_owned() + &"{\"url\":\"/1\"},".repeat(8) + "{}]}";
    assert_eq!(
        with(json.as_bytes(), &small).faults,
        ["more than 5 entries, the most that are read of one feed; those behind are not read"]
    );
    let urls = "<urlset>".to_owned() + &(0..9).map(|n| format!("<url><loc>/{n}</loc></url>")).collect::<String>() + "</urlset>";
    assert_eq!(with(urls.as_bytes(), &small).entries.len(), 7);
    let long = with(rss(&(items(2) + &"<!-- x -->".repeat(500))).as_bytes(), &small);
    assert_eq!(long.entries.len(), 2);
    assert_eq!(long.faults[0], "more than 2000 bytes, the most that is read of one feed; what stands behind them is not read");
    let deep = with(rss(&format!("{}<item><title>{}</title></item>", items(1), "<b>".repeat(100))).as_bytes(), &small);
    assert_eq!((deep.entries.len(), deep.faults[0].as_str()), (1, "line 3: elements that nest too deep; what stands behind is not read"));
    // A packed one that unpacks without end.
    let bomb = gzip(&[rss(&items(2)).as_bytes(), &vec![b' '; 8 << 20]].concat());
    assert_eq!(with(&bomb, &small).entries.len(), 2);
    let mut cut = gzip(rss(&items(500)).as_bytes());
    cut.truncate(cut.len() / 2);
    let cut = with(&cut, &Limits::default());
    assert!(!cut.entries.is_empty() && cut.faults[0].starts_with("what is packed with gzip cannot be unpacked to its end"), "{cut:?}");
}

#[test]
fn attributes_links_titles_and_faults_without_end() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='x'")).collect();
    let hidden = feed(&format!("<feed><entry><link{attributes} href='/late'/></entry><entry><link href='/1'/></entry></feed>"));
    assert_eq!((paths(&hidden), faults(&hidden)), (vec!["/1"], vec!["line 1, entry 1: it has no link; left out"]));
    let long =
        item(&format!("<title>{}</title><link>/{}</link><guid>https://nakheel.example/1</guid>", "ا".repeat(1 << 20), "x".repeat(1 << 20)));
    assert_eq!((paths(&long), long.entries[0].title.as_ref().map(|t| t.chars().count())), (vec!["/1"], Some(1000)));
    let many = feed(&rss(&"<item><title>أ</title></item>".repeat(1000)));
    assert_eq!((many.faults.len(), many.faults[20].as_str()), (21, "and 980 more"));
    // `<` and `&` without an end, over and over.
    for stray in ["<", "<1", "< >", "<!--", "<a ", "<![CDATA[", "&", "<a b=\"", "</"] {
        let feed = read(rss(&stray.repeat(200_000)).as_bytes(), None, AT, None, &Limits::default()).expect("a feed");
        assert_eq!(feed.entries.len(), 0, "{stray}");
    }
}

/// What feeds are made of.
const PIECES: [&str; 34] = [
    "<?xml version='1.0' encoding='windows-1256'?>",
    "<rss version='2.0'>",
    "<channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "</link>",
    "/news/1",
    "https://nakheel.example/2",
    "<guid isPermaLink='true'>",
    "</guid>",
    "<pubDate>Mon, 06 May 2024 11:00:00 +0300</pubDate>",
    "<feed>",
    "<entry>",
    "<link href='/3'/>",
    "<entry xml:base='/a/'>",
    "<urlset>",
    "<url>",
    "<loc>/4</loc>",
    "<news:news>",
    "<sitemapindex>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&#x",
    "<",
    "\u{feff}",
    "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
    "{\"url\":\"/5\"},",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_as_a_feed(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        invariants::hold(&bytes);
    }

    #[test]
    fn parts_of_feeds_in_any_order(parts in proptest::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60), packed in any::<bool>()) {
        let bytes = parts.concat().into_bytes();
        invariants::hold(&if packed { gzip(&bytes) } else { bytes });
    }

    #[test]
    fn any_text_as_a_date(date in "\\PC{0,40}", clock in "[0-9:T+ -]{0,20}") {
        let text = rss(&format!("<item><link>/1</link><pubDate>{date} {clock}</pubDate></item><item><link>/2</link><pubDate>2024-05-06{clock}</pubDate></item>"));
        invariants::hold(text.as_bytes());
    }

    #[test]
    fn feeds_with_bytes_that_changed(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>()) {
        let mut bytes = rss("<item><title>أ &amp; ب</title><link>/1</link><pubDate>6 أيار 2024</pubDate></item><item><guid>https://nakheel.example/2</guid></item>").into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        invariants::hold(&bytes);
    }
}
