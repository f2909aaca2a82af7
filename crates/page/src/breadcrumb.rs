//! Lines above the text that say where on the site the page stands: «الرئيسية / أخبار / عنوان», «أخبار عربية ودولية».

use isnad_lexicon::subjects::{FurnitureScope, PageLabelKind};
use isnad_model::{BlockKind, RemovalReason};
use rustc_hash::FxHashSet;

use crate::furniture::stays;
use crate::phrases::Key;
use crate::piece::{End, Piece, count_words};
use crate::rules::Rules;

/// What parts the steps of a path.
const STEPS: [char; 9] = ['/', '\\', '>', '<', '»', '«', '›', '|', '→'];
/// The most words of a step that is the name of a section.
const STEP: usize = 3;
/// The most words of a line of nothing but sections' names.
const SECTIONS: usize = 8;

/// Marks them.
pub fn mark(pieces: &mut [Piece], first_prose: usize, rules: &Rules) {
    let lines: FxHashSet<String> = pieces[..first_prose].iter().filter(|p| p.words >= STEP).map(|p| p.key.joined().to_owned()).collect();
    let own = |piece: &Piece| piece.kind == Some(BlockKind::Headline);
    for piece in pieces[..first_prose].iter_mut().filter(|p| p.kept() && !own(p) && p.end != End::Stop) {
        if (is_path(&piece.text, &lines, rules) || is_sections(piece, rules)) && !stays(piece, rules) {
            piece.remove(RemovalReason::Navigation);
        }
    }
}

/// «الرئيسية / أخبار / عنوان»: steps of which the first is a section and the last this page, or all of them short.
fn is_path(text: &str, lines: &FxHashSet<String>, rules: &Rules) -> bool {
    // «…» quotes; » alone parts.
    let quoted = text.contains('«');
    let mark = |c: char| STEPS.contains(&c) && !(quoted && matches!(c, '«' | '»'));
    let steps: Vec<&str> = text.split(mark).map(str::trim).filter(|s| !s.is_empty()).collect();
    let [first, .., last] = steps.as_slice() else { return false };
    names_section(first, rules) && (lines.contains(Key::of(last).joined()) || steps.iter().all(|s| count_words(s) <= STEP))
}

/// «أخبار عربية ودولية», «محليات, أخبار»
fn is_sections(piece: &Piece, rules: &Rules) -> bool {
    let mut steps = piece.text.split(STEPS).flat_map(|s| s.split([',', '،', '-'])).map(str::trim).filter(|s| !s.is_empty());
    piece.words <= SECTIONS && steps.all(|step| names_section(step, rules))
}

/// Whether a text is the name of a section or menu: a phrase of the packs, or words that make up such names.
pub(crate) fn names_section(text: &str, rules: &Rules) -> bool {
    let key = Key::of(text);
    let phrase =
        || rules.phrases.at_head(&key).any(|f| f.words == key.len() && matches!(f.scope, FurnitureScope::Head | FurnitureScope::Line));
    let word = |w: &str| {
        let bare = w.strip_prefix('و').unwrap_or(w);
        bare.is_empty() || rules.is_label(w, PageLabelKind::Section) || rules.is_label(bare, PageLabelKind::Section)
    };
    key.len() > 0 && key.is_whole() && (phrase() || key.words().all(word))
}
