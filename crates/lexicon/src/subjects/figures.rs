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
    /// What no figure counts: weights, areas, speeds.
    Other,
}

/// A noun that is counted. File `counted.tsv`: `id`, `singular`, `dual`, `plural`, `measure`, `group`, `kind`, `members` (`yes` where what
/// stands behind it says whose they are: عناصر، قادة). The accusative and the dual of a singular of one word are made from it, units aside
/// (paradigm `counted`), and of a plural of persons the forms before whose they are (`counted_plural`); `dual` holds what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Unique.
    pub id: String,
    /// The measure that the noun alone fixes.
    pub measure: Option<Measure>,
    /// Whom it names: a word of the annotation guide's groups, or an actor's id.
    pub group: Option<String>,
    /// What it is.
    pub kind: CountedKind,
    /// Whether whose they are, behind it, is whom it counts.
    pub members: bool,
}

impl Entry for Counted {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let form = |features| Form::name().with(Features::ARTICLE_OPTIONAL | features);
        let mut forms = row.forms("singular", form(Features::empty()));
        forms.extend(row.forms("dual", form(Features::DUAL)));
        let kind: CountedKind = row.word("kind")?;
        let inflected = matches!(kind, CountedKind::Person | CountedKind::Thing);
        for made in row.list("singular").filter(|s| inflected && is_stem(s)).flat_map(|s| inflection.forms("counted", s)) {
            if !forms.iter().any(|told| told.text == made.text && told.features.contains(made.features)) {
                forms.push(made.with(Features::ARTICLE_OPTIONAL));
            }
        }
        forms.extend(row.forms("plural", form(Features::PLURAL | Features::PRONOUN_OPTIONAL)));
        let construct = |plural: &&str| kind == CountedKind::Person && changes_before_owner(row, plural);
        for made in row.list("plural").filter(construct).flat_map(|p| inflection.forms("counted_plural", p)) {
            if !forms.iter().any(|told| told.text == made.text) {
                forms.push(made);
            }
        }
        let counted = Counted {
            id: row.need("id")?.to_owned(),
            measure: row.word_or_none("measure")?,
            group: row.text("group"),
            kind,
            members: row.get("members") == "yes",
        };
        Ok((counted, forms))
    }
}

/// Whether a singular is one word without the ending of the accusative: what its other forms are made from.
fn is_stem(singular: &str) -> bool {
    !singular.contains(' ') && !singular.ends_with(['ا', 'ى'])
}

/// «مواطنين: مواطني البلاد», «زملاء: زملائنا»: a plural that is written otherwise before whose they are.
fn changes_before_owner(row: &Row, plural: &str) -> bool {
    let sound = || row.list("singular").any(|singular| plural.strip_suffix("ين") == Some(singular));
    !plural.contains(' ') && (plural.ends_with("اء") || sound())
}

/// A word that gives a figure its measure. File `measures.tsv`: `measure`, `verb` (lemmas in the past), `present` (in the present),
/// `fixed` (forms as they stand), `near` (`yes` where they do it only right before their number), `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureWord {
    /// What is measured.
    pub measure: Measure,
    /// Whether it is said of other things as well, so that it counts only right before its number: سقوط، ضبط.
    pub near: bool,
}

impl Entry for MeasureWord {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms: Vec<Form> = row.list("verb").flat_map(|lemma| inflection.forms("past", lemma)).collect();
        forms.extend(row.list("present").flat_map(|lemma| inflection.forms("present", lemma)));
        forms.extend(row.forms("fixed", Form::noun()));
        Ok((MeasureWord { measure: row.word("measure")?, near: row.get("near") == "yes" }, forms))
    }
}
