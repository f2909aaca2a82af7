//! Any text as an Arabic article: no panic, claims whose every span slices the text.
#![no_main]

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/read/tests/article/mod.rs"]
mod article;
#[path = "../../crates/read/tests/invariants/mod.rs"]
mod invariants;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));

fuzz_target!(|text: &str| {
    let day = [None, Some("2023-09-20"), Some("9999-12-31")][text.len() % 3];
    invariants::hold(article::article(text, day), &LEXICON);
});
