//! Any bytes as an archive: no panic, an end, limits kept, reading that goes on behind any step. The first byte chooses the reader.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/collect/tests/invariants/mod.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    invariants::hold(rest, invariants::NAMES[usize::from(*first) % invariants::NAMES.len()]);
});
