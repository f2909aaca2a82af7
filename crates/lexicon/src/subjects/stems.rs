use serde::{Deserialize, Serialize};

use super::Entry;
use crate::fold::fold_key;
use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What a row of `stems.tsv` says of words that are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StemRole {
    /// An ending that is taken off, also of a word that is not known: ات، ين.
    Suffix,
    /// An ending that is taken off where it leaves a known word only: the ي of ممثلي.
    Ending,
    /// Words whose first and last letters are their own, whatever they look like: وزير، بيان، ميدان.
    Word,
    /// Broken plurals of a singular: مدن of مدينة.
    Plural,
    /// A verb by its past, with its present: قال، يقول.
    Verb,
}

/// What makes words one word for a search. File `stems.tsv`: `role`, `forms`, `of` (the singular, the past, what may be put back
/// for an ending), `example`, `counter_example`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StemRow {
    /// What it says.
    pub role: StemRole,
    /// The forms, folded; of a verb all that it has.
    pub forms: Vec<String>,
    /// What the forms are of, folded.
    pub of: Option<String>,
}

impl Entry for StemRow {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let role: StemRole = row.word("role")?;
        row.need("forms")?;
        let of = match role {
            StemRole::Plural | StemRole::Verb => Some(row.need("of")?.to_owned()),
            StemRole::Suffix | StemRole::Ending | StemRole::Word => row.text("of"),
        };
        let forms: Vec<String> = match (role, &of) {
            (StemRole::Verb, Some(past)) => {
                let past = inflection.forms("past", past);
                let present = row.list("forms").flat_map(|lemma| inflection.forms("present", lemma));
                // The first person, which the reading of pages seldom needs: يتمكن, نتمكن.
                let first = row.list("forms").filter_map(|lemma| Some(fold_key(&format!("ن{}", lemma.strip_prefix('ي')?))));
                past.into_iter().chain(present).map(|form| fold_key(&form.text)).chain(first).collect()
            }
            _ => row.list("forms").map(fold_key).collect(),
        };
        // A search needs them, a text's reading does not: they are no forms of the lexicon.
        Ok((StemRow { role, forms, of: of.as_deref().map(fold_key) }, Vec::new()))
    }
}
