use isnad_model::Measure;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What a counted noun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedKind {
    /// A human being.
    Person,
    /// Something else that is counted one by one.
    Thing,
    /// A unit of length.
    Unit,
}

/// A noun that is counted. File `counted.tsv`: `id`, `singular`, `dual`, `plural`, `measure`, `group`, `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Unique.
    pub id: String,
    /// The measure that the noun alone fixes.
    pub measure: Option<Measure>,
    /// Whom it names: a word of the annotation guide's groups.
    pub group: Option<String>,
    /// What it is.
    pub kind: CountedKind,
}

impl Entry for Counted {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let form = |features| Form::name().with(Features::ARTICLE_OPTIONAL | features);
        let mut forms = row.forms("singular", form(Features::empty()));
        forms.extend(row.forms("dual", form(Features::DUAL)));
        forms.extend(row.forms("plural", form(Features::PLURAL | Features::PRONOUN_OPTIONAL)));
        let counted = Counted {
            id: row.need("id")?.to_owned(),
            measure: row.word_or_none("measure")?,
            group: row.text("group"),
            kind: row.word("kind")?,
        };
        Ok((counted, forms))
    }
}

/// A word that gives a figure its measure. File `measures.tsv`: `measure`, `verb` (lemmas in the past),
/// `fixed` (forms as they stand), `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureWord {
    /// What is measured.
    pub measure: Measure,
}

impl Entry for MeasureWord {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms: Vec<Form> = row.list("verb").flat_map(|lemma| inflection.forms("past", lemma)).collect();
        forms.extend(row.forms("fixed", Form::noun()));
        Ok((MeasureWord { measure: row.word("measure")? }, forms))
    }
}
