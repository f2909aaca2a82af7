//! What the names of an element (tag, class, id, role, property) say that it is.

use isnad_lexicon::subjects::{HtmlBlock, HtmlPart};
use isnad_model::RemovalReason;
use rustc_hash::FxHashMap;

/// What an element is, and why it goes where it is furniture.
pub type Part = (HtmlPart, RemovalReason);

/// The names of the packs.
#[derive(Debug, Default)]
pub struct Names {
    tags: FxHashMap<String, Part>,
    /// Names that are a whole class, id, role or property.
    whole: FxHashMap<String, Part>,
    /// Names that are words inside one, by their first word.
    words: FxHashMap<String, Vec<(Vec<String>, Part)>>,
}

impl Names {
    /// Adds a row of a pack.
    pub fn add(&mut self, row: &HtmlBlock) {
        let part = (row.part, row.reason.unwrap_or(RemovalReason::Other));
        for name in &row.names {
            if let Some(tag) = name.strip_prefix('<').and_then(|n| n.strip_suffix('>')) {
                self.tags.insert(tag.to_owned(), part);
            } else if let Some(whole) = name.strip_prefix('=') {
                self.whole.insert(whole.to_owned(), part);
            } else {
                let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
                if let Some(first) = words.first() {
                    self.words.entry(first.clone()).or_default().push((words, part));
                }
            }
        }
    }

    /// What an element with this tag and these names is. Of several, what is never shown wins, then the
    /// article's own parts, then furniture.
    pub fn part<'n>(&self, tag: &str, names: impl Iterator<Item = &'n str>) -> Option<Part> {
        let mut best = self.tags.get(tag).copied();
        let mut words = Vec::new();
        for name in names {
            for token in name.split_ascii_whitespace() {
                if let Some(part) = self.whole.get(token.to_ascii_lowercase().as_str()) {
                    best = stronger(best, *part);
                }
                split(token, &mut words);
                for at in 0..words.len() {
                    for (name, part) in self.words.get(&words[at]).map(Vec::as_slice).unwrap_or_default() {
                        if words[at..].starts_with(name) {
                            best = stronger(best, *part);
                        }
                    }
                }
            }
        }
        best
    }
}

fn stronger(a: Option<Part>, b: Part) -> Option<Part> {
    let rank = |part: HtmlPart| match part {
        HtmlPart::Hidden => 6,
        HtmlPart::Body => 5,
        HtmlPart::Caption => 4,
        HtmlPart::Summary => 3,
        HtmlPart::Byline => 2,
        HtmlPart::Furniture => 1,
        HtmlPart::Article => 0,
    };
    a.filter(|a| rank(a.0) >= rank(b.0)).or(Some(b))
}

/// `relatedPosts`, `related-posts`, `related_posts` → related, posts.
fn split(token: &str, words: &mut Vec<String>) {
    words.clear();
    let mut word = String::new();
    let mut lower = false;
    for c in token.chars().take(80) {
        if (!c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && lower)) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        lower = c.is_ascii_lowercase();
        if c.is_ascii_alphanumeric() {
            word.push(c.to_ascii_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
}
