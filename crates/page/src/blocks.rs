//! The blocks of an article: headline, summary, subheads, paragraphs, captions, lists.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use isnad_lexicon::{Lexicon, Subject, fold};
use isnad_model::{Article, Block, BlockKind};

/// A headline has at most this many words.
const HEADLINE: usize = 28;
/// A subhead has at most this many words.
const SUBHEAD: usize = 14;

/// A piece of a page before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// What it is, where its tags say so.
    pub kind: Option<BlockKind>,
}

/// Lines of plain text.
pub fn from_text(text: &str) -> Vec<Piece> {
    text.lines().map(squeeze).filter(|l| !l.is_empty()).map(|text| Piece { text, kind: None }).collect()
}

/// The main text of HTML.
pub fn from_html(html: &str, article: &Article) -> Vec<Piece> {
    let config = Config { text_mode: TextMode::Formatted, max_elements_to_parse: 200_000, ..Config::default() };
    let content = Readability::new(html, None, Some(config)).ok().and_then(|mut r| r.parse().ok()).map(|a| a.content.to_string());
    let mut pieces = Vec::new();
    if let Some(title) = &article.title {
        pieces.push(Piece { text: squeeze(title), kind: Some(BlockKind::Headline) });
    }
    let body = content.map(|c| elements(&c)).filter(|p| !p.is_empty()).unwrap_or_else(|| from_text(&crate::tags::strip(html)));
    for piece in body {
        if pieces.first().is_none_or(|first: &Piece| first.text != piece.text) {
            pieces.push(piece);
        }
    }
    pieces
}

/// The block elements of a content's HTML, in order, none inside another.
fn elements(content: &str) -> Vec<Piece> {
    const BLOCKS: &str = "p, h1, h2, h3, h4, h5, h6, li, figcaption, blockquote, td, pre, div, section";
    let document = Document::from(content);
    let mut pieces = Vec::new();
    for element in document.select(BLOCKS).iter() {
        let Some(node) = element.nodes().first() else { continue };
        let holds_blocks = element.select(BLOCKS).length() > 0;
        let text = if holds_blocks {
            // Only the element's own words; what its blocks hold comes with them.
            node.children().iter().filter(|c| c.is_text()).map(|c| c.text().to_string()).collect::<Vec<_>>().join(" ")
        } else {
            element.text().to_string()
        };
        let kind = match node.node_name().as_deref() {
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => Some(BlockKind::Subhead),
            Some("li") => Some(BlockKind::List),
            Some("figcaption") => Some(BlockKind::Caption),
            _ => None,
        };
        pieces.extend(text.split('\n').map(squeeze).filter(|l| !l.is_empty()).map(|text| Piece { text, kind }));
    }
    if pieces.is_empty() { from_text(&document.text()) } else { pieces }
}

/// Tells headline, summary, subheads and captions from paragraphs by their look.
pub fn classify(mut pieces: Vec<Piece>, lexicon: &Lexicon) -> Vec<Piece> {
    let several = pieces.len() > 1;
    let mut summary_next = false;
    for at in 0..pieces.len() {
        let words = pieces[at].text.split_whitespace().count();
        let final_mark = pieces[at].text.trim_end_matches(['"', '»', '”', ')']).ends_with(['.', '!', '؟', '?', '…', '؛']);
        let longer_next = pieces.get(at + 1).is_some_and(|n| n.text.split_whitespace().count() > words);
        let kind = if let Some(kind) = pieces[at].kind {
            kind
        } else if summary_next {
            BlockKind::Summary
        } else if at == 0 && several && words <= HEADLINE && !final_mark {
            BlockKind::Headline
        } else if is_caption(&pieces[at].text, words, lexicon) {
            BlockKind::Caption
        } else if words <= SUBHEAD && !final_mark && several && longer_next && !pieces[at].text.ends_with(':') {
            BlockKind::Subhead
        } else {
            BlockKind::Paragraph
        };
        summary_next = matches!(fold::fold_key(&pieces[at].text).as_str(), "ملخص" | "الملخص" | "خلاصه" | "summary");
        pieces[at].kind = Some(kind);
    }
    pieces
}

/// «… (أ ب)», «… (صورة: AFP)»: a line that ends in a short bracket that names a carrier or a picture.
fn is_caption(text: &str, words: usize, lexicon: &Lexicon) -> bool {
    if words > 45 || !text.ends_with(')') {
        return false;
    }
    let Some(open) = text.rfind('(') else { return false };
    let inner = &text[open + 1..text.len() - 1];
    if inner.split_whitespace().count() > 6 || open == 0 {
        return false;
    }
    let folded = fold::fold(inner);
    let hits = lexicon.scan(&folded);
    let carrier = (0..folded.tokens.len()).any(|t| hits.longest(t, Subject::Agency).is_some());
    let picture =
        (0..folded.tokens.len()).any(|t| matches!(folded.form(t), "صوره" | "الصوره" | "تصوير" | "ارشيف" | "ارشيفيه" | "getty" | "photo"));
    // An agency in brackets at the end of a whole report is its credit, not a picture's.
    let report = text[..open].trim_end().ends_with(['.', '؟', '!']) || words > 30 && !picture;
    (carrier || picture) && !report
}

/// Writes the pieces as an article's text and blocks.
pub fn write(pieces: Vec<Piece>, article: &mut Article) {
    let mut at = 0;
    for piece in pieces {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
            at += 2;
        }
        let length = piece.text.chars().count();
        article.blocks.push(Block { kind: piece.kind.unwrap_or(BlockKind::Paragraph), start: at, end: at + length, language: None });
        article.text.push_str(&piece.text);
        at += length;
    }
}

fn squeeze(text: impl AsRef<str>) -> String {
    text.as_ref()
        .split([' ', '\t', '\r', '\u{a0}', '\u{feff}', '\u{200b}', '\u{c}', '\u{b}', '\n'])
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
