//! Pages whose lines ran together: furniture and captions inside one long line.

use isnad_lexicon::subjects::FurnitureScope;
use isnad_model::{BlockKind, RemovalReason};

use crate::phrases::Key;
use crate::piece::{Piece, count_words};
use crate::rules::Rules;

/// A line with more words than this may be several.
const LONG: usize = 60;
/// The most words a caption has.
const CAPTION: usize = 30;

/// Parts furniture from the ends of long lines, and an abstract and a caption from the text after them.
pub fn part(pieces: Vec<Piece>, rules: &Rules) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let single = pieces.iter().filter(|p| p.words > LONG).count() == 1;
    for piece in pieces {
        if piece.words <= LONG {
            out.push(piece);
            continue;
        }
        let mut rest = piece.text.as_str();
        let mut after = Vec::new();
        while let Some((notice, reason, body)) = notice_at_head(rest, rules) {
            out.extend(removed(notice, reason));
            rest = body;
        }
        while let Some((body, reason, notice)) = notice_at_end(rest, rules) {
            after.extend(removed(notice, reason));
            rest = body;
        }
        match single.then(|| caption(rest, rules)).flatten() {
            Some((above, caption, below)) => {
                out.extend(Piece::new(above, (!above.is_empty()).then_some(BlockKind::Summary)));
                out.extend(Piece::new(caption, Some(BlockKind::Caption)));
                out.extend(Piece::new(below, piece.kind));
            }
            None if rest.len() == piece.text.len() => out.push(Piece { removed: None, ..piece }),
            None => out.extend(Piece::new(rest, piece.kind)),
        }
        out.extend(after.into_iter().rev());
    }
    out
}

fn removed(text: &str, reason: RemovalReason) -> Option<Piece> {
    let mut piece = Piece::new(text, None)?;
    piece.remove(reason);
    Some(piece)
}

/// The first sentence, where it is a notice: what it says, why it goes, and the rest.
fn notice_at_head<'t>(text: &'t str, rules: &Rules) -> Option<(&'t str, RemovalReason, &'t str)> {
    let end = sentence_ends(text).next()?;
    let (first, rest) = text.split_at(end);
    let found = rules.phrases.within(&Key::of(first)).filter(|_| count_words(first) <= 40)?;
    (!rest.trim().is_empty()).then_some((first, found.reason, rest.trim_start()))
}

/// The words after the last full stop, where they are a button, a heading of links or a form.
fn notice_at_end<'t>(text: &'t str, rules: &Rules) -> Option<(&'t str, RemovalReason, &'t str)> {
    let trimmed = text.trim_end();
    let from = sentence_ends(trimmed).rev().find(|e| *e < trimmed.len()).map(|e| e + closing(&trimmed[e..]))?;
    let (body, last) = trimmed.split_at(from);
    if count_words(last) > 20 {
        return None;
    }
    let key = Key::of(last);
    let found = rules.phrases.at_head(&key).find(|f| match f.scope {
        FurnitureScope::Line | FurnitureScope::Head => f.words == key.len(),
        _ => f.words >= 2 || f.words == key.len() || key.mark_after(f.words),
    });
    let found = found.or_else(|| rules.phrases.within(&key)).filter(|_| !rules.is_credit(last))?;
    (!body.trim().is_empty()).then_some((body.trim_end(), found.reason, last))
}

/// A bracket that closes right after a sentence belongs to it: «… . (رويترز)».
fn closing(rest: &str) -> usize {
    let open = rest.len() - rest.trim_start().len();
    match rest[open..].strip_prefix('(').and_then(|r| r.find(')')) {
        Some(close) if close < 60 => open + close + 2,
        _ => 0,
    }
}

/// Where sentences end: bytes past a final mark that white space follows.
fn sentence_ends(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    text.char_indices().filter_map(|(at, c)| {
        let end = at + c.len_utf8();
        (matches!(c, '.' | '؟' | '!' | '?') && text[end..].chars().next().is_none_or(char::is_whitespace)).then_some(end)
    })
}

/// A caption near the head of a glued text: words without a full stop that end in a bracket with a year or a
/// picture's credit, before a sentence that begins with its verb. Gives what is above, the caption, what is below.
fn caption<'t>(text: &'t str, rules: &Rules) -> Option<(&'t str, &'t str, &'t str)> {
    let starts = std::iter::once(0).chain(sentence_ends(text)).take(4);
    for start in starts {
        let rest = &text[start..];
        let open = rest.find('(')?;
        let close = open + rest[open..].find(')')? + 1;
        let words = rest[..open].trim();
        let inside = &rest[open + 1..close - 1];
        let below = rest[close..].trim_start();
        let count = words.split_whitespace().count();
        let dated = inside.split(|c: char| !c.is_numeric()).any(|d| d.chars().count() == 4) && inside.chars().count() <= 40;
        let credited = crate::blocks::is_photo_credit(inside, rules);
        let fits = (4..=CAPTION).contains(&count) && !words.contains(['.', '؟']) && (dated || credited);
        if fits && !rules.begins_with_cue(words) && rules.begins_with_cue(below) {
            let above = text[..start].trim();
            return Some((above, rest[..close].trim(), below));
        }
    }
    None
}
