use isnad_model::{ActorType, EntityId};
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// A person of public life. File `people.tsv`: `id`, `en`, `ar` (full name), `variants` (other full
/// names), `short` (forms that name the person where no fuller name stands on the page), `role` (English),
/// `country` (entity id).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Unique.
    pub id: EntityId,
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// Best known role, in English.
    pub role: Option<String>,
    /// The state or organisation of that role.
    pub country: Option<EntityId>,
}

impl Entry for Person {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms = vec![Form::name().written(row.need("ar")?)];
        forms.extend(row.forms("variants", Form::name()));
        forms.extend(row.forms("short", Form::name()));
        let person = Person {
            id: row.need("id")?.to_owned(),
            en: row.need("en")?.to_owned(),
            ar: row.need("ar")?.to_owned(),
            role: row.text("role"),
            country: row.text("country"),
        };
        Ok((person, forms))
    }
}

/// An organisation or armed group with a name of its own. File `organisations.tsv`: `id`, `en`, `ar`,
/// `variants`, `type` (organisation, group, state), `country` (entity id).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Unique.
    pub id: EntityId,
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// Organisation or group.
    pub kind: ActorType,
    /// Where it belongs.
    pub country: Option<EntityId>,
}

impl Entry for Organisation {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms = vec![Form::name().written(row.need("ar")?)];
        forms.extend(row.forms("variants", Form::name()));
        let organisation = Organisation {
            id: row.need("id")?.to_owned(),
            en: row.need("en")?.to_owned(),
            ar: row.need("ar")?.trim_start_matches("(ال)").to_owned(),
            kind: row.word("type")?,
            country: row.text("country"),
        };
        Ok((organisation, forms))
    }
}

/// What kind of carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CarrierKind {
    /// A news agency, whose credit makes an origin.
    Agency,
    /// A newspaper, broadcaster or site.
    Outlet,
    /// A social network or messenger.
    Platform,
    /// A kind of medium with no name of its own: television, social media.
    Medium,
}

/// A carrier of news. File `agencies.tsv`: `id`, `en`, `ar`, `variants`, `abbreviations` (forms that are
/// a credit only where they stand alone: in brackets, at a line's end, in a dateline), `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Unique.
    pub id: EntityId,
    /// English name.
    pub en: String,
    /// Arabic name.
    pub ar: String,
    /// What kind.
    pub kind: CarrierKind,
    /// Folded keys of the abbreviations.
    pub abbreviations: Vec<String>,
}

impl Entry for Agency {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms = vec![Form::name().written(row.need("ar")?)];
        forms.extend(row.forms("variants", Form::name()));
        forms.extend(row.forms("abbreviations", Form::name()));
        let agency = Agency {
            id: row.need("id")?.to_owned(),
            en: row.need("en")?.to_owned(),
            ar: row.need("ar")?.trim_start_matches("(ال)").to_owned(),
            kind: row.word("kind")?,
            abbreviations: row.list("abbreviations").map(|a| crate::fold::fold_key(a.trim_start_matches('='))).collect(),
        };
        Ok((agency, forms))
    }
}

/// What a role is of, where the words after it say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Of a state: رئيس الوزراء الأرميني.
    State,
    /// Of an organisation or body: المتحدث باسم وزارة الدفاع.
    Organisation,
    /// Of a place: محافظ تعز.
    Place,
    /// Of whatever follows.
    Any,
    /// Of nothing: الدكتور.
    #[default]
    None,
}

/// A role or title. File `roles.tsv`: `id`, `en`, `forms` (masculine, feminine, plural as they stand
/// before a name or an adjective), `of`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Unique.
    pub id: String,
    /// English, lower case.
    pub en: String,
    /// What it is of.
    pub of: Of,
}

impl Entry for Role {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let role = Role { id: row.need("id")?.to_owned(), en: row.need("en")?.to_owned(), of: row.word_or_none("of")?.unwrap_or_default() };
        Ok((role, row.forms("forms", Form::name())))
    }
}

/// A body that states, towns and organisations have. File `bodies.tsv`: `id` (suffix of the entity's id, `mod` makes
/// `azerbaijan-mod`), `en` (with `{}` for whose: its adjective where it stands first, else its name), `ar`,
/// `forms`, `type`, `alone` (`yes` where the body is named also with nothing behind it).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Suffix of the entity's id.
    pub id: String,
    /// English with `{}` for whose.
    pub en: String,
    /// Arabic head.
    pub ar: String,
    /// Organisation or group.
    pub kind: ActorType,
    /// Whether it is named also with nothing behind it.
    pub alone: bool,
}

impl Entry for Body {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let body = Body {
            id: row.need("id")?.to_owned(),
            en: row.need("en")?.to_owned(),
            ar: row.need("ar")?.to_owned(),
            kind: row.word_or_none("type")?.unwrap_or(ActorType::Organisation),
            alone: row.get("alone") == "yes",
        };
        Ok((body, row.forms("forms", Form::name())))
    }
}

/// Whether a noun for people is a party or speaker of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acts {
    /// المتمردون: always.
    #[default]
    Yes,
    /// شهود: beside a verb of saying.
    Speaking,
    /// القتلى: only with whose they are.
    No,
}

/// A noun for people who share something. File `groups.tsv`: `id`, `en`, `ar`, `forms`, `acts` (yes,
/// speaking, no).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupNoun {
    /// Base of the entity's id.
    pub id: String,
    /// English.
    pub en: String,
    /// Arabic.
    pub ar: String,
    /// Whether it can be an actor of itself.
    pub acts: Acts,
    /// The group of a figure that counts some of them, a word of the annotation guide; none where they are counted as themselves.
    pub counted_as: Option<String>,
}

impl Entry for GroupNoun {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let group = GroupNoun {
            id: row.need("id")?.to_owned(),
            en: row.need("en")?.to_owned(),
            ar: row.need("ar")?.to_owned(),
            acts: row.word_or_none("acts")?.unwrap_or_default(),
            counted_as: row.text("counted_as"),
        };
        Ok((group, row.forms("forms", Form::name().with(Features::ARTICLE_OPTIONAL))))
    }
}
