//! What holds of every page, whatever its bytes; the property tests and the fuzz target ask for the same.

use isnad_page::{Limits, Rules, Source, read};

/// Reads a page and asks for what must hold of it.
pub fn hold(bytes: &[u8], name: &str, rules: &Rules) {
    let source = Source { path_or_url: name, content_type: None };
    let limits = Limits::default();
    let result = read(bytes, &source, rules, &limits);
    assert_eq!(result, read(bytes, &source, rules, &limits), "the same bytes give the same article");
    let Ok(article) = result else { return };
    let text: Vec<char> = article.text.chars().collect();
    assert_eq!(article.id, format!("{:032x}", xxhash_rust::xxh3::xxh3_128(article.text.as_bytes())));
    // The blocks are the text, parted by blank lines: nothing lies outside them, none is empty.
    let mut at = 0;
    for (number, block) in article.blocks.iter().enumerate() {
        if number > 0 {
            assert_eq!(text.get(at..at + 2), Some(&['\n', '\n'][..]), "a blank line before block {number}");
            at += 2;
        }
        assert_eq!(block.start, at, "block {number} begins where the one before ended");
        assert!(block.start < block.end && block.end <= text.len(), "block {number} lies in the text");
        let inside = &text[block.start..block.end];
        assert!(inside.iter().any(|c| !c.is_whitespace()), "block {number} has characters");
        assert!(!inside.contains(&'\n'), "block {number} is one line");
        at = block.end;
    }
    assert_eq!(at, text.len(), "the last block ends the text");
    assert!(article.removed.iter().all(|r| !r.text.trim().is_empty()), "what was removed has characters");
    // Kept and removed pieces both come from the page. A character costs a byte at least; the title may be
    // told twice (in the head and above the text), and so may the text (in the head and in the markup).
    let kept: usize = article.blocks.iter().map(|b| b.end - b.start).sum();
    let removed: usize = article.removed.iter().map(|r| r.text.chars().count()).sum();
    assert!(kept + removed <= bytes.len() * 2, "{kept} kept and {removed} removed of {} bytes", bytes.len());
}
