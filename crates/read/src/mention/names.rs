//! Ids and English spellings of names that no lexicon knows.

use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::subjects::{Letter, LetterPlace, Sound};
use isnad_lexicon::{Lexicon, Subject, fold};
use isnad_model::EntityId;

/// The id of an entity, made from its romanised name.
pub fn romanised_id(lexicon: &Lexicon, name: &str) -> EntityId {
    id_of(name, &romanised(lexicon, name))
}

/// A name in Latin letters, and the id made from it.
pub fn romanised_with_id(lexicon: &Lexicon, name: &str) -> (String, EntityId) {
    let latin = romanised(lexicon, name);
    let id = id_of(name, &latin);
    (latin, id)
}

fn id_of(name: &str, latin: &str) -> EntityId {
    let mut id = String::new();
    for c in latin.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-').to_owned();
    if id.is_empty() { fold::fold_key(name).replace(' ', "-") } else { id }
}

/// A name in Latin letters: known names in their usual spelling, others letter by letter.
pub fn romanised(lexicon: &Lexicon, name: &str) -> String {
    let folded = fold::fold(name);
    let hits = lexicon.scan(&folded);
    let mut words = Vec::new();
    let mut at = 0;
    while at < folded.tokens.len() {
        let form = folded.form(at);
        let known = hits.of(at, Subject::GivenName).find(|h| h.prefix.is_empty() && !h.pronoun);
        if let Some((hit, known)) = known.and_then(|h| Some((h, lexicon.tables.given_names.get(h.row())?))) {
            words.push(known.en.clone());
            at = hit.end as usize;
            continue;
        }
        if folded.tokens[at].kind == TokenKind::Word {
            words.push(if form.is_ascii() { form.to_owned() } else { letters(lexicon, form) });
        }
        at += 1;
    }
    words.join(" ")
}

/// A word letter by letter, with the vowels that Arabic does not write where there would be none.
fn letters(lexicon: &Lexicon, word: &str) -> String {
    let (article, rest) = match word.strip_prefix("ال") {
        Some(rest) if rest.chars().count() > 2 => ("al-", rest),
        _ => ("", word),
    };
    let units = units(lexicon, rest);
    let mut out = String::new();
    let mut after_vowel = true;
    let mut run = 0;
    for (i, (latin, sound)) in units.iter().enumerate() {
        let next = units.get(i + 1).map(|(_, s)| *s);
        let vowel = match sound {
            Sound::Vowel => true,
            Sound::Glide => i > 0 && !after_vowel && next != Some(Sound::Vowel),
            Sound::Consonant => false,
        };
        if vowel {
            run = 0;
            out.push_str(match (*sound, latin.as_str()) {
                (Sound::Glide, "w") => "u",
                (Sound::Glide, _) => "i",
                (_, latin) => latin,
            });
        } else {
            // Two consonants at the head, or three in a row, or two at the end, take a vowel between them.
            let last = next.is_none();
            if run > 0 && (run == i && i == 1 || run >= 2 || last) {
                out.push(if last && i > 1 { 'e' } else { 'a' });
                run = 0;
            }
            out.push_str(latin);
            run += 1;
        }
        after_vowel = vowel;
    }
    let mut chars = out.chars();
    let capital: String = chars.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(chars).collect();
    format!("{article}{capital}")
}

/// A word cut into what the table has: the longest letters that may stand at their place.
fn units(lexicon: &Lexicon, word: &str) -> Vec<(String, Sound)> {
    let mut units = Vec::new();
    let mut at = 0;
    while at < word.len() {
        let rest = &word[at..];
        let fits = |l: &&Letter| {
            rest.len() >= l.letters.len()
                && l.letters.bytes().zip(rest.bytes()).all(|(a, b)| a == b)
                && match l.at {
                    LetterPlace::Anywhere => true,
                    LetterPlace::Start => at == 0,
                    LetterPlace::End => rest.len() == l.letters.len() && at > 0,
                }
        };
        match lexicon.tables.letters.iter().filter(fits).max_by_key(|l| (l.letters.len(), l.at != LetterPlace::Anywhere)) {
            Some(letter) => {
                units.push((letter.latin.clone(), letter.sound));
                at += letter.letters.len();
            }
            None => {
                let c = rest.chars().next().unwrap_or(' ');
                if c.is_ascii_alphanumeric() {
                    units.push((c.to_string(), Sound::Consonant));
                }
                at += c.len_utf8();
            }
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_spelling_of_the_news() {
        let lexicon = isnad_packs::built_in().expect("the built-in packs load");
        for (arabic, english) in [
            ("عبد الله بن محمد", "Abdullah bin Mohammed"),
            ("نور الدين الكرمي", "Noureddine al-Karmi"),
            ("غيغام ستيبانيان", "Gegham Stibanyan"),
            ("سالم الورفلي", "Salem al-Warfali"),
            ("بيتر زوراكوف", "Peter Zurakov"),
        ] {
            assert_eq!(romanised(&lexicon, arabic), english, "{arabic}");
        }
    }
}
