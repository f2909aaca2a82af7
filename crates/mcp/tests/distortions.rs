//! Sentences of the demo pages with something in them changed: none is ever supported.
#![allow(clippy::expect_used)] // a test

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use isnad_lexicon::{Lexicon, Stemmer};
use isnad_mcp::{CheckAsked, Checked, Differs, Settings, Tools, Verdict};
use isnad_model::{Article, ClaimKind};
use isnad_page::{Limits, Rules, Source};
use isnad_store::{Given, Store};
use proptest::prelude::*;

static LEXICON: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(isnad_packs::built_in().expect("the built-in packs load")));

/// Pages in a store.
struct Desk {
    _folder: tempfile::TempDir,
    tools: Tools,
    articles: Vec<Article>,
    runtime: tokio::runtime::Runtime,
}

impl Desk {
    fn of(pages: Vec<Given>) -> Self {
        let (lexicon, stemmer) = (LEXICON.clone(), Stemmer::new(LEXICON.clone()));
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("desk.isnad");
        Store::open(&file, stemmer.clone()).expect("a store").add(&pages).expect("they are added");
        let tools = Tools::new(Settings { file, stemmer, lexicon }).expect("tools");
        let runtime = tokio::runtime::Builder::new_multi_thread().build().expect("threads");
        Desk { _folder: folder, tools, articles: pages.into_iter().map(|p| p.article).collect(), runtime }
    }

    /// Pages of one text each, of invented outlets, published on 5 June 2024.
    fn of_texts(texts: &[&str]) -> Self {
        let page = |(at, text): (usize, &&str)| {
            let html = format!(
                r#"<html lang="ar"><head><title>خبر</title><meta property="og:site_name" content="الضفة {at}">
                <meta property="article:published_time" content="2024-06-05"></head><body><article><p>{text}</p></article></body></html>"#
            );
            given(html.into_bytes(), &format!("page-{at}.html"))
        };
        Desk::of(texts.iter().enumerate().map(page).collect())
    }

    fn check(&self, sentence: &str, day: Option<&str>) -> Checked {
        let asked = CheckAsked { sentence: sentence.to_owned(), day: day.map(str::to_owned) };
        self.runtime.block_on(self.tools.check(asked)).expect("it is checked")
    }
}

fn given(bytes: Vec<u8>, name: &str) -> Given {
    let source = Source { path_or_url: name, content_type: None };
    let article = isnad_page::read(&bytes, &source, &Rules::new(&LEXICON), &Limits::default()).expect("a page");
    Given { article: isnad_read::read(article, &LEXICON), bytes }
}

static DEMO: LazyLock<Desk> = LazyLock::new(|| {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(demo).expect("the demo pages").map(|e| e.expect("a page").path()).collect();
    paths.sort();
    Desk::of(paths.iter().map(|path| given(std::fs::read(path).expect("a demo page can be read"), &path.display().to_string())).collect())
});

fn check(sentence: &str, day: Option<&str>) -> Checked {
    DEMO.check(sentence, day)
}

/// Sentences of the pages with a figure or an event in them, each with its page's day.
static SENTENCES: LazyLock<Vec<(String, Option<String>)>> = LazyLock::new(|| {
    let mut all: Vec<(String, Option<String>)> = DEMO
        .articles
        .iter()
        .flat_map(|article| {
            let day = article.published.value.as_ref().and_then(|v| v.get(..10)).map(str::to_owned);
            let told = article.claims.iter().filter(|c| matches!(c.kind, ClaimKind::Figure(_) | ClaimKind::Event(_)));
            told.map(move |claim| {
                let (start, end) = (claim.sentence.start, claim.sentence.end);
                (article.text.chars().skip(start).take(end - start).collect(), day.clone())
            })
        })
        .collect();
    all.sort();
    all.dedup();
    all
});

#[test]
fn true_sentences_are_found_with_those_who_say_them() {
    let verdict = |sentence: &str| check(sentence, None).verdict;
    for (sentence, expected) in [
        ("أصيب 110 أشخاص في فيضانات سبها.", Verdict::Supported),
        ("أصيب 111 شخصا في فيضانات سبها.", Verdict::Changed),
        ("أصيب 110 أشخاص في فيضانات درنة.", Verdict::NotFound),
        ("قتل 31 شخصا في فيضانات سبها.", Verdict::Disputed),
        ("قتل 310 أشخاص في فيضانات سبها.", Verdict::Changed),
        ("هبطت مركبة على القمر.", Verdict::NotFound),
    ] {
        assert_eq!(verdict(sentence), expected, "{sentence}: {:#?}", check(sentence, None));
    }
    let checked = check("أصيب 110 أشخاص في فيضانات سبها.", None);
    let [claim] = &checked.claims[..] else { panic!("one claim: {checked:#?}") };
    assert!(claim.origins >= 1 && !claim.evidence[0].sentence.is_empty() && !claim.evidence[0].origins.is_empty());
    let changed = check("أصيب 111 شخصا في فيضانات سبها.", None);
    assert_eq!(changed.claims[0].differs[0].differs, Differs::Number);
}

#[test]
fn most_sentences_of_the_pages_are_on_the_pages() {
    let verdicts: Vec<Verdict> = SENTENCES.iter().map(|(sentence, day)| check(sentence, day.as_deref()).verdict).collect();
    let found = verdicts.iter().filter(|v| matches!(v, Verdict::Supported | Verdict::Disputed)).count();
    assert!(found * 10 >= verdicts.len() * 7, "{found} of {} are found", verdicts.len());
}

/// What a page says, and the same with one thing changed.
const CHANGED: [(&str, &str, &str); 13] = [
    ("another act", "أصيب مسؤول أمني برصاص مسلحين في تعز.", "قتل مسؤول أمني برصاص مسلحين في تعز."),
    ("another act", "هاجم مسلحون قرية في تعز.", "سيطر مسلحون على قرية في تعز."),
    ("another act", "اعتقلت الشرطة في تعز محتجين.", "أفرجت الشرطة في تعز عن محتجين."),
    ("another stage", "دخلت الهدنة في تعز حيز التنفيذ.", "انهارت الهدنة في تعز."),
    (
        "places swapped",
        "قتل 31 شخصا في فيضانات سبها وأصيب 110 أشخاص في فيضانات درنة.",
        "قتل 31 شخصا في فيضانات درنة وأصيب 110 أشخاص في فيضانات سبها.",
    ),
    ("places swapped", "قتل في درنة 31 شخصا وأصيب في سبها 110 أشخاص.", "قتل في سبها 31 شخصا وأصيب في درنة 110 أشخاص."),
    ("places swapped", "في درنة قتل 31 شخصا، وفي سبها أصيب 110 أشخاص.", "في سبها قتل 31 شخصا، وفي درنة أصيب 110 أشخاص."),
    ("the other's place", "قتل في درنة 31 شخصا وأصيب في سبها 110 أشخاص.", "أصيب في درنة 110 أشخاص."),
    ("people swapped", "قتل 31 جنديا في تعز وأصيب 110 مدنيين في تعز.", "قتل 31 مدنيا في تعز وأصيب 110 جنود في تعز."),
    ("an accuser's word", "اتهم الجيش اليمني جماعة الحوثي بقصف السوق في تعز.", "قُصف السوق في تعز."),
    (
        "an invented statement",
        "أصيب 110 أشخاص في فيضانات سبها.",
        "أصيب 110 أشخاص في فيضانات سبها، وقال رئيس البلدية إن السد انهار بسبب الإهمال.",
    ),
    ("another name", "قال محمد العلي إن السد انهار في سبها.", "قال محمود العلي إن السد انهار في سبها."),
    ("a day that nobody knows", "أصيب 110 أشخاص في فيضانات سبها أمس الثلاثاء.", "أصيب 110 أشخاص في فيضانات سبها الثلاثاء."),
];

#[test]
fn one_thing_changed_is_never_supported() {
    for (what, page, changed) in CHANGED {
        let desk = Desk::of_texts(&[page]);
        let verdict = |sentence: &str, day| desk.check(sentence, day).verdict;
        assert_eq!(verdict(page, Some("2024-06-05")), Verdict::Supported, "{what}: {page}\n{:#?}", desk.check(page, Some("2024-06-05")));
        let checked = desk.check(changed, None);
        assert_ne!(checked.verdict, Verdict::Supported, "{what}: {changed}\nof {page}\n{checked:#?}");
    }
}

#[test]
fn what_two_pages_say_of_two_places_is_not_put_together() {
    let desk = Desk::of_texts(&["قتل 31 شخصا في فيضانات سبها.", "أصيب 110 أشخاص في فيضانات درنة."]);
    let verdict = |sentence: &str| desk.check(sentence, None).verdict;
    assert_eq!(verdict("قتل 31 شخصا في فيضانات سبها وأصيب 110 أشخاص في فيضانات درنة."), Verdict::Supported);
    assert_ne!(verdict("قتل 31 شخصا في فيضانات درنة وأصيب 110 أشخاص في فيضانات سبها."), Verdict::Supported);
}

#[test]
fn who_demands_it_denies_nothing() {
    let (made, demanded) = ("اتفقت الحكومة اليمنية وجماعة الحوثي على هدنة في تعز.", "دعت الأمم المتحدة إلى هدنة في تعز.");
    let desk = Desk::of_texts(&[made, demanded]);
    let checked = desk.check(made, None);
    assert_eq!(checked.verdict, Verdict::Supported, "{checked:#?}");
}

/// Places and parties that a page may be made to name instead, none of them of these stories, days, and groups.
const OTHERS: [(&str, &[&str]); 5] = [
    ("سبها", &["درنة", "طبرق", "غريان"]),
    ("تعز", &["صعدة", "المكلا", "مأرب"]),
    ("عمّان", &["مسقط", "بيروت"]),
    ("مدنيين", &["جنود", "أطفال"]),
    ("أطفال", &["نساء", "جنود"]),
];

/// Those who may be set in each other's place.
const PARTIES: [(&str, &str); 2] = [("الحكومة اليمنية", "جماعة الحوثي"), ("الحكومة", "الحوثيين")];

/// What befell people, and other than that.
const ACTS: [(&str, &str); 5] = [("قتلوا", "أصيبوا"), ("أصيب", "قتل"), ("مفقودين", "جرحى"), ("القتلى", "الجرحى"), ("نزوح", "اعتقال")];

/// Numbers in words.
const NUMBERS: [&str; 8] = ["ثلاثة", "أربعة", "خمسة", "سبعة", "ثمانية", "تسعة", "عشرة", "عشرين"];

/// Every way to change one thing in a sentence.
fn distortions(sentence: &str, by: u32) -> Vec<String> {
    let mut all = vec![format!("لم يحدث أن {sentence}"), format!("نفت الشرطة أن {sentence}")];
    let digits: Vec<(usize, &str)> = sentence.match_indices(|c: char| c.is_ascii_digit()).collect();
    if let Some((start, _)) = digits.first() {
        let end = sentence[*start..].find(|c: char| !c.is_ascii_digit()).map_or(sentence.len(), |at| start + at);
        let number: u64 = sentence[*start..end].parse().expect("digits");
        for other in [number + 1 + u64::from(by), number * 10 + 1] {
            all.push(format!("{}{other}{}", &sentence[..*start], &sentence[end..]));
        }
    }
    for word in NUMBERS {
        if sentence.contains(word) {
            let other = NUMBERS.iter().filter(|other| **other != word).nth(by as usize % (NUMBERS.len() - 1)).expect("another");
            all.push(sentence.replacen(word, other, 1));
        }
    }
    for (word, other) in ACTS {
        if sentence.contains(word) {
            all.push(sentence.replace(word, other));
        }
    }
    for (word, others) in OTHERS {
        if sentence.contains(word) {
            all.push(sentence.replace(word, others[by as usize % others.len()]));
        }
    }
    for (one, other) in PARTIES {
        if sentence.contains(one) && sentence.contains(other) {
            all.push(sentence.replace(one, "\u{1}").replace(other, one).replace('\u{1}', other));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// On the page's own day and on a day of another year.
    #[test]
    fn no_distortion_is_supported(at in 0..1000usize, by in 0..40u32, way in 0..16usize) {
        let (sentence, day) = &SENTENCES[at % SENTENCES.len()];
        let all = distortions(sentence, by);
        let distorted = &all[way % all.len()];
        let checked = check(distorted, day.as_deref());
        prop_assert_ne!(checked.verdict, Verdict::Supported, "{}\nmade of\n{}\n{:#?}", distorted, sentence, checked);
    }

    #[test]
    fn another_day_is_not_supported(day in 1..28u32, month in 1..12u32) {
        let sentence = format!("أصيب 110 أشخاص في فيضانات سبها يوم {day} {} 2031.", ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"][month as usize]);
        let checked = check(&sentence, None);
        prop_assert_ne!(checked.verdict, Verdict::Supported, "{}\n{:#?}", sentence, checked);
    }
}
