//! Agencies that a page credits: for its words, or for a picture only.

use std::ops::Range;

use isnad_lexicon::form::Features;
use isnad_lexicon::subjects::{CarrierKind, Frame};
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{Article, BlockKind, Credit, CreditScope, Span};
use isnad_text::Document;

use crate::mention::{Mention, Mentions};

/// A dateline's agency stands within this many tokens of its paragraph's start.
const DATELINE: usize = 10;
/// A source phrase stands at most this many tokens before the agency it names.
const SOURCE: usize = 6;

/// Finds the credits. An agency that a page merely quotes is none.
pub fn find(article: &Article, document: &Document, lexicon: &Lexicon, mentions: &Mentions) -> Vec<Credit> {
    let mut found: Vec<Credit> = Vec::new();
    for mention in mentions.all.iter().filter(|m| m.carrier) {
        let entity = mentions.entity(mention);
        let is_agency = lexicon.tables.agencies.iter().any(|a| a.id == entity.id && a.kind == CarrierKind::Agency);
        if !is_agency {
            continue;
        }
        let Span { start, end } = document.offsets.span(document.text, document.folded.source_bytes(mention.tokens.clone()));
        let block = article.blocks.iter().find(|b| b.start <= start && end <= b.end);
        let scope = if block.is_some_and(|b| b.kind == BlockKind::Caption) {
            CreditScope::Photo
        } else if credits_text(document, lexicon, mentions, mention) {
            CreditScope::Text
        } else {
            continue;
        };
        let exact = document.exact(mention.tokens.clone()).to_owned();
        if !found.iter().any(|c| c.agency == entity.id && c.scope == scope && c.exact == exact) {
            found.push(Credit { agency: entity.id.clone(), scope, start, end, exact });
        }
    }
    found
}

fn credits_text(document: &Document, lexicon: &Lexicon, mentions: &Mentions, mention: &Mention) -> bool {
    let Some(sentence) = document.sentences.get(document.sentence_of(mention.tokens.start)) else { return false };
    let paragraph = paragraph(document, mention.tokens.start);
    in_credit_bracket(document, mentions, mention, &paragraph)
        || only_carriers(document, mentions, &paragraph)
        || in_dateline(document, mention, &paragraph)
        || ends_as_source(document, lexicon, mention, &sentence.tokens)
}

/// The tokens of the paragraph that holds a token.
fn paragraph(document: &Document, token: usize) -> Range<usize> {
    let at = document.sentence_of(token);
    let Some(number) = document.sentences.get(at).map(|s| s.paragraph) else { return token..token };
    let of = |s: &&isnad_text::Sentence| s.paragraph == number;
    let start = document.sentences[..=at].iter().rev().take_while(of).last().map_or(token, |s| s.tokens.start);
    let end = document.sentences[at..].iter().take_while(of).last().map_or(token, |s| s.tokens.end);
    start..end
}

/// «(أ.ف.ب / د.ب.أ، رويترز)» at a paragraph's head or end.
fn in_credit_bracket(document: &Document, mentions: &Mentions, mention: &Mention, paragraph: &Range<usize>) -> bool {
    let open = (paragraph.start..mention.tokens.start).rev().take(24).find(|t| document.form(*t) == "(");
    let Some(open) = open else { return false };
    let Some(close) = (mention.tokens.end..paragraph.end.min(mention.tokens.end + 24)).find(|t| document.form(*t) == ")") else {
        return false;
    };
    let carriers = (open + 1..close).all(|t| is_carrier_or_mark(document, mentions, t));
    let place =
        open <= paragraph.start + DATELINE || close + 3 >= paragraph.end || close + 1 < document.len() && document.form(close + 1) == "-";
    // «قالت وكالة أنباء الإمارات (وام)»: another name of whoever was named.
    let gloss = close + 3 < paragraph.end
        && open > paragraph.start
        && (speaks(document, paragraph.start..open)
            || mentions.all.iter().any(|m| {
                let actor = mentions.entity(m).actor_type().is_some();
                actor && m.tokens.end <= open && m.tokens.end + 1 >= open && m.tokens.start >= paragraph.start
            }));
    carriers && place && !gloss
}

/// Whether somebody speaks in a stretch: a dateline is behind it.
fn speaks(document: &Document, mut tokens: Range<usize>) -> bool {
    tokens.any(|t| document.hits.of(t, Subject::Cue).any(|h| h.features.intersects(Features::PAST | Features::PRESENT)))
}

fn is_carrier_or_mark(document: &Document, mentions: &Mentions, token: usize) -> bool {
    mentions.all.iter().any(|m| m.carrier && m.tokens.contains(&token))
        || document.form(token).chars().all(|c| !c.is_alphanumeric())
        || matches!(document.form(token), "و" | "وكالات" | "الوكالات")
}

/// A line of nothing but carriers: «رويترز», «أ ف ب - رويترز».
fn only_carriers(document: &Document, mentions: &Mentions, paragraph: &Range<usize>) -> bool {
    paragraph.len() <= 24 && paragraph.clone().all(|t| is_carrier_or_mark(document, mentions, t))
}

/// «القاهرة - رويترز:», «(رويترز) –», «نيويورك (أ ف ب)», «واس - الرياض».
fn in_dateline(document: &Document, mention: &Mention, paragraph: &Range<usize>) -> bool {
    let near = mention.tokens.end <= paragraph.start + DATELINE;
    // «باكو - «رويترز»:», not «وقال لـ«رويترز»:».
    let quoted = mention.tokens.start > paragraph.start && matches!(document.form(mention.tokens.start - 1), "«" | "\"");
    let start = mention.tokens.start - usize::from(quoted);
    let end = mention.tokens.end + usize::from(quoted && matches!(document.form(mention.tokens.end), "»" | "\""));
    let mark = |t: usize| matches!(document.form(t), "-" | ":" | "(" | ")" | "/" | "،" | "|" | ".");
    let before = start == paragraph.start || mark(start - 1);
    let after = document.form(end);
    near && before
        && !speaks(document, paragraph.start..start)
        && matches!(after, "-" | ":" | ")" | "/" | "." | "\n" | "،" | "|")
        && !(after == "،" && start == paragraph.start)
        && !(after == ":" && start == paragraph.start && paragraph.len() > 60)
}

/// «…، بحسب رويترز.»: the source of the sentence, named at its end.
fn ends_as_source(document: &Document, lexicon: &Lexicon, mention: &Mention, sentence: &Range<usize>) -> bool {
    let last = (mention.tokens.end..sentence.end).all(|t| {
        document.form(t).chars().all(|c| !c.is_alphanumeric()) || matches!(document.form(t), "الروسيه" | "للانباء" | "الفرنسيه" | "الرسميه")
    });
    let source = (mention.tokens.start.saturating_sub(SOURCE).max(sentence.start)..mention.tokens.start).any(|t| {
        document.hits.of(t, Subject::Cue).any(|h| lexicon.tables.cues.get(h.row()).is_some_and(|c| c.frames.contains(&Frame::Source)))
    });
    last && source
}
