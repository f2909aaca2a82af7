use isnad_model::EntityId;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What kind of place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Level {
    Country,
    Capital,
    Region,
    Governorate,
    City,
    Town,
    Village,
    Sea,
    River,
    Landmark,
}

/// Why a place's name can be something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ambiguity {
    /// It is also an ordinary word.
    Word,
    /// It is also a personal or family name.
    Person,
}

/// A place of the gazetteer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Unique.
    pub id: EntityId,
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// What kind.
    pub level: Level,
    /// ISO 3166 alpha-2, lower case; empty for what lies in several countries or none.
    pub country: String,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// People who live there; 0 where not known.
    pub population: u32,
    /// Why its name can be something else.
    pub ambiguity: Option<Ambiguity>,
    /// The country whose government its name stands for.
    pub capital_of: Option<EntityId>,
}

impl Entry for Place {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms = vec![Form::name().written(row.need("ar")?)];
        forms.extend(row.forms("variants", Form::name()));
        let place = Place {
            id: row.need("id")?.to_owned(),
            en: row.need("en")?.to_owned(),
            ar: row.need("ar")?.trim_start_matches("(ال)").trim_start_matches('=').to_owned(),
            level: row.word("level")?,
            country: row.get("country").to_owned(),
            lat: row.number("lat")?.unwrap_or(0.0),
            lon: row.number("lon")?.unwrap_or(0.0),
            population: row.number("population")?.unwrap_or(0),
            ambiguity: row.word_or_none("ambiguity")?,
            capital_of: row.text("capital_of"),
        };
        Ok((place, forms))
    }
}

/// The adjectives and people's names of a country, region or organisation. File `demonyms.tsv`: `entity`
/// (id), `en`, `nisba` (masculine singular, inflected by `inflection.tsv`), `forms` (taken as written).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demonym {
    /// Whose.
    pub entity: EntityId,
    /// The English adjective.
    pub en: String,
}

impl Entry for Demonym {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms: Vec<Form> = row.list("nisba").flat_map(|lemma| inflection.forms("nisba", lemma)).collect();
        forms.extend(row.forms("forms", Form::name().with(Features::ARTICLE_OPTIONAL)));
        Ok((Demonym { entity: row.need("entity")?.to_owned(), en: row.need("en")?.to_owned() }, forms))
    }
}
