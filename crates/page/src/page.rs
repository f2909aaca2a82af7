use isnad_lexicon::Lexicon;
use isnad_model::{Article, Removed};

use crate::{blocks, charset, furniture, language, metadata, tags};

/// Bytes of the largest page that is read.
pub const LIMIT: usize = 32 << 20;

/// Bytes of HTML beyond which, or tags nested deeper than which, no tree is built and tags are only cut out.
const TREE_BYTES: usize = 8 << 20;
const TREE_DEPTH: usize = 400;

/// What is known of a page before it is read.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The path or address as given.
    pub source: String,
    /// The charset that came with the bytes (HTTP), if any.
    pub charset: Option<String>,
}

/// Why a page could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// No bytes, or nothing but white space.
    #[error("the page is empty")]
    Empty,
    /// Not text in any charset.
    #[error("byte {at} and others are not text; give HTML or plain text")]
    Binary {
        /// The first byte that no text has.
        at: usize,
    },
    /// Larger than [`LIMIT`].
    #[error("the page has {bytes} bytes or more, the limit is {}; cut it into articles", LIMIT)]
    TooLarge {
        /// How many bytes were seen.
        bytes: usize,
    },
    /// Nothing but tags and furniture.
    #[error("no text is left once tags, menus and notices are taken out")]
    NoText,
}

/// Reads a page into an article that has no claims yet.
pub fn read(bytes: &[u8], hints: &Hints, lexicon: &Lexicon) -> Result<Article, PageError> {
    if bytes.len() > LIMIT {
        return Err(PageError::TooLarge { bytes: bytes.len() });
    }
    let text = charset::decode(bytes, hints.charset.as_deref())?;
    if text.trim().is_empty() {
        return Err(PageError::Empty);
    }
    let mut article = Article { source: hints.source.clone(), ..Article::default() };
    let mut removed: Vec<Removed> = Vec::new();
    let pieces = if tags::is_html(&text) {
        if text.len() > TREE_BYTES || tags::depth(&text) > TREE_DEPTH {
            blocks::from_text(&tags::strip(&text))
        } else {
            metadata::read(&text, &mut article);
            blocks::from_html(&text, &article)
        }
    } else {
        blocks::from_text(&text)
    };
    let pieces = furniture::remove(pieces, lexicon, &mut removed);
    let pieces = blocks::classify(pieces, lexicon);
    if pieces.is_empty() {
        return Err(PageError::NoText);
    }
    blocks::write(pieces, &mut article);
    article.removed = removed;
    article.language = language::of_page(&article.text).to_owned();
    language::mark_blocks(&mut article);
    article.id = format!("{:032x}", xxhash_rust::xxh3::xxh3_128(article.text.as_bytes()));
    if article.title.is_none() {
        article.title = article
            .blocks
            .iter()
            .find(|b| b.kind == isnad_model::BlockKind::Headline)
            .map(|b| article.text.chars().skip(b.start).take(b.end - b.start).collect());
    }
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_model::{BlockKind, RemovalReason};
    use proptest::prelude::*;

    fn lexicon() -> Lexicon {
        isnad_packs::built_in().expect("the built-in packs load")
    }

    fn page(text: &str) -> Article {
        read(text.as_bytes(), &Hints::default(), &lexicon()).expect("the page is read")
    }

    #[test]
    fn furniture_goes_and_is_listed() {
        let article = page(
            "انحسار المياه عن حي النخيل\n\nقالت البلدية إن المياه انحسرت عن الحي مساء الأحد بعد يومين من المطر.\n\nاقرأ أيضا\n\nصور من الحي القديم\n\nوأضافت أن المدارس تفتح أبوابها غدا.\n\nاترك تعليقاً\n\nالاسم",
        );
        assert_eq!(
            article.text,
            "انحسار المياه عن حي النخيل\n\nقالت البلدية إن المياه انحسرت عن الحي مساء الأحد بعد يومين من المطر.\n\nوأضافت أن المدارس تفتح أبوابها غدا."
        );
        assert!(article.removed.iter().any(|r| r.reason == RemovalReason::RelatedLinks));
        assert!(article.removed.iter().any(|r| r.reason == RemovalReason::CommentForm));
        assert_eq!(article.blocks[0].kind, BlockKind::Headline);
    }

    #[test]
    fn a_sentence_with_a_furniture_word_stays() {
        let text = "قال المدير إن مشاركة الوفد في القمة مؤكدة وإن التعليقات التي نشرت غير دقيقة.";
        assert_eq!(page(text).text, text);
    }

    #[test]
    fn html_in_an_old_charset() {
        let html = "<html><head><title>x</title><meta charset=\"windows-1256\"><meta property=\"og:title\" content=\"حريق في المصنع\"><meta property=\"article:published_time\" content=\"2024-05-02T10:00:00+03:00\"></head><body><nav>الرئيسية</nav><article><h1>حريق في المصنع</h1><p>اندلع حريق كبير في مصنع النسيج فجر الخميس، وقالت فرق الإطفاء إنها سيطرت عليه بعد ثلاث ساعات من العمل المتواصل في المنطقة الصناعية.</p><p>وأضافت أن أحدا لم يصب، وأن سبب الحريق لم يعرف بعد، وأن تحقيقا فتح في الحادث لمعرفة ملابساته كاملة.</p></article></body></html>";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(html);
        let article = read(&bytes, &Hints::default(), &lexicon()).expect("the page is read");
        assert_eq!(article.title.as_deref(), Some("حريق في المصنع"));
        assert_eq!(article.published.value.as_deref(), Some("2024-05-02T10:00:00+03:00"));
        assert!(article.text.contains("سيطرت عليه بعد ثلاث ساعات"), "{}", article.text);
        assert!(!article.text.contains("الرئيسية"));
        assert_eq!(article.language, "ar");
    }

    #[test]
    fn faults_have_names() {
        let read = |bytes: &[u8]| read(bytes, &Hints::default(), &lexicon()).map(|_| ());
        assert_eq!(read(b""), Err(PageError::Empty));
        assert_eq!(read(b" \n "), Err(PageError::Empty));
        assert!(matches!(read(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00"), Err(PageError::Binary { .. })));
        assert!(matches!(read(&vec![b'a'; LIMIT + 1]), Err(PageError::TooLarge { .. })));
    }

    #[test]
    fn deep_nesting_is_no_trap() {
        let html = format!("<html><body>{}نص قصير في العمق{}</body></html>", "<div>".repeat(50_000), "</div>".repeat(50_000));
        assert_eq!(page(&html).text, "نص قصير في العمق");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_named(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes, &Hints::default(), &lexicon());
        }

        #[test]
        fn plain_text_is_only_cut(text in "[\\PC\n]{1,300}") {
            if let Ok(article) = read(text.as_bytes(), &Hints::default(), &lexicon()) {
                let squeezed: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if !tags::is_html(&text) {
                    for block in article.text.split("\n\n") {
                        prop_assert!(squeezed.contains(block.split_whitespace().collect::<Vec<_>>().join(" ").as_str()));
                    }
                }
            }
        }
    }
}
