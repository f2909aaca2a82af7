//! A compiled lexicon, loaded, and the search for its forms in a text.

use std::borrow::Cow;
use std::ops::Range;

use fst::raw::{Fst, Node};

use crate::clitics::Clitics;
use crate::compile::POSTING;
use crate::fold::{Folded, TokenKind};
use crate::form::{Features, Prefix};
use crate::pack::PackError;
use crate::subjects::{Subject, Tables};

/// A form found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What it is.
    pub subject: Subject,
    /// Its row in the subject's table.
    pub entry: u32,
    /// What is attached to its head.
    pub prefix: Prefix,
    /// Whether a pronoun is attached to its end.
    pub pronoun: bool,
    /// What the form is grammatically.
    pub features: Features,
}

impl Hit {
    /// The tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The row in the subject's table.
    pub fn row(&self) -> usize {
        self.entry as usize
    }
}

/// All forms found in a text, ordered by their first token, longer ones first.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    all: Vec<Hit>,
    /// For every token, where its hits begin in `all`; one more at the end.
    first: Vec<u32>,
}

impl Hits {
    /// Every hit.
    pub fn all(&self) -> &[Hit] {
        &self.all
    }

    /// The hits that begin at a token, longest first.
    pub fn at(&self, token: usize) -> &[Hit] {
        match (self.first.get(token), self.first.get(token.saturating_add(1))) {
            (Some(&a), Some(&b)) => &self.all[a as usize..b as usize],
            _ => &[],
        }
    }

    /// The longest hit of a subject that begins at a token.
    pub fn longest(&self, token: usize, subject: Subject) -> Option<&Hit> {
        self.at(token).iter().find(|h| h.subject == subject)
    }

    /// The hits of a subject that begin at a token, longest first.
    pub fn of(&self, token: usize, subject: Subject) -> impl Iterator<Item = &Hit> {
        self.at(token).iter().filter(move |h| h.subject == subject)
    }
}

/// Where the automaton is behind every pair of Arabic letters: most words of a text are decided by their first two.
struct Heads {
    /// Of every pair, the node's address and the value so far; `None` where no form begins so.
    pairs: Vec<Option<(u32, u32)>>,
    /// Whether a form of one letter is there.
    single: [bool; LETTERS],
}

/// The Arabic letters, from hamza on.
const FIRST_LETTER: u32 = 0x621;
const LETTERS: usize = 42;

/// What is known of a word's beginning.
enum Head {
    /// No form begins so.
    None,
    /// The automaton behind four bytes.
    At(u32, u32),
    /// It has to be followed byte by byte.
    Unknown,
}

impl Heads {
    fn new(map: &Fst<Cow<'static, [u8]>>) -> Self {
        let step = |state: Option<(usize, u64)>, letter: usize| {
            let mut bytes = [0; 4];
            let letter = char::from_u32(FIRST_LETTER + letter as u32)?;
            letter.encode_utf8(&mut bytes).bytes().try_fold(state?, |(address, value), byte| {
                let node = map.node(address);
                let transition = node.transition(node.find_input(byte)?);
                Some((transition.addr, value + transition.out.value()))
            })
        };
        let mut heads = Heads { pairs: Vec::with_capacity(LETTERS * LETTERS), single: [false; LETTERS] };
        for first in 0..LETTERS {
            let one = step(Some((map.root().addr(), 0)), first);
            heads.single[first] = one.is_some_and(|(address, _)| map.node(address).is_final());
            heads.pairs.extend((0..LETTERS).map(|second| {
                let (address, value) = step(one, second)?;
                Some((u32::try_from(address).ok()?, u32::try_from(value).ok()?))
            }));
        }
        heads
    }

    fn of(&self, word: &str, clitics: &Clitics) -> Head {
        let letter = |at: usize| {
            let (lead, rest) = (*word.as_bytes().get(at)?, *word.as_bytes().get(at + 1)?);
            let code = (u32::from(lead) & 0x1f) << 6 | u32::from(rest) & 0x3f;
            let letter = code.wrapping_sub(FIRST_LETTER) as usize;
            (lead & 0xe0 == 0xc0 && letter < LETTERS).then_some(letter)
        };
        let (Some(first), Some(second)) = (letter(0), letter(2)) else { return Head::Unknown };
        // A form of one letter with a pronoun.
        if self.single[first] && clitics.is_pronoun(&word[2..]) {
            return Head::Unknown;
        }
        match self.pairs[first * LETTERS + second] {
            Some((address, value)) => Head::At(address, value),
            None => Head::None,
        }
    }
}

/// A loaded lexicon.
pub struct Lexicon {
    map: Fst<Cow<'static, [u8]>>,
    heads: Heads,
    postings: Cow<'static, [u8]>,
    clitics: Clitics,
    /// The entries of every subject.
    pub tables: Tables,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("forms", &self.map.len()).finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Loads what [`crate::compile::compile`] made.
    pub fn load(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, PackError> {
        let bytes = bytes.into();
        let short = || PackError::Compiled("it is cut short".to_owned());
        let mut lengths = [0usize; 3];
        for (i, length) in lengths.iter_mut().enumerate() {
            let raw: [u8; 8] = bytes.get(i * 8..i * 8 + 8).and_then(|b| b.try_into().ok()).ok_or_else(short)?;
            *length = usize::try_from(u64::from_le_bytes(raw)).map_err(|_| short())?;
        }
        let mut at = 24usize;
        let mut part = |length: usize| -> Result<Cow<'static, [u8]>, PackError> {
            let end = at.checked_add(length).filter(|end| *end <= bytes.len()).ok_or_else(short)?;
            let slice = match &bytes {
                Cow::Borrowed(b) => Cow::Borrowed(&b[at..end]),
                Cow::Owned(b) => Cow::Owned(b[at..end].to_vec()),
            };
            at = end;
            Ok(slice)
        };
        let (map, postings, tables) = (part(lengths[0])?, part(lengths[1])?, part(lengths[2])?);
        let broken = |e: &dyn std::fmt::Display| PackError::Compiled(e.to_string());
        let (clitics, tables) = postcard::from_bytes(&tables).map_err(|e| broken(&e))?;
        let map = Fst::new(map).map_err(|e| broken(&e))?;
        // The pairs hold addresses and values of 32 bits.
        if u32::try_from(map.size().max(postings.len())).is_err() {
            return Err(broken(&"more than 4 GiB of forms"));
        }
        Ok(Lexicon { heads: Heads::new(&map), map, postings, clitics, tables })
    }

    /// The clitics of the packs.
    pub fn clitics(&self) -> &Clitics {
        &self.clitics
    }

    /// The folded spelling of every form, in the order of their bytes.
    pub fn forms(&self) -> Vec<String> {
        let keys = self.map.stream().into_byte_keys();
        keys.into_iter().filter_map(|key| String::from_utf8(key).ok()).collect()
    }

    /// Every form of the lexicon in a text.
    pub fn scan(&self, folded: &Folded) -> Hits {
        let mut hits = Hits { all: Vec::with_capacity(folded.tokens.len() * 2), first: Vec::with_capacity(folded.tokens.len() + 1) };
        for (at, token) in folded.tokens.iter().enumerate() {
            hits.first.push(hits.all.len() as u32);
            let from = hits.all.len();
            match token.kind {
                TokenKind::Word => {
                    for (skip, prefix) in self.clitics.cuts(folded.form(at)) {
                        self.walk(folded, at, skip, prefix, &mut hits.all);
                    }
                }
                TokenKind::Digits | TokenKind::Mark => self.walk(folded, at, 0, Prefix::empty(), &mut hits.all),
                TokenKind::Break => {}
            }
            hits.all[from..].sort_by_key(|h| (std::cmp::Reverse(h.end), h.prefix.bits().count_ones(), h.pronoun, h.subject, h.entry));
        }
        hits.first.push(hits.all.len() as u32);
        hits
    }

    /// Follows the automaton from inside a token as far as it goes.
    fn walk(&self, folded: &Folded, at: usize, skip: usize, prefix: Prefix, hits: &mut Vec<Hit>) {
        let text = folded.text.as_bytes();
        let mut token = at;
        let mut place = folded.tokens[at].folded_start as usize + skip;
        let (mut node, mut value): (Node, u64) =
            match self.heads.of(&folded.text[place..folded.tokens[at].folded_end as usize], &self.clitics) {
                Head::None => return,
                Head::At(address, value) => {
                    place += 4;
                    (self.map.node(address as usize), u64::from(value))
                }
                Head::Unknown => (self.map.root(), 0),
            };
        loop {
            let end = folded.tokens[token].folded_end as usize;
            while place < end {
                // A form that ends inside the token, what is left being a pronoun.
                if node.is_final()
                    && folded.text.is_char_boundary(place)
                    && self.clitics.is_pronoun(&folded.text[place..end])
                    && !(folded.tokens[token].marbuta && end - place == 2)
                {
                    self.collect(value + node.final_output().value(), at, token + 1, prefix, true, hits);
                }
                let Some(i) = node.find_input(text[place]) else { return };
                let transition = node.transition(i);
                value += transition.out.value();
                node = self.map.node(transition.addr);
                place += 1;
            }
            if node.is_final() {
                self.collect(value + node.final_output().value(), at, token + 1, prefix, false, hits);
            }
            token += 1;
            if folded.tokens.get(token).is_none_or(|t| t.kind == TokenKind::Break) {
                return;
            }
            let Some(i) = node.find_input(b' ') else { return };
            let transition = node.transition(i);
            value += transition.out.value();
            node = self.map.node(transition.addr);
            place += 1;
        }
    }

    /// Takes the postings of a final state that what is attached allows.
    fn collect(&self, value: u64, start: usize, end: usize, prefix: Prefix, pronoun: bool, hits: &mut Vec<Hit>) {
        let Ok(mut at) = usize::try_from(value) else { return };
        let Some(&count) = self.postings.get(at) else { return };
        at += 1;
        for _ in 0..count {
            let Some(raw) = self.postings.get(at..at + POSTING) else { return };
            at += POSTING;
            let features = Features::from_bits_truncate(u16::from_le_bytes([raw[1], raw[2]]));
            let Some(&subject) = Subject::ALL.get(raw[0] as usize) else { continue };
            let article = prefix.contains(Prefix::ARTICLE);
            let bare = !features.contains(Features::BARE) || prefix.is_empty();
            let verb = features.intersects(Features::PAST | Features::PRESENT);
            let allowed = bare
                && (!article || features.intersects(Features::ARTICLE_OPTIONAL | Features::ARTICLE_REQUIRED))
                && (article || !features.contains(Features::ARTICLE_REQUIRED))
                && (!prefix.contains(Prefix::FUTURE) || features.contains(Features::FUTURE_OPTIONAL))
                && (!verb || !prefix.intersects(Prefix::PREPOSITION))
                && (!pronoun || features.intersects(Features::PRONOUN_OPTIONAL | Features::PRONOUN_REQUIRED))
                && (pronoun || !features.contains(Features::PRONOUN_REQUIRED));
            if allowed {
                let entry = u32::from_le_bytes([raw[3], raw[4], raw[5], raw[6]]);
                hits.push(Hit { start: start as u32, end: end as u32, subject, entry, prefix, pronoun, features });
            }
        }
    }
}
