//! Articles as the tests give them to the reader.

use isnad_model::{Article, Block, BlockKind, DateBasis, Published};

/// An Arabic article of that text, a headline and paragraphs, as the page reader gives it.
pub fn article(text: &str, published: Option<&str>) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split('\n') {
        let end = at + part.chars().count();
        let kind = if blocks.is_empty() { BlockKind::Headline } else { BlockKind::Paragraph };
        if at < end {
            blocks.push(Block { kind, start: at, end, language: None });
        }
        at = end + 1;
    }
    let published = Published {
        value: published.map(str::to_owned),
        basis: if published.is_some() { DateBasis::Metadata } else { DateBasis::None },
        ..Published::default()
    };
    Article { source: "page.txt".to_owned(), language: "ar".to_owned(), text: text.to_owned(), blocks, published, ..Article::default() }
}
