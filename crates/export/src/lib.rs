//! From a record to what people read (a self-contained HTML page, Markdown, text for a terminal), and to what their programs read:
//! tables, maps, linked data, other people's sheets.

mod acled;
mod dates;
mod days;
mod dead;
mod diff;
mod document;
mod fragments;
mod geojson;
mod html;
mod hxl;
mod incidents;
mod jsonld;
mod labels;
mod markdown;
mod news;
mod numbers;
mod places;
mod stream;
mod svg;
mod tables;
mod text;
mod told;
mod ucdp;
mod view;

pub use dates::date;
pub use diff::{AgreementKey, Change, Diff, Dispute, Entry, SeriesKey, StoryDiff, StoryHead, diff, diff_text};
pub use fragments::{About, DecisionText, about, claim, claim_line, decision, entity, page, series, series_of, story, style};
pub use html::html;
pub use markdown::markdown;
pub use news::{AtomEntry, AtomFeed, Told, atom_id, told, told_in_a_line};
pub use stream::{StoryWriter, Streamed, stream};
pub use tables::CsvSet;
#[cfg(feature = "parquet")]
pub use tables::ParquetSet;
pub use text::{one_line, text};
pub use view::{Links, from_address, in_address};

/// Languages of labels, names and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// العربية, right to left.
    Arabic,
    /// English, left to right.
    English,
}

impl Language {
    /// The language of a code.
    pub fn of(code: &str) -> Option<Self> {
        [Language::Arabic, Language::English].into_iter().find(|language| language.code() == code)
    }

    /// Its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::Arabic => "ar",
            Language::English => "en",
        }
    }

    /// The direction of its writing, as HTML and SVG have it.
    pub fn direction(self) -> &'static str {
        match self {
            Language::Arabic => "rtl",
            Language::English => "ltr",
        }
    }
}

/// How to write.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Language of labels, names and dates; evidence stays in the pages' own.
    pub language: Language,
}

/// A text that may be of another script than the words around it, kept from turning their direction: controls of its own that
/// would end the isolate or turn the letters are left out.
fn isolate(text: &str) -> String {
    let text = plain(text);
    if text.is_empty() { text } else { format!("\u{2068}{text}\u{2069}") }
}

/// Characters that turn what follows around, digits too: what a page says is shown in the order in which it says it.
pub const OVERRIDES: [char; 2] = ['\u{202d}', '\u{202e}'];

/// A text without the controls that keep directions apart or turn them, for readers that do not know them.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect()
}
