//! Fills a store: pages of an archive are read and added as `isnad add` does it, day after day.

use std::io::Write;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

use anyhow::{Result, anyhow};
use isnad_bench::archive::{self, ArchivePage};
use isnad_bench::heap::Heap;
use isnad_bench::{Maker, analyze, lexicon};
use isnad_page::Rules;
use isnad_store::{Given, Store};
use rayon::prelude::*;

/// Pages that are written as a whole.
const BATCH: usize = 512;

/// Adds pages until the store has so many claims. What it has already is not added again.
pub fn fill(file: &Path, claims: usize) -> Result<()> {
    let lexicon = lexicon()?;
    let rules = Rules::new(&lexicon);
    let maker = Maker::new(&rules)?;
    let heap = Heap::new(&maker);
    let mut store = Store::open(file, crate::stemmer()?)?;
    let (begun, counts) = (Instant::now(), store.counts()?);
    let (mut pages, mut in_store) = (counts.pages, counts.claims);
    let mut rest = archive::pages(&heap)?.skip(counts.pages);
    let read = |page: ArchivePage| -> Result<Given> {
        let bytes = page.html.into_bytes();
        let article = analyze(&bytes, &page.address, &rules, &lexicon).map_err(|fault| anyhow!("{}: {fault}", page.address))?;
        Ok(Given { bytes, article })
    };
    let mut out = std::io::stdout().lock();
    std::thread::scope(|scope| {
        // While one batch is written, the next is read.
        let (ready, batches) = sync_channel(1);
        scope.spawn(move || {
            loop {
                let batch: Vec<ArchivePage> = rest.by_ref().take(BATCH).collect();
                let given: Result<Vec<Given>> = batch.into_par_iter().map(read).collect();
                if ready.send(given).is_err() {
                    return;
                }
            }
        });
        while in_store < claims {
            let given = batches.recv()??;
            store.add(&given)?;
            pages += given.len();
            in_store += given.iter().map(|given| given.article.claims.len()).sum::<usize>();
            writeln!(out, "{pages} pages, {in_store} claims, {:.0} s", begun.elapsed().as_secs_f64())?;
        }
        drop(batches);
        Ok(())
    })
}
