//! What stands above the title on a page without tags: mastheads, menus, weather, tickers.
//!
//! The title is told by its words: the text below says them again. What stands above it and shares none with the text
//! is no part of the article, where there is more of it than a kicker.

use isnad_lexicon::definite_article::without_article;
use isnad_model::{BlockKind, RemovalReason};
use rustc_hash::FxHashSet;

use crate::furniture::stays;
use crate::piece::Piece;
use crate::rules::Rules;

/// How many paragraphs of the text are looked at for the title's words.
const PARAGRAPHS: usize = 6;
/// The most lines above a title that may be a kicker and a credit.
const KICKERS: usize = 2;

/// Marks what stands above the title.
pub fn mark(pieces: &mut [Piece], rules: &Rules) {
    if pieces.iter().any(|p| p.kept() && p.kind == Some(BlockKind::Headline)) {
        return;
    }
    let Some(first_prose) = pieces.iter().position(|p| p.kept() && p.is_prose()) else { return };
    if holds_no_masthead(&pieces[..first_prose]) {
        return;
    }
    let said: FxHashSet<&str> = pieces[first_prose..]
        .iter()
        .filter(|p| p.kept() && p.is_prose())
        .take(PARAGRAPHS)
        .flat_map(|p| p.key.words().map(without_article))
        .collect();
    let kept = (0..first_prose).find(|i| pieces[*i].kept() && is_title(&pieces[*i], &said));
    // A list of links above the text may have taken the title with it.
    let taken = || (0..first_prose).rev().find(|i| pieces[*i].removed == Some(RemovalReason::RelatedLinks) && is_title(&pieces[*i], &said));
    let Some(title) = kept.or_else(taken) else { return };
    pieces[title].removed = None;
    let above: Vec<usize> = (0..title).filter(|i| pieces[*i].kept()).collect();
    let gone = title - above.len();
    let listed = above.iter().all(|i| pieces[*i].has_bullet());
    if above.len() <= KICKERS && above.len() + gone <= KICKERS + 1 && !listed {
        return;
    }
    for i in above {
        if !stays(&pieces[i], rules) {
            let ticker = pieces[i].words > 3;
            pieces[i].remove(if ticker { RemovalReason::RelatedLinks } else { RemovalReason::Navigation });
        }
    }
}

/// Whether the lines above the text are so few that nothing goes, whichever of them is the title.
fn holds_no_masthead(above: &[Piece]) -> bool {
    let mut kept = above.iter().filter(|p| p.kept());
    let listed = kept.next().is_some_and(Piece::has_bullet);
    let linked = above.iter().any(|p| p.removed == Some(RemovalReason::RelatedLinks));
    above.len() <= KICKERS + 2 && kept.count() <= KICKERS && !listed && !linked
}

/// Whether two of a line's words or more, and two in five of them, stand in the text.
pub(crate) fn is_title(piece: &Piece, said: &FxHashSet<&str>) -> bool {
    if piece.words < 3 || !piece.is_title_like() || piece.has_bullet() {
        return false;
    }
    let words: FxHashSet<&str> = piece.key.words().map(without_article).filter(|w| w.chars().count() >= 3).collect();
    let again = words.iter().filter(|w| said.contains(**w)).count();
    again >= 2 && again * 5 >= words.len() * 2
}
