//! The order in which a page is read.

use isnad_lexicon::Lexicon;
use isnad_model::{Article, DateBasis, Granularity, Published};
use isnad_text::{Document, number, time};

use crate::{attribution, credit, event, figure, mention, write};

/// The languages whose pages are read.
pub const LANGUAGES: [&str; 1] = ["ar"];

/// Reads the claims of an article whose text, blocks and metadata are there already. An article in a language
/// that no pack reads comes back as it is.
pub fn read(mut article: Article, lexicon: &Lexicon) -> Article {
    if !LANGUAGES.contains(&article.language.as_str()) {
        return article;
    }
    let text = std::mem::take(&mut article.text);
    let document = Document::new(&text, lexicon);
    let stated = article.published.value.clone();
    let numbers = number::find(&document, lexicon);
    let times = time::find(&document, lexicon, &numbers, stated.as_deref());
    if stated.is_none()
        && let Some(day) = &times.written_on
    {
        article.published =
            Published { value: Some(day.clone()), granularity: Some(Granularity::Day), basis: DateBasis::Text, ..article.published };
    }
    let mut mentions = mention::find(&document, lexicon);
    let acts = attribution::find(&document, lexicon, &mut mentions);
    let figures = figure::find(&document, lexicon, &numbers, &times, &mentions);
    let events = event::find(&document, lexicon, &times, &mentions, &acts);
    article.credits = credit::find(&article, &document, lexicon, &mentions);
    write::write(&mut article, &document, &times, &mentions, &acts, &figures, &events);
    article.text = text;
    article
}
