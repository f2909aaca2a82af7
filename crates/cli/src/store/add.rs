//! `isnad add`.

use std::io::Write;
use std::path::Path;

use isnad_page::Rules;
use isnad_store::{Added, Given, Outcome, Store};
use rayon::prelude::*;

use super::args::Lines;
use super::{print, stemmer};
use crate::args::Input as Pages;
use crate::input::{self, Input};
use crate::pages::{self, complain};
use crate::{ALL_READ, Fault, SOME_FAILED};

/// Pages that are written at once: a batch is in the store wholly or not at all.
const BATCH: usize = 64;

/// What became of all pages.
#[derive(Default)]
struct Tally {
    new: usize,
    version: usize,
    known: usize,
    failed: usize,
}

/// A page given, and what became of it, as it is printed.
#[derive(serde::Serialize)]
struct Line<'a> {
    given: &'a str,
    #[serde(flatten)]
    added: &'a Added,
}

/// Adds the pages.
pub fn run(given: &Pages, file: &Path, format: Lines) -> Result<u8, Fault> {
    let mut store = Store::open(file, stemmer()?)?;
    let lexicon = crate::lexicon(&given.pack)?;
    let rules = Rules::new(&lexicon);
    let (inputs, missing) = input::collect(&given.paths);
    let mut tally = Tally { failed: missing, ..Tally::default() };
    for batch in inputs.chunks(BATCH) {
        let names: Vec<String> = batch.iter().map(name).collect();
        let loaded: Vec<Result<Vec<u8>, String>> = batch.par_iter().zip(&names).map(|(input, name)| pages::load(input, name)).collect();
        let mut fresh = Vec::new();
        let mut done: Vec<Option<Added>> = vec![None; batch.len()];
        for (at, bytes) in loaded.into_iter().enumerate() {
            match bytes {
                Ok(bytes) => match store.knows(&bytes)? {
                    Some(known) => done[at] = Some(known),
                    None => fresh.push((at, bytes)),
                },
                Err(fault) => tally.fail(&fault),
            }
        }
        let read: Vec<(usize, Result<Given, String>)> = fresh
            .into_par_iter()
            .map(|(at, bytes)| {
                let article = pages::understand(&bytes, &names[at], &rules, &lexicon);
                (at, article.map(|article| Given { bytes, article }))
            })
            .collect();
        let mut whole = Vec::new();
        for (at, given) in read {
            match given {
                Ok(given) => whole.push((at, given)),
                Err(fault) => tally.fail(&fault),
            }
        }
        write(&mut store, whole, &mut done, &mut tally)?;
        for (name, added) in names.iter().zip(&done) {
            if let Some(added) = added {
                tally.count(added);
                if format == Lines::Json {
                    acknowledge(&Line { given: name, added });
                }
            }
        }
    }
    if format == Lines::Text {
        print(&format!("{} new, {} changed, {} known, {} failed\n", tally.new, tally.version, tally.known, tally.failed));
    }
    Ok(if tally.failed == 0 { ALL_READ } else { SOME_FAILED })
}

/// Writes a batch; where a page of it is at fault, one page after the other, so that it alone is missing.
fn write(store: &mut Store, whole: Vec<(usize, Given)>, done: &mut [Option<Added>], tally: &mut Tally) -> Result<(), Fault> {
    let (places, given): (Vec<usize>, Vec<Given>) = whole.into_iter().unzip();
    match store.add(&given) {
        Ok(added) => {
            for (at, added) in places.into_iter().zip(added) {
                done[at] = Some(added);
            }
            Ok(())
        }
        Err(fault) if fault.is_of_a_page() => {
            for (at, given) in places.into_iter().zip(given) {
                match store.add(std::slice::from_ref(&given)) {
                    Ok(added) => done[at] = added.into_iter().next(),
                    Err(fault) if fault.is_of_a_page() => tally.fail(&format!("{}: {fault}", given.article.source)),
                    Err(fault) => return Err(fault.into()),
                }
            }
            Ok(())
        }
        Err(fault) => Err(fault.into()),
    }
}

impl Tally {
    fn fail(&mut self, fault: &str) {
        complain(fault);
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

/// The whole path: a store is asked from other folders than the one that it was filled from.
fn name(input: &Input) -> String {
    match input {
        Input::Standard => "-".to_owned(),
        Input::File(path) => std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string(),
    }
}

/// Says that a page is safe, on a line of its own that is out before the next batch begins.
fn acknowledge(line: &Line) {
    let mut out = std::io::stdout().lock();
    let _ =
        serde_json::to_writer(&mut out, line).map_err(std::io::Error::from).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
}
