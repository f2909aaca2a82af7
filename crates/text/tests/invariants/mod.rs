//! What holds of every text; the property tests and the fuzz target ask for the same.

use std::ops::Range;

use isnad_lexicon::Lexicon;
use isnad_lexicon::fold::TokenKind;
use isnad_text::{Document, number, time};

/// The days that pages may claim to be of, among them the ends of the calendar.
pub const DAYS: [Option<&str>; 5] = [None, Some("2023-09-20"), Some("2024-02-29T23:59:00+03:00"), Some("9999-12-31"), Some("0001-01-01")];

/// Reads a text as one of a page of that day and asks for what must hold of it.
pub fn hold(text: &str, published: Option<&str>, lexicon: &Lexicon) {
    let document = Document::new(text, lexicon);
    let again = Document::new(text, lexicon);
    assert_eq!(document.sentences, again.sentences);
    assert_eq!(document.quotations, again.quotations);
    let slices = |tokens: &Range<usize>| {
        assert!(tokens.start < tokens.end && tokens.end <= document.len(), "{tokens:?} of {}", document.len());
        let bytes = document.folded.source_bytes(tokens.clone());
        assert!(!text[bytes.clone()].is_empty());
        let span = document.offsets.span(text, bytes);
        assert_eq!(text.chars().skip(span.start).take(span.end - span.start).collect::<String>(), document.exact(tokens.clone()));
    };
    sentences(&document);
    for quotation in &document.quotations {
        slices(&quotation.inner);
        assert!(
            document.folded.tokens[quotation.inner.clone()].iter().all(|t| t.kind != TokenKind::Break),
            "quotations stay in a paragraph"
        );
    }
    let numbers = number::find(&document, lexicon);
    assert_eq!(numbers, number::find(&again, lexicon));
    for pair in numbers.windows(2) {
        assert!(pair[0].tokens.end <= pair[1].tokens.start, "numbers come in order, none inside another: {pair:?}");
    }
    for number in &numbers {
        slices(&number.tokens);
        slices(&number.extent);
        assert!(number.extent.start <= number.tokens.start && number.tokens.end <= number.extent.end, "{number:?}");
        assert!(number.value.is_finite() && number.low.is_none_or(f64::is_finite) && number.high.is_none_or(f64::is_finite), "{number:?}");
        if let (Some(low), Some(high)) = (number.low, number.high) {
            assert!(low <= high, "{number:?}");
        }
    }
    let times = time::find(&document, lexicon, &numbers, published);
    assert_eq!(times, time::find(&again, lexicon, &numbers, published));
    for expression in &times.expressions {
        slices(&expression.tokens);
        assert!(expression.value.as_ref().is_none_or(|v| v.is_ascii() && v.len() >= 4), "{expression:?}");
        if let Some(relative) = &expression.relative {
            for day in DAYS.into_iter().flatten() {
                let _ = time::resolve_again(relative, day);
            }
        }
    }
    assert!(times.expressions.is_sorted_by_key(|t| t.tokens.start), "times come in order");
    for duration in &times.durations {
        slices(&duration.tokens);
        assert!(duration.amount.is_finite(), "{duration:?}");
    }
}

/// Every token but line ends stands in one sentence, in order.
fn sentences(document: &Document) {
    let mut at = 0;
    let kind = |token: usize| document.folded.tokens[token].kind;
    for (number, sentence) in document.sentences.iter().enumerate() {
        assert!(sentence.tokens.start < sentence.tokens.end, "sentence {number} has tokens");
        assert!((at..sentence.tokens.start).all(|t| kind(t) == TokenKind::Break), "no token is lost before sentence {number}");
        assert!(sentence.tokens.clone().all(|t| kind(t) != TokenKind::Break), "sentence {number} is in one paragraph");
        assert!(sentence.tokens.clone().all(|t| document.sentence_of(t) == number), "tokens know their sentence");
        at = sentence.tokens.end;
    }
    assert!((at..document.len()).all(|t| kind(t) == TokenKind::Break), "no token is lost at the end");
}
