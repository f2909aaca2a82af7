//! Words without the article and what is written before it, so that «القرية», «والقرية» and «قرية» are one word.

use std::sync::LazyLock;

use crate::clitics::Clitics;
use crate::form::Prefix;
use crate::pack::Pack;

/// Letters that must be left of a word.
const LEAST: usize = 3;

/// The built-in clitics: what compares words needs no lexicon, nor do users' packs change what words are alike.
static CLITICS: LazyLock<Clitics> = LazyLock::new(|| {
    let mut pack = Pack::default();
    pack.add("clitics.tsv".to_owned(), "clitics".to_owned(), include_str!("../../../packs/ar/clitics.tsv").to_owned());
    Clitics::read(&pack).unwrap_or_default()
});

/// A folded word without its article.
pub fn without_article(word: &str) -> &str {
    let mut cuts = CLITICS.cuts(word).filter(|(_, prefix)| prefix.contains(Prefix::ARTICLE)).map(|(bytes, _)| &word[bytes..]);
    cuts.find(|rest| rest.chars().nth(LEAST - 1).is_some()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::without_article;

    #[test]
    fn a_word_loses_its_article_but_never_its_own_letters() {
        for (word, want) in
            [("القريه", "قريه"), ("والقريه", "قريه"), ("للقريه", "قريه"), ("قريه", "قريه"), ("الم", "الم"), ("وزير", "وزير")]
        {
            assert_eq!(without_article(word), want, "{word}");
        }
    }
}
