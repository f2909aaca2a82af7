//! Which language a stretch of text is in, and which script.

use std::sync::LazyLock;

use bitflags::bitflags;
use whatlang::Lang;

use crate::charset::is_arabic;
use crate::piece::{head, is_break_mark};

/// How many characters of a text are looked at to tell its language.
pub const SAMPLE: usize = 4000;

/// How many letters of which script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// Of the Arabic script.
    pub arabic: usize,
    /// Of the Latin script.
    pub latin: usize,
    /// Of any other.
    pub other: usize,
    /// Those of the Arabic script that Arabic itself has not.
    foreign: usize,
}

/// A script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Arabic.
    Arabic,
    /// Latin.
    Latin,
    /// Any other.
    Other,
}

impl Letters {
    /// Counts the letters of a text.
    pub fn of(text: &str) -> Self {
        let mut letters = Letters::default();
        for c in text.chars() {
            letters.count_kind(CharKind::of(c));
        }
        letters
    }

    /// Counts one character.
    pub fn count_kind(&mut self, kind: CharKind) {
        let one = |of: CharKind| usize::from(kind.contains(of));
        self.arabic += one(CharKind::ARABIC);
        self.foreign += one(CharKind::FOREIGN);
        self.latin += one(CharKind::LATIN);
        self.other += one(CharKind::OTHER);
    }

    /// All letters.
    pub fn all(self) -> usize {
        self.arabic + self.latin + self.other
    }

    /// The script that most letters are of.
    pub fn script(self) -> Option<Script> {
        [(self.arabic, Script::Arabic), (self.latin, Script::Latin), (self.other, Script::Other)]
            .into_iter()
            .max_by_key(|(count, _)| *count)
            .filter(|(count, _)| *count > 0)
            .map(|(_, script)| script)
    }

    /// Adds another text's letters.
    pub fn add(&mut self, other: Letters) {
        self.arabic += other.arabic;
        self.latin += other.latin;
        self.other += other.other;
        self.foreign += other.foreign;
    }
}

bitflags! {
    /// What a character is to the page room.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CharKind: u8 {
        /// A letter or digit of any script.
        const ALPHANUMERIC = 1;
        /// A letter or mark of the Arabic script.
        const ARABIC = 1 << 1;
        /// One that Arabic itself has not.
        const FOREIGN = 1 << 2;
        /// A Latin letter.
        const LATIN = 1 << 3;
        /// A letter of another script.
        const OTHER = 1 << 4;
        /// White space, a control character or a mark of where a line may break: none is left in a clean text but the space.
        const CLEANED = 1 << 5;
    }
}

/// [`CharKind::read`] of the characters that are frequent.
static KINDS: LazyLock<Vec<CharKind>> =
    LazyLock::new(|| (0..0x800).map(|code| char::from_u32(code).map_or(CharKind::empty(), CharKind::read)).collect());

impl CharKind {
    /// What a character is.
    pub fn of(c: char) -> Self {
        match KINDS.get(c as usize) {
            Some(kind) => *kind,
            None => Self::read(c),
        }
    }

    fn read(c: char) -> Self {
        let cleaned = c.is_whitespace() || c.is_control() || is_break_mark(c);
        let script = if is_arabic(c) {
            Self::ARABIC | if ('\u{66e}'..='\u{6d5}').contains(&c) { Self::FOREIGN } else { Self::empty() }
        } else if c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}') {
            Self::LATIN
        } else if c.is_alphabetic() {
            Self::OTHER
        } else {
            Self::empty()
        };
        script | if c.is_alphanumeric() { Self::ALPHANUMERIC } else { Self::empty() } | if cleaned { Self::CLEANED } else { Self::empty() }
    }
}

/// [`char::is_alphanumeric`], quick to say so of frequent characters.
pub fn is_alphanumeric(c: char) -> bool {
    CharKind::of(c).contains(CharKind::ALPHANUMERIC)
}

/// The language of a text (ISO 639-1); `und` where it can't be told.
///
/// Letters that Arabic has not decide between the languages of its script, where word statistics of a
/// short text fail.
pub fn language_of(text: &str) -> &'static str {
    let sample = head(text, SAMPLE);
    language_by(sample, Letters::of(sample))
}

/// The language of a text whose letters are counted.
pub fn language_by(text: &str, letters: Letters) -> &'static str {
    match letters.script() {
        None => "und",
        Some(Script::Arabic) => arabic_script(text, letters),
        Some(_) => whatlang::detect(text).filter(|d| d.confidence() > 0.2 || letters.all() > 200).map_or("und", |d| iso_639_1(d.lang())),
    }
}

fn arabic_script(text: &str, letters: Letters) -> &'static str {
    // None of these languages' letters is among those of Arabic.
    if letters.foreign == 0 {
        return "ar";
    }
    let letters = letters.arabic;
    let foreign = |set: &[char]| text.chars().filter(|c| *c > '\u{64a}' && set.contains(c)).count() * 1000 / letters.max(1);
    let own = text.chars().filter(|c| matches!(c, 'ة' | 'أ' | 'إ' | 'ى')).count() * 1000 / letters.max(1);
    if foreign(&['ێ', 'ۆ', 'ڵ', 'ڕ', 'ڤ']) > 15 {
        "ku"
    } else if foreign(&['ٹ', 'ڈ', 'ڑ', 'ے', 'ں', 'ہ']) > 25 {
        "ur"
    } else if foreign(&['ۇ', 'ې', 'ۈ', 'ۋ', 'ڭ']) > 25 {
        "ug"
    } else if foreign(&['ړ', 'ښ', 'ږ', 'ځ', 'څ', 'ډ', 'ټ', 'ڼ', 'ۍ']) > 12 {
        "ps"
    } else if foreign(&['پ', 'چ', 'ژ', 'گ']) > 12 && own < 15 {
        "fa"
    } else {
        "ar"
    }
}

fn iso_639_1(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Tur => "tr",
        Lang::Spa => "es",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Heb => "he",
        Lang::Ell => "el",
        Lang::Pol => "pl",
        Lang::Ron => "ro",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Aze => "az",
        Lang::Hye => "hy",
        Lang::Kat => "ka",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn languages_of_news_pages() {
        assert_eq!(language_of("أعلنت بلدية الميناء أن السوق سيفتح أبوابه"), "ar");
        assert_eq!(language_of("شهردار گفت پل چوبی شهر از صبح یکشنبه باز می‌شود و پلیس آنجا می‌ماند"), "fa");
        assert_eq!(language_of("میئر نے کہا کہ پرانا بازار اتوار کی صبح کھل جائے گا"), "ur");
        assert_eq!(
            language_of("The mayor said that the old market would open again on Sunday morning after its roof had been repaired."),
            "en"
        );
        assert_eq!(
            language_of("Belediye başkanı eski çarşının pazar sabahı yeniden açılacağını söyledi ve çatının onarıldığını belirtti."),
            "tr"
        );
        assert_eq!(language_of("12345 ..."), "und");
    }
}
