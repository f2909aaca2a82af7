//! When two names are the same entity's.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{EntityId, Name};
use unicode_normalization::UnicodeNormalization;

/// A name in the one spelling in which names are compared: no marks, one alef, one ya, lower case, words parted by spaces.
pub fn fold(name: &str) -> String {
    let mut words = String::with_capacity(name.len());
    for c in name.nfkc().filter(|c| !is_mark(*c)) {
        let c = match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ی' => 'ي',
            'ئ' | 'ؤ' => 'ء',
            'ة' => 'ه',
            'گ' | 'ک' => 'ك',
            c => c,
        };
        if c.is_alphanumeric() || c == '_' {
            words.extend(c.to_lowercase());
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.trim().to_owned()
}

fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{640}'
        | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The words of a name, each without the article.
fn words(name: &str) -> BTreeSet<String> {
    let bare = |word: &str| match word.strip_prefix("ال") {
        Some(rest) if word.chars().count() > 4 => rest.to_owned(),
        _ => word.to_owned(),
    };
    fold(name).split_whitespace().map(bare).collect()
}

/// Whether one of the two names holds all words of the other, the article aside.
pub fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    !one.is_empty() && !other.is_empty() && (one.is_subset(&other) || other.is_subset(&one))
}

/// What an answer calls an entity.
#[derive(Clone, Debug, Default)]
pub struct Seen<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its other names.
    pub names: Vec<&'a str>,
}

impl<'a> Seen<'a> {
    /// An entity known by its id alone.
    pub fn id(id: &'a str) -> Self {
        Seen { id, names: Vec::new() }
    }

    /// A mention: the characters on the page, and the names that the lexicon has for its entity.
    pub fn mention(id: &'a str, exact: &'a str, name: &'a Name) -> Self {
        Seen { id, names: [Some(exact), name.ar.as_deref(), name.en.as_deref()].into_iter().flatten().collect() }
    }
}

/// The entities of a gold, each with the names that count as its own.
pub type Known = BTreeMap<EntityId, Vec<String>>;

/// Whether an answer means the gold's entity: by its id, or by one of its names.
pub fn same(known: &Known, gold: &str, seen: &Seen<'_>) -> bool {
    if gold == seen.id {
        return true;
    }
    let own = known.get(gold).into_iter().flatten().map(String::as_str).chain([gold]);
    let theirs = || seen.names.iter().copied().chain([seen.id]).filter(|n| !n.is_empty());
    own.into_iter().any(|a| theirs().any(|b| alike(a, b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_the_article_do_not_part_names() {
        assert_eq!(fold("إدارةُ الرئاسة، أنقرة"), "اداره الرءاسه انقره");
        assert!(alike("الأناضول", "وكالة الأناضول"));
        assert!(alike("antony-blinken", "Antony Blinken"));
        assert!(alike("وزارة الدفاع", "وزارة دفاع"));
        assert!(!alike("وزارة الدفاع الروسية", "وزارة الدفاع التركية"));
        assert!(!alike("", "باكو"));
    }

    #[test]
    fn an_entity_goes_by_its_id_or_one_of_its_names() {
        let known: Known = [("north-land".to_owned(), vec!["بلاد الشمال".to_owned(), "عاصمة الشمال".to_owned()])].into();
        assert!(same(&known, "north-land", &Seen::id("north-land")));
        assert!(same(&known, "north-land", &Seen { id: "x1", names: vec!["الشمال"] }));
        assert!(!same(&known, "north-land", &Seen { id: "south-land", names: vec!["بلاد الجنوب"] }));
        assert!(same(&known, "unlisted", &Seen::id("unlisted")));
    }
}
