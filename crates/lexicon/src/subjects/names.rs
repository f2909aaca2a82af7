use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// A name of persons and its usual English spelling. File `given_names.tsv`: `ar`, `en`, `kind` (given, family),
/// `word` (yes where the news also uses it as an ordinary word).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenName {
    /// English spelling.
    pub en: String,
    /// Whether it is a family's name, which begins no name.
    pub family: bool,
    /// Whether it is also an ordinary word.
    pub word: bool,
}

impl Entry for GivenName {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        Ok((
            GivenName { en: row.need("en")?.to_owned(), family: row.get("kind") == "family", word: row.get("word") == "yes" },
            vec![Form { text: row.need("ar")?.to_owned(), features: Features::empty() }],
        ))
    }
}

/// An ordinary word. File `common_words.tsv`: `form`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonWord;

impl Entry for CommonWord {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        Ok((CommonWord, vec![Form { text: row.need("form")?.to_owned(), features: Features::ARTICLE_OPTIONAL }]))
    }
}

/// Latin letters for an Arabic one. File `romanisation.tsv`: `letter`, `latin`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The letter.
    pub letter: char,
    /// What stands for it; empty for none.
    pub latin: String,
}

impl Entry for Letter {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let letter = row.need("letter")?.chars().next().ok_or_else(|| row.fault("column `letter` is empty"))?;
        Ok((Letter { letter, latin: row.get("latin").to_owned() }, Vec::new()))
    }
}
