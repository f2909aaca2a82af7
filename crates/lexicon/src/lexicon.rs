//! A compiled lexicon, loaded, and the search for its forms in a text.

use std::borrow::Cow;
use std::ops::Range;

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
                    for (skip, prefix) in self.clitics.cuts(folded.form(at)) {
                        self.walk(folded, at, skip, prefix, &mut hits.all);
                    }
                }
                TokenKind::Digits | TokenKind::Mark => self.walk(folded, at, 0, Prefix::empty(), &mut hits.all),
                TokenKind::Break => {}
            }
            hits.subjects.push(hits.all[from..].iter().fold(0, |all, hit| all | 1 << hit.subject as u32));
            hits.all[from..].sort_by_key(|h| (std::cmp::Reverse(h.end), h.prefix.bits().count_ones(), h.pronoun, h.subject, h.entry));
        }
        hits.first.push(hits.all.len() as u32);
        hits
    }

    /// Takes every form that begins inside a token and ends with one, or before the pronoun at one's end.
    fn walk(&self, folded: &Folded, at: usize, skip: usize, prefix: Prefix, hits: &mut Vec<Hit>) {
        let start = folded.tokens[at].folded_start as usize + skip;
        for (token, Token { folded_start, folded_end, marbuta, .. }) in folded.tokens.iter().enumerate().skip(at) {
            let (inner, end) = (start.max(*folded_start as usize), *folded_end as usize);
            for pronoun in self.clitics.pronouns_of(&folded.text[inner..end]) {
                if *marbuta && pronoun.len() == 2 {
                    continue;
                }
                if let Some(postings) = self.forms.get(&folded.text[start..end - pronoun.len()]).and_then(|known| known.postings) {
                    self.collect(postings, at, token + 1, prefix, true, hits);
                }
            }
            let Some(known) = self.forms.get(&folded.text[start..end]) else { return };
            if let Some(postings) = known.postings {
                self.collect(postings, at, token + 1, prefix, false, hits);
            }
            if !known.more {
                return;
            }
        }
    }

    /// Takes the postings of a form that what is attached allows.
    fn collect(&self, postings: u32, start: usize, end: usize, prefix: Prefix, pronoun: bool, hits: &mut Vec<Hit>) {
        let mut at = postings as usize;
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
