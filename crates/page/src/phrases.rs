//! Phrases of furniture and the search for them in a line.

use isnad_lexicon::fold::{TokenKind, fold_until};
use isnad_lexicon::subjects::{Boilerplate, FurnitureScope};
use isnad_model::RemovalReason;
use rustc_hash::FxHashMap;

use crate::piece::head;

/// Words looked at from a line's head, and from its tail where it is longer.
const HEAD_WORDS: usize = 60;

/// The folded words of a line; a run of digits is `#`, marks are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The words, parted by spaces.
    text: String,
    words: Vec<Word>,
    /// Whether words beyond the last one were left out.
    cut: bool,
}

/// A word of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Word {
    /// Where it lies in the key's text.
    start: u32,
    end: u32,
    /// Byte of the source where it ends.
    source_end: u32,
    /// Whether a mark that introduces or parts stands after it: colon, bar, dash, dots, bracket.
    marked: bool,
}

impl Key {
    /// The key of a line. Of very long lines only the head is folded.
    pub fn of(text: &str) -> Self {
        let head = head(text, HEAD_WORDS * 10);
        let mut count = 0;
        let folded = fold_until(head, |token| {
            count += usize::from(token.kind == TokenKind::Word);
            count > HEAD_WORDS
        });
        let mut key = Key {
            text: String::with_capacity(folded.text.len()),
            words: Vec::with_capacity(folded.tokens.len().min(HEAD_WORDS)),
            cut: head.len() < text.len(),
        };
        for (at, token) in folded.tokens.iter().enumerate() {
            let form = folded.form(at);
            let word = match token.kind {
                TokenKind::Word => form,
                TokenKind::Digits => "#",
                TokenKind::Mark if form == "#" || form == "©" => form,
                TokenKind::Mark => {
                    let parts = form.starts_with([':', '|', '-', '/', '>', '<', '›', '»', '«', '"', '…', '(', '[', '؟', '?', '!']);
                    if (parts || form == "." && folded.form(at + 1) == ".")
                        && let Some(last) = key.words.last_mut()
                    {
                        last.marked = true;
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
            if word == "#"
                && let Some(last) = key.words.last_mut()
                && &key.text[last.start as usize..] == "#"
            {
                last.source_end = token.end;
                continue;
            }
            if !key.text.is_empty() {
                key.text.push(' ');
            }
            let start = key.text.len() as u32;
            key.text.push_str(word);
            key.words.push(Word { start, end: key.text.len() as u32, source_end: token.end, marked: false });
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
        words.checked_sub(1).and_then(|at| self.words.get(at)).is_some_and(|w| w.marked)
    }

    /// Byte of the source where the n-th word (counted from 1) ends.
    pub fn end_of(&self, words: usize) -> usize {
        words.checked_sub(1).and_then(|at| self.words.get(at)).map_or(0, |w| w.source_end as usize)
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
    by_first: ByHead,
    /// Those that may stand anywhere in a line, which is looked through for them.
    anywhere: ByHead,
    /// Those that end a line's text wherever they stand.
    rest: ByHead,
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
                    self.rest.add(first, phrase);
                    continue;
                }
                if row.scope == FurnitureScope::Within {
                    self.anywhere.add(first.clone(), phrase.clone());
                }
                self.by_first.add(first, phrase);
            }
        }
    }

    /// The phrases that a line begins with.
    pub fn at_head<'a>(&'a self, key: &'a Key) -> impl Iterator<Item = Found> + 'a {
        self.by_first.at(key, 0)
    }

    /// Where the text of a line ends before a phrase with which its furniture begins: byte of the source, and why it goes.
    pub fn rest(&self, key: &Key) -> Option<(usize, RemovalReason)> {
        (0..key.len()).find_map(|start| self.rest.at(key, start).next().map(|found| (key.end_of(start), found.reason)))
    }

    /// The first phrase that may stand anywhere in a line, found in it.
    pub fn within(&self, key: &Key) -> Option<Found> {
        (0..key.len()).find_map(|start| self.anywhere.at(key, start).next())
    }
}

/// How many bits tell words apart that head no phrase.
const HEADS: usize = 1 << 12;

/// Phrases by their first word.
#[derive(Debug)]
struct ByHead {
    rows: FxHashMap<Box<str>, Vec<Phrase>>,
    /// A bit for each first word, which several words share: most words end here.
    heads: Box<[u64; HEADS / 64]>,
}

impl Default for ByHead {
    fn default() -> Self {
        ByHead { rows: FxHashMap::default(), heads: Box::new([0; HEADS / 64]) }
    }
}

/// Where the bit of a word stands, by its length and its last letters.
fn head_bit(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let tail = bytes.last_chunk::<4>().map_or(0, |last| u32::from_le_bytes(*last));
    let hash = (tail ^ bytes.len() as u32).wrapping_mul(0x9e37_79b1) as usize >> 20;
    (hash / 64, 1 << (hash % 64))
}

impl ByHead {
    fn add(&mut self, first: Box<str>, phrase: Phrase) {
        let (slot, bit) = head_bit(&first);
        self.heads[slot] |= bit;
        self.rows.entry(first).or_default().push(phrase);
    }

    /// The phrases that stand in a line from a word on.
    fn at<'a>(&'a self, key: &'a Key, start: usize) -> impl Iterator<Item = Found> + 'a {
        let word = key.word(start);
        let (slot, bit) = head_bit(word);
        let known = self.heads[slot] & bit != 0;
        let rows = known.then(|| self.rows.get(word)).flatten().map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter(move |p| key.has_at(start, &p.text)).map(|p| Found { scope: p.scope, reason: p.reason, words: p.words })
    }
}
