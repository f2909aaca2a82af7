//! Any bytes as a feed or sitemap: no panic, addresses that are some, limits kept.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/collect/tests/feed_invariants/mod.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::hold(bytes));
