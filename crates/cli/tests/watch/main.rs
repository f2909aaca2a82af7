//! `isnad watch`, with feeds of servers on this machine.
#![cfg(feature = "fetch")]
#![allow(clippy::expect_used)] // a test may fail loudly

mod desk;
mod feeds;
mod kills;
#[path = "../served/mod.rs"]
#[allow(dead_code)] // the soak uses the rest
mod served;
#[cfg(feature = "serve")]
mod shown;
