//! What holds of any bytes as a page, and bytes that once broke it.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use isnad_page::Rules;
use proptest::prelude::*;

mod invariants;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::new(&LEXICON));

/// What pages are made of, in any order.
const PIECES: [&str; 40] = [
    "<!doctype html>",
    "<html>",
    "<head>",
    "</head>",
    "<body>",
    "<title>",
    "</title>",
    "<h1>",
    "</h1>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<article>",
    "</article>",
    "<ul><li>",
    "</li></ul>",
    "<table><tr><td>",
    "</table>",
    "<a href=x>",
    "</a>",
    "<script>",
    "</script>",
    "<script type=\"application/ld+json\">",
    "{\"@type\":\"NewsArticle\",\"headline\":\"نص\",\"articleBody\":\"أعلنت البلدية\"}",
    "<figcaption>",
    "<time datetime=\"2024-06-11\">",
    "<meta property=\"og:title\" content=\"السوق\">",
    "&#xd800;",
    "&#0;",
    "\0",
    "<!--",
    "-->",
    "أعلنت بلدية الميناء أن السوق القديم سيفتح أبوابه صباح الأحد.",
    "وقال البائع إن الناس ينتظرون منذ الشتاء. ",
    "اقرأ أيضا",
    "شارك",
    "جميع الحقوق محفوظة",
    "\n",
    "The harbour market opens on Sunday morning.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        invariants::hold(&bytes, "page.html", &RULES);
    }

    #[test]
    fn any_characters(text in any::<String>()) {
        invariants::hold(text.as_bytes(), "page.txt", &RULES);
    }

    #[test]
    fn parts_of_pages_in_any_order(parts in proptest::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40)) {
        invariants::hold(parts.concat().as_bytes(), "page.html", &RULES);
    }

    #[test]
    fn parts_of_pages_in_utf_16(parts in proptest::collection::vec(prop::sample::select(PIECES.to_vec()), 1..20), lost in 0usize..40) {
        let mut bytes: Vec<u8> = parts.concat().encode_utf16().flat_map(u16::to_le_bytes).collect();
        // A byte lost in the middle puts every later pair out of step.
        if lost < bytes.len() {
            bytes.remove(lost);
        }
        invariants::hold(&bytes, "page.html", &RULES);
    }
}
