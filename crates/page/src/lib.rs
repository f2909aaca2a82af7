//! From bytes to an article: charset, main text, title, outlet, date, and what was removed and why.
//!
//! Main text of HTML is found by `dom_smoothie`, Mozilla's Readability in Rust; our own pass (`furniture`)
//! takes what it misses and what text that arrives without its tags still holds.

mod blocks;
mod charset;
mod furniture;
mod language;
mod metadata;
mod page;
mod tags;

pub use page::{Hints, LIMIT, PageError, read};
