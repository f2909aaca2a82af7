//! Incidents and their dead as sentences of invented pages tell them: what the pages leave open stays open.

use std::collections::BTreeMap;

use isnad_export::{Streamed, stream};
use isnad_model::{Article, Block, BlockKind, ClaimKind, DateBasis, Granularity, Outlet, Published, What};

use super::rows;

type Rows = Vec<BTreeMap<String, String>>;

/// A page of an outlet that is not there.
pub fn page(source: &str, day: &str, text: &str) -> Article {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let published =
        Published { value: Some(day.to_owned()), granularity: Some(Granularity::Day), basis: DateBasis::Metadata, modified: None };
    let blocks = vec![Block { kind: BlockKind::Paragraph, start: 0, end: text.chars().count(), language: None }];
    let outlet = Outlet { name: Some(format!("صحيفة {source}")), domain: None };
    let read = Article {
        source: source.to_owned(),
        language: "ar".to_owned(),
        text: text.to_owned(),
        blocks,
        published,
        outlet,
        ..Article::default()
    };
    isnad_read::read(read, &lexicon)
}

/// The pages' record as a file.
pub fn file(format: Streamed, articles: &[Article]) -> String {
    let mut bytes = Vec::new();
    let mut writer = stream(format, &mut bytes).expect("it begins");
    for story in isnad_record::build(articles).stories {
        let of: Vec<Article> = articles.iter().filter(|a| story.pages.contains(&a.source)).cloned().collect();
        writer.story(&story, &of).expect("a story is written");
    }
    writer.end().expect("it ends");
    String::from_utf8(bytes).expect("UTF-8")
}

fn ucdp(articles: &[Article]) -> Rows {
    rows(&file(Streamed::Ucdp, articles))
}

fn told(text: &str) -> Rows {
    ucdp(&[page("الضفة", "2024-06-05", text)])
}

fn cells<'r>(row: &'r BTreeMap<String, String>, names: &[&str]) -> Vec<&'r str> {
    names.iter().map(|name| row[*name].as_str()).collect()
}

const DEAD: [&str; 7] = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high"];

#[test]
fn the_dead_of_a_flood_are_not_those_of_an_old_clash() {
    for text in [
        "قتل 31 شخصا في فيضانات سبها. وكانت المدينة شهدت اشتباكات عام 2014.",
        "قتل 31 شخصا في فيضانات سبها، وهي مدينة شهدت اشتباكات عام 2014.",
        "قتل 31 شخصا في فيضانات سبها. وكانت المدينة شهدت اشتباكات بين مسلحين.",
    ] {
        assert!(told(text).iter().all(|row| row["low"].is_empty() && row["best"].is_empty()), "{text}: {:?}", told(text));
    }
}

#[test]
fn a_story_of_a_disaster_counts_no_dead_of_violence() {
    let mut article =
        page("الضفة", "2024-06-05", "قتل 4 أشخاص في قصف على تعز يوم الثلاثاء 4 يونيو 2024. واندلعت اشتباكات في تعز يوم 3 يونيو 2024.");
    let best = |article: &Article| ucdp(std::slice::from_ref(article)).iter().map(|row| row["best"].clone()).collect::<String>();
    assert_eq!(best(&article), "4");
    // A pack of one's own may tell floods and crashes.
    for claim in &mut article.claims {
        if let ClaimKind::Event(event) = &mut claim.kind
            && event.what == Some(What::Clash)
        {
            event.what = Some(What::Disaster);
        }
    }
    assert_eq!(best(&article), "");
}

#[test]
fn a_war_without_a_day_is_no_incident() {
    assert!(told("نزح السكان من تعز منذ بدء الحرب.").is_empty());
    let attack = told("شن مسلحون هجوما على قاعدة عسكرية في تعز يوم 4 يونيو 2024.");
    assert_eq!(attack.iter().map(|row| row["date_start"].as_str()).collect::<Vec<_>>(), ["2024-06-04"]);
}

#[test]
fn opponents_stand_on_two_sides() {
    let rows = told("قصفت جماعة الحوثي تعز يوم الثلاثاء 4 يونيو 2024. وقصف الجيش اليمني جماعة الحوثي في تعز يوم الثلاثاء 4 يونيو 2024.");
    let sides: Vec<Vec<&str>> = rows.iter().map(|row| cells(row, &["side_a", "side_b"])).collect();
    assert_eq!(sides, [["Houthis", ""], ["Yemeni Armed Forces", "Houthis"]]);
}

#[test]
fn what_could_tell_either_of_two_is_lent_to_neither() {
    let clear = "قصفت جماعة الحوثي تعز يوم الثلاثاء 4 يونيو 2024. وقصف الجيش اليمني تعز يوم الثلاثاء 4 يونيو 2024.";
    let vague = "وتعرضت تعز لقصف عنيف، بحسب شهود في المدينة.";
    let rows = ucdp(&[page("الضفة", "2024-06-05", clear), page("المرفأ", "2024-06-05", &format!("{clear} {vague}"))]);
    let told: Vec<Vec<&str>> = rows.iter().map(|row| cells(row, &["side_a", "side_b", "number_of_sources"])).collect();
    assert_eq!(told, [["Houthis", "", "2"], ["Yemeni Armed Forces", "", "2"]]);
}

#[test]
fn the_dead_that_several_incidents_could_have_are_counted_once() {
    let rows = told("قتل 12 شخصا بينهم 5 أطفال في قصف على تعز يوم 4 يونيو 2024 واشتباكات في تعز يوم 3 يونيو 2024.");
    let dead: Vec<Vec<&str>> = rows.iter().map(|row| cells(row, &["where_coordinates", "date_start", "best", "low", "high"])).collect();
    let (shelling, clash) = (["Taiz", "2024-06-04", "", "", ""], ["Taiz", "2024-06-03", "", "", ""]);
    assert_eq!(dead, [clash, shelling, ["Taiz", "", "12", "12", "12"]]);
    assert!(rows.iter().all(|row| row["country"] == "Yemen" && row["geom_wkt"].starts_with("POINT (44.")), "{rows:?}");
    // On the day of the figure the clash was still to come.
    let rows = told("قتل 12 شخصا بينهم 5 أطفال في قصف على تعز يوم 3 يونيو 2024 واشتباكات في تعز يوم 4 يونيو 2024.");
    let mut dead: Vec<Vec<&str>> = rows.iter().map(|row| cells(row, &["date_start", "best"])).collect();
    dead.sort_unstable();
    assert_eq!(dead, [["2024-06-03", "12"], ["2024-06-04", ""]]);
}

#[test]
fn one_group_is_not_the_whole_of_the_dead() {
    let rows = told("قتل 7 أطفال و12 جنديا في قصف على تعز يوم 4 يونيو 2024.");
    assert_eq!(rows.iter().map(|row| cells(row, &DEAD)).collect::<Vec<_>>(), [["", "", "", "", "", "12", ""]]);
    let rows = told("قتل 3 مدنيين في قصف على تعز يوم 4 يونيو 2024.");
    assert_eq!(rows.iter().map(|row| cells(row, &DEAD)).collect::<Vec<_>>(), [["", "", "3", "0", "3", "3", "3"]]);
}

#[test]
fn an_open_bound_stays_open() {
    for (text, bounds, fatalities) in [
        ("قتل 30 شخصا على الأقل في قصف على تعز يوم 4 يونيو 2024.", ["30", "30", ""], "30"),
        ("قتل ما يصل إلى 40 شخصا في قصف على تعز يوم 4 يونيو 2024.", ["", "", "40"], ""),
        ("قتل المئات في قصف على تعز يوم 4 يونيو 2024.", ["", "200", ""], ""),
        ("قتل 30 شخصا في قصف على تعز يوم 4 يونيو 2024.", ["30", "30", "30"], "30"),
    ] {
        let articles = [page("الضفة", "2024-06-05", text)];
        let row = &ucdp(&articles)[0];
        assert_eq!(cells(row, &["best", "low", "high"]), bounds, "{text}");
        assert_eq!(rows(&file(Streamed::Acled, &articles))[0]["fatalities"], fatalities, "{text}");
        let hxl = rows(&file(Streamed::Hxl, &articles));
        assert_eq!(cells(&hxl[1], &["killed", "killed_low", "killed_high"]), bounds, "{text}");
    }
}

#[test]
fn an_accusation_is_no_incident() {
    assert!(told("اتهم الجيش اليمني جماعة الحوثي بقصف السوق في تعز يوم الثلاثاء 4 يونيو 2024.").is_empty());
    assert_eq!(told("قالت الشرطة إن السوق قُصف في تعز يوم الثلاثاء 4 يونيو 2024.").len(), 1);
}

#[test]
fn the_pages_that_count_the_dead_are_among_the_sources() {
    let told = "قصف الجيش اليمني السوق في تعز يوم 4 يونيو 2024، ما أدى إلى مقتل 9 أشخاص";
    let rows = ucdp(&[
        page("الضفة", "2024-06-05", &format!("{told}. وقالت بلدية تعز إن الأضرار كبيرة في السوق.")),
        page("المرفأ", "2024-06-06", "ارتفع عدد القتلى في قصف الجيش اليمني على السوق في تعز إلى 11 شخصا. وقالت بلدية تعز إن الأضرار كبيرة."),
    ]);
    assert_eq!(rows.iter().map(|row| cells(row, &["best", "source_article"])).collect::<Vec<_>>(), [["11", "الضفة;المرفأ"]]);
}
