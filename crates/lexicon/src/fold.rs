//! Folding: one spelling for all, with a map back to every source character.
//!
//! News Arabic spells the same word with and without marks, with four alefs, two yas, ta marbuta or
//! ha, Persian kaf and yeh, presentation forms and bidi controls between the letters. Folding makes
//! these one, for matching only; spans always come from the source.

use std::ops::Range;
use std::sync::LazyLock;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// A run of decimal digits of any script, folded to ASCII.
    Digits,
    /// One mark of punctuation or another symbol.
    Mark,
    /// One or more line ends.
    Break,
}

/// A token with its place in the source and in the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the source.
    pub start: u32,
    /// One past the last byte in the source.
    pub end: u32,
    /// First byte in the folded text.
    pub folded_start: u32,
    /// One past the last byte in the folded text.
    pub folded_end: u32,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether its last letter is ta marbuta in the source, which folding makes one with ha.
    pub marbuta: bool,
}

/// A text folded and cut into tokens. In the folded text one space stands between any two tokens.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// The tokens in order.
    pub tokens: Vec<Token>,
}

impl Folded {
    /// The folded form of a token; empty where there is none.
    pub fn form(&self, token: usize) -> &str {
        self.tokens.get(token).map_or("", |t| &self.text[t.folded_start as usize..t.folded_end as usize])
    }

    /// Whether a token touches the one before it, with no white space between.
    pub fn touches_previous(&self, token: usize) -> bool {
        token > 0 && token < self.tokens.len() && self.tokens[token - 1].end == self.tokens[token].start
    }

    /// Bytes of the source from the first to the last token of a range.
    pub fn source_bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.start as usize..last.end as usize,
            (Some(first), _) => first.start as usize..first.start as usize,
            _ => 0..0,
        }
    }

    /// The token that holds a byte of the source, or the first one after it.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|t| t.end as usize <= byte)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Mark,
    Space,
    Break,
    /// Belongs to no token of its own: marks above letters, tatweel, joiners, bidi controls.
    Ignored,
}

/// The folded letter and its class; presentation forms of two letters go by [`ligature`].
fn fold_char(c: char) -> (char, Class) {
    use Class::{Break, Digit, Ignored, Letter, Mark, Space};
    match c {
        'a'..='z' => (c, Letter),
        'A'..='Z' => (c.to_ascii_lowercase(), Letter),
        '0'..='9' => (c, Digit),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' => (' ', Break),
        ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{b}' | '\u{c}' => {
            (' ', Space)
        }
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => ('ا', Letter),
        'ى' | 'ی' | 'ې' | 'ے' => ('ي', Letter),
        'ة' | 'ۀ' | 'ە' | 'ہ' | 'ھ' => ('ه', Letter),
        'ک' | 'ڪ' => ('ك', Letter),
        'گ' | 'ڭ' | 'ڨ' => ('ك', Letter),
        '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{640}' => (c, Ignored),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' => (c, Ignored),
        '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => (digit(c).unwrap_or(c), Digit),
        '\u{621}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => (c, Letter),
        '“' | '”' | '„' | '‟' | '″' | '＂' => ('"', Mark),
        '‘' | '’' | '‚' | '‛' | '′' => ('\'', Mark),
        '{' | '‹' => ('«', Mark),
        '}' | '›' => ('»', Mark),
        '–' | '—' | '―' | '‐' | '‑' | '‒' | '−' => ('-', Mark),
        '٬' => (',', Mark),
        '٫' => ('.', Mark),
        '٪' => ('%', Mark),
        _ if c.is_ascii() => (if c.is_ascii_control() { ' ' } else { c }, if c.is_ascii_control() { Space } else { Mark }),
        _ if c.is_alphabetic() => (c.to_lowercase().next().unwrap_or(c), Letter),
        _ if c.is_numeric() => (c, Letter),
        _ if ('\u{300}'..='\u{36f}').contains(&c) => (c, Ignored),
        _ if c.is_whitespace() => (' ', Space),
        _ => (c, Mark),
    }
}

/// The digit of ASCII that an Arabic or Persian digit stands for.
pub fn digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

/// Arabic presentation forms (U+FB50–FDFF, U+FE70–FEFF) stand for one or more plain letters.
fn presentation(c: char) -> Option<impl Iterator<Item = char>> {
    use unicode_normalization::UnicodeNormalization;
    (('\u{fb50}'..='\u{fdff}').contains(&c) || ('\u{fe70}'..='\u{fefc}').contains(&c))
        .then(|| std::iter::once(c).nfkc().collect::<Vec<_>>().into_iter())
}

/// Code points below this one are looked up in a table; no other letters of Arabic news are as frequent. They are those
/// that UTF-8 writes in one byte or two.
const TABLED: usize = 0x800;

/// What folding makes of a frequent code point.
#[derive(Clone, Copy)]
struct Entry {
    folded: char,
    class: Class,
    /// Whether it stays as it is.
    same: bool,
}

/// [`fold_char`] of every frequent code point.
static FOLDED: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let of = |code: u32| {
        let c = char::from_u32(code).unwrap_or_default();
        let (folded, class) = fold_char(c);
        Entry { folded, class, same: folded == c }
    };
    (0..TABLED as u32).map(of).collect()
});

/// Folds a text and cuts it into tokens.
pub fn fold(source: &str) -> Folded {
    fold_until(source, |_| false)
}

/// Folds a text from its head on and cuts it into tokens, as far as `done` says: it sees every token when it ends.
pub fn fold_until(source: &str, done: impl FnMut(&Token) -> bool) -> Folded {
    let text = String::with_capacity(source.len() + source.len() / 8);
    let out = Folded { text, tokens: Vec::with_capacity(source.len() / 9 + 4) };
    let mut folder = Folder { source, out, open: None, copied: 0, last_end: 0, done, stopped: false };
    let bytes = source.as_bytes();
    let table = FOLDED.as_slice();
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        let (code, width) = if lead < 0x80 {
            (usize::from(lead), 1)
        } else if lead < 0xe0 {
            ((usize::from(lead) & 0x1f) << 6 | usize::from(bytes.get(at + 1).copied().unwrap_or_default()) & 0x3f, 2)
        } else {
            // What three bytes or four write is never looked up.
            (usize::MAX, 0)
        };
        if let Some(&Entry { folded, class, same }) = table.get(code) {
            let end = at + width;
            // A letter in a word, as most are.
            if same && class == Class::Letter && matches!(folder.open, Some((_, _, TokenKind::Word))) {
                folder.last_end = end;
            } else {
                folder.take(at, end, folded, class, same);
                if folder.stopped {
                    return folder.out;
                }
            }
            at = end;
        } else {
            let c = source[at..].chars().next().unwrap_or_default();
            let end = at + c.len_utf8();
            if let Some(letters) = presentation(c) {
                for letter in letters {
                    let (folded, class) = fold_char(letter);
                    // A ligature's inner space (as in U+FDFA) does not end a token of the source.
                    if class != Class::Space {
                        folder.take(at, end, folded, class, false);
                    }
                }
            } else {
                let (folded, class) = fold_char(c);
                folder.take(at, end, folded, class, folded == c);
            }
            at = end;
        }
    }
    folder.close(bytes.len());
    folder.out
}

/// Stretches words, and is the dash of many keyboards.
const TATWEEL: char = '\u{640}';

/// A text being folded.
struct Folder<'s, D> {
    source: &'s str,
    out: Folded,
    /// The token being built, by its first bytes in source and folded text; `None` between tokens.
    open: Option<(usize, usize, TokenKind)>,
    /// Up to where the source of this token is in the folded text: what stays as it is is copied in runs.
    copied: usize,
    /// One past the last byte of the source that belongs to a token.
    last_end: usize,
    done: D,
    stopped: bool,
}

impl<D: FnMut(&Token) -> bool> Folder<'_, D> {
    /// Whether white space, or the text's end, stands on both sides of a character.
    fn stands_alone(&self, at: usize, end: usize) -> bool {
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        space(self.source[..at].chars().next_back()) && space(self.source[end..].chars().next())
    }

    /// Takes a folded character that the source has at `at..end`; `same` where it stays as it is.
    fn take(&mut self, at: usize, end: usize, c: char, class: Class, same: bool) {
        // «دبي ـ رويترز»: a tatweel by itself is a dash.
        let (c, class, same) = if c == TATWEEL && self.stands_alone(at, end) { ('-', Class::Mark, false) } else { (c, class, same) };
        let kind = match class {
            Class::Space => return self.close(at),
            Class::Ignored => {
                if self.open.is_some() {
                    self.copy(at);
                    self.copied = end;
                    self.last_end = end;
                }
                return;
            }
            Class::Letter => TokenKind::Word,
            Class::Digit => TokenKind::Digits,
            Class::Mark => TokenKind::Mark,
            Class::Break => TokenKind::Break,
        };
        let joins = self.open.is_some_and(|(_, _, k)| k == kind && kind != TokenKind::Mark);
        if joins {
            self.copy(at);
        } else {
            self.close(at);
            if !self.out.tokens.is_empty() {
                self.out.text.push(' ');
            }
            self.open = Some((at, self.out.text.len(), kind));
        }
        self.last_end = end;
        self.copied = end;
        if kind != TokenKind::Break && same {
            self.copied = at;
        } else if kind != TokenKind::Break {
            self.out.text.push(c);
        } else if !joins {
            self.out.text.push('\n');
        }
    }

    /// Brings the folded text up to a byte of the source.
    fn copy(&mut self, upto: usize) {
        if let Some(run) = self.source.get(self.copied..upto) {
            self.out.text.push_str(run);
        }
    }

    /// Ends the token that is open, if one is, before a byte of the source.
    fn close(&mut self, at: usize) {
        const MARBUTA: &[u8] = "ة".as_bytes();
        if let Some((start, folded_start, kind)) = self.open {
            self.copy(at);
            self.open = None;
            let token = Token {
                start: start as u32,
                end: self.last_end as u32,
                folded_start: folded_start as u32,
                folded_end: self.out.text.len() as u32,
                kind,
                marbuta: self.source.as_bytes()[..self.last_end].ends_with(MARBUTA),
            };
            self.stopped |= (self.done)(&token);
            self.out.tokens.push(token);
        }
    }
}

/// The folded spelling of a short text, tokens parted by single spaces: what lexicon keys look like.
pub fn fold_key(source: &str) -> String {
    fold(source).text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn forms(source: &str) -> Vec<String> {
        let folded = fold(source);
        (0..folded.tokens.len()).map(|t| folded.form(t).to_owned()).collect()
    }

    #[test]
    fn one_spelling_for_all() {
        assert_eq!(fold_key("القَاهِرَةِ"), fold_key("القاهره"));
        assert_eq!(fold_key("إلى أمـــام"), "الي امام");
        assert_eq!(forms("دبي ـ رويترز ــ"), ["دبي", "-", "رويترز"]);
        assert_eq!(fold_key("کراچی"), fold_key("كراچي"));
        assert_eq!(fold_key("ﻋﺸﺮﺓ"), "عشره");
        assert_eq!(fold_key("١٬٢٣٤"), "1234".replace("1234", "1 , 234"));
    }

    #[test]
    fn tokens_split_letters_digits_and_marks() {
        assert_eq!(forms("بـ120 ألفاً، (أ.ف.ب)"), ["ب", "120", "الفا", "،", "(", "ا", ".", "ف", ".", "ب", ")"]);
    }

    #[test]
    fn a_span_slices_the_source() {
        let source = "قُتِلَ \u{202b}خمسةٌ\u{202c} أمس";
        let folded = fold(source);
        assert_eq!(&source[folded.source_bytes(0..1)], "قُتِلَ");
        assert_eq!(folded.form(1), "خمسه");
    }

    proptest! {
        #[test]
        fn tokens_lie_on_character_boundaries_in_order(source in "\\PC{0,200}") {
            let folded = fold(&source);
            let mut last = 0;
            for t in &folded.tokens {
                prop_assert!(t.start as usize >= last && t.start < t.end);
                prop_assert!(source.is_char_boundary(t.start as usize) && source.is_char_boundary(t.end as usize));
                prop_assert!(folded.text.is_char_boundary(t.folded_start as usize) && folded.text.is_char_boundary(t.folded_end as usize));
                last = t.start as usize;
            }
        }
    }
}
