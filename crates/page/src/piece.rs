//! A page cut into pieces: what furniture and blocks are decided on.

use isnad_model::{BlockKind, RemovalReason};

use crate::language::{CharKind, Letters, is_alphanumeric};
use crate::phrases::Key;

/// A line or paragraph of a page.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its characters, white space normalised.
    pub text: String,
    /// What the page's markup says it is.
    pub kind: Option<BlockKind>,
    /// Why it is not the article; `None` while it is.
    pub removed: Option<RemovalReason>,
    /// Its words, for looking up phrases.
    pub key: Key,
    /// How many words it has.
    pub words: usize,
    /// Its letters by script.
    pub letters: Letters,
    /// How it ends.
    pub end: End,
}

/// How a piece ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With a full stop.
    Stop,
    /// With a question or exclamation mark or dots.
    Call,
    /// With a colon.
    Colon,
    /// With a comma or semicolon.
    Comma,
    /// With none.
    Open,
}

impl Piece {
    /// A piece of a text, its white space normalised; `None` where nothing is left.
    pub fn new(raw: &str, kind: Option<BlockKind>) -> Option<Self> {
        let (text, counts) = match Counts::of_normal(raw) {
            Some(counts) => (raw.to_owned(), counts),
            None => {
                let text = normalise(raw);
                let counts = Counts::of_normal(&text)?;
                (text, counts)
            }
        };
        let Counts { words, letters } = counts;
        Some(Piece { kind, removed: None, key: Key::of(&text), words, letters, end: end_of(&text), text })
    }

    /// Whether it is still part of the article.
    pub fn kept(&self) -> bool {
        self.removed.is_none()
    }

    /// Marks it as furniture, unless it is so already.
    pub fn remove(&mut self, reason: RemovalReason) {
        self.removed.get_or_insert(reason);
    }

    /// Whether it is running text, not a title, label or link.
    pub fn is_prose(&self) -> bool {
        self.words >= 22
            || (self.end == End::Stop && self.words >= 6)
            || (self.words >= 14 && (self.end == End::Comma || self.text.contains(['،', '؛']) || has_sentence_end(&self.text)))
    }

    /// Whether it could be a title or a link to one.
    pub fn is_title_like(&self) -> bool {
        !self.is_prose() && (1..=24).contains(&self.words) && !matches!(self.end, End::Stop | End::Colon)
    }

    /// Whether it begins like an item of a list.
    pub fn has_bullet(&self) -> bool {
        let mut chars = self.text.chars();
        match chars.next() {
            Some('•' | '●' | '▪' | '■' | '◾' | '◼' | '○' | '·' | '*' | '✓' | '✔' | '►' | '▶' | '⬅' | '◄') => {
                true
            }
            Some('-' | '–' | '—' | 'ـ') => chars.next().is_some_and(|c| c == ' ' || c.is_alphabetic()),
            Some(c) if c.is_numeric() => {
                let rest = self.text.trim_start_matches(char::is_numeric);
                rest.starts_with(['-', ')', '.']) && rest[1..].starts_with(' ') && self.text.len() - rest.len() <= 4
            }
            _ => false,
        }
    }
}

/// What is counted of a text.
#[derive(Default)]
struct Counts {
    words: usize,
    letters: Letters,
}

impl Counts {
    /// Counts in one pass; `None` where white space is not as [`normalise`] leaves it, or nothing is there.
    fn of_normal(text: &str) -> Option<Self> {
        let mut counts = Counts::default();
        let (mut inside, mut gap) = (false, true);
        for c in text.chars() {
            if c == ' ' {
                if gap {
                    return None;
                }
                (inside, gap) = (false, true);
                continue;
            }
            let kind = CharKind::of(c);
            if kind.contains(CharKind::CLEANED) {
                return None;
            }
            gap = false;
            counts.letters.count_kind(kind);
            if !inside && kind.contains(CharKind::ALPHANUMERIC) {
                inside = true;
                counts.words += 1;
            }
        }
        (!gap).then_some(counts)
    }
}

/// The first characters of a text.
pub fn head(text: &str, chars: usize) -> &str {
    const BLOCK: usize = 32;
    let is_first = |byte: u8| byte & 0xc0 != 0x80;
    if text.len() <= chars {
        return text;
    }
    let (mut left, mut at) = (chars, 0);
    for block in text.as_bytes().chunks_exact(BLOCK) {
        let count = usize::from(block.iter().map(|b| u8::from(is_first(*b))).sum::<u8>());
        if count > left {
            break;
        }
        left -= count;
        at += BLOCK;
    }
    let mut firsts = text.as_bytes()[at..].iter().enumerate().filter(|(_, b)| is_first(**b));
    firsts.nth(left).map_or(text, |(n, _)| &text[..at + n])
}

/// White space and control characters made single spaces; marks of where a line may break left out.
pub fn normalise(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut gap = false;
    // What is normal already is copied in one go.
    let mut normal = 0;
    for (at, c) in raw.char_indices() {
        if c != ' ' && !CharKind::of(c).contains(CharKind::CLEANED) {
            if gap {
                if !out.is_empty() {
                    out.push(' ');
                }
                gap = false;
                normal = at;
            }
            continue;
        }
        if !gap {
            out.push_str(&raw[normal..at]);
        }
        normal = at + c.len_utf8();
        gap |= !is_break_mark(c);
    }
    if !gap {
        out.push_str(&raw[normal..]);
    }
    out
}

/// Marks of where a line may break.
pub fn is_break_mark(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}')
}

/// How many words of a text have a letter or digit.
pub fn count_words(text: &str) -> usize {
    let (mut words, mut inside) = (0, false);
    for c in text.chars() {
        if c == ' ' {
            inside = false;
        } else if !inside && is_alphanumeric(c) {
            inside = true;
            words += 1;
        }
    }
    words
}

/// How a text ends, closing quotation marks and brackets aside.
pub fn end_of(text: &str) -> End {
    let bare = text.trim_end_matches(['"', '»', '”', '\'', '’', ')', ']', ' ', '\u{200e}', '\u{200f}']);
    let inner = if bare.is_empty() { text } else { bare };
    // «… (أ.ف.ب)»: a stop inside the bracket ends no sentence.
    let credit = text.ends_with([')', ']'])
        && text.rfind(['(', '[']).is_some_and(|open| text.len() - open < 60 && !text[..open].trim_end().ends_with('.'));
    if credit {
        return End::Open;
    }
    if inner.ends_with("..") || inner.ends_with(['؟', '?', '!', '…']) {
        End::Call
    } else if inner.ends_with(['.', '۔']) || credit_after_stop(text) {
        End::Stop
    } else if inner.ends_with([':', '：']) {
        End::Colon
    } else if inner.ends_with(['،', ',', '؛', ';']) {
        End::Comma
    } else {
        End::Open
    }
}

/// Whether a full stop stands inside a text; dots are none.
fn has_sentence_end(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| !text[..at].ends_with('.'))
}

/// «… في يفلاخ. (رويترز)»
fn credit_after_stop(text: &str) -> bool {
    text.ends_with(')') && text.rfind('(').is_some_and(|open| text[..open].trim_end().ends_with('.'))
}
