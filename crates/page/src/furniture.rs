//! What is on a page but not of its article, told by the phrases of the packs and by its language.

use isnad_lexicon::subjects::Scope;
use isnad_lexicon::{Lexicon, Subject, fold};
use isnad_model::{RemovalReason, Removed};

use crate::blocks::Piece;

/// A line is a phrase and little more if it has at most this many tokens beyond it.
const SLACK: usize = 3;
/// A line that only begins with a phrase goes if it has at most this many tokens.
const SHORT: usize = 40;
/// Below a heading of links, lines of at most this many tokens are links.
const LINK: usize = 22;

/// Takes furniture out; what goes is listed with its reason.
pub fn remove(pieces: Vec<Piece>, lexicon: &Lexicon, removed: &mut Vec<Removed>) -> Vec<Piece> {
    let total = pieces.len();
    let words: usize = pieces.iter().map(|p| p.text.split_whitespace().count()).sum();
    let mut kept: Vec<Piece> = Vec::with_capacity(total);
    let mut links = false;
    let mut tail: Option<RemovalReason> = None;
    let mut seen = 0usize;
    for piece in pieces {
        let count = piece.text.split_whitespace().count();
        let before = seen;
        seen += count;
        if let Some(reason) = tail {
            removed.push(Removed { text: piece.text, reason });
            continue;
        }
        let folded = fold::fold(&piece.text);
        let ends = piece.text.trim_end_matches(['"', '»', '”', ')', ' ']).ends_with(['.', '!', '؟', '?', '…']);
        let found = phrase(lexicon, &folded);
        let reason = match found {
            Some((reason, Scope::Line, beyond)) if beyond <= SLACK && !ends => Some(reason),
            Some((reason, Scope::Start, beyond)) if beyond <= SHORT && (!ends || reason != RemovalReason::Advert) => Some(reason),
            Some((reason, Scope::Section, beyond)) if beyond <= LINK && !ends => {
                links = true;
                Some(reason)
            }
            // A comment form stands below the article, never above its middle.
            Some((reason, Scope::Tail, beyond)) if beyond <= LINK && before * 2 >= words => {
                tail = Some(reason);
                Some(reason)
            }
            _ => None,
        };
        if let Some(reason) = reason {
            removed.push(Removed { text: piece.text, reason });
            continue;
        }
        if links && !ends && folded.tokens.len() <= LINK && !kept.is_empty() {
            removed.push(Removed { text: piece.text, reason: RemovalReason::RelatedLinks });
            continue;
        }
        links = false;
        kept.push(piece);
    }
    foreign_ends(kept, removed)
}

/// The phrase that a line begins with, and how many tokens stand behind it.
fn phrase(lexicon: &Lexicon, folded: &fold::Folded) -> Option<(RemovalReason, Scope, usize)> {
    let hits = lexicon.scan(folded);
    let start = (0..folded.tokens.len().min(3)).find(|t| !matches!(folded.form(*t), "-" | "•" | "*" | "#" | "|" | "/" | ">" | ":"))?;
    let hit = hits.longest(start, Subject::Boilerplate)?;
    let entry = lexicon.tables.boilerplate.get(hit.row())?;
    Some((entry.reason, entry.scope, folded.tokens.len() - hit.end as usize))
}

/// Lines in another script than the page's at its head or its end are no part of the article.
fn foreign_ends(mut pieces: Vec<Piece>, removed: &mut Vec<Removed>) -> Vec<Piece> {
    let arabic = |text: &str| text.chars().filter(|c| ('\u{600}'..='\u{6ff}').contains(c)).count();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let whole: usize = pieces.iter().map(|p| letters(&p.text)).sum();
    let in_arabic: usize = pieces.iter().map(|p| arabic(&p.text)).sum();
    if in_arabic * 2 < whole {
        return pieces;
    }
    let foreign = |p: &Piece| letters(&p.text) > 3 && arabic(&p.text) * 5 < letters(&p.text);
    let head = pieces.iter().take_while(|p| foreign(p)).count();
    let end = pieces.iter().rev().take_while(|p| foreign(p)).count();
    if head + end >= pieces.len() {
        return pieces;
    }
    let tail = pieces.split_off(pieces.len() - end);
    let body = pieces.split_off(head);
    removed.extend(pieces.into_iter().chain(tail).map(|p| Removed { text: p.text, reason: RemovalReason::Other }));
    body
}
