//! What is read of archives as people have them.

use std::io::Write;

use crate::common::{File, PAGE, address, addresses, gzip, page, pages, record, response, told};
use isnad_collect::{At, Carrier, Columns, Kind, Limits, Outcome, Position, fingerprint};

#[test]
fn a_warc_file_has_pages_among_other_records() {
    let bytes = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        record("request", &address(1), "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        page(1),
        response(&address(2), "HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<p>x</p>"),
        response("https://nakheel.example/a.jpg", "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg", b"\xff\xd8"),
        response(&address(3), "HTTP/1.1 200 OK\r\nContent-Type: text/html", b""),
        response(&address(4), "HTTP/1.1 200 OK", PAGE.as_bytes()),
        record("resource", &address(5), "text/html", PAGE.as_bytes()),
        record("revisit", &address(6), "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\n\r\n"),
    ];
    let starts: Vec<usize> = bytes.iter().scan(0, |at, r| Some(std::mem::replace(at, *at + r.len()))).collect();
    let file = File::new("a.warc", bytes.concat());
    let expected = [
        "a record of kind «warcinfo»".to_owned(),
        "a record of kind «request»".to_owned(),
        address(1),
        "status 404, not 200".to_owned(),
        "image/jpeg, not HTML or text".to_owned(),
        "no bytes".to_owned(),
        address(4),
        address(5),
        "a record of kind «revisit»".to_owned(),
    ];
    let expected: Vec<String> = starts.iter().zip(expected).map(|(at, what)| format!("byte {at}: {what}")).collect();
    assert_eq!(file.told(), expected);

    let steps = file.steps();
    let first = pages(&steps)[0];
    assert_eq!(first.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert!(String::from_utf8_lossy(&first.bytes).ends_with("</html>"));
    assert_eq!(first.carrier, Carrier::Crawl);
}

#[test]
fn packed_records_are_placed_where_their_member_begins() {
    let members: Vec<Vec<u8>> = (0..5).map(|n| gzip(&page(n))).collect();
    let starts: Vec<u64> = members.iter().scan(0, |at, m| Some(std::mem::replace(at, *at + m.len() as u64))).collect();
    let file = File::new("a.warc.gz", members.concat());
    let steps = file.steps();
    assert_eq!(addresses(&steps), (0..5).map(address).collect::<Vec<_>>());
    assert_eq!(steps.iter().map(|s| s.place.at).collect::<Vec<_>>(), starts.iter().map(|s| At::Byte(*s)).collect::<Vec<_>>());
    // The same page is found again by its place alone.
    for (n, start) in starts.iter().enumerate() {
        let (steps, _) = file.steps_from(Position { byte: *start, ..Position::default() }, "", &Limits::default());
        assert_eq!(addresses(&steps)[0], address(n));
    }
}

#[test]
fn reading_goes_on_behind_any_step() {
    let pages_of = |n: usize| (0..n).map(page).collect::<Vec<_>>();
    let one_member = gzip(&pages_of(6).concat());
    let members = pages_of(6).iter().flat_map(|p| gzip(p)).collect::<Vec<_>>();
    let table: String = (0..6).map(|n| format!("{{\"url\":\"{}\",\"text\":\"قالت البلدية {n}\"}}\n", address(n))).collect();
    let rows: String = (0..6).map(|n| format!("{},قالت البلدية {n}\n", address(n))).collect();
    let files = [
        File::new("plain.warc", pages_of(6).concat()),
        File::new("members.warc.gz", members),
        File::new("one.warc.gz", one_member),
        File::new("a.jsonl", &table),
        File::new("a.jsonl.gz", gzip(table.as_bytes())),
        File::new("a.csv", format!("url,text\n{rows}")),
        File::new(
            "a.wacz",
            wacz(&[
                ("archive/a.warc.gz", pages_of(3).iter().flat_map(|p| gzip(p)).collect()),
                ("archive/b.warc", pages_of(6)[3..].concat()),
            ]),
        ),
    ];
    for file in files {
        let all = file.steps();
        assert_eq!(addresses(&all), (0..6).map(address).collect::<Vec<_>>(), "{}", file.path().display());
        for (n, step) in all.iter().enumerate() {
            let (rest, _) = file.steps_from(step.after, "", &Limits::default());
            assert_eq!(rest, all[n + 1..], "{} behind step {n}", file.path().display());
        }
    }
}

#[test]
fn what_another_reader_reads_is_read() {
    let bytes: Vec<u8> = (0..40)
        .flat_map(|n| [page(n), record("metadata", &address(n), "application/warc-fields", b"fetchTimeMs: 1\r\n")].concat())
        .collect();
    let file = File::new("a.warc", &bytes);
    let peer = warc::WarcReader::new(&bytes[..]);
    let theirs: Vec<(String, Vec<u8>)> = peer
        .iter_records()
        .map(|r| r.expect("a record"))
        .filter(|r| r.warc_type() == &warc::RecordType::Response)
        .map(|r| {
            let body = r.body();
            let at = body.windows(4).position(|w| w == b"\r\n\r\n").expect("header lines") + 4;
            (r.header(warc::WarcHeader::TargetURI).expect("an address").into_owned(), body[at..].to_vec())
        })
        .collect();
    let steps = file.steps();
    let ours: Vec<(String, Vec<u8>)> = pages(&steps).iter().map(|p| (p.address.clone().unwrap_or_default(), p.bytes.clone())).collect();
    assert_eq!(ours.len(), 40);
    assert_eq!(ours, theirs);
}

#[test]
fn an_arc_file_has_pages() {
    let body = format!("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    let bytes = format!(
        "filedesc://a.arc 0.0.0.0 20010101000000 text/plain 14\n1 0 Archive-it\n\nhttp://nakheel.example/a 192.0.2.1 20010101000001 text/html {}\n{body}\ndns:nakheel.example 192.0.2.1 20010101000002 text/dns 5\nabcde\n",
        body.len()
    );
    for (name, bytes) in [("a.arc", bytes.clone().into_bytes()), ("a.arc.gz", gzip(bytes.as_bytes()))] {
        let file = File::new(name, bytes);
        let steps = file.steps();
        assert_eq!(addresses(&steps), ["http://nakheel.example/a"], "{name}");
        assert_eq!(pages(&steps)[0].bytes, PAGE.as_bytes());
        assert_eq!(steps.len(), 3);
    }
}

fn wacz(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, stored).expect("an entry");
        zip.write_all(bytes).expect("written");
    }
    zip.start_file("datapackage.json", zip::write::SimpleFileOptions::default()).expect("an entry");
    zip.write_all(b"{}").expect("written");
    zip.finish().expect("a file").into_inner()
}

#[test]
fn a_wacz_file_names_the_entry_and_the_byte_in_it() {
    let file = File::new("a.wacz", wacz(&[("archive/a.warc.gz", [gzip(&page(1)), gzip(&page(2))].concat())]));
    let second = gzip(&page(1)).len();
    assert_eq!(
        file.told(),
        [format!("archive/a.warc.gz, byte 0: {}", address(1)), format!("archive/a.warc.gz, byte {second}: {}", address(2))]
    );
    let none = File::new("a.wacz", wacz(&[("pages/pages.jsonl", b"{}".to_vec())]));
    let (_, read) = none.limited(&Limits::default());
    assert_eq!(read.unwrap_err().to_string(), "a ZIP file without WARC files in it; a WACZ file has them under archive/");
}

#[test]
fn an_mhtml_file_is_the_page_that_it_was_saved_from() {
    let quoted = PAGE.bytes().map(|b| format!("={b:02X}")).collect::<Vec<_>>();
    let quoted: String = quoted.chunks(20).map(|line| line.concat() + "=\r\n").collect();
    let bytes = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://nakheel.example/news/1\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--x----\"\r\n\r\n\r\n------MultipartBoundary--x----\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://nakheel.example/news/1\r\n\r\n{quoted}\r\n------MultipartBoundary--x----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://nakheel.example/a.png\r\n\r\niVBORw0KGgo=\r\n\r\n------MultipartBoundary--x------\r\n"
    );
    let file = File::new("a.mhtml", bytes);
    let steps = file.steps();
    let found = pages(&steps)[0];
    assert_eq!(found.address.as_deref(), Some("https://nakheel.example/news/1"));
    assert_eq!(String::from_utf8_lossy(&found.bytes).trim_end(), PAGE);
    assert_eq!(found.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(found.carrier, Carrier::Chosen);

    let bare =
        File::new("a.mht", "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n");
    assert_eq!(bare.told(), [": no part that is HTML; save the page again as a whole"]);
    assert!(matches!(&bare.steps()[0].outcome, Outcome::Skipped(why) if why.is_fault()));
}

#[test]
fn rows_of_tables_are_pages_that_state_what_the_row_has() {
    let expected = "<!doctype html>\n<html lang=\"ar\"><head><meta charset=\"utf-8\">\n<link rel=\"canonical\" href=\"https://nakheel.example/1?a=1&amp;b\">\n<title>الجسر</title>\n<meta property=\"article:published_time\" content=\"2024-05-06\">\n<meta property=\"og:site_name\" content=\"النخيل\">\n</head><body><article>\n<h1>الجسر</h1>\n<p>قالت البلدية إن 3 &lt; 4.</p>\n<p>وأضافت.</p>\n</article></body></html>\n";
    let json = r#"{"meta":{"link":"https://nakheel.example/1?a=1&b"},"body":"قالت البلدية إن 3 < 4.\n\nوأضافت.","title":"الجسر","date":"2024-05-06","source":"النخيل","lang":"ar"}"#;
    let file = File::new("a.jsonl", json);
    let (steps, _) = file.steps_from(Position::default(), "url=meta.link", &Limits::default());
    let found = pages(&steps)[0];
    assert_eq!(String::from_utf8_lossy(&found.bytes), expected);
    assert_eq!(found.address.as_deref(), Some("https://nakheel.example/1?a=1&b"));

    let csv = "link;نص;title;date;source;lang\nhttps://nakheel.example/1?a=1&b;\"قالت البلدية إن 3 < 4.\n\nوأضافت.\";الجسر;2024-05-06;النخيل;ar\n";
    // Told once: a field by itself is too short to tell it.
    let in_another = |charset: &'static encoding_rs::Encoding| charset.encode(csv).0.into_owned();
    let (windows, iso) = (in_another(encoding_rs::WINDOWS_1256), in_another(encoding_rs::ISO_8859_6));
    for bytes in [csv.as_bytes().to_vec(), gzip(csv.as_bytes()), windows, iso] {
        let file = File::new(if bytes[0] == 0x1f { "a.csv.gz" } else { "a.csv" }, bytes);
        let (steps, _) = file.steps_from(Position::default(), "text=نص", &Limits::default());
        assert_eq!(String::from_utf8_lossy(&pages(&steps)[0].bytes), expected);
        assert_eq!(told(&steps[0]), "row 1: https://nakheel.example/1?a=1&b");
    }
}

#[test]
fn a_row_that_is_no_page_is_named_and_the_next_is_read() {
    let file = File::new("a.jsonl", "{\"text\":\"أ\"}\n[1]\n{\"text\":\n{\"title\":\"x\"}\n{\"html\":\"<p>ب</p>\"}\n");
    let told = file.told();
    assert_eq!(told[0], "row 1: -");
    assert_eq!(told[1], "row 2: no JSON object");
    assert!(told[2].starts_with("row 3: no JSON object: EOF"), "{}", told[2]);
    assert_eq!(told[3], "row 4: a row with no text or HTML; name its column with --map text=COLUMN or html=COLUMN");
    assert_eq!(told[4], "row 5: -");
}

#[test]
fn archives_are_told_by_their_names() {
    let kind = |name: &str| Kind::of(std::path::Path::new(name));
    assert_eq!(kind("CC-NEWS-20240506.warc.gz"), Some(Kind::Crawl));
    assert_eq!(kind("a.ARC.GZ"), Some(Kind::Crawl));
    assert_eq!(kind("a.wacz"), Some(Kind::Wacz));
    assert_eq!(kind("a.mht"), Some(Kind::Mhtml));
    assert_eq!(kind("a.ndjson.gz"), Some(Kind::JsonLines));
    assert_eq!(kind("a.tsv"), Some(Kind::Csv));
    assert_eq!(kind("a.html"), None);
    // Their readers unpack nothing.
    assert_eq!((kind("a.mhtml.gz"), kind("a.wacz.gz"), kind("a.parquet.gz")), (None, None, None));
    assert_eq!(kind("a.parquet"), Some(Kind::Parquet));
    assert_eq!(Kind::endings_of_pages().collect::<Vec<_>>(), ["warc", "warc.gz", "arc", "arc.gz", "wacz", "mhtml", "mht"]);
    assert_eq!(kind("warc"), None);
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_a_reader_says_which_it_was_built_without() {
    let (steps, read) = File::new("a.parquet", "PAR1").limited(&Limits::default());
    let why = "this program was built without the feature `parquet`, which reads Parquet; write JSON Lines from the table";
    assert_eq!((steps.len(), read.map_err(|why| why.to_string())), (0, Err(why.to_owned())));
}

#[test]
fn archives_are_told_apart_by_what_they_have_and_how_they_are_read() {
    let (one, other) = (File::new("a.csv", "url,text\n"), File::new("a.csv", "url,texT\n"));
    let columns: Columns = "text=body".parse().expect("columns");
    let print = |file: &File, columns: &Columns| fingerprint(&file.path(), columns).expect("a file");
    assert_eq!(print(&one, &Columns::default()), print(&one, &Columns::default()));
    assert_ne!(print(&one, &Columns::default()), print(&other, &Columns::default()));
    assert_ne!(print(&one, &Columns::default()), print(&one, &columns));
}

#[test]
fn whoever_is_told_may_end_it() {
    let file = File::new("a.warc", (0..3).flat_map(page).collect::<Vec<_>>());
    let mut seen = 0;
    let limits = Limits::default();
    isnad_collect::read(&file.path(), Kind::Crawl, Position::default(), &Columns::default(), &limits, &mut |step| {
        assert!(matches!(step.outcome, Outcome::Page(_)));
        seen += 1;
        std::ops::ControlFlow::Break(())
    })
    .expect("an archive");
    assert_eq!(seen, 1);
}
