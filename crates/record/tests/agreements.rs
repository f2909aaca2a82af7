//! Agreements, quotations and contradictions of invented pages of three invented outlets.
#![allow(clippy::expect_used)] // a test

use isnad_model::{AgreementKind, AgreementStatus, Article, Story, WordingKind};

/// A page of a day.
fn page(source: &str, day: &str, title: &str, paragraphs: &[&str]) -> Article {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let rules = isnad_page::Rules::new(&lexicon);
    let body: String = paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect();
    let html = format!(
        "<html lang=\"ar\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta property=\"article:published_time\" content=\"{day}\"></head>\
         <body><article><h1>{title}</h1>{body}</article></body></html>"
    );
    let source = isnad_page::Source { path_or_url: source, content_type: None };
    let article = isnad_page::read(html.as_bytes(), &source, &rules, &isnad_page::Limits::default()).expect("a page");
    isnad_read::read(article, &lexicon)
}

fn pages() -> Vec<Article> {
    vec![
        page(
            "a",
            "2021-06-14",
            "هدنة بين الجيش السوداني وقوات الدعم السريع",
            &[
                "أعلن الجيش السوداني أمس الأحد هدنة بين الجيش السوداني وقوات الدعم السريع في الخرطوم لمدة ثلاثة أيام، تبدأ الساعة السادسة مساء الإثنين بتوقيت الخرطوم.",
                "وقال المتحدث باسم الجيش: «سنلتزم بالهدنة ما دام الطرف الآخر ملتزما بها ولن نطلق رصاصة واحدة».",
            ],
        ),
        page(
            "b",
            "2021-06-15",
            "الهدنة في الخرطوم تدخل حيز التنفيذ",
            &[
                "دخلت الهدنة بين الجيش السوداني وقوات الدعم السريع حيز التنفيذ في الخرطوم مساء أمس الإثنين، ومدتها ثلاثة أيام.",
                "وقال المتحدث باسم الجيش: «سنلتزم بالهدنة ما دام الطرف الآخر ملتزما بها».",
            ],
        ),
        page(
            "c",
            "2021-06-16",
            "السودان: اتهامات بخرق الهدنة",
            &[
                "اتهم الجيش السوداني قوات الدعم السريع بخرق الهدنة في الخرطوم. ونفت قوات الدعم السريع اتهامات الجيش السوداني بخرق الهدنة.",
                "وأعلنت روسيا رصد أربعة انتهاكات لوقف إطلاق النار في الخرطوم. وقالت وزارة الدفاع الروسية إنها رصدت أربعة انتهاكات لوقف إطلاق النار في الخرطوم.",
            ],
        ),
        page(
            "d",
            "2021-06-15",
            "هدنة بين الهند وباكستان في كشمير",
            &[
                "أعلنت الهند وباكستان هدنة بين الهند وباكستان في كشمير تبدأ اليوم الثلاثاء. وفي السودان، دخلت الهدنة بين الجيش السوداني وقوات الدعم السريع في الخرطوم حيز التنفيذ مساء أمس الإثنين.",
            ],
        ),
    ]
}

fn story() -> Story {
    isnad_record::build(&pages()).stories.into_iter().find(|s| s.pages.iter().any(|p| p == "c")).expect("a story")
}

#[test]
fn one_truce_of_many_pages_is_one_and_two_truces_of_one_page_are_two() {
    let story = story();
    let ids: Vec<&str> = story.agreements.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["ceasefire-india-pakistan-2021-06-15", "ceasefire-khartoum-2021-06-14"]);
}

#[test]
fn a_truce_has_its_sides_its_beginning_and_its_end() {
    let story = story();
    let truce = story.agreements.iter().find(|a| a.id == "ceasefire-khartoum-2021-06-14").expect("the truce");
    assert_eq!(truce.kind, Some(AgreementKind::Truce));
    assert_eq!(truce.status, AgreementStatus::InForce);
    assert_eq!(truce.parties, ["rsf", "sudan-armed-forces"]);
    assert_eq!(truce.effective.as_deref(), Some("2021-06-14T18:00+02:00"));
    assert_eq!(truce.effective_utc.as_deref(), Some("2021-06-14T16:00Z"));
    assert_eq!(truce.duration.as_deref(), Some("P3D"));
    assert_eq!(truce.until.as_deref(), Some("2021-06-17T18:00+02:00"));
}

#[test]
fn violations_told_by_a_state_and_its_ministry_are_one_and_denials_stand_beside_them() {
    let story = story();
    let truce = story.agreements.iter().find(|a| a.id == "ceasefire-khartoum-2021-06-14").expect("the truce");
    let told: Vec<_> = truce.violations.iter().map(|v| (v.count.map(|c| c.0), v.reported_by.as_deref(), v.against.as_deref())).collect();
    assert_eq!(told, [(Some(4.0), Some("russia-mod"), None), (None, Some("sudan-armed-forces"), Some("rsf"))]);
    assert_eq!(truce.violations[1].denied_by, ["rsf"]);
}

#[test]
fn who_brings_news_of_a_truce_or_counts_since_it_is_no_side_of_it() {
    let pages = [
        page(
            "e",
            "2021-06-14",
            "هدنة في عدن برعاية الأمم المتحدة",
            &[
                "أعلنت الحكومة اليمنية اليوم الإثنين هدنة بين الحكومة اليمنية والحوثيين في عدن، بوساطة الأمم المتحدة، تبدأ الساعة السادسة مساء الإثنين.",
            ],
        ),
        page(
            "f",
            "2021-06-16",
            "محادثات حول الهدنة في عدن",
            &[
                "تبدأ الأحد في عمّان محادثات بين الحكومة اليمنية والحوثيين حول تثبيت الهدنة في عدن، بحسب ما أعلن مكتب المبعوث الأممي.",
                "وقال مستشفى النور في عدن إن خمسة مدنيين قتلوا منذ بدء الهدنة.",
                "وقال الحوثيون إنهم رصدوا سبعة خروق للهدنة في عدن. وأكد المتحدث العسكري باسم الحوثيين يحيى سريع رصد سبعة خروق للهدنة في عدن.",
            ],
        ),
    ];
    let truce = isnad_record::build(&pages).stories.into_iter().flat_map(|s| s.agreements).next().expect("the truce");
    assert_eq!(truce.parties, ["houthis", "yemen-government"]);
    assert_eq!(truce.mediators, ["united-nations"]);
    assert_eq!(truce.confirmed_by, ["yemen-government"]);
    let between: Vec<_> = truce.talks.iter().map(|t| (t.place.as_deref(), t.parties.clone())).collect();
    assert_eq!(between, [(Some("amman"), vec!["yemen-government".to_owned(), "houthis".to_owned()])]);
    let violations: Vec<_> = truce.violations.iter().map(|v| (v.count.map(|c| c.0), v.reported_by.as_deref())).collect();
    assert_eq!(violations, [(Some(7.0), Some("houthis"))]);
}

#[test]
fn a_shortened_quotation_is_one_with_the_fuller_one() {
    let story = story();
    let quote = story.quotes.iter().find(|q| q.pages.len() == 2).expect("on two pages");
    let kinds: Vec<WordingKind> = quote.wordings.iter().map(|w| w.kind).collect();
    assert_eq!(kinds, [WordingKind::Full, WordingKind::Shortened]);
}

#[test]
fn the_record_does_not_depend_on_the_order_of_pages() {
    let pages = pages();
    let want = serde_json::to_string(&isnad_record::build(&pages)).expect("JSON");
    for turn in 1..pages.len() {
        let mut shuffled = pages.clone();
        shuffled.rotate_left(turn);
        if turn % 2 == 0 {
            shuffled.reverse();
        }
        assert_eq!(serde_json::to_string(&isnad_record::build(&shuffled)).expect("JSON"), want);
    }
}
