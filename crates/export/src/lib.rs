//! From a record to what people read: a self-contained HTML page, text for a terminal.

mod chart;
mod html;
mod labels;
mod text;
mod view;

pub use html::html;
pub use text::text;

/// Languages of labels, names and dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// العربية, right to left.
    Arabic,
    /// English, left to right.
    English,
}

/// How to write.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Language of labels, names and dates; evidence stays in the pages' own.
    pub language: Language,
}
