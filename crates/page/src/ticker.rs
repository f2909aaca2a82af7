//! Titles of other articles in a heap: those of a ticker that ran together in one line above the title, those of a list
//! at the page's head.

use isnad_lexicon::definite_article::without_article;
use isnad_model::{BlockKind, RemovalReason};
use rustc_hash::FxHashSet;

use crate::furniture::stays;
use crate::masthead::is_title;
use crate::piece::{End, Piece};
use crate::rules::Rules;

/// The fewest words of titles that ran together.
const WORDS: usize = 30;
/// The fewest at the page's end.
const WORDS_AT_END: usize = 20;
/// The fewest titles of a list at the page's head, and of a line whose titles are parted by wide gaps.
const LISTED: usize = 4;
const GAPS: usize = 6;
/// Of titles that ran together not more than one in so many words has a comma behind it.
const COMMAS: usize = 15;
/// The fewest words of a title that stands twice, and how far below it its copy may.
const TITLE: usize = 4;
const MASTHEAD: usize = 30;
/// How far below it the title may stand.
const BELOW: usize = 8;

/// Marks heaps of titles above the text.
pub fn mark(pieces: &mut [Piece], rules: &Rules) {
    between_titles(pieces, rules);
    listed(pieces);
    run_together(pieces);
}

/// The titles in a line that wide gaps part; none where the line is something else.
pub fn titles(line: &str) -> Option<Vec<Piece>> {
    if !line.contains("   ") {
        return None;
    }
    let parts: Vec<Piece> = line.split("   ").filter_map(|part| Piece::new(part, None)).collect();
    let words: usize = parts.iter().map(|p| p.words).sum();
    let titles = parts.iter().filter(|p| p.is_title_like()).count();
    (parts.len() >= GAPS && words >= parts.len() * 3 && titles * 5 >= parts.len() * 4).then(|| {
        let mut parts = parts;
        // The last may be the page's own.
        let count = parts.len() - 1;
        parts[..count].iter_mut().for_each(|p| p.remove(RemovalReason::RelatedLinks));
        parts
    })
}

/// Four lines with bullets or more at the page's head, most of which share no words with the text.
fn listed(pieces: &mut [Piece]) {
    let run: Vec<usize> =
        (0..pieces.len()).filter(|i| pieces[*i].kept()).take_while(|i| pieces[*i].has_bullet() && !pieces[*i].is_prose()).collect();
    if run.len() < LISTED || pieces[0].kind == Some(BlockKind::Headline) {
        return;
    }
    let end = run[run.len() - 1] + 1;
    let said = said_in(&pieces[end..]);
    let of_text = run.iter().filter(|i| share(&pieces[**i], &said) >= 40).count();
    if of_text * 2 < run.len() {
        run.into_iter().for_each(|i| pieces[i].remove(RemovalReason::RelatedLinks));
    }
}

/// What stands between a title and its copy right above the text, and shares few words with the text: mastheads, menus.
fn between_titles(pieces: &mut [Piece], rules: &Rules) {
    let Some(title) = pieces.iter().position(|p| p.kept() && p.words >= TITLE && p.is_title_like()) else { return };
    let end = pieces.len().min(title + MASTHEAD);
    let copy = (title + 1..end).rev().find(|i| pieces[*i].removed == Some(RemovalReason::Other) && pieces[*i].key == pieces[title].key);
    let Some(copy) = copy else { return };
    let said = said_in(&pieces[copy..]);
    let of_text = |p: &Piece| p.end == End::Stop || stays(p, rules) || share(p, &said) >= if p.words < WORDS { 40 } else { 15 };
    let gone: Vec<usize> = (title + 1..copy).filter(|i| pieces[*i].kept() && pieces[*i].kind.is_none() && !of_text(&pieces[*i])).collect();
    for i in gone {
        pieces[i].remove(RemovalReason::Navigation);
    }
}

/// A long line without a mark between sentences above the page's title, which shares no words with the text.
fn run_together(pieces: &mut [Piece]) {
    let Some(first) = pieces.iter().position(|p| p.kept() && p.is_prose()) else { return };
    let line = &pieces[first];
    let below = |i: &usize| pieces[*i].kept();
    if (first + 1..pieces.len().min(first + 1 + BELOW)).find(below).is_none_or(|i| pieces[i].is_prose()) {
        return;
    }
    let commas = line.text.matches(['،', ',']).count();
    if line.words < WORDS || line.end != End::Open && line.end != End::Call || line.text.contains(". ") || commas * COMMAS > line.words {
        return;
    }
    let said = said_in(&pieces[first..]);
    if pieces[..first].iter().any(|p| p.kept() && is_title(p, &said)) {
        return;
    }
    let end = pieces.len().min(first + 1 + BELOW);
    let title = (first + 1..end).take_while(|i| !pieces[*i].kept() || !pieces[*i].is_prose()).find(|i| {
        let title = &pieces[*i];
        title.kept() && is_title(title, &said_in(&pieces[*i + 1..]))
    });
    let Some(title) = title else { return };
    if share(line, &said_in(&pieces[title..])) < 15 {
        pieces[first].remove(RemovalReason::RelatedLinks);
    }
}

/// Whether titles ran together in a line: a long line with no mark between sentences or clauses.
pub fn is_run_together(piece: &Piece) -> bool {
    piece.words >= WORDS && !piece.text.contains(['.', '،', '؛'])
}

/// Whether titles ran together at the page's end: questions and cries are marks of theirs.
pub fn closes_page(pieces: &[Piece], at: usize) -> bool {
    let piece = &pieces[at];
    piece.words >= WORDS_AT_END
        && piece.end != End::Stop
        && !piece.text.contains(['.', '،', '؛', '«', '"'])
        && pieces[at + 1..].iter().all(|p| !p.kept())
}

/// The words of all that runs, without their articles.
fn said_in(pieces: &[Piece]) -> FxHashSet<&str> {
    pieces.iter().filter(|p| p.kept() && p.is_prose()).flat_map(|p| p.key.words().map(without_article)).collect()
}

/// How many of a hundred of a line's longer words stand in the text.
fn share(piece: &Piece, said: &FxHashSet<&str>) -> usize {
    let words: FxHashSet<&str> = piece.key.words().map(without_article).filter(|w| w.chars().count() >= 3).collect();
    words.iter().filter(|w| said.contains(**w)).count() * 100 / words.len().max(1)
}
