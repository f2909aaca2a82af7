//! Which words are one word for a search, and which are not.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::sync::Arc;

use isnad_lexicon::Stemmer;
use isnad_lexicon::fold::fold_key;

#[test]
fn forms_of_a_word_have_one_stem_and_other_words_another() {
    let stemmer = Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")));
    let stem = |word: &str| stemmer.stem(&fold_key(word)).into_owned();
    let one: [&[&str]; 16] = [
        &["مستشفى", "المستشفى", "وبمستشفياتها", "مستشفيات", "لمستشفى", "بالمستشفيات", "مُسْتَشْفَى"],
        &["وزير", "الوزير", "والوزير", "للوزير", "وزراء", "ووزراؤها", "وزيرة", "وزيرها"],
        &["مدينة", "المدينة", "مدينته", "مدينتان", "المدن", "بمدنهم", "مدينتين"],
        &["بيان", "البيان", "بيانات", "ببيان", "وبيانها"],
        &["قال", "قالت", "يقول", "وقالوا", "سيقول", "تقول"],
        &["قتيل", "قتلى", "القتلى", "وقتيلان"],
        &["طفل", "أطفال", "طفلان", "الأطفال", "أطفالها"],
        &["مسؤول", "مسئول", "مسؤولون", "المسؤولين", "مسؤولو"],
        &["لبنان", "ولبنان", "بلبنان", "للبنان"],
        &["دمشق", "بدمشق", "ودمشق", "لدمشق"],
        &["كبير", "كبيرة", "كبيرا", "الكبيرتين", "كبار"],
        &["شهيد", "شهداء", "شهداؤها", "شهدائها"],
        &["استهدف", "يستهدف", "استهدفت", "واستهدفوا", "تستهدفها"],
        &["كورونا", "لكورونا", "وكورونا"],
        &["إجراء", "إجراءات", "الإجراءات", "وبإجراءاتها"],
        &["جسر", "جسرا", "الجسور", "جسرين", "وجسرها"],
    ];
    for forms in one {
        let stems: Vec<String> = forms.iter().map(|f| stem(f)).collect();
        assert!(stems.iter().all(|s| *s == stems[0]), "{forms:?}: {stems:?}");
    }
    let apart = [
        ("وزير", "زير"),
        ("لبنان", "لبن"),
        ("كتاب", "كاتب"),
        ("بيان", "بيت"),
        ("عربي", "عرب"),
        ("قانون", "قانا"),
        ("ميدان", "ميد"),
        ("كتاب", "تاب"),
        ("مليون", "ملي"),
        ("قتل", "قتال"),
    ];
    for (a, b) in apart {
        assert_ne!(stem(a), stem(b), "{a} {b}");
    }
    // What is not Arabic, and what is too short, stands as it is.
    for word in ["covid", "24", "من", "2024", ""] {
        assert_eq!(stemmer.stem(word), word);
    }
}
