//! The store behind the server: read on threads of its own, written by one at a time.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use isnad_lexicon::Stemmer;
use isnad_store::{Given, Outcome, Store, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::Reader;
use crate::fault::Refusal;

/// The store and what reads pages.
pub struct Desk {
    file: PathBuf,
    stemmer: Stemmer,
    reader: Reader,
    /// Connections that only read and that nobody uses just now.
    idle: Mutex<Vec<Store>>,
    /// Pages that are read at once.
    readings: Semaphore,
    /// The one that writes; nothing as long as the file cannot be written.
    writer: Mutex<Option<Store>>,
    /// Whether there is one.
    writable: AtomicBool,
    /// Says when the store has changed; ends with the server.
    pulse: watch::Receiver<()>,
    /// Those who follow the changes.
    followers: Arc<Semaphore>,
}

/// Who follows the changes at once.
const FOLLOWERS: usize = 64;

impl Desk {
    /// Opens the store; makes it where there is none. One that is there and cannot be written is read, and opened again when something
    /// is to be written.
    pub fn open(file: PathBuf, stemmer: Stemmer, reader: Reader, pulse: watch::Receiver<()>) -> Result<Self, StoreError> {
        let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
        let writer = match Store::open(&file, stemmer.clone()) {
            Err(StoreError::ReadOnly(_)) if Store::read(&file, stemmer.clone()).is_ok() => None,
            opened => Some(opened?),
        };
        Ok(Desk {
            file,
            stemmer,
            reader,
            idle: Mutex::default(),
            readings: Semaphore::new(cores),
            writable: AtomicBool::new(writer.is_some()),
            writer: Mutex::new(writer),
            pulse,
            followers: Arc::new(Semaphore::new(FOLLOWERS)),
        })
    }

    /// A place among those who follow the changes, and what wakes them; nothing where all are taken.
    pub fn follow(&self) -> Option<(OwnedSemaphorePermit, watch::Receiver<()>)> {
        Some((self.followers.clone().try_acquire_owned().ok()?, self.pulse.clone()))
    }

    /// Asks the store, off the threads that answer.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        ask: impl FnOnce(&Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = self.clone();
        beside(move || {
            let free = desk.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = match free {
                Some(store) => store,
                None => Store::read(&desk.file, desk.stemmer.clone())?,
            };
            let answer = ask(&store);
            // One that was opened where nobody could write does not see what is written later.
            if desk.writable.load(Ordering::Acquire) {
                desk.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            }
            answer
        })
        .await
    }

    /// Changes the store, off the threads that answer.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = self.clone();
        beside(move || {
            let mut writer = desk.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let store = match &mut *writer {
                Some(store) => store,
                none => none.insert(Store::open(&desk.file, desk.stemmer.clone())?),
            };
            let changed = change(store);
            desk.writable.store(true, Ordering::Release);
            changed
        })
        .await
    }

    /// Reads a page and adds it; others write while it is read. Gives its name in records, and what became of it.
    pub async fn add(self: &Arc<Self>, bytes: Vec<u8>, named: String) -> Result<(String, Outcome), Refusal> {
        let turn = self.readings.acquire().await;
        let desk = self.clone();
        let given = beside(move || {
            let article = (desk.reader)(&bytes, &named).map_err(|message| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, message))?;
            Ok(Given { bytes, article })
        });
        let given = given.await?;
        drop(turn);
        self.write(move |store| {
            let added = store.add(&[given])?;
            added.into_iter().next().map(|a| (a.source, a.outcome)).ok_or_else(Refusal::nothing)
        })
        .await
    }
}

/// Does what takes long off the threads that answer.
pub async fn beside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|fault| Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string())))
}
