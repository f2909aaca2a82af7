//! What a page says twice: titles, pictures' words, buttons, and now and then its whole text.

use isnad_model::{BlockKind, RemovalReason};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::glued::sentence_ends;
use crate::piece::{End, Piece};

/// The fewest words of a paragraph that is left out for its sentences alone.
const PARAGRAPH: usize = 12;

/// The bytes by which two paragraphs are told to begin alike.
const HEAD: usize = 40;

/// Marks what was said above.
pub fn mark(pieces: &mut [Piece]) {
    captions(pieces);
    lines(pieces);
    paragraphs(pieces);
}

/// A line of some length that stood above already, and a short one that stands there three times.
fn lines(pieces: &mut [Piece]) {
    let mut times: FxHashMap<&str, usize> = FxHashMap::default();
    for piece in pieces.iter().filter(|p| p.kept() && p.words < 4) {
        *times.entry(piece.key.joined()).or_default() += 1;
    }
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let reasons: Vec<Option<RemovalReason>> = pieces
        .iter()
        .map(|piece| {
            if !piece.kept() {
                None
            } else if piece.words < 4 {
                let often = times.get(piece.key.joined()).is_some_and(|n| *n >= 3);
                (piece.end != End::Stop && often).then_some(RemovalReason::Navigation)
            } else {
                let new = seen.insert(if piece.key.is_whole() { piece.key.joined() } else { &piece.text });
                (!new).then_some(RemovalReason::Other)
            }
        })
        .collect();
    for (piece, reason) in pieces.iter_mut().zip(reasons) {
        reason.map(|reason| piece.remove(reason)).unwrap_or_default();
    }
}

/// A picture's words that a page has twice, for those who see it and for those who don't: a line below the title that
/// is said again at once.
fn captions(pieces: &mut [Piece]) {
    let title = pieces.iter().position(|p| p.kept() && p.words >= 3).unwrap_or(0);
    for at in title + 1..pieces.len().saturating_sub(1) {
        let (piece, next) = (&pieces[at], &pieces[at + 1]);
        let again = piece.key == next.key && piece.text == next.text && piece.key != pieces[title].key;
        if again && piece.kept() && piece.kind.is_none() && piece.words >= 2 && piece.is_title_like() && !piece.has_bullet() {
            pieces[at].kind = Some(BlockKind::Caption);
            if pieces[at + 1].words < 4 {
                pieces[at + 1].remove(RemovalReason::Other);
            }
        }
    }
}

/// A paragraph of sentences that all stood above: a page that gives its text twice, once in one piece.
fn paragraphs(pieces: &mut [Piece]) {
    // Nothing is given twice where no two paragraphs begin alike.
    let mut heads: FxHashSet<&str> = FxHashSet::default();
    let long = pieces.iter().filter(|p| p.kept() && p.words >= PARAGRAPH);
    if long.map(|p| &p.text[..p.text.floor_char_boundary(HEAD)]).all(|head| heads.insert(head)) {
        return;
    }
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut again = Vec::new();
    for (at, piece) in pieces.iter().enumerate().filter(|(_, p)| p.kept()) {
        if piece.words >= PARAGRAPH && sentences(&piece.text).all(|s| seen.contains(s)) {
            again.push(at);
        } else {
            seen.extend(sentences(&piece.text));
        }
    }
    for at in again {
        pieces[at].remove(RemovalReason::Other);
    }
}

/// The sentences of a text, the marks at their ends left out.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    sentence_ends(text).chain(std::iter::once(text.len())).filter_map(move |end| {
        let sentence = text[start..end].trim().trim_end_matches(['.', '؟', '!', '?']);
        start = end;
        (!sentence.is_empty()).then_some(sentence)
    })
}
