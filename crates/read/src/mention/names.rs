//! Ids and English spellings of names that no lexicon knows.

use isnad_lexicon::{Lexicon, Subject, fold};
use isnad_model::EntityId;

/// The id of an entity, made from its romanised name.
pub fn romanised_id(lexicon: &Lexicon, name: &str) -> EntityId {
    let mut id = String::new();
    for c in romanised(lexicon, name).chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-').to_owned();
    if id.is_empty() { fold::fold_key(name).replace(' ', "-") } else { id }
}

/// A name in Latin letters: given names in their usual spelling, others letter by letter.
pub fn romanised(lexicon: &Lexicon, name: &str) -> String {
    let folded = fold::fold(name);
    let hits = lexicon.scan(&folded);
    let mut words = Vec::new();
    for at in 0..folded.tokens.len() {
        let form = folded.form(at);
        let given = hits.of(at, Subject::GivenName).find(|h| h.prefix.is_empty() && h.end as usize == at + 1);
        if let Some(known) = given.and_then(|h| lexicon.tables.given_names.get(h.row())) {
            words.push(known.en.clone());
        } else if form.is_ascii() {
            words.push(form.to_owned());
        } else {
            words.push(letters(lexicon, form));
        }
    }
    words.join(" ")
}

fn letters(lexicon: &Lexicon, word: &str) -> String {
    let (article, rest) = match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() > 2 => ("al-", rest),
        _ => ("", word),
    };
    let mut out = String::new();
    for c in rest.chars() {
        match lexicon.tables.letters.iter().find(|l| l.letter == c) {
            Some(letter) => out.push_str(&letter.latin),
            None if c.is_ascii() => out.push(c),
            None => {}
        }
    }
    let mut chars = out.chars();
    let capital: String = chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect();
    format!("{article}{capital}")
}
