//! One stem for all forms of a word, so that a search finds it through clitics, spellings and inflections.
//!
//! Light stemming after Larkey, Ballesteros and Connell (2002, «light10»): letters are taken off the ends of a word, no root is
//! sought. Light10 takes what looks like a clitic off any word, «وزير» and «الوزير» so end up apart; here a table of words
//! (`stems.tsv`) and the names of the lexicon say which letters are a word's own, and light10's rules hold for words that neither
//! knows. Broken plurals and the present of verbs, which no taking off reaches, come from the same table.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::form::Prefix;
use crate::lexicon::Lexicon;
use crate::subjects::{StemRole, Subject};

/// Letters that light10's rules leave at least of a word that is not known.
const LEAST: usize = 3;
/// Letters that are left of a known word, and behind an article.
const LEAST_KNOWN: usize = 2;
/// How many endings a word may carry: a pronoun behind a plural.
const ENDINGS: usize = 2;

/// An ending and what may be put back in its place.
#[derive(Clone, Debug)]
struct Ending {
    letters: String,
    put_back: Option<String>,
}

/// Finds the stem of folded words.
#[derive(Clone)]
pub struct Stemmer {
    lexicon: Arc<Lexicon>,
    /// Words that stand as they are.
    words: HashSet<String>,
    /// Of plurals the singular, of verbs the past.
    of: HashMap<String, String>,
    /// Endings that any word may lose, longest first.
    suffixes: Vec<Ending>,
    /// Endings that are taken off where a known word is left.
    endings: Vec<Ending>,
    fingerprint: String,
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stemmer").field("words", &self.words.len()).finish_non_exhaustive()
    }
}

/// Hamza has one seat for all: «مسؤول» and «مسئول», «شهداؤها» and «شهدائها» are spellings of one word.
fn seat(word: &str) -> Cow<'_, str> {
    if word.contains(['ؤ', 'ئ']) { Cow::Owned(word.replace(['ؤ', 'ئ'], "ء")) } else { Cow::Borrowed(word) }
}

fn longer_than(word: &str, letters: usize) -> bool {
    word.chars().nth(letters).is_some()
}

fn has(word: &str, letters: usize) -> bool {
    letters == 0 || longer_than(word, letters - 1)
}

impl Stemmer {
    /// The stemmer of a lexicon's tables.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        let rows = &lexicon.tables.stems;
        let (mut words, mut of, mut suffixes, mut endings) = (HashSet::new(), HashMap::new(), Vec::new(), Vec::new());
        let nouns: HashSet<Cow<'_, str>> =
            rows.iter().filter(|row| row.role == StemRole::Word).flat_map(|row| row.forms.iter().map(|form| seat(form))).collect();
        let mut hash = xxhash_rust::xxh3::Xxh3::new();
        for row in rows {
            for form in &row.forms {
                for part in [form.as_str(), row.of.as_deref().unwrap_or_default()] {
                    hash.update(part.as_bytes());
                    hash.update(&[0, row.role as u8]);
                }
                let form = seat(form).into_owned();
                let whole = row.of.as_deref().map(|o| seat(o).into_owned());
                match row.role {
                    StemRole::Suffix => suffixes.push(Ending { letters: form, put_back: whole }),
                    StemRole::Ending => endings.push(Ending { letters: form, put_back: whole }),
                    StemRole::Word => _ = words.insert(form),
                    StemRole::Plural | StemRole::Verb => {
                        if let Some(whole) = whole {
                            words.insert(whole.clone());
                            // «تدخل» is «intervention» as often as «she enters»: it stays with its noun. The first row that has a form
                            // keeps it.
                            let noun = row.role == StemRole::Verb && nouns.contains(form.as_str());
                            if form != whole && !noun {
                                of.entry(form).or_insert(whole);
                            }
                        }
                    }
                }
            }
        }
        suffixes.sort_by(|a, b| b.letters.len().cmp(&a.letters.len()).then(a.letters.cmp(&b.letters)));
        endings.sort_by(|a, b| b.letters.len().cmp(&a.letters.len()).then(a.letters.cmp(&b.letters)));
        hash.update(&lexicon.fingerprint().to_le_bytes());
        let fingerprint = format!("{:016x}", hash.digest());
        Stemmer { lexicon, words, of, suffixes, endings, fingerprint }
    }

    /// Tells one stemming from another: the same words have the same stems where it is the same.
    pub fn fingerprint(&self) -> String {
        self.fingerprint.clone()
    }

    /// The stem of a folded word; what is not Arabic stands as it is.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if !word.starts_with(|c| ('\u{621}'..='\u{64a}').contains(&c)) || !has(word, LEAST) {
            return Cow::Borrowed(word);
        }
        let seated = seat(word);
        // A name that looks like a word with its article, «الجميل», is found with the word.
        if let Some(stem) = self.listed(&seated) {
            return Cow::Owned(stem);
        }
        let mut cuts: Vec<(usize, Prefix)> = self.lexicon.clitics().cuts(&seated).skip(1).collect();
        cuts.sort_by_key(|(bytes, _)| *bytes);
        // An article is surer than an ending, and an ending surer than a letter at the head.
        // «للبنان» is «ل» and «لبنان», though «بنان» be a word.
        if let Some(stem) = cuts.iter().filter(|(_, p)| p.contains(Prefix::TO) && !p.contains(Prefix::ARTICLE)).find_map(|(bytes, _)| {
            let rest = &seated[*bytes..];
            (rest.starts_with('ل') && self.lexicon.is_name(rest)).then(|| bare(rest).to_owned())
        }) {
            return Cow::Owned(stem);
        }
        let (articles, others): (Vec<_>, Vec<_>) = cuts.iter().partition(|(_, prefix)| prefix.contains(Prefix::ARTICLE));
        for (bytes, _) in articles.into_iter().chain([&(0, Prefix::empty())]).chain(others) {
            let rest = &seated[*bytes..];
            if has(rest, LEAST_KNOWN)
                && let Some(stem) = self.reach(rest, ENDINGS)
            {
                return Cow::Owned(stem);
            }
        }
        // Not known: what light10 takes off at the head, then at the end.
        let article = cuts.iter().rev().find(|(bytes, prefix)| prefix.contains(Prefix::ARTICLE) && has(&seated[*bytes..], LEAST_KNOWN));
        let and = cuts.iter().find(|(bytes, prefix)| *prefix == Prefix::AND && has(&seated[*bytes..], LEAST));
        let mut rest = &seated[article.or(and).map_or(0, |(bytes, _)| *bytes)..];
        if let Some(short) = self.lexicon.clitics().pronouns_of(rest).map(|p| &rest[..rest.len() - p.len()]).find(|short| {
            // A pronoun of one letter is as often a letter of the word.
            has(short, LEAST) && rest.len() - short.len() > 2
        }) {
            rest = short;
        }
        if let Some(short) = self.suffixes.iter().find_map(|s| rest.strip_suffix(s.letters.as_str()).filter(|short| has(short, LEAST))) {
            rest = short;
        }
        Cow::Owned(bare(rest).to_owned())
    }

    /// The stem of a word that is known, or that is a known word with endings.
    fn reach(&self, word: &str, endings: usize) -> Option<String> {
        if let Some(stem) = self.known(word) {
            return Some(stem);
        }
        if endings == 0 {
            return None;
        }
        for pronoun in self.lexicon.clitics().pronouns_of(word) {
            let rest = &word[..word.len() - pronoun.len()];
            if !has(rest, LEAST_KNOWN) {
                continue;
            }
            if let Some(stem) = self.known(rest) {
                return Some(stem);
            }
            // Before a pronoun ta marbuta is written as ta, and final ya that sounds as alef as alef.
            for (written, own) in [('ت', 'ه'), ('ا', 'ي')] {
                if let Some(stem) = rest.strip_suffix(written).and_then(|head| self.known(&format!("{head}{own}"))) {
                    return Some(stem);
                }
            }
            if let Some(stem) = self.reach(rest, endings - 1) {
                return Some(stem);
            }
        }
        for ending in self.suffixes.iter().chain(&self.endings) {
            let Some(rest) = word.strip_suffix(ending.letters.as_str()).filter(|rest| has(rest, LEAST_KNOWN)) else { continue };
            if let Some(stem) = self.known(rest).or_else(|| self.put_back(rest, ending)) {
                return Some(stem);
            }
        }
        None
    }

    fn put_back(&self, rest: &str, ending: &Ending) -> Option<String> {
        ending.put_back.as_ref().and_then(|letters| self.known(&format!("{rest}{letters}")))
    }

    /// The stem of a word that the tables have, or that is a name.
    fn known(&self, word: &str) -> Option<String> {
        self.listed(word).or_else(|| self.lexicon.is_name(word).then(|| bare(word).to_owned()))
    }

    /// The stem of a word that the tables have.
    fn listed(&self, word: &str) -> Option<String> {
        if let Some(whole) = self.of.get(word) {
            return Some(bare(whole).to_owned());
        }
        if self.words.contains(word) {
            // A known word may be the plural of another: مدينتين beside مدينة, but ميدان of no «ميد», and a name of nothing: لبنان.
            let named = self.lexicon.is_name(word);
            let single = self.suffixes.iter().filter(|_| !named).find_map(|ending| {
                let rest = word.strip_suffix(ending.letters.as_str()).filter(|rest| has(rest, LEAST))?;
                let with = ending.put_back.as_ref().map(|letters| format!("{rest}{letters}")).filter(|w| self.words.contains(w.as_str()));
                with.or_else(|| self.words.contains(rest).then(|| rest.to_owned()))
            });
            let single = single.as_deref().unwrap_or(word);
            return Some(bare(self.of.get(single).map_or(single, String::as_str)).to_owned());
        }
        None
    }
}

/// A word without the ha that ta marbuta folds to.
fn bare(word: &str) -> &str {
    word.strip_suffix('ه').filter(|rest| has(rest, LEAST_KNOWN)).unwrap_or(word)
}

impl Lexicon {
    /// Whether a folded word alone is the name of a place, a person or a body.
    pub fn is_name(&self, word: &str) -> bool {
        self.subjects_of(word).any(|subject| {
            matches!(
                subject,
                Subject::Place | Subject::Demonym | Subject::Person | Subject::Organisation | Subject::Agency | Subject::GivenName
            )
        })
    }
}
