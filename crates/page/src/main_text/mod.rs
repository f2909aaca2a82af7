//! The main text of an HTML page: our own scorer over `dom_query`'s tree.
//!
//! Running text (long, few links, full stops) is found first; then the element that holds it, by the names
//! that templates give such elements or by where the text lies; then what inside that element is not
//! the article goes, by names, by density of links, and later by the rules that all pages obey (`furniture`).

mod choose;
pub mod names;
mod walk;

use crate::piece::Piece;
use crate::rules::Rules;
use dom_query::Document;
use isnad_lexicon::subjects::HtmlPart;

/// An HTML page cut into pieces.
#[derive(Debug)]
pub struct MainText {
    /// Its pieces, those that are not the article marked.
    pub pieces: Vec<Piece>,
    /// The main heading in or above the article.
    pub heading: Option<String>,
    /// The writers, where its markup names them.
    pub byline: Vec<String>,
}

/// Reads a document.
pub fn read(document: &Document, rules: &Rules) -> MainText {
    let page = walk::walk(document, &rules.names);
    let (gone, heading) = choose::choose(&page);
    let mut pieces: Vec<Piece> = Vec::with_capacity(page.segments.len());
    for (segment, gone) in page.segments.iter().zip(gone) {
        let Some(mut piece) = Piece::new(&segment.text, segment.kind) else { continue };
        if let Some(reason) = gone {
            piece.remove(reason);
        }
        pieces.push(piece);
    }
    MainText { pieces, heading: heading.map(|at| page.segments[at].text.clone()), byline: byline(&page, rules) }
}

/// The names in elements that are bylines.
fn byline(page: &walk::Page, rules: &Rules) -> Vec<String> {
    let elements = page.elements.iter().filter(|e| e.part.is_some_and(|(part, _)| part == HtmlPart::Byline));
    let mut names: Vec<String> = Vec::new();
    for segment in elements.flat_map(|e| &page.segments[e.segments.clone()]).filter(|s| (1..=6).contains(&s.words)) {
        let name = rules.without_byline_label(&segment.text);
        if name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_numeric) && !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names
}
