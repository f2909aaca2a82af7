//! Time expressions of news pages, each form with its value.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use isnad_text::time::{self, Times};
use isnad_text::{Document, number};
use proptest::prelude::*;

fn lexicon() -> &'static isnad_lexicon::Lexicon {
    static LEXICON: std::sync::OnceLock<isnad_lexicon::Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(|| isnad_packs::built_in().expect("the built-in packs load"))
}

fn run(text: &str, anchor: Option<&str>) -> (Vec<(String, Option<String>)>, Times) {
    let document = Document::new(text, lexicon());
    let numbers = number::find(&document, lexicon());
    let times = time::find(&document, lexicon(), &numbers, anchor);
    (times.expressions.iter().map(|t| (document.exact(t.tokens.clone()).to_owned(), t.value.clone())).collect(), times)
}

/// Asserts the expressions of a text, read on Wednesday 20 September 2023.
fn on_wednesday(text: &str, wanted: &[(&str, &str)]) {
    let (found, _) = run(text, Some("2023-09-20"));
    let found: Vec<(&str, &str)> = found.iter().map(|(exact, value)| (exact.as_str(), value.as_deref().unwrap_or("?"))).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn dates_in_digits() {
    for date in ["20-9-2023", "20/9/2023", "2023-09-20", "20.9.2023", "20 / 9 / 2023", "٢٠-٩-٢٠٢٣", "2023/09/20", "20 - 9 - 2023"] {
        on_wednesday(&format!("التقطت الصورة {date}، من الجو"), &[(date, "2023-09-20")]);
    }
    on_wednesday("انتهت المباراة 3-2 ثم 6/4 وبلغ الرقم 192.168.1.2", &[]);
    on_wednesday("افتتح المعرض في 3/2015", &[("3/2015", "2015-03")]);
}

#[test]
fn dates_with_doubled_months() {
    on_wednesday("منذ 27 سبتمبر/ أيلول 2020", &[("27 سبتمبر/ أيلول 2020", "2020-09-27")]);
    on_wednesday("في كانون الثاني/يناير 2021", &[("كانون الثاني/يناير 2021", "2021-01")]);
    on_wednesday("في 5 أغسطس (آب) 2021م", &[("5 أغسطس (آب) 2021م", "2021-08-05")]);
    on_wednesday("في 5 فبراير شباط 2021", &[("5 فبراير شباط 2021", "2021-02-05")]);
    on_wednesday(
        "في 3 شتنبر و4 غشت و5 جويلية 2022",
        &[("3 شتنبر", "2023-09-03"), ("و4 غشت", "2023-08-04"), ("5 جويلية 2022", "2022-07-05")]
            .map(|(a, b)| (a.trim_start_matches('و'), b)),
    );
}

#[test]
fn one_day_told_twice_is_one_expression() {
    on_wednesday("أعلن الأربعاء (20 سبتمبر/أيلول 2023) وقف", &[("الأربعاء (20 سبتمبر/أيلول 2023)", "2023-09-20")]);
    on_wednesday("قال أمس الثلاثاء إنه", &[("أمس الثلاثاء", "2023-09-19")]);
    on_wednesday("قال يوم أمس الثلاثاء إنه", &[("يوم أمس الثلاثاء", "2023-09-19")]);
    on_wednesday("قال اليوم (الأربعاء) إنه", &[("اليوم (الأربعاء)", "2023-09-20")]);
    on_wednesday("يصل غداً الخميس", &[("غداً الخميس", "2023-09-21")]);
    on_wednesday("أعلن أمس، الثلاثاء، أنه", &[("أمس، الثلاثاء", "2023-09-19")]);
}

#[test]
fn a_weekday_is_firmer_than_the_day_a_page_is_dated() {
    on_wednesday("قال اليوم الثلاثاء إنه", &[("اليوم الثلاثاء", "2023-09-19")]);
}

#[test]
fn clock_times_and_zones() {
    on_wednesday(
        "اعتبارًا من الساعة 13,00 (09,00 بتوقيت غرينتش) في 20 أيلول/سبتمبر 2023",
        &[
            ("الساعة 13,00 (09,00 بتوقيت غرينتش) في 20 أيلول/سبتمبر 2023", "2023-09-20T13:00+04:00"),
            ("09,00 بتوقيت غرينتش", "2023-09-20T09:00+00:00"),
        ],
    );
    on_wednesday("بدأ العرض الساعة 10:30 مساء الثلاثاء", &[("الساعة 10:30 مساء الثلاثاء", "2023-09-19T22:30")]);
    on_wednesday("وقع الانفجار عند السابعة صباحا بتوقيت مكة المكرمة", &[("السابعة صباحا بتوقيت مكة المكرمة", "2023-09-20T07:00+03:00")]);
    on_wednesday("الساعة الثامنة والنصف من مساء أمس", &[("الساعة الثامنة والنصف من مساء أمس", "2023-09-19T20:30")]);
    on_wednesday("يصل الوفد الخميس في تمام السادسة والنصف", &[("الخميس في تمام السادسة والنصف", "2023-09-21T06:30")]);
    on_wednesday("يصل الوفد في تمام الساعة السابعة صباحا", &[("تمام الساعة السابعة صباحا", "2023-09-20T07:00")]);
    on_wednesday("قال إن الوفد في تمام الصحة", &[]);
    on_wednesday("عند الساعة العاشرة وعشرين دقيقة", &[("الساعة العاشرة وعشرين دقيقة", "2023-09-20T10:20")]);
    on_wednesday(
        "الساعة 02.17 صباحا (06.14 ت غ)",
        &[("الساعة 02.17 صباحا (06.14 ت غ)", "2023-09-20T02:17"), ("06.14 ت غ", "2023-09-20T06:14+00:00")],
    );
    on_wednesday("بحلول الساعة 1438 بتوقيت جرينتش", &[("الساعة 1438 بتوقيت جرينتش", "2023-09-20T14:38+00:00")]);
    on_wednesday(
        "الساعة 01,00 (22,00 ت غ) الخميس",
        &[("الساعة 01,00 (22,00 ت غ) الخميس", "2023-09-21T01:00+03:00"), ("22,00 ت غ", "2023-09-20T22:00+00:00")],
    );
    on_wednesday("2023/09/20 الساعة: 22:44 (توقيت غرينتش)", &[("2023/09/20 الساعة: 22:44 (توقيت غرينتش)", "2023-09-20T22:44+00:00")]);
    on_wednesday("منتصف ليل الأحد الإثنين", &[("منتصف ليل الأحد الإثنين", "2023-09-18T00:00")]);
    on_wednesday("الخامسة من مساء غد الخميس", &[("الخامسة من مساء غد الخميس", "2023-09-21T17:00")]);
    on_wednesday("استمر أقل من 24 ساعة ثم 3 ساعات", &[]);
}

#[test]
fn weekdays_before_and_ahead() {
    on_wednesday("قتل ثلاثة الثلاثاء", &[("الثلاثاء", "2023-09-19")]);
    on_wednesday("قتل ثلاثة الجمعة", &[("الجمعة", "2023-09-15")]);
    on_wednesday("سيجتمع الوفدان السبت", &[("السبت", "2023-09-23")]);
    on_wednesday("من المقرر أن يجتمعوا الأحد", &[("الأحد", "2023-09-24")]);
    on_wednesday("اجتمعوا الأحد الماضي ويجتمعون الاثنين المقبل", &[("الأحد الماضي", "2023-09-17"), ("الاثنين المقبل", "2023-09-25")]);
    on_wednesday("انفجرت سيارة الأحد أثناء سياق", &[("الأحد", "2023-09-17")]);
    on_wednesday("ليل الثلاثاء - الأربعاء", &[("ليل الثلاثاء - الأربعاء", "2023-09-19")]);
    on_wednesday(
        "مساء أول أمس الاثنين ويوم 10 سبتمبر الجاري",
        &[("مساء أول أمس الاثنين", "2023-09-18"), ("ويوم 10 سبتمبر الجاري", "2023-09-10")],
    );
    on_wednesday("قال أحد السكان إن اثنين أصيبا", &[]);
}

#[test]
fn days_told_from_the_page() {
    on_wednesday(
        "بدأت قبل يوم وقبل ثلاثة أيام ومنذ أسبوعين",
        &[("قبل يوم", "2023-09-19"), ("وقبل ثلاثة أيام", "2023-09-17"), ("ومنذ أسبوعين", "2023-09-06")],
    );
    on_wednesday("قبل يومين من الانتخابات وبعد يوم واحد من بدء العملية", &[]);
    on_wednesday("منذ عقود ومنذ ثلاثين عاما", &[]);
    on_wednesday("قبل يوم الجمعة وقبل شهر رمضان الماضي", &[("يوم الجمعة", "2023-09-15"), ("شهر رمضان الماضي", "2023-03-23/2023-04-20")]);
    on_wednesday("في اليوم التالي وطوال اليوم ومليون برميل في اليوم", &[]);
}

#[test]
fn weeks_months_years() {
    on_wednesday("الأسبوع الماضي وهذا الأسبوع", &[("الأسبوع الماضي", "2023-W37"), ("وهذا الأسبوع", "2023-W38")]);
    on_wednesday("الشهر الجاري والعام المقبل", &[("الشهر الجاري", "2023-09"), ("والعام المقبل", "2024")]);
    on_wednesday("في الأشهر القليلة الماضية", &[("الأشهر القليلة الماضية", "2023")]);
    on_wednesday("قال الأمين العام الحالي والمجلس العام", &[]);
    on_wednesday("عام 2020 وفي 2021 ولعام 2022", &[("عام 2020", "2020"), ("2021", "2021"), ("ولعام 2022", "2022")]);
    on_wednesday("خريف 2020 وصيف العام الماضي", &[("خريف 2020", "2020"), ("وصيف العام الماضي", "2022")]);
    on_wednesday("في تسعينيات القرن الماضي", &[("تسعينيات القرن الماضي", "1990/1999")]);
    on_wednesday("النصف الثاني من سبتمبر", &[("النصف الثاني من سبتمبر", "2023-09-16/2023-09-30")]);
    on_wednesday("قبلوا حدود 1967 واتفاق 1994", &[("1967", "1967"), ("1994", "1994")]);
    on_wednesday("بداية العام الدراسي ونهاية العام", &[("ونهاية العام", "2023")]);
    on_wednesday("الربع الثالث من عام 2016", &[("الربع الثالث من عام 2016", "2016-07/2016-09")]);
    on_wednesday("قتل 2021 شخصا وفي المدينة 2019 شخصا والقرار 1973", &[]);
}

#[test]
fn ranges() {
    on_wednesday("من 13 إلى 15 تموز", &[("من 13 إلى 15 تموز", "2023-07-13/2023-07-15")]);
    on_wednesday("بين عامي 2014 و2018", &[("بين عامي 2014 و2018", "2014/2018")]);
    on_wednesday("يومي 19 و20 سبتمبر", &[("يومي 19 و20 سبتمبر", "2023-09-19/2023-09-20")]);
    on_wednesday("من الثلاثاء إلى الخميس", &[("من الثلاثاء إلى الخميس", "2023-09-19/2023-09-21")]);
    on_wednesday("بين سبتمبر ويناير الماضيين", &[("بين سبتمبر ويناير الماضيين", "2022-09/2023-01")]);
    on_wednesday("من يناير إلى مارس 2020", &[("من يناير إلى مارس 2020", "2020-01/2020-03")]);
}

#[test]
fn hijri_dates_by_umm_al_qura() {
    on_wednesday("في 11 رمضان 1446 هـ", &[("11 رمضان 1446 هـ", "2025-03-11")]);
    on_wednesday("الأربعاء 28 رمضان 1436، الموافق 15 يوليو 2015", &[("الأربعاء 28 رمضان 1436، الموافق 15 يوليو 2015", "2015-07-15")]);
    on_wednesday("وصل رجب طيب أردوغان ورمضان قديروف", &[]);
}

#[test]
fn the_day_a_text_was_written_on() {
    let written_on = |text: &str| run(text, None).1.written_on;
    assert_eq!(written_on("قالت اليوم الأربعاء 20 سبتمبر 2023 إن العملية انتهت").as_deref(), Some("2023-09-20"));
    assert_eq!(written_on("اليوم الأربعاء 20 أيلول، وفي عام 2022 كذلك").as_deref(), Some("2023-09-20"));
    assert_eq!(written_on("تاريخ النشر: 21.09.2023 | 08:15 GMT").as_deref(), Some("2023-09-21"));
    assert_eq!(written_on("بيروت - 20 أيلول/سبتمبر 2023 (أ ف ب) - قالت اللجنة").as_deref(), Some("2023-09-20"));
    assert_eq!(written_on("مراكش 9-9-2023 وفا- قالت اللجنة").as_deref(), Some("2023-09-09"));
    assert_eq!(written_on("كينشاسا 18 يونيو 2022 /ومع/ قالت اللجنة").as_deref(), Some("2022-06-18"));
    assert_eq!(written_on("فتحت البلدية السوق. 20.11.2023, سبوتنيك عربي").as_deref(), Some("2023-11-20"));
    assert_eq!(written_on("وقع الحريق في 20.11.2023، ورويترز لم تنشر صورا"), None);
    assert_eq!(written_on("بيروت 20 أيلول 2020 ومعها طرابلس شهدتا حريقا"), None);
    assert_eq!(written_on("تودع المدينة الأحد فارسها الذي أصيب في سباق 5 أكتوبر 2014"), None);
    assert_eq!(written_on("بدأت أمس الخميس عملية"), None);
    assert_eq!(written_on("في عام 2020 انتهت الحرب"), None);
}

#[test]
fn a_relative_time_is_resolved_once_its_page_has_a_day() {
    for text in [
        "أمس",
        "الثلاثاء",
        "الأسبوع الماضي",
        "سيجتمعون السبت",
        "قبل ثلاثة أيام",
        "في 3 أكتوبر",
        "الشهر المقبل",
        "الساعة 10:30 مساء الثلاثاء بتوقيت مكة المكرمة",
        "الأحد المقبل",
        "يونيو الماضي",
    ] {
        let (_, undated) = run(text, None);
        let (_, dated) = run(text, Some("2023-09-20"));
        let [undated] = &undated.expressions[..] else { panic!("one expression in {text}") };
        assert_eq!(undated.value, None, "{text}");
        let again = undated.relative.and_then(|r| time::resolve_again(&r, "2023-09-20"));
        assert_eq!(again, dated.expressions[0].value, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "[\\PC \n]{0,80}") {
        check(&text)?;
    }

    #[test]
    fn any_row_of_time_words_is_read(words in proptest::collection::vec(prop::sample::select(WORDS.to_vec()), 0..14), touching in any::<bool>()) {
        check(&words.join(if touching { "" } else { " " }))?;
    }
}

fn check(text: &str) -> Result<(), TestCaseError> {
    for anchor in [None, Some("2023-09-20"), Some("9999-12-31"), Some("0001-01-01")] {
        let document = Document::new(text, lexicon());
        let numbers = number::find(&document, lexicon());
        for t in time::find(&document, lexicon(), &numbers, anchor).expressions {
            prop_assert!(t.tokens.start < t.tokens.end && t.tokens.end <= document.len());
        }
    }
    Ok(())
}

const WORDS: [&str; 60] = [
    "20",
    "3",
    "31",
    "2023",
    "1446",
    "9999",
    "0",
    "00",
    "-",
    "/",
    ".",
    ",",
    ":",
    "(",
    ")",
    "،",
    "و",
    "في",
    "من",
    "إلى",
    "بين",
    "قبل",
    "بعد",
    "منذ",
    "يوم",
    "يومي",
    "اليوم",
    "أمس",
    "الخميس",
    "الجمعة",
    "خميس",
    "أول",
    "آخر",
    "الثالث",
    "الأسبوع",
    "الشهر",
    "شهر",
    "عام",
    "العام",
    "القرن",
    "السبعينيات",
    "صيف",
    "الربع",
    "سبتمبر",
    "أيلول",
    "رمضان",
    "ذو الحجة",
    "الماضي",
    "المقبل",
    "هذا",
    "الساعة",
    "الثامنة",
    "والنصف",
    "مساء",
    "بتوقيت غرينتش",
    "منتصف الليل",
    "نهاية",
    "الموافق",
    "هـ",
    "القليلة",
];

#[test]
fn lines_around_a_text_date_it_unless_it_says_otherwise() {
    let on = |text: &str, stamps: &[&str]| {
        let document = Document::new(text, lexicon());
        let numbers = number::find(&document, lexicon());
        let stamps: Vec<String> = stamps.iter().map(|s| (*s).to_owned()).collect();
        time::find_stamped(&document, lexicon(), &numbers, None, &stamps).written_on
    };
    let written = |day: &str| Some(day.to_owned());
    assert_eq!(on("قالت البلدية أمس إن السوق مغلق", &["الأحد 12 مارس 2023 - 14:05"]), written("2023-03-12T14:05"));
    assert_eq!(on("قالت البلدية أمس إن السوق مغلق", &["السبت ١٩/مارس/٢٠١٦ ١٣:٢٨ م"]), written("2016-03-19T13:28"));
    assert_eq!(on("قالت البلدية اليوم الأحد إن السوق مغلق", &["نشر في: 12/3/2023"]), written("2023-03-12"));
    assert_eq!(on("قالت البلدية أمس إن السوق مغلق", &["تاريخ النشر: 30th, August 2023 GMT"]), written("2023-08-30"));
    assert_eq!(on("قالت البلدية أمس إن السوق مغلق", &["10-05-2023 09:24 PM"]), written("2023-05-10T21:24"));
    assert_eq!(on("قالت البلدية أمس إن السوق مغلق", &["06 فبراير، 2023 - 04:02pm"]), written("2023-02-06T16:02"));
    assert_eq!(on("قالت البلدية أمس إن السوق مغلق", &["06 فبراير، 2023 - 12:10 AM"]), written("2023-02-06T00:10"));
    // A page put out past midnight.
    assert_eq!(on("قالت البلدية اليوم الأحد إن السوق مغلق", &["13-03-2023"]), written("2023-03-13"));
    // The day of the visit, not of the page.
    assert_eq!(on("قالت البلدية اليوم الأحد إن السوق مغلق", &["الخميس 18 أبريل 2024"]), None);
    assert_eq!(on("قالت البلدية اليوم الأحد الموافق 12 مارس 2023 إن السوق مغلق", &["الأحد 21 أبريل 2024"]), written("2023-03-12"));
    // The moon is seen a day sooner or later.
    assert_eq!(on("قالت البلدية اليوم الثلاثاء إن السوق مغلق", &["17 صفر 1428"]), written("2007-03-06"));
}

#[test]
fn greenwich_time_in_brackets_is_as_relative_as_the_time_before_it() {
    let (_, times) = run("وقع الزلزال الأحد الساعة 18,00 (09,00 ت غ)", None);
    assert!(times.expressions.iter().all(|t| t.basis == isnad_model::TimeBasis::Relative), "{:?}", times.expressions);
}

#[test]
fn years_without_their_word() {
    for (text, exact, value) in [
        ("ارتفعت الأرباح في الربع الأول من 2015 بنسبة كبيرة", "الربع الأول من 2015", "2015-01/2015-03"),
        ("تعود الحصيلة إلى ما بعد 2011 وفق التقرير", "2011", "2011"),
        ("يكتمل الجسر بحلول 2030 وفق الخطة", "2030", "2030"),
        ("استضافت المدينة الألعاب الأولمبية الشتوية 2014", "2014", "2014"),
        ("تأهل الفريق إلى كأس العالم لكرة القدم 2018", "2018", "2018"),
        ("تراجعت أرباح العام المالي 2013 كثيرا", "2013", "2013"),
    ] {
        let (found, _) = run(text, Some("2023-09-20"));
        assert!(found.iter().any(|(e, v)| e == exact && v.as_deref() == Some(value)), "{text}: {found:?}");
    }
    for text in ["وصل إلى الميناء 2000 شخص", "بعد 2000 متر من السوق", "باع المعرض الكبير منها 2014 قطعة", "على مساحة 2000 متر"]
    {
        on_wednesday(text, &[]);
    }
}

#[test]
fn hours_behind_a_lone_article_or_in_a_bracket() {
    for (text, value) in
        [("تبدأ الجلسة الساعة الـ 8.30 مساء اليوم", "2023-09-20T20:30"), ("بدأت الساعة الـ10 صباح اليوم", "2023-09-20T10:00")]
    {
        let (found, _) = run(text, Some("2023-09-20"));
        assert!(found.iter().any(|(_, v)| v.as_deref() == Some(value)), "{text}: {found:?}");
    }
    on_wednesday("قال مساء الأمس إنه", &[("مساء الأمس", "2023-09-19")]);
    on_wednesday("وقع فجر الأول من أمس", &[("فجر الأول من أمس", "2023-09-18")]);
    on_wednesday("في السادس من (يوليو) 2015", &[("السادس من (يوليو) 2015", "2015-07-06")]);
}

#[test]
fn two_others_and_another_one_are_no_days() {
    on_wednesday("قتل اثنان منهم والاثنان الآخران أصيبا", &[]);
    on_wednesday("أسفر هجوم آخر في 27 أبريل عن ثلاثة جرحى", &[("27 أبريل", "2023-04-27")]);
    on_wednesday("كان الهجوم الثاني خلال الشهر الجاري", &[("الشهر الجاري", "2023-09")]);
    on_wednesday("يصل الوفد آخر يوليو", &[("آخر يوليو", "2023-07")]);
}
