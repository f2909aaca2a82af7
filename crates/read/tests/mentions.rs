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
