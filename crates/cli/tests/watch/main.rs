//! `isnad watch`, with feeds of servers on this machine.
#![cfg(feature = "fetch")]
#![allow(clippy::expect_used)] // a test may fail loudly

mod alerts;
mod desk;
mod feeds;
mod kills;
#[cfg(feature = "serve")]
mod receiver;
mod served;
#[cfg(feature = "serve")]
mod shown;
#[cfg(target_os = "linux")] // where all of 127.0.0.0/8 is this machine, and /proc says what a process takes
mod soak;
#[cfg(feature = "serve")]
mod told;
