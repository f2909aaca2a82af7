//! `isnad watch`, with feeds of servers on this machine.
#![cfg(feature = "fetch")]
#![allow(clippy::expect_used)] // a test may fail loudly

mod desk;
mod feeds;
mod kills;
mod served;
#[cfg(feature = "serve")]
mod shown;
#[cfg(target_os = "linux")] // where all of 127.0.0.0/8 is this machine, and /proc says what a process takes
mod soak;
