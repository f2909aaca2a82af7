//! Pages out of what people have: web archives (WARC, ARC, WACZ), pages as browsers save them (MHTML, SingleFile, wget), tables
//! (JSON Lines, CSV, Parquet), and addresses (`fetch`, behind the feature of that name), also those that feeds and sitemaps list (`feed`).
//! `docs/collecting.md` says what is read of each, and what is passed over.
//!
//! [`read`] goes through an archive from its start, or from where it was left, and hands on one [`Step`] a record: a page or why there
//! is none. It holds one page in memory. Whatever the bytes are, it ends, stays within its [`Limits`] and says what was wrong where.

#[cfg(feature = "feed")]
mod address;
mod allow;
mod arc;
mod archive;
mod body;
mod columns;
mod crawl;
mod csv_rows;
#[cfg(feature = "feed")]
pub mod feed;
#[cfg(feature = "fetch")]
pub mod fetch;
mod found;
mod head;
mod http;
mod json_rows;
mod limits;
mod lines;
mod mhtml;
mod packed;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "reach")]
pub mod reach;
mod row;
mod saved;
mod source;
mod table;
mod wacz;
mod walls;
mod warc;

pub use allow::{AllowedHost, NotAHost};
pub use archive::{Kind, fingerprint, read};
pub use columns::{Columns, NotAColumn};
pub use found::{At, Carrier, Found, Outcome, Place, Position, Step, Validators, Why};
pub use limits::{Limit, Limits};
pub use saved::{address_in, address_of_path};
pub use walls::Walls;
