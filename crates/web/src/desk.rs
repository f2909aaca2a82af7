//! The store behind the server: read on threads of its own, written by one at a time.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::StatusCode;
use isnad_lexicon::Stemmer;
use isnad_store::{Given, Outcome, Store, StoreError};

use crate::Reader;
use crate::fault::Refusal;

/// The store and what reads pages.
pub struct Desk {
    file: PathBuf,
    stemmer: Stemmer,
    reader: Reader,
    /// Connections that only read, those that nobody uses.
    readers: Mutex<Vec<Store>>,
    /// The one that writes.
    writer: Mutex<Store>,
}

impl Desk {
    /// Opens the store; makes it where there is none.
    pub fn open(file: PathBuf, stemmer: Stemmer, reader: Reader) -> Result<Self, StoreError> {
        let writer = Mutex::new(Store::open(&file, stemmer.clone())?);
        Ok(Desk { file, stemmer, reader, readers: Mutex::default(), writer })
    }

    /// Asks the store, off the threads that answer.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        ask: impl FnOnce(&Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = self.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let free = desk.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = match free {
                Some(store) => store,
                None => Store::read(&desk.file, desk.stemmer.clone())?,
            };
            let answer = ask(&store);
            desk.readers.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            answer
        });
        answer.await.unwrap_or_else(|fault| Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string())))
    }

    /// Changes the store, off the threads that answer.
    pub async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let desk = self.clone();
        let answer = tokio::task::spawn_blocking(move || change(&mut desk.writer.lock().unwrap_or_else(PoisonError::into_inner)));
        answer.await.unwrap_or_else(|fault| Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, fault.to_string())))
    }

    /// Reads a page and adds it. Gives its name in records, and what became of it.
    pub async fn add(self: &Arc<Self>, bytes: Vec<u8>, named: String) -> Result<(String, Outcome), Refusal> {
        let desk = self.clone();
        self.write(move |store| {
            let article = (desk.reader)(&bytes, &named).map_err(|message| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, message))?;
            let added = store.add(&[Given { bytes, article }])?;
            added.into_iter().next().map(|a| (a.source, a.outcome)).ok_or_else(Refusal::nothing)
        })
        .await
    }
}
