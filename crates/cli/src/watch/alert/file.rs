//! The feed of an alert in a file: written whole or not at all, so that whoever reads it never sees half of one.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use isnad_export::{AtomEntry, AtomFeed, Language, atom_id};

/// Where the feeds of alerts are, beside the file that names them.
const FOLDER: &str = "alerts";

/// The file of an alert's feed, with the alerts of `feeds`.
pub fn file(feeds: &Path, alert: &str) -> PathBuf {
    feeds.parent().unwrap_or(Path::new("")).join(FOLDER).join(format!("{alert}.atom"))
}

/// Writes a feed; the latest entries first.
pub fn write(file: &Path, store: &str, alert: &str, language: Language, entries: Vec<AtomEntry>) -> Result<(), String> {
    let id = atom_id(&[store, "alert", alert]);
    let feed = AtomFeed { id, title: alert.to_owned(), language, here: None, page: None, entries };
    let part = file.with_extension("atom.part");
    let written = || -> std::io::Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut out = File::create(&part)?;
        out.write_all(&feed.written()?)?;
        out.sync_all()?;
        std::fs::rename(&part, file)
    };
    written().map_err(|fault| format!("{}: {fault}; check that it can be written", file.display()))
}
