//! Words of the reports in two languages, kept in `labels.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::Language;

static LABELS: LazyLock<HashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    include_str!("../labels.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut cells = l.split('\t');
            Some((cells.next()?, (cells.next()?, cells.next()?)))
        })
        .collect()
});

/// The word for a key; the key itself where the table lacks it.
pub fn label(key: &str, language: Language) -> String {
    match (LABELS.get(key), language) {
        (Some((ar, _)), Language::Arabic) => (*ar).to_owned(),
        (Some((_, en)), Language::English) => (*en).to_owned(),
        (None, _) => key.replace(['_', '-'], " "),
    }
}

/// The serde word of an enum's value, which is its key.
pub fn key_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_both_languages() {
        for (key, (ar, en)) in LABELS.iter() {
            assert!(!ar.is_empty() && !en.is_empty(), "{key}");
        }
        assert_eq!(label("killed", Language::English), "killed");
        assert_eq!(label("killed", Language::Arabic), "قتلى");
    }
}
