//! How far two wordings are the same words: a shorter one as a piece of a longer one, or with some words changed.
//!
//! Variants of a quotation are found as Leskovec, Backstrom and Kleinberg do («Meme-tracking and the dynamics of the news cycle», KDD 2009):
//! the shorter is compared with the longer word by word, and what the longer has beyond it costs nothing. The distance is `strsim`'s
//! Levenshtein distance over words.

use isnad_lexicon::definite_article::without_article;
use isnad_lexicon::fold::fold;

/// The words of a text, folded and without articles, marks left out.
pub fn of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let forms = (0..folded.tokens.len()).map(|t| folded.form(t));
    forms.filter(|f| f.chars().any(char::is_alphanumeric)).map(|f| without_article(f).to_owned()).collect()
}

/// How a wording stands to a fuller one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Every word in the same order.
    Same,
    /// A piece of it, or pieces in order.
    Piece,
    /// Most words, some changed.
    Changed,
}

/// Fewer words than this say nothing unless they stand together in the fuller wording.
const FEW: usize = 5;
/// From this part of the shorter wording's words on, changed words make it another saying.
const CHANGED: f64 = 0.4;
/// A shorter wording that is less than this part of the fuller one must stand in it as it is.
const SCATTERED: usize = 3;

/// How a wording stands to another that is no shorter.
pub fn likeness(short: &[String], full: &[String]) -> Option<Likeness> {
    if short.is_empty() || short.len() > full.len() {
        return None;
    }
    if short == full {
        return Some(Likeness::Same);
    }
    if full.windows(short.len()).any(|w| w == short) {
        return (short.len() >= 2).then_some(Likeness::Piece);
    }
    // Another number is another claim, however like the words.
    let numbers = |words: &[String]| words.iter().filter(|w| w.chars().any(char::is_numeric)).cloned().collect::<Vec<_>>();
    let all = numbers(full);
    if short.len() < FEW || full.len() > short.len() * SCATTERED || numbers(short).iter().any(|n| !all.contains(n)) {
        return None;
    }
    // Words that stand apart in the fuller wording are others' by chance.
    let neighbours = short.windows(2).filter(|pair| full.windows(2).any(|other| other == *pair)).count();
    if neighbours * 2 < short.len() - 1 {
        return None;
    }
    let distance = strsim::generic_levenshtein(&Words(short), &Words(full));
    let changed = distance.saturating_sub(full.len() - short.len());
    match changed {
        0 => Some(Likeness::Piece),
        n if (n as f64) < short.len() as f64 * CHANGED => Some(Likeness::Changed),
        _ => None,
    }
}

/// Words as `strsim` takes them.
struct Words<'a>(&'a [String]);

impl<'b> IntoIterator for &Words<'b> {
    type Item = &'b String;
    type IntoIter = std::slice::Iter<'b, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(short: &str, full: &str) -> Option<Likeness> {
        likeness(&of(short), &of(full))
    }

    #[test]
    fn a_piece_and_a_rewording_are_told_from_another_saying() {
        let full = "لن نقبل وقف إطلاق النار قبل انسحاب آخر جندي من أرضنا";
        assert_eq!(compared(full, full), Some(Likeness::Same));
        assert_eq!(compared("انسحاب آخر جندي", full), Some(Likeness::Piece));
        assert_eq!(compared("لن نقبل وقف إطلاق النار قبل مغادرة آخر جندي أرضنا", full), Some(Likeness::Changed));
        assert_eq!(compared("سنعيد بناء كل بيت هدم في هذه القرية", full), None);
    }

    #[test]
    fn another_number_is_another_saying() {
        assert_eq!(compared("أحصينا 27 قتيلا في ثلاث قرى أمس", "أحصينا 32 قتيلا في ثلاث قرى أمس"), None);
    }
}
