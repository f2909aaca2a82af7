//! `isnad doctor`: what it says of a sound desk, and of one that is not.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn doctor(db: &Path, more: &[&str], language: &str) -> (Vec<Value>, Option<i32>) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
    command.env("ISNAD_DB", db).env("LC_ALL", language).args(["doctor", "--format", "json"]).args(more);
    let output = command.output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    (serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}")), output.status.code())
}

/// How each thing stands, and the line about it that says something.
fn said<'f>(found: &'f [Value], what: &str, standing: &str) -> Vec<&'f str> {
    let of = found.iter().filter(|f| f["what"] == what && f["standing"] == standing);
    of.filter_map(|f| f["said"].as_str()).collect()
}

#[test]
fn a_sound_desk_is_said_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("desk.isnad");
    let (found, status) = doctor(&db, &[], "C.UTF-8");
    assert_eq!(status, Some(0), "{found:?}");
    assert_eq!(said(&found, "store", "ok"), [format!("{}: none yet; `isnad add` makes it", db.display())]);
    assert_eq!(said(&found, "locale", "ok"), ["C.UTF-8"]);
    assert_eq!(said(&found, "packs", "ok"), ["the built-in ones"]);
    if cfg!(unix) {
        assert_eq!(said(&found, "disk", "ok").len() + said(&found, "disk", "advice").len(), 1);
    }

    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages/flood-1.html");
    let added = Command::new(assert_cmd::cargo::cargo_bin("isnad")).env("ISNAD_DB", &db).arg("add").arg(demo).output().expect("it runs");
    assert!(added.status.success());
    let (found, status) = doctor(&db, &[], "C.UTF-8");
    let store = said(&found, "store", "ok");
    assert!(store[0].contains("1 pages in 1 versions") && store[1] == "sound, row by row and page by page", "{store:?}");
    assert_eq!(status, Some(0));
}

#[test]
fn what_is_wrong_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("desk.isnad");
    std::fs::write(&db, "no store").expect("written");
    let pack = folder.path().join("pack");
    std::fs::create_dir(&pack).expect("a folder");
    std::fs::write(pack.join("nothing.tsv"), "forms\nx\n").expect("written");
    let (found, status) = doctor(&db, &["--pack", &pack.display().to_string()], "C");
    assert_eq!(status, Some(1));
    assert!(said(&found, "store", "fault")[0].contains("--db"), "{found:?}");
    assert!(said(&found, "packs", "fault")[0].contains("nothing"), "{found:?}");
    assert!(said(&found, "locale", "advice")[0].contains("set LANG"), "{found:?}");
}

#[cfg(feature = "fetch")]
#[test]
fn addresses_are_tried() {
    let folder = tempfile::tempdir().expect("a folder");
    let (found, status) = doctor(&folder.path().join("desk.isnad"), &["http://127.0.0.1:9/", "nowhere"], "C.UTF-8");
    assert_eq!(status, Some(1));
    let faults = said(&found, "reach", "fault");
    assert!(faults[0].contains("--allow-host") && faults[1].starts_with("nowhere: no address of a page"), "{faults:?}");
}
