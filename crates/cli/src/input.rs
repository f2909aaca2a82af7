//! From the paths given to the pages there are.

use std::path::{Component, Path, PathBuf};

use isnad_collect::Kind;

use crate::pages::complain;

/// A page to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File {
        /// Where it lies.
        path: PathBuf,
        /// Its path from the folder that was given on, that folder's own name first; nothing of a file that was given by itself.
        within: PathBuf,
    },
    /// An archive of pages.
    Archive(PathBuf, Kind),
}

/// What the paths given have.
#[derive(Debug, Default)]
pub struct Given {
    /// The pages, in the order given, those of a folder by name.
    pub inputs: Vec<Input>,
    /// Addresses of pages, as they are asked for.
    #[cfg(feature = "fetch")]
    pub addresses: Vec<String>,
    /// How many paths could not be taken, each named on standard error.
    pub missing: usize,
}

/// Endings of files that are taken from a folder.
const ENDINGS: [&str; 6] = ["html", "htm", "xhtml", "shtml", "txt", "text"];

/// What the paths have.
pub fn collect(paths: &[PathBuf]) -> Given {
    let mut given = Given::default();
    for path in paths {
        if path.as_os_str() == "-" {
            given.inputs.push(Input::Standard);
        } else if let Some(named) = path.to_str().filter(|p| p.starts_with("http://") || p.starts_with("https://")) {
            address(named, &mut given);
        } else if path.is_dir() {
            given.missing += folder(path, &mut given.inputs);
        } else if path.exists() {
            given.inputs.push(input(path.clone(), None));
        } else {
            given.missing += pattern(path, &mut given.inputs);
        }
    }
    given
}

/// An address is named without what is not asked for: a password has no place in a store, nor in messages.
#[cfg(feature = "fetch")]
fn address(named: &str, given: &mut Given) {
    match isnad_collect::fetch::page_address(named) {
        Ok(address) => given.addresses.push(address.to_string()),
        Err(fault) => {
            complain(&format!("{}: {fault}", without_password(named)));
            given.missing += 1;
        }
    }
}

#[cfg(not(feature = "fetch"))]
fn address(named: &str, given: &mut Given) {
    let shown = without_password(named);
    complain(&format!(
        "{shown}: this program was built without the feature `fetch`, which reads addresses; save the page and give the file"
    ));
    given.missing += 1;
}

/// An address that is not read, without the name and password that may stand in it.
pub fn without_password(address: &str) -> String {
    let (scheme, rest) = address.split_at(address.find("://").map_or(0, |at| at + 3));
    let server = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let port = server.rsplit_once(':').map_or("", |(_, port)| port);
    // What stands for a port and is none is the beginning of a password with a slash in it.
    let sound = server.contains('@') || port.bytes().all(|b| b.is_ascii_digit());
    let shown = if sound { server } else { rest }.rfind('@').map_or(0, |at| at + 1);
    format!("{scheme}{}", &rest[shown..])
}

/// What a file is, by its name; `folder` is the one that was given, if one was.
fn input(path: PathBuf, folder: Option<&Path>) -> Input {
    match Kind::of(&path) {
        Some(kind) => Input::Archive(path, kind),
        None => {
            let within = folder.map(plain).and_then(|folder| {
                let rest = plain(&path).strip_prefix(&folder).ok()?.to_owned();
                Some(Path::new(folder.file_name().unwrap_or_default()).join(rest))
            });
            Input::File { within: within.unwrap_or_default(), path }
        }
    }
}

/// A path without the full stops that stand for the folder itself.
fn plain(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
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
                match input(entry.into_path(), Some(path)) {
                    Input::Archive(path, kind) if kind.is_of_pages() => inputs.push(Input::Archive(path, kind)),
                    page @ Input::File { .. } if takes => inputs.push(page),
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
            "{}: no page in it; pages end in {}, archives in {}",
            path.display(),
            ENDINGS.join(", "),
            Kind::endings_of_pages().collect::<Vec<_>>().join(", ")
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
            Ok(found) => {
                let folder = fixed(path);
                inputs.extend(found.flatten().filter(|p| p.is_file()).map(|found| input(found, Some(&folder))));
            }
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

/// The folder in which a pattern looks: what stands before its first mark.
fn fixed(pattern: &Path) -> PathBuf {
    let parts = pattern.components().take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']));
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_know_the_folder_that_was_given_and_none_above_it() {
        let within = |path: &str, folder: Option<&str>| match input(path.into(), folder.map(Path::new)) {
            Input::File { within, .. } => within,
            other => panic!("{other:?}"),
        };
        assert_eq!(within("/home/x/team.news/saved/a/1.html", Some("/home/x/team.news/saved")), Path::new("saved/a/1.html"));
        assert_eq!(within("team.news/1.html", Some("team.news/")), Path::new("team.news/1.html"));
        assert_eq!(within("./a/1.html", Some(".")), Path::new("a/1.html"));
        assert_eq!(within("saved/1.html", Some("./saved")), Path::new("saved/1.html"));
        assert_eq!(within("/home/x/team.news/1.html", None), Path::new(""));
        assert_eq!(fixed(Path::new("/home/x/saved/*/1.html")), Path::new("/home/x/saved"));
        assert_eq!(fixed(Path::new("*.html")), Path::new(""));
    }

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(without_password("https://layla:sec/ret@[nakheel.example/1"), "https://[nakheel.example/1");
        assert_eq!(without_password("https://layla:secret@nakheel.example/@omar/1"), "https://nakheel.example/@omar/1");
        for open in ["https://nakheel.example:x/1", "https://nakheel.example:8080/@omar/1", "nakheel.example"] {
            assert_eq!(without_password(open), open);
        }
    }
}
