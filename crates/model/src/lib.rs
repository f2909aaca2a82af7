//! The nouns of Isnad. Their JSON is the contract with scorers, exports and other people's programs.
//!
//! Offsets in these types (`start`, `end`) count Unicode code points of the `text` beside them, end
//! exclusive, as the W3C Web Annotation TextPositionSelector has them; `exact` is always
//! `text[start..end]`. Unknown values are `None` and left out of the JSON, never guessed.

mod agreement;
mod article;
mod claim;
mod decision;
mod ledger;
mod quantity;
mod record;
mod speech;
mod standing;
mod time;
mod written;

pub use agreement::*;
pub use article::*;
pub use claim::*;
pub use decision::*;
pub use ledger::*;
pub use quantity::Quantity;
pub use record::*;
pub use speech::*;
pub use standing::Latest;
pub use time::*;
pub use written::{meant, words, words_of, written};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Lower-case kebab-case English id of an entity, such as `nikol-pashinyan` or `azerbaijan-mod`.
pub type EntityId = String;

/// An entity's name in the two languages of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Name {
    /// English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Arabic name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ar: Option<String>,
}

/// A stretch of an article's text in code points, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Span {
    /// Whether the two stretches share a code point.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this stretch.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
