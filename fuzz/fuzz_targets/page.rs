//! Any bytes as a page: no panic, blocks that are the text, every removed piece accounted for.
#![no_main]

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use isnad_page::Rules;
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/page/tests/invariants/mod.rs"]
mod invariants;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::new(&LEXICON));

fuzz_target!(|bytes: &[u8]| {
    // The name takes part in telling HTML from text.
    let name = if bytes.len() % 2 == 0 { "page.html" } else { "page.txt" };
    invariants::hold(bytes, name, &RULES);
});
