use std::path::PathBuf;

/// Why an evaluation could not start.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A file of the gold that cannot be read.
    #[error("{path}: {source}; check that it can be read", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file of the gold that is no annotation.
    #[error("{path}: {source}; docs/evaluation.md has the format", path = path.display())]
    NoAnnotation {
        /// The file.
        path: PathBuf,
        /// Where it departs from the format.
        source: serde_json::Error,
    },
    /// A folder without annotations.
    #[error("{path}: no annotation (*.json) in it", path = path.display())]
    NoGold {
        /// The folder.
        path: PathBuf,
    },
    /// A line of the labels that is none.
    #[error("labels, line {line}: {why}; docs/evaluation.md has the format")]
    Label {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        why: LabelFault,
    },
}

/// What is wrong with a line of the labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelFault {
    /// The first line does not name the columns.
    #[error("the first line must name the columns url, file, story, reprint_group, agency")]
    Header,
    /// It has fewer or more columns than the first line.
    #[error("it has another number of columns than the first line")]
    Columns,
    /// It names no page.
    #[error("it has neither url nor file")]
    NoPage,
    /// It names no story.
    #[error("it has no story")]
    NoStory,
}
