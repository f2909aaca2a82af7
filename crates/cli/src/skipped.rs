//! What was passed over, and why.

use std::collections::BTreeMap;

use isnad_model::Article;

/// Words that a crawled page has at least if it is an article.
const FEWEST_WORDS: usize = 20;

/// How many were passed over, by reason.
#[derive(Debug, Default)]
pub struct Skipped(BTreeMap<&'static str, usize>);

impl Skipped {
    /// One more.
    pub fn count(&mut self, reason: &'static str) {
        *self.0.entry(reason).or_default() += 1;
    }

    /// A line, most frequent reasons first; `None` if there is nothing to say.
    pub fn line(&self) -> Option<String> {
        let mut reasons: Vec<_> = self.0.iter().collect();
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), **reason));
        let all: usize = self.0.values().sum();
        let told: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
        (all > 0).then(|| format!("{all} records skipped: {}", told.join(", ")))
    }
}

/// Why a page that a crawler took is no article to keep: front pages, what has hardly a sentence, languages that no pack reads.
pub fn not_an_article(article: &Article) -> Option<&'static str> {
    if isnad_page::is_front_page(&article.source) {
        return Some("front page");
    }
    if article.text.split_whitespace().take(FEWEST_WORDS).count() < FEWEST_WORDS {
        return Some("no article");
    }
    (!isnad_read::LANGUAGES.contains(&article.language.as_str())).then_some("in a language that no pack reads")
}
