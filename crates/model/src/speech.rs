use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ClaimRef, Corroboration, EntityId, Mode, What};

/// A quotation as several pages have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuoteSet {
    /// Who said it.
    pub speaker: Option<EntityId>,
    /// First day of a page that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The claims.
    pub claims: Vec<ClaimRef>,
    /// The pages.
    pub pages: Vec<String>,
    /// The wordings, the fullest first.
    pub variants: Vec<String>,
    /// The same wordings with how each stands to the first, and who has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wordings: Vec<Wording>,
    /// Through how many hands it came.
    #[serde(default)]
    pub corroboration: Corroboration,
}

/// One wording of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Wording {
    /// The words.
    pub text: String,
    /// How it stands to the fullest wording.
    pub kind: WordingKind,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}

/// How a wording stands to the fullest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WordingKind {
    /// It is the fullest.
    Full,
    /// A stretch of it.
    Shortened,
    /// Most of its words, some changed.
    Reworded,
    /// Other words for the same: translated by somebody else.
    OtherTranslation,
}

/// What one speaker has said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// The speaker.
    pub speaker: EntityId,
    /// What was said, earliest first.
    pub utterances: Vec<Utterance>,
}

/// One thing said, on however many pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Utterance {
    /// What kind of act it is.
    pub stance: Stance,
    /// The mode of the cue.
    pub mode: Mode,
    /// The day it was said, else the first day of a page that has it (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What it is about, where an event in it says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<What>,
    /// Whom it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<EntityId>,
    /// Who said it jointly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<EntityId>,
    /// Through how many hands it came.
    #[serde(default)]
    pub corroboration: Corroboration,
    /// The claims, statements and quotations.
    pub claims: Vec<ClaimRef>,
}

/// What a speaker does by saying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that something is so.
    Statement,
    /// Says that something is not so.
    Denial,
    /// Asks for something.
    Demand,
    /// Undertakes something.
    Promise,
    /// Charges somebody.
    Accusation,
    /// Warns of something.
    Warning,
    /// Threatens somebody.
    Threat,
    /// Apologises.
    Apology,
}

/// Two or more who say what cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// What it is about.
    pub about: Topic,
    /// Those who say so and those who deny it.
    pub sides: Vec<Side>,
}

/// What a contradiction is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Topic {
    /// The figures of a series (from 0).
    Series {
        /// The series.
        series: usize,
    },
    /// Whether something happened.
    Event {
        /// What.
        what: What,
        /// Who is said to have done it.
        actors: Vec<EntityId>,
    },
    /// An accusation against somebody.
    Accusation {
        /// Who is accused.
        against: EntityId,
    },
}

/// One side of a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Who; absent where the pages speak in their own voice.
    pub speaker: Option<EntityId>,
    /// Whether this side says so or denies it.
    pub denies: bool,
    /// The claims.
    pub claims: Vec<ClaimRef>,
}
