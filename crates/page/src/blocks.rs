//! What each piece of an article is: headline, summary, subhead, paragraph, caption, list.

use isnad_lexicon::fold::fold;
use isnad_lexicon::subjects::{Occasion, PageLabelKind, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::BlockKind;

use crate::phrases::Key;
use crate::piece::{End, Piece};
use crate::rules::Rules;

/// The most words of a line that says what a picture shows.
const SCENE: usize = 12;

/// The most words of the one who tells what a title says.
const SOURCE: usize = 5;

/// The kinds of the pieces of an article, in order. `titled` says that the first piece is known to be the title.
pub fn kinds(pieces: &[&Piece], titled: bool, rules: &Rules) -> Vec<BlockKind> {
    let headline = headline(pieces, titled, rules);
    let mut kinds: Vec<BlockKind> = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces.get(at + 1);
        let kind = if Some(at) == headline {
            BlockKind::Headline
        } else if let Some(kind) = piece.kind.filter(|k| !matches!(k, BlockKind::Headline | BlockKind::Paragraph)) {
            kind
        } else if is_caption(piece, at + 1 == pieces.len(), rules) {
            BlockKind::Caption
        } else if at > 0 && is_summary_label(pieces[at - 1], rules) {
            BlockKind::Summary
        } else if is_summary_label(piece, rules) {
            BlockKind::Subhead
        } else if piece.has_bullet() && (piece.kind.is_none() || piece.words < 60) && listed(pieces, at) {
            BlockKind::List
        } else if is_subhead(piece, next.copied(), rules) {
            BlockKind::Subhead
        } else {
            BlockKind::Paragraph
        };
        kinds.push(kind);
    }
    kinds
}

/// The title: the first line that could be one, above the first paragraph.
fn headline(pieces: &[&Piece], titled: bool, rules: &Rules) -> Option<usize> {
    if titled {
        return Some(0);
    }
    if let Some(at) = pieces.iter().take(6).position(|p| p.kind == Some(BlockKind::Headline)) {
        return Some(at);
    }
    let at = pieces.iter().take(4).position(|p| {
        p.kind.is_none_or(|k| k == BlockKind::Subhead)
            && p.words >= 3
            && p.is_title_like()
            && (!p.text.ends_with(')') || has_title_tag(p, rules) || has_title_source(p, rules))
    })?;
    let above = &pieces[..at];
    let paragraph_below = pieces[at + 1..].iter().any(|p| p.is_prose() || p.words > p.key.len());
    (above.iter().all(|p| !p.is_prose()) && (paragraph_below || pieces.len() > at + 1)).then_some(at)
}

/// «… عن حي النخيل (فيديو)»: a title whose bracket says what the page has beside its text.
fn has_title_tag(piece: &Piece, rules: &Rules) -> bool {
    let bracket = piece.text.rfind('(').map(|open| Key::of(&piece.text[open..]));
    bracket.is_some_and(|inside| rules.is_label(inside.joined(), PageLabelKind::TitleTag))
}

/// «… عن حي النخيل (مصدر طبي)»: a title whose bracket says who tells it.
fn has_title_source(piece: &Piece, rules: &Rules) -> bool {
    let Some(open) = piece.text.rfind('(') else { return false };
    let inside = piece.text[open..].trim_matches(['(', ')']);
    let folded = fold(inside);
    let hits = rules.lexicon.scan(&folded);
    let teller = |hit: &Hit| match hit.subject {
        Subject::Role | Subject::Body => true,
        Subject::Word => {
            rules.lexicon.tables.words.get(hit.row()).is_some_and(|w| w.role == WordRole::Teller || w.occasion == Some(Occasion::Source))
        }
        _ => false,
    };
    folded.tokens.len() <= SOURCE && hits.at(0).iter().any(teller) && !is_photo_credit(inside, rules)
}

/// Words under a picture: a line that ends in its credit, with no full stop before it.
fn is_caption(piece: &Piece, last: bool, rules: &Rules) -> bool {
    if is_scene(piece, rules) {
        return true;
    }
    if !(4..=60).contains(&piece.words) {
        return false;
    }
    let text = piece.text.trim_end_matches(['.', ' ']);
    let Some(open) = text.ends_with([')', ']']).then(|| text.rfind(['(', '['])).flatten() else {
        return begins_with_photo_label(piece, rules) || !last && ends_with_photographer(piece, rules);
    };
    let words = text[..open].trim_end();
    // «… في العاصمة. (رويترز)» credits the text, and so does a last line with no more than a place before.
    if words.ends_with(['.', '؟', '!']) || words.split(' ').count() < 3 {
        return false;
    }
    let inside = text[open..].trim_matches(['(', ')', '[', ']']);
    let explicit = Key::of(inside).words().any(|w| rules.is_label(w, PageLabelKind::Photo));
    is_photo_credit(inside, rules) && (!last || explicit || piece.words <= 25) && !words.contains(". ") && !rules.begins_with_cue(words)
}

/// «جانب من اللقاء»: a short line that says what a picture shows.
fn is_scene(piece: &Piece, rules: &Rules) -> bool {
    let opens = || {
        let (first, second) = (piece.key.word(0), piece.key.word(1));
        rules.is_label(&format!("{first} {second}"), PageLabelKind::Scene)
    };
    (3..=SCENE).contains(&piece.words) && piece.end != End::Stop && opens() && !rules.begins_with_cue(&piece.text)
}

/// «صورة: …», «تصوير سامي الراوي».
fn begins_with_photo_label(piece: &Piece, rules: &Rules) -> bool {
    let first = rules.is_label(piece.key.word(0), PageLabelKind::Photo);
    first
        && piece.key.mark_after(1)
        && piece.text.contains([':', '：'])
        && piece.words <= 25
        && piece.end != End::Stop
        && !piece.text.contains('"')
}

/// «رجل يعبر الجسر / سامي الراوي / رويترز», «رجل يعبر الجسر © رويترز»
fn ends_with_photographer(piece: &Piece, rules: &Rules) -> bool {
    let credit = piece.text.rsplit_once(['/', '|', '©']).map(|(_, credit)| credit.trim());
    piece.words <= 25 && piece.end == End::Open && credit.is_some_and(|c| !c.is_empty() && rules.is_credit(c))
}

/// Whether the words in a bracket credit a picture: an agency, or a word such as «أرشيفية» or «تصوير».
pub fn is_photo_credit(inside: &str, rules: &Rules) -> bool {
    let key = Key::of(inside);
    if key.len() == 0 || key.len() > 10 {
        return false;
    }
    let labelled = [PageLabelKind::Photo, PageLabelKind::PhotoSource].iter().any(|kind| rules.is_label(key.joined(), *kind))
        || rules.is_label(key.word(0), PageLabelKind::Photo)
        || rules.is_label(key.word(key.len() - 1), PageLabelKind::Photo);
    labelled || rules.is_credit(inside)
}

/// «ملخص» on a line of its own.
fn is_summary_label(piece: &Piece, rules: &Rules) -> bool {
    piece.words <= 3 && rules.is_label(piece.key.joined(), PageLabelKind::Summary)
}

/// A short line without a final mark before a paragraph.
fn is_subhead(piece: &Piece, next: Option<&Piece>, rules: &Rules) -> bool {
    let short = piece.words <= 14 && piece.text.chars().count() <= 110 && !piece.is_prose();
    let open = matches!(piece.end, End::Open | End::Call) && !piece.text.ends_with(')');
    short
        && open
        && !is_dateline(piece)
        && next.is_some_and(|n| n.words > piece.words || n.kind == Some(BlockKind::List))
        && !rules.is_credit(&piece.text)
}

/// Whether a neighbour has a bullet too.
fn listed(pieces: &[&Piece], at: usize) -> bool {
    let near = |i: Option<usize>| i.and_then(|i| pieces.get(i)).is_some_and(|p| p.has_bullet());
    near(at.checked_sub(1)) || near(Some(at + 1))
}

/// «سامي الراوي – المرفأ»: the writer and the town on a line of their own.
fn is_dateline(piece: &Piece) -> bool {
    let parts: Vec<&str> =
        piece.text.split(['–', '—', 'ـ']).flat_map(|p| p.split(" - ")).map(str::trim).filter(|p| !p.is_empty()).collect();
    parts.len() == 2 && piece.words <= 7 && parts.iter().all(|p| p.split(' ').count() <= 4)
}
