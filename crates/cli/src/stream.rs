//! Pages as they come, one after the other, out of files and archives: a thread reads ahead of whoever understands them.

use std::collections::HashMap;
use std::fs::File;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use isnad_collect::{At, Carrier, Columns, Kind, Limits, Outcome, Position, Step, Validators, Why};

#[cfg(feature = "fetch")]
use crate::addresses::{self, Asking};
use crate::input::{Given, Input};
use crate::pages::load;

/// Pages that are understood and written at once.
pub const BATCH: usize = 64;
/// Bytes of pages held at once; one page may be more.
const BATCH_BYTES: usize = 32 << 20;
/// How long a batch waits for more once it has something: what came slowly is to be safe soon.
const WAIT: Duration = Duration::from_secs(1);
/// Items that are read ahead.
const AHEAD: usize = 4;
/// Faults of an archive that get a line each; the others are counted.
const FAULTS_NAMED: usize = 20;

/// What of an archive is given where.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Which column of a table has what.
    pub columns: Columns,
    /// Files are named by the whole path: a store is asked from other folders than the one that it was filled from.
    pub whole_paths: bool,
    /// Saved pages are named by the address that whoever saved them left.
    pub marks: bool,
    /// Where archives were left.
    pub places: HashMap<PathBuf, Position>,
    /// How addresses are asked.
    #[cfg(feature = "fetch")]
    pub asking: Asking,
}

/// A page at hand.
#[derive(Debug)]
pub struct Page {
    /// What it is given as: its address, else its file or place.
    pub name: String,
    /// What its carrier calls it.
    pub content_type: Option<String>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Among front pages, lists and pages of other languages.
    pub crawled: bool,
    /// The file that it stands in and where, if that is not its name.
    pub place: Option<(String, String)>,
    /// The address that was asked, and what its server said.
    pub asked: Option<(String, Validators)>,
}

/// What comes.
#[derive(Debug)]
pub enum Item {
    /// A page.
    Page(Page),
    /// The page at an address is the one that is there.
    #[cfg(feature = "fetch")]
    Unchanged(String),
    /// Something that is no page, and why not: counted.
    Skipped(&'static str),
    /// Something that cannot be read, and a line that says so.
    Failed(String),
    /// More of the same archive that cannot be read: counted.
    FailedToo,
    /// Nothing wrong, but worth a line.
    Note(String),
    /// All before this of an archive has come.
    Reached(PathBuf, Position),
    /// All of an archive has come.
    Ended(PathBuf),
    /// So many bytes of all files are done.
    Bytes(u64),
}

/// Begins to read.
pub fn start(given: Given, plan: Plan) -> Receiver<Item> {
    let (to, items) = sync_channel(AHEAD);
    std::thread::spawn(move || {
        let mut before = 0;
        for input in &given.inputs {
            // A fault of ours in one file must not take the others with it.
            let read = catch_unwind(AssertUnwindSafe(|| match input {
                Input::Archive(path, kind) => archive(path, *kind, &plan, before, &to),
                Input::File { path, within } => to.send(file(path, within, &plan)).map_err(|_| ()),
                Input::Standard => to.send(standard(&plan)).map_err(|_| ()),
            }));
            let sent = read.unwrap_or_else(|_| to.send(Item::Failed(failed(input))).map_err(|_| ()));
            before += size(input);
            if sent.is_err() || to.send(Item::Bytes(before)).is_err() {
                // Nobody takes more.
                return;
            }
        }
        #[cfg(feature = "fetch")]
        if !given.addresses.is_empty() && catch_unwind(AssertUnwindSafe(|| addresses::fetch(given.addresses, &plan.asking, &to))).is_err() {
            let _ = to.send(Item::Failed("the program itself failed on addresses; please report it".to_owned()));
        }
    });
    items
}

fn failed(input: &Input) -> String {
    let name = match input {
        Input::Standard => "-".to_owned(),
        Input::File { path, .. } | Input::Archive(path, _) => path.display().to_string(),
    };
    format!("{name}: the reader itself failed on this file; please report it with the file")
}

/// Bytes of a file, as far as that can be told.
pub fn size(input: &Input) -> u64 {
    match input {
        Input::Standard => 0,
        Input::File { path, .. } | Input::Archive(path, _) => std::fs::metadata(path).map_or(0, |m| m.len()),
    }
}

fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn standard(plan: &Plan) -> Item {
    let bytes = load(Ok(std::io::stdin().lock()), "-");
    bytes.map_or_else(Item::Failed, |bytes| page("-".to_owned(), bytes, Path::new(""), plan))
}

fn file(path: &Path, within: &Path, plan: &Plan) -> Item {
    let named = if plan.whole_paths { whole(path) } else { path.to_owned() }.display().to_string();
    let bytes = load(File::open(path), &named);
    bytes.map_or_else(Item::Failed, |bytes| page(named, bytes, within, plan))
}

fn page(file: String, bytes: Vec<u8>, within: &Path, plan: &Plan) -> Item {
    let marked = || isnad_collect::address_in(&bytes).or_else(|| isnad_collect::address_of_path(within));
    let address = if plan.marks { marked() } else { None };
    let place = address.is_some().then(|| (file.clone(), String::new()));
    Item::Page(Page { name: address.unwrap_or(file), content_type: None, bytes, crawled: false, place, asked: None })
}

fn archive(path: &Path, kind: Kind, plan: &Plan, before: u64, to: &SyncSender<Item>) -> Result<(), ()> {
    let named = if plan.whole_paths { whole(path) } else { path.to_owned() };
    let from = plan.places.get(path).copied().unwrap_or_default();
    if from != Position::default() {
        to.send(Item::Note(format!("{}: goes on where it was left", path.display()))).map_err(|_| ())?;
    }
    let (mut faults, mut gone) = (0usize, false);
    let mut tell = |step: Step| {
        let Step { place, outcome, after, bytes } = step;
        let item = match outcome {
            Outcome::Page(found) => {
                let own = place.at == At::Whole && place.entry.is_none() && found.address.is_none();
                let archive = (!own).then(|| (place.file.display().to_string(), place.within()));
                let crawled = found.carrier == Carrier::Crawl;
                let name = found.address.unwrap_or_else(|| place.to_string());
                Item::Page(Page { name, content_type: found.content_type, bytes: found.bytes, crawled, place: archive, asked: None })
            }
            Outcome::Skipped(why) if why.is_fault() => {
                faults += 1;
                if faults <= FAULTS_NAMED { Item::Failed(fault(&place.to_string(), &why)) } else { Item::FailedToo }
            }
            Outcome::Skipped(why) => Item::Skipped(why.reason()),
        };
        let reached = Item::Reached(path.to_owned(), after);
        gone = [item, reached, Item::Bytes(before + bytes)].into_iter().any(|item| to.send(item).is_err());
        if gone { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let read = isnad_collect::read(&named, kind, from, &plan.columns, &Limits::default(), &mut tell);
    if gone {
        return Err(());
    }
    let last = match read {
        Ok(()) if faults > FAULTS_NAMED => {
            let more = faults - FAULTS_NAMED;
            to.send(Item::Note(format!("{}: {more} more faults like these", path.display()))).map_err(|_| ())?;
            Item::Ended(path.to_owned())
        }
        Ok(()) => Item::Ended(path.to_owned()),
        Err(why) => Item::Failed(fault(&named.display().to_string(), &why)),
    };
    to.send(last).map_err(|_| ())
}

fn fault(place: &str, why: &Why) -> String {
    format!("{place}: {why}")
}

/// So many items that their pages make a batch, or as many as came within a while; none when all has come.
pub fn batch(items: &Receiver<Item>) -> Vec<Item> {
    let mut batch = Vec::new();
    let (mut pages, mut bytes) = (0, 0);
    let mut next = items.recv().ok();
    let until = Instant::now() + WAIT;
    while let Some(item) = next {
        if let Item::Page(page) = &item {
            pages += 1;
            bytes += page.bytes.len();
        }
        batch.push(item);
        let full = pages >= BATCH || bytes >= BATCH_BYTES || batch.len() >= BATCH * 64;
        next = if full { None } else { items.recv_timeout(until.saturating_duration_since(Instant::now())).ok() };
    }
    batch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_is_not_kept_waiting_for_what_may_come() {
        let (to, items) = sync_channel(BATCH * 2);
        to.send(Item::Skipped("x")).expect("room");
        let begun = Instant::now();
        assert_eq!(batch(&items).len(), 1);
        assert!(begun.elapsed() < WAIT * 20, "{:?}", begun.elapsed());
        for _ in 0..=BATCH {
            to.send(page(String::new(), Vec::new(), Path::new(""), &Plan::default())).expect("room");
        }
        assert_eq!(batch(&items).len(), BATCH);
        drop(to);
        assert_eq!(batch(&items).len(), 1);
        assert!(batch(&items).is_empty());
    }
}
