//! Quotation marks: guillemets, straight and curly ones, nested, turned round, or missing their partner.

use std::ops::Range;

use isnad_lexicon::fold::{Folded, TokenKind};

/// The fewest and the most tokens of a quotation whose other mark is missing.
const UNCLOSED_SHORTEST: usize = 6;
const UNCLOSED_LONGEST: usize = 60;

/// What stands between a pair of quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The tokens between the marks.
    pub inner: Range<usize>,
    /// Whether it stands inside another one.
    pub nested: bool,
}

/// Marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Guillemets,
    /// Straight and curly marks, which pages mix.
    Straight,
}

/// On which side of a quotation a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// Finds the pairs within each paragraph. A mark opens when white space, a line's start, a bracket or a clitic (بـ"…")
/// stands before it and none after it, and closes the other way round, whatever its shape (»…» and “…“ are written too);
/// where its place doesn't tell, its shape does; a doubtful one closes what is open.
pub fn find(folded: &Folded, text: &str) -> Vec<Quotation> {
    let mut pairs = Pairs { folded, found: Vec::new(), open: Vec::new(), last_closed: None, paragraph: 0 };
    let curly_open = curly_opener(folded, text);
    for (at, token) in folded.tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Break => pairs.end_paragraph(at),
            TokenKind::Mark => match folded.form(at) {
                "«" => pairs.guillemet(at, Side::Opens),
                "»" => pairs.guillemet(at, Side::Closes),
                "\"" => {
                    let nests = text.get(token.start as usize..token.end as usize).is_some_and(|mark| mark == curly_open);
                    pairs.straight(at, nests);
                }
                _ => {}
            },
            TokenKind::Word | TokenKind::Digits => {}
        }
    }
    pairs.end_paragraph(folded.tokens.len());
    let mut found = pairs.found;
    found.sort_by_key(|q| (q.inner.start, std::cmp::Reverse(q.inner.end)));
    let mut reached = 0;
    for quotation in &mut found {
        quotation.nested = quotation.inner.end < reached;
        reached = reached.max(quotation.inner.end);
    }
    found
}

/// The curly mark that opens on this page: “ unless more of them stand where marks close.
fn curly_opener(folded: &Folded, text: &str) -> &'static str {
    let mut turned = 0_i32;
    for (at, token) in folded.tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Mark) {
        if text.get(token.start as usize..token.end as usize) == Some("“") {
            turned += match place(folded, at) {
                Side::Opens => -1,
                Side::Closes => 1,
                Side::Either => 0,
            };
        }
    }
    if turned > 0 { "”" } else { "“" }
}

/// On which side a mark stands by the white space about it.
fn place(folded: &Folded, at: usize) -> Side {
    let before = !folded.touches_previous(at) || matches!(folded.form(at - 1), "(" | "[" | ":") || is_clitic(folded, at - 1);
    let after = !folded.touches_previous(at + 1) || is_stop(folded, at + 1) || folded.tokens[at + 1].kind == TokenKind::Break;
    match (before, after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

/// Whether a token is a particle or article that is written together with a mark: بـ"…", الـ"…".
fn is_clitic(folded: &Folded, at: usize) -> bool {
    folded.tokens[at].kind == TokenKind::Word && folded.form(at).chars().count() <= 2
}

/// Whether a token is a mark that stands behind a closing one: «…".», «…"،».
fn is_stop(folded: &Folded, at: usize) -> bool {
    at < folded.tokens.len() && matches!(folded.form(at), "." | "،" | "," | "؛" | ";" | "؟" | "!" | ":" | ")")
}

/// The pairs of the paragraphs read so far.
struct Pairs<'a> {
    folded: &'a Folded,
    found: Vec<Quotation>,
    /// Marks that opened and are not closed.
    open: Vec<(usize, Family)>,
    /// The last closing straight mark of the paragraph.
    last_closed: Option<usize>,
    /// Where the paragraph begins.
    paragraph: usize,
}

impl Pairs<'_> {
    fn guillemet(&mut self, at: usize, shape: Side) {
        let place = place(self.folded, at);
        let is_open = self.innermost(Family::Guillemets).is_some();
        let clitic = self.folded.touches_previous(at) && is_clitic(self.folded, at - 1);
        let opens = match shape {
            Side::Opens => !(is_open && (place == Side::Closes || is_stop(self.folded, at + 1) && self.folded.touches_previous(at + 1))),
            _ => place == Side::Opens && (!is_open || clitic),
        };
        if opens { self.opens(at, Family::Guillemets) } else { self.closes(at, Family::Guillemets) }
    }

    /// `nests`: its shape says that it opens, also inside another quotation.
    fn straight(&mut self, at: usize, nests: bool) {
        let place = place(self.folded, at);
        match self.innermost(Family::Straight) {
            Some(open) if place == Side::Opens && at > open + 1 && (nests || self.last_stop(open, at).is_some_and(|s| s + 1 < at)) => {
                self.opens(at, Family::Straight);
            }
            Some(_) => self.closes(at, Family::Straight),
            // «90%" من»: a mark that can only close, and nothing is open.
            None if place == Side::Closes => self.closes(at, Family::Straight),
            None => self.opens(at, Family::Straight),
        }
    }

    /// The last mark of a family that is open.
    fn innermost(&self, family: Family) -> Option<usize> {
        self.open.iter().rev().find(|(_, f)| *f == family).map(|(at, _)| *at)
    }

    fn opens(&mut self, at: usize, family: Family) {
        // «أجاب: «نعم. وأضاف: «لا»: what somebody says behind a sentence's end was not said inside the quotation before.
        let anew = family == Family::Straight || at > 0 && self.folded.form(at - 1) == ":";
        if let Some(open) = self.innermost(family).filter(|_| anew)
            && let Some(stop) = self.last_stop(open, at)
        {
            self.push_unclosed(open, stop);
            self.open.clear();
        }
        self.open.push((at, family));
    }

    fn closes(&mut self, at: usize, family: Family) {
        match self.open.iter().rposition(|(_, f)| *f == family) {
            Some(nth) => {
                self.push(self.open[nth].0, at);
                self.open.truncate(nth);
            }
            // A mark whose opening one is missing on the page: what stands since a colon, or since the last mark, was inside.
            None => {
                let from = self.colon(at).or(self.last_closed.take().filter(|_| family == Family::Straight));
                if let Some(from) = from {
                    self.push(from, at);
                }
            }
        }
        if family == Family::Straight {
            self.last_closed = Some(at).filter(|_| self.open.is_empty());
        }
    }

    /// The colon behind which words stand that a mark closes, though none opens them: «قال: نعم»».
    fn colon(&self, at: usize) -> Option<usize> {
        let floor = self.paragraph.max(at.saturating_sub(UNCLOSED_LONGEST)).max(self.found.last().map_or(0, |q| q.inner.end + 1));
        (floor..at.saturating_sub(UNCLOSED_SHORTEST))
            .rev()
            .find(|t| self.folded.form(*t) == ":" && !self.folded.tokens.get(t + 1).is_some_and(|next| next.kind == TokenKind::Digits))
    }

    /// The last full stop between two marks.
    fn last_stop(&self, open: usize, at: usize) -> Option<usize> {
        (open + 1..at).rev().find(|t| matches!(self.folded.form(*t), "." | "؟" | "!"))
    }

    fn end_paragraph(&mut self, at: usize) {
        if let Some((open, _)) = self.open.first() {
            self.push_unclosed(*open, at);
        }
        self.open.clear();
        self.last_closed = None;
        self.paragraph = at + 1;
    }

    /// A mark that clearly opens and is not closed before its paragraph ends: what stands behind it was inside, if it is
    /// no more than somebody says in a breath.
    fn push_unclosed(&mut self, open: usize, end: usize) {
        let opens = !self.folded.touches_previous(open) && self.folded.touches_previous(open + 1);
        let behind_another = self.found.last().is_some_and(|q| q.inner.end > open);
        if opens && !behind_another && (UNCLOSED_SHORTEST..=UNCLOSED_LONGEST).contains(&(end - open)) {
            self.push(open, end);
        }
    }

    fn push(&mut self, open: usize, close: usize) {
        if open + 1 < close {
            self.found.push(Quotation { inner: open + 1..close, nested: false });
        }
    }
}

#[cfg(test)]
mod tests {
    use isnad_lexicon::fold::fold;

    use super::find;

    /// What stands in marks, what is nested in brackets.
    fn quoted(text: &str) -> Vec<String> {
        let folded = fold(text);
        let quotations = find(&folded, text);
        let exact = |q: &super::Quotation| text[folded.source_bytes(q.inner.clone())].to_owned();
        quotations.iter().map(|q| if q.nested { format!("({})", exact(q)) } else { exact(q) }).collect()
    }

    #[test]
    fn marks_of_every_shape_pair() {
        assert_eq!(quoted("قال «الماء صاف» وقال \"لا\"."), ["الماء صاف", "لا"]);
        assert_eq!(quoted("قال “الماء صاف” وهو ”عذب“."), ["الماء صاف", "عذب"]);
        assert_eq!(quoted("وصفها بـ»الكارثة» وبـ «المأساة «."), ["الكارثة", "المأساة"]);
    }

    #[test]
    fn marks_nest() {
        assert_eq!(quoted("قال إن “العاصفة “سلمى” مرت بسلام” أمس."), ["العاصفة “سلمى” مرت بسلام", "(سلمى)"]);
        assert_eq!(quoted("قال «العاصفة \"سلمى\" مرت»."), ["العاصفة \"سلمى\" مرت", "(سلمى)"]);
    }

    #[test]
    fn a_mark_behind_a_colon_opens() {
        assert_eq!(quoted("قال المدير:\" نحن متفائلون\"، ثم جلس."), ["نحن متفائلون"]);
    }

    #[test]
    fn a_missing_mark_is_made_good() {
        assert_eq!(quoted("قال: الماء صاف والنهر هادئ منذ أيام» وغادر."), ["الماء صاف والنهر هادئ منذ أيام"]);
        let reopened = quoted("أجاب: «الماء صاف منذ أول أيام الصيف. وأضاف: «النهر هادئ».");
        assert_eq!(reopened, ["الماء صاف منذ أول أيام الصيف", "النهر هادئ"]);
    }
}
