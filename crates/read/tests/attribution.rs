//! Who says what, in sentences of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::{Attribution, ClaimKind, Modality};

mod article;

/// Who first stands behind every statement.
fn told(text: &str) -> Vec<Attribution> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
    let statements = claims.into_iter().filter(|c| matches!(c.kind, ClaimKind::Statement(_)));
    statements.filter_map(|c| c.attribution.into_iter().next()).collect()
}

/// The speaker and cue of every statement, as the page writes them.
fn statements(text: &str) -> Vec<String> {
    told(text).into_iter().map(|a| format!("{} {}", a.name, a.cue)).collect()
}

/// The speaker of every statement.
fn speakers(text: &str) -> Vec<String> {
    told(text).into_iter().map(|a| a.name).collect()
}

#[test]
fn a_name_kept_back_is_no_demand() {
    assert_eq!(statements("وأضاف طبيب طلب عدم الكشف عن هويته أن القسم أغلق."), ["طبيب وأضاف"]);
}

#[test]
fn whoever_passes_a_statement_on_does_not_make_it() {
    let text = "قالت وزارة الصحة السودانية في بيان أوردته الإذاعة إن المستشفى أغلق.";
    assert_eq!(statements(text), ["وزارة الصحة السودانية قالت"]);
}

#[test]
fn a_source_line_credits() {
    assert_eq!(statements("انهار الجسر.\nالمصدر: وكالات"), [""; 0]);
}

#[test]
fn a_present_tense_goes_on() {
    let text = "يقول العمدة سالم الحمدان: «الماء صاف». ويضيف: «سنعود غدا إلى بيوتنا».";
    assert_eq!(statements(text), ["العمدة سالم الحمدان يقول", "العمدة سالم الحمدان ويضيف"]);
}

#[test]
fn what_is_denied_is_denied_however_carefully_it_is_worded() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    for text in ["نفت وزارة الصحة السودانية أن تكون الحصيلة قد تجاوزت 27 قتيلا.", "نفت وزارة الصحة السودانية مقتل 27 شخصا."]
    {
        let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
        let figures: Vec<Modality> = claims.iter().filter(|c| matches!(c.kind, ClaimKind::Figure(_))).map(|c| c.modality).collect();
        assert_eq!(figures, [Modality::Denied], "{text}");
    }
}

/// Every quotation's words.
fn quotes(text: &str) -> Vec<String> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
    claims.into_iter().filter(|c| matches!(c.kind, ClaimKind::Quote)).map(|c| c.exact).collect()
}

#[test]
fn a_plural_verb_has_its_people_before_it() {
    let text = "اشتبكت الشرطة مع متظاهرين وصفوا العمدة بأنه «فاسد».";
    assert_eq!(statements(text), ["متظاهرين وصفوا"]);
    assert_eq!(quotes(text), ["فاسد"]);
}

#[test]
fn what_somebody_is_said_to_be_is_no_name() {
    assert_eq!(quotes("ندد الوزير سالم الحمدان بالقرار، واصفا المجلس بأنه «منحاز»."), ["منحاز"]);
}

#[test]
fn a_source_phrase_with_a_carrier_names_whoever_told_it() {
    assert_eq!(statements("انهار سد وفق ما نقلت وكالة رويترز عن وزارة الصحة السودانية."), ["وزارة الصحة السودانية وفق ما نقلت"]);
}

#[test]
fn whoever_is_named_in_what_is_told_did_not_tell_it() {
    let text = "نقلت وكالة رويترز عن مصدر أمني، أن عشرات المسلحين هاجموا الثكنة.";
    assert_eq!(statements(text), ["مصدر أمني نقلت"]);
}

#[test]
fn the_same_source_is_the_body_that_spoke() {
    let text = "قالت وزارة الدفاع الروسية إن الطريق مفتوح. وتابع المصدر نفسه أن الجسر سليم.";
    assert_eq!(statements(text), ["وزارة الدفاع الروسية قالت", "وزارة الدفاع الروسية وتابع"]);
}

#[test]
fn whoever_is_asked_does_not_ask() {
    let text = "قال العمدة سالم الحمدان إن الوضع خطير، مضيفا أنه يطالب مجلس الأمن بفتح الطريق.";
    assert_eq!(statements(text), ["العمدة سالم الحمدان قال", "العمدة سالم الحمدان مضيفا"]);
}

#[test]
fn what_shows_says_nothing() {
    assert_eq!(statements("الأرقام تشير إلى أن النهر ارتفع. وتشير الدلائل إلى أن الحريق متعمد."), [""; 0]);
    let text = "تظهر الأرقام التي جمعتها الأمم المتحدة أن 300 شخص قتلوا.";
    assert_eq!(statements(text), ["الأمم المتحدة تظهر"]);
}

#[test]
fn whoever_counts_or_records_stands_behind_it() {
    let text = "وثقت الأمم المتحدة مقتل 40 مدنيا في القصف. وأحصت وزارة الصحة السودانية 12 قتيلا.";
    assert_eq!(statements(text), ["الأمم المتحدة وثقت", "وزارة الصحة السودانية وأحصت"]);
}

#[test]
fn a_name_in_marks_behind_a_verb_speaks() {
    let text = "وحسب موقع النهر، قال «سالم الحمدان» إن الجسر مغلق.";
    assert_eq!(quotes(text), [""; 0]);
    assert_eq!(statements(text)[1], "سالم الحمدان قال");
}

#[test]
fn a_title_of_many_words_before_a_name() {
    let text = "وأوضح رئيس اللجنة الهندسية بغرفة البلدة المهندس سالم الحمدان، أن الجسر سليم.";
    assert_eq!(statements(text).len(), 1);
    assert!(statements(text)[0].contains("المهندس سالم الحمدان"), "{:?}", statements(text));
    let text = "وقال استشاري علم الاجتماع بجامعة الواحة الدكتور سالم الحمدان: إن التغير سريع.";
    assert!(statements(text)[0].contains("الدكتور سالم الحمدان"), "{:?}", statements(text));
}

#[test]
fn whoever_speaks_without_a_name() {
    assert_eq!(statements("ذكرت تقارير إعلامية الجمعة أن السد تصدع."), ["تقارير إعلامية ذكرت"]);
    assert_eq!(statements("وقالت متحدثة لـ\"شبكة النهر\" التلفزيونية إن السد تصدع."), ["متحدثة وقالت"]);
    assert_eq!(statements("كشف موقوفون في القضية، أنهم تدربوا في الخارج."), ["موقوفون في القضية كشف"]);
}

#[test]
fn what_a_verb_takes_does_not_speak() {
    assert_eq!(statements("أكد حرص الوزارة على أن يفتح الجسر."), [""; 0]);
    assert_eq!(statements("وصف موقف الرئيس بالضعيف."), [""; 0]);
    assert_eq!(statements("قالوا بوضوح إنهم باقون."), [""; 0]);
}

#[test]
fn a_pious_phrase_reports_nothing() {
    assert_eq!(statements("رويت عن النبي صلى الله عليه وسلم أن الصدقة خير."), [""; 0]);
}

#[test]
fn whoever_spoke_last_is_named_in_honour() {
    let text = "قال الوزير سالم الحمدان إن الجسر سليم. وأضاف معاليه أن الطريق مفتوح.";
    assert_eq!(statements(text), ["الوزير سالم الحمدان قال", "الوزير سالم الحمدان وأضاف"]);
}

#[test]
fn a_preposition_with_its_pronoun_names_nobody() {
    assert_eq!(statements("وقال له الطبيب سالم الحمدان إن الجرح سطحي."), ["الطبيب سالم الحمدان وقال"]);
    let text = "قال الوزير سالم الحمدان إن الجسر سليم. ونقلت وكالة رويترز عنه قوله إن الطريق مفتوح.";
    assert_eq!(statements(text), ["الوزير سالم الحمدان قال", "الوزير سالم الحمدان قوله"]);
}

#[test]
fn a_source_that_no_mention_holds() {
    assert_eq!(statements("انهار السد، وفق الناطق باسم مجلس البلدة."), ["الناطق باسم مجلس البلدة وفق"]);
    assert_eq!(statements("انهار السد وفق معايير قديمة."), [""; 0]);
}

#[test]
fn whoever_the_sentence_before_begins_with_goes_on() {
    let text = "وألقى الوزير سالم الحمدان كلمة في الحفل. وقال إن الجسر سليم.";
    assert_eq!(statements(text), ["الوزير سالم الحمدان وقال"]);
}

#[test]
fn whoever_counted_stands_behind_the_toll() {
    for (text, speaker) in [
        ("قتل 12 شخصا، في حصيلة أولية أعلنتها السلطات المحلية.", "السلطات المحلية أعلنتها"),
        ("قتل 12 شخصا، بحسب حصيلة جديدة صادرة عن وزارة الصحة السودانية.", "وزارة الصحة السودانية بحسب"),
        ("قتل 12 شخصا، وفقا لوسائل إعلام محلية.", "وسائل إعلام محلية وفقا"),
        ("قتل 12 شخصا، كما قال مصدر طبي لوكالة فرانس برس.", "مصدر طبي قال"),
        ("وتمكنت هيومن رايتس ووتش من توثيق مقتل 12 شخصا.", "هيومن رايتس ووتش من توثيق"),
        ("قدرت الأمم المتحدة عدد القتلى بنحو 300.", "الأمم المتحدة قدرت"),
    ] {
        assert_eq!(statements(text), [speaker], "{text}");
    }
    assert_eq!(statements("قتل 12 شخصا في حصيلة أولية."), [""; 0]);
}

#[test]
fn an_object_behind_whoever_is_surely_somebody() {
    assert_eq!(statements("أكدت قيادات ميدانية في المقاومة لـ«النهر» سيطرة المقاومة على البلدة.").len(), 1);
    assert_eq!(statements("وشكر مديرية الدفاع على جهودها."), [""; 0]);
}

#[test]
fn whoever_is_named_behind_a_quotation() {
    assert_eq!(statements("«لم نسمع إنذارا»، يقول سالم الذي نجا من الحريق."), ["سالم يقول"]);
}

#[test]
fn whose_statement_a_relative_clause_tells_of() {
    let text = "نددت النقابة بتصريحات الوزير سالم الحمدان التي قال فيها إن الجسر سليم.";
    assert!(statements(text).contains(&"الوزير سالم الحمدان قال".to_owned()), "{:?}", statements(text));
}

#[test]
fn the_accuser_is_not_the_accused() {
    assert_eq!(speakers("لكن الهند سرعان ما اتهمت باكستان بخرق الهدنة."), ["الهند"]);
    assert_eq!(speakers("وزارة الدفاع الكينية، في بيان، اتهمت أوغندا بالقصف."), ["وزارة الدفاع الكينية"]);
    assert_eq!(speakers("أمس اتهمت كينيا أوغندا بالقصف."), ["كينيا"]);
}

#[test]
fn a_feminine_body_without_the_ending() {
    assert_eq!(speakers("دعت الأمم المتحدة إلى الانسحاب."), ["الأمم المتحدة"]);
    assert_eq!(speakers("اتهمت الأمم المتحدة الجيش بالقتل."), ["الأمم المتحدة"]);
    assert_eq!(speakers("دعت اليونيسف إلى الهدوء."), ["اليونيسف"]);
}

#[test]
fn whoever_begins_a_clause_in_the_accusative_speaks() {
    let denied = |who: &str| speakers(&format!("قال سالم حداد إن الصفقة تمت. {who} إن الاتفاق لم يوقع."));
    assert_eq!(denied("غير أن دبلوماسيا غربيا قال"), ["سالم حداد", "دبلوماسيا غربيا"]);
    // Whose words they are is not read, and they are not those of whoever spoke last.
    assert_eq!(denied("لكن طبيبا في المستشفى قال"), ["سالم حداد"]);
}

#[test]
fn whoever_tells_an_agency_is_the_source() {
    assert_eq!(speakers("قتل 30 شخصا، وفق ما أفادت به مصادر طبية لوكالة فرانس برس."), ["مصادر طبية"]);
    assert_eq!(speakers("أكد الحزب أنه صد الهجوم. وقتل 21 شخصا وفق الحصيلة الرسمية."), ["الحزب"]);
}

#[test]
fn a_name_that_is_not_read_is_not_whoever_spoke_before() {
    assert_eq!(speakers("قالت المصادر إن العمل مستمر. وأكدت \"نوفارتس\" في بيان أمس أنها تجري محادثات."), ["المصادر", "نوفارتس"]);
    assert_eq!(
        speakers("كتبت صحيفة «النهر» أن الرحلة سريعة. أما صحيفة «الجبل» فكتبت أن الرحلة طويلة."),
        ["صحيفة «النهر»", "صحيفة «الجبل»"]
    );
    assert_eq!(speakers("قال سعيد الحربي إن الحل قريب. أما المدير العام للمستشفى فقال إن الجرحى كثر."), ["سعيد الحربي", "المدير العام"]);
    assert_eq!(
        speakers("قال سعيد الحربي إن الحل قريب. ويشير في هذا الصدد رئيس الجمعية يحيى عارف إلى أن المهرجان ناجح."),
        ["سعيد الحربي", "رئيس الجمعية يحيى عارف"]
    );
}

#[test]
fn what_is_no_speaker() {
    assert_eq!(speakers("وقال يجب أن نعمل معا."), [""; 0]);
    // Whoever is accused by nobody that is named.
    assert_eq!(speakers("واتهم سعيد الحربي بالسرقة."), [""; 0]);
    assert_eq!(speakers("واتهم سعيد الحربي خصومه بالسرقة."), ["سعيد الحربي"]);
    assert_eq!(speakers("أدانت المنامة بشدة الهجوم على القرية."), ["المنامة"]);
}

#[test]
fn a_time_between_commas_stands_before_what_is_announced() {
    assert_eq!(speakers("وكانت السلطات اليونانية قد أعلنت، أمس، وفاة 16 شخصا."), ["السلطات اليونانية"]);
    assert_eq!(speakers("أعلنت لجنة إغاثة سودانية، مساء الأربعاء، مقتل 20 شخصا."), ["لجنة إغاثة سودانية"]);
}
