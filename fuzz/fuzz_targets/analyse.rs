//! Any bytes as a page, up to its claims: no panic, claims whose every span slices the text that was read from it.
#![no_main]

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use isnad_page::{Limits, Rules, Source};
use libfuzzer_sys::fuzz_target;

#[path = "../../crates/read/tests/invariants/mod.rs"]
mod invariants;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::new(&LEXICON));

fuzz_target!(|bytes: &[u8]| {
    let source = Source { path_or_url: "https://nakheel.example/2023/09/20/page.html", content_type: None };
    if let Ok(article) = isnad_page::read(bytes, &source, &RULES, &Limits::default()) {
        invariants::hold(article, &LEXICON);
    }
});
