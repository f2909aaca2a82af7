//! Whom a figure counts, who stands behind it and where it holds, in sentences of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::{Claim, ClaimKind, Figure};

mod article;

/// The figures of a page with a headline and this text, published on 15 June 2021.
fn figures(text: &str) -> Vec<(Claim, Figure)> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let claims = isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims;
    let figure = |c: Claim| match c.kind.clone() {
        ClaimKind::Figure(f) => Some((c, f)),
        _ => None,
    };
    claims.into_iter().filter_map(figure).collect()
}

/// The groups of the figures.
fn groups(text: &str) -> Vec<String> {
    figures(text).iter().map(|(_, f)| f.group.as_str().to_owned()).collect()
}

/// The names of who stands behind the figures, nearest first.
fn sources(text: &str) -> Vec<String> {
    let names = |c: &Claim| c.attribution.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(" < ");
    figures(text).iter().map(|(c, _)| names(c)).collect()
}

/// The places of the figures.
fn places(text: &str) -> Vec<String> {
    figures(text).iter().map(|(_, f)| f.place.clone().unwrap_or_default()).collect()
}

#[test]
fn whose_the_counted_are() {
    assert_eq!(groups("قتل 17 شخصا من الحوثيين في كمين."), ["houthis"]);
    assert_eq!(groups("سقط 15 قتيلا في صفوف المسلحين."), ["fighters"]);
    assert_eq!(groups("سقط سبعة قتلى بين صفوف الجيش."), ["soldiers"]);
    assert_eq!(groups("سقوط عشرات القتلى بين المدنيين."), ["civilians"]);
    assert_eq!(groups("مقتل 20 من عناصر داعش في غارة."), ["islamic-state"]);
    assert_eq!(groups("مقتل سبعة من قادة تنظيم داعش."), ["islamic-state"]);
    assert_eq!(groups("أسر 47 شخصا من عناصر الشرطة."), ["police"]);
    assert_eq!(groups("حصيلة القتلى بين المدنيين في المدينة بلغت 17 قتيلا."), ["civilians"]);
    assert_eq!(groups("حصيلة القتلى بين المدنيين في المدينة بلغت 17 قتيلا و121 جريحا."), ["civilians", "civilians"]);
    assert_eq!(groups("مقتل أربعة وإصابة ثلاثة آخرين من الحوثيين."), ["houthis", "houthis"]);
    assert_eq!(groups("سقط في صفوف الجيش 20 قتيلا."), ["soldiers"]);
    assert_eq!(groups("سقط 15 قتيلا بين الجسر والسوق."), ["all"]);
    assert_eq!(groups("قتل ثلاثة أشخاص من أفراد أسرة واحدة."), ["all"]);
    assert_eq!(groups("سقط 12 قتيلا من المدنيين والعسكريين."), ["all"]);
    assert_eq!(groups("مقتل 44 من أفراد الجيش والشرطة في الهجوم."), ["all"]);
    assert_eq!(groups("سقط 16 قتيلا على الأقل من الجنود في الهجوم."), ["soldiers"]);
    assert_eq!(groups("قتل 20 شخصا، جميعهم من المدنيين، في السوق."), ["civilians"]);
    assert_eq!(groups("قتل 20 شخصا، معظمهم من المدنيين، في السوق."), ["all"]);
    assert_eq!(groups("قتل 20 شخصا جميعهم نساء وأطفال."), ["all"]);
    assert_eq!(groups("قتل 21 من عناصر الجيش والحشد الشعبي."), ["all"]);
    assert_eq!(groups("قتل 12 عنصرا من الجيش والشرطة."), ["all"]);
    assert_eq!(groups("قتل 12 من الجيش والشرطة."), ["all"]);
    assert_eq!(groups("اعتقال ستة مواطنين فلسطينيين في المدينة."), ["all"]);
    assert_eq!(groups("نقل خمسة صحافيين من حركة طالبان إلى العاصمة."), ["all"]);
}

#[test]
fn a_count_that_leaves_out_whom_it_counts() {
    assert_eq!(groups("مقتل ستة جنود وإصابة ثلاثة آخرين."), ["soldiers", "soldiers"]);
    assert_eq!(groups("مقتل خمسة شرطيين وثلاثة مدنيين وإصابة سبعة آخرين."), ["police", "civilians", "all"]);
    assert_eq!(groups("مقتل 14 وإصابة 33 من المسلحين."), ["fighters", "fighters"]);
    assert_eq!(groups("مقتل 27 شخصا، بينهم مدنيان، وإصابة أكثر من 200 آخرين."), ["all", "civilians", "all"]);
    // Beside one, the others may be anybody; and who is named is not left out.
    assert_eq!(groups("مقتل شرطي وإصابة ثمانية آخرين في السوق."), ["police", "all"]);
    assert_eq!(groups("مقتل ستة جنود وإصابة ثلاثة أشخاص."), ["soldiers", "all"]);
    assert_eq!(groups("قتل ستة من عناصر الشرطة وأصيب اثنان في الهجوم."), ["police", "police"]);
    assert_eq!(groups("مقتل ستة جنود وإصابة العشرات في الوادي."), ["soldiers", "all"]);
    assert_eq!(groups("مقتل ستة جنود، في حين قتل سبعة في الوادي."), ["soldiers", "all"]);
    assert_eq!(groups("مقتل ستة جنود في الوادي، ثم انهار الجسر في المدينة فأصيب عشرون."), ["soldiers", "all"]);
}

#[test]
fn a_bound_is_no_frame() {
    assert_eq!(sources("أكدت وزارة الصحة السودانية مقتل عشرين شخصا على الأقل."), ["وزارة الصحة السودانية"]);
    assert_eq!(sources("أكدت وزارة الصحة السودانية مقتل عشرين شخصا في هجوم على قرية."), ["وزارة الصحة السودانية"]);
}

#[test]
fn sources_before_and_behind() {
    assert_eq!(sources("أفادت وزارة الصحة السودانية عن مقتل 19 شخصا بينهم أطفال."), ["وزارة الصحة السودانية"]);
    assert_eq!(sources("أفاد بيان صادر عن وزارة الصحة السودانية أن 19 شخصا قتلوا."), ["وزارة الصحة السودانية"]);
    assert_eq!(sources("شنت الطائرات غارات على البلدة، وبحسب وزارة الصحة السودانية فقد قتل خمسة مدنيين."), ["وزارة الصحة السودانية"]);
    assert_eq!(
        sources("نقلت الإسعافات ثلاثة مصابين وفقا لما صرح به لـ«النهر» المتحدث الرسمي لوزارة الصحة السودانية سالم الحمدان."),
        ["المتحدث الرسمي لوزارة الصحة السودانية سالم الحمدان"]
    );
    assert_eq!(sources("قتل ثلاثة عمال في انهيار الجسر، وفقا لتصريحات سابقة لوزارة النقل السودانية."), ["وزارة النقل السودانية"]);
}

#[test]
fn what_is_condemned_is_counted_by_the_page() {
    assert_eq!(sources("نددت وزارة الخارجية السودانية بالهجوم الذي أوقع 30 قتيلا."), [""]);
    assert_eq!(sources("أمرت وزارة الداخلية السودانية بحبس المتهمين الذين اعتقلوا أمس، 15 يوما."), ["وزارة الداخلية السودانية"]);
    assert_eq!(sources("اتهمت وزارة الخارجية السودانية المتمردين بقتل 30 شخصا."), ["وزارة الخارجية السودانية"]);
    assert_eq!(sources("قالت وزارة الخارجية السودانية إن الهجوم الذي وقع أمس أوقع 30 قتيلا."), ["وزارة الخارجية السودانية"]);
}

#[test]
fn a_dateline_is_no_place_of_what_happened() {
    assert_eq!(places("كابل - خاص: قتل ستة جنود في انفجار قرب هرات."), ["herat"]);
    assert_eq!(places("كابل - خاص: قتل ستة جنود في انفجار."), ["kabul"]);
}

#[test]
fn the_day_on_which_a_count_holds() {
    let asof = |text: &str| figures(text).into_iter().map(|(_, f)| f.asof.unwrap_or_default()).collect::<Vec<_>>();
    assert_eq!(asof("قتل خمسة مدنيين أمس في السوق."), ["2021-06-14"]);
    // A length holds at no day, a count on no day to come, and not on the day since which it goes.
    assert_eq!(asof("استمر القصف أمس ثلاث ساعات وقتل خمسة مدنيين."), ["", "2021-06-14"]);
    assert_eq!(asof("كان الحفل سيقام غدا، وارتفع عدد القتلى إلى 20 شخصا."), [""]);
    assert_eq!(asof("قتل 750 شخصا منذ تولي الرئيس الحكم في 29 مايو 2021."), [""]);
}

#[test]
fn some_of_those_counted_before() {
    let parts = |text: &str| figures(text).into_iter().map(|(_, f)| f.part_of.is_some()).collect::<Vec<_>>();
    assert_eq!(parts("كان على متن السيارة أربعة ركاب، ما أدى إلى مقتل ثلاثة منهم."), [false, true]);
    assert_eq!(parts("راح ضحية الحادث 26 شخصا وانتشلت 24 جثة منها. وغرق مركب في 22 أبريل."), [false, true]);
    assert_eq!(parts("كان في القاعة أربعة ركاب، وقتل ثلاثة جنود."), [false, false]);
}

#[test]
fn what_somebody_condemns_or_claims_is_counted_by_the_page() {
    assert_eq!(sources("أدانت فرنسا هجوما أسفر عن مقتل 12 شخصا في حلب."), [""]);
    assert_eq!(sources("أعلنت جماعة مسلحة مسؤوليتها عن تفجير أسفر عن مقتل 12 شخصا."), [""]);
    assert_eq!(sources("تبنى تنظيم الدولة هجوما أوقع 12 قتيلا في حلب."), [""]);
    assert_eq!(sources("وتعهد الرئيس بالرد على هجوم أسفر عن مقتل 32 شخصا."), [""]);
    assert_eq!(sources("أعلن الجيش أن الهجوم أسفر عن مقتل 12 شخصا."), ["الجيش"]);
    let denied = figures("نفت تركيا مسؤوليتها عن قصف أسفر عن مقتل 12 شخصا.");
    assert_eq!(denied.iter().map(|(c, _)| c.modality).collect::<Vec<_>>(), [isnad_model::Modality::Asserted]);
}

#[test]
fn others_are_like_those_right_before_them() {
    assert_eq!(
        groups("قتل خمسة مسلحين في الجبل، وأشاروا إلى مقتل عشرة مدنيين وإصابة سبعة آخرين في السوق."),
        ["fighters", "civilians", "civilians"]
    );
}

#[test]
fn a_dateline_with_its_date_says_where_the_report_was_written() {
    assert_eq!(places("الخرطوم 9-9-2020 رويترز- أعلنت البلدية مقتل ستة أشخاص في بورتسودان."), ["port-sudan"]);
    assert_eq!(places("كينشاسا 18 يونيو 2020 /ومع/ لقي سبعة جنود مصرعهم في هجوم على غوما."), ["goma"]);
}

#[test]
fn what_was_done_to_a_region_is_no_name() {
    assert_eq!(places("أعلنت الحكومة درنة منطقة منكوبة وقتل فيها 40 شخصا."), [""]);
}

#[test]
fn a_titles_bracket_names_who_tells_it() {
    let told = |title: &str| {
        let lexicon = isnad_packs::built_in().expect("the built-in packs load");
        let claims = isnad_read::read(article::article(&format!("{title}\nانهار الجسر صباح الأحد."), Some("2021-06-15")), &lexicon).claims;
        let figures = claims.into_iter().filter(|c| matches!(c.kind, ClaimKind::Figure(_)));
        figures.map(|c| c.attribution.iter().map(|a| a.name.clone()).collect::<Vec<_>>().join(" < ")).collect::<Vec<_>>()
    };
    assert_eq!(told("6 قتلى في انهيار جسر النخيل (مصدر طبي)"), ["مصدر طبي"]);
    assert_eq!(told("مقتل 6 أشخاص في انهيار جسر النخيل (وزارة الصحة)"), ["وزارة الصحة"]);
    assert_eq!(told("مقتل 6 أشخاص في انهيار جسر النخيل (صور)"), [""]);
}

#[test]
fn a_clause_of_time_ends_before_the_main_one() {
    for sentence in ["وبعد أن أعلنت السلطات حالة الطوارئ، نزح أكثر من 300 شخص.", "وبينما يؤكد الجيش أن الوضع هادئ، نزح أكثر من 300 شخص."]
    {
        assert_eq!(sources(sentence), [""], "{sentence}");
    }
    assert_eq!(sources("وأعلنت السلطات حالة الطوارئ، وقالت إن 300 شخص نزحوا."), ["السلطات"]);
}

/// The sources of the figures of a page's title.
fn sources_of_title(title: &str) -> Vec<String> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let article = article::article(&format!("{title}\nعقد المجلس البلدي جلسة في المدينة لبحث ما جرى."), Some("2021-06-15"));
    let claims = isnad_read::read(article, &lexicon).claims.into_iter().filter(|c| matches!(c.kind, ClaimKind::Figure(_)));
    claims.map(|c| c.attribution.first().map(|a| a.name.clone()).unwrap_or_default()).collect()
}

#[test]
fn who_tells_what_a_title_tells() {
    assert_eq!(sources_of_title("زلزال الوادي: نائب الرئيس يعلن 290 قتيلا"), ["نائب الرئيس"]);
    assert_eq!(sources_of_title("عاجل | وزارة الصحة: 12 قتيلا في الغارة"), ["وزارة الصحة"]);
    assert_eq!(sources_of_title("زلزال الوادي.. الداخلية: ارتفاع الوفيات إلى 2122"), ["الداخلية"]);
    assert_eq!(sources_of_title("\"أطباء بلا حدود\": 80 جريحا وصلوا إلى المستشفى"), ["أطباء بلا حدود"]);
    // A place before the colon is where it was.
    assert_eq!(sources_of_title("السودان: مقتل 30 شخصا في غارة"), [""]);
}

#[test]
fn a_source_between_commas_stands_behind_the_whole_clause() {
    assert_eq!(sources("وأسفر الهجوم، وفق الشرطة، عن مقتل 12 شخصا وإصابة 30."), ["الشرطة", "الشرطة"]);
    assert_eq!(sources("وبلغت حصيلة القتلى، بحسب ما أعلنت وزارة الصحة على موقعها، 12 قتيلا."), ["وزارة الصحة"]);
    // Another clause is told by others, or by nobody.
    assert_eq!(sources("وأسفر الهجوم، وفق الشرطة، عن مقتل 12 شخصا، فيما أعلن الجيش مقتل 5."), ["الشرطة", "الجيش"]);
    assert_eq!(sources("وقتل 12 شخصا، وفق الشرطة، وأصيب 30."), ["الشرطة", ""]);
}

#[test]
fn who_tells_behind_a_comma_and_a_verb() {
    assert_eq!(sources("وقتل 12 شخصا بينهم طفلان، تقول وزارة الصحة."), ["وزارة الصحة", "وزارة الصحة"]);
    assert_eq!(sources("وقتل 12 شخصا، وقالت وزارة الصحة إنهم مدنيون."), [""]);
    assert_eq!(sources("وبحسب السلطات المحلية قتل 12 شخصا، بينما تقول المعارضة إن القتلى 30."), ["السلطات المحلية", "المعارضة"]);
}
