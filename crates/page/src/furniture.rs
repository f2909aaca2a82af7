//! What on a page is not the article, for pages of any make: also for text whose tags are gone.
//!
//! Phrases come from the packs; beside them the page's own shape tells: text in another script at its ends,
//! runs of short lines above the first paragraph or of titles below the last, lines said twice.
//! When in doubt, a line stays.

use std::ops::Range;

use isnad_lexicon::subjects::{FurnitureScope, PageLabelKind};
use isnad_model::{BlockKind, RemovalReason};

use crate::language::{Letters, Script, is_alphanumeric};
use crate::phrases::Found;
use crate::piece::{End, Piece};
use crate::rules::Rules;
use crate::{breadcrumb, contact, glued, masthead, repeated, stamp, ticker, title_tail};

/// The most words that a list of titles gives of a text.
const TEASER: usize = 45;
/// The fewest words of the article above its tags.
const ABOVE_TAGS: usize = 60;
/// The most words of a line that is an invitation to press a button.
const INVITATION: usize = 12;
/// The most words of an outlet's name.
const OUTLET: usize = 4;

/// What furniture says of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The writers named by bylines.
    pub byline: Vec<String>,
    /// The lines that date the page, the most trustworthy first.
    pub stamps: Vec<String>,
}

/// Marks the pieces that are furniture and returns what they say of the article.
pub fn mark(pieces: &mut [Piece], rules: &Rules) -> Told {
    symbols(pieces);
    repeated::mark(pieces);
    ticker::mark(pieces, rules);
    contact::mark(pieces, rules);
    let first_prose = pieces.iter().position(|p| p.kept() && p.is_prose()).unwrap_or(pieces.len());
    let stamps = stamp::mark(pieces, first_prose, rules);
    let byline = bylines(pieces, first_prose, rules);
    lines(pieces, first_prose, rules);
    breadcrumb::mark(pieces, first_prose, rules);
    sections(pieces, first_prose, rules);
    tails(pieces, rules);
    tag_rows(pieces, rules);
    outlet_names(pieces, rules);
    foreign_ends(pieces, rules);
    masthead::mark(pieces, rules);
    menus_above(pieces, rules);
    titles_below(pieces, rules);
    Told { byline, stamps: stamp::by_trust(pieces, &stamps, rules) }
}

/// Rules, arrows, bare addresses, markdown pictures, lone letters and numbers.
fn symbols(pieces: &mut [Piece]) {
    for piece in pieces {
        let text = piece.text.as_str();
        let letters = text.chars().filter(|c| *c != 'ـ' && is_alphanumeric(*c)).take(4).count();
        let address = !text.contains(' ') && (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."));
        let picture = text.starts_with("![") && text.ends_with(')');
        let number = piece.letters.all() == 0 && letters <= 3;
        let blank = letters == 0 || number || (letters == 1 && piece.words <= 1);
        if blank || address || picture || is_initials(text) || is_code(text) || is_file_name(text) || is_class_name(text) {
            piece.remove(RemovalReason::Other);
        } else if is_tags(text) {
            piece.remove(RemovalReason::Navigation);
        }
    }
}

/// «ع.ف», «م. ح. ر»: an editor's initials on a line of their own.
fn is_initials(text: &str) -> bool {
    let mut letters = text.split(['.', ' ', '/']).filter(|part| !part.is_empty());
    let lone = |part: &str| part.chars().all(char::is_alphabetic) && part.chars().count() == 1;
    text.contains(['.', '/']) && letters.clone().count() <= 4 && letters.all(lone)
}

/// What a template's program should have replaced: «{{ article.visits }}», «[gallery ids="1"]».
fn is_code(text: &str) -> bool {
    text.starts_with("{{") && text.ends_with("}}")
        || text.starts_with('{') && text.ends_with('}')
        || text.starts_with('[') && text.ends_with(']') && text.contains('=') && text[1..].starts_with(|c: char| c.is_ascii_alphabetic())
}

/// «IMG_2731», «photo-12.jpg»
fn is_file_name(text: &str) -> bool {
    let ending =
        text.rsplit_once('.').is_some_and(|(_, e)| ["jpg", "jpeg", "png", "gif", "webp", "mp4"].contains(&e.to_ascii_lowercase().as_str()));
    let numbered = text.contains('_') && text.contains(|c: char| c.is_ascii_digit());
    text.is_ascii() && !text.contains(' ') && (ending || numbered)
}

/// «news-picture», «list_item», «mainPhoto»: what a template calls a part of the page.
fn is_class_name(text: &str) -> bool {
    let joined = text.contains(['-', '_']) && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '-' | '_'));
    // «iPhone» is a name.
    let humped = text.chars().take(2).all(|c| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_alphabetic())
        && text.contains(|c: char| c.is_ascii_uppercase());
    text.starts_with(|c: char| c.is_ascii_lowercase()) && (joined || humped)
}

/// «#الميناء #السوق»: a line of several tags and nothing else. One alone may be a column's subhead.
fn is_tags(text: &str) -> bool {
    text.contains(' ') && text.split(' ').all(|word| word.starts_with('#') && word.len() > 1 && !word.ends_with(':'))
}

/// «كتب: سامي الراوي» above the first paragraph or at the end.
fn bylines(pieces: &mut [Piece], first_prose: usize, rules: &Rules) -> Vec<String> {
    let mut names = Vec::new();
    let count = pieces.len();
    for (at, piece) in pieces.iter_mut().enumerate().filter(|(at, _)| *at < first_prose || at + 3 >= count) {
        let labelled = rules.is_label(piece.key.word(0), PageLabelKind::Byline);
        let clear = piece.key.mark_after(1) || piece.words <= 4;
        if at == 0
            || !piece.kept()
            || !labelled
            || !clear
            || !(2..=6).contains(&piece.words)
            || piece.key.words().any(|w| w == "#")
            || piece.end == End::Stop
        {
            continue;
        }
        let name = rules.without_byline_label(&piece.text);
        // «كتب: أ ف ب» credits an agency, and stays for who reads credits.
        if !name.is_empty() && !rules.names_agency(name) {
            names.push(name.to_owned());
            piece.remove(RemovalReason::Other);
        }
    }
    names
}

/// Whether a phrase at the head of a piece means the whole piece: it is all of it, or introduces the rest.
fn introduces(piece: &Piece, found: &Found) -> bool {
    let rest = piece.key.len() - found.words;
    if rest == 0 && piece.key.is_whole() {
        return true;
    }
    if piece.is_prose() && piece.words > found.words + 8 {
        return false;
    }
    piece.key.mark_after(found.words) && piece.end != End::Stop
        || (found.words >= 2 && (piece.end != End::Stop || piece.words <= found.words + 6) && rest <= 16)
}

/// Phrases that work on their own line.
fn lines(pieces: &mut [Piece], first_prose: usize, rules: &Rules) {
    let last_prose = pieces.iter().rposition(|p| p.kept() && p.is_prose()).unwrap_or(0);
    for (at, piece) in pieces.iter_mut().enumerate().filter(|(_, p)| p.kept()) {
        let whole = piece.key.is_whole();
        let found = rules.phrases.at_head(&piece.key).find(|found| match found.scope {
            FurnitureScope::Line => whole && found.words == piece.key.len(),
            FurnitureScope::Head => whole && found.words == piece.key.len() && (at < first_prose || at > last_prose),
            FurnitureScope::Start => introduces(piece, found),
            FurnitureScope::Within
            | FurnitureScope::Section
            | FurnitureScope::Tail
            | FurnitureScope::Lead
            | FurnitureScope::Rest
            | FurnitureScope::End => false,
        });
        let found = found.or_else(|| rules.phrases.within(&piece.key).filter(|_| piece.words <= 80));
        if let Some(found) = found {
            piece.remove(found.reason);
        } else if is_invitation(piece, rules) {
            piece.remove(RemovalReason::Advert);
        }
    }
}

/// «لمشاهدة الخبر كاملا اضغط هنا…»: a line that ends in the button to press.
fn is_invitation(piece: &Piece, rules: &Rules) -> bool {
    let count = piece.key.len();
    (2..=INVITATION).contains(&count)
        && piece.end != End::Stop
        && rules.is_label(&format!("{} {}", piece.key.word(count - 2), piece.key.word(count - 1)), PageLabelKind::Button)
}

/// Headings of lists of links, with the titles below them.
fn sections(pieces: &mut [Piece], first_prose: usize, rules: &Rules) {
    for at in 0..pieces.len() {
        let piece = &pieces[at];
        if !piece.kept() && piece.removed != Some(RemovalReason::RelatedLinks) {
            continue;
        }
        let Some(found) = rules
            .phrases
            .at_head(&piece.key)
            .filter(|f| f.scope == FurnitureScope::Section && introduces(&pieces[at], f))
            .max_by_key(|f| f.words)
        else {
            continue;
        };
        let alone = piece.key.len() == found.words;
        // «شاهد: …», but «شاهد «العمدة» …»
        let word_only = found.words == 1 && !alone && found.reason == RemovalReason::RelatedLinks;
        let behind = piece.text.get(piece.key.end_of(1)..).unwrap_or_default().trim_start();
        if word_only && !behind.starts_with([':', '|', '/', '-', '–', '…']) && !behind.starts_with("..") {
            continue;
        }
        // «السابق», «القسم» above the text head no list; «شاهد: …» there is a title.
        let above = found.words == 1 && at < first_prose;
        if !above || alone || found.reason != RemovalReason::RelatedLinks {
            pieces[at].remove(found.reason);
        }
        if above {
            continue;
        }
        let next = (at + 1..pieces.len()).find(|i| pieces[*i].kept());
        if let Some(next) = next.filter(|i| alone && (ticker::is_run_together(&pieces[*i]) || ticker::closes_page(pieces, *i))) {
            pieces[next].remove(found.reason);
            continue;
        }
        let run = run_of_titles(pieces, at + 1, rules);
        let titles: Vec<usize> = run.clone().filter(|i| pieces[*i].kept()).collect();
        let ends_page = pieces[run.end..].iter().all(|p| !p.kept());
        let long = |i: &usize| pieces[*i].words >= 6;
        let take = match titles.len() {
            0 => 0,
            1 if alone => usize::from(long(&titles[0]) || ends_page),
            1 => 0,
            // A short last line above a paragraph is that paragraph's subhead.
            count if !ends_page && !long(&titles[count - 1]) => count - 1,
            count => count,
        };
        if !alone && titles.len() < 2 && !ends_page {
            continue;
        }
        for i in &titles[..take] {
            pieces[*i].remove(found.reason);
        }
    }
}

/// The titles that follow one another from a piece on; what is furniture already may stand between, and so may the
/// first words of the text that a title leads to: «… وقال إن …».
fn run_of_titles(pieces: &[Piece], from: usize, rules: &Rules) -> Range<usize> {
    let mut titled = false;
    let end = pieces[from..].iter().position(|p| {
        if !p.kept() {
            return false;
        }
        let teaser = titled && p.words <= TEASER && p.text.ends_with(['…', ']']) | p.text.ends_with("...");
        titled = p.is_title_like();
        !(titled || teaser) || stays(p, rules)
    });
    from..end.map_or(pieces.len(), |n| from + n)
}

/// Lines that are never taken with their surroundings: credits, and text that markup vouches for.
pub(crate) fn stays(piece: &Piece, rules: &Rules) -> bool {
    let source = piece.words <= 6 && rules.is_label(piece.key.word(0), PageLabelKind::Source);
    source
        || piece.words <= 8 && rules.is_credit(&piece.text)
        || matches!(piece.kind, Some(BlockKind::Headline | BlockKind::Caption | BlockKind::Summary))
}

/// From a comment form or the like to the end, where the article lies above.
fn tails(pieces: &mut [Piece], rules: &Rules) {
    let words = |range: &[Piece]| range.iter().filter(|p| p.kept()).map(|p| p.words).sum::<usize>();
    for at in 0..pieces.len() {
        let piece = &pieces[at];
        // The label of tags may have gone as the heading of a list.
        if !piece.kept() && piece.removed != Some(RemovalReason::Navigation) {
            continue;
        }
        let Some(found) = rules.phrases.at_head(&piece.key).filter(|f| is_tail(f.scope) && introduces(piece, f)).max_by_key(|f| f.words)
        else {
            continue;
        };
        pieces[at].remove(found.reason);
        let (above, below) = (words(&pieces[..at]), words(&pieces[at + 1..]));
        let prose_above = pieces[..at].iter().any(|p| p.kept() && p.is_prose());
        // Tags close an article, whatever other articles follow.
        let closed = found.scope == FurnitureScope::End && above >= ABOVE_TAGS;
        if prose_above && (below <= above && found.scope == FurnitureScope::Tail || closed) {
            for piece in pieces[at + 1..].iter_mut().filter(|p| p.kept()) {
                if !stays(piece, rules) {
                    piece.remove(found.reason);
                }
            }
        }
    }
}

/// Whether what follows a phrase may be no part of the article.
fn is_tail(scope: FurnitureScope) -> bool {
    matches!(scope, FurnitureScope::Tail | FurnitureScope::End)
}

/// «وسوم مدارس الميناء» below the last paragraph: the tags behind their label, in one line with it.
fn tag_rows(pieces: &mut [Piece], rules: &Rules) {
    let Some(last) = pieces.iter().rposition(|p| p.kept() && p.is_prose()) else { return };
    for piece in pieces[last + 1..].iter_mut().filter(|p| p.kept()) {
        let labelled = rules.phrases.at_head(&piece.key).any(|f| f.scope == FurnitureScope::End);
        if labelled && piece.end == End::Open && piece.key.is_whole() && piece.key.len() <= glued::LABELS {
            piece.remove(RemovalReason::Navigation);
        }
    }
}

/// An outlet's own name alone above the text: «النخيل نيوز», «صحيفة النخيل».
fn outlet_names(pieces: &mut [Piece], rules: &Rules) {
    let first_prose = pieces.iter().position(|p| p.kept() && p.is_prose()).unwrap_or(0);
    let named = |p: &Piece| {
        let starts = p.words <= OUTLET && p.words >= 2 && rules.is_label(p.key.word(0), PageLabelKind::OutletStart);
        let short = p.words <= OUTLET && p.end == End::Open && p.kind.is_none() && !p.text.contains([':', '«', '"', '“']);
        short && (starts || title_tail::ends_as_outlet(&p.key, rules)) && !stays(p, rules)
    };
    let names: Vec<usize> = (0..first_prose).filter(|i| pieces[*i].kept() && named(&pieces[*i])).collect();
    let titled = (0..first_prose).any(|i| pieces[i].kept() && pieces[i].words >= 3 && !names.contains(&i));
    for i in names {
        // Without a title the name stands at the page's head.
        if titled || pieces[..i].iter().all(|p| !p.kept()) {
            pieces[i].remove(RemovalReason::Navigation);
        }
    }
}

/// Paragraphs in another script than the page's at its head or tail.
fn foreign_ends(pieces: &mut [Piece], rules: &Rules) {
    let mut letters = Letters::default();
    pieces.iter().filter(|p| p.kept()).for_each(|p| letters.add(p.letters));
    let Some(script) = letters.script() else { return };
    let of = |l: Letters| match script {
        Script::Arabic => l.arabic,
        Script::Latin => l.latin,
        Script::Other => l.other,
    };
    // A page half in another language is one with two languages.
    if of(letters) * 10 < letters.all() * 7 {
        return;
    }
    let foreign = |p: &Piece| of(p.letters) * 5 < p.letters.all();
    let order: Vec<usize> = (0..pieces.len()).filter(|i| pieces[*i].kept()).collect();
    let head = order.iter().take_while(|i| foreign(&pieces[**i])).count();
    let tail = order.iter().rev().take_while(|i| foreign(&pieces[**i])).count();
    if head + tail >= order.len() {
        return;
    }
    let ends: Vec<usize> = order[..head].iter().chain(&order[order.len() - tail..]).copied().collect();
    // The reason of the run is that of the first of its lines that has one.
    let known = ends.iter().find_map(|i| rules.phrases.within(&pieces[*i].key)).map(|f| f.reason);
    let near = pieces.iter().filter(|p| p.letters.all() > of(p.letters) * 5).find_map(|p| p.removed);
    for i in ends {
        let sentence = pieces[i].words >= 4 || known.is_some();
        if (sentence || !rules.names_agency(&pieces[i].text)) && !stays(&pieces[i], rules) {
            pieces[i].remove(known.or(near).unwrap_or(RemovalReason::Other));
        }
    }
}

/// Menus, mastheads and weather above the first paragraph: four short lines or more, gone ones counted.
fn menus_above(pieces: &mut [Piece], rules: &Rules) {
    let Some(first_prose) = pieces.iter().position(|p| p.kept() && p.is_prose()) else { return };
    let short: Vec<usize> = (0..first_prose)
        .filter(|i| {
            let p = &pieces[*i];
            p.kept()
                && p.words <= 3
                && p.kind.is_none()
                && !stays(p, rules)
                && !rules.is_label(p.key.joined(), PageLabelKind::Summary)
                && !rules.names_agency(&p.text)
                && !p.key.words().any(|w| w == "#")
        })
        .collect();
    let gone = pieces[..first_prose].iter().filter(|p| !p.kept()).count();
    if short.len() >= 2 && short.len() + gone >= 4 {
        for i in short {
            pieces[i].remove(RemovalReason::Navigation);
        }
    }
}

/// Three titles or more, or four tags, below the last paragraph, with no full stop among them.
fn titles_below(pieces: &mut [Piece], rules: &Rules) {
    let order: Vec<usize> = (0..pieces.len()).filter(|i| pieces[*i].kept()).collect();
    if order.iter().filter(|i| pieces[**i].is_prose()).count() < 3 {
        return;
    }
    let run: Vec<usize> = order
        .iter()
        .rev()
        .copied()
        .take_while(|i| {
            pieces[*i].is_title_like()
                && !pieces[*i].has_bullet()
                && pieces[*i].kind != Some(BlockKind::List)
                && !pieces[*i].text.contains('(')
        })
        .collect();
    let run: Vec<usize> = run.into_iter().filter(|i| !stays(&pieces[*i], rules)).collect();
    // Verses and signatures are lines of four or five words; tags have fewer, titles more.
    let words: usize = run.iter().map(|i| pieces[*i].words).sum();
    let reason = match run.len() {
        3.. if words * 2 >= run.len() * 13 => RemovalReason::RelatedLinks,
        4.. if words * 2 <= run.len() * 5 => RemovalReason::Navigation,
        _ => return,
    };
    for i in run {
        pieces[i].remove(reason);
    }
}
