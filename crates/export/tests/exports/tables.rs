//! The CSV set, read by the `csv` crate.

use std::collections::BTreeMap;

use isnad_export::{CsvSet, StoryWriter};

use super::{DEMO, Memory, rows, write_all};

fn set() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, Memory> = BTreeMap::new();
    let mut set = Box::new(
        CsvSet::begin(&mut |name| {
            let file = Memory::default();
            files.insert(name.to_owned(), file.clone());
            Ok(file)
        })
        .expect("it begins"),
    );
    write_all(set.as_mut());
    set.end().expect("it ends");
    files.into_iter().map(|(name, file)| (name, String::from_utf8(file.0.take()).expect("UTF-8"))).collect()
}

#[test]
fn the_tables_have_all_and_are_joined_by_their_ids() {
    let set = set();
    let table = |name: &str| rows(&set[name]);
    let (record, articles) = &*DEMO;
    assert_eq!(table("stories.csv").len(), record.stories.len());
    assert_eq!(table("pages.csv").len(), articles.len());
    assert_eq!(table("claims.csv").len(), articles.iter().map(|a| a.claims.len()).sum::<usize>());
    assert_eq!(table("revisions.csv").len(), record.stories.iter().map(|s| s.ledger.len()).sum::<usize>());
    let stories: Vec<String> = table("stories.csv").iter().map(|r| r["story"].clone()).collect();
    let pages: Vec<String> = table("pages.csv").iter().map(|r| r["page"].clone()).collect();
    for name in ["pages.csv", "revisions.csv", "origins.csv", "entities.csv"] {
        assert!(table(name).iter().all(|r| stories.contains(&r["story"])), "{name}");
    }
    assert!(table("claims.csv").iter().all(|r| pages.contains(&r["page"])));
    let sabha = table("entities.csv").into_iter().find(|r| r["entity"] == "sabha").expect("a place");
    assert_eq!((sabha["name_ar"].as_str(), sabha["type"].as_str()), ("سبها", "place"));
    assert!(sabha["lat"].starts_with("27."), "{}", sabha["lat"]);
}
