//! Sentences that survive abbreviations, quotations, decimals and absent full stops.

use std::ops::Range;

use isnad_lexicon::fold::{Folded, TokenKind};

use crate::quotation::Quotation;

/// A sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, its final mark among them.
    pub tokens: Range<usize>,
    /// Which paragraph it stands in, counted from 0.
    pub paragraph: usize,
}

/// Cuts a text into sentences. A line end always ends one; a full stop does unless it stands in a
/// number or an abbreviation, or inside a quotation that goes on in the same sentence.
pub fn split(folded: &Folded, quotations: &[Quotation]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    let tokens = &folded.tokens;
    let mut end_sentence = |start: &mut usize, end: usize, paragraph: usize| {
        if *start < end {
            sentences.push(Sentence { tokens: *start..end, paragraph });
        }
        *start = end;
    };
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].kind {
            TokenKind::Break => {
                end_sentence(&mut start, at, paragraph);
                start = at + 1;
                paragraph += 1;
            }
            TokenKind::Mark if is_final(folded, at) => {
                // Closing marks and brackets belong to the sentence they close.
                let mut end = at + 1;
                while end < tokens.len()
                    && matches!(folded.form(end), "\"" | "»" | ")" | "]" | "." | "!" | "؟" | "?" | "…")
                    && closes(folded, end, quotations)
                {
                    end += 1;
                }
                let inside = quotations.iter().any(|q| q.inner.start <= at && at < q.inner.end && end <= q.inner.end);
                if !inside {
                    end_sentence(&mut start, end, paragraph);
                    at = end;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    end_sentence(&mut start, tokens.len(), paragraph);
    sentences
}

fn is_final(folded: &Folded, at: usize) -> bool {
    match folded.form(at) {
        "!" | "؟" | "?" => true,
        "." => !is_inside_number(folded, at) && !is_abbreviation(folded, at),
        _ => false,
    }
}

/// «3.5», «20.9.2023».
fn is_inside_number(folded: &Folded, at: usize) -> bool {
    folded.touches_previous(at)
        && folded.touches_previous(at + 1)
        && at > 0
        && folded.tokens[at - 1].kind == TokenKind::Digits
        && folded.tokens[at + 1].kind == TokenKind::Digits
}

/// «أ.ف.ب», «د.», «U.S.»: a stop after one letter that touches it, itself after a space or another stop.
fn is_abbreviation(folded: &Folded, at: usize) -> bool {
    if !folded.touches_previous(at) || at == 0 || folded.tokens[at - 1].kind != TokenKind::Word {
        return false;
    }
    let letters = folded.form(at - 1).chars().count();
    // The last letter of «أ.ف.ب.» ends nothing when a word goes on right after it.
    letters == 1 && folded.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word)
}

/// Whether a mark after a full stop closes rather than opens.
fn closes(folded: &Folded, at: usize, quotations: &[Quotation]) -> bool {
    match folded.form(at) {
        "\"" => quotations.iter().any(|q| q.inner.end == at),
        _ => true,
    }
}
