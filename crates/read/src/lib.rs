//! From an article to its claims: mentions, attribution, figures, quotations, statements, events.

mod act;
mod agreement;
mod attribution;
mod chain;
mod credit;
mod event;
mod figure;
mod letters;
mod mention;
mod page;
mod particle;
mod write;

pub use page::{LANGUAGES, Stage, read, read_watched};
