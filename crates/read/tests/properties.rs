//! What holds of the claims of any text, and texts that once broke it.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use proptest::prelude::*;

mod article;
mod invariants;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));

/// Words and marks that claims are made of, in any order: texts that nobody writes.
const PIECES: [&str; 62] = [
    "قال",
    "وأضاف",
    "أعلنت",
    "نفى",
    "ودعا",
    "بحسب",
    "نقلا عن",
    "إن",
    "أن",
    "إلى",
    "الوزير",
    "وزارة",
    "الصحة",
    "الليبية",
    "الرئيس",
    "محمد",
    "العامري",
    "سالم",
    "المتحدث",
    "باسم",
    "الجيش",
    "في",
    "سبها",
    "تعز",
    "عمّان",
    "مدينة",
    "12",
    "مئتي",
    "ثلاثة",
    "قتيلا",
    "جرحى",
    "بينهم",
    "أطفال",
    "شخصا",
    "مقتل",
    "وإصابة",
    "نزوح",
    "آخرين",
    "على الأقل",
    "أكثر من",
    "أسرة",
    "هدنة",
    "اتفاق",
    "وقف إطلاق النار",
    "انتهاكات",
    "محادثات",
    "انسحاب",
    "وكالة",
    "رويترز",
    "(أ ف ب)",
    "قناة",
    "«",
    "»",
    "\"",
    ":",
    ".",
    "،",
    "\n",
    "أمس",
    "الثلاثاء",
    "كيلومترا",
    "ساعة",
];

fn pieces() -> impl Strategy<Value = String> {
    proptest::collection::vec((prop::sample::select(PIECES.to_vec()), prop::sample::select(vec![" ", " ", " ", ""])), 0..60)
        .prop_map(|all| all.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

fn hold(text: &str, day: Option<&str>) {
    invariants::hold(article::article(text, day), &LEXICON);
}

/// Found by fuzzing: behind «لل» a name was given with its article, of which the text has one letter, as if the text had both.
#[test]
fn names_behind_to_are_what_the_text_has_and_their_article_is_told_beside_them() {
    let text = "قالت اللجنة ال\u{fffd}ولية للصليب الأحمر إن القوائم سلمت للأمم المتحدة.";
    let read = isnad_read::read(article::article(text, None), &LEXICON);
    let letters: Vec<char> = text.chars().collect();
    for (name, there) in [("الصليب الأحمر", "صليب الأحمر"), ("الأمم المتحدة", "أمم المتحدة")] {
        let actor = read.actors.iter().find(|a| a.spelling() == name).expect("it is named");
        assert_eq!((actor.exact.as_str(), actor.whole.as_deref()), (there, Some(name)));
        assert_eq!(letters[actor.start..actor.end].iter().collect::<String>(), there);
    }
    hold(text, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_characters(text in any::<String>()) {
        hold(&text, None);
    }

    #[test]
    fn arabic_letters_marks_and_digits(text in "[\u{600}-\u{6ff}\u{fe70}-\u{fefc}0-9 .:،\"«»()/\n-]{0,200}") {
        hold(&text, Some("2023-09-20"));
    }

    #[test]
    fn words_of_claims_in_any_order(text in pieces(), day in prop::sample::select(vec![None, Some("2023-09-20"), Some("9999-12-31")])) {
        hold(&text, day);
    }
}
