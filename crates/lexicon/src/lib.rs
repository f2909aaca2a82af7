//! Packs and gazetteer, compiled to automata: what words there are and what they mean.
//!
//! A pack is a folder of TSV files ([`pack`]). [`compile`] turns packs into bytes: a hash table
//! (`forms`) from folded forms to entries, and the entries' tables. [`Lexicon`] loads them and finds
//! every form in a folded text, with the clitics written together with it.

pub mod clitics;
pub mod compile;
pub mod definite_article;
pub mod fold;
pub mod form;
mod forms;
pub mod inflection;
mod lexicon;
pub mod pack;
mod stem;
pub mod subjects;

pub use lexicon::{Hit, Hits, Lexicon};
pub use pack::{Pack, PackError};
pub use stem::Stemmer;
pub use subjects::{Subject, Tables};
