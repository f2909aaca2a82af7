//! Writers' addresses at a text's ends: «rawi@example.org», «للتواصل: rawi@example.org», «تويتر: @rawi».

use isnad_lexicon::subjects::PageLabelKind;
use isnad_model::RemovalReason;

use crate::phrases::Key;
use crate::piece::Piece;
use crate::rules::Rules;

/// The most words of such a line.
const WORDS: usize = 12;
/// The most words of a label at an address.
const LABEL: usize = 3;

/// Marks the lines of addresses above the first paragraph and below the last. Inside the text an address may be what
/// the text tells.
pub fn mark(pieces: &mut [Piece], rules: &Rules) {
    let prose = |p: &Piece| p.kept() && p.is_prose() && !is_contact(&p.text, rules);
    let Some(first) = pieces.iter().position(prose) else { return };
    let last = pieces.iter().rposition(prose).unwrap_or(first);
    let ends = pieces.iter_mut().enumerate().filter(|(at, p)| p.kept() && (*at < first || *at > last));
    for (_, piece) in ends.filter(|(_, p)| is_contact(&p.text, rules)) {
        piece.remove(RemovalReason::Other);
    }
}

/// Where a text ends before the addresses that ran together with it: behind its last full stop but theirs.
pub fn behind_text(text: &str, from: usize, rules: &Rules) -> Option<usize> {
    let stops = text[from..].char_indices().filter(|(_, c)| matches!(c, '.' | '؟' | '!'));
    stops.map(|(at, c)| from + at + c.len_utf8()).find(|end| {
        let rest = &text[*end..];
        rest.starts_with(char::is_whitespace) && is_contact(rest, rules)
    })
}

/// Whether a text is nothing but addresses, with labels such as «للتواصل» at them.
fn is_contact(text: &str, rules: &Rules) -> bool {
    if !text.contains('@') {
        return false;
    }
    let (addresses, words): (Vec<&str>, Vec<&str>) =
        text.split(|c: char| c.is_whitespace() || matches!(c, ':' | '،' | ',' | '|' | '(' | ')')).partition(|word| is_address(word));
    let key = Key::of(&words.join(" "));
    !addresses.is_empty() && addresses.len() + key.len() <= WORDS && is_labels(&key, rules)
}

/// Whether a key is labels of addresses and nothing else.
fn is_labels(key: &Key, rules: &Rules) -> bool {
    let words: Vec<&str> = key.words().collect();
    let mut at = 0;
    while at < words.len() {
        let most = LABEL.min(words.len() - at);
        let label = (1..=most).rev().find(|n| rules.is_label(&words[at..at + n].join(" "), PageLabelKind::Contact));
        let Some(label) = label else { return false };
        at += label;
    }
    true
}

/// «rawi@example.org», «@rawi»
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '_'));
    let Some((name, host)) = word.split_once('@') else { return false };
    let plain = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+'));
    let handle = |s: &str| s.len() >= 3 && !s.contains('.');
    let named = if name.is_empty() { handle(host) } else { host.contains('.') || host.is_empty() && handle(name) };
    named && plain(name) && plain(host)
}
