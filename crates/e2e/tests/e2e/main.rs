//! The desk as its people use it: the program as it is started, in a real Chromium, and what it says of itself to programs.
//!
//! What the tests need they find or install: a browser (`ISNAD_BROWSER` names one, `none` leaves these tests out).
#![allow(clippy::expect_used)] // a test may fail loudly

mod accessible;
mod chromium;
mod desk;
mod hostile;
mod journeys;
mod packages;
mod programs;
#[path = "../../../cli/tests/started/mod.rs"]
mod started;
mod tab;
