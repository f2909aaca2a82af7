//! What stands before a page.

use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What stands before a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WallKind {
    /// The server asks whether a person reads.
    RobotCheck,
    /// The whole page is for subscribers.
    Paywall,
}

/// Phrases in the markup of such pages. File `walls.tsv`: `phrases` (looked for without spaces, in one
/// spelling), `kind`, `example`, `counter_example`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wall {
    /// As written in the pack.
    pub phrases: Vec<String>,
    /// What has them.
    pub kind: WallKind,
}

impl Entry for Wall {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        row.need("phrases")?;
        Ok((Wall { phrases: row.list("phrases").map(str::to_owned).collect(), kind: row.word("kind")? }, Vec::new()))
    }
}
