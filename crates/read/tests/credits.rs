//! Which agencies a page credits, in sentences of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::CreditScope::{self, Photo, Text};

mod article;

/// The credits of a page with its title.
fn credits(text: &str) -> Vec<(String, CreditScope)> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let article = isnad_read::read(article::article(&format!("الجسر يفتح بعد عام من الإغلاق\n{text}"), Some("2021-06-15")), &lexicon);
    article.credits.into_iter().map(|c| (c.agency, c.scope)).collect()
}

#[track_caller]
fn credited(text: &str, wanted: &[(&str, CreditScope)]) {
    let wanted: Vec<(String, CreditScope)> = wanted.iter().map(|(agency, scope)| ((*agency).to_owned(), *scope)).collect();
    assert_eq!(credits(text), wanted, "{text}");
}

const TEXT: &str = "فتح الجسر صباح الأحد أمام السيارات بعد عام من الإغلاق، وفق ما أعلنت البلدية.";

#[test]
fn datelines_credit() {
    for dateline in
        ["الميناء – واس:", "الميناء (واس) -", "واس - الميناء:", "الميناء - «واس»:", "الميناء/ واس/", "الميناء في 12 يونيو /واس/"]
    {
        credited(&format!("{dateline} {TEXT}"), &[("spa", Text)]);
    }
    credited(&format!("الميناء - رويترز\n{TEXT}"), &[("reuters", Text)]);
    credited(&format!("كتب: أ ف ب\n{TEXT}"), &[("afp", Text)]);
    credited(&format!("عدن - د ب أ: {TEXT}"), &[("dpa", Text)]);
    credited(&format!("الميناء - رويترز، أ ف ب: {TEXT}"), &[("reuters", Text), ("afp", Text)]);
}

#[test]
fn what_stands_behind_the_last_sentence_credits() {
    for end in ["«رويترز»", "\"رويترز\"", "(رويترز)", "رويترز", "رويترز.", "[رويترز]"] {
        credited(&format!("{TEXT} {end}"), &[("reuters", Text)]);
    }
    credited(&format!("{TEXT} «أ ب»"), &[("ap", Text)]);
    credited(&format!("{TEXT} «الفرنسية»"), &[("afp", Text)]);
    credited(&format!("{TEXT}\n(أ ف ب - رويترز)"), &[("afp", Text), ("reuters", Text)]);
    credited(&format!("{TEXT}\nالمصدر: الأناضول"), &[("anadolu", Text)]);
    credited(&format!("{TEXT}\n* بالاتفاق مع «بلومبيرغ»"), &[("bloomberg", Text)]);
    credited(&format!("{TEXT}\nنقلا عن رويترز"), &[("reuters", Text)]);
}

#[test]
fn the_source_of_a_sentence_credits_at_its_end() {
    for source in [
        "بحسب رويترز",
        "وفقا لرويترز",
        "حسبما نقلت «رويترز»",
        "بحسب ما ذكرت وكالة رويترز أمس",
        "وفق ما نقلت رويترز اليوم (الثلاثاء)",
        "كما نقلت «رويترز»",
        "كما أفادت وكالة رويترز",
    ] {
        credited(&format!("فتح الجسر أمام السيارات صباح الأحد، {source}."), &[("reuters", Text)]);
    }
    credited("أغلق الجسر، بحسب وكالة الأناضول ودوغان للأنباء.", &[("anadolu", Text), ("dha", Text)]);
    credited("أغلق الجسر، بحسب وكالة الأنباء السورية الرسمية «سانا».", &[("sana", Text)]);
}

#[test]
fn an_agency_that_is_quoted_credits_nothing() {
    credited(&format!("{TEXT} كما نقلت «رويترز» عن الحارس أن الباب كان مفتوحا."), &[]);
    for quoted in [
        "وقالت رويترز إن الجسر يفتح غدا أمام السيارات.",
        "ونقلت وكالة رويترز عن المهندس قوله إن الجسر سليم.",
        "وبحسب رويترز، كلف الجسر مليونين من الدولارات.",
        "وفتح الجسر، حسب ما قال مهندس لرويترز.",
        "وقال المهندس لوكالة الأنباء الألمانية (د ب أ) إن الجسر سليم.",
    ] {
        credited(quoted, &[]);
    }
}

#[test]
fn pictures_are_credited_apart() {
    credited(&format!("{TEXT} الصور من «واس»"), &[("spa", Photo)]);
    credited(&format!("{TEXT}\nتصوير: رويترز"), &[("reuters", Photo)]);
}

#[test]
fn a_tatweel_is_the_dash_of_a_dateline() {
    credited("واشنطن ـ أ ف ب\nأغلق الجسر أمس.", &[("afp", Text)]);
    credited("الرياض ـ واس : أغلق الجسر أمس.", &[("spa", Text)]);
}

#[test]
fn an_agency_called_by_an_adjective_credits_where_it_stands_alone() {
    credited("القاهرة - الفرنسية\nأغلق الجسر أمس.", &[("afp", Text)]);
    credited("أغلق الجسر أمس.وفقا للألمانية. وفتح اليوم.", &[("dpa", Text)]);
    credited("أغلق الجسر أمس، بحسب الألمانية. وفتح اليوم.", &[("dpa", Text)]);
    credited("أغلق الجسر أمس.\nالفرنسية", &[("afp", Text)]);
    credited("ترجم الكتاب من العربية للفرنسية.", &[]);
    credited("يتكلم السكان العربية، الفرنسية، الألمانية.", &[]);
    credited("زار العمدة الجزيرة الفرنسية.", &[]);
}
