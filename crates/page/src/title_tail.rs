//! What stands behind a title in its line: «عنوان | أخبار», «عنوان - صحيفة الميناء», «عنوان - الأحد 12 مارس 2023 10:19».

use isnad_lexicon::subjects::PageLabelKind;
use isnad_model::RemovalReason;
use rustc_hash::FxHashSet;

use crate::breadcrumb::names_section;
use crate::phrases::Key;
use crate::piece::{Piece, count_words};
use crate::rules::Rules;
use crate::stamp;

/// How many of a page's first lines are looked at.
const LINES: usize = 30;
/// The fewest words of the title, and the most of what stands behind it.
const TITLE: usize = 3;
const TAIL: usize = 4;
/// What parts the two.
const MARKS: [&str; 4] = ["|", " - ", " – ", " — "];

/// Parts it from the title.
pub fn part(pieces: Vec<Piece>, rules: &Rules) -> Vec<Piece> {
    let candidate = |p: &Piece| p.kept() && p.is_title_like() && p.words > TITLE && MARKS.iter().any(|m| p.text.contains(m));
    if !pieces.iter().take(LINES).any(candidate) {
        return pieces;
    }
    let lines: FxHashSet<String> =
        pieces.iter().filter(|p| p.words <= TAIL && p.key.len() > 0).map(|p| p.key.joined().to_owned()).collect();
    let mut out = Vec::with_capacity(pieces.len() + 1);
    for (at, piece) in pieces.into_iter().enumerate() {
        match (at < LINES && candidate(&piece)).then(|| cut(&piece.text, &lines, rules)).flatten() {
            Some((end, dated)) => {
                let (title, tail) = piece.text.split_at(end);
                out.extend(Piece::new(title, piece.kind));
                // What dates the page is read where the other lines that do so are.
                let tail = Piece::new(tail.trim_start_matches(|c: char| !c.is_alphanumeric()), None);
                out.extend(tail.map(|mut tail| {
                    if !dated {
                        tail.remove(RemovalReason::Navigation);
                    }
                    tail
                }));
            }
            None => out.push(piece),
        }
    }
    out
}

/// Where the title ends, and whether what follows dates the page.
fn cut(text: &str, lines: &FxHashSet<String>, rules: &Rules) -> Option<(usize, bool)> {
    let mut marks: Vec<(usize, &str)> = MARKS.iter().flat_map(|m| text.match_indices(m)).collect();
    marks.sort_unstable();
    marks.into_iter().filter(|(at, _)| count_words(&text[..*at]) >= TITLE).find_map(|(at, mark)| {
        let tail = text[at + mark.len()..].trim();
        if stamp::dates_to_the_minute(tail, rules) {
            return Some((at, true));
        }
        let key = Key::of(tail);
        let short = (1..=TAIL).contains(&count_words(tail));
        // «عنوان - بوابة النخيل»
        let gate = || key.len() == 2 && rules.is_label(key.word(0), PageLabelKind::OutletStart) && key.word(1).starts_with("ال");
        let outlet = || ends_as_outlet(&key, rules) || gate() || lines.contains(key.joined());
        (short && (mark == "|" && names_section(tail, rules) || outlet())).then_some((at, false))
    })
}

/// «النخيل نيوز»: words that end as outlets' names do.
pub(crate) fn ends_as_outlet(key: &Key, rules: &Rules) -> bool {
    (1..=2).any(|n| {
        let at = key.len().checked_sub(n).filter(|at| *at > 0);
        at.is_some_and(|at| rules.is_label(&key.words().skip(at).collect::<Vec<_>>().join(" "), PageLabelKind::OutletEnd))
    })
}
