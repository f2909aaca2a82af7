//! `isnad export`: stories to files, one after the other where the format allows it.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use isnad_export::{CsvSet, StoryWriter, Streamed, stream};
use isnad_model::{Article, Record, Story};
use isnad_store::{Store, StoreError};

use super::args::ExportFormat;
use crate::args::{Format, Lang};
use crate::output::{rendered, write};
use crate::{ALL_READ, Fault};

/// How a format is written.
enum Way {
    /// All at once: its head tells of all stories.
    Whole(Format),
    /// Story by story into one file.
    Streamed(Streamed),
    /// Story by story into several files.
    Csv,
    #[cfg(feature = "parquet")]
    Parquet,
}

impl From<ExportFormat> for Way {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Json => Way::Whole(Format::Json),
            ExportFormat::Html => Way::Whole(Format::Html),
            ExportFormat::Markdown => Way::Whole(Format::Markdown),
            ExportFormat::Text => Way::Whole(Format::Text),
            ExportFormat::Jsonld => Way::Streamed(Streamed::JsonLd),
            ExportFormat::Geojson => Way::Streamed(Streamed::GeoJson),
            ExportFormat::Ucdp => Way::Streamed(Streamed::Ucdp),
            ExportFormat::Acled => Way::Streamed(Streamed::Acled),
            ExportFormat::Hxl => Way::Streamed(Streamed::Hxl),
            ExportFormat::Csv => Way::Csv,
            #[cfg(feature = "parquet")]
            ExportFormat::Parquet => Way::Parquet,
        }
    }
}

/// Writes one story, or all.
pub fn run(store: &Store, story: Option<&str>, format: ExportFormat, output: Option<&Path>, lang: Lang) -> Result<u8, Fault> {
    match Way::from(format) {
        Way::Whole(format) => {
            let (record, articles) = match story {
                Some(story) => alone(store.story(story)?),
                None => store.record()?,
            };
            write(output, &rendered(format, &record, &articles, lang)?)?;
        }
        Way::Streamed(format) => {
            // A story that is not there leaves no file behind.
            let story = story.map(|named| store.story(named)).transpose()?;
            match output {
                Some(path) => {
                    let file = File::create(path).map_err(|fault| unwritten(path, &fault))?;
                    let begun = stream(format, BufWriter::new(file)).map_err(|fault| unwritten(path, &fault))?;
                    each(store, story, begun, |fault| unwritten(path, fault))?;
                }
                None => {
                    let begun = stream(format, BufWriter::new(io::stdout().lock()));
                    // A closed pipe is the reader's choice.
                    match begun.map_err(Unwritten::Io).and_then(|begun| written(store, story, begun)) {
                        Err(Unwritten::Io(fault)) if fault.kind() != io::ErrorKind::BrokenPipe => {
                            return Err(Fault::failed(format!("standard output: {fault}")));
                        }
                        Err(Unwritten::Store(fault)) => return Err(fault.into()),
                        _ => {}
                    }
                }
            }
        }
        Way::Csv => {
            let folder = Folder::of(output)?;
            let story = story.map(|named| store.story(named)).transpose()?;
            let begun = CsvSet::begin(&mut |name| folder.file(name)).map_err(|fault| unwritten(folder.0, &fault))?;
            each(store, story, Box::new(begun), |fault| unwritten(folder.0, fault))?;
        }
        #[cfg(feature = "parquet")]
        Way::Parquet => {
            let folder = Folder::of(output)?;
            let story = story.map(|named| store.story(named)).transpose()?;
            let begun = isnad_export::ParquetSet::begin(&mut |name| folder.file(name)).map_err(|fault| unwritten(folder.0, &fault))?;
            each(store, story, Box::new(begun), |fault| unwritten(folder.0, fault))?;
        }
    }
    Ok(ALL_READ)
}

type Told = (Story, Vec<Article>);

fn alone((story, articles): Told) -> (Record, Vec<Article>) {
    (Record { stories: vec![story] }, articles)
}

/// Why a file is not complete.
enum Unwritten {
    Store(StoreError),
    Io(io::Error),
}

impl From<StoreError> for Unwritten {
    fn from(fault: StoreError) -> Self {
        Unwritten::Store(fault)
    }
}

fn written(store: &Store, story: Option<Told>, mut to: Box<dyn StoryWriter + '_>) -> Result<(), Unwritten> {
    match story {
        Some((story, articles)) => to.story(&story, &articles).map_err(Unwritten::Io)?,
        None => store.each_story(|story, articles| to.story(&story, &articles).map_err(Unwritten::Io))?,
    }
    to.end().map_err(Unwritten::Io)
}

fn each(store: &Store, story: Option<Told>, to: Box<dyn StoryWriter + '_>, told: impl Fn(&io::Error) -> Fault) -> Result<(), Fault> {
    written(store, story, to).map_err(|unwritten| match unwritten {
        Unwritten::Store(fault) => fault.into(),
        Unwritten::Io(fault) => told(&fault),
    })
}

fn unwritten(path: &Path, fault: &io::Error) -> Fault {
    Fault::failed(format!("{}: {fault}; name another place with -o", path.display()))
}

/// Where a set of files goes.
struct Folder<'a>(&'a Path);

impl<'a> Folder<'a> {
    fn of(output: Option<&'a Path>) -> Result<Self, Fault> {
        let folder = output.ok_or_else(|| Fault::wrong_use("this format is several files; name their folder with -o"))?;
        std::fs::create_dir_all(folder).map_err(|fault| unwritten(folder, &fault))?;
        Ok(Folder(folder))
    }

    fn file(&self, name: &str) -> io::Result<BufWriter<File>> {
        let path: PathBuf = self.0.join(name);
        File::create(path).map(BufWriter::new)
    }
}
