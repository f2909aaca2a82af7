//! Any text: no panic, sentences that cover it, quotations, numbers and times that slice it.
#![no_main]

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/text/tests/invariants/mod.rs"]
mod invariants;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));

fuzz_target!(|text: &str| {
    let day = invariants::DAYS[text.len() % invariants::DAYS.len()];
    invariants::hold(text, day, &LEXICON);
});
