//! Which particles and connecting phrases stand at a token.

use isnad_lexicon::subjects::WordRole;
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_text::Document;

/// The most tokens of a phrase that is looked for by its end.
const LONGEST: usize = 3;

/// Whether a hit is a particle of a role.
pub fn is(lexicon: &Lexicon, hit: &Hit, role: WordRole) -> bool {
    hit.subject == Subject::Word && lexicon.tables.words.get(hit.row()).is_some_and(|word| word.role == role)
}

/// The longest particle of a role that begins at a token.
pub fn at<'d>(document: &'d Document, lexicon: &Lexicon, token: usize, role: WordRole) -> Option<&'d Hit> {
    document.hits.of(token, Subject::Word).find(|hit| is(lexicon, hit, role))
}

/// The particle of a role that ends right before a token.
pub fn before<'d>(document: &'d Document, lexicon: &Lexicon, token: usize, role: WordRole) -> Option<&'d Hit> {
    (token.saturating_sub(LONGEST)..token)
        .find_map(|start| document.hits.of(start, Subject::Word).find(|hit| hit.end as usize == token && is(lexicon, hit, role)))
}
