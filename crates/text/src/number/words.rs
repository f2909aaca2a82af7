//! The words of numbers at a place in a text.

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{CountedKind, NumberLinkPart, NumberPart};
use isnad_lexicon::{Lexicon, Subject};

use crate::document::Document;

/// A text with what is known of its words.
pub(super) struct Words<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
}

impl Words<'_> {
    pub fn form(&self, at: usize) -> &str {
        self.document.form(at)
    }

    /// Whether a number can begin at a token: most tokens end here.
    pub fn may_begin(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(TokenKind::Word) => {
                let hits = &self.document.hits;
                hits.of(at, Subject::NumberWord).next().is_some() || hits.of(at, Subject::NumberLink).next().is_some()
            }
            Some(TokenKind::Digits | TokenKind::Mark) => true,
            Some(TokenKind::Break) | None => false,
        }
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.document.folded.tokens.get(at).map(|t| t.kind)
    }

    pub fn is_digits(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Digits)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Word)
    }

    pub fn is_latin(&self, at: usize) -> bool {
        self.is_word(at) && self.form(at).starts_with(|c: char| c.is_ascii_alphabetic())
    }

    /// Whether a line ends at a token.
    pub fn is_break(&self, at: usize) -> bool {
        self.kind(at).is_none_or(|kind| kind == TokenKind::Break)
    }

    /// Whether nothing that belongs to a number follows: a mark, a line's end, the text's end.
    pub fn is_close(&self, at: usize) -> bool {
        !self.is_word(at) && !self.is_digits(at)
    }

    pub fn touches(&self, at: usize) -> bool {
        self.document.folded.touches_previous(at)
    }

    /// Whether exactly one space stands before a token.
    pub fn one_space_before(&self, at: usize) -> bool {
        let tokens = &self.document.folded.tokens;
        let Some((before, token)) = at.checked_sub(1).and_then(|b| Some((tokens.get(b)?, tokens.get(at)?))) else { return false };
        let gap = self.document.text.get(before.end as usize..token.start as usize);
        gap.is_some_and(|gap| matches!(gap, " " | "\u{a0}" | "\u{202f}"))
    }

    /// The part of a number that a word is, with its value; `joined` asks for the conjunction at its head.
    pub fn word(&self, at: usize, joined: bool) -> Option<(NumberPart, f64, Prefix)> {
        self.numbers(at, joined).find(|(part, ..)| *part != NumberPart::AmbiguousFraction)
    }

    /// The value of a word as one part of a number.
    pub fn is(&self, at: usize, joined: bool, part: NumberPart) -> Option<f64> {
        self.numbers(at, joined).find(|(p, ..)| *p == part).map(|(_, value, _)| value)
    }

    /// The value of a word that goes on with a number: no preposition is at its head («خمسة بالمئة» is no five hundred).
    pub fn next_is(&self, at: usize, part: NumberPart) -> Option<f64> {
        self.numbers(at, false).find(|(p, _, prefix)| *p == part && !prefix.intersects(Prefix::PREPOSITION)).map(|(_, value, _)| value)
    }

    fn numbers(&self, at: usize, joined: bool) -> impl Iterator<Item = (NumberPart, f64, Prefix)> {
        self.document.hits.of(at, Subject::NumberWord).filter_map(move |hit| {
            let word = self.lexicon.tables.numbers.get(hit.row())?;
            (hit.end as usize == at + 1 && hit.prefix.contains(Prefix::AND) == joined).then_some((word.part, word.value, hit.prefix))
        })
    }

    /// What is joined to a number by و, written together or apart: where it begins, and whether the و is in its token.
    pub fn joined(&self, at: usize) -> (usize, bool) {
        let apart = self.lexicon.clitics().prefixes.iter().any(|(prefix, role)| *role == Prefix::AND && prefix == self.form(at));
        if apart { (at + 1, false) } else { (at, true) }
    }

    /// The value of a joined word as one part of a number, and its end.
    pub fn joined_is(&self, at: usize, part: NumberPart) -> Option<(f64, usize)> {
        let (start, together) = self.joined(at);
        Some((self.is(start, together, part)?, start + 1))
    }

    /// The end of the longest word around numbers that begins at a token and does something there.
    pub fn link(&self, at: usize, part: NumberLinkPart) -> Option<usize> {
        self.links(at).find(|(p, _)| *p == part).map(|(_, end)| end)
    }

    /// Where a word around numbers begins that ends before a token.
    pub fn link_before(&self, end: usize, part: NumberLinkPart) -> Option<usize> {
        const LONGEST: usize = 3;
        (end.saturating_sub(LONGEST)..end).find(|at| self.links(*at).any(|found| found == (part, end)))
    }

    fn links(&self, at: usize) -> impl Iterator<Item = (NumberLinkPart, usize)> {
        self.document
            .hits
            .of(at, Subject::NumberLink)
            .filter_map(|hit| Some((self.lexicon.tables.number_links.get(hit.row())?.part, hit.end as usize)))
    }

    /// Whether a word has a conjunction at its head.
    pub fn begins_joined(&self, at: usize) -> bool {
        self.document.hits.at(at).iter().any(|hit| hit.prefix.contains(Prefix::AND))
    }

    /// Whether a counted noun begins at a token.
    pub fn is_counted(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::Counted).any(|hit| hit.prefix.is_empty())
    }

    /// Whether a noun for people begins at a token.
    pub fn is_person(&self, at: usize) -> bool {
        self.document
            .hits
            .of(at, Subject::Counted)
            .any(|hit| hit.prefix.is_empty() && self.lexicon.tables.counted.get(hit.row()).is_some_and(|c| c.kind == CountedKind::Person))
    }

    /// Whether a token is the article alone: الـ20.
    pub fn is_article(&self, at: usize) -> bool {
        self.lexicon.clitics().prefixes.iter().any(|(prefix, role)| *role == Prefix::ARTICLE && prefix == self.form(at))
    }

    /// Whether a word has the article and nothing before it.
    pub fn is_definite(&self, at: usize) -> bool {
        self.is_word(at) && self.lexicon.clitics().cuts(self.form(at)).any(|(_, prefix)| prefix == Prefix::ARTICLE)
    }
}
