//! What changed in a store, for people: in words, and as feeds.

mod atom;
mod words;

pub use atom::{AtomEntry, AtomFeed, atom_id};
pub use words::{Told, told, told_in_a_line};
