//! Parquet, read by the crate's reader of records, which knows nothing of how columns are written.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use isnad_export::{ParquetSet, StoryWriter};
use isnad_model::{Revision, Story};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};

use super::{DEMO, write_all};

/// A file in memory that may be written from any thread.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn set() -> BTreeMap<String, SerializedFileReader<Bytes>> {
    let mut files: BTreeMap<String, Shared> = BTreeMap::new();
    let mut set = Box::new(
        ParquetSet::begin(&mut |name| {
            let file = Shared::default();
            files.insert(name.to_owned(), file.clone());
            Ok(file)
        })
        .expect("it begins"),
    );
    write_all(set.as_mut());
    set.story(&carried(), &[]).expect("a story is written");
    set.end().expect("it ends");
    let read = |file: Shared| SerializedFileReader::new(Bytes::from(std::mem::take(&mut *file.0.lock().expect("it is there"))));
    files.into_iter().map(|(name, file)| (name, read(file).expect("a Parquet file"))).collect()
}

/// A story with a figure that two carried.
fn carried() -> Story {
    let revision = DEMO.0.stories[0].ledger[0].clone();
    let via = vec!["reuters".to_owned(), "afp".to_owned()];
    Story { id: "carried".to_owned(), ledger: vec![Revision { via, ..revision }], ..Story::default() }
}

fn field<'a>(row: &'a Row, name: &str) -> &'a Field {
    row.get_column_iter().find(|(column, _)| *column == name).map(|(_, field)| field).expect(name)
}

#[test]
fn rows_come_back_with_their_types() {
    let set = set();
    let (record, articles) = &*DEMO;
    let table =
        |name: &str| -> Vec<Row> { set[name].get_row_iter(None).expect("rows").collect::<Result<_, _>>().expect("every row can be read") };
    assert_eq!(set.len(), 7);
    assert_eq!(table("stories.parquet").len(), record.stories.len() + 1);
    assert_eq!(table("pages.parquet").len(), articles.len());
    let claims = table("claims.parquet");
    let all: Vec<_> = articles.iter().flat_map(|a| a.claims.iter().map(move |c| (a, c))).collect();
    assert_eq!(claims.len(), all.len());
    for row in &claims {
        let text = |name: &str| if let Field::Str(text) = field(row, name) { Some(text.as_str()) } else { None };
        let (_, claim) = all
            .iter()
            .find(|(a, c)| Some(a.source.as_str()) == text("page") && Some(c.id.as_str()) == text("claim"))
            .expect("a claim of the pages");
        assert_eq!(text("exact"), Some(claim.exact.as_str()));
        assert_eq!(field(row, "start"), &Field::Long(i64::try_from(claim.start).expect("a position")));
        let Field::ListInternal(speakers) = field(row, "speakers") else { panic!("a list: {}", field(row, "speakers")) };
        let speakers: Vec<String> =
            speakers.elements().iter().map(|f| if let Field::Str(id) = f { id.clone() } else { panic!("no text: {f}") }).collect();
        assert_eq!(speakers, claim.attribution.iter().map(|a| a.id.clone()).collect::<Vec<_>>());
    }
    let lists = |rows: &[Row], name: &str| -> Vec<usize> {
        rows.iter().map(|row| if let Field::ListInternal(list) = field(row, name) { list.len() } else { panic!("a list") }).collect()
    };
    assert!(lists(&claims, "speakers").contains(&0) && lists(&claims, "speakers").contains(&1));
    assert_eq!(lists(&table("revisions.parquet"), "via").last(), Some(&2));

    let killed = |row: &Row| field(row, "measure") == &Field::Str("killed".to_owned());
    let dead: Vec<&Row> = claims.iter().filter(|r| killed(r) && field(r, "low") == &Field::Double(31.0)).collect();
    assert!(!dead.is_empty());
    let pages = table("pages.parquet");
    // 2024-05-06 is 19849 days after the first of January 1970.
    assert!(pages.iter().any(|row| field(row, "day_day") == &Field::Date(19_849)), "{:?}", pages[0]);
    assert!(pages.iter().any(|row| matches!(field(row, "published_utc"), Field::TimestampMicros(_))), "{:?}", pages[0]);
}
