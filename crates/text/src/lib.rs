//! From text to sentences, tokens, numbers and times, with offsets into the original.
//!
//! Spans inside this room are ranges of tokens, and bytes of the clean text; they become code points
//! when claims are written out.

mod document;
pub mod number;
mod offsets;
mod quotation;
mod sentences;
pub mod time;

pub use document::Document;
pub use offsets::Offsets;
pub use quotation::Quotation;
pub use sentences::Sentence;
