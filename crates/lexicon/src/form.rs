//! The written forms of a lexicon entry, and what may be attached to them.

use bitflags::bitflags;
use serde::{Deserialize, Serialize};

bitflags! {
    /// What a form may carry, and what it is grammatically.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub struct Features: u16 {
        /// May stand with the article.
        const ARTICLE_OPTIONAL = 1;
        /// Stands with the article only.
        const ARTICLE_REQUIRED = 1 << 1;
        /// May take an attached pronoun at its end.
        const PRONOUN_OPTIONAL = 1 << 2;
        /// Stands with an attached pronoun only (عمليت- of عملية).
        const PRONOUN_REQUIRED = 1 << 3;
        /// May take the future mark at its head.
        const FUTURE_OPTIONAL = 1 << 4;
        /// No conjunction or preposition may be attached to its head.
        const BARE = 1 << 5;
        /// A finite verb in the past.
        const PAST = 1 << 6;
        /// A finite verb in the present.
        const PRESENT = 1 << 7;
        /// A verbal noun.
        const MASDAR = 1 << 8;
        /// An active participle.
        const PARTICIPLE = 1 << 9;
        /// Feminine.
        const FEMININE = 1 << 10;
        /// Dual.
        const DUAL = 1 << 11;
        /// Plural.
        const PLURAL = 1 << 12;
        /// A passive verb.
        const PASSIVE = 1 << 13;
    }
}

bitflags! {
    /// What is attached to the head of a token.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub struct Prefix: u8 {
        /// و
        const AND = 1;
        /// ف
        const SO = 1 << 1;
        /// ب
        const BY = 1 << 2;
        /// ك
        const AS = 1 << 3;
        /// ل
        const TO = 1 << 4;
        /// س
        const FUTURE = 1 << 5;
        /// ال
        const ARTICLE = 1 << 6;
    }
}

impl Prefix {
    /// Any preposition.
    pub const PREPOSITION: Prefix = Prefix::BY.union(Prefix::AS).union(Prefix::TO);
    /// Any conjunction.
    pub const CONJUNCTION: Prefix = Prefix::AND.union(Prefix::SO);
}

/// One way to write an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// As written, before folding.
    pub text: String,
    /// What may be attached.
    pub features: Features,
}

impl Form {
    /// A form with nothing allowed but conjunctions and prepositions.
    pub fn name() -> Self {
        Form::default()
    }

    /// A noun: article and pronouns may be attached.
    pub fn noun() -> Self {
        Form { text: String::new(), features: Features::ARTICLE_OPTIONAL | Features::PRONOUN_OPTIONAL }
    }

    /// This form's features with the text of a cell. In the cell, `(ال)` at the head allows the
    /// article, `ال` at the head requires it, `=` at the head forbids everything attached (the word
    /// stands exactly so), and `*` at the end allows an attached pronoun.
    pub fn written(mut self, cell: &str) -> Self {
        let mut text = cell;
        if let Some(rest) = text.strip_prefix('=') {
            self.features = (self.features | Features::BARE)
                .difference(Features::ARTICLE_OPTIONAL | Features::ARTICLE_REQUIRED | Features::PRONOUN_OPTIONAL);
            self.text = rest.to_owned();
            return self;
        }
        if let Some(rest) = text.strip_suffix('*') {
            self.features |= Features::PRONOUN_OPTIONAL;
            text = rest;
        }
        if let Some(rest) = text.strip_prefix("(ال)") {
            self.features |= Features::ARTICLE_OPTIONAL;
            text = rest;
        } else if let Some(rest) = text.strip_prefix("ال") {
            self.features = self.features.difference(Features::ARTICLE_OPTIONAL) | Features::ARTICLE_REQUIRED;
            text = rest;
        }
        self.text = text.to_owned();
        self
    }

    /// The form with more features.
    pub fn with(mut self, features: Features) -> Self {
        self.features |= features;
        self
    }
}
