//! The commands of the store.

mod add;
pub mod args;
mod decide;
mod doctor;
mod export;
pub mod keep;
mod lines;
#[cfg(feature = "mcp")]
mod mcp;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod user;
#[cfg(feature = "serve")]
mod webhook;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use isnad_lexicon::Stemmer;
use isnad_model::Record;
use isnad_store::{Claims, Narrow, Store, StoreError, Stories};

use crate::output::{json, print, rendered, write};
use crate::pages::complain;
use crate::{ALL_READ, Fault, SOME_FAILED};
use args::{Db, Lines, StoreCommand};

impl From<StoreError> for Fault {
    fn from(fault: StoreError) -> Self {
        Fault::failed(fault.to_string())
    }
}

/// Does what is asked of the store.
pub fn run(command: StoreCommand) -> Result<u8, Fault> {
    match command {
        StoreCommand::Add { input, db, format } => add::run(&input, &file(&db)?, format),
        StoreCommand::Stories { db, since, limit, format } => {
            let stories = read(&db)?.stories(&Stories { since, limit, ..Stories::default() })?;
            print(&listed(format, &stories, lines::stories)?);
            Ok(ALL_READ)
        }
        StoreCommand::Show { story, db, format, output } => {
            let (story, articles) = read(&db)?.story(&story)?;
            write(output.file.as_deref(), &rendered(format, &Record { stories: vec![story] }, &articles, output.lang)?)?;
            Ok(ALL_READ)
        }
        StoreCommand::Claims { db, measure, kind, status, since, until, place, speaker, outlet, limit, format } => {
            let asked = Claims { measure, kind, status, since, until, place, speaker, outlet, limit, ..Claims::default() };
            print(&listed(format, &read(&db)?.claims(&asked)?, lines::claims)?);
            Ok(ALL_READ)
        }
        StoreCommand::Search { words, db, since, until, outlet, limit, format } => {
            let found = read(&db)?.search(&words.join(" "), &Narrow { since, until, outlet, limit, ..Narrow::default() })?;
            print(&listed(format, &found, lines::found)?);
            Ok(ALL_READ)
        }
        StoreCommand::Export { story, db, format, output, lang } => {
            export::run(&read(&db)?, story.as_deref(), format, output.as_deref(), lang)
        }
        StoreCommand::Decide { what } => decide::decide(what),
        StoreCommand::Decisions(what) => decide::list(&what),
        StoreCommand::Reread { db, pack, dry_run, format } => decide::reread(&db, &pack, dry_run, format),
        #[cfg(feature = "serve")]
        StoreCommand::Serve { db, listen, token_file, pack } => serve::run(file(&db)?, listen, token_file.as_deref(), &pack),
        #[cfg(feature = "serve")]
        StoreCommand::User { what } => user::run(what),
        #[cfg(feature = "serve")]
        StoreCommand::Webhook { what } => webhook::run(what),
        StoreCommand::Doctor { addresses, db, pack, allow_host, format } => doctor::run(&file(&db)?, &pack, addresses, allow_host, format),
        #[cfg(feature = "mcp")]
        StoreCommand::Mcp { db, http, host, token_file, pack } => mcp::run(file(&db)?, http, token_file.as_deref(), &host, &pack),
        #[cfg(feature = "fetch")]
        StoreCommand::Watch(given) => crate::watch::run(&given, &file(&given.db)?),
        StoreCommand::Backup { file, db } => {
            read(&db)?.backup(&file)?;
            Ok(ALL_READ)
        }
        StoreCommand::Vacuum { db } => {
            existing(&db)?.vacuum()?;
            Ok(ALL_READ)
        }
        StoreCommand::Check { db } => {
            let store = read(&db)?;
            let faults = store.check()?;
            for fault in &faults {
                complain(&format!("{}: {fault}", store.path().display()));
            }
            if !faults.is_empty() {
                return Ok(SOME_FAILED);
            }
            let counts = store.counts()?;
            print(&format!(
                "{}: sound; {} pages in {} versions, {} claims, {} stories\n",
                store.path().display(),
                counts.pages,
                counts.versions,
                counts.claims,
                counts.stories
            ));
            Ok(ALL_READ)
        }
    }
}

/// The file that the user means.
fn file(db: &Db) -> Result<PathBuf, Fault> {
    if let Some(file) = db.db.as_ref().filter(|f| !f.as_os_str().is_empty()) {
        return Ok(file.clone());
    }
    directories::ProjectDirs::from("", "", "isnad")
        .map(|dirs| dirs.data_dir().join("desk.isnad"))
        .ok_or_else(|| Fault::wrong_use("the system names no folder of the user's; name the store's file with --db or ISNAD_DB"))
}

/// Words are stemmed by the built-in packs alone: one store has one index, whoever searches it with whatever packs.
pub fn stemmer() -> Result<Stemmer, Fault> {
    Ok(Stemmer::new(Arc::new(crate::lexicon(&[])?)))
}

/// What whoever comes from elsewhere must know: from a file, else from the environment; nothing where it is empty.
#[cfg(any(feature = "mcp", feature = "serve"))]
fn token(file: Option<&std::path::Path>) -> Result<Option<String>, Fault> {
    let token = match file {
        Some(path) => Some(
            std::fs::read_to_string(path).map_err(|e| Fault::wrong_use(format!("{}: {e}; check that it can be read", path.display())))?,
        ),
        None => std::env::var("ISNAD_TOKEN").ok(),
    };
    Ok(token.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()))
}

fn read(db: &Db) -> Result<Store, Fault> {
    Ok(Store::read(&file(db)?, stemmer()?)?)
}

/// The store that is there, for writing.
fn existing(db: &Db) -> Result<Store, Fault> {
    let file = file(db)?;
    if !file.exists() {
        return Err(StoreError::Missing(file).into());
    }
    Ok(Store::open(&file, stemmer()?)?)
}

fn listed<T: serde::Serialize>(format: Lines, items: &[T], text: impl Fn(&[T]) -> String) -> Result<String, Fault> {
    match format {
        Lines::Text => Ok(text(items)),
        Lines::Json => json(&items),
    }
}

/// Says that a page is safe, on a line of its own that is out before the next batch begins.
pub fn acknowledge(line: &impl serde::Serialize) {
    let mut out = std::io::stdout().lock();
    let _ =
        serde_json::to_writer(&mut out, line).map_err(std::io::Error::from).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
}
