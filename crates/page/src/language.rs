//! The language of a page and of its paragraphs (ISO 639-1; `und` where none can be told).

use isnad_model::Article;
use whatlang::Lang;

/// Letters that Arabic does not have: Persian, Urdu, Kurdish and others do.
const NOT_ARABIC: [char; 10] = ['پ', 'چ', 'ژ', 'گ', 'ٹ', 'ڈ', 'ڑ', 'ں', 'ے', 'ھ'];

/// The language of a text.
pub fn of_page(text: &str) -> &'static str {
    let head: String = text.chars().take(4000).collect();
    let arabic = head.chars().filter(|c| ('\u{620}'..='\u{64a}').contains(c)).count();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return "und";
    }
    if arabic * 2 > letters {
        let others = head.chars().filter(|c| NOT_ARABIC.contains(c)).count();
        // Names and quotations bring a few of these letters into Arabic pages.
        if others * 50 < arabic {
            return "ar";
        }
    }
    match whatlang::detect(&head).map(|i| i.lang()) {
        Some(Lang::Ara) => "ar",
        Some(Lang::Pes) => "fa",
        Some(Lang::Urd) => "ur",
        Some(Lang::Eng) => "en",
        Some(Lang::Fra) => "fr",
        Some(Lang::Tur) => "tr",
        Some(Lang::Heb) => "he",
        Some(Lang::Rus) => "ru",
        Some(Lang::Spa) => "es",
        Some(Lang::Deu) => "de",
        _ => "und",
    }
}

/// Marks the blocks that are in another language than the page.
pub fn mark_blocks(article: &mut Article) {
    let text: Vec<char> = article.text.chars().collect();
    for block in &mut article.blocks {
        let piece: String = text[block.start..block.end].iter().collect();
        // Short lines tell no language.
        if piece.split_whitespace().count() < 4 {
            continue;
        }
        let language = of_page(&piece);
        let arabic_script = piece.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c));
        if language != article.language && language != "und" && !(arabic_script && article.language == "ar") {
            block.language = Some(language.to_owned());
        }
    }
}
