//! What two short reports may differ in and still support each other, and what they may not.
#![allow(clippy::expect_used)] // a test

use isnad_record::sameness::texts::support;

#[test]
fn other_words_and_another_order_support() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    for (a, b) in [
        ("مقتل 12 جنديا في هجوم على قاعدة في مالي", "هجوم على قاعدة في مالي أدى إلى مقتل 12 جنديا"),
        ("فرنسا ترسل 40 طبيبا إلى السودان", "أرسلت فرنسا 40 طبيبا إلى السودان"),
        ("اليابان: 7 قتلى في زلزال", "7 قتلى في زلزال في اليابان"),
    ] {
        assert!(support(a, b, &lexicon), "{a} / {b}");
    }
}

#[test]
fn a_changed_fact_does_not() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    for (changed, a, b) in [
        ("number", "مقتل 12 جنديا في هجوم في مالي", "مقتل 120 جنديا في هجوم في مالي"),
        ("at least for exact", "مقتل 12 جنديا في مالي", "مقتل 12 جنديا على الأقل في مالي"),
        ("who and whom", "روسيا تقصف أوكرانيا", "أوكرانيا تقصف روسيا"),
        ("who and whom, in other words", "قصفت روسيا أوكرانيا ليلا", "أوكرانيا تقصف روسيا ليلا"),
        ("negation", "وصلت 12 شاحنة إلى السودان", "لم تصل 12 شاحنة إلى السودان"),
        ("place", "مقتل 12 جنديا في مالي", "مقتل 12 جنديا في النيجر"),
        ("day", "مقتل 12 جنديا يوم الخميس في مالي", "مقتل 12 جنديا يوم الجمعة في مالي"),
        ("whose", "مقتل 12 جنديا روسيا في سوريا", "مقتل 12 جنديا تركيا في سوريا"),
        ("group", "مقتل 12 جنديا في مالي", "مقتل 12 مدنيا في مالي"),
        ("contrary", "ارتفاع عدد الحجاج إلى 12 ألفا", "انخفاض عدد الحجاج إلى 12 ألفا"),
    ] {
        assert!(!support(a, b, &lexicon), "{changed}: {a} / {b}");
    }
}
