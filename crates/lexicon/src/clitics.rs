//! What is written together with a word: conjunctions, prepositions, the article, pronouns.

use std::cmp::Reverse;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::fold::fold_key;
use crate::form::Prefix;
use crate::pack::{Pack, PackError};

/// Every prefix a word can have and every pronoun at its end, from `clitics.tsv`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clitics {
    /// Folded prefixes with what they are made of, by their first letters, longest first; the empty one is left out.
    pub prefixes: Vec<(String, Prefix)>,
    /// Of every first letter, where its prefixes stand.
    heads: Vec<(char, Range<usize>)>,
    /// Folded pronouns, by their last letters, longest first.
    pub pronouns: Vec<String>,
    /// Of every last letter, where its pronouns stand.
    tails: Vec<(char, Range<usize>)>,
}

fn role(row: &crate::pack::Row) -> Result<Prefix, PackError> {
    let mut all = Prefix::empty();
    for word in row.list("role") {
        all |= Prefix::from_name(&word.to_uppercase()).ok_or_else(|| row.fault(format!("«{word}» is no part of a prefix")))?;
    }
    Ok(all)
}

/// Where the runs of one letter stand.
fn runs(letters: impl Iterator<Item = char>) -> Vec<(char, Range<usize>)> {
    let mut runs: Vec<(char, Range<usize>)> = Vec::new();
    for (at, letter) in letters.enumerate() {
        match runs.last_mut() {
            Some((of, run)) if *of == letter => run.end = at + 1,
            _ => runs.push((letter, at..at + 1)),
        }
    }
    runs
}

impl Clitics {
    /// Reads the table and spells out every prefix: conjunction, then preposition or future, then article.
    pub fn read(pack: &Pack) -> Result<Self, PackError> {
        let (mut conjunctions, mut prepositions, mut articles, mut contractions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut clitics = Clitics::default();
        pack.rows("clitics", |row| {
            let form = fold_key(row.need("form")?);
            let role = role(row)?;
            match row.need("kind")? {
                "conjunction" => conjunctions.push((form, role)),
                "preposition" | "future" => prepositions.push((form, role)),
                "article" => articles.push((form, role)),
                "contraction" => contractions.push((form, role)),
                "pronoun" => clitics.pronouns.push(form),
                other => return Err(row.fault(format!("«{other}» is no kind of clitic"))),
            }
            Ok(())
        })?;
        let none = || (String::new(), Prefix::empty());
        let mut inner = vec![none()];
        inner.extend(prepositions.iter().cloned());
        inner.extend(contractions);
        for (article, role) in &articles {
            inner.push((article.clone(), *role));
            for (preposition, other) in &prepositions {
                let combined = *other | *role;
                // ل with the article is the contraction لل, and a future has no article.
                if !other.intersects(Prefix::TO | Prefix::FUTURE) {
                    inner.push((format!("{preposition}{article}"), combined));
                }
            }
        }
        for (outer, first) in std::iter::once(none()).chain(conjunctions) {
            for (rest, second) in &inner {
                let prefix = format!("{outer}{rest}");
                if !prefix.is_empty() && !clitics.prefixes.iter().any(|(p, _)| *p == prefix) {
                    clitics.prefixes.push((prefix, first | *second));
                }
            }
        }
        let head = |prefix: &str| prefix.chars().next().unwrap_or_default();
        clitics.prefixes.sort_by(|(a, _), (b, _)| (head(a), Reverse(a.len()), a).cmp(&(head(b), Reverse(b.len()), b)));
        clitics.heads = runs(clitics.prefixes.iter().map(|(prefix, _)| head(prefix)));
        let tail = |pronoun: &str| pronoun.chars().next_back().unwrap_or_default();
        clitics.pronouns.sort_by(|a, b| (tail(a), Reverse(a.len()), a).cmp(&(tail(b), Reverse(b.len()), b)));
        clitics.pronouns.dedup();
        clitics.tails = runs(clitics.pronouns.iter().map(|pronoun| tail(pronoun)));
        Ok(clitics)
    }

    /// The ways to cut a word: how many bytes of prefix, and what it is made of. The whole word comes first.
    pub fn cuts<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (usize, Prefix)> + 'a {
        let head = word.chars().next();
        let group = self.heads.iter().find(|(letter, _)| Some(*letter) == head).map_or(0..0, |(_, group)| group.clone());
        std::iter::once((0, Prefix::empty())).chain(
            self.prefixes[group]
                .iter()
                .filter(move |(prefix, _)| word.len() > prefix.len() && prefix.bytes().zip(word.bytes()).all(|(a, b)| a == b))
                .map(|(prefix, role)| (prefix.len(), *role)),
        )
    }

    /// The pronouns that a word may end in, something standing before them, longest first.
    pub fn pronouns_of<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let tail = word.chars().next_back();
        let group = self.tails.iter().find(|(letter, _)| Some(*letter) == tail).map_or(0..0, |(_, group)| group.clone());
        self.pronouns[group]
            .iter()
            .filter(move |p| word.len() > p.len() && p.bytes().rev().zip(word.bytes().rev()).all(|(a, b)| a == b))
            .map(String::as_str)
    }
}
