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

    /// The place as bytes that sort as places do.
    pub fn key(&self) -> [u8; 21] {
        let mut key = [0; 21];
        key[0] = u8::from(self.undated);
        // With the sign turned, days before 1970 sort before those after.
        key[1..5].copy_from_slice(&(self.day ^ i32::MIN).to_be_bytes());
        key[5..13].copy_from_slice(&self.text.to_be_bytes());
        key[13..].copy_from_slice(&self.source.to_be_bytes());
        key
    }

    /// The place of a key.
    pub fn of_key(key: &[u8; 21]) -> Self {
        let number = |from: usize| key[from..].first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        let day = key[1..].first_chunk().map_or(0, |bytes| i32::from_be_bytes(*bytes) ^ i32::MIN);
        PageOrder { undated: key[0] != 0, day, text: number(5), source: number(13) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_places_do_and_lead_back_to_them() {
        let place = |undated, day, text, source| PageOrder { undated, day, text, source };
        let mut places = [place(true, 0, 1, 1), place(false, 3, 2, u64::MAX), place(false, -3, u64::MAX, 0), place(false, 3, 2, 7)];
        places.sort_unstable();
        let mut keys = places.map(|place| place.key());
        keys.sort_unstable();
        assert_eq!(keys.map(|key| PageOrder::of_key(&key)), places);
    }
}
