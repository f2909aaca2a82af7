//! How good the reading is: articles against hand annotations, layer by layer, and a record against labelled pages.
//!
//! The formats of annotations and labels, and what counts as right, are in `docs/evaluation.md`.

mod claims;
mod clusters;
mod fault;
mod gold;
mod instant;
mod labels;
mod mentions;
mod names;
mod pairing;
mod record;
mod table;
mod tally;
mod text;

pub use claims::score;
pub use clusters::{Assignment, adjusted_rand, b_cubed};
pub use fault::Fault;
pub use gold::{Gold, PageGold};
pub use labels::{Labelled, parse as parse_labels};
pub use record::{RecordScores, score as score_record};
pub use table::{claims as claims_table, record as record_table};
pub use tally::{ClaimScores, Layer, Note, NoteKind, Score, Tally};
