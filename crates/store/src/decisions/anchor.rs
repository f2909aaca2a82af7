//! What a decision about a claim is bound to: the page's bytes, the characters and the kind. Rows and ids change when a page is read
//! anew, these stay.

use isnad_model::{Article, Claim, FactKind};
use serde::{Deserialize, Serialize};

/// Characters before and after a claim that tell it from others with the same words.
const CONTEXT: usize = 32;

/// Where a claim stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The page's name in records, for people to read.
    pub page: String,
    /// SHA-256 of the bytes that the page was given as, in hexadecimal.
    pub sha256: String,
    /// The claim's kind.
    pub kind: FactKind,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The characters.
    pub exact: String,
    /// Characters before it.
    pub before: String,
    /// Characters behind it.
    pub after: String,
    /// Which of the claims of this kind at these characters, from 0.
    pub nth: usize,
}

impl Anchor {
    /// Where a claim of an article stands.
    pub fn of(article: &Article, claim: &Claim, sha256: &str) -> Self {
        let text: Vec<char> = article.text.chars().collect();
        let (before, after) = context(&text, claim);
        let kind = claim.kind.fact();
        let beside = article.claims.iter().filter(|c| c.kind.fact() == kind && (c.start, c.end) == (claim.start, claim.end));
        Anchor {
            page: article.source.clone(),
            sha256: sha256.to_owned(),
            kind,
            start: claim.start,
            end: claim.end,
            exact: claim.exact.clone(),
            before,
            after,
            nth: beside.take_while(|c| c.id != claim.id).count(),
        }
    }

    /// The claim's place in the article's list: at the same characters, or at the same words in the same surroundings where the
    /// text was cut otherwise.
    pub fn find(&self, article: &Article) -> Option<usize> {
        let alike: Vec<usize> = (0..article.claims.len())
            .filter(|at| article.claims[*at].kind.fact() == self.kind && article.claims[*at].exact == self.exact)
            .collect();
        let here: Vec<usize> =
            alike.iter().copied().filter(|at| (article.claims[*at].start, article.claims[*at].end) == (self.start, self.end)).collect();
        if !here.is_empty() {
            return here.get(self.nth).copied();
        }
        let text: Vec<char> = article.text.chars().collect();
        let moved: Vec<usize> = alike
            .into_iter()
            .filter(|at| {
                let (before, after) = context(&text, &article.claims[*at]);
                // Where the text began or ended there, what stands there now was not seen.
                let one = |a: &str, b: &str, within: fn(&str, &str) -> bool| within(a, b) || within(b, a);
                one(&before, &self.before, |a, b| a.ends_with(b)) && one(&after, &self.after, |a, b| a.starts_with(b))
            })
            .collect();
        let one_place = moved.iter().all(|at| article.claims[*at].start == article.claims[moved[0]].start);
        moved.get(self.nth).copied().filter(|_| one_place)
    }
}

fn context(text: &[char], claim: &Claim) -> (String, String) {
    let (start, end) = (claim.start.min(text.len()), claim.end.min(text.len()));
    let before = text[start.saturating_sub(CONTEXT)..start].iter().collect();
    let after = text[end..(end + CONTEXT).min(text.len())].iter().collect();
    (before, after)
}

#[cfg(test)]
mod tests {
    use isnad_model::ClaimKind;

    use super::*;

    fn article(text: &str, words: &[&str]) -> Article {
        let claims = words.iter().enumerate().map(|(at, words)| {
            let start = text[..text.find(words).expect("it is there")].chars().count();
            Claim {
                id: format!("c{}", at + 1),
                start,
                end: start + words.chars().count(),
                exact: (*words).to_owned(),
                sentence: isnad_model::Span::default(),
                modality: isnad_model::Modality::Asserted,
                attribution: Vec::new(),
                via: Vec::new(),
                kind: ClaimKind::Quote,
            }
        });
        Article { text: text.to_owned(), claims: claims.collect(), ..Article::default() }
    }

    #[test]
    fn a_claim_is_found_where_it_stood_and_where_it_moved_to() {
        let old = article("أولا نص ثم قيل ثلاثة قتلى هنا", &["نص", "ثلاثة قتلى"]);
        let anchor = Anchor::of(&old, &old.claims[1], "00");
        assert_eq!(anchor.find(&old), Some(1));
        // Read anew with one claim less, the same characters.
        assert_eq!(anchor.find(&article("أولا نص ثم قيل ثلاثة قتلى هنا", &["ثلاثة قتلى"])), Some(0));
        // Words elsewhere in other surroundings are another claim.
        assert_eq!(anchor.find(&article("قيل إن ثلاثة قتلى", &["ثلاثة قتلى"])), None);
        // Other characters at its place are another claim.
        assert_eq!(anchor.find(&article("أولا نص ثم قيل سبعة قتلى هنا", &["سبعة قتلى"])), None);
        let long = "كانت الأمطار قد بدأت في الليلة السابقة ثم قيل ثلاثة قتلى في الوادي بعد أن جرفت السيول طريقا قديما";
        let anchor = Anchor::of(&article(long, &["ثلاثة قتلى"]), &article(long, &["ثلاثة قتلى"]).claims[0], "00");
        // A headline that the reader now keeps moves all that follows.
        let moved = article(&format!("عنوان\n\n{long}"), &["ثلاثة قتلى"]);
        assert_eq!(anchor.find(&moved), Some(0));
    }
}
