//! Archives that are damaged, that lie, or that were made to exhaust a machine: each is left with one line that says where and why,
//! what is sound in it is read.

use crate::common::{File, PAGE, address, addresses, gzip, page, pages, record, response, told};
use isnad_collect::{Limits, Position, Step};

/// What is told of faults.
fn faults(steps: &[Step]) -> Vec<String> {
    let fault = |step: &&Step| matches!(&step.outcome, isnad_collect::Outcome::Skipped(why) if why.is_fault());
    steps.iter().filter(fault).map(told).collect()
}

fn members(range: std::ops::Range<usize>) -> Vec<u8> {
    range.flat_map(|n| gzip(&page(n))).collect()
}

#[test]
fn a_file_that_is_cut_off_has_all_before_the_cut() {
    let bytes = members(0..3);
    let last = members(0..2).len();
    for cut in last + 1..bytes.len() {
        let file = File::new("a.warc.gz", &bytes[..cut]);
        let steps = file.steps();
        // With the last bytes of the member, only its checksum is missing.
        assert!(addresses(&steps).starts_with(&[address(0), address(1)]), "{cut}");
        let faults = faults(&steps);
        assert_eq!(faults.len(), 1, "{cut}: {faults:?}");
        assert!(faults[0].starts_with(&format!("byte {last}")), "{cut}: {faults:?}");
    }
    let bytes = [page(0), page(1)].concat();
    let cut = File::new("a.warc", &bytes[..bytes.len() - 40]);
    let steps = cut.steps();
    assert_eq!(addresses(&steps), [address(0)]);
    assert_eq!(faults(&steps), [format!("byte {}: cut off: the bytes end before the record does", page(0).len())]);
}

#[test]
fn a_damaged_member_is_passed_over_and_named() {
    let (before, bad, after) = (members(0..2), gzip(&page(2)), members(3..6));
    let all = File::new("a.warc.gz", members(0..6)).steps();
    let whole = pages(&all);
    for at in 10..bad.len() {
        let mut damaged = bad.clone();
        damaged[at] ^= 0x55;
        let file = File::new("a.warc.gz", [before.clone(), damaged, after.clone()].concat());
        let steps = file.steps();
        // Where all of its bytes came before the damage, the page is there; with other bytes it never is.
        let sound = whole.iter().filter(|p| p.address != Some(address(2)) || pages(&steps).contains(p)).cloned().collect::<Vec<_>>();
        assert_eq!(pages(&steps), sound, "{at}");
        assert!(sound.len() >= 5, "{at}");
        let faults = faults(&steps);
        assert_eq!(faults.len(), 1, "{at}: {faults:?}");
        assert!(faults[0].starts_with(&format!("byte {}", before.len())), "{at}: {faults:?}");
    }
}

#[test]
fn a_hole_in_the_file_costs_the_records_in_it() {
    let bytes = members(0..6);
    // A stretch out of the third and fourth members.
    let (from, to) = (members(0..2).len() + 30, members(0..3).len() + 50);
    let file = File::new("a.warc.gz", [&bytes[..from], &bytes[to..]].concat());
    let steps = file.steps();
    assert_eq!(addresses(&steps), [0, 1, 4, 5].map(address));
    assert_eq!(faults(&steps).len(), 1);
}

#[test]
fn records_that_lie_about_their_length_do_not_hide_the_next() {
    let lying = |length: usize| {
        let sound = String::from_utf8(page(7)).expect("text");
        let at = sound.find("Content-Length: ").expect("a length");
        let end = at + sound[at..].find('\r').expect("its end");
        format!("{}Content-Length: {length}{}", &sound[..at], &sound[end..]).into_bytes()
    };
    // Too long: the member ends before it.
    let file = File::new("a.warc.gz", [gzip(&lying(5000)), gzip(&page(1))].concat());
    let steps = file.steps();
    assert_eq!(addresses(&steps), [address(1)]);
    assert_eq!(faults(&steps), ["byte 0: cut off: the bytes end before the record does"]);
    // Too short: what is left of it is no record.
    for (name, bytes) in [("a.warc", [lying(90), page(1)].concat()), ("a.warc.gz", gzip(&[lying(90), page(1)].concat()))] {
        let file = File::new(name, bytes);
        let steps = file.steps();
        assert!(addresses(&steps).contains(&address(1)), "{name}");
        assert_eq!(faults(&steps).len(), 1, "{name}: {:?}", file.told());
    }
    // Without any.
    let none = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n".to_vec();
    let file = File::new("a.warc", [none, page(1)].concat());
    let steps = file.steps();
    assert_eq!(addresses(&steps), [address(1)]);
    assert_eq!(faults(&steps), ["byte 0: a record without its length (Content-Length)"]);
    // As much as a number can say.
    let file = File::new("a.warc", [lying(usize::MAX), page(1)].concat());
    assert_eq!(faults(&file.steps()).len(), 1);
}

#[test]
fn garbage_between_records_is_named_once() {
    let garbage = b"\x00\x01garbage\nmore\n\xff\xfe\nand more\n".repeat(1000);
    let file = File::new("a.warc", [page(0), garbage, page(1)].concat());
    let steps = file.steps();
    assert_eq!(addresses(&steps), [address(0), address(1)]);
    assert_eq!(faults(&steps), [format!("byte {}: no record begins here; reading goes on at the next that does", page(0).len())]);
    let file = File::new("a.warc", "<html>");
    assert_eq!(file.limited(&Limits::default()).1.unwrap_err().to_string(), "no WARC or ARC file: no record begins it");
}

#[test]
fn a_response_with_damaged_coding_is_named() {
    let packed = gzip(PAGE.as_bytes());
    let cut = response(&address(1), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &packed[..packed.len() - 20]);
    let file = File::new("a.warc", [cut, page(2)].concat());
    let steps = file.steps();
    assert_eq!(addresses(&steps), [address(2)]);
    assert_eq!(faults(&steps), ["byte 0: cut off: the bytes end before the record does"]);
    let file = File::new("a.warc", [record("response", &address(1), "application/http", b"no HTTP"), page(2)].concat());
    assert_eq!(faults(&file.steps()), ["byte 0: no HTTP response in it"]);
}

/// Limits that a small bomb meets.
fn small() -> Limits {
    Limits { page: 64 << 10, ratio_from: 256 << 10, total_from: 2 << 20, row: 64 << 10, saved: 64 << 10, ..Limits::default() }
}

/// One fault, that says what is expected; and the pages around it.
fn meets(file: &File, limits: &Limits, expected: &str, around: &[usize]) {
    let (steps, read) = file.limited(limits);
    let mut all = faults(&steps);
    all.extend(read.err().map(|why| why.to_string()));
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].contains(expected), "{all:?}");
    assert_eq!(addresses(&steps), around.iter().map(|n| address(*n)).collect::<Vec<_>>());
}

#[test]
fn a_page_that_is_too_large_is_passed_over() {
    let large = response(&address(9), "HTTP/1.1 200 OK\r\nContent-Type: text/html", &b"<p>x</p>".repeat(10_000));
    let expected = "the page has more than 65536 bytes, the most that is read of one page";
    meets(&File::new("a.warc", [page(0), large.clone(), page(1)].concat()), &small(), expected, &[0, 1]);
    let coded = gzip(&gzip(&b" ".repeat(30 << 20)));
    let coded = response(&address(9), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip, gzip", &coded);
    meets(&File::new("a.warc", [page(0), coded, page(1)].concat()), &small(), expected, &[0, 1]);
}

#[test]
fn a_gzip_bomb_is_left_and_the_next_member_found() {
    let bomb = gzip(&record("metadata", &address(9), "text/plain", &b"0".repeat(3 << 20)));
    let file = File::new("a.warc.gz", [gzip(&page(0)), bomb.clone(), gzip(&page(1))].concat());
    meets(&file, &Limits { total_from: 1 << 30, ..small() }, "unpacks to more than 200 times its size, as no page does", &[0, 1]);
    // Many members, none of which is one by itself.
    let many = gzip(&record("metadata", &address(9), "text/plain", &b"0".repeat(200 << 10))).repeat(20);
    let file = File::new("a.warc.gz", [gzip(&page(0)), many, gzip(&page(1))].concat());
    let expected = "the whole file unpacks to more than 200 times its size, as no archive of pages does; left there";
    meets(&file, &Limits { ratio_from: 1 << 30, ..small() }, expected, &[0]);
}

#[test]
fn header_lines_without_end_are_left() {
    let many = format!("HTTP/1.1 200 OK\r\n{}", "A: b\r\n".repeat(300));
    let long = format!("HTTP/1.1 200 OK\r\nA: {}", "b".repeat(100 << 10));
    for (head, expected) in [(many, "more than 256 header lines"), (long, "header lines of more than 65536 bytes")] {
        let bomb = response(&address(9), &head, PAGE.as_bytes());
        meets(&File::new("a.warc", [page(0), bomb, page(1)].concat()), &small(), expected, &[0, 1]);
    }
    for (lines, expected) in
        [("A: b\r\n".repeat(300), "more than 256 header lines"), ("b".repeat(100 << 10), "header lines of more than 65536 bytes")]
    {
        let bomb = format!("WARC/1.0\r\n{lines}\r\n\r\n\r\n").into_bytes();
        meets(&File::new("a.warc", [page(0), bomb, page(1)].concat()), &small(), expected, &[0, 1]);
    }
}

#[test]
fn rows_without_end_are_left() {
    let long = format!("{{\"text\":\"{}\"}}\n", "x".repeat(100 << 10));
    let sound = |n: usize| format!("{{\"url\":\"{}\",\"text\":\"أ\"}}\n", address(n));
    let expected = "a row of more than 65536 bytes; a quotation mark may be left open before it";
    meets(&File::new("a.jsonl", format!("{}{long}{}", sound(0), sound(1))), &small(), expected, &[0, 1]);
    let open = format!("url,text\n{},أ\n{},\"{}", address(0), address(1), "x\n".repeat(200 << 10));
    meets(&File::new("a.csv", open), &small(), expected, &[0]);
    let wide = format!("url,text\n{},أ\n{}\n", address(0), ",".repeat(5000));
    meets(&File::new("a.csv", wide), &small(), "a row of more than 4096 columns", &[0]);
    let bomb = gzip(format!("{{\"text\":\"{}\"}}\n", "x".repeat(4 << 20)).as_bytes());
    meets(&File::new("a.jsonl.gz", bomb), &small(), "unpacks to more than 200 times its size, as no page does", &[]);
    // Nested as deep as it likes: the parser has a bound of its own.
    let deep = format!("{{\"text\":{}\n{}", "[".repeat(60_000), sound(1));
    let file = File::new("a.jsonl", deep);
    assert_eq!(addresses(&file.steps()), [address(1)]);
    assert!(faults(&file.steps())[0].contains("recursion limit"), "{:?}", file.told());
}

#[test]
fn zip_files_with_too_much_in_them_are_left() {
    use std::io::Write;
    let zip = |entries: usize, name: &dyn Fn(usize) -> String, bytes: &[u8], method| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for n in 0..entries {
            zip.start_file(name(n), zip::write::SimpleFileOptions::default().compression_method(method)).expect("an entry");
            zip.write_all(bytes).expect("written");
        }
        zip.finish().expect("a file").into_inner()
    };
    let stored = zip::CompressionMethod::Stored;
    let many = zip(2001, &|n| format!("{n}"), b"", stored);
    meets(&File::new("a.wacz", many), &Limits { entries: 2000, ..small() }, "more than 2000 entries", &[]);
    let bomb = record("metadata", &address(9), "text/plain", &b"0".repeat(3 << 20));
    let bomb = zip(1, &|n| format!("archive/{n}.warc"), &bomb, zip::CompressionMethod::Deflated);
    meets(&File::new("a.wacz", bomb), &small(), "unpacks to more than 200 times its size, as no page does", &[]);
    meets(&File::new("a.wacz", b"PK\x03\x04 cut off"), &small(), "cut off: no end of a ZIP file", &[]);
    let sound = zip(1, &|n| format!("archive/{n}.warc"), &page(0), stored);
    for cut in 1..sound.len() {
        let (steps, read) = File::new("a.wacz", &sound[..cut]).limited(&small());
        assert!(read.is_err() && steps.is_empty(), "{cut}");
    }
}

#[test]
fn mhtml_files_with_too_much_in_them_are_left() {
    let mut nested = String::new();
    for n in 0..10_000 {
        nested += &format!("Content-Type: multipart/related; boundary=\"b{n}\"\r\n\r\n--b{n}\r\n");
    }
    let roomy = Limits { saved: 8 << 20, ..small() };
    meets(&File::new("a.mht", nested), &roomy, "parts that nest more than 8 deep", &[]);
    let many = format!("Content-Type: multipart/related; boundary=b\r\n\r\n{}", "--b\r\n\r\n".repeat(20_000));
    meets(&File::new("a.mht", many), &roomy, "more than 10000 parts", &[]);
    meets(
        &File::new("a.mht", "x".repeat(65 << 10)),
        &small(),
        "more than 65536 bytes, the most that is read of one saved page with its pictures",
        &[],
    );
    let headers = format!("{}\r\nContent-Type: text/html\r\n\r\n<p>", "A: b\r\n".repeat(300));
    meets(&File::new("a.mht", headers.replace("\r\n\r\nC", "\r\nC")), &roomy, "more than 256 header lines", &[]);
}

#[test]
fn millions_of_tiny_records_take_no_memory_and_end() {
    // 200,000 members of nothing, and as many headers of members that are none.
    let nothing = gzip(b"").repeat(200_000);
    let file = File::new("a.warc.gz", [gzip(&page(0)), nothing, gzip(&page(1))].concat());
    assert_eq!(addresses(&file.steps()), [address(0), address(1)]);
    let false_heads = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".repeat(200_000);
    let file = File::new("a.warc.gz", [gzip(&page(0)), false_heads].concat());
    let steps = file.steps();
    assert_eq!(addresses(&steps), [address(0)]);
    let left = "damaged, and none of 10000 members looked at behind it begins with a record; left there; get the file anew";
    assert_eq!(faults(&steps), [format!("byte {}: {left}", gzip(&page(0)).len())]);
    let lines = "\n".repeat(1 << 20);
    let file = File::new("a.jsonl", format!("{lines}{{\"url\":\"{}\",\"text\":\"أ\"}}", address(0)));
    assert_eq!(addresses(&file.steps()), [address(0)]);
    let (steps, _) = file.steps_from(Position { records: 1 << 20, ..Position::default() }, "", &Limits::default());
    assert_eq!(addresses(&steps), [address(0)]);
}
