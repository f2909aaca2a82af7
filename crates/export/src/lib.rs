//! From a record to what people read.
mod text;
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
    /// Language of labels.
    pub language: Language,
}
/// html
pub fn html(record: &isnad_model::Record, articles: &[isnad_model::Article], options: &Options) -> Result<String, std::fmt::Error> { Ok(text(record, articles, options)) }
