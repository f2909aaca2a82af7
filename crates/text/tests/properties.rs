//! What holds of any text, and texts that once broke it.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use proptest::prelude::*;

mod invariants;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));

/// Words and marks that numbers, times and quotations are made of, in any order: texts that nobody writes.
const PIECES: [&str; 64] = [
    "بين",
    "و",
    "وعشرين",
    "ثلاثة",
    "مئتان",
    "ألف",
    "آلاف",
    "مليوني",
    "ونصف",
    "ربع",
    "في",
    "المئة",
    "%",
    "نحو",
    "أكثر",
    "من",
    "على",
    "الأقل",
    "إلى",
    "عشرات",
    "الساعة",
    "18:00",
    "13,00",
    "3",
    "١٢",
    "2023",
    "20-9-2023",
    "1.000.000",
    "٫",
    "/",
    "-",
    ":",
    ".",
    "،",
    "(",
    ")",
    "«",
    "»",
    "\"",
    "\n",
    "مساء",
    "أمس",
    "الثلاثاء",
    "12",
    "أيلول/سبتمبر",
    "رمضان",
    "هـ",
    "الماضي",
    "المقبل",
    "قبل",
    "بعد",
    "يومين",
    "أسبوع",
    "القرن",
    "تسعينيات",
    "غرينتش",
    "بتوقيت",
    "99999999999999999999",
    "0",
    "من",
    "حتى",
    "كل",
    "أول",
    "آخر",
];

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec((prop::sample::select(PIECES.to_vec()), prop::sample::select(vec![" ", " ", " ", ""])), 0..40)
        .prop_map(|all| all.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_characters(text in any::<String>(), day in prop::sample::select(invariants::DAYS.to_vec())) {
        invariants::hold(&text, day, &LEXICON);
    }

    #[test]
    fn arabic_letters_marks_and_digits(text in "[\u{600}-\u{6ff}\u{fe70}-\u{fefc}0-9 .:،\"«»()/\n-]{0,200}") {
        invariants::hold(&text, None, &LEXICON);
    }

    #[test]
    fn words_of_numbers_and_times_in_any_order(text in pieces(), day in prop::sample::select(invariants::DAYS.to_vec())) {
        invariants::hold(&text, day, &LEXICON);
    }
}
