//! Where a page stands among all others.

use isnad_model::Article;
use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

/// The order that everything is computed in, whatever the order that pages came in: by day, those without one last, then by content.
/// Two pages have one place only where they are the same text under one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageOrder {
    undated: bool,
    /// Days since 1970.
    day: i32,
    text: u64,
    source: u64,
}

impl PageOrder {
    /// The place of a page.
    pub fn of(article: &Article) -> Self {
        let day = day(article);
        PageOrder {
            undated: day.is_none(),
            day: day.unwrap_or_default(),
            text: xxh3_64(article.id.as_bytes()),
            source: xxh3_64(article.source.as_bytes()),
        }
    }

    /// The day that the page states, counted from 1970.
    pub fn day(&self) -> Option<i32> {
        (!self.undated).then_some(self.day)
    }
}

fn day(article: &Article) -> Option<i32> {
    let day: Date = article.published.value.as_ref()?.get(..10)?.parse().ok()?;
    day.since(Date::constant(1970, 1, 1)).ok().map(|span| span.get_days())
}
