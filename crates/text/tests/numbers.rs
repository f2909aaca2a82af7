//! Numbers in sentences of our own: what is read, with which bounds, and what is none.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::sync::OnceLock;

use isnad_lexicon::Lexicon;
use isnad_model::Qualifier;
use isnad_text::Document;
use isnad_text::number::{self, Number, NumberKind};

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| isnad_packs::built_in().expect("the built-in packs load"))
}

fn read<T>(text: &str, told: impl Fn(&Document, &Number) -> T) -> Vec<T> {
    let document = Document::new(text, lexicon());
    number::find(&document, lexicon()).iter().map(|n| told(&document, n)).collect()
}

/// The values of the numbers that count.
fn counts(text: &str) -> Vec<f64> {
    read(text, |_, n| (n.kind == NumberKind::Cardinal).then_some(n.value)).into_iter().flatten().collect()
}

fn kinds(text: &str) -> Vec<(NumberKind, f64)> {
    read(text, |_, n| (n.kind, n.value))
}

fn bounds(text: &str) -> Vec<(Option<f64>, Option<f64>, Qualifier)> {
    read(text, |_, n| (n.low, n.high, n.qualifier))
}

fn spans(text: &str) -> Vec<String> {
    read(text, |document, n| document.exact(n.extent.clone()).to_owned())
}

const NONE: [f64; 0] = [];

#[test]
fn digits_of_three_scripts() {
    assert_eq!(counts("وصل 45 حافلة و٤٥ شاحنة و۴۵ سيارة"), [45.0, 45.0, 45.0]);
}

#[test]
fn separators() {
    assert_eq!(counts("زرع الأهالي 1.234.567 شجرة"), [1_234_567.0]);
    assert_eq!(counts("زرع الأهالي 1,234,567 شجرة"), [1_234_567.0]);
    assert_eq!(counts("زرع الأهالي ١٬٢٣٤٬٥٦٧ شجرة"), [1_234_567.0]);
    assert_eq!(counts("زرع الأهالي 1 234 567 شجرة"), [1_234_567.0]);
    assert_eq!(counts("زرع الأهالي ١،٢٣٤ شجرة"), [1234.0]);
    assert_eq!(counts("بلغ الوزن ١٬٢٣٤٫٥ طن"), [1234.5]);
    assert_eq!(counts("بلغ الوزن 1.234,5 طن"), [1234.5]);
    assert_eq!(counts("بلغ الوزن 1,234.5 طن"), [1234.5]);
    assert_eq!(counts("بلغ الوزن ١٫٢٣٤ طن"), [1.234]);
    assert_eq!(counts("بلغ الوزن 0.125 طن"), [0.125]);
    assert_eq!(counts("كلف الجسر 1,5 مليون"), [1_500_000.0]);
    assert_eq!(counts("حضر 12، 7 منهم متطوعون"), [12.0, 7.0]);
}

#[test]
fn signs_and_powers() {
    assert_eq!(counts("انخفضت الحرارة إلى -5 درجات"), [-5.0]);
    assert_eq!(counts("سجلت المدينة سالب سبع درجات"), [-7.0]);
    assert_eq!(counts("-5 جرحى وصلوا إلى المستشفى"), [5.0]);
    assert_eq!(counts("تبلغ الكتلة 2.5e3 غرام"), [2500.0]);
    assert_eq!(counts("الناتج 2^10"), [1024.0]);
    assert_eq!(counts("ارتفع المنسوب - 5 أمتار"), [5.0]);
}

#[test]
fn words_in_all_cases_and_genders() {
    assert_eq!(counts("قطف العمال ثلاث تفاحات وأربعة أغصان"), [3.0, 4.0]);
    assert_eq!(counts("حضر أحد عشر طبيبا وإحدى عشرة ممرضة"), [11.0, 11.0]);
    assert_eq!(counts("حضر اثنا عشر طبيبا مع اثنتي عشرة ممرضة"), [12.0, 12.0]);
    assert_eq!(counts("خمسة عشر كتابا، خمس عشرة صحيفة"), [15.0, 15.0]);
    assert_eq!(counts("حضر واحد وعشرون طبيبا مع إحدى وعشرين ممرضة"), [21.0, 21.0]);
    assert_eq!(counts("سبعة وتسعون، سبع وتسعين"), [97.0, 97.0]);
    assert_eq!(counts("أمضى خمسا وعشرين سنة"), [25.0]);
    assert_eq!(counts("مئة وواحد، مائة واثنين، مئة وثلاثة عشر"), [101.0, 102.0, 113.0]);
    assert_eq!(counts("ثلاثمئة، ثلاثمائة، ثلاث مئة، ثماني مائة"), [300.0, 300.0, 300.0, 800.0]);
    assert_eq!(counts("خمسمئة وخمسة وعشرون"), [525.0]);
    assert_eq!(counts("تسعمئة وتسعة وتسعون ألفا وتسعمئة وتسعة وتسعون"), [999_999.0]);
    assert_eq!(counts("ثلاثة ملايين ومئتا ألف وخمسون"), [3_200_050.0]);
    assert_eq!(counts("ملياران وخمسمئة مليون"), [2_500_000_000.0]);
    assert_eq!(counts("أحد عشر مليارا"), [11_000_000_000.0]);
    assert_eq!(counts("ألف خمسمئة"), [1500.0]);
    assert_eq!(counts("ثلاثة و خمسة آخرون"), [3.0, 5.0]);
}

#[test]
fn spoken_spellings() {
    assert_eq!(counts("تلاتة، تمانية، تلاتين، تمانين"), [3.0, 8.0, 30.0, 80.0]);
    assert_eq!(counts("حداشر، خمستاشر، تسعتاشر"), [11.0, 15.0, 19.0]);
    assert_eq!(counts("تلتمية وخمسين"), [350.0]);
    assert_eq!(counts("مية وطناشر"), [112.0]);
}

#[test]
fn decimals_in_words() {
    assert_eq!(counts("سبعة فاصلة اثنان خمسة"), [7.25]);
    assert_eq!(counts("مئتان فاصلة صفر خمسة"), [200.05]);
    assert_eq!(counts("1 فاصلة 5 مليون"), [1_500_000.0]);
}

#[test]
fn digits_and_words_together() {
    assert_eq!(counts("نزح 40 ألفاً من الوادي"), [40_000.0]);
    assert_eq!(counts("نزح ٣٫٥ ملايين من الوادي"), [3_500_000.0]);
    assert_eq!(counts("باع المتجر ألفين و500 كتاب"), [2500.0]);
    assert_eq!(counts("باع المتجر 3 مئة و٢١ كتابا"), [321.0]);
    assert_eq!(counts("باع المتجر ثلاث دزينات ثم نصف دزينة"), [36.0, 6.0]);
    assert_eq!(counts("بيعت الدار بـ200 ألف والبستان بألفين"), [200_000.0, 2000.0]);
}

#[test]
fn fractions() {
    use NumberKind::{Cardinal, Fraction};
    assert_eq!(kinds("أكل نصف الرغيف"), [(Fraction, 0.5)]);
    assert_eq!(kinds("جف ثلثا البحيرة"), [(Fraction, 2.0 / 3.0)]);
    assert_eq!(kinds("حضر ثلثهم وغاب نصفها"), [(Fraction, 1.0 / 3.0), (Fraction, 0.5)]);
    assert_eq!(kinds("جف ثلاثة أرباع البحيرة"), [(Fraction, 0.75)]);
    assert_eq!(kinds("بعد جفاف خمسي البحيرة"), [(Fraction, 0.4)]);
    assert_eq!(kinds("التهمت النار خمس الغابة"), [(Fraction, 0.2)]);
    assert_eq!(kinds("سار خمس ساعات"), [(Cardinal, 5.0)]);
    assert_eq!(kinds("خلال خمس السنوات الماضية"), [(Cardinal, 5.0)]);
    assert_eq!(kinds("واحد وعشرون خمس"), [(Fraction, 4.2)]);
    assert_eq!(kinds("عشرون وثلاثة أخماس"), [(Cardinal, 20.6)]);
    assert_eq!(kinds("مئة وثلاثة أرباع"), [(Fraction, 100.75)]);
    assert_eq!(kinds("ساعتان وربع بعد خمسة ونصف"), [(Fraction, 0.25), (Cardinal, 5.5)]);
    assert_eq!(kinds("مليون ونصف المليون"), [(Cardinal, 1_500_000.0)]);
    assert_eq!(kinds("ربع مليون"), [(Cardinal, 250_000.0)]);
    assert_eq!(kinds("7/10 و2 1/4"), [(Fraction, 0.7), (Fraction, 2.25)]);
    assert_eq!(kinds("سقط ثمن الشجرة أرضا"), [], "a price");
}

#[test]
fn ratios() {
    use NumberKind::{Cardinal, Fraction};
    assert_eq!(kinds("يدخن أربعة من كل عشرة بالغين"), [(Fraction, 0.4)]);
    assert_eq!(kinds("النسبة واحد من مئة"), [(Fraction, 0.01)]);
    assert_eq!(kinds("النسبة واحد على عشرين"), [(Fraction, 0.05)]);
    assert_eq!(kinds("احتمال واحد في المليون"), [(Fraction, 1e-6)]);
    assert_eq!(kinds("جزء من الألف من الثانية").first(), Some(&(Fraction, 0.001)));
    assert_eq!(kinds("أصيب خمسة من عشرة جنود في الخندق"), [(Cardinal, 5.0), (Cardinal, 10.0)]);
    assert_eq!(kinds("أغلق خمسة على 3 طرق حواجز"), [(Cardinal, 5.0), (Cardinal, 3.0)]);
    assert_eq!(kinds("أصيب واحد في 2020"), [(Cardinal, 1.0), (Cardinal, 2020.0)]);
}

#[test]
fn percentages() {
    use NumberKind::Percent;
    assert_eq!(kinds("20 في المئة"), [(Percent, 20.0)]);
    assert_eq!(kinds("11 بالمئة"), [(Percent, 11.0)]);
    assert_eq!(kinds("خمسة بالمائة"), [(Percent, 5.0)]);
    assert_eq!(kinds("عشرون في المائة"), [(Percent, 20.0)]);
    assert_eq!(kinds("12,5% و٩٠٪ و%30"), [(Percent, 12.5), (Percent, 90.0), (Percent, 30.0)]);
    assert_eq!(bounds("بين 5 و10 في المئة"), [(Some(5.0), Some(10.0), Qualifier::Exact)]);
    assert_eq!(bounds("أكثر من 5 في المئة"), [(Some(5.0), None, Qualifier::MoreThan)]);
}

#[test]
fn duals() {
    assert_eq!(counts("حضر ألفا شخص ومئتا طبيب ومليونا زائر"), [2000.0, 200.0, 2_000_000.0]);
    assert_eq!(counts("بعد مئتي عام من ألفي يوم"), [200.0, 2000.0]);
    assert_eq!(counts("حضر اثنان من الأطباء واثنتان من الممرضات"), [2.0, 2.0]);
    assert_eq!(counts("سقط قتيلان"), NONE, "the noun is its own number");
}

#[test]
fn ordinals() {
    use NumberKind::Ordinal;
    assert_eq!(kinds("الفائز الثالث"), [(Ordinal, 3.0)]);
    assert_eq!(kinds("الذكرى الحادية والعشرون"), [(Ordinal, 21.0)]);
    assert_eq!(kinds("الطابق الخامس عشر"), [(Ordinal, 15.0)]);
    assert_eq!(kinds("الذكرى الخامسة والعشرون بعد المئة"), [(Ordinal, 125.0)]);
    assert_eq!(kinds("العدد المئة والخامس"), [(Ordinal, 105.0)]);
    assert_eq!(kinds("الذكرى العشرون"), [(Ordinal, 20.0)]);
}

#[test]
fn ranges() {
    let whole = |low, high| [(Some(low), Some(high), Qualifier::Exact)];
    assert_eq!(bounds("بين 20 و30 منزلا"), whole(20.0, 30.0));
    assert_eq!(bounds("ما بين عشرين وثلاثين منزلا"), whole(20.0, 30.0));
    assert_eq!(bounds("من 5 إلى 7 منازل"), whole(5.0, 7.0));
    // A power beyond all numbers bounds nothing.
    assert!(bounds("8-202^2022").iter().all(|(_, high, _)| high.is_none_or(f64::is_finite)));
    assert_eq!(bounds("20-30 منزلا"), whole(20.0, 30.0));
    assert_eq!(bounds("ثلاثة إلى خمسة آلاف منزل"), whole(3000.0, 5000.0));
    assert_eq!(bounds("بين 20 و30 ألف منزل"), whole(20_000.0, 30_000.0));
    assert_eq!(bounds("بين 500 وألف منزل"), whole(500.0, 1000.0));
    assert_eq!(bounds("بين 1,5 و2 مليون"), whole(1_500_000.0, 2_000_000.0));
    assert_eq!(bounds("حوالي 20-30 منزلا"), [(Some(20.0), Some(30.0), Qualifier::About)]);
    assert_eq!(spans("دمر الفيضان بين 20 و30 منزلا"), ["بين 20 و30"]);
    assert_eq!(counts("ارتفع عدد الغرقى من 12 إلى 15"), [12.0, 15.0], "the old number and the new one");
    assert_eq!(counts("بين 30 طبيبا و20 ممرضة"), [30.0, 20.0]);
}

#[test]
fn vague_words() {
    let vague = |low, high| [(Some(low), Some(high), Qualifier::Vague)];
    assert_eq!(bounds("عشرات المنازل"), vague(20.0, 99.0));
    assert_eq!(bounds("مئات المنازل"), vague(200.0, 999.0));
    assert_eq!(bounds("آلاف المنازل"), vague(2000.0, 9999.0));
    assert_eq!(bounds("عشرات الآلاف"), vague(20_000.0, 99_999.0));
    assert_eq!(bounds("مئات الآلاف"), vague(200_000.0, 999_999.0));
    assert_eq!(bounds("ملايين الأشجار"), vague(2_000_000.0, 9_999_999.0));
    assert_eq!(bounds("بضعة منازل"), vague(3.0, 9.0));
    assert_eq!(bounds("بضع مئات"), vague(300.0, 999.0));
    assert_eq!(bounds("بضعة آلاف"), vague(3000.0, 9999.0));
    assert_eq!(bounds("بضعة عشر منزلا"), vague(13.0, 19.0));
}

#[test]
fn words_that_bound() {
    use Qualifier::{About, AtLeast, LessThan, MoreThan, UpTo};
    let more = [(Some(201.0), None, MoreThan)];
    for text in ["أكثر من 200 منزل", "ما يزيد على 200 منزل", "يتجاوز 200 منزل", "أكثر من الـ200 منزل", "فوق المئتين"]
    {
        assert_eq!(bounds(text), more, "{text}");
    }
    let least = [(Some(32.0), None, AtLeast)];
    for text in ["ما لا يقل عن 32 منزلا", "32 منزلا على الأقل", "على الأقل 32 منزلا", "32 أو أكثر", "أكبر من أو يساوي 32"]
    {
        assert_eq!(bounds(text), least, "{text}");
    }
    let about = [(Some(100.0), Some(100.0), About)];
    for text in ["نحو 100 منزل", "قرابة مئة منزل", "زهاء مئة منزل", "حوالي 100 منزل", "ما يقارب 100 منزل", "100 منزل تقريبا"]
    {
        assert_eq!(bounds(text), about, "{text}");
    }
    assert_eq!(bounds("أقل من 24 ساعة"), [(None, Some(24.0), LessThan)]);
    assert_eq!(bounds("يصل إلى 40 مترا"), [(None, Some(40.0), UpTo)]);
    assert_eq!(bounds("40 مترا كحد أقصى"), [(None, Some(40.0), UpTo)]);
    assert_eq!(bounds("أكثر من نصف البحيرة"), [(Some(0.5), None, MoreThan)]);
    assert_eq!(spans("دمر أكثر من 200 منزل و32 جسرا على الأقل"), ["أكثر من 200", "32 جسرا على الأقل"]);
}

#[test]
fn two_bounds_of_one_number() {
    assert_eq!(bounds("أكثر من 10 وأقل من 20 منزلا"), [(Some(11.0), Some(20.0), Qualifier::Exact)]);
    assert_eq!(bounds("ما لا يقل عن 10 ولا يزيد عن 20"), [(Some(10.0), Some(20.0), Qualifier::Exact)]);
    // Denied, a bound is one from the other side.
    for text in ["لم يتجاوز 20 منزلا", "لم يتعد عددها 20 منزلا", "ليس أكثر من 20 منزلا", "لا تفوق 20 منزلا", "لم تزد على 20 منزلا"]
    {
        assert_eq!(bounds(text), [(None, Some(20.0), Qualifier::UpTo)], "{text}");
    }
    for text in ["لم يقل عن 10 منازل", "لا يقل عددها عن 10 منازل", "ليست أقل من 10 منازل"] {
        assert_eq!(bounds(text), [(Some(10.0), None, Qualifier::AtLeast)], "{text}");
    }
    assert_eq!(bounds("على الأكثر 20 وعلى الأقل 10"), [(Some(10.0), Some(20.0), Qualifier::Exact)]);
    assert_eq!(
        bounds("12 طبيبا وأكثر من 200 ممرضة"),
        [(Some(12.0), Some(12.0), Qualifier::Exact), (Some(201.0), None, Qualifier::MoreThan)]
    );
}

#[test]
fn what_is_no_number() {
    for text in [
        "للاستعلام +963 11 222 3344",
        "للاستعلام 0096311222334",
        "للاستعلام 222-2222/2222",
        "عند الساعة 13,00 ثم الساعة 5:30",
        "يوم 20-9-2023 ويوم 20/9/2023",
        "العنوان 192.168.1.2",
        "طائرة F-16 وطائرة إف-16 وطائرة A320",
        "شبكة 5G وتطبيق من الإصدار 14.2.1",
        "بثت قناة فرانس 24 الخبر",
        "في تشرين الأول وكانون الثاني",
        "قال أحد السكان",
        "زار واحدة من أقدم المدن",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn numbers_that_name() {
    use NumberKind::{Cardinal, Label};
    assert_eq!(kinds("صدر القرار 2254 وفق المادة 51 من الميثاق"), [(Label, 2254.0), (Label, 51.0)]);
    assert_eq!(kinds("وقع الزلزال عام 2015 وسنة ١٩٩٩"), [(Label, 2015.0), (Label, 1999.0)]);
    assert_eq!(kinds("وصل اللواء 12 إلى الجسر"), [(Label, 12.0)]);
    assert_eq!(kinds("هاتف من نوع iPhone 15، جديد"), [(Label, 15.0)]);
    assert_eq!(kinds("أنقذت الفرقة 12 جنديا"), [(Cardinal, 12.0)]);
    assert_eq!(kinds("بلغ الدخل هذا العام 1,5 مليون"), [(Cardinal, 1_500_000.0)]);
    assert_eq!(counts("فاز الأول على الثاني"), NONE);
}

#[test]
fn long_rows_of_words_stay_finite() {
    for word in ["آلاف ", "مليون ", "خمس ", "123 ", "9^9999 ", "سالب ", "5 إلى "] {
        let values = read(&word.repeat(20_000), |_, n| n.value);
        assert!(values.iter().all(|value| value.is_finite()), "{word}");
    }
}
