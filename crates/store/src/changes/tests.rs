use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::*;

fn log(count: usize) -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    crate::schema::bring_up(&mut connection, Path::new("desk.isnad")).unwrap();
    let tx = connection.transaction().unwrap();
    let news: Vec<Told> = (0..count).map(|n| (Some(1), News::NewStory { title: n.to_string(), pages: 1 })).collect();
    write(&tx, &news).unwrap();
    tx.commit().unwrap();
    connection
}

#[test]
fn what_is_old_and_not_among_the_latest_is_forgotten() {
    let mut connection = log(10_003);
    let mut after = |days: i64| {
        let tx = connection.transaction().unwrap();
        let gone = forget(&tx, Timestamp::now() + SignedDuration::from_hours(24 * days)).unwrap();
        tx.commit().unwrap();
        (gone, kept(&connection).unwrap())
    };
    assert_eq!(after(89), (0, (1, 10_003)));
    assert_eq!(after(91), (3, (4, 10_003)));
    assert_eq!(after(91), (0, (4, 10_003)));
}

#[test]
fn what_an_alert_still_waits_for_is_kept_unless_it_is_given_up() {
    let mut connection = log(10_010);
    let rule = "INSERT INTO alerts (name, way, done, failing, next_try) VALUES (?1, 'terminal', ?2, ?3, ?4)";
    let (since, again) = (Some("2026-01-01T00:00:00Z"), Some("2026-01-02T00:00:00Z"));
    connection.execute(rule, params!["waits", 4, since, again]).unwrap();
    connection.execute(rule, params!["given up", 2, since, None::<String>]).unwrap();
    let mut later = || {
        let tx = connection.transaction().unwrap();
        let gone = forget(&tx, Timestamp::now() + SignedDuration::from_hours(24 * 91)).unwrap();
        tx.execute("UPDATE alerts SET done = 10010 WHERE name = 'waits'", []).unwrap();
        tx.commit().unwrap();
        gone
    };
    assert_eq!([later(), later()], [4, 6]);
}

#[test]
fn the_sequence_is_not_changed_and_has_no_gap() {
    let mut connection = log(3);
    for wrong in ["UPDATE changes SET story = 2", "DELETE FROM changes WHERE number = 2"] {
        assert!(connection.execute(wrong, []).is_err(), "{wrong}");
    }
    connection.execute("DELETE FROM changes", []).unwrap();
    assert_eq!(kept(&connection).unwrap(), (4, 3), "none is kept, and the next is the fourth");
    let tx = connection.transaction().unwrap();
    write(&tx, &[(None, News::StoryMerged { into: 1 })]).unwrap();
    assert_eq!(kept(&tx).unwrap(), (4, 4));
}
