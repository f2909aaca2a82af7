//! Who and where, in sentences of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

mod article;

/// What a text of one paragraph names, with the ids.
struct Found {
    places: Vec<(String, String)>,
    actors: Vec<(String, String)>,
}

fn read(text: &str) -> Found {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let article = isnad_read::read(article::article(text, Some("2021-06-15")), &lexicon);
    Found {
        places: article.places.into_iter().map(|p| (p.exact, p.id)).collect(),
        actors: article.actors.into_iter().map(|a| (a.exact, a.id)).collect(),
    }
}

fn places(text: &str) -> Vec<(String, String)> {
    read(text).places
}

fn actors(text: &str) -> Vec<(String, String)> {
    read(text).actors
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn a_peoples_adjective_in_the_accusative_is_no_country() {
    assert_eq!(places("شهد المحور هجوماً روسياً واسعاً."), []);
    assert_eq!(places("أنقذ الخفر 12 سوريا من الغرق."), []);
    assert_eq!(places("أقاموا في سوريا عامين."), pairs(&[("سوريا", "syria")]));
}

#[test]
fn a_land_or_capital_by_its_peoples_adjective() {
    assert_eq!(places("عبرت القافلة إلى الأراضي التركية ليلا."), pairs(&[("الأراضي التركية", "turkey")]));
    assert_eq!(places("انفجار يهز العاصمة الصومالية."), pairs(&[("العاصمة الصومالية", "mogadishu")]));
}

#[test]
fn places_stand_within_an_actors_words() {
    let found = read("دعا المتمردون في عدن إلى الحوار.");
    assert_eq!(found.actors, pairs(&[("المتمردون في عدن", "aden-rebels")]));
    assert_eq!(found.places, pairs(&[("عدن", "aden")]));
}

#[test]
fn journeys_lead_to_places() {
    assert_eq!(places("أنهى الموفد زيارة لبغداد أمس."), pairs(&[("بغداد", "baghdad")]));
    assert_eq!(actors("قدم الموفد لبغداد اعتذارا."), pairs(&[("بغداد", "iraq")]));
}

#[test]
fn a_town_behind_a_word_for_town_is_known_where_its_country_is_not_named() {
    assert_eq!(places("وصل الفريق إلى مدينة بريدة مساء."), pairs(&[("مدينة بريدة", "buraidah")]));
}

#[test]
fn names_after_a_child_keep_their_people() {
    assert_eq!(
        actors("قتل في الغارة أبو عمر الكردي وأبو قتادة التونسي."),
        pairs(&[("أبو عمر الكردي", "abu-omar-al-kardi"), ("أبو قتادة التونسي", "abu-qatada-al-tunsi")])
    );
}

#[test]
fn a_name_is_told_from_the_particle_that_folds_alike() {
    assert_eq!(
        actors("قال المتحدث باسم لجنة الصلح علي الأحمدي إن الطريق مفتوح على مدار الساعة."),
        pairs(&[("المتحدث باسم لجنة الصلح علي الأحمدي", "ali-al-ahmadi")])
    );
}

#[test]
fn parties_by_who_leads_them() {
    assert_eq!(
        actors("نال حزب نهوض بزعامة سالم الراوي سبعة مقاعد."),
        pairs(&[("حزب نهوض", "hazeb-nahud"), ("سالم الراوي", "salem-al-rawi")])
    );
}

#[test]
fn titles_that_follow_a_name_are_its_holders() {
    assert_eq!(
        actors("التقى الأمير سالم بن فهد ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية وفدا."),
        pairs(&[("الأمير سالم بن فهد ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية", "salem-bin-fahd")])
    );
}

#[test]
fn a_headlines_surname_is_of_whom_the_page_introduces() {
    let found = actors("الكرمي والورفلي يتفقان\n\nالتقى الوزير نادر الكرمي نظيره سالم الورفلي في جنيف.");
    assert_eq!(found[0], ("الكرمي".to_owned(), "nader-al-karmi".to_owned()));
    assert_eq!(found[1], ("الورفلي".to_owned(), "salem-al-warfali".to_owned()));
}

#[test]
fn adjectives_are_no_persons() {
    assert_eq!(actors("أعلن ذلك في مؤتمر صحفي في جنيف."), []);
    assert_eq!(actors("رفض كل إغراءات محمد."), []);
}

#[test]
fn letters_attached_to_a_word_are_no_agency() {
    assert_eq!(actors("أغلق باب الترشيح في لجنتين."), []);
}

#[test]
fn a_small_town_is_not_meant_for_its_countrys_sake() {
    let found = places("قال الرئيس الأميركي إن الولايات المتحدة ستشارك في المحادثات في جنيف.");
    assert!(found.contains(&("جنيف".to_owned(), "geneva".to_owned())), "{found:?}");
}

#[test]
fn whoever_a_carrier_quotes_is_the_same_as_whoever_speaks() {
    assert_eq!(actors("ونقلت وكالة رويترز عن شهود عيان أن الجسر انهار.")[1], ("شهود عيان".to_owned(), "witnesses".to_owned()));
    assert_eq!(actors("ونقلت صحيفة \"الوادي\"، عن مصدر أمني، أن الجسر انهار.")[1].1, "security-sources");
    assert_eq!(actors("كتب الباحث كتابا عن شهود عيان."), []);
}

#[test]
fn names_go_on_with_what_makes_a_name_of_a_word() {
    assert_eq!(actors("قال الوزير رانا ثناء الله إن الطريق مفتوح."), pairs(&[("الوزير رانا ثناء الله", "rana-thana-alla")]));
    assert_eq!(actors("قتل عبد الرحمن أحمد الغامدي في الحادث."), pairs(&[("عبد الرحمن أحمد الغامدي", "abdulrahman-ahmed-al-ghamdi")]));
    assert_eq!(actors("توفي الشيخ سالم الراوي رحمه الله أمس.")[0].0, "الشيخ سالم الراوي");
}

#[test]
fn names_end_before_kin_offices_and_how_it_was() {
    assert_eq!(actors("شوهد الشيخ سالم الراوي ممدداً في سيارته.")[0].0, "الشيخ سالم الراوي");
    assert_eq!(actors("قتل العميد نادر شوكت صهر الحاكم.")[0].0, "العميد نادر شوكت");
    assert_eq!(actors("قال العقيد سالم الشريف أمين عام الحركة إن الطريق مفتوح.")[0].1, "salem-al-sharif");
}

#[test]
fn a_given_name_alone_is_of_whom_the_page_has_introduced() {
    let found = actors("قال الناشط عامر الكرمي إن الحي محاصر، وأكد عامر أن السكان نزحوا.");
    assert_eq!(found[1], ("عامر".to_owned(), found[0].1.clone()));
    let found = actors("استقبل الأمير سالم بن فهد الوفد. وقال الأمير سالم إن الطريق مفتوح.");
    assert_eq!(found.last().map(|a| a.1.as_str()), Some("salem-bin-fahd"));
}

#[test]
fn places_in_lists() {
    let found = places("قصفت القوات في سوريا بلدات الزبدين والبلالية ودير العصافير ليلا.");
    let names: Vec<&str> = found.iter().map(|p| p.0.as_str()).collect();
    assert_eq!(names, ["سوريا", "الزبدين", "البلالية", "دير العصافير"]);
    assert_eq!(places("عادوا من مدن ساحلية وقرى نائية."), []);
}

#[test]
fn quarters_named_by_an_ordinary_word() {
    assert_eq!(places("نزح سكان حي الصفصاف إلى المدارس.")[0].0, "حي الصفصاف");
    assert_eq!(places("احتج سكان حي المسلحين."), []);
}

#[test]
fn a_country_that_is_an_adjective_too() {
    assert_eq!(places("شارك في تحالف تقوده السعودية منذ عام.").first().map(|p| p.1.as_str()), None);
    assert_eq!(actors("أغلقت حدود السعودية أمس."), []);
    assert_eq!(places("أغلقت حدود السعودية أمس."), pairs(&[("السعودية", "saudi-arabia")]));
    assert_eq!(places("قالت الصحف السعودية إن الطريق مفتوح."), []);
}

#[test]
fn letters_before_a_word_for_town_are_none_of_the_places() {
    assert_eq!(places("انفجار بمحافظة أبين اليمنية."), pairs(&[("محافظة أبين", "abyan")]));
}

#[test]
fn bodies_of_towns_and_of_the_state_that_has_an_adjective() {
    assert_eq!(actors("قالت شرطة مصراتة في ليبيا إن الطريق مفتوح.")[0], ("شرطة مصراتة".to_owned(), "misrata-police".to_owned()));
    assert_eq!(actors("أعلن الجيش العربي السوري الهدنة.")[0].1, "syria-armed-forces");
    assert_eq!(actors("قال مجلس الأمن التركي إن الحدود مفتوحة.")[0].1, "turkey-supreme-council-of-security");
    assert_eq!(actors("قال مجلس الأمن إن الحدود مفتوحة.")[0].1, "un-security-council");
    assert_eq!(actors("فاز حزب العدل والعمران بمقاعد المجلس كلها.")[0].0, "حزب العدل والعمران");
}

#[test]
fn bodies_of_a_formal_name_need_not_speak() {
    assert_eq!(actors("زار الوفد مقر الهيئة العامة للسياحة أمس.")[0].0, "الهيئة العامة للسياحة");
    assert_eq!(actors("زار الوفد الشركة المالكة للقناة أمس."), []);
    assert_eq!(actors("حل الفريق في المركز الثاني للمجموعة."), []);
}

#[test]
fn names_of_servants_and_of_sons_belong_to_whom_the_page_names() {
    let found = actors("قال المستشار عيسى عبد المجيد إن الطريق مفتوح، وأكد عبد المجيد أن السد سليم.");
    assert_eq!(found[1].1, found[0].1);
    // No «بن علي» of another country, and no «to me» for whoever is called so.
    let found = actors("حضر الحفل الشيخ صالح بن علي الدعيج.");
    assert!(found.iter().all(|a| a.1 != "zine-el-abidine-ben-ali"), "{found:?}");
    assert_eq!(actors("غنت لي عز في الحفل، فقال لي: أحسنت.").iter().filter(|a| a.0 == "لي").count(), 0);
    assert_eq!(actors("ودعا دي ميستورا إلى هدنة.")[0].1, "staffan-de-mistura");
}

#[test]
fn offices_are_of_the_country_that_a_page_is_about_alone() {
    let found = actors("نزح السكان في العراق. وقال رئيس الوزراء إن الطريق إلى شمال العراق مفتوح، وزار وزير الداخلية المخيم في العراق.");
    assert!(found.iter().any(|a| a.1 == "interior-minister-of-iraq"), "{found:?}");
    let found = actors("بحث الوفدان في مصر والسعودية والأردن ملف الحدود. وحضر وزير الداخلية اللقاء.");
    assert!(found.iter().all(|a| !a.1.starts_with("interior-minister-of-")), "{found:?}");
}

#[test]
fn a_body_is_named_without_what_is_attached_and_without_the_object() {
    assert_eq!(actors("قالت لجنة الإنقاذ إن الطريق مفتوح."), pairs(&[("لجنة الإنقاذ", "lajna-al-anqadh")]));
    assert_eq!(actors("قالت بلدية غزة إن الطريق مفتوح.")[0].0, "بلدية غزة");
    assert_eq!(places("وقع الحادث في بلدية غزة.")[0].1, "gaza");
    assert!(actors("ودعت البلدية المواطنين الغزيين إلى الحذر.").iter().all(|a| !a.0.starts_with("البلدية المواطنين")));
    assert_eq!(actors("قالت الحكومة لبنان إن الطريق مفتوح.")[0].1, "government");
}

#[test]
fn a_deed_in_marks_is_no_name() {
    assert_eq!(actors("وأعلن الحزب «استشهاد» خمسة من عناصره."), actors("وأعلن الحزب استشهاد خمسة من عناصره."));
}

#[test]
fn ali_at_the_end_of_a_name() {
    let ali = pairs(&[("المتحدث باسم الحكومة أسامة علي", "osama-ali")]);
    assert_eq!(actors("قال المتحدث باسم الحكومة أسامة علي إن العدد كبير."), ali);
    assert_eq!(actors("قال المتحدث باسم الحكومة أسامة علي: العدد كبير."), ali);
    // A page that writes «على» so.
    assert_eq!(actors("عثر أسامة سالم علي المفتاح."), pairs(&[("أسامة سالم", "osama-salem")]));
}

#[test]
fn supervisors_are_titled() {
    assert_eq!(
        actors("وقال المشرف على المهرجان عبدالرحمن العنزي إن الأبواب مفتوحة.").last(),
        pairs(&[("المشرف على المهرجان عبدالرحمن العنزي", "abdulrahman-al-anazi")]).last()
    );
}

#[test]
fn a_page_that_writes_to_without_dots_dots_its_names() {
    let text = "حذر أسامة علي من السفر إلى الوادي.";
    assert_eq!(actors(text), pairs(&[("أسامة علي", "osama-ali")]));
}

#[test]
fn a_title_between_names_is_a_name() {
    assert_eq!(actors("قال المراسل أسامة سيد أحمد إن الجسر مغلق."), pairs(&[("المراسل أسامة سيد أحمد", "osama-sayed-ahmed")]));
}

#[test]
fn a_birthplace_is_not_muscat() {
    assert_eq!(places("عاد الرئيس إلى مسقط رأسه."), []);
    assert_eq!(places("وصل الوفد إلى مسقط."), pairs(&[("مسقط", "muscat")]));
}

#[test]
fn counted_villages_have_no_name() {
    assert_eq!(places("تضرر الناس في 5200 قرية تضرروا من السيول."), []);
}
