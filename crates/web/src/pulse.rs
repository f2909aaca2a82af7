//! Notices what is written to the store, by whatever process.

use std::path::PathBuf;
use std::time::Duration;

use isnad_lexicon::Stemmer;
use isnad_store::{Store, StoreError};
use tokio::sync::watch::Sender;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// How long after a change those who follow know of it.
const BEAT: Duration = Duration::from_millis(250);

/// A connection of its own, and what it last saw: SQLite counts for each connection what the others have written.
type Seen = (Store, i64);

/// Wakes those who follow whenever the store has changed, until it is aborted.
pub async fn watch(file: PathBuf, stemmer: Stemmer, beats: Sender<()>) {
    let mut last: Option<Seen> = None;
    loop {
        let (file, stemmer) = (file.clone(), stemmer.clone());
        let before = last.as_ref().map(|(_, seen)| *seen);
        let looked = spawn_blocking(move || -> Result<Seen, StoreError> {
            let store = match last {
                Some((store, _)) => store,
                None => Store::read(&file, stemmer)?,
            };
            let seen = store.pulse()?;
            Ok((store, seen))
        });
        // A store that cannot be read now is looked at again; whoever follows asks it and is told.
        last = looked.await.ok().and_then(Result::ok);
        if last.as_ref().map(|(_, seen)| *seen) != before {
            beats.send_replace(());
        }
        sleep(BEAT).await;
    }
}
