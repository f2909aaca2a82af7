//! The order in which a page is read.

use isnad_lexicon::Lexicon;
use isnad_model::{Article, DateBasis, Granularity, Published};
use isnad_text::{Document, number, time};

use crate::{attribution, credit, event, figure, mention, write};

/// The languages whose pages are read.
pub const LANGUAGES: [&str; 1] = ["ar"];

/// A stage of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Folding, look-up, quotations, sentences.
    Text,
    /// Numbers.
    Numbers,
    /// Times.
    Times,
    /// Who and where.
    Mentions,
    /// Who says what.
    Attribution,
    /// Figures.
    Figures,
    /// Events.
    Events,
    /// Agencies credited.
    Credits,
    /// From tokens to the model's types.
    Writing,
}

impl Stage {
    /// Every stage, in the order in which they are gone through.
    pub const ALL: [Stage; 9] = [
        Stage::Text,
        Stage::Numbers,
        Stage::Times,
        Stage::Mentions,
        Stage::Attribution,
        Stage::Figures,
        Stage::Events,
        Stage::Credits,
        Stage::Writing,
    ];
}

/// Reads the claims of an article whose text, blocks and metadata are there already. An article in a language
/// that no pack reads comes back as it is.
pub fn read(article: Article, lexicon: &Lexicon) -> Article {
    read_watched(article, lexicon, |_| ())
}

/// Like [`read`], and says of each stage when it is done, so that stages can be measured apart.
pub fn read_watched(mut article: Article, lexicon: &Lexicon, mut done: impl FnMut(Stage)) -> Article {
    if !LANGUAGES.contains(&article.language.as_str()) {
        return article;
    }
    let text = std::mem::take(&mut article.text);
    let document = Document::new(&text, lexicon);
    done(Stage::Text);
    let stated = article.published.value.clone();
    let numbers = number::find(&document, lexicon);
    done(Stage::Numbers);
    let times = time::find_stamped(&document, lexicon, &numbers, stated.as_deref(), &article.stamps);
    done(Stage::Times);
    if stated.is_none()
        && let Some(day) = &times.written_on
    {
        let granularity = if day.contains('T') { Granularity::Minute } else { Granularity::Day };
        article.published =
            Published { value: Some(day.clone()), granularity: Some(granularity), basis: DateBasis::Text, ..article.published };
    }
    let mut mentions = mention::find(&document, lexicon);
    done(Stage::Mentions);
    let acts = attribution::find(&document, lexicon, &mut mentions);
    done(Stage::Attribution);
    let figures = figure::find(&document, lexicon, &numbers, &times, &mentions, &acts);
    done(Stage::Figures);
    let events = event::find(&document, lexicon, &times, &mentions, &acts);
    done(Stage::Events);
    article.credits = credit::find(&article, &document, lexicon, &mentions);
    done(Stage::Credits);
    let read = write::Read { times: &times, mentions: &mentions, acts: &acts, figures: &figures, events: &events };
    write::write(&mut article, &document, lexicon, &read);
    done(Stage::Writing);
    article.text = text;
    article
}
