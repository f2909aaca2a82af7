//! Whose words stand in marks, in sentences of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::ClaimKind;

mod article;

/// Every quotation of a page: its speaker's name and its first words.
fn quotations(text: &str) -> Vec<String> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
    let words = |exact: &str| exact.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let quotes = claims.iter().filter(|c| matches!(c.kind, ClaimKind::Quote));
    quotes.map(|c| format!("{}: {}", c.attribution.first().map_or("", |a| &a.name), words(&c.exact))).collect()
}

/// The speaker of every statement.
fn speakers(text: &str) -> Vec<String> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
    let statements = claims.into_iter().filter(|c| matches!(c.kind, ClaimKind::Statement(_)));
    statements.filter_map(|c| c.attribution.into_iter().next()).map(|a| a.name).collect()
}

#[test]
fn words_behind_a_colon_make_an_uncertain_verb_sure() {
    assert_eq!(quotations("وذكرت الرابطة في بيان لها: «النادي لم يسدد ديونه بعد»."), ["الرابطة: النادي لم"]);
    assert_eq!(quotations("علق هورموزلو قائلا: «العقد شأن المستشار وحده»."), ["هورموزلو: العقد شأن"]);
    // A verb of something else has its object behind it.
    assert_eq!(quotations("ويكمل الحديث مع صاحبه: «الماء بارد هذا الصباح»."), [""; 0]);
}

#[test]
fn a_verb_right_before_its_words_goes_on_with_whoever_spoke() {
    let text = "قالت الوزيرة ليلى الكرمي إن البيت قديم. تقول: «تعلمت من جدي أن أصبر».";
    assert_eq!(quotations(text), ["الوزيرة ليلى الكرمي: تعلمت من"]);
    let text = "أكدت الوزيرة ليلى الكرمي أن البيت سليم، حيث قالت: «البيت أقوى من السيل».";
    assert_eq!(quotations(text), ["الوزيرة ليلى الكرمي: البيت أقوى"]);
    // Without the words in marks the present tense reports nobody.
    assert_eq!(speakers("قالت الوزيرة ليلى الكرمي إن البيت قديم. يذكر أن البيت بني قبل قرن."), ["الوزيرة ليلى الكرمي"]);
}

#[test]
fn words_before_as_somebody_said_are_theirs() {
    let text = "بقي الجنود في بيوتهم. «عادوا إلى القاعدة قبل شهر»، كما قال الضابط سالم الحمدان، وهو يصافح أهله.";
    assert_eq!(quotations(text), ["الضابط سالم الحمدان: عادوا إلى"]);
}

#[test]
fn a_question_is_asked() {
    assert_eq!(quotations("وسأل الوزير سالم الحمدان: «هل يكفي الماء حتى الصيف؟»"), ["الوزير سالم الحمدان: هل يكفي"]);
    // In a story whoever asks is not who spoke last.
    let text = "قال الوزير سالم الحمدان إن الماء قليل. وضحكت وسألته: لماذا تضحك أنت؟";
    assert_eq!(speakers(text), ["الوزير سالم الحمدان"]);
}

#[test]
fn what_shows_something_is_not_whoever_spoke_before() {
    let text = "قال الوزير سالم الحمدان إن الماء قليل. وتشير التقديرات إلى أن السد فارغ.";
    assert_eq!(speakers(text), ["الوزير سالم الحمدان"]);
}

#[test]
fn a_colon_in_a_time_begins_no_words() {
    assert_eq!(speakers("ذكر الوزير سالم الحمدان عند الساعة 18:44 أن الجسر مغلق."), ["الوزير سالم الحمدان"]);
    assert_eq!(speakers("وتابع رجال الإطفاء الحريق منذ الساعة 18:44 مساء."), [""; 0]);
}

#[test]
fn a_sentence_that_begins_with_and_that_goes_on() {
    let text = "قال الوزير سالم الحمدان إن الاتفاق «خطوة كبيرة إلى الأمام». وإنه «يضع قيودا على الجميع».";
    assert_eq!(quotations(text), ["الوزير سالم الحمدان: خطوة كبيرة", "الوزير سالم الحمدان: يضع قيودا"]);
    // «And because», «although», another paragraph: the page's own words.
    for own in ["ولأن الجسر قديم أغلق.", "وإن كانت الطريق طويلة فهي آمنة.", "\nوأن تصل متأخرا خير من ألا تصل."]
    {
        assert_eq!(speakers(&format!("قال الوزير سالم الحمدان إن الجسر سليم. {own}")), ["الوزير سالم الحمدان"], "{own}");
    }
}

#[test]
fn a_sentence_in_marks_goes_on_in_its_paragraph() {
    let words = "«نحن تجاوزنا هذه المرحلة ولن نعود إليها»";
    let text = format!("قال الضابط سالم الحمدان إن الجنود عادوا إلى القاعدة. {words}.");
    assert_eq!(quotations(&text), ["الضابط سالم الحمدان: نحن تجاوزنا"]);
    // In another paragraph only behind words in marks.
    let text = format!("قال الضابط سالم الحمدان إن الجنود عادوا إلى القاعدة.\n{words}.");
    assert_eq!(quotations(&text), [""; 0]);
}

#[test]
fn a_clause_in_marks_is_no_name_and_no_object() {
    let text = "قال الوزير سالم الحمدان إن الجسر «لن يفتح قبل الشتاء»، وإن الطريق «سيغلق غدا».";
    assert_eq!(quotations(text), ["الوزير سالم الحمدان: لن يفتح", "الوزير سالم الحمدان: سيغلق غدا"]);
    let text = "وأبلغ الوزير سالم الحمدان البرلمان قبل الجلسة «لن يكون هناك تأجيل آخر».";
    assert_eq!(quotations(text), ["الوزير سالم الحمدان: لن يكون"]);
    assert_eq!(quotations("وجاء في بيان المركز الإعلامي «أنه سعى إلى تأجيل اللقاء»."), ["بيان: أنه سعى"]);
    // A name behind what takes one.
    assert_eq!(quotations("قال الوزير سالم الحمدان إن جسر «النخيل الأخضر» مغلق."), [""; 0]);
}

#[test]
fn whoever_speaks_to_an_outlet_speaks_in_a_headline() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims =
        isnad_read::read(article::article("سالم الحمدان لـ«النهر»: لن نقبل بأقل من العدالة\nصدر الحكم أمس.", Some("2021-06-15")), &lexicon)
            .claims;
    let speakers: Vec<String> = claims.into_iter().flat_map(|c| c.attribution).map(|a| a.name).collect();
    assert_eq!(speakers, ["سالم الحمدان"]);
}

#[test]
fn words_behind_a_relative_clause_are_whoever_it_describes_says() {
    let text = "قال الوزير سالم الحمدان الذي يدير مشروعات كثيرة «إن المشكلة قديمة، والحل سهل إن أردنا».";
    assert_eq!(quotations(text), ["الوزير سالم الحمدان: إن المشكلة"]);
    let text = "وأشارت الدراسة التي صدرت تحت عنوان: «كلفة الماء في القرى» إلى أن الماء غال.";
    assert_eq!(quotations(text), [""; 0]);
}

#[test]
fn how_somebody_says_something_is_nobody() {
    let text = "قالت الوزيرة ليلى الكرمي إن الخبر غريب. وعلقت عليه ساخرة: «الخبر أغرب من الخيال نفسه».";
    assert_eq!(quotations(text), ["الوزيرة ليلى الكرمي: الخبر أغرب"]);
    let text = "قال الوزير سالم الحمدان إن الخبر غريب. وعلق عليه ساخرا: «الخبر أغرب من الخيال نفسه».";
    assert_eq!(quotations(text), ["الوزير سالم الحمدان: الخبر أغرب"]);
}

#[test]
fn testimonies_and_what_is_stressed_have_a_speaker() {
    assert_eq!(quotations("وبحسب شهادة الطبيب سالم الحمدان، فإن «الجرحى كثر هذا الصباح»."), ["الطبيب سالم الحمدان: الجرحى كثر"]);
    assert_eq!(quotations("وأبرز الوزير سالم الحمدان أن «المشروع سيكتمل قبل الشتاء»."), ["الوزير سالم الحمدان: المشروع سيكتمل"]);
    assert_eq!(quotations("زار الوفد واحدا من أبرز المعالم «القلعة القديمة في الجبل»."), [""; 0]);
}

#[test]
fn what_could_be_said_is_nobodys() {
    assert_eq!(speakers("قال الوزير سالم الحمدان إن الخبر غريب. وفي الختام يمكن القول إن الجسر آمن."), ["الوزير سالم الحمدان"]);
}

#[test]
fn what_was_said_by_nobody_in_particular_is_not_whoever_spoke_before() {
    assert_eq!(speakers("قال الوزير سالم الحمدان إن الخبر غريب. وقيل إن السد انهار."), ["الوزير سالم الحمدان"]);
    let text = "قال الوزير سالم الحمدان إن الخبر غريب. وأضاف متنهدا: «الماء قليل هذا العام كله».";
    assert_eq!(quotations(text), ["الوزير سالم الحمدان: الماء قليل"]);
}

#[test]
fn what_an_inscription_says_is_nobodys() {
    let text = "قالت الوزيرة ليلى الكرمي إن البيت قديم. ورفع الناس لافتات تقول: «نريد بيوتا جديدة لأطفالنا».";
    assert_eq!(quotations(text), [""; 0]);
    let text = "قالت الوزيرة ليلى الكرمي إن البيت قديم. وتابعت تقول: «نريد بيوتا جديدة لأطفالنا».";
    assert_eq!(quotations(text), ["الوزيرة ليلى الكرمي: نريد بيوتا"]);
}

#[test]
fn what_the_page_names_in_its_own_voice_is_a_name() {
    let text = "وقالت مصادر إن المجموعة ستتعاون مع \"هاربر\" قريبا. وتملك \"هاربر\" نصف الأسهم.";
    assert_eq!(quotations(text), [""; 0]);
    assert_eq!(quotations("وقال المدير إن نظام \"دعم\" سينطلق غدا."), [""; 0]);
    assert_eq!(quotations("وقال المدير إن النظام \"فاسد\"."), ["المدير: فاسد"]);
}

#[test]
fn words_at_the_end_of_a_quotation_belong_to_it() {
    assert_eq!(quotations("وقال سالم حداد: \"أفرجنا عنه في وقت سابق\"."), ["سالم حداد: أفرجنا عنه"]);
    assert_eq!(quotations("وقال سالم حداد: \"فتحنا الجسر أيضا\"."), ["سالم حداد: فتحنا الجسر"]);
}

#[test]
fn paragraphs_of_quotations_go_on_with_one_speaker() {
    let text = "وقال سالم حداد: \"فتحنا الجسر بعد أن انحسر ماء النهر\".\n\"وسنفتح الطريق الجبلي قبل نهاية هذا الأسبوع\".\n\"ولن نغلق السوق القديم في هذا الشهر أبدا\".";
    assert_eq!(quotations(text), ["سالم حداد: فتحنا الجسر", "سالم حداد: وسنفتح الطريق", "سالم حداد: ولن نغلق"]);
}

#[test]
fn a_short_name_behind_the_full_one_is_no_quotation() {
    let said = "وقال الوزير سالم الحمدان إن";
    assert_eq!(quotations(&format!("{said} الرئيس التنفيذي لشركة البترول الوطنية «اينوك» سيحضر.")), [""; 0]);
    assert_eq!(quotations(&format!("{said} شركة البترول الوطنية «منهارة».")), ["الوزير سالم الحمدان: منهارة"]);
}

#[test]
fn what_a_body_is_said_to_be_is_no_name() {
    assert_eq!(quotations("وقال الناطق إن المنظمة \"مستعدة للتعاون\"."), ["الناطق: مستعدة للتعاون"]);
    assert_eq!(quotations("وقال الناطق إن الحركة \"متمسكة بشروطها\"."), ["الناطق: متمسكة بشروطها"]);
    assert_eq!(quotations("وقال الناطق إن المنظمة \"أطباء البلدة\" ستعود."), [""; 0]);
}
