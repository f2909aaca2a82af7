//! The store behind the tools: opened anew for each question, so that an answer shows what is there now.

use std::path::PathBuf;
use std::sync::Arc;

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_store::{Store, StoreError};

use crate::Settings;

/// What questions are answered from.
#[derive(Clone)]
pub struct Desk {
    file: Arc<PathBuf>,
    stemmer: Stemmer,
    /// Reads the sentences that are checked.
    pub lexicon: Arc<Lexicon>,
}

impl Desk {
    /// Fails where there is no store that can be read.
    pub fn open(settings: Settings) -> Result<Self, StoreError> {
        Store::read(&settings.file, settings.stemmer.clone())?;
        Ok(Desk { file: Arc::new(settings.file), stemmer: settings.stemmer, lexicon: settings.lexicon })
    }

    /// Asks the store, off the threads that answer; what is wrong is told in a line that says what to do.
    pub async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Store, &Lexicon) -> Result<T, String> + Send + 'static,
    ) -> Result<T, String> {
        let desk = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let store = Store::read(&desk.file, desk.stemmer.clone()).map_err(|fault| fault.to_string())?;
            ask(&store, &desk.lexicon)
        });
        asked.await.map_err(|_| "the program itself failed on this question; please report it with the question".to_owned())?
    }
}

/// A fault of the store as a client reads it.
pub fn told(fault: StoreError) -> String {
    match fault {
        StoreError::NoStory(named) => format!("there is no story {named}; search_claims and list_disputes give the numbers of stories"),
        fault => fault.to_string(),
    }
}
