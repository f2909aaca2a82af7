//! Pages whose lines ran together: furniture and captions inside one long line.

use isnad_lexicon::subjects::{FurnitureScope, PageLabelKind};
use isnad_model::{BlockKind, RemovalReason};

use crate::phrases::{Found, Key};
use crate::piece::{Piece, count_words, head};
use crate::rules::Rules;
use crate::{contact, stamp};

/// A line with more words than this may be several.
const LONG: usize = 60;
/// The most words a caption has.
const CAPTION: usize = 30;

/// How many of a page's last lines may end in furniture.
const LAST: usize = 2;
/// The characters at a line's end that are looked through for it.
const TAIL: usize = 320;
/// The characters at a line's head that are looked through for a phrase that is no part of it.
const LEAD: usize = 40;
/// How far behind the phrase with which it begins an invitation at a line's head names the button to press.
const BUTTON: usize = 25;
/// The fewest words of a line whose last sentence may be furniture.
const ENDED: usize = 20;
/// The most words of labels behind a text.
pub(crate) const LABELS: usize = 16;

/// Parts furniture from the ends of long lines, and an abstract and a caption from the text after them.
pub fn part(pieces: Vec<Piece>, rules: &Rules) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let count = pieces.len();
    let single = pieces.iter().filter(|p| p.words > LONG).count() == 1;
    for (at, piece) in pieces.into_iter().enumerate() {
        let mut rest = piece.text.as_str();
        // The piece's own key says whether there is anything to look for.
        let led = rules.phrases.at_head(&piece.key).any(|f| leads(&f));
        while led && let Some((phrase, reason, behind)) = lead(rest, rules) {
            out.extend(removed(phrase, reason));
            rest = behind;
        }
        while let Some((code, behind)) = style_rule(rest) {
            out.extend(removed(code, RemovalReason::Other));
            rest = behind;
        }
        if let Some((button, reason, behind)) = latin_button(rest, rules) {
            out.extend(removed(button, reason));
            rest = behind;
        }
        let piece = if rest.len() == piece.text.len() {
            piece
        } else {
            let Some(rest) = Piece::new(rest, piece.kind) else { continue };
            rest
        };
        let mut tail = Vec::new();
        let piece = match (at + LAST >= count).then(|| ends_with_furniture(&piece.text, at + 1 == count, rules)).flatten() {
            Some((body, reason, furniture)) => {
                tail.extend(removed(furniture, reason));
                let Some(body) = Piece::new(body, piece.kind) else {
                    out.extend(tail);
                    continue;
                };
                body
            }
            None => piece,
        };
        let piece = match (at + LAST >= count).then(|| contact::behind_text(&piece.text, tail_of(&piece.text), rules)).flatten() {
            Some(end) => {
                tail.splice(0..0, removed(&piece.text[end..], RemovalReason::Other));
                let Some(body) = Piece::new(&piece.text[..end], piece.kind) else { continue };
                body
            }
            None => piece,
        };
        let near_end = at + LAST >= count && piece.words >= ENDED;
        if piece.words <= LONG && !near_end {
            out.push(piece);
            out.extend(tail);
            continue;
        }
        let mut rest = piece.text.as_str();
        let mut after = Vec::new();
        let noticed = rules.phrases.within(&piece.key).is_some();
        while noticed && let Some((notice, reason, body)) = notice_at_head(rest, rules) {
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
        out.extend(tail);
    }
    out
}

fn removed(text: &str, reason: RemovalReason) -> Option<Piece> {
    let mut piece = Piece::new(text, None)?;
    piece.remove(reason);
    Some(piece)
}

/// A phrase at a line's head that is no part of it: «Next Previous», and the rest.
fn lead<'t>(text: &'t str, rules: &Rules) -> Option<(&'t str, RemovalReason, &'t str)> {
    let key = Key::of(head(text, LEAD));
    let found = rules.phrases.at_head(&key).find(leads)?;
    let end = if found.scope == FurnitureScope::Lead { key.end_of(found.words) } else { behind_button(text, rules)? };
    let (phrase, rest) = text.split_at(end);
    (!rest.trim().is_empty()).then_some((phrase, found.reason, rest.trim_start_matches([' ', '.', ':', '-', '…'])))
}

/// «.photo-box{ display:block; } …»: a rule of a style sheet at a line's head, and the rest.
fn style_rule(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['.', '#'])?;
    let open = rest.find('{').filter(|at| rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest[..*at].is_ascii())?;
    let close = open + rest[open..].find('}')?;
    let code = rest[open..close].is_ascii() && rest[open..close].contains(':');
    let (rule, behind) = text.split_at(close + 2);
    (code && !behind.trim().is_empty()).then_some((rule, behind.trim_start()))
}

/// «Toggleشوارع المدينة»: a button's word in Latin letters that ran together with an Arabic line, and the rest.
fn latin_button<'t>(text: &'t str, rules: &Rules) -> Option<(&'t str, RemovalReason, &'t str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|end| *end > 0)?;
    let (button, behind) = text.split_at(end);
    let arabic = behind.starts_with(|c: char| ('\u{621}'..='\u{64a}').contains(&c));
    let key = arabic.then(|| Key::of(button))?;
    let found = rules.phrases.at_head(&key).find(|f| f.scope == FurnitureScope::Line && f.words == key.len())?;
    Some((button, found.reason, behind))
}

/// Whether a phrase at a line's head may have text of the article behind it.
fn leads(found: &Found) -> bool {
    found.scope == FurnitureScope::Lead || found.scope == FurnitureScope::Start && found.reason == RemovalReason::Advert
}

/// Where an invitation at a line's head ends: «لتصلك أخبارنا اشترك في القناة انقر هنا», and the rest.
fn behind_button(text: &str, rules: &Rules) -> Option<usize> {
    let key = Key::of(text);
    let words: Vec<&str> = key.words().take(BUTTON).collect();
    let end = (1..=words.len())
        .rev()
        .find(|end| (1..=2.min(*end)).any(|n| rules.is_label(&words[end - n..*end].join(" "), PageLabelKind::Button)))?;
    Some(key.end_of(end))
}

/// The end of one of the page's last lines, where it is furniture that ran together with the text: the text, why the rest
/// goes, the rest. `last`: it is the last line.
fn ends_with_furniture<'t>(text: &'t str, last: bool, rules: &Rules) -> Option<(&'t str, RemovalReason, &'t str)> {
    let from = tail_of(text);
    if let Some((cut, reason)) = rules.phrases.rest(&Key::of(&text[from..])) {
        // The full stop before it is the text's.
        let cut = from + cut;
        let marks = text[cut..].find(char::is_alphanumeric)?;
        let (body, furniture) = text.split_at(cut + marks);
        return Some((body.trim_end(), reason, furniture));
    }
    let trimmed = text.trim_end();
    let stop = ends_before_labels(trimmed).filter(|_| last)?;
    let (body, labels) = trimmed.split_at(stop);
    let key = Key::of(labels);
    let found = rules.phrases.at_head(&key).find(|f| f.scope == FurnitureScope::End).filter(|_| key.len() <= LABELS)?;
    Some((body, found.reason, labels.trim_start()))
}

/// Where the part of a text that is looked through for furniture begins: between two words.
fn tail_of(text: &str) -> usize {
    let from = text.char_indices().rev().nth(TAIL).map_or(0, |(at, _)| at);
    if from == 0 { 0 } else { from + text[from..].find(char::is_whitespace).unwrap_or(0) }
}

/// Past the last full stop inside a text, marks that close a quotation with it.
fn ends_before_labels(text: &str) -> Option<usize> {
    let stops = text.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '؟' | '!'));
    let closed = stops.map(|(at, c)| {
        let after = at + c.len_utf8();
        after + text[after..].find(|c| !matches!(c, '”' | '"' | '»' | ')' | '“')).unwrap_or(0)
    });
    closed.into_iter().find(|end| *end < text.len()).filter(|end| text[*end..].starts_with(char::is_whitespace))
}

/// The first sentence, where it is a notice: what it says, why it goes, and the rest.
fn notice_at_head<'t>(text: &'t str, rules: &Rules) -> Option<(&'t str, RemovalReason, &'t str)> {
    let end = sentence_ends(text).next()?;
    let (first, rest) = text.split_at(end);
    if count_words(first) > 40 {
        return None;
    }
    let found = rules.phrases.within(&Key::of(first))?;
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
    let found = found.or_else(|| rules.phrases.within(&key)).map(|found| found.reason);
    let stamp = || stamp::dates_to_the_minute(last, rules).then_some(RemovalReason::Navigation);
    let reason = found.or_else(stamp).filter(|_| !rules.is_credit(last))?;
    (!body.trim().is_empty()).then_some((body.trim_end(), reason, last))
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
pub(crate) fn sentence_ends(text: &str) -> impl DoubleEndedIterator<Item = usize> {
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
