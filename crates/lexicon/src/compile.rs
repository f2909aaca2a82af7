//! From packs to bytes.

use std::collections::BTreeMap;

use crate::clitics::Clitics;
use crate::fold::fold_key;
use crate::form::Features;
use crate::forms::Forms;
use crate::inflection::Inflection;
use crate::pack::{Pack, PackError};
use crate::subjects::{Subject, Tables};

/// Bytes of one posting: subject, features (2), entry (4).
pub(crate) const POSTING: usize = 7;

/// Every form of the packs with what it can be, by its folded spelling.
type Keys = BTreeMap<String, Vec<(Subject, Features, u32)>>;

/// The folded spelling of every form of the packs, in the order of their bytes.
pub fn forms(pack: &Pack) -> Result<Vec<String>, PackError> {
    Ok(read(pack)?.0.into_keys().collect())
}

fn read(pack: &Pack) -> Result<(Keys, Clitics, Tables), PackError> {
    for (file, subject) in pack.subjects() {
        if !Subject::ALL.iter().any(|s| s.file() == subject) && !["clitics", "inflection"].contains(&subject) {
            return Err(PackError::Row {
                file: file.to_owned(),
                line: 1,
                fault: format!("`{subject}` is no subject of a pack; known are {}", known()),
            });
        }
    }
    let inflection = Inflection::read(pack)?;
    let clitics = Clitics::read(pack)?;
    let mut keys = Keys::new();
    let tables = Tables::read(pack, &inflection, |subject, entry, form| {
        let key = fold_key(&form.text);
        if key.is_empty() {
            return;
        }
        let mut add = |key: String, features| {
            let postings = keys.entry(key).or_default();
            let posting = (subject, features, entry);
            if !postings.contains(&posting) {
                postings.push(posting);
            }
        };
        // Before a pronoun ta marbuta is written as ta: عملية, عمليتها.
        if form.features.contains(Features::PRONOUN_OPTIONAL) && form.text.ends_with('ة') {
            let stem: String = key.strip_suffix('ه').unwrap_or(&key).to_owned() + "ت";
            add(stem, form.features.difference(Features::PRONOUN_OPTIONAL) | Features::PRONOUN_REQUIRED);
        }
        add(key, form.features);
    })?;

    Ok((keys, clitics, tables))
}

/// Compiles packs into the form that [`crate::Lexicon::load`] takes.
pub fn compile(pack: &Pack) -> Result<Vec<u8>, PackError> {
    let (keys, clitics, tables) = read(pack)?;
    let broken = |e: &dyn std::fmt::Display| PackError::Compiled(e.to_string());
    let mut postings = Vec::new();
    let mut forms = Vec::with_capacity(keys.len());
    for (key, list) in &keys {
        forms.push((key.as_str(), postings.len()));
        postings.push(list.len().min(255) as u8);
        for (subject, features, entry) in list.iter().take(255) {
            postings.push(*subject as u8);
            postings.extend(features.bits().to_le_bytes());
            postings.extend(entry.to_le_bytes());
        }
    }
    let forms = Forms::build(forms)?;
    let tables = postcard::to_stdvec(&(clitics, tables)).map_err(|e| broken(&e))?;
    let mut bytes = Vec::with_capacity(24 + forms.len() + postings.len() + tables.len());
    for part in [&forms, &postings, &tables] {
        bytes.extend((part.len() as u64).to_le_bytes());
    }
    for part in [forms, postings, tables] {
        bytes.extend(part);
    }
    Ok(bytes)
}

fn known() -> String {
    Subject::ALL.iter().map(|s| s.file()).collect::<Vec<_>>().join(", ")
}
