//! A compiled lexicon, loaded, and the search for its forms in a text.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use crate::clitics::Clitics;
use crate::compile::POSTING;
use crate::fold::{Folded, Token, TokenKind};
use crate::form::{Features, Prefix};
use crate::forms::Forms;
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
    /// For every token, the subjects of its hits, a bit each: most questions end here.
    subjects: Vec<u32>,
}

const _: () = assert!(Subject::ALL.len() <= 32, "a bit for every subject");

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
        self.of(token, subject).next()
    }

    /// The hits of a subject that begin at a token, longest first.
    pub fn of(&self, token: usize, subject: Subject) -> impl Iterator<Item = &Hit> {
        let any = self.subjects.get(token).is_some_and(|subjects| subjects & 1 << subject as u32 != 0);
        let hits = if any { self.at(token) } else { &[] };
        hits.iter().filter(move |h| h.subject == subject)
    }
}

/// A loaded lexicon.
pub struct Lexicon {
    /// From the folded spelling of a form to where its postings begin.
    forms: Forms,
    postings: Cow<'static, [u8]>,
    clitics: Clitics,
    /// The entries of every subject.
    pub tables: Tables,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("bytes", &(self.forms.size() + self.postings.len())).finish_non_exhaustive()
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
        let (forms, postings, tables) = (part(lengths[0])?, part(lengths[1])?, part(lengths[2])?);
        let broken = |e: &dyn std::fmt::Display| PackError::Compiled(e.to_string());
        let (clitics, tables) = postcard::from_bytes(&tables).map_err(|e| broken(&e))?;
        Ok(Lexicon { forms: Forms::load(forms)?, postings, clitics, tables })
    }

    /// The clitics of the packs.
    pub fn clitics(&self) -> &Clitics {
        &self.clitics
    }

    /// A number that another lexicon has only if it knows the same forms.
    pub fn fingerprint(&self) -> u64 {
        self.forms.hash()
    }

    /// What a folded form is, with nothing attached to it.
    pub(crate) fn subjects_of(&self, form: &str) -> impl Iterator<Item = Subject> + use<'_> {
        let from = self.forms.get(form).and_then(|known| known.postings).map(|at| at as usize);
        let count = from.and_then(|at| self.postings.get(at)).copied().unwrap_or_default();
        let first = from.unwrap_or_default() + 1;
        (0..usize::from(count)).filter_map(move |n| Subject::ALL.get(usize::from(*self.postings.get(first + n * POSTING)?)).copied())
    }

    /// Every form of the lexicon in a text.
    pub fn scan(&self, folded: &Folded) -> Hits {
        let mut hits = Hits {
            all: Vec::with_capacity(folded.tokens.len() * 4),
            first: Vec::with_capacity(folded.tokens.len() + 1),
            subjects: Vec::with_capacity(folded.tokens.len()),
        };
        for (at, token) in folded.tokens.iter().enumerate() {
            hits.first.push(hits.all.len() as u32);
            let from = hits.all.len();
            match token.kind {
                TokenKind::Word => {
                    let word = folded.form(at);
                    // The same whatever is cut from the word's head.
                    let pronouns = self.pronouns_of(word, token.marbuta);
                    for (skip, prefix) in self.clitics.cuts(word) {
                        self.walk(folded, at, skip, prefix, &pronouns, &mut hits.all);
                    }
                }
                TokenKind::Digits | TokenKind::Mark => self.walk(folded, at, 0, Prefix::empty(), &[], &mut hits.all),
                TokenKind::Break => {}
            }
            let found = &mut hits.all[from..];
            hits.subjects.push(found.iter().fold(0, |all, hit| all | 1 << hit.subject as u32));
            if found.len() > 1 {
                found.sort_by_key(order);
            }
        }
        hits.first.push(hits.all.len() as u32);
        hits
    }

    /// How many bytes the pronouns have that may be attached to a word's end.
    fn pronouns_of(&self, word: &str, marbuta: bool) -> SmallVec<[usize; 4]> {
        // «مدينة» ends in no pronoun.
        self.clitics.pronouns_of(word).map(str::len).filter(|length| !(marbuta && *length == 2)).collect()
    }

    /// Takes every form that begins inside a token and ends with one, or before the pronoun at one's end.
    fn walk(&self, folded: &Folded, at: usize, skip: usize, prefix: Prefix, pronouns: &[usize], hits: &mut Vec<Hit>) {
        let start = folded.tokens[at].folded_start as usize + skip;
        let (bare, attached) = (Allowed::with(prefix, false), Allowed::with(prefix, true));
        for (token, Token { kind, folded_start, folded_end, marbuta, .. }) in folded.tokens.iter().enumerate().skip(at) {
            let end = *folded_end as usize;
            let inner = start.max(*folded_start as usize);
            let of_next: SmallVec<[usize; 4]>;
            let pronouns = match kind {
                TokenKind::Word if token == at => pronouns,
                TokenKind::Word => {
                    of_next = self.pronouns_of(&folded.text[inner..end], *marbuta);
                    of_next.as_slice()
                }
                _ => &[][..],
            };
            for pronoun in pronouns.iter().filter(|length| inner + **length < end) {
                if let Some(postings) = self.forms.get(&folded.text[start..end - pronoun]).and_then(|known| known.postings) {
                    self.collect(postings, at, token + 1, &attached, hits);
                }
            }
            let Some(known) = self.forms.get(&folded.text[start..end]) else { return };
            if let Some(postings) = known.postings {
                self.collect(postings, at, token + 1, &bare, hits);
            }
            if !known.more {
                return;
            }
        }
    }

    /// Takes the postings of a form that what is attached allows.
    fn collect(&self, postings: u32, start: usize, end: usize, allowed: &Allowed, hits: &mut Vec<Hit>) {
        let at = postings as usize;
        let Some(&count) = self.postings.get(at) else { return };
        let rows = self.postings.get(at + 1..).unwrap_or_default().chunks_exact(POSTING);
        for raw in rows.take(usize::from(count)) {
            let features = Features::from_bits_truncate(u16::from_le_bytes([raw[1], raw[2]]));
            if allowed.allows(features)
                && let Some(&subject) = Subject::ALL.get(raw[0] as usize)
            {
                let entry = u32::from_le_bytes([raw[3], raw[4], raw[5], raw[6]]);
                let &Allowed { prefix, pronoun, .. } = allowed;
                hits.push(Hit { start: start as u32, end: end as u32, subject, entry, prefix, pronoun, features });
            }
        }
    }
}

/// The order of the hits at a token: longer ones first, then those with less attached.
fn order(hit: &Hit) -> u128 {
    u128::from(u32::MAX - hit.end) << 64
        | u128::from(hit.prefix.bits().count_ones()) << 48
        | u128::from(hit.pronoun) << 40
        | u128::from(hit.subject as u8) << 32
        | u128::from(hit.entry)
}

/// Which forms may have something attached to them.
struct Allowed {
    /// What is attached to the head.
    prefix: Prefix,
    /// Whether a pronoun is attached to the end.
    pronoun: bool,
    /// What the form may not be.
    never: Features,
    /// Of each of these that is not empty, it must be one.
    one_of: [Features; 3],
}

impl Allowed {
    /// With a prefix, and a pronoun or none.
    fn with(prefix: Prefix, pronoun: bool) -> Self {
        let if_so = |so: bool, features: Features| if so { features } else { Features::empty() };
        let article = prefix.contains(Prefix::ARTICLE);
        let never = if_so(!prefix.is_empty(), Features::BARE)
            | if_so(!article, Features::ARTICLE_REQUIRED)
            | if_so(prefix.intersects(Prefix::PREPOSITION), Features::PAST | Features::PRESENT)
            | if_so(!pronoun, Features::PRONOUN_REQUIRED);
        let one_of = [
            if_so(article, Features::ARTICLE_OPTIONAL | Features::ARTICLE_REQUIRED),
            if_so(prefix.contains(Prefix::FUTURE), Features::FUTURE_OPTIONAL),
            if_so(pronoun, Features::PRONOUN_OPTIONAL | Features::PRONOUN_REQUIRED),
        ];
        Allowed { prefix, pronoun, never, one_of }
    }

    fn allows(&self, features: Features) -> bool {
        !features.intersects(self.never) && self.one_of.iter().all(|one| one.is_empty() || features.intersects(*one))
    }
}
