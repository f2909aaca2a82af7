//! From the paths given to the pages there are.

use std::path::{Path, PathBuf};

use isnad_collect::Kind;

use crate::pages::complain;

/// A page to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
    /// An address of a page.
    Address(String),
    /// An archive of pages.
    Archive(PathBuf, Kind),
}

/// Endings of files that are taken from a folder.
const ENDINGS: [&str; 6] = ["html", "htm", "xhtml", "shtml", "txt", "text"];

/// The pages, in the order given, those of a folder by name; and how many paths could not be taken, each
/// named on standard error.
pub fn collect(paths: &[PathBuf]) -> (Vec<Input>, usize) {
    let mut inputs = Vec::new();
    let mut missing = 0;
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else if let Some(address) = path.to_str().filter(|p| p.starts_with("http://") || p.starts_with("https://")) {
            inputs.push(Input::Address(address.to_owned()));
        } else if path.is_dir() {
            missing += folder(path, &mut inputs);
        } else if path.exists() {
            inputs.push(input(path.clone()));
        } else {
            missing += pattern(path, &mut inputs);
        }
    }
    (inputs, missing)
}

/// What a file is, by its name.
fn input(path: PathBuf) -> Input {
    match Kind::of(&path) {
        Some(kind) => Input::Archive(path, kind),
        None => Input::File(path),
    }
}

fn folder(path: &Path, inputs: &mut Vec<Input>) -> usize {
    let mut missing = 0;
    let before = inputs.len();
    for entry in walkdir::WalkDir::new(path).follow_links(true).sort_by_file_name() {
        match entry {
            Ok(entry) => {
                let takes = entry.path().extension().is_none_or(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)));
                if !entry.file_type().is_file() {
                    continue;
                }
                match input(entry.into_path()) {
                    Input::Archive(path, kind) if kind.is_of_pages() => inputs.push(Input::Archive(path, kind)),
                    page @ Input::File(_) if takes => inputs.push(page),
                    _ => {}
                }
            }
            Err(fault) => {
                // A loop of links, or a folder that can't be entered.
                let at = fault.path().unwrap_or(path).display().to_string();
                let why = if fault.loop_ancestor().is_some() {
                    "a link back to a folder above it; passed over".to_owned()
                } else {
                    format!("{fault}; check its permissions")
                };
                complain(&format!("{at}: {why}"));
                missing += 1;
            }
        }
    }
    if inputs.len() == before && missing == 0 {
        complain(&format!(
            "{}: no page in it; pages end in {}, archives in warc, warc.gz, arc, wacz, mhtml",
            path.display(),
            ENDINGS.join(", ")
        ));
        missing += 1;
    }
    missing
}

fn pattern(path: &Path, inputs: &mut Vec<Input>) -> usize {
    let text = path.to_string_lossy();
    let before = inputs.len();
    if text.contains(['*', '?', '[']) {
        match glob::glob(&text) {
            Ok(found) => inputs.extend(found.flatten().filter(|p| p.is_file()).map(input)),
            Err(fault) => {
                complain(&format!("{text}: not a pattern: {fault}"));
                return 1;
            }
        }
    }
    if inputs.len() == before {
        complain(&format!("{text}: there is no such file or folder"));
        return 1;
    }
    0
}
