use std::ops::Range;

use isnad_lexicon::fold::{Folded, fold};
use isnad_lexicon::{Hits, Lexicon};

use crate::offsets::Offsets;
use crate::quotation::{self, Quotation};
use crate::sentences::{self, Sentence};

/// A clean text, folded, cut and looked up: what every reader of claims starts from.
#[derive(Debug)]
pub struct Document<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Folded, with its tokens.
    pub folded: Folded,
    /// What the lexicon knows of it.
    pub hits: Hits,
    /// Its sentences, in order; every token but line ends is in one.
    pub sentences: Vec<Sentence>,
    /// What stands in quotation marks.
    pub quotations: Vec<Quotation>,
    /// From bytes to code points.
    pub offsets: Offsets,
}

impl<'a> Document<'a> {
    /// Reads a text.
    pub fn new(text: &'a str, lexicon: &Lexicon) -> Self {
        let folded = fold(text);
        let hits = lexicon.scan(&folded);
        let quotations = quotation::find(&folded, text);
        let sentences = sentences::split(&folded, &quotations);
        Document { text, folded, hits, sentences, quotations, offsets: Offsets::new(text) }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.folded.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.folded.tokens.is_empty()
    }

    /// A token's folded form; empty past the end.
    pub fn form(&self, token: usize) -> &str {
        self.folded.form(token)
    }

    /// The characters of a range of tokens, as the page has them.
    pub fn exact(&self, tokens: Range<usize>) -> &'a str {
        &self.text[self.folded.source_bytes(tokens)]
    }

    /// The sentence a token stands in (index into `sentences`); the last one for tokens past it.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.tokens.end <= token).min(self.sentences.len().saturating_sub(1))
    }
}
