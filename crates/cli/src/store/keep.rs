//! A batch of pages that came: understood, written, noted how they came.

use isnad_collect::Validators;
use isnad_lexicon::Lexicon;
use isnad_page::Rules;
use isnad_store::{Added, Asked, Carried, Given, Store, StoreError};
use rayon::prelude::*;

use crate::pages::of_page;
use crate::stream::Page;

/// What became of a page.
pub enum Kept {
    /// It is in the store; how many claims were read from it, if it had to be read.
    Added(Added, Option<usize>),
    /// It is none to keep, and why not.
    Skipped(&'static str),
    /// It cannot be read or written, and a line that says so.
    Failed(String),
}

/// Brings pages into the store, those that it has without reading them again. What it gives as added stays; it stands in the order of
/// the pages.
pub fn keep(store: &mut Store, mut pages: Vec<Page>, rules: &Rules, lexicon: &Lexicon) -> Result<Vec<Kept>, StoreError> {
    let mut done: Vec<Option<Kept>> = Vec::new();
    for page in &pages {
        done.push(store.knows(&page.bytes)?.map(|known| Kept::Added(known, None)));
    }
    let fresh: Vec<usize> = (0..pages.len()).filter(|at| done[*at].is_none()).collect();
    let read: Vec<_> = fresh.into_par_iter().map(|at| (at, of_page(&pages[at], rules, lexicon))).collect();
    let mut whole = Vec::new();
    for (at, article) in read {
        match article {
            Ok(Ok(article)) => whole.push((at, Given { bytes: std::mem::take(&mut pages[at].bytes), article })),
            Ok(Err(reason)) => done[at] = Some(Kept::Skipped(reason)),
            Err(fault) => done[at] = Some(Kept::Failed(fault)),
        }
    }
    let carried: Vec<Carried> = whole.iter().filter_map(|(at, given)| carried(&pages[*at], &given.bytes)).collect();
    store.note_carried(&carried)?;
    write(store, whole, &mut done)?;
    store.note_asked(&asked(&pages, &done))?;
    // Each has its place by now.
    Ok(done.into_iter().flatten().collect())
}

/// What is noted of how a page came; of a file that is named by its path there is nothing to note.
fn carried<'a>(page: &'a Page, bytes: &'a [u8]) -> Option<Carried<'a>> {
    let (archive, place) = page.place.as_ref().map(|(archive, place)| (archive.as_str(), place.as_str())).unzip();
    (archive.is_some() || page.content_type.is_some()).then_some(Carried {
        bytes,
        content_type: page.content_type.as_deref(),
        archive,
        place: place.filter(|p| !p.is_empty()),
    })
}

/// What servers said of the pages that are in the store now.
fn asked(pages: &[Page], done: &[Option<Kept>]) -> Vec<Asked> {
    let kept = pages.iter().zip(done).filter(|(_, kept)| matches!(kept, Some(Kept::Added(..))));
    let asked = kept.filter_map(|(page, _)| page.asked.clone());
    asked.map(|(address, Validators { etag, last_modified })| Asked { address, etag, last_modified }).collect()
}

/// Writes a batch; where a page of it is at fault, one page after the other, so that it alone is missing.
fn write(store: &mut Store, whole: Vec<(usize, Given)>, done: &mut [Option<Kept>]) -> Result<(), StoreError> {
    let (places, given): (Vec<usize>, Vec<Given>) = whole.into_iter().unzip();
    let kept = |added: Added, given: &Given| Some(Kept::Added(added, Some(given.article.claims.len())));
    match store.add(&given) {
        Ok(added) => {
            for ((at, added), given) in places.into_iter().zip(added).zip(&given) {
                done[at] = kept(added, given);
            }
            Ok(())
        }
        Err(fault) if fault.is_of_a_page() => {
            for (at, given) in places.into_iter().zip(given) {
                done[at] = match store.add(std::slice::from_ref(&given)) {
                    Ok(added) => added.into_iter().next().and_then(|added| kept(added, &given)),
                    Err(fault) if fault.is_of_a_page() => Some(Kept::Failed(format!("{}: {fault}", given.article.source))),
                    Err(fault) => return Err(fault),
                }
            }
            Ok(())
        }
        Err(fault) => Err(fault),
    }
}
