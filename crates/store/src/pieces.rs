//! Values as the tables hold them.

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use isnad_model::Article;

/// Level of compression: higher ones take far longer for little.
const LEVEL: i32 = 3;
/// What a compressed value may be of at most when it is read back: a damaged length must not take all memory.
const MOST: usize = 1 << 30;

/// Compressed bytes.
pub fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    zstd::bulk::compress(bytes, LEVEL)
}

/// The bytes again.
pub fn unpack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let length = zstd::zstd_safe::get_frame_content_size(bytes).ok().flatten().map_or(MOST, |n| usize::try_from(n).unwrap_or(MOST));
    zstd::bulk::decompress(bytes, length.min(MOST))
}

/// A value as compressed JSON.
pub fn pack_json(value: &impl Serialize) -> std::io::Result<Vec<u8>> {
    pack(&serde_json::to_vec(value)?)
}

/// The value again.
pub fn unpack_json<T: DeserializeOwned>(bytes: &[u8]) -> std::io::Result<T> {
    Ok(serde_json::from_slice(&unpack(bytes)?)?)
}

/// How many rows SQL may give; 0 is all.
pub fn limit(at_most: usize) -> i64 {
    if at_most == 0 { -1 } else { i64::try_from(at_most).unwrap_or(-1) }
}

/// How many rows SQL leaves out.
pub fn skip(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// SHA-256, which nobody can make two contents have.
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The hash of what an article says, whatever the markup around it: markup changes with every load, and makes no version.
pub fn said(article: &Article) -> [u8; 32] {
    let parts = [
        Some(article.text.as_str()),
        article.title.as_deref(),
        article.outlet.name.as_deref(),
        article.outlet.domain.as_deref(),
        article.published.value.as_deref(),
    ];
    let mut digest = Sha256::new();
    for part in parts.into_iter().chain(article.byline.iter().map(|b| Some(b.as_str()))) {
        // Lengths keep apart what would read the same when joined.
        digest.update((part.map_or(u64::MAX, |p| p.len() as u64)).to_le_bytes());
        digest.update(part.unwrap_or_default().as_bytes());
    }
    digest.finalize().into()
}

/// The first day that a time of ISO 8601 may mean; a week has none here.
pub fn first_day(time: &str) -> Option<String> {
    let day = match time.len() {
        4 => format!("{time}-01-01"),
        7 if !time.contains('W') => format!("{time}-01"),
        _ => time.get(..10)?.to_owned(),
    };
    day.parse::<jiff::civil::Date>().ok().map(|d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_of_a_time_however_fine() {
        let days = [
            ("2024", Some("2024-01-01")),
            ("2024-05", Some("2024-05-01")),
            ("2024-05-06", Some("2024-05-06")),
            ("2024-05-06T09:00+02:00", Some("2024-05-06")),
            ("2010/2019", None),
            ("2024-W19", None),
            ("", None),
        ];
        for (time, day) in days {
            assert_eq!(first_day(time).as_deref(), day, "{time}");
        }
    }

    #[test]
    fn what_a_page_says_is_told_from_its_markup() {
        let page = |title: &str, text: &str| Article { title: Some(title.to_owned()), text: text.to_owned(), ..Article::default() };
        assert_eq!(said(&page("ا", "ب")), said(&Article { source: "elsewhere".to_owned(), ..page("ا", "ب") }));
        assert_ne!(said(&page("ا", "ب")), said(&page("اب", "")));
        assert_ne!(said(&page("ا", "ب")), said(&page("ا", "ج")));
    }

    #[test]
    fn what_was_packed_comes_back() {
        assert_eq!(unpack(&pack("سبها".as_bytes()).unwrap()).unwrap(), "سبها".as_bytes());
        assert!(unpack(&[1, 2, 3]).is_err());
    }
}
