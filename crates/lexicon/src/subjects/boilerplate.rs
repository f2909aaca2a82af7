use isnad_model::RemovalReason;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// How much of a page a phrase takes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// A line that is the phrase and little more.
    Line,
    /// A line that begins with the phrase.
    Start,
    /// A heading and the links under it.
    Section,
    /// The line and all below it.
    Tail,
}

/// A phrase of a page's furniture. File `boilerplate.tsv`: `reason`, `scope`, `phrases`, `example`,
/// `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boilerplate {
    /// Why it is removed.
    pub reason: RemovalReason,
    /// How much goes with it.
    pub scope: Scope,
}

impl Entry for Boilerplate {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        // Taken as it stands, the article and all.
        let forms = row.list("phrases").map(|p| Form::name().written(&format!("={p}"))).collect();
        Ok((Boilerplate { reason: row.word("reason")?, scope: row.word("scope")? }, forms))
    }
}
