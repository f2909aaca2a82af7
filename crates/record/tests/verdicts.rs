//! How figures of invented pages stand to each other: what grew is no dispute, what is upheld against a later count is one.
#![allow(clippy::expect_used)] // a test

use std::sync::LazyLock;

use isnad_lexicon::Lexicon;
use isnad_model::{Article, Measure, Reason, Verdict};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| isnad_packs::built_in().expect("the built-in packs load"));

/// A page of a day of May 2024.
fn page(source: &str, day: u8, text: &str) -> Article {
    let rules = isnad_page::Rules::new(&LEXICON);
    let html = format!(
        "<html lang=\"ar\"><head><meta charset=\"utf-8\"><title>قصف على سبها</title>\
         <meta property=\"article:published_time\" content=\"2024-05-{day:02}\"></head>\
         <body><article><h1>قصف على سبها</h1><p>{text}</p></article></body></html>"
    );
    let source = isnad_page::Source { path_or_url: source, content_type: None };
    let article = isnad_page::read(html.as_bytes(), &source, &rules, &isnad_page::Limits::default()).expect("a page");
    isnad_read::read(article, &LEXICON)
}

/// The verdict on a measure, its reason, and how many contradictions the story has.
fn judged(measure: Measure, pages: &[(u8, &str)]) -> (Verdict, Reason, usize) {
    let articles: Vec<Article> = pages.iter().enumerate().map(|(at, (day, text))| page(&at.to_string(), *day, text)).collect();
    let story = isnad_record::story(&articles.iter().collect::<Vec<_>>());
    let series = story.series.iter().find(|s| s.measure == measure).expect("a series");
    (series.verdict, series.reason, story.contradictions.len())
}

const FIVE: &str = "قالت وزارة الصحة الليبية إن خمسة مدنيين قتلوا في القصف على سبها.";
const NINE: &str = "قال رئيس الوزراء الليبي عبد الحميد الدبيبة إن تسعة مدنيين قتلوا في القصف على سبها.";

#[test]
fn a_toll_that_another_speaker_raises_on_a_later_day_grew() {
    assert_eq!(judged(Measure::Killed, &[(6, FIVE), (7, NINE)]), (Verdict::Superseded, Reason::LaterCount, 0));
}

#[test]
fn the_same_tolls_on_one_day_are_a_dispute() {
    assert_eq!(judged(Measure::Killed, &[(6, FIVE), (6, NINE)]), (Verdict::Disputed, Reason::SpeakersContradict, 1));
}

#[test]
fn a_toll_that_is_upheld_against_a_later_one_is_a_dispute() {
    assert_eq!(judged(Measure::Killed, &[(6, FIVE), (7, NINE), (7, FIVE)]), (Verdict::Disputed, Reason::SpeakersContradict, 1));
}

#[test]
fn a_toll_that_another_speaker_lowers_on_a_later_day_is_a_dispute() {
    assert_eq!(judged(Measure::Killed, &[(6, NINE), (7, FIVE)]), (Verdict::Disputed, Reason::SpeakersContradict, 1));
}

#[test]
fn the_missing_are_found() {
    let thirty = "قالت وزارة الصحة الليبية إن ثلاثين شخصا ما زالوا في عداد المفقودين في سبها.";
    let twelve = "قال رئيس الوزراء الليبي عبد الحميد الدبيبة إن 12 شخصا ما زالوا في عداد المفقودين في سبها.";
    assert_eq!(judged(Measure::Missing, &[(6, thirty), (7, twelve)]), (Verdict::Superseded, Reason::LaterCount, 0));
    assert_eq!(judged(Measure::Missing, &[(6, thirty), (6, twelve)]), (Verdict::Disputed, Reason::SpeakersContradict, 1));
}

#[test]
fn figures_of_a_round_up_are_of_one_incident_each() {
    let roundup = "قتل أربعة أشخاص في حادث سير في سبها. وقال رئيس بلدية طرابلس عبد الرؤوف بيت المال إن شخصين قتلا في حريق في طرابلس. \
                   وقالت الشرطة الليبية إن تسعة أشخاص قتلوا في انهيار منجم في الكفرة.";
    let four = "قالت وزارة الصحة الليبية إن أربعة أشخاص قتلوا في حادث سير في سبها.";
    let (verdict, _, contradictions) = judged(Measure::Killed, &[(6, roundup), (6, four)]);
    assert_ne!(verdict, Verdict::Disputed);
    assert_eq!(contradictions, 0);
}

#[test]
fn who_gives_two_figures_on_one_page_takes_none_of_them_back() {
    let raids = "قالت وزارة الصحة الليبية إن خمسة مدنيين قتلوا في القصف على سبها. وأضافت الوزارة أن ثلاثة مدنيين قتلوا في غارة على المدينة.";
    assert_eq!(judged(Measure::Killed, &[(6, raids)]), (Verdict::IncompatibleScope, Reason::ToldTogether, 0));
    let seven = "قالت وزارة الصحة الليبية إن سبعة مدنيين قتلوا في القصف على سبها.";
    assert_eq!(judged(Measure::Killed, &[(6, FIVE), (7, seven)]), (Verdict::Revised, Reason::RaisedBySpeaker, 0));
}

#[test]
fn a_page_holds_two_speakers_against_each_other_in_one_place() {
    let apart = format!("{FIVE}</p><p>وأغلقت المدارس في المدينة يوما كاملا.</p><p>وعادت الكهرباء إلى أحياء في سبها مساء.</p><p>{NINE}");
    assert_eq!(judged(Measure::Killed, &[(6, &apart)]), (Verdict::IncompatibleScope, Reason::ToldTogether, 0));
    let beside = format!("{FIVE}</p><p>{NINE}");
    assert_eq!(judged(Measure::Killed, &[(6, &beside)]), (Verdict::Disputed, Reason::SpeakersContradict, 1));
}
