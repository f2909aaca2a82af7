//! `isnad eval` as users run it.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use assert_cmd::Command;
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn isnad() -> Command {
    let mut command = Command::cargo_bin("isnad").expect("the command is built");
    command.current_dir(root());
    command
}

/// A folder with a page of ours, its annotation with one figure that is not on the page, and labels.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it is written");
    write("page.txt", "أعلنت وزارة الصحة أن الفيضان أسفر عن مقتل 12 شخصا.\n\nوأصيب 30 آخرون في المدينة.\n");
    fs::create_dir(folder.path().join("gold")).expect("a folder");
    let figure = |evidence: &str, measure: &str, n: u32| json!({"evidence": evidence, "measure": measure, "low": n, "high": n, "group": "all", "source": ["outlet"]});
    let gold = json!({"page": "page.txt", "headline": null, "figures": [figure("مقتل 12 شخصا", "killed", 12), figure("نزوح 7 آلاف", "displaced", 7000)]});
    write("gold/page.json", &gold.to_string());
    write("labels.tsv", "url\tfile\tstory\treprint_group\tagency\n\tpage.txt\tflood\t\t\n");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> std::process::Output {
    isnad().arg("eval").arg("--pages").arg(folder).args(arguments).output().expect("it runs")
}

#[test]
fn faults_are_listed_where_they_are_asked_for() {
    let folder = folder();
    let gold = folder.path().join("gold");
    let gold = gold.to_str().expect("a path");
    let output = run(folder.path(), &["--gold", gold, "--layer", "figures", "--faults", "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["claims"]["layers"]["figures"]["recall"], 0.5);
    assert_eq!(json["claims"]["layers"].as_object().map(serde_json::Map::len), Some(1));
    let faults = json["faults"].as_array().expect("faults");
    assert!(faults.iter().any(|f| f["kind"] == "missed" && f["what"].as_str().is_some_and(|w| w.contains("نزوح"))), "{faults:?}");
    let table = run(folder.path(), &["--gold", gold, "--layer", "figures"]);
    assert!(!String::from_utf8_lossy(&table.stdout).contains("نزوح"));
}

#[test]
fn stories_are_measured_against_labels() {
    let folder = folder();
    let labels = folder.path().join("labels.tsv");
    let output = run(folder.path(), &["--labels", labels.to_str().expect("a path"), "--format", "json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["record"]["pages"], 1);
    assert_eq!(json["record"]["stories"]["f1"], 1.0);
}

#[test]
fn what_is_not_there_is_named() {
    let folder = folder();
    let path = folder.path().to_str().expect("a path");
    assert_eq!(run(folder.path(), &[]).status.code(), Some(2));
    let empty = run(folder.path(), &["--gold", path]);
    assert_eq!(empty.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&empty.stderr).contains("no annotation"), "{}", String::from_utf8_lossy(&empty.stderr));
    fs::write(folder.path().join("labels.tsv"), "url\tfile\tstory\treprint_group\tagency\n\tgone.txt\tflood\t\t\n").expect("it is written");
    let labels = folder.path().join("labels.tsv");
    let gone = run(folder.path(), &["--labels", labels.to_str().expect("a path")]);
    assert_eq!(gone.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&gone.stderr).contains("gone.txt"));
}

/// The annotations are scored by another program too, written apart from this one: both give the same figures.
#[test]
fn the_scores_are_those_of_the_independent_scorer() {
    let shared = root().join("../shared");
    let scorer = shared.join("score/score.py");
    if !scorer.exists() || Process::new("python3").arg("--version").output().is_err() {
        println!("not compared: there is no scorer beside the project");
        return;
    }
    let (pages, gold) = (shared.join("seeds"), shared.join("gold"));
    let written = tempfile::NamedTempFile::new().expect("a file");
    let theirs = Process::new("python3")
        .arg(&scorer)
        .arg("--pages")
        .arg(&pages)
        .arg("--gold")
        .arg(&gold)
        .arg("--json")
        .arg(written.path())
        .args(["--", env!("CARGO_BIN_EXE_isnad"), "analyze"])
        .output()
        .expect("the scorer runs");
    assert!(theirs.status.success(), "{}", String::from_utf8_lossy(&theirs.stderr));
    let theirs: Value = serde_json::from_str(&fs::read_to_string(written.path()).expect("it is written")).expect("it is JSON");
    let ours =
        isnad().arg("eval").arg("--pages").arg(&pages).arg("--gold").arg(&gold).args(["--format", "json"]).output().expect("it runs");
    let ours: Value = serde_json::from_slice(&ours.stdout).expect("it is JSON");
    let layers = ours["claims"]["layers"].as_object().expect("layers");
    assert_eq!(layers.len(), 12);
    for (layer, row) in layers {
        for count in ["gold", "found"] {
            assert_eq!(row[count], theirs[layer][count], "{count} of {layer}");
        }
        for score in ["precision", "recall", "f1"] {
            let (a, b) = (row[score].as_f64().expect("a score"), theirs[layer][score].as_f64().expect("a score"));
            assert!((a - b).abs() < 1e-4, "{score} of {layer}: {a} here, {b} there");
        }
    }
}
