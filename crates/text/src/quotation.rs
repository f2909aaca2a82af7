//! Quotation marks: guillemets, straight and curly ones, nested.

use std::ops::Range;

use isnad_lexicon::fold::{Folded, TokenKind};

/// The fewest and the most tokens of a quotation whose closing mark is missing.
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

/// Finds the pairs. Straight marks pair up within a paragraph: a mark opens when white space, a line's
/// start, a bracket or a clitic (بـ"…") stands before it and none after it, and closes the other way
/// round; a doubtful one closes what is open.
pub fn find(folded: &Folded) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut guillemets: Vec<usize> = Vec::new();
    let mut straight: Option<usize> = None;
    let mut last_closed: Option<usize> = None;
    for (at, token) in folded.tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Break => {
                push_unclosed(&mut found, folded, straight.or(guillemets.pop()), at);
                guillemets.clear();
                straight = None;
                last_closed = None;
            }
            TokenKind::Mark => match folded.form(at) {
                "«" => guillemets.push(at),
                "»" => {
                    if let Some(open) = guillemets.pop() {
                        push(&mut found, open, at, !guillemets.is_empty() || straight.is_some());
                    }
                }
                "\"" => {
                    let space_before = !folded.touches_previous(at);
                    let space_after = !folded.touches_previous(at + 1) || is_stop(folded, at + 1);
                    match straight {
                        Some(open) if space_before && !space_after && at > open + 1 && straight_opens_anew(folded, open, at) => {
                            straight = Some(at);
                        }
                        Some(open) => {
                            push(&mut found, open, at, !guillemets.is_empty());
                            straight = None;
                            last_closed = Some(at);
                        }
                        // A closing mark whose opening one is missing on the page: what stands since
                        // the last mark was inside.
                        None if !space_before && space_after && last_closed.is_some() => {
                            if let Some(from) = last_closed.take() {
                                push(&mut found, from, at, false);
                            }
                        }
                        // «90%" من»: a mark that can only close, and nothing is open.
                        None if !space_before && space_after => {}
                        None => straight = Some(at),
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    push_unclosed(&mut found, folded, straight.or(guillemets.pop()), folded.tokens.len());
    found.sort_by_key(|q| (q.inner.start, std::cmp::Reverse(q.inner.end)));
    found
}

/// Whether a token is a mark that stands behind a closing one: «…".», «…"،».
fn is_stop(folded: &Folded, at: usize) -> bool {
    at < folded.tokens.len() && matches!(folded.form(at), "." | "،" | "," | "؛" | ";" | "؟" | "!" | ":" | ")")
}

/// A mark that clearly opens and is not closed before its paragraph ends: what stands behind it was inside, if it is no
/// more than somebody says in a breath.
fn push_unclosed(found: &mut Vec<Quotation>, folded: &Folded, open: Option<usize>, end: usize) {
    let Some(open) = open else { return };
    let opens = !folded.touches_previous(open) && folded.touches_previous(open + 1);
    let behind_another = found.last().is_some_and(|q| q.inner.end > open);
    if opens && !behind_another && (UNCLOSED_SHORTEST..=UNCLOSED_LONGEST).contains(&(end - open)) {
        found.push(Quotation { inner: open + 1..end, nested: false });
    }
}

/// Whether an unclosed mark should be given up for a new one that clearly opens.
fn straight_opens_anew(folded: &Folded, open: usize, at: usize) -> bool {
    // The old mark clearly opened too, and a sentence has ended since.
    (open + 1..at).any(|t| matches!(folded.form(t), "." | "؟" | "!"))
        && !folded.tokens[at - 1..at].iter().all(|t| t.kind == TokenKind::Mark)
}

fn push(found: &mut Vec<Quotation>, open: usize, close: usize, nested: bool) {
    if open + 1 < close {
        found.push(Quotation { inner: open + 1..close, nested });
    }
}
