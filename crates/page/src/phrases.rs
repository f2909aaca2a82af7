//! Phrases of furniture and the search for them in a line.

use std::ops::Range;

use isnad_lexicon::fold::{TokenKind, fold};
use isnad_lexicon::subjects::{Boilerplate, FurnitureScope};
use isnad_model::RemovalReason;
use rustc_hash::FxHashMap;

/// Words looked at from a line's head, and from its tail where it is longer.
const HEAD_WORDS: usize = 60;

/// The folded words of a line; a run of digits is `#`, marks are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The words, parted by spaces.
    text: String,
    /// Where each word lies in `text`.
    words: Vec<Range<u32>>,
    /// Byte of the source where each word ends.
    ends: Vec<u32>,
    /// Whether a mark that introduces or parts stands after the word: colon, bar, dash, dots, bracket.
    marked: Vec<bool>,
    /// Whether words beyond the last one were left out.
    cut: bool,
}

impl Key {
    /// The key of a line. Of very long lines only the head is folded.
    pub fn of(text: &str) -> Self {
        let head = text.char_indices().nth(HEAD_WORDS * 10).map_or(text, |(at, _)| &text[..at]);
        let folded = fold(head);
        let most = folded.tokens.len().min(HEAD_WORDS);
        let mut key = Key {
            text: String::with_capacity(folded.text.len()),
            words: Vec::with_capacity(most),
            ends: Vec::with_capacity(most),
            marked: Vec::with_capacity(most),
            cut: head.len() < text.len(),
        };
        for (at, token) in folded.tokens.iter().enumerate() {
            let form = folded.form(at);
            let word = match token.kind {
                TokenKind::Word => form,
                TokenKind::Digits => "#",
                TokenKind::Mark if form == "#" || form == "©" => form,
                TokenKind::Mark => {
                    if matches!(form, ":" | "|" | "-" | "/" | ">" | "<" | "›" | "»" | "«" | "\"" | "…" | "(" | "[" | "؟" | "?" | "!")
                        || (form == "." && folded.form(at + 1) == ".")
                    {
                        key.marked.last_mut().map(|m| *m = true).unwrap_or_default();
                    }
                    continue;
                }
                TokenKind::Break => continue,
            };
            if key.words.len() == HEAD_WORDS {
                key.cut = true;
                break;
            }
            // 1,250 is one number.
            if word == "#" && key.len() > 0 && key.word(key.len() - 1) == "#" {
                key.ends.last_mut().map(|e| *e = token.end).unwrap_or_default();
                continue;
            }
            if !key.text.is_empty() {
                key.text.push(' ');
            }
            let start = key.text.len() as u32;
            key.text.push_str(word);
            key.words.push(start..key.text.len() as u32);
            key.ends.push(token.end);
            key.marked.push(false);
        }
        key
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The words, parted by spaces.
    pub fn joined(&self) -> &str {
        &self.text
    }

    /// The words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|w| &self.text[w.start as usize..w.end as usize])
    }

    /// A word, counted from 0; empty past the last.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| &self.text[w.start as usize..w.end as usize])
    }

    /// Whether the words from one on begin with those of a phrase.
    fn has_at(&self, start: usize, phrase: &str) -> bool {
        let from = self.words.get(start).map_or(self.text.len(), |w| w.start as usize);
        self.text[from..].strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }

    /// Whether the whole line is in the key.
    pub fn is_whole(&self) -> bool {
        !self.cut
    }

    /// Whether a mark stands after the n-th word (counted from 1).
    pub fn mark_after(&self, words: usize) -> bool {
        words.checked_sub(1).and_then(|at| self.marked.get(at)).copied().unwrap_or(false)
    }

    /// Byte of the source where the n-th word (counted from 1) ends.
    pub fn end_of(&self, words: usize) -> usize {
        words.checked_sub(1).and_then(|at| self.ends.get(at)).map_or(0, |e| *e as usize)
    }
}

/// A phrase found at the head of a line, or inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// How far it works.
    pub scope: FurnitureScope,
    /// Why the line goes.
    pub reason: RemovalReason,
    /// Words of the phrase.
    pub words: usize,
}

/// All phrases of the packs.
#[derive(Debug, Default)]
pub struct Phrases {
    by_first: FxHashMap<Box<str>, Vec<Phrase>>,
    /// Those that may stand anywhere in a line, which is looked through for them.
    anywhere: FxHashMap<Box<str>, Vec<Phrase>>,
    /// Those that end a line's text wherever they stand.
    rest: Vec<Phrase>,
}

#[derive(Clone, Debug)]
struct Phrase {
    /// Its words, parted by spaces.
    text: String,
    words: usize,
    scope: FurnitureScope,
    reason: RemovalReason,
}

impl Phrases {
    /// Adds a row of a pack.
    pub fn add(&mut self, row: &Boilerplate) {
        for phrase in &row.phrases {
            let key = Key::of(phrase);
            if key.len() > 0 {
                let first: Box<str> = key.word(0).into();
                let phrase = Phrase { words: key.len(), text: key.text, scope: row.scope, reason: row.reason };
                if row.scope == FurnitureScope::Rest {
                    self.rest.push(phrase);
                    continue;
                }
                if row.scope == FurnitureScope::Within {
                    self.anywhere.entry(first.clone()).or_default().push(phrase.clone());
                }
                self.by_first.entry(first).or_default().push(phrase);
            }
        }
    }

    /// The phrases that a line begins with.
    pub fn at_head<'a>(&'a self, key: &'a Key) -> impl Iterator<Item = Found> + 'a {
        at(&self.by_first, key, 0)
    }

    /// Where the text of a line ends before a phrase with which its furniture begins: byte of the source, and why it goes.
    pub fn rest(&self, key: &Key) -> Option<(usize, RemovalReason)> {
        (0..key.len()).find_map(|start| {
            let found = self.rest.iter().find(|p| key.has_at(start, &p.text))?;
            Some((key.end_of(start), found.reason))
        })
    }

    /// The first phrase that may stand anywhere in a line, found in it.
    pub fn within(&self, key: &Key) -> Option<Found> {
        (0..key.len()).find_map(|start| at(&self.anywhere, key, start).next())
    }
}

/// The phrases that stand in a line from a word on.
fn at<'a>(phrases: &'a FxHashMap<Box<str>, Vec<Phrase>>, key: &'a Key, start: usize) -> impl Iterator<Item = Found> + 'a {
    let rows = phrases.get(key.word(start)).map(Vec::as_slice).unwrap_or_default();
    rows.iter().filter(move |p| key.has_at(start, &p.text)).map(move |p| Found { scope: p.scope, reason: p.reason, words: p.words })
}
