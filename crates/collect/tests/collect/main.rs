//! What is read of archives and addresses, however they are.
#![allow(clippy::expect_used)] // a test may fail loudly

#[cfg(feature = "fetch")]
mod addresses;
mod archives;
mod common;
mod hostile;
#[path = "../invariants/mod.rs"]
mod invariants;
mod properties;
