//! Pages of invented outlets whose tags are gone, with the furniture that surrounds articles on the web. In the files of
//! `stripped/` it stands in ⟦ ⟧, which no page has: what is in them must go, all else must stay.
#![allow(clippy::expect_used)]

use isnad_page::{Limits, Rules, Source, read};

/// A text's words, one space between.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn of_a_page_without_tags_the_article_is_left() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let rules = Rules::new(&lexicon);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stripped");
    let mut faults = Vec::new();
    let mut pages = 0;
    for file in std::fs::read_dir(folder).expect("the pages") {
        let path = file.expect("a page").path();
        let marked = std::fs::read_to_string(&path).expect("a page");
        let page = marked.replace(['⟦', '⟧'], "");
        let mut article = String::new();
        for part in marked.split('⟦') {
            article.push_str(part.split_once('⟧').map_or(part, |(_, rest)| rest));
        }
        let source = Source { path_or_url: "page.txt", content_type: None };
        let read = read(page.as_bytes(), &source, &rules, &Limits::default()).expect("an article");
        if squeezed(&read.text) != squeezed(&article) {
            faults.push(format!("{}:\n{}\n", path.display(), read.text));
        }
        pages += 1;
    }
    assert!(pages >= 24 && faults.is_empty(), "{}", faults.join("\n"));
}
