use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// Words that say the same, and what says the contrary: for telling whether two reports agree. File `senses.tsv`: `id`, `contrary`
/// (ids, with `|`), `past`, `present`, `masdar` (lemmas, inflected by `inflection.tsv`), `noun` (taken with article and pronoun).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sense {
    /// Unique.
    pub id: String,
    /// The senses that say the contrary of it.
    pub contrary: Vec<String>,
}

impl Entry for Sense {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms = Vec::new();
        for paradigm in ["past", "present", "masdar"] {
            for lemma in row.list(paradigm) {
                forms.extend(inflection.forms(paradigm, lemma));
            }
        }
        forms.extend(row.forms("noun", Form::noun().with(Features::ARTICLE_OPTIONAL)));
        let contrary = row.list("contrary").map(str::to_owned).collect();
        Ok((Sense { id: row.need("id")?.to_owned(), contrary }, forms))
    }
}
