//! Figures as they are read from sentences of our own: what is counted, how many, of whom, over which stretch of time.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::{Claim, ClaimKind, Figure};

mod article;

/// The claims of a page with a headline and this text, published on 15 June 2021.
fn claims(text: &str) -> Vec<Claim> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    isnad_read::read(article::article(&format!("عنوان\n{text}"), Some("2021-06-15")), &lexicon).claims
}

/// Measure, bounds and group of every figure: `killed 32..32`, `wounded 201..`, `killed 2..2 children`.
fn figures(text: &str) -> Vec<String> {
    let bound = |value: Option<isnad_model::Quantity>| value.map_or(String::new(), |q| q.0.to_string());
    let told = |f: Figure| {
        let measure = serde_json::to_value(f.measure).expect("a measure is written");
        let group = if f.group.as_str() == "all" { String::new() } else { format!(" {}", f.group.as_str()) };
        format!("{} {}..{}{group}", measure.as_str().unwrap_or_default(), bound(f.low), bound(f.high))
    };
    claims(text)
        .into_iter()
        .filter_map(|c| match c.kind {
            ClaimKind::Figure(f) => Some(told(f)),
            _ => None,
        })
        .collect()
}

/// The windows of the figures: kind, since, event, hours.
fn windows(text: &str) -> Vec<String> {
    claims(text)
        .into_iter()
        .filter_map(|c| match c.kind {
            ClaimKind::Figure(Figure { window: Some(w), .. }) => Some(w),
            _ => None,
        })
        .map(|w| {
            let word = |value: serde_json::Value| value.as_str().unwrap_or("-").to_owned();
            let kind = word(serde_json::to_value(w.kind).expect("a kind is written"));
            let event = word(serde_json::to_value(w.event).expect("an event is written"));
            let hours = w.hours.map_or("-".to_owned(), |h| h.0.to_string());
            format!("{kind} {} {event} {hours} «{}»", w.since.as_deref().unwrap_or("-"), w.exact)
        })
        .collect()
}

#[test]
fn windows_of_counts() {
    assert_eq!(windows("قتل 45 شخصا خلال الـ24 ساعة الماضية في نيالا."), ["increment - - 24 «خلال الـ24 ساعة»"]);
    assert_eq!(windows("قتل 12 شخصا منذ فجر اليوم."), ["increment 2021-06-15 - - «منذ فجر اليوم»"]);
    assert_eq!(windows("قتل 300 شخص منذ بدء الحرب."), ["cumulative - operation - «منذ بدء الحرب»"]);
    assert_eq!(windows("قتل 300 شخص منذ 7 أبريل 2021."), ["cumulative 2021-04-07 - - «منذ 7 أبريل 2021»"]);
    assert_eq!(windows("ارتفعت حصيلة القتلى إلى 80 شخصا."), ["cumulative - - - «ارتفعت»"]);
    assert_eq!(windows("قتل 20 شخصا في السوق."), [""; 0]);
}

#[test]
fn how_many_each_day_is_no_total() {
    assert_eq!(windows("يقتل 20 شخصا يوميا على الطرق."), ["increment - - - «يوميا»"]);
    assert_eq!(windows("وقتل 20 شخصا كل شهر."), ["increment - - - «كل شهر»"]);
    assert_eq!(windows("قتل 20 شخصا في اليوم الأول."), [""; 0]);
    assert_eq!(windows("قتل 20 شخصا في هجوم يعد الأسوأ من نوعه خلال العام الجاري."), [""; 0]);
}

/// When the figures hold.
fn days(text: &str) -> Vec<Option<String>> {
    let figures = claims(text).into_iter().filter_map(|c| match c.kind {
        ClaimKind::Figure(f) => Some(f.asof),
        _ => None,
    });
    figures.collect()
}

#[test]
fn counts_of_an_earlier_year() {
    let of = |time: &str| vec![Some(time.to_owned())];
    assert_eq!(days("في عام 2014 قتل 289 شخصا."), of("2014"));
    assert_eq!(days("قتل 300 شخص عام 1980."), of("1980"));
    assert_eq!(days("وقتل العام الماضي 1200 مدني."), of("2020"));
    assert_eq!(days("وفي أغسطس 2013 قتل 40 شخصا في تفجير مماثل."), of("2013-08"));
    assert_eq!(days("قتل أمس 12 مدنيا."), of("2021-06-14"));
    // The year of the page, since when, and the year of another clause.
    assert_eq!(days("قتل 300 شخص خلال عام 2021."), [None]);
    assert_eq!(days("قتل 300 شخص منذ عام 2014."), [None]);
    assert_eq!(days("قتلت قوات الحركة، التي تأسست في عام 2014، 30 شخصا."), [None]);
}

#[test]
fn a_total_behind_an_increment() {
    assert_eq!(
        windows("قتل 45 شخصا خلال 24 ساعة، لترتفع حصيلة القتلى إلى 900 شخص منذ اندلاع المعارك."),
        ["increment - - 24 «خلال 24 ساعة»", "cumulative - operation - «منذ اندلاع المعارك»"]
    );
    assert_eq!(
        windows("قتل 45 شخصا خلال 24 ساعة، لترتفع حصيلة القتلى إلى 900 شخص."),
        ["increment - - 24 «خلال 24 ساعة»", "cumulative - - - «لترتفع»"]
    );
}

#[test]
fn plain_counts() {
    assert_eq!(figures("قتل 32 شخصا وأصيب أكثر من 200 آخرين."), ["killed 32..32", "wounded 201.."]);
    assert_eq!(figures("لقي ثلاثة عمال مصرعهم وأصيب خمسة في انهيار سقف."), ["killed 3..3", "wounded 5..5"]);
    assert_eq!(figures("مصرع ثلاثة وإصابة خمسة عشر في حادثين."), ["killed 3..3", "wounded 15..15"]);
    assert_eq!(figures("ارتفاع ضحايا الحر في الوادي إلى أكثر من 1100 شخص."), ["killed 1101.."]);
    assert_eq!(figures("سقط 30 قتيلا على الأقل ومئة جريح في الانفجار."), ["killed 30..", "wounded 100..100"]);
    assert_eq!(figures("بلغت حصيلة القتلى ألفاً."), ["killed 1000..1000"]);
    assert_eq!(figures("عدد الضحايا تجاوز الـ 10 آلاف قتيل."), ["killed 10001.."]);
}

#[test]
fn verbs_behind_the_counted() {
    assert_eq!(figures("قال إن 25 شخصا، معظمهم من الطلاب، قتلوا في الانفجار."), ["killed 25..25"]);
    assert_eq!(figures("عشرات الأشخاص الذين فروا من القرية وصلوا أمس."), ["displaced 20..99"]);
    assert_eq!(figures("تعرض سبعة من رجال حرس الحدود للإصابة."), ["wounded 7..7 soldiers"]);
    assert_eq!(figures("قال إن 15 سجينا على الأقل وأربعة حراس قتلوا."), ["killed 15..", "killed 4..4"]);
}

#[test]
fn tolls_that_reach() {
    assert_eq!(figures("ارتفعت حصيلة الضحايا لتصل إلى 46 قتيلا."), ["killed 46..46"]);
    assert_eq!(figures("بلغ عدد قتلى الزلزال 6234 شخصا."), ["killed 6234..6234"]);
    assert_eq!(figures("قال إن عدد القتلى قد ارتفع إلى حوالي 1391 إضافة إلى 12722 مصابا."), ["killed 1391..1391", "wounded 12722..12722"]);
    assert_eq!(figures("إن عدد الأطفال المعتقلين زاد عن 200 طفل."), ["detained 201.. children"]);
    assert_eq!(figures("أصيب 1044 بجراح في الوادي."), ["wounded 1044..1044"]);
    assert_eq!(figures("ارتفع عدد القتلى إلى 60 شخصا فضلا عن 7 في عداد المفقودين."), ["killed 60..60", "missing 7..7"]);
    assert_eq!(figures("وعدد القتلى مرشح للارتفاع."), [""; 0]);
    assert_eq!(figures("قال المركز إن 28 شخصا على قائمة المفقودين."), ["missing 28..28"]);
    assert_eq!(figures("أدى الكمين إلى مقتل أربعة فيما نجا غيرهم."), ["killed 4..4"]);
    assert_eq!(figures("أدى الكمين إلى مقتل أربعة فيما لا يزال خمسة آخرون في عداد المفقودين."), ["killed 4..4", "missing 5..5"]);
    assert_eq!(figures("ارتفع عدد النازحين إلى 6ر5 مليون شخص."), ["displaced 5600000..5600000"]);
}

#[test]
fn whose_lives_were_lost_is_not_missing() {
    assert_eq!(figures("قالت الهيئة إن 15 طفلا و6 سيدات فقدوا حياتهم."), ["killed 15..15 children", "killed 6..6 women"]);
    assert_eq!(figures("تم إنقاذ 177 شخصا ويعيش 663 آخرون حاليا في مخيمات."), ["evacuated 177..177", "sheltered 663..663"]);
    assert_eq!(figures("وأنقذ الحرس 445 شخصا، و22 شخصا تم إنقاذهم ليلا."), ["evacuated 445..445", "evacuated 22..22"]);
}

#[test]
fn whose_lives_were_lost_in_the_next_paragraph() {
    assert_eq!(
        figures("مقتل 13 عاملا وفقد 6 آخرين في انهيار المنجم\n\nلقي 13 عاملا مصرعهم في انهيار المنجم."),
        ["killed 13..13", "missing 6..6", "killed 13..13"]
    );
}

#[test]
fn lists_by_place() {
    assert_eq!(
        figures("اعتقل من رام الله 37 مواطنا، و35 من نابلس، و34 من محافظة طولكرم."),
        ["detained 37..37", "detained 35..35", "detained 34..34"]
    );
}

#[test]
fn what_befell_both_is_neither() {
    assert_eq!(figures("مصرع وإصابة 8 أشخاص في انقلاب حافلة."), ["people 8..8"]);
    assert_eq!(figures("مقتل وإصابة 8 في انقلاب حافلة."), [""; 0]);
}

#[test]
fn members_of_a_corps_or_of_an_actor() {
    assert_eq!(figures("قتل عنصران من الشرطة."), ["killed 2..2 police"]);
    assert_eq!(figures("مقتل 34 عنصرا من حزب الله و17 من قوات الجيش."), ["killed 34..34 hezbollah", "killed 17..17 soldiers"]);
    assert_eq!(figures("مقتل ثمانية حوثيين في مأرب."), ["killed 8..8 houthis"]);
    assert_eq!(figures("قتل 40 مواطنا مدنيا في القصف."), ["killed 40..40 civilians"]);
}

#[test]
fn one_without_a_number() {
    // With a number or a bound it is counted.
    assert_eq!(figures("أسفر الحادث عن مقتل شخص واحد في البلدة."), ["killed 1..1"]);
    assert_eq!(figures("أسفر الحادث عن مقتل شخص على الأقل في البلدة."), ["killed 1.."]);
    assert_eq!(figures("مقتل أربعة مدنيين وجندي في القصف."), ["killed 4..4 civilians", "killed 1..1 soldiers"]);
    assert_eq!(figures("أعلنت الشرطة أن متطرفا قتل وأصيب ثلاثة رجال في المداهمة."), ["killed 1..1 fighters", "wounded 3..3"]);
    // Who died, and no count.
    assert_eq!(figures("أعلنت الشرطة أن متطرفا قتل في المداهمة."), [] as [&str; 0]);
    assert_eq!(figures("مقتل جندي في القصف."), [] as [&str; 0]);
    assert_eq!(figures("استشهاد أحد جنودها في الكمين."), ["killed 1..1 soldiers"]);
    assert_eq!(figures("نشر 13 جنديا وشرطيا في الحي."), ["people 13..13 soldiers"]);
    assert_eq!(figures("توفي عامل وأصيب آخران في الورشة."), ["killed 1..1", "wounded 2..2"]);
    assert_eq!(figures("اعتقال امرأتين عضوين في الخلية."), ["detained 2..2 women"]);
    assert_eq!(figures("لقي 17 جنديا و36 حارسا حتفهم في المعسكر."), ["killed 17..17 soldiers", "killed 36..36"]);
    assert_eq!(figures("قتل زعيم طالبان في غارة."), [""; 0]);
    // Who kills is no victim.
    assert_eq!(figures("قتل رجل زوجته في منزلهما."), [""; 0]);
    assert_eq!(figures("أفاد عمال إنقاذ وطبيب بوصولهم."), [""; 0]);
}

#[test]
fn parts() {
    let parts = |text: &str| -> Vec<(String, String)> {
        let claims = claims(text);
        let exact = |id: &str| claims.iter().find(|c| c.id == id).map_or(String::new(), |c| c.exact.clone());
        let part = |c: &Claim| match &c.kind {
            ClaimKind::Figure(Figure { part_of: Some(whole), .. }) => Some((c.exact.clone(), exact(whole))),
            _ => None,
        };
        claims.iter().filter_map(part).collect()
    };
    let pair = |part: &str, whole: &str| (part.to_owned(), whole.to_owned());
    assert_eq!(parts("قتل 13 جنديا، ثلاثة منهم في كمين."), [pair("ثلاثة", "قتل 13 جنديا")]);
    assert_eq!(parts("أسفر الزلزال عن 2421 جريحا، بينهم 1404 حالاتهم خطرة."), [pair("1404", "2421 جريحا")]);
    assert_eq!(parts("مقتل 40 شخصا، هم 10 أطفال و5 نساء."), [pair("10 أطفال", "مقتل 40 شخصا"), pair("5 نساء", "مقتل 40 شخصا")]);
    // A part is no greater than its whole, and tens of the dead are no part of those told before.
    assert_eq!(parts("مقتل 12 شخصا. سقوط العشرات من القتلى في البلدة."), []);
}

#[test]
fn what_is_no_count() {
    assert_eq!(figures("تبلغ فرصة الإصابة واحدا لكل 12 رجلا."), [""; 0]);
    assert_eq!(figures("عثر على امرأة 56 عاما في الغابة."), [""; 0]);
    assert_eq!(figures("الأطفال أعمارهم 3 و5 و9 و14 سنة."), [""; 0]);
    assert_eq!(figures("شارك في منتخب دون 20 عاما."), [""; 0]);
    assert_eq!(figures("يصل وزنها إلى 120 كيلو غراما."), [""; 0]);
    assert_eq!(figures("أصابت خمس وحدات من المبنى."), [""; 0]);
    assert_eq!(figures("سقطت سيارة في النهر وبها شخصان نجوا."), [""; 0]);
    assert_eq!(figures("شملت الدراسة 102 ألف مصاب بسرطان الرئة."), ["people 102000..102000"]);
    assert_eq!(figures("توفي تسعة من أسرة واحدة."), ["killed 9..9"]);
}

#[test]
fn whom_a_vehicle_carries() {
    assert_eq!(figures("غرق قارب يقل 600 مهاجر قبالة السواحل."), ["people 600..600"]);
    assert_eq!(figures("غرق مركب بحمولة 90 مهاجرا."), ["people 90..90"]);
    assert_eq!(figures("مقتل 12 شخصا في سقوط مروحية كانت تقل 14 شخصا."), ["killed 12..12", "people 14..14"]);
    assert_eq!(figures("قتلت قذيفة تحمل متفجرات 3 أشخاص."), ["killed 3..3"]);
    assert_eq!(figures("غرق 600 مهاجر قبالة السواحل."), ["killed 600..600"]);
}

#[test]
fn tolls_without_the_dead() {
    assert_eq!(figures("قتل عشرات في الفيضانات. وارتفعت حصيلة الفيضانات إلى 442."), ["killed 20..99", "killed 442..442"]);
    assert_eq!(figures("ارتفع عدد القتلى. وبلغت حصيلة الفيضانات 442 شخصا."), ["killed 442..442"]);
    assert_eq!(figures("ارتفعت حصيلة الفيضانات إلى 442 شخصا."), ["people 442..442"]);
    assert_eq!(figures("ارتفعت حصيلة الفيضانات إلى 442."), [""; 0]);
    assert_eq!(figures("قتل خمسة عمال. وبلغ العدد الإجمالي للمباني المنهارة 43."), ["killed 5..5"]);
}

#[test]
fn whom_centres_shelter() {
    assert_eq!(figures("يقيم 300 شخص في مراكز إجلاء."), ["sheltered 300..300"]);
    assert_eq!(figures("فتحت البلدية مراكز إيواء تضم 300 شخص."), ["sheltered 300..300"]);
    assert_eq!(figures("احتمى نحو 10 آلاف شخص في مراكز إجلاء."), ["sheltered 10000..10000"]);
    assert_eq!(figures("منحت السلطات حق اللجوء لـ300 شخص."), ["people 300..300"]);
}

#[test]
fn who_is_still_missing() {
    assert_eq!(figures("400 شخص ما زالوا مفقودين في الجبل."), ["missing 400..400"]);
    assert_eq!(figures("لا يزال 400 شخص مفقودين في الجبل."), ["missing 400..400"]);
    assert_eq!(figures("400 شخص ما زالوا في عداد المفقودين."), ["missing 400..400"]);
    assert_eq!(figures("قتل 12 شخصا و103 \"مفقودون\" بعد الانهيار."), ["killed 12..12", "missing 103..103"]);
}

#[test]
fn what_is_no_window() {
    assert_eq!(windows("قتل 30 شخصا في أسوأ كارثة منذ 50 عاما."), [""; 0]);
    assert_eq!(windows("ارتفاع منسوب المياه وإجلاء 300 شخص."), [""; 0]);
    assert_eq!(windows("قتل 3000 شخص في السودان منذ خمس سنوات."), ["cumulative - - 43800 «منذ خمس سنوات»"]);
    assert_eq!(windows("مقتل أكثر من 300 شخص منذ بدء الحرب."), ["cumulative - operation - «منذ بدء الحرب»"]);
}

#[test]
fn what_stands_between_count_and_verb() {
    assert_eq!(figures("لقي جنديان، على الأقل، مصرعهما في الكمين."), ["killed 2.. soldiers"]);
    assert_eq!(figures("توفي ثلاثة غرقا في السد."), ["killed 3..3"]);
    assert_eq!(figures("فر السكان ويزيد عددهم على 7 آلاف شخص."), ["displaced 7001.."]);
}

#[test]
fn members_of_whom_a_pronoun_names() {
    assert_eq!(figures("أعلن الجيش مقتل أحد عناصره في كمين."), ["killed 1..1 soldiers"]);
    assert_eq!(figures("أعلنت الشرطة مقتل ثلاثة من عناصرها."), ["killed 3..3 police"]);
    assert_eq!(figures("قال الجيش إن حزب الله أعلن مقتل أحد عناصره."), ["killed 1..1 fighters"]);
    assert_eq!(figures("مقتل أربعة أشخاص عسكريين في كمين."), ["killed 4..4 soldiers"]);
}

#[test]
fn plurals_before_whose_they_are() {
    assert_eq!(figures("وقالت الهيئة إن 76 من مواطنينا لقوا حتفهم."), ["killed 76..76"]);
    assert_eq!(figures("وجاء في البيان «قتل ثلاثة من عسكريينا في الكمين»."), ["killed 3..3 soldiers"]);
    assert_eq!(figures("قتل الأب وأصيب ثلاثة من أبنائه."), ["wounded 3..3"]);
    assert_eq!(figures("فيما لقي 4 من زملائنا مصرعهم."), ["killed 4..4"]);
}

#[test]
fn bodies_that_were_found() {
    assert_eq!(figures("عثر على جثامين 40 شخصا في مقبرة جماعية."), ["killed 40..40"]);
    assert_eq!(figures("أنقذ الصيادون 14 راكبا وأخرجوا جثث 17 آخرين."), ["evacuated 14..14", "killed 17..17"]);
}

#[test]
fn where_an_actor_is_from_is_not_where_a_count_holds() {
    let text = "تقاتل الناس في الخرطوم. وقال المتحدث باسم الشرطة في عطبرة إن سبعة أشخاص قتلوا. وفي الخرطوم هدوء.";
    let places: Vec<Option<String>> = claims(text)
        .into_iter()
        .filter_map(|c| match c.kind {
            ClaimKind::Figure(f) => Some(f.place),
            _ => None,
        })
        .collect();
    assert_eq!(places, [Some("khartoum".to_owned())]);
}

#[test]
fn numbers_in_marks() {
    assert_eq!(figures("مقتل (26) شخصا وإصابة (16) آخرين في الانفجار."), ["killed 26..26", "wounded 16..16"]);
    assert_eq!(figures("أصيب أكثر من (160) جريحا في المصنع."), ["wounded 161.."]);
    assert_eq!(figures("استشهاد (5) من رجال الأمن وأصيب (148)."), ["killed 5..5 police", "wounded 148..148"]);
    assert_eq!(figures("توفي سالم (30 عاما) في المشفى."), [""; 0]);
}

#[test]
fn some_of_whom_no_noun_is_known() {
    assert_eq!(figures("مقتل سبعة من حراس القصر في المداهمة."), ["killed 7..7"]);
    assert_eq!(figures("القبض على تسعة من منظمي السباق."), ["detained 9..9"]);
    assert_eq!(figures("مقتل اثنين على الأقل من أعيان القرية."), ["killed 2.."]);
    assert_eq!(figures("إصابة ثلاثة من السيارات في الميناء."), [""; 0]);
    assert_eq!(figures("توقيف قائد المركب وثلاثة من مساعديه."), ["detained 3..3"]);
}

#[test]
fn what_stands_between_a_verb_and_its_bare_count() {
    assert_eq!(figures("وقتل أمس ستة على الأقل، في هجوم على السوق."), ["killed 6.."]);
    assert_eq!(figures("دارت معارك قتل فيها العشرات، وتوقفت ليلا."), ["killed 20..99"]);
    assert_eq!(figures("بلغ عدد المرضى 1054 شخصا، توفي منهم 465 وشفي الباقون."), ["people 1054..1054", "killed 465..465"]);
    assert_eq!(figures("قالت إن جنديين قتلا وأصيب عشرة بجروح."), ["killed 2..2 soldiers", "wounded 10..10 soldiers"]);
    assert_eq!(figures("قتل في الحادث، وفي موسم 2011 فاز الفريق."), [""; 0]);
}

#[test]
fn two_behind_an_adjective() {
    assert_eq!(figures("مقتل عسكريين بلغاريين اثنين في الكمين."), ["killed 2..2 soldiers"]);
    assert_eq!(figures("إصابة عسكريين اثنين في الكمين."), ["wounded 2..2 soldiers"]);
    assert_eq!(figures("مقتل ضابطي شرطة في الكمين."), ["killed 2..2 police"]);
    assert_eq!(figures("تضم اللجنة وزراء ومسؤولين أمنيين."), [""; 0]);
}

#[test]
fn both_together() {
    assert_eq!(figures("سقط نحو 80 بين قتيل وجريح."), ["people 80..80"]);
    assert_eq!(figures("أصيب 120 ما بين رجال أمن ومواطنين."), ["wounded 120..120"]);
}

#[test]
fn clauses_part_a_word_from_a_count() {
    assert_eq!(figures("قتل شخصان بعدما فجر انتحاريان نفسيهما في المحطة."), ["killed 2..2"]);
    assert_eq!(figures("مثل عشرات الضحايا، بالإضافة إلى عشرات الشبان."), ["killed 20..99", "people 20..99"]);
    assert_eq!(figures("قال إن 25 عاملا و10 من الحراس سقطوا قتلى."), ["killed 25..25", "killed 10..10"]);
}

#[test]
fn what_may_be_and_what_was() {
    let modalities = |text: &str| -> Vec<isnad_model::Modality> {
        let claims = claims(text).into_iter();
        claims.filter_map(|c| matches!(c.kind, ClaimKind::Figure(_)).then_some(c.modality)).collect()
    };
    use isnad_model::Modality::{Asserted, Planned, Possible};
    assert_eq!(modalities("كانت الشرطة قد أعلنت إنقاذ ستة أشخاص."), [Asserted]);
    assert_eq!(modalities("حذرت الهيئة من انهيار قد يقتل 300 شخص."), [Possible]);
    assert_eq!(modalities("سيطرت القوات على المقر واعتقلت 15 عاملا."), [Asserted]);
    assert_eq!(modalities("ستجلي الفرق غدا 300 شخص."), [Planned]);
}

#[test]
fn bounds_that_stand_apart() {
    assert_eq!(figures("تجاوز عدد القتلى 300 شخص في الزلزال."), ["killed 301.."]);
    assert_eq!(figures("تجاوزت الحرارة حدها وبلغ عدد القتلى 300 شخص."), ["killed 300..300"]);
    assert_eq!(figures("لقي ثلاثة جنود، على الأقل، مصرعهم في كمين."), ["killed 3.. soldiers"]);
    assert_eq!(figures("قال إن 32 شخصا قتلوا وأكثر من 200 جرحوا."), ["killed 32..32", "wounded 201.."]);
}

#[test]
fn who_the_dead_are() {
    assert_eq!(figures("القتلى هم خمسة رجال وثلاث نساء."), ["killed 5..5", "killed 3..3 women"]);
    assert_eq!(
        figures("غرق 17 شخصا، بينهم 5 أطفال، إثر انقلاب عبارة تقل 200 راكب."),
        ["killed 17..17", "killed 5..5 children", "people 200..200"]
    );
    assert_eq!(
        figures("قتل 60 مدنيا، هم 20 طفلا دون سن الـ18، و10 نساء فوق سن السبعين و30 رجلا."),
        ["killed 60..60 civilians", "killed 20..20 children", "killed 10..10 women", "killed 30..30 civilians"]
    );
    assert_eq!(figures("احتمى 300 شخص في المدرسة."), ["sheltered 300..300"]);
}

#[test]
fn two_of_a_people() {
    assert_eq!(figures("استشهد فلسطينيان برصاص الجيش وأصيب أربعة آخرون."), ["killed 2..2", "wounded 4..4"]);
    assert_eq!(figures("قتل جنديان تركيان في الكمين."), ["killed 2..2 soldiers"]);
    assert_eq!(figures("وصل وزيران سوريان إلى المدينة."), [""; 0]);
}

#[test]
fn all_that_there_were() {
    assert_eq!(figures("أنقذت الفرق 163 شخصا من أصل نحو 450 مهاجرا."), ["evacuated 163..163", "people 450..450"]);
    assert_eq!(figures("قال إن 9 آلاف شخص أصبحوا بلا مأوى."), ["displaced 9000..9000"]);
}

#[test]
fn cases_of_one() {
    assert_eq!(figures("نتج عن الحادث سبع إصابات وحالة وفاة."), ["wounded 7..7", "killed 1..1"]);
    assert_eq!(figures("سجلت وفاة واحدة وثلاث إصابات."), ["killed 1..1", "wounded 3..3"]);
    assert_eq!(figures("لم تسقط ضحية واحدة في الغارات."), [""; 0]);
    assert_eq!(figures("وأثنى الوزير على العمال."), [""; 0]);
    assert_eq!(figures("وقع الوزير 45 عقدا لشق الطرق."), [""; 0]);
    assert_eq!(figures("قتل صياد الأسد. وزاد عدد موقعي العريضة على مئة ألف شخص."), ["people 100000..100000"]);
}

#[test]
fn what_another_clause_says() {
    assert_eq!(figures("نتج عن الحادث وفاة شابين وتعرض ثالث لإصابات خطرة."), ["killed 2..2"]);
    assert_eq!(figures("أسفر الحريق عن مقتل نحو 90 شخصا كان كثير منهم قد لجأوا إلى المحطة."), ["killed 90..90"]);
    assert_eq!(figures("مسلحون اغتالوا ثلاثة من أفراد الشرطة."), ["killed 3..3 police"]);
    assert_eq!(figures("أسفر الحادث عن وفاة طفلة وإصابة 8 أفراد من أسرتها."), ["killed 1..1 children", "wounded 8..8"]);
    assert_eq!(figures("فقد وقع حادث دهس لأربعة أشخاص في الطريق."), ["people 4..4"]);
    assert_eq!(figures("ارتفع عدد موقوفي الحملة إلى 590 شخصا."), ["detained 590..590"]);
    assert_eq!(figures("قتل ما لا يقل عن شخصين في تفجير."), ["killed 2.."]);
}

#[test]
fn what_befell_others_is_not_said_of_those_counted() {
    // Another clause.
    assert_eq!(figures("قتل 38 سائحا في القرية؛ إذ أدى الهجوم إلى مغادرة آلاف السائحين الجزيرة."), ["killed 38..38", "people 2000..9999"]);
    assert_eq!(figures("ضبط خمسة أشخاص؛ مواطنان وثلاثة مقيمين."), ["detained 5..5", "detained 2..2", "detained 3..3"]);
    // A name that is written like a verb.
    assert_eq!(figures("ارتفع عدد عملاء «أودي» إلى 900 ألف عميل."), ["people 900000..900000"]);
    assert_eq!(figures("أودى الزلزال بأكثر من 20 شخصا."), ["killed 21.."]);
    // Those left behind, and what is said of other things as well.
    assert_eq!(figures("توفي السلطان مخلفا أربعة أبناء وبنتين."), ["people 4..4", "people 2..2"]);
    assert_eq!(figures("خلفت المعارك آلاف اللاجئين."), ["displaced 2000..9999"]);
    assert_eq!(figures("انفجر اللغم مخلفا أربعة قتلى."), ["killed 4..4"]);
    // Who kills is not who is killed.
    assert_eq!(figures("يقتل أحد الأبناء والده."), Vec::<String>::new());
    assert_eq!(figures("بعدما قتل انتحاري، يشتبه بأنه من التنظيم، 32 شخصا."), ["killed 32..32"]);
    // What others did or met with.
    assert_eq!(figures("قتل 20 شخصا واحتاج 400 شخص إلى المساعدة."), ["killed 20..20", "people 400..400"]);
    assert_eq!(figures("أعلنت الهيئة أن حصيلة السيول بلغت 12 قتيلا و30 ألف متضرر."), ["killed 12..12", "people 30000..30000"]);
    assert_eq!(figures("اعتقال ومحاكمة 20 شخصا."), ["detained 20..20"]);
    assert_eq!(
        figures("قتل 10 أشخاص فيما أصيب 60 آخرون ولا يزال خمسة في عداد المفقودين."),
        ["killed 10..10", "wounded 60..60", "missing 5..5"]
    );
}

#[test]
fn dead_and_wounded_together() {
    assert_eq!(figures("سقط في الهجوم أكثر من 250 شخصا بين قتيل وجريح."), ["people 251.."]);
    assert_eq!(figures("سقط سبعة حوثيين ما بين قتيل وجريح."), ["people 7..7 houthis"]);
}

#[test]
fn met_their_end_behind_a_comma() {
    assert_eq!(figures("لقي عشرات من عناصر داعش، مصرعهم في غارة."), ["killed 20..99 islamic-state"]);
}

#[test]
fn a_definite_singular_is_not_counted() {
    assert_eq!(figures("ارتفع المؤشر كاك 40 الفرنسي."), Vec::<String>::new());
    assert_eq!(figures("وصل 40 فرنسيا إلى المدينة."), ["people 40..40"]);
}

#[test]
fn what_closes_a_number_without_a_noun() {
    for behind in ["بحسب الشرطة", "وفقا للشرطة", "شرق البلدة", "قرب البلدة", "لا يزالون في المستشفى", "نقلوا إلى المستشفى"]
    {
        assert_eq!(figures(&format!("أسفر الانفجار عن مقتل 12 وإصابة 30 {behind}.")), ["killed 12..12", "wounded 30..30"], "{behind}");
    }
    assert_eq!(figures("هذا الإرث خلفه ثلاثة من أعلام النحو."), Vec::<String>::new());
}

#[test]
fn bounds_that_are_denied() {
    assert_eq!(figures("لم يتجاوز عدد القتلى 300 شخص."), ["killed ..300"]);
    assert_eq!(figures("عدد المشاركين لا يفوق 50 شخصا."), ["people ..50"]);
    assert_eq!(figures("عدد القتلى لم يقل عن 50 شخصا."), ["killed 50.."]);
    assert_eq!(figures("لا يقل عدد المصابين عن 300 شخص."), ["wounded 300.."]);
    assert_eq!(figures("لا يزيد عدد المصابين على 300."), ["wounded ..300"]);
    assert_eq!(figures("تجاوز عدد القتلى 300 شخص."), ["killed 301.."]);
}

#[test]
fn one_more_than_those_counted() {
    assert_eq!(figures("مقتل جنديين وإصابة ثالث."), ["killed 2..2 soldiers", "wounded 1..1 soldiers"]);
    assert_eq!(figures("مقتل ثلاثة جنود وإصابة ثالث."), ["killed 3..3 soldiers"]);
    assert_eq!(figures("مقتل ثلاثة مسلحين والقبض على آخر."), ["killed 3..3 fighters", "detained 1..1 fighters"]);
}

#[test]
fn verbs_of_titles() {
    assert_eq!(figures("انفجار يقتل 5 ويجرح 7."), ["killed 5..5", "wounded 7..7"]);
    assert_eq!(figures("الشرطة تقبض على 7 لصوص."), ["detained 7..7"]);
    assert_eq!(figures("فيضانات تودي بـ12 شخصا في المدينة."), ["killed 12..12"]);
}

#[test]
fn tolls_behind_the_counted() {
    assert_eq!(figures("80 شخصا حصيلة القتلى في الزلزال."), ["killed 80..80"]);
    assert_eq!(figures("12 شخصا بينهم 4 أطفال حصيلة ضحايا الحريق."), ["killed 12..12", "killed 4..4 children"]);
    assert_eq!(figures("وقال إن 200 مسلح ينتمون إلى ما يسمى بكتائب النهر لقوا مصرعهم."), ["killed 200..200 fighters"]);
}

#[test]
fn of_two_parties_together() {
    assert_eq!(figures("مقتل 30 من عناصر تنظيم داعش وجبهة النصرة."), ["killed 30..30"]);
    assert_eq!(figures("مقتل 30 من عناصر تنظيم داعش."), ["killed 30..30 islamic-state"]);
    assert_eq!(figures("سقوط عشرات القتلى والجرحى في صفوف الحوثيين."), ["people 20..99 houthis"]);
    assert_eq!(figures("وقال إن أربعة قتلى سقطوا في صفوف الجيش."), ["killed 4..4 soldiers"]);
}

#[test]
fn lengths_that_are_none() {
    assert_eq!(figures("سجل هدفين في الدقيقتين 10 و12."), Vec::<String>::new());
    assert_eq!(figures("لا تباع السجائر لمن هم أقل من 18 سنة."), Vec::<String>::new());
    assert_eq!(figures("امتدت البقعة لمساحة 75 ألف كلم."), Vec::<String>::new());
}

#[test]
fn who_seeks_refuge_is_displaced_where_no_shelter_is_named() {
    assert_eq!(figures("ولجأ 3000 شخص إلى دول الجوار."), ["displaced 3000..3000"]);
    assert_eq!(figures("ولجأ 300 شخص إلى مدارس القرية."), ["sheltered 300..300"]);
    assert_eq!(figures("واستقبل المتحف 3000 زائر."), ["people 3000..3000"]);
    assert_eq!(figures("واستقبلت مراكز الإيواء 3000 شخص."), ["sheltered 3000..3000"]);
}

#[test]
fn violations_by_how_often() {
    assert_eq!(figures("خرق الجيش الهدنة 300 مرة."), ["violations 300..300"]);
    assert_eq!(figures("انتهكت القوات الاتفاق أكثر من 3200 مرة."), ["violations 3201.."]);
    assert_eq!(figures("سجلت البعثة 40 حالة خرق للهدنة."), ["violations 40..40"]);
    assert_eq!(figures("زار الوزير المدينة 300 مرة بعد الهدنة."), Vec::<String>::new());
}

#[test]
fn either_of_two_measures_is_neither() {
    assert_eq!(figures("قتل أو أصيب 30 جنديا في الهجوم."), ["people 30..30 soldiers"]);
    assert_eq!(figures("لقي 50 مهاجرا حتفهم أو فقدوا في البحر."), ["people 50..50"]);
    assert_eq!(figures("لقي 50 مهاجرا حتفهم في البحر."), ["killed 50..50"]);
}

#[test]
fn what_befell_them_behind_a_clause_of_theirs() {
    assert_eq!(figures("وقال إن ستة من العمال الذين كانوا في المبنى لقوا حتفهم."), ["killed 6..6"]);
    assert_eq!(figures("ما لا يقل عن 80 مهاجرا فقد أثرهم في البحر."), ["missing 80.."]);
    assert_eq!(figures("أعيدت جثث 25 رهينة إلى ذويهم."), ["killed 25..25"]);
    assert_eq!(figures("أفرج عن 25 رهينة."), ["detained 25..25"]);
}

#[test]
fn tolls_of_a_group() {
    assert_eq!(figures("بلغ عدد الضحايا المدنيين 149."), ["killed 149..149 civilians"]);
    assert_eq!(figures("عدد القتلى المدنيين بلغ 149."), ["killed 149..149 civilians"]);
    assert_eq!(figures("وبلغ عدد القتلى 20 والمصابين 30."), ["killed 20..20", "wounded 30..30"]);
    assert_eq!(figures("إن الوفيات قد تتراوح بين 16 و19 ألفا."), ["killed 16000..19000"]);
    assert_eq!(figures("القتلى تجاوزوا 8500 شخص."), ["killed 8501.."]);
    assert_eq!(figures("تراوحت أعمارهم بين 16 و19 عاما."), Vec::<String>::new());
}

#[test]
fn one_of_a_number_or_the_next() {
    assert_eq!(figures("وأصيب 44 أو 50 شخصا."), ["wounded 44..50"]);
    assert_eq!(figures("بعد 3 أو 4 سنوات من القتال."), ["duration 3..4"]);
    assert_eq!(figures("قتل 3 جنود أو 200 مدني."), ["killed 3..3 soldiers", "killed 200..200 civilians"]);
}

#[test]
fn all_of_whom_some_are_counted() {
    assert_eq!(figures("قتل 123 شخصا من مجموع 212 كانوا على متنها."), ["killed 123..123", "people 212..212"]);
    assert_eq!(figures("اعتقلت الشرطة سبعة من كبار القادة."), ["detained 7..7"]);
}

#[test]
fn two_by_the_noun_before() {
    assert_eq!(figures("عثرت الشرطة على جثتي امرأتين في المنزل."), ["killed 2..2 women"]);
}

#[test]
fn persons_of_a_rank() {
    assert_eq!(figures("مقتل عقيد وإصابة 3 جنود."), ["killed 1..1 soldiers", "wounded 3..3 soldiers"]);
    assert_eq!(figures("استشهاد رجل أمن وإصابة 3 آخرين."), ["killed 1..1 police", "wounded 3..3"]);
    assert_eq!(figures("قال العميد سالم حداد إن 30 جنديا قتلوا."), ["killed 30..30 soldiers"]);
    assert_eq!(figures("قال الجيش إن جنديا فقد ساقه، في حين أصيب 3 جنود."), ["wounded 3..3 soldiers"]);
}

#[test]
fn words_for_fighters_count_fighters() {
    assert_eq!(figures("مقتل 12 من الميليشيات."), ["killed 12..12 fighters"]);
    assert_eq!(figures("مقتل 12 من المرتزقة."), ["killed 12..12 fighters"]);
    assert_eq!(figures("مقتل 12 إسلاميا متشددا."), ["killed 12..12 fighters"]);
    assert_eq!(figures("مقتل 12 من طالبان."), ["killed 12..12 taliban"]);
    assert_eq!(figures("توقيف 15 شخصا ينتمون إلى حركة طالبان."), ["detained 15..15 taliban"]);
    assert_eq!(figures("مقتل طالبين وإصابة 12 من الطلاب."), ["killed 2..2", "wounded 12..12"]);
}

#[test]
fn some_are_what_all_of_them_are() {
    assert_eq!(figures("مقتل 7 مسلحين، بينهم 3 قياديين."), ["killed 7..7 fighters", "killed 3..3 fighters"]);
    assert_eq!(figures("مقتل 7 مدنيين، بينهم 3 أطفال."), ["killed 7..7 civilians", "killed 3..3 children"]);
}

#[test]
fn what_befell_them_behind_a_bound_and_an_aside() {
    assert_eq!(figures("وقال إن 14 شخصا على الأقل، بينهم خمسة أطفال، قتلوا."), ["killed 14..", "killed 5..5 children"]);
    assert_eq!(figures("ونجا 18 عاملا بينما قتل 12 وما زال أربعة محاصرين."), ["people 18..18", "killed 12..12", "people 4..4"]);
    assert_eq!(figures("وسلمت رفات أربعة رهائن."), ["killed 4..4"]);
    assert_eq!(figures("وأصيب ثلاثة من قوات اليونيفيل."), ["wounded 3..3 peacekeepers"]);
}

#[test]
fn whoever_speaks_is_not_counted() {
    assert_eq!(figures("وقال ثلاثة مسؤولين إن 12 شخصا قتلوا."), ["killed 12..12"]);
    assert_eq!(figures("واجتمع ثلاثة مسؤولين في المدينة."), ["people 3..3"]);
}

#[test]
fn among_whom_they_are() {
    assert_eq!(figures("وقال إن 5 مسعفين بين القتلى."), ["killed 5..5"]);
    assert_eq!(figures("وأكد أن ثلاثة أطفال من بين الجرحى."), ["wounded 3..3 children"]);
    assert_eq!(figures("سقط 12 شخصا بين قتيل وجريح."), ["people 12..12"]);
}

#[test]
fn from_where_they_fled_and_whom_a_body_mourns() {
    assert_eq!(figures("ونزح نحو 40 ألفا من مخيمات الوادي."), ["displaced 40000..40000"]);
    assert_eq!(figures("ونعت وزارة الداخلية 30 شرطيا."), ["killed 30..30 police"]);
}

#[test]
fn among_the_dead_behind_a_mark() {
    let text = "وأوضحت الهيئة أن بين القتلى، (102) رجل و51 امرأة و(138) طفلا.";
    assert_eq!(figures(text), ["killed 102..102", "killed 51..51 women", "killed 138..138 children"]);
}

#[test]
fn a_toll_of_each_province() {
    let text = "بلغ عدد الوفيات 1452 بإقليم الوادي، و764 بإقليم الجسر، و202 بولاية النهر.";
    assert_eq!(figures(text), ["killed 1452..1452", "killed 764..764", "killed 202..202"]);
    assert_eq!(figures("عقدت 12 جلسة بإقليم الوادي."), [""; 0]);
}

#[test]
fn a_toll_that_has_reached_a_number_by_some_time() {
    assert_eq!(figures("وأعلنت الوزارة أن عدد القتلى بلغ، حتى مساء السبت، 1305."), ["killed 1305..1305"]);
    assert_eq!(figures("وأكدت أن عدد الوفيات بلغ إلى حدود الساعة السابعة مساء، 1305."), ["killed 1305..1305"]);
    assert_eq!(figures("وصل الوزير مساء السبت، 20 يونيو."), [""; 0]);
}
