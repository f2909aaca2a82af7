//! What the markup of a page tells at once, before the page is read.

use dom_query::Document;

use crate::{Limits, depth};

/// What the markup of a page tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// The address that it states as its own (`rel=canonical`), as it stands there.
    pub canonical: Option<String>,
    /// Whether it is one for phones (AMP), made from another.
    pub amp: bool,
    /// Words that a reader sees, of menus and notices too.
    pub words: usize,
}

/// Elements whose text nobody sees.
const UNSEEN: &[&str] = &["script", "style", "noscript", "template", "title", "textarea", "iframe"];

/// Looks at a page of HTML.
pub fn glance(html: &str) -> Glance {
    let document = Document::from(depth::bounded(html, Limits::default().depth));
    let mut glance = Glance::default();
    for node in document.root().descendants_it() {
        if node.is_text() {
            let seen = node.parent().and_then(|parent| parent.node_name()).is_none_or(|name| !UNSEEN.contains(&&*name));
            glance.words += if seen { node.text().split_whitespace().count() } else { 0 };
            continue;
        }
        match node.node_name().as_deref() {
            Some("html") => glance.amp |= node.has_attr("amp") || node.has_attr("⚡"),
            Some("link")
                if glance.canonical.is_none() && node.attr("rel").is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical")) =>
            {
                glance.canonical = node.attr("href").map(|href| href.trim().to_owned()).filter(|href| !href.is_empty());
            }
            _ => {}
        }
    }
    glance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_is_told_from_what_looks_like_it() {
        let page = "<!-- <html amp><link rel=canonical href=/no> --><html lang=ar><head><link data-href='/no' href='/a?x=1&amp;y=2' rel=\"Canonical\"><script>var a = '<html amp>';</script></head><body>قالت <b>البلدية</b> أمس</body></html>";
        assert_eq!(glance(page), Glance { canonical: Some("/a?x=1&y=2".to_owned()), amp: false, words: 3 });
        assert!(glance("<!doctype html><html ⚡ lang=ar>").amp && glance("<HTML AMP>").amp);
        assert_eq!(glance("نص").words, 1);
    }

    #[test]
    fn a_page_that_nests_without_end_is_looked_at_quickly() {
        let page = format!("{}<p>نص</p>", "<div>".repeat(100_000));
        assert_eq!(glance(&page).words, 1);
    }
}
