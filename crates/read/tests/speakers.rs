//! Who speaks, where no mention of the page holds their name, and where the verb names nobody; in sentences of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::ClaimKind;

mod article;

/// The speaker and cue of every statement behind one of a woman, whom no verb for a man goes on with.
fn statements(text: &str) -> Vec<String> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let text = format!("عنوان\nقالت الوزيرة ليلى الكرمي إن الماء صاف.\n{text}");
    let claims = isnad_read::read(article::article(&text, Some("2021-06-15")), &lexicon).claims;
    let statements = claims.into_iter().filter(|c| matches!(c.kind, ClaimKind::Statement(_)));
    statements.filter_map(|c| c.attribution.into_iter().next()).map(|a| format!("{} {}", a.name, a.cue)).skip(1).collect()
}

/// Every quotation's words.
fn quotes(text: &str) -> Vec<String> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
    claims.into_iter().filter(|c| matches!(c.kind, ClaimKind::Quote)).map(|c| c.exact).collect()
}

#[test]
fn some_of_many_speak_and_are_no_sunday() {
    assert_eq!(statements("وقال أحد المسعفين «نقلنا ثلاث جثث»."), ["أحد المسعفين وقال"]);
    assert_eq!(statements("وطالب عدد من التجار إدارة السوق بضرورة فتح الطريق."), ["عدد من التجار وطالب"]);
}

#[test]
fn a_title_of_one_letter_has_its_holder_behind_it() {
    assert_eq!(statements("وأكد د. الشملاني أن الجسر سليم."), ["د. الشملاني وأكد"]);
}

#[test]
fn a_verb_spelled_like_a_preposition() {
    assert_eq!(statements("وأبان مدير إدارة السلامة المرورية أن الطريق مفتوح."), ["مدير إدارة السلامة المرورية وأبان"]);
    assert_eq!(statements("إبان الحرب الطويلة هجر السكان القرية."), [""; 0]);
    assert_eq!(statements("وبين الجبل والنهر طريق قديم يعرف السكان أنه خطير."), [""; 0]);
}

#[test]
fn an_outlet_in_brackets_stands_before_whoever_spoke_to_it() {
    assert_eq!(statements("وأوضح لـ(النهر) رئيس اللجنة سالم الحمدان أن الجسر سليم."), ["رئيس اللجنة سالم الحمدان وأوضح"]);
}

#[test]
fn how_somebody_speaks_is_nobody() {
    assert_eq!(statements("وأضافت وهي تبكي إن البيت احترق."), ["الوزيرة ليلى الكرمي وأضافت"]);
}

#[test]
fn whoever_ends_a_speech_goes_on() {
    assert_eq!(statements("وختمت حديثها قائلة: «سنعود غدا»."), ["الوزيرة ليلى الكرمي وختمت"]);
}

#[test]
fn an_answer_names_nobody() {
    assert_eq!(statements("وعن موعد فتح الجسر، أكدت أنه قريب."), ["الوزيرة ليلى الكرمي أكدت"]);
}

#[test]
fn words_alone_are_uttered() {
    assert_eq!(statements("وزادت: «الطريق مفتوح»."), ["الوزيرة ليلى الكرمي وزادت"]);
    assert_eq!(statements("وزادت الأسعار، وقيل إن السبب هو المطر."), [""; 0]);
}

#[test]
fn what_was_said_before_has_its_own_subject() {
    assert_eq!(statements("وكان مدرب الفريق الأخضر قد أعلن أن اللاعب سيرحل."), ["مدرب الفريق الأخضر أعلن"]);
}

#[test]
fn kin_speaks_and_not_whoever_it_is_kin_of() {
    assert_eq!(statements("وأكدت والدة سالم الحمدان أن ابنها بخير."), ["والدة سالم الحمدان وأكدت"]);
}

#[test]
fn a_participle_lays_blame() {
    let text = "وقال الوزير سالم الحمدان إن الجسر سليم، محملا المقاول مسؤولية التأخير.";
    assert_eq!(statements(text), ["الوزير سالم الحمدان وقال", "الوزير سالم الحمدان محملا"]);
}

#[test]
fn names_in_marks_are_no_words_of_anybody() {
    assert_eq!(quotes("قال الوزير سالم الحمدان إن عملية الشهيد «محمود الكرمي» بدأت."), [""; 0]);
    assert_eq!(quotes("قال الوزير سالم الحمدان إن مادتي «البنزين» و«الديزل» متوفرتان."), [""; 0]);
    assert_eq!(quotes("قال العمدة ليلا إن «المخلوع» محمود الكرمي رحل."), [""; 0]);
    assert_eq!(quotes("قال الوزير سالم الحمدان إن الوضع «خطير جدا»."), ["خطير جدا"]);
}

#[test]
fn terms_in_marks_are_no_words_of_anybody() {
    assert_eq!(quotes("قال الوزير سالم الحمدان إن أساليب «غسل الدماغ» قديمة."), [""; 0]);
    assert_eq!(quotes("قال الوزير سالم الحمدان إن الكلية تفتح مسارا في «الطب البديل» قريبا."), [""; 0]);
    assert_eq!(quotes("قال الوزير سالم الحمدان إن المتهم «26 عاما» سافر."), [""; 0]);
    assert_eq!(quotes("دعا الوزير سالم الحمدان إلى «الحوار الهادئ»."), ["الحوار الهادئ"]);
    assert_eq!(quotes("قال الوزير سالم الحمدان إن العدو ارتكب «خطأ جسيما»."), ["خطأ جسيما"]);
    assert_eq!(quotes("قال الوزير سالم الحمدان إن العمدة «عبر عن قلقه» على السد."), ["عبر عن قلقه"]);
    assert_eq!(quotes("أعلن الوزير سالم الحمدان أن بلاده «استعادت المرفأ» من خصومها."), ["استعادت المرفأ"]);
}

#[test]
fn people_speak_in_a_headline() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article("مواطنون: لن نترك بيوتنا\nانهار السد فجرا.", Some("2021-06-15")), &lexicon).claims;
    let speakers: Vec<String> = claims.into_iter().flat_map(|c| c.attribution).map(|a| a.name).collect();
    assert_eq!(speakers, ["مواطنون"]);
}

#[test]
fn who_counted_last_is_a_source_and_what_the_report_tells_of_is_none() {
    let told = |text: &str| {
        let lexicon = isnad_packs::built_in().expect("the built-in packs load");
        let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
        let figure = claims.into_iter().find(|c| matches!(c.kind, ClaimKind::Figure(_))).expect("a figure");
        figure.attribution.into_iter().map(|a| a.name).collect::<Vec<_>>()
    };
    assert_eq!(told("قتل 20 شخصا وفق آخر إحصاء للأمم المتحدة."), ["الأمم المتحدة"]);
    assert_eq!(told("ووفق التقرير فإن القوات الحكومية قتلت 143 شخصا."), Vec::<String>::new());
}

#[test]
fn the_holder_of_a_title_stands_behind_what_it_is_of() {
    let of = |text: &str| statements(text).first().cloned().unwrap_or_default();
    assert_eq!(of("وقال المتحدث الإعلامي للدفاع المدني بالمنطقة خالد الحمدان إن الحريق أخمد."), "خالد الحمدان وقال");
    assert_eq!(of("وقال سفير الجزيرة لدى الأمم المتحدة محمود الكرمي إن القرار صائب."), "محمود الكرمي وقال");
    assert_eq!(of("وقال المدرب الأخضر جوريجوس دونيس: إن النوم مهم."), "جوريجوس دونيس وقال");
    // To whom somebody spoke, and with whom, holds no title.
    assert_eq!(of("وقال وزير الخارجية لنظيره سالم الحمدان إن الجسر مغلق."), "وزير الخارجية وقال");
    assert_eq!(of("وقال وزير الخارجية في لقاء مع سالم الحمدان إن الجسر مغلق."), "وزير الخارجية وقال");
    assert_eq!(of("وعلق وزير الخارجية على القرار الجديد قائلا: «القرار متأخر جدا عن موعده»."), "وزير الخارجية وعلق");
}

#[test]
fn a_name_ends_before_the_day_and_about_so_many_is_nobody() {
    let of = |text: &str| statements(text).first().cloned().unwrap_or_default();
    assert!(!of("وقال نائب رئيس المفوضية فالديس دومبروفسكيس اليوم الجمعة إن القرض كبير.").contains("اليوم"));
    assert_eq!(of("وقال حوالي نصف الآباء الذين سئلوا إن العطلة قصيرة."), "");
    assert_eq!(of("وقال المتحدث الرسمي لوزارة العمل تيسير المفرج إن العطلة قصيرة."), "تيسير المفرج وقال");
    assert_eq!(of("وحسب مجريات القضية، فإن الإدارة أخطأت."), "");
    assert!(!of("قرر الرئيس السادات مباغتًا القادة أنه في صدد إبرام اتفاق.").contains("مباغت"));
}

#[test]
fn who_spoke_before_does_not_go_on_behind_another_title() {
    let of = |text: &str| statements(text);
    let all = of("قال العمدة سالم الحمدان إن الجسر مغلق.\nوقدم وزير الري الجزيري جوريجوس دونيس تطمينات للجانبين. وقال إن الماء يكفي.");
    assert_eq!(all, ["العمدة سالم الحمدان قال"]);
    let all = of("قال العمدة سالم الحمدان إن الجسر مغلق.\nوجال في السوق القديم. وقال إن الماء يكفي.");
    assert_eq!(all, ["العمدة سالم الحمدان قال", "العمدة سالم الحمدان وقال"]);
}

#[test]
fn a_state_speaks_whatever_stands_between_it_and_its_verb() {
    for sentence in
        ["كينيا، من جانبها، اتهمت أوغندا بالقصف.", "كينيا في بيان اتهمت أوغندا بالقصف.", "كينيا، التي أغلقت حدودها، اتهمت أوغندا بالقصف."]
    {
        assert_eq!(statements(sentence), ["كينيا اتهمت"], "{sentence}");
    }
    assert_eq!(statements("وفي باريس اتهمت كينيا أوغندا بالقصف."), ["كينيا اتهمت"]);
}

#[test]
fn what_somebody_condemns_is_no_name_behind_the_title() {
    assert_eq!(statements("وأدان الرئيس اللبناني هجمات إسرائيل."), ["الرئيس اللبناني وأدان"]);
    assert_eq!(statements("وقال المدرب الهلالي جوريجوس دونيس: «الفوز قريب جدا»."), ["جوريجوس دونيس وقال"]);
}

#[test]
fn a_mayor_is_a_man_and_a_minister_with_the_article_too() {
    let text = "وقُتل عشرة، حسبما قال عمدة المدينة، متهما الجيش بالقصف.";
    assert_eq!(statements(text), ["عمدة المدينة حسبما قال", "عمدة المدينة متهما"]);
    let report = "انتقد المدير تقريرا أصدرته المنظمة وأكدت فيه أن الماء ملوث.";
    assert_eq!(statements(report), ["المدير انتقد", "المنظمة وأكدت"]);
}

#[test]
fn a_report_is_whoever_published_it() {
    assert_eq!(statements("ونشرت منظمة العفو الدولية تقريرا وثقت فيه مقتل 12 شخصا."), ["منظمة العفو الدولية وثقت"]);
    // Whose words a paper passes on, it names.
    assert_eq!(statements("وتناقلت صحف محلية تصريحات على لسان المدرب قال فيها إن الفوز قريب."), ["المدرب على لسان", "المدرب قال"]);
    let claim = "فند المكتب قائمة نشرها الجيش وزعم أنها تضم أسماء مقاتلين.";
    assert_eq!(statements(claim), ["المكتب فند", "الجيش وزعم"]);
}

#[test]
fn a_relative_of_whoever_was_named_speaks() {
    assert_eq!(statements("وقد أكدت ذلك والدتها وأفادت بأن الوفاة طبيعية."), ["والدتها أكدت", "والدتها وأفادت"]);
    assert_eq!(statements("وكشف زوجها أن البيت احترق."), ["زوجها وكشف"]);
    assert_eq!(statements("وأخبر زوجته أن البيت احترق."), [""; 0]);
}

#[test]
fn as_for_somebody_whose_title_is_long() {
    assert_eq!(statements("أما المدير العام للمستشفى فقال إن الأدوية نفدت."), ["المدير العام فقال"]);
    assert_eq!(statements("أما المستشفى الحكومي في مدينة حلب فكشف عن وفاة ثلاثة."), ["المستشفى الحكومي فكشف"]);
}

#[test]
fn those_accused_answer_for_themselves() {
    let text = "وألقت نيودلهي باللوم على إسلام أباد، والتي نفت أي دور لها.";
    assert_eq!(statements(text), ["نيودلهي وألقت", "إسلام أباد نفت"]);
}

#[test]
fn an_office_a_source_and_an_outlet_have_their_whole_names() {
    for (name, cue) in [
        ("مكتب سالم الحمدان", "وقال"),
        ("مصدر في الجيش", "وقال"),
        ("صحيفة (كالدور تايمز)", "وذكرت"),
        ("مدير عام مديرية شرطة الميناء", "وقال"),
        ("أحمد بن محمد العمود", "وقال"),
        ("محمد المخرج", "وقال"),
    ] {
        let that = if cue == "وذكرت" { "أن" } else { "إن" };
        assert_eq!(statements(&format!("{cue} {name} {that} الجسر مغلق.")), [format!("{name} {cue}")]);
    }
    assert_eq!(statements("وتمنى منصور عودة الجماهير إلى المدرجات."), ["منصور عودة وتمنى"]);
    assert_eq!(statements("وأعلن المدعي ديفيد هيكتون الاتهامات في المدينة."), ["المدعي ديفيد هيكتون وأعلن"]);
}

#[test]
fn a_name_that_nothing_is_known_of_between_commas() {
    assert_eq!(statements("وقال وزير الطاقة، زاو مين تون، إن الجسر مغلق."), ["زاو مين تون وقال"]);
    assert_eq!(statements("وقال وزير الطاقة، وهو مهندس سابق، إن الجسر مغلق."), ["وزير الطاقة وقال"]);
    assert_eq!(statements("وقال وزير الطاقة، مساء السبت، إن الجسر مغلق."), ["وزير الطاقة وقال"]);
}

#[test]
fn an_outlet_learns_from_a_source() {
    assert_eq!(statements("وعلمت «النهر» من مصادر مطلعة أن الجسر سيفتح."), ["مصادر مطلعة وعلمت"]);
    assert_eq!(statements("وعلمت «النهر» من مصادر مقربة من سالم الحمدان أن الجسر سيفتح."), ["مصادر مقربة وعلمت"]);
    assert_eq!(statements("وعلمت الأم من ابنها أن الجسر سيفتح."), [""; 0]);
}

#[test]
fn an_agency_behind_the_marks_carried_them() {
    let text = "وقال سعيد الحربي “لم نعقد اجتماعا جماعيا.”وفقا لرويترز. وقال “سنعقده غدا”.";
    assert_eq!(statements(text), ["سعيد الحربي وقال", "سعيد الحربي وقال"]);
}

#[test]
fn who_is_passed_on_beside_another_is_not_inside_his_words() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let text = "عنوان\nوأشارت الرئاسة إلى سعي الرئيس إلى السلام، ونقلت وسائل إعلام عن خالد شواني قوله: «التصريحات شخصية».";
    let claims = isnad_read::read(article::article(text, Some("2021-06-15")), &lexicon).claims;
    let quote = claims.iter().find(|c| matches!(c.kind, ClaimKind::Quote)).expect("a quotation");
    assert_eq!(quote.attribution.iter().map(|a| a.name.as_str()).collect::<Vec<_>>(), ["خالد شواني"]);
}

#[test]
fn a_post_is_whoever_posted_it() {
    let text = "وقال الجيش في منشور إن الجسر مغلق. وأضاف المنشور أن الطريق آمن.";
    assert_eq!(statements(text), ["الجيش وقال", "الجيش وأضاف"]);
}

#[test]
fn a_report_or_a_toll_tells_and_not_a_guard() {
    assert_eq!(statements("ورصد تقرير منظمة العفو الدولية مقتل 30 شخصا."), ["منظمة العفو الدولية ورصد"]);
    assert_eq!(statements("ورصد الحارس سيارة مسرعة."), [""; 0]);
    assert_eq!(statements("وأظهر الحارس بطاقته."), [""; 0]);
    assert_eq!(statements("وأفادت حصيلة رسمية بأن الزلزال أسفر عن مقتل 12 شخصا."), ["حصيلة رسمية وأفادت"]);
    assert_eq!(statements("وتشير حصيلة الهجوم إلى مقتل 20 شخصا."), [""; 0]);
    assert_eq!(statements("وتشير تقديرات الأمم المتحدة إلى مقتل 3000 شخص."), ["الأمم المتحدة وتشير"]);
}

#[test]
fn a_toll_is_raised_and_estimated() {
    assert_eq!(statements("ورفعت وزارة الصحة عدد ضحايا الزلزال إلى 18 قتيلا."), ["وزارة الصحة ورفعت"]);
    assert_eq!(statements("ورفع المدير عدد الموظفين إلى 20 موظفا."), [""; 0]);
    assert_eq!(statements("وتقدر الأمم المتحدة عدد القتلى بـ3000 شخص."), ["الأمم المتحدة وتقدر"]);
    assert_eq!(statements("وتقدر وزارة المالية على دفع الرواتب."), [""; 0]);
}

#[test]
fn but_he_goes_on_beside_what_was_said() {
    let text = "وقال المدير إن الفرق تعمل، لكنه أقر بأن 33 شخصا قتلوا.";
    assert_eq!(statements(text), ["المدير وقال", "المدير أقر"]);
    assert_eq!(statements("ولا تزال الهزات مستمرة، كما أضافت."), ["الوزيرة ليلى الكرمي أضافت"]);
    assert_eq!(statements("وقتل 30 شخصا، كما أعلن مكتبها."), ["مكتبها أعلن"]);
}

#[test]
fn a_statement_described_before_whoever_issued_it() {
    let text = "وتهدم 20 مبنى، وفقا لبيان مقتضب نشره المجلس العسكري.";
    assert_eq!(statements(text), ["المجلس العسكري وفقا لبيان"]);
}

#[test]
fn a_name_that_ends_like_a_preposition_takes_no_clause() {
    assert_eq!(statements("وقال المتحدث باسم الحكومة أسامة علي إن العدد كبير."), ["المتحدث باسم الحكومة أسامة علي وقال"]);
    assert_eq!(statements("وحذر المدير أسامة علي كاثيا من السفر إلى الوادي."), ["المدير أسامة علي كاثيا وحذر"]);
}

#[test]
fn a_name_between_commas_behind_its_verb() {
    let text = "دعا، سالم الحمدان، مستشار الرئيس، الجيش إلى حماية الجسر.";
    assert_eq!(statements(text), ["سالم الحمدان دعا"]);
    assert_eq!(statements("وكان بيان صدر أمس قد أكد، قبل إعلان الهدنة، أن الجسر مغلق."), [""; 0]);
}

#[test]
fn whoever_acts_for_another() {
    assert_eq!(statements("وأشار القائم بأعمال حاكم المقاطعة إلى مقتل شخصين."), ["القائم بأعمال حاكم المقاطعة وأشار"]);
    assert_eq!(statements("وقال القائم بأعمال حاكم المقاطعة إن شخصين قتلا."), ["القائم بأعمال حاكم المقاطعة وقال"]);
    assert_eq!(statements("وأكد تانكو ميرا مفتش الشرطة في الولاية مقتل 12 شخصا."), ["تانكو ميرا مفتش الشرطة وأكد"]);
}

#[test]
fn a_plural_has_what_it_is_of() {
    assert_eq!(statements("وأعلن مسؤولو طوارئ مقتل شرطي."), ["مسؤولو طوارئ وأعلن"]);
    assert_eq!(statements("ورجح محللون عسكريون أن الجسر هدف."), ["محللون عسكريون ورجح"]);
    assert_eq!(statements("ويرى مراقبون وتربويون أن الجسر سليم."), ["مراقبون ويرى"]);
    assert_eq!(statements("وذكر مقيم في القرية أن الجسر مغلق."), ["مقيم وذكر"]);
}

#[test]
fn a_source_in_brackets_stands_behind_what_is_in_them() {
    let text = "ويعد الزلزال، بحسب المركز الوطني للبحث (6,8 درجات وفق هيئة المسح الجيولوجي الأميركية)، أقوى زلزال في البلاد.";
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
    let of_survey = claims.iter().filter(|c| c.attribution.iter().any(|a| a.name.contains("المسح")));
    assert_eq!(of_survey.map(|c| c.exact.as_str()).collect::<Vec<_>>(), ["6,8 درجات وفق هيئة المسح الجيولوجي الأميركية"]);
    let text = "وقتل 12 شخصا في الوادي (بحسب وزارة الصحة).";
    assert_eq!(statements(text), ["وزارة الصحة بحسب"]);
}

#[test]
fn what_somebody_goes_on_with_is_told_once() {
    let text = "وقالت ليلى الكرمي إن \"النهر فاض\"، مضيفة أن \"الجسر مغلق\"، على حد قولها.";
    assert_eq!(statements(text), ["ليلى الكرمي وقالت", "ليلى الكرمي مضيفة"]);
}
