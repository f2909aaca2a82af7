//! HXL: the hashtags are of the standard's list, and the figures stand under their own.

use std::collections::BTreeMap;

use isnad_export::Streamed;

use super::file;

/// The core hashtags of HXL 1.1 (hxlstandard.org).
const CORE: &str = include_str!("hxl_core_hashtags.txt");

/// The lines of the file: heads, tags, rows.
fn lines() -> Vec<Vec<String>> {
    let text = file(Streamed::Hxl);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().expect("every line has as many cells")
}

#[test]
fn every_column_has_a_hashtag_of_the_standard() {
    let core: Vec<&str> = CORE.lines().filter(|line| !line.is_empty()).collect();
    let lines = lines();
    assert_eq!(lines[0].len(), lines[1].len());
    for tag in &lines[1] {
        let mut parts = tag.split('+');
        let hashtag = parts.next().expect("a hashtag");
        assert!(core.contains(&hashtag), "{hashtag} is no core hashtag");
        let attribute =
            |a: &str| a.starts_with(|c: char| c.is_ascii_lowercase()) && a.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        assert!(parts.all(attribute), "{tag}");
    }
    let different: std::collections::BTreeSet<_> = lines[1].iter().collect();
    assert_eq!(different.len(), lines[1].len(), "two columns have one tag");
}

#[test]
fn the_latest_figures_stand_under_their_tags() {
    let lines = lines();
    let rows: Vec<BTreeMap<&str, &str>> =
        lines[2..].iter().map(|row| lines[1].iter().map(String::as_str).zip(row.iter().map(String::as_str)).collect()).collect();
    let flood = rows.iter().find(|r| r["#loc+name"] == "Sabha" && r["#meta+counted"] == "all").expect("the flood");
    for (tag, value) in [
        ("#affected+killed", "31"),
        ("#affected+killed+min", "31"),
        ("#affected+killed+max", ""),
        ("#affected+injured", "110"),
        ("#affected+missing", "5"),
        ("#affected+displaced", "2300"),
        ("#affected+evacuated", "1200"),
        ("#affected+hh", ""),
        ("#country+code+v_iso3", "LBY"),
        ("#loc+name+i_ar", "سبها"),
        ("#date+reported", "2024-05-09"),
        ("#meta+window", ""),
    ] {
        assert_eq!(flood[tag], value, "{tag}");
    }
    let children = rows.iter().find(|r| r["#meta+counted"] == "children").expect("the children");
    assert_eq!((children["#affected+killed"], children["#affected+injured"]), ("7", ""));
    let since = rows.iter().find(|r| r["#meta+window"] == "cumulative since ceasefire").expect("since the truce began");
    assert_eq!((since["#affected+killed"], since["#meta+counted"]), ("5", "civilians"));
}
