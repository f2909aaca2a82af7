//! Packs as people write them: folders of TSV files with a header line, one file a subject.
//!
//! Lines that start with `#` and blank lines are comments. Cells hold lists parted by `|`.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::form::Form;

/// What is wrong with a pack, where, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A file or folder can't be read.
    #[error("{path}: {source}; check that the pack's folder exists and can be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A row is malformed.
    #[error("{file}:{line}: {fault}")]
    Row {
        /// The file.
        file: String,
        /// 1-based.
        line: usize,
        /// What is wrong and what is expected.
        fault: String,
    },
    /// The compiled form is damaged or of another version.
    #[error("the compiled lexicon can't be loaded ({0}); build it anew from its pack")]
    Compiled(String),
}

/// One line of a subject's file.
pub struct Row<'a> {
    file: &'a str,
    line: usize,
    header: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// An error at this row.
    pub fn fault(&self, fault: impl Into<String>) -> PackError {
        PackError::Row { file: self.file.to_owned(), line: self.line, fault: fault.into() }
    }

    /// A cell by its column's name; empty where the column or cell is absent.
    pub fn get(&self, column: &str) -> &'a str {
        self.header.iter().position(|h| *h == column).and_then(|i| self.cells.get(i)).map_or("", |c| c.trim())
    }

    /// A cell that must not be empty.
    pub fn need(&self, column: &str) -> Result<&'a str, PackError> {
        match self.get(column) {
            "" => Err(self.fault(format!("column `{column}` is empty; give it a value"))),
            cell => Ok(cell),
        }
    }

    /// A cell's list.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|item| !item.is_empty())
    }

    /// A cell's list as forms, every one with the defaults given.
    pub fn forms(&self, column: &str, default: Form) -> Vec<Form> {
        self.list(column).map(|written| default.clone().written(written)).collect()
    }

    /// A cell as one of an enum's words (the words of its serde form).
    pub fn word<T: DeserializeOwned>(&self, column: &str) -> Result<T, PackError> {
        self.read_word(column, self.need(column)?)
    }

    /// A cell's list as words of an enum.
    pub fn words<T: DeserializeOwned>(&self, column: &str) -> Result<Vec<T>, PackError> {
        self.list(column).map(|item| self.read_word(column, item)).collect()
    }

    fn read_word<T: DeserializeOwned>(&self, column: &str, word: &str) -> Result<T, PackError> {
        isnad_model::meant(word).map_err(|e| self.fault(format!("column `{column}`: {e}")))
    }

    /// As [`Row::word`], `None` where the cell is empty.
    pub fn word_or_none<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, PackError> {
        if self.get(column).is_empty() { Ok(None) } else { self.word(column).map(Some) }
    }

    /// A cell as a number, `None` where it is empty.
    pub fn number<T: std::str::FromStr>(&self, column: &str) -> Result<Option<T>, PackError> {
        let cell = self.get(column);
        if cell.is_empty() {
            return Ok(None);
        }
        cell.parse().map(Some).map_err(|_| self.fault(format!("column `{column}`: «{cell}» is no number")))
    }

    /// An owned cell, `None` where it is empty.
    pub fn text(&self, column: &str) -> Option<String> {
        Some(self.get(column)).filter(|c| !c.is_empty()).map(str::to_owned)
    }
}

/// The files of one or more packs, read but not yet compiled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pack {
    /// File name as shown in errors, subject (its stem), contents.
    files: Vec<(String, String, String)>,
}

impl Pack {
    /// Reads every `.tsv` file of a folder, in the order of their names.
    pub fn read(folder: &Path) -> Result<Self, PackError> {
        let unreadable = |source| PackError::Unreadable { path: folder.to_owned(), source };
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
            .map_err(unreadable)?
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "tsv"))
            .collect();
        paths.sort();
        let mut pack = Pack::default();
        for path in paths {
            let contents = std::fs::read_to_string(&path).map_err(|source| PackError::Unreadable { path: path.clone(), source })?;
            let subject = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            pack.add(path.display().to_string(), subject, contents);
        }
        Ok(pack)
    }

    /// Adds a file. `subject` is the stem of its name.
    pub fn add(&mut self, file: String, subject: String, contents: String) {
        self.files.push((file, subject, contents));
    }

    /// The pack as bytes, for [`Pack::from_bytes`].
    pub fn to_bytes(&self) -> Result<Vec<u8>, PackError> {
        postcard::to_stdvec(self).map_err(|e| PackError::Compiled(e.to_string()))
    }

    /// A pack from bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackError> {
        postcard::from_bytes(bytes).map_err(|e| PackError::Compiled(e.to_string()))
    }

    /// Joins another pack's files after this one's.
    pub fn extend(&mut self, other: Pack) {
        self.files.extend(other.files);
    }

    /// The subjects named, for telling a misspelt file from a known one.
    pub fn subjects(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(file, subject, _)| (file.as_str(), subject.as_str()))
    }

    /// Calls `visit` for every row of a subject.
    pub fn rows(&self, subject: &str, mut visit: impl FnMut(&Row) -> Result<(), PackError>) -> Result<(), PackError> {
        for (file, _, contents) in self.files.iter().filter(|(_, s, _)| s == subject) {
            let mut lines = contents.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
            let Some((_, head)) = lines.next() else { continue };
            let header: Vec<&str> = head.trim_start_matches('\u{feff}').split('\t').map(str::trim).collect();
            for (at, line) in lines {
                let row = Row { file, line: at + 1, header: &header, cells: line.split('\t').collect() };
                if row.cells.len() > header.len() {
                    return Err(row.fault(format!("{} cells under {} columns; part cells by one tab each", row.cells.len(), header.len())));
                }
                visit(&row)?;
            }
        }
        Ok(())
    }
}
