//! Labels as people write them: which story a page is of, and which pages reprint one text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// What is known of a page.
#[derive(Clone, Debug)]
pub struct Label {
    /// Its story.
    pub story: String,
    /// The text that it and others print.
    pub reprint: Option<String>,
}

/// Labels by the names of the pages' files.
#[derive(Debug, Default)]
pub struct Labels(BTreeMap<String, Label>);

impl Labels {
    /// Reads tables of `url`, `file`, `story`, `reprint_group`, `agency`.
    pub fn read(paths: &[PathBuf]) -> Result<Self> {
        let mut labels = Labels::default();
        for path in paths {
            let table = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
            for row in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
                let cells: Vec<&str> = row.split('\t').collect();
                ensure!(cells.len() == 5, "{}: five cells are needed in «{row}»", path.display());
                let reprint = Some(cells[3].to_owned()).filter(|r| !r.is_empty());
                labels.0.insert(cells[1].to_owned(), Label { story: cells[2].to_owned(), reprint });
            }
        }
        Ok(labels)
    }

    /// Where the pages are.
    pub fn files(&self, folder: &Path) -> Vec<PathBuf> {
        self.0.keys().map(|file| folder.join(file)).collect()
    }

    /// The label of a page.
    pub fn of(&self, source: &str) -> Result<&Label> {
        self.0.get(source).with_context(|| format!("no label for {source}"))
    }
}
