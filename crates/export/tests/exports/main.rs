//! Every export of the demo pages, read back by a reader that is not ours.
#![allow(clippy::expect_used)] // a test

mod geojson;
mod hxl;
mod incidents;
mod jsonld;
#[cfg(feature = "parquet")]
mod parquet;
mod sheets;
mod tables;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;
use std::sync::LazyLock;

use isnad_export::{StoryWriter, Streamed, stream};
use isnad_model::{Article, Record, Story};

/// What the demo pages say, and the record of it.
static DEMO: LazyLock<(Record, Vec<Article>)> = LazyLock::new(|| {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let rules = isnad_page::Rules::new(&lexicon);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the demo pages are there").flatten().map(|f| f.path()).collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let bytes = std::fs::read(file).expect("a demo page can be read");
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let source = isnad_page::Source { path_or_url: &name, content_type: None };
        let article = isnad_page::read(&bytes, &source, &rules, &isnad_page::Limits::default()).expect("a demo page is a page");
        isnad_read::read(article, &lexicon)
    };
    let articles: Vec<Article> = files.iter().map(read).collect();
    (isnad_record::build(&articles), articles)
});

/// The articles of a story.
fn articles_of(story: &Story) -> Vec<Article> {
    DEMO.1.iter().filter(|a| story.pages.contains(&a.source)).cloned().collect()
}

/// All stories of the demo in a format of one file.
fn file(format: Streamed) -> String {
    let mut bytes = Vec::new();
    let mut writer = stream(format, &mut bytes).expect("it begins");
    write_all(writer.as_mut());
    writer.end().expect("it ends");
    String::from_utf8(bytes).expect("UTF-8")
}

fn write_all(writer: &mut dyn StoryWriter) {
    for story in &DEMO.0.stories {
        writer.story(story, &articles_of(story)).expect("a story is written");
    }
}

/// A file in memory that can be read after its writer is gone.
#[derive(Clone, Default)]
struct Memory(Rc<RefCell<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The rows of a CSV file, each by its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().collect::<Result<_, _>>().expect("every row has the columns of the head")
}
