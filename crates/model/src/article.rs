use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Claim, EntityId, Name, Published, Span, Time};

/// A page after reading: its clean text and everything read off it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// The path or address as given.
    pub source: String,
    /// Hash of the clean text (xxh3-128, hexadecimal).
    pub id: String,
    /// Who published the page.
    pub outlet: Outlet,
    /// The canonical address, where the page states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The writers named.
    pub byline: Vec<String>,
    /// Language of the page (ISO 639-1); `und` where none could be told.
    pub language: String,
    /// When it was published.
    pub published: Published,
    /// Lines taken out that date the page, the most trustworthy first; not printed.
    #[serde(skip)]
    pub stamps: Vec<String>,
    /// The clean text, paragraphs parted by a blank line.
    pub text: String,
    /// What each stretch of the text is.
    pub blocks: Vec<Block>,
    /// What was taken out, and why.
    pub removed: Vec<Removed>,
    /// Agencies credited.
    pub credits: Vec<Credit>,
    /// Time expressions.
    pub times: Vec<Time>,
    /// Places named.
    pub places: Vec<PlaceMention>,
    /// Persons, organisations, groups and states named.
    pub actors: Vec<ActorMention>,
    /// What the page claims.
    pub claims: Vec<Claim>,
}

impl Article {
    /// The characters of a stretch of its text, as far as the text goes.
    pub fn slice(&self, span: Span) -> String {
        self.text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect()
    }

    /// The whole sentence of a claim, also where the claim goes beyond it.
    pub fn sentence_of(&self, claim: &Claim) -> String {
        self.slice(Span { start: claim.sentence.start.min(claim.start), end: claim.sentence.end.max(claim.end) })
    }
}

impl Outlet {
    /// What it is known by: its name, else its domain.
    pub fn known(&self) -> Option<&str> {
        self.name.as_deref().or(self.domain.as_deref())
    }
}

/// The publisher of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outlet {
    /// Its name as the page states it.
    pub name: Option<String>,
    /// Its domain, without `www.`.
    pub domain: Option<String>,
}

/// What a stretch of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The page's title.
    Headline,
    /// An abstract above the text.
    Summary,
    /// A heading inside the text.
    Subhead,
    /// Running text.
    Paragraph,
    /// Words under a picture, with its credit.
    Caption,
    /// A list item or several.
    List,
}

/// A block of the clean text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Its language, where it is not the page's (ISO 639-1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Why a piece of a page was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RemovalReason {
    /// «enable JavaScript».
    ScriptNotice,
    /// Cookie and privacy notices.
    CookieNotice,
    /// Buttons for sharing.
    ShareBar,
    /// Links to other articles.
    RelatedLinks,
    /// Comment forms and comments.
    CommentForm,
    /// Menus, breadcrumbs, tags, footers.
    Navigation,
    /// Advertisements and newsletter boxes.
    Advert,
    /// Anything else that is not the article.
    Other,
}

/// A piece that was taken out of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// Its text.
    pub text: String,
    /// Why.
    pub reason: RemovalReason,
}

/// What a credit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CreditScope {
    /// The words.
    Text,
    /// A picture only.
    Photo,
}

/// An agency named as the page's source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Credit {
    /// The agency.
    pub agency: EntityId,
    /// For the words or for a picture.
    pub scope: CreditScope,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
}

/// A place named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceMention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
    /// The name as it is written where nothing is attached, if that hides its article: «الأمم» of «للأمم».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// The place.
    pub id: EntityId,
    /// Its names.
    pub name: Name,
    /// Degrees north, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// ISO 3166 alpha-2, lower case, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl PlaceMention {
    /// The name with its article whole, as terms and names are told.
    pub fn spelling(&self) -> &str {
        self.whole.as_deref().unwrap_or(&self.exact)
    }
}

/// What kind of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActorType {
    /// A human being.
    Person,
    /// A body with a name: ministry, army, agency, company.
    Organisation,
    /// People who share something: separatists, protesters.
    Group,
    /// A country acting.
    State,
}

/// A person, organisation, group or state named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActorMention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
    /// The name as it is written where nothing is attached, if that hides its article: «الأمم» of «للأمم».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
    /// The entity.
    pub id: EntityId,
    /// What kind.
    #[serde(rename = "type")]
    pub kind: ActorType,
    /// Role or title in English, where the page or a lexicon gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What kind of body or people it is, as the packs name it: `mod`, `government`, `separatists`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The state, place or organisation that it is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<EntityId>,
    /// Its names.
    pub name: Name,
}

impl ActorMention {
    /// The name with its article whole, as terms and names are told.
    pub fn spelling(&self) -> &str {
        self.whole.as_deref().unwrap_or(&self.exact)
    }
}
