//! `isnad add`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use isnad_collect::Position;
#[cfg(feature = "fetch")]
use isnad_collect::Validators;
use isnad_page::Rules;
use isnad_store::{Added, ArchivePlace, Outcome, Store};
#[cfg(feature = "fetch")]
use isnad_store::{Asked, StoreError};

use super::args::Lines;
use super::keep::{Kept, keep};
use super::{acknowledge, print, stemmer};
#[cfg(feature = "fetch")]
use crate::addresses::Asking;
use crate::args::Input as Pages;
use crate::input::{self, Input};
use crate::pages::{complain, note};
use crate::progress::Progress;
use crate::skipped::Skipped;
use crate::stream::{self, Item, Plan};
use crate::{ALL_READ, Fault, SOME_FAILED};

/// What became of all pages.
struct Tally {
    new: usize,
    version: usize,
    known: usize,
    failed: usize,
    skipped: Skipped,
    progress: Progress,
}

/// A page given, and what became of it, as it is printed.
#[derive(serde::Serialize)]
struct Line<'a> {
    given: &'a str,
    #[serde(flatten)]
    added: &'a Added,
}

/// A page that its server says did not change, as it is printed. Where it is told by another address than the one that was asked, its
/// name is not looked for.
#[cfg(feature = "fetch")]
#[derive(serde::Serialize)]
struct Unchanged<'a> {
    given: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<usize>,
    outcome: Outcome,
}

/// Adds the pages.
pub fn run(given: &Pages, file: &Path, format: Lines) -> Result<u8, Fault> {
    let mut store = Store::open(file, stemmer()?)?;
    let lexicon = crate::lexicon(&given.pack)?;
    let rules = Rules::new(&lexicon);
    let pages = input::collect(&given.paths);
    let mut archives = Archives::of(&pages.inputs, given, &store)?;
    let plan = Plan { whole_paths: true, places: archives.places.clone(), ..given.plan(&lexicon) };
    #[cfg(feature = "fetch")]
    let plan = Plan { asking: Asking { known: validators(&pages.addresses, &store)?, ..plan.asking }, ..plan };
    let progress = Progress::new(&pages);
    let mut tally = Tally { new: 0, version: 0, known: 0, failed: pages.missing, skipped: Skipped::default(), progress };
    let items = stream::start(pages, plan);
    loop {
        let batch = stream::batch(&items);
        if batch.is_empty() {
            break;
        }
        let mut pages = Vec::new();
        for item in batch {
            match item {
                Item::Page(page) => pages.push(page),
                #[cfg(feature = "fetch")]
                Item::Unchanged(address) => {
                    tally.known += 1;
                    if format == Lines::Json {
                        unchanged(&store, &address)?;
                    }
                }
                Item::Skipped(reason) => tally.skipped.count(reason),
                Item::Failed(fault) => tally.fail(&fault),
                Item::FailedToo => tally.failed += 1,
                Item::Note(line) => tally.progress.say(|| note(&line)),
                Item::Bytes(bytes) => tally.progress.reach(bytes),
                Item::Reached(archive, place) => archives.reach(archive, place),
                Item::Ended(archive) => archives.end(archive),
            }
        }
        let names: Vec<String> = pages.iter().map(|page| page.name.clone()).collect();
        for (given, kept) in names.iter().zip(keep(&mut store, pages, &rules, &lexicon)?) {
            match kept {
                Kept::Added(added, claims) => {
                    if let Some(claims) = claims {
                        tally.progress.page(claims);
                    }
                    tally.count(&added);
                    if format == Lines::Json {
                        acknowledge(&Line { given, added: &added });
                    }
                }
                Kept::Skipped(reason) => tally.skipped.count(reason),
                Kept::Failed(fault) => tally.fail(&fault),
            }
        }
        archives.write(&mut store)?;
    }
    tally.progress.end();
    if format == Lines::Text {
        print(&format!("{} new, {} changed, {} known, {} failed\n", tally.new, tally.version, tally.known, tally.failed));
    }
    if let Some(line) = tally.skipped.line() {
        note(&line);
    }
    Ok(if tally.failed == 0 { ALL_READ } else { SOME_FAILED })
}

/// What servers said of the pages that are there.
#[cfg(feature = "fetch")]
fn validators(addresses: &[String], store: &Store) -> Result<HashMap<String, Validators>, Fault> {
    let mut validators = HashMap::new();
    for address in addresses {
        if let Some(Asked { etag, last_modified, .. }) = store.asked(address)? {
            validators.insert(address.clone(), Validators { etag, last_modified });
        }
    }
    Ok(validators)
}

/// Says that a page is safe whose server says that it did not change.
#[cfg(feature = "fetch")]
fn unchanged(store: &Store, address: &str) -> Result<(), Fault> {
    let page = match store.page_now(address) {
        Ok(page) => Some(page),
        Err(StoreError::NoPage(_)) => None,
        Err(fault) => return Err(fault.into()),
    };
    let (source, version) = page.map(|page| (page.source, page.number)).unzip();
    acknowledge(&Unchanged { given: address, source, version, outcome: Outcome::Known });
    Ok(())
}

/// How far archives are read.
#[derive(Default)]
struct Archives {
    fingerprints: HashMap<PathBuf, [u8; 32]>,
    places: HashMap<PathBuf, Position>,
    /// The last place of each that was reached with the pages at hand; none of those that ended.
    reached: HashMap<PathBuf, Option<Position>>,
}

impl Archives {
    fn of(inputs: &[Input], given: &Pages, store: &Store) -> Result<Self, Fault> {
        let mut archives = Archives::default();
        for input in inputs {
            let Input::Archive(path, _) = input else { continue };
            // One that cannot be read is named when it is its turn.
            let Ok(fingerprint) = isnad_collect::fingerprint(path, &given.map) else { continue };
            if let Some(place) = store.archive_place(&fingerprint)? {
                let place = Position { entry: place.entry, byte: place.byte, records: place.records };
                archives.places.insert(path.clone(), place);
            }
            archives.fingerprints.insert(path.clone(), fingerprint);
        }
        Ok(archives)
    }

    fn reach(&mut self, archive: PathBuf, place: Position) {
        self.reached.insert(archive, Some(place));
    }

    fn end(&mut self, archive: PathBuf) {
        self.reached.insert(archive, None);
    }

    /// Notes what was reached: all pages before it are in the store.
    fn write(&mut self, store: &mut Store) -> Result<(), Fault> {
        for (path, place) in self.reached.drain() {
            let Some(fingerprint) = self.fingerprints.get(&path) else { continue };
            match place {
                Some(Position { entry, byte, records }) => {
                    store.leave_archive(fingerprint, &path.display().to_string(), ArchivePlace { entry, byte, records })?;
                }
                None => store.finish_archive(fingerprint)?,
            }
        }
        Ok(())
    }
}

impl Tally {
    fn fail(&mut self, fault: &str) {
        self.progress.say(|| complain(fault));
        self.failed += 1;
    }

    fn count(&mut self, added: &Added) {
        match added.outcome {
            Outcome::New => self.new += 1,
            Outcome::Version => self.version += 1,
            Outcome::Known => self.known += 1,
        }
    }
}
