//! The tables with the columns of UCDP and ACLED.

use isnad_export::Streamed;

use super::{DEMO, file, rows};

#[test]
fn a_flood_is_no_violence_and_its_dead_are_none_of_a_conflict() {
    let flood = DEMO.0.stories.iter().find(|s| s.title.contains("سبها")).expect("the flood");
    let of_the_flood = |format, id: &str| -> Vec<_> { rows(&file(format)).into_iter().filter(|r| r[id].starts_with(&flood.id)).collect() };
    assert!(of_the_flood(Streamed::Ucdp, "id").is_empty());
    // The prosecution has detained four.
    let acled = of_the_flood(Streamed::Acled, "event_id_cnty");
    assert!(acled.iter().all(|r| r["sub_event_type"] == "Arrests" && r["fatalities"].is_empty()), "{acled:?}");
}

#[test]
fn what_one_side_accuses_the_other_of_is_no_incident() {
    // The shelling and its dead are told in an accusation alone, which the accused deny.
    assert!(rows(&file(Streamed::Ucdp)).iter().all(|r| r["best"].is_empty() && r["low"].is_empty()));
    assert!(rows(&file(Streamed::Acled)).iter().all(|r| r["fatalities"].is_empty()));
}

#[test]
fn what_the_pages_do_not_state_is_empty() {
    for row in rows(&file(Streamed::Ucdp)) {
        for name in ["type_of_violence", "conflict_new_id", "adm_1", "priogrid_gid", "country_id", "region", "event_clarity", "gwnoa"] {
            assert_eq!(row[name], "", "{name}");
        }
        assert_eq!(row["date_start"].is_empty(), row["date_prec"].is_empty());
    }
    for row in rows(&file(Streamed::Acled)) {
        for name in ["inter1", "inter2", "interaction", "region", "admin1", "source_scale", "tags", "timestamp"] {
            assert_eq!(row[name], "", "{name}");
        }
    }
}

#[test]
fn an_agreement_is_an_incident_of_its_day() {
    let all = rows(&file(Streamed::Acled));
    let agreed: Vec<_> = all.iter().filter(|r| r["sub_event_type"] == "Agreement").collect();
    assert!(agreed.iter().any(|r| r["event_date"] == "2024-06-12" && r["time_precision"] == "1" && r["location"] == "Taiz"), "{agreed:?}");
    for row in agreed {
        assert_eq!((row["disorder_type"].as_str(), row["iso"].as_str(), row["fatalities"].as_str()), ("Strategic developments", "887", ""));
        assert!(!row["notes"].is_empty() && !row["source"].is_empty());
    }
    let mut ids: Vec<_> = all.iter().map(|r| &r["event_id_cnty"]).collect();
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}
