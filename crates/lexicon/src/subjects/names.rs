use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// A name of persons and its usual English spelling. File `given_names.tsv`: `ar`, `en`, `kind` (given,
/// family, particle: بن, that only joins names),
/// `word` (`yes` where it is also an ordinary word or a particle).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenName {
    /// English spelling.
    pub en: String,
    /// Whether families have it, not persons.
    pub family: bool,
    /// Whether it only joins names.
    pub particle: bool,
    /// Whether it is an ordinary word too.
    pub word: bool,
}

impl Entry for GivenName {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let name = GivenName {
            en: row.need("en")?.to_owned(),
            family: row.get("kind") == "family",
            particle: row.get("kind") == "particle",
            word: row.get("word") == "yes",
        };
        Ok((name, vec![Form { text: row.need("ar")?.to_owned(), features: Features::empty() }]))
    }
}

/// What a word does in and around names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamingRole {
    /// بن، أبو، فون: the word behind it belongs to the name.
    Joins,
    /// الدين، الثاني: goes on with a name.
    Ends,
    /// السابق، العام: goes on with a title.
    Adjective,
    /// السابق، الراحل: the title is held no longer.
    Former,
    /// الوزارة، الحركة: the last organisation whose name begins so.
    Anaphor,
    /// حركة، تنظيم، قناة: stands before an organisation's own name.
    Head,
    /// قناة، صحيفة، إذاعة: begins the name of a carrier of news.
    Medium,
    /// والد، زوجة، نجل: of whom follows, and whoever is named behind that is the kin.
    Kin,
    /// مستشفى، جامعة، شارع: may be named after a person.
    Facility,
    /// هيئة، مركز، شركة: begins an organisation's name.
    Organisation,
    /// أحد، عدد من: some of those that follow.
    Some,
    /// التابع، الموالية: of whom follows.
    Belongs,
    /// دعم، موقف، قرار: what a state named behind it does, or has done to it.
    Deed,
    /// أراضي: with a people's adjective behind it, the country.
    Territory,
    /// العاصمة: with a people's adjective behind it, the country's capital.
    Seat,
    /// زيارة، وصول: where «ل» behind it leads is a place.
    Journey,
    /// المنتشرة، الموجودة: who stands where the place behind it says, and does not belong to it.
    Stationed,
    /// أبو، أم: begins the name that somebody is called by after a child.
    Kunya,
    /// حزب، ائتلاف: begins the name of those who share a cause.
    Party,
    /// حزب: definite words behind it are a party's name.
    Faction,
    /// عبد: a given name with the word behind it.
    Servant,
    /// الله: a name with an ordinary word before it (جاد الله).
    Compound,
    /// بزعامة، بقيادة: whose leader follows.
    Led,
}

/// A word that stands in and around names. File `naming.tsv`: `role`, `forms`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamingWord {
    /// What it does.
    pub role: NamingRole,
}

impl Entry for NamingWord {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        Ok((NamingWord { role: row.word("role")? }, row.forms("forms", Form::name())))
    }
}

/// An ordinary word. File `common_words.tsv`: `form`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonWord;

impl Entry for CommonWord {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        Ok((
            CommonWord,
            vec![Form { text: row.need("form")?.to_owned(), features: Features::ARTICLE_OPTIONAL | Features::PRONOUN_OPTIONAL }],
        ))
    }
}

/// Where in a word letters stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterPlace {
    /// At any place.
    Anywhere,
    /// At its head only.
    Start,
    /// At its end only.
    End,
}

/// How letters sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sound {
    /// No vowel.
    Consonant,
    /// A vowel, or an ending that carries its own.
    Vowel,
    /// و or ي: a vowel between consonants.
    Glide,
}

/// Latin letters for Arabic ones. File `romanisation.tsv`: `letters`, `latin`, `at`, `sound`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// The Arabic letters, folded.
    pub letters: String,
    /// What stands for them.
    pub latin: String,
    /// Where in a word.
    pub at: LetterPlace,
    /// How they sound.
    pub sound: Sound,
}

impl Entry for Letter {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let letter = Letter {
            letters: crate::fold::fold_key(row.need("letters")?),
            latin: row.need("latin")?.to_owned(),
            at: row.word("at")?,
            sound: row.word("sound")?,
        };
        Ok((letter, Vec::new()))
    }
}
