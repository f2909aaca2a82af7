//! What happened, who did it and to whom, in sentences of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_model::{ClaimKind, EventType, What};

mod article;

struct Told {
    exact: String,
    event_type: EventType,
    what: Option<What>,
    actors: Vec<String>,
    targets: Vec<String>,
}

fn told(text: &str) -> Vec<Told> {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let article = isnad_read::read(article::article(text, Some("2021-06-15")), &lexicon);
    let events = article.claims.into_iter().filter_map(|c| match c.kind {
        ClaimKind::Event(e) => Some(Told {
            exact: c.exact,
            event_type: e.event_type,
            what: e.what,
            actors: e.actors.iter().map(|id| id.as_str().to_owned()).collect(),
            targets: e.targets.iter().map(|id| id.as_str().to_owned()).collect(),
        }),
        _ => None,
    });
    events.collect()
}

fn types(text: &str) -> Vec<EventType> {
    told(text).into_iter().map(|e| e.event_type).collect()
}

#[test]
fn a_verb_a_verbal_noun_and_a_passive_tell_the_same() {
    for text in ["اعتقلت الشرطة ثلاثة مهربين.", "اعتقال ثلاثة مهربين في البلدة.", "اعتُقل ثلاثة مهربين في البلدة."]
    {
        assert_eq!(types(text), [EventType::Coerce], "{text}");
    }
}

#[test]
fn the_dead_of_an_accident_were_attacked_by_nobody() {
    assert_eq!(types("قتل ثلاثة رجال برصاص مسلحين مجهولين."), [EventType::Assault]);
    assert_eq!(types("قتل ثلاثة رجال في حادث سير."), []);
}

#[test]
fn games_and_figures_of_speech_are_no_events() {
    assert_eq!(types("شن الفريق هجوما في المباراة وقصف مرمى خصمه."), []);
    assert_eq!(types("درب الضابط رجاله على حرب العصابات."), []);
}

#[test]
fn a_noun_with_the_article_needs_something_that_ties_it_to_an_event() {
    assert_eq!(types("درس الخبراء أثر العقوبات طويلا."), []);
    assert_eq!(types("وقع الهجوم ظهرا."), [EventType::Assault]);
    assert_eq!(types("ينص الاتفاق على فتح الطرق أمام المساعدات الإنسانية."), [EventType::Aid]);
}

#[test]
fn what_is_done_and_that_it_is_done_are_one_event() {
    let events = told("وقعت بلاد الشمال اتفاقا لوقف إطلاق النار.");
    let agreed: Vec<Option<What>> = events.iter().filter(|e| e.event_type == EventType::Agree).map(|e| e.what).collect();
    assert_eq!(agreed, [Some(What::Ceasefire)]);
}

#[test]
fn who_does_it_and_to_whom() {
    let events = told("قصف الجيش السوري مواقع حزب الله في الجبل.");
    let shelling = events.iter().find(|e| e.event_type == EventType::Assault).expect("the shelling is told");
    assert_eq!(shelling.exact.split_whitespace().next(), Some("قصف"));
    assert_eq!((shelling.actors.clone(), shelling.targets.clone()), (vec!["syria-armed-forces".to_owned()], vec!["hezbollah".to_owned()]));
}

#[test]
fn a_verb_in_the_plural_has_its_subject_before_it() {
    let parties = |text| told(text).into_iter().next().map(|e| (e.actors, e.targets));
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(parties("وقال السكان إن مئة شخص هاجموا قوات الأمن."), Some((ids(&[]), ids(&["security-forces"]))));
    assert_eq!(parties("وقال السكان إن المتمردين قصفوا مواقع الجيش السوري."), Some((ids(&["rebels"]), ids(&["syria-armed-forces"]))));
}

#[test]
fn behind_the_bullets_stand_those_who_shot() {
    let events = told("قتل ثلاثة رجال برصاص مسلحين مجهولين.");
    assert_eq!(events.iter().map(|e| (e.actors.len(), e.targets.len())).collect::<Vec<_>>(), [(1, 0)]);
}

#[test]
fn stressing_something_calls_for_it_only_where_it_must_be() {
    assert_eq!(types("وشدد وزير الري خالد العمري على أن السد جاهز."), []);
    assert_eq!(types("وشدد وزير الري خالد العمري على ضرورة إخلاء الحي."), [EventType::Request]);
}

#[test]
fn what_a_call_is_for_is_told_by_words_that_would_tell_it_by_themselves() {
    let what = |text: &str| told(text).into_iter().map(|e| (e.event_type, e.what)).collect::<Vec<_>>();
    let call = "ودعت وزارة الري الفصائل إلى";
    assert_eq!(what(&format!("{call} وقف إطلاق النار.")), [(EventType::Request, Some(What::Ceasefire))]);
    assert_eq!(what(&format!("{call} التوقف عن رمي النفايات.")), [(EventType::Request, None)]);
}

#[test]
fn what_has_to_stand_right_beside_a_word_tells_nothing_from_afar() {
    assert_eq!(types("أعلن الجيش تعليق الغارات على البلدة."), [EventType::Retreat]);
    assert_eq!(types("توقف تقديم العلاج في المستشفى لجرحى من تلك الغارات."), []);
}

#[test]
fn who_reports_an_attack_did_not_make_it() {
    let by = |text: &str| told(text).into_iter().flat_map(|e| e.actors).collect::<Vec<_>>();
    assert_eq!(by("وقال الجيش السوري إن اشتباكات اندلعت في التلال."), [""; 0]);
    assert_eq!(by("وأفادت الشرطة السودانية بمقتل رجلين برصاص مجهولين."), [""; 0]);
    assert_eq!(by("وقال الجيش السوري إنه قصف مواقع في التلال."), ["syria-armed-forces"]);
    assert_eq!(by("أعلنت الشرطة السودانية اعتقال ثلاثة مهربين."), ["sudan-police"]);
    assert_eq!(by("شن الجيش السوري فجر اليوم هجوما على البلدة."), ["syria-armed-forces"]);
}

#[test]
fn who_goes_on_to_say_something_is_no_party() {
    let events = told("عنوان\nوصلت قافلة إلى تعز بعد وقف إطلاق النار، وقالت اليونيسف إنها تحمل غذاء.");
    let truce = events.iter().find(|e| e.what == Some(What::Ceasefire)).expect("a truce");
    assert_eq!((truce.exact.as_str(), truce.actors.len()), ("وقف إطلاق النار", 0));
    // Whoever did it and says so is one.
    let events = told("عنوان\nقصف الجيش السوري البلدة وقال إنه استهدف مخازن.");
    assert_eq!(events[0].actors, ["syria-armed-forces"]);
}

#[test]
fn taking_and_destroying() {
    assert_eq!(told("وأكد المتحدث سيطرة الجيش على القصور الرئاسية.").last().map(|e| e.exact.clone()), Some("سيطرة الجيش".into()));
    assert_eq!(types("تمكنت القوات من السيطرة على بلدة حدودية."), [EventType::Assault]);
    assert_eq!(types("تمكن رجال الإطفاء من السيطرة على الحريق في البلدة."), []);
    assert_eq!(types("دمر الجيش 12 وكرا للمسلحين."), [EventType::Assault]);
    assert_eq!(types("دمرت السيول 12 منزلا في المدينة."), []);
    assert_eq!(types("وأسفر القصف عن أضرار."), [EventType::Assault]);
}
