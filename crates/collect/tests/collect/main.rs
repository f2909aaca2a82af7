//! What is read of archives and addresses, however they are.
#![allow(clippy::expect_used)] // a test may fail loudly

#[cfg(feature = "fetch")]
mod addresses;
mod archives;
#[cfg(feature = "feed")]
mod broken_feeds;
mod common;
#[cfg(feature = "fetch")]
mod feed_addresses;
#[cfg(feature = "feed")]
#[path = "../feed_invariants/mod.rs"]
mod feed_invariants;
#[cfg(feature = "feed")]
mod feeds;
mod hostile;
#[path = "../invariants/mod.rs"]
mod invariants;
#[cfg(feature = "parquet")]
mod parquet_tables;
mod properties;
#[cfg(feature = "fetch")]
mod server;
