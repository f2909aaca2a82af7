//! The command as users run it, on the demo pages that come with the project.
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn isnad() -> Command {
    let mut command = Command::cargo_bin("isnad").expect("the command is built");
    command.current_dir(root());
    command
}

fn lines(output: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(output).lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
}

#[test]
fn spans_slice_the_text_exactly() {
    let output = isnad().args(["analyze", "demo/pages"]).output().expect("it runs");
    assert!(output.status.success());
    let pages = lines(&output.stdout);
    assert_eq!(pages.len(), 16);
    let mut claims = 0;
    for page in &pages {
        let text: Vec<char> = page["text"].as_str().expect("text").chars().collect();
        for layer in ["claims", "times", "places", "actors", "credits"] {
            for item in page[layer].as_array().expect("a layer") {
                let (start, end) = (item["start"].as_u64().expect("start") as usize, item["end"].as_u64().expect("end") as usize);
                let slice: String = text[start..end].iter().collect();
                assert_eq!(item["exact"].as_str(), Some(slice.as_str()), "{layer} of {}", page["source"]);
                claims += usize::from(layer == "claims");
            }
        }
    }
    assert!(claims > 60, "{claims}");
}

/// Reports on some of the demo pages, and on all.
fn reports(folder: &Path) -> [String; 2] {
    let report = |name: &str, paths: &[&str]| {
        let file = folder.join(name).display().to_string();
        let output = isnad().arg("report").args(paths).args(["--format", "json", "-o", &file]).output().expect("it runs");
        assert!(output.status.success());
        file
    };
    [report("old.json", &["demo/pages/*-1*"]), report("new.json", &["demo/pages"])]
}

#[test]
fn output_follows_its_schema() {
    let folder = tempfile::tempdir().expect("a folder");
    let [old, new] = reports(folder.path());
    let commands = [
        ("analyze", vec!["analyze", "demo/pages"]),
        ("report", vec!["report", "demo/pages", "--format", "json"]),
        ("diff", vec!["diff", &old, &new, "--format", "json"]),
    ];
    for (of, arguments) in commands {
        let schema: Value =
            serde_json::from_slice(&isnad().args(["schema", of]).output().expect("it runs").stdout).expect("the schema is JSON");
        let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
        let output = isnad().args(arguments).output().expect("it runs");
        let values =
            if of == "analyze" { lines(&output.stdout) } else { vec![serde_json::from_slice(&output.stdout).expect("the report is JSON")] };
        for value in values {
            let faults: Vec<String> = validator.iter_errors(&value).map(|e| format!("{} at {}", e, e.instance_path)).collect();
            assert!(faults.is_empty(), "{of}: {faults:?}");
        }
    }
}

#[test]
fn the_demo_is_two_stories_and_a_bit() {
    let output = isnad().args(["report", "demo/pages", "--format", "json"]).output().expect("it runs");
    let record: Value = serde_json::from_slice(&output.stdout).expect("the report is JSON");
    let truce = record["stories"]
        .as_array()
        .expect("stories")
        .iter()
        .find(|s| s["agreements"].as_array().is_some_and(|a| !a.is_empty()))
        .expect("the truce");
    let agreement = &truce["agreements"][0];
    assert_eq!(agreement["effective"], "2024-06-12T18:00+03:00");
    assert_eq!(agreement["mediators"][0], "united-nations");
    let counts: Vec<i64> = agreement["violations"].as_array().expect("violations").iter().filter_map(|v| v["count"].as_i64()).collect();
    assert!(counts.contains(&4) && counts.contains(&7), "{counts:?}");
    let flood = record["stories"]
        .as_array()
        .expect("stories")
        .iter()
        .find(|s| s["title"].as_str().is_some_and(|t| t.contains("سبها")))
        .expect("the flood");
    let killed =
        flood["series"].as_array().expect("series").iter().find(|s| s["measure"] == "killed" && s["group"] == "all").expect("the toll");
    let lows: Vec<i64> = killed["points"].as_array().expect("points").iter().filter_map(|p| p["low"].as_i64()).collect();
    assert!([12, 27, 31].iter().all(|n| lows.contains(n)), "{lows:?}");
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    let run = |threads: &str| {
        isnad().env("RAYON_NUM_THREADS", threads).args(["report", "demo/pages", "--format", "json"]).output().expect("it runs").stdout
    };
    assert_eq!(run("1"), run("2"));
}

#[test]
fn neither_the_order_of_pages_nor_the_number_of_threads_changes_the_report() {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(root().join("demo/pages"))
        .expect("the demo")
        .map(|e| Path::new("demo/pages").join(e.expect("a page").file_name()))
        .collect();
    pages.sort();
    let report = |pages: &[PathBuf], threads: &str| {
        let output = isnad().env("RAYON_NUM_THREADS", threads).args(["report", "--format", "json"]).args(pages).output().expect("it runs");
        assert!(output.status.success());
        output.stdout
    };
    let want = report(&pages, "2");
    pages.reverse();
    assert_eq!(report(&pages, "1"), want);
    // A riffle: every page moves, and none beside those it stood beside.
    let shuffled: Vec<PathBuf> = (0..pages.len()).map(|at| pages[at * 7 % pages.len()].clone()).collect();
    assert_eq!(shuffled.iter().collect::<std::collections::BTreeSet<_>>().len(), pages.len());
    assert_eq!(report(&shuffled, "2"), want);
}

#[test]
fn faults_are_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("empty.txt"), "").expect("written");
    std::fs::write(folder.path().join("binary.txt"), [0u8, 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 1]).expect("written");
    std::fs::write(folder.path().join("good.txt"), "قالت الوزارة إن 12 شخصا قتلوا في الحريق.").expect("written");
    std::fs::write(
        folder.path().join("other.txt"),
        "The ministry said on Monday that the bridge would be closed for two weeks because of repairs.",
    )
    .expect("written");
    let output = isnad().arg("analyze").arg(folder.path()).arg("no-such-file").output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output.stdout).len(), 2);
    let faults = String::from_utf8_lossy(&output.stderr).into_owned();
    for named in ["empty.txt", "binary.txt", "other.txt", "no-such-file"] {
        assert_eq!(faults.lines().filter(|l| l.contains(named)).count(), 1, "{named}: {faults}");
    }
    assert_eq!(isnad().arg("analyze").output().expect("it runs").status.code(), Some(2));
}

#[test]
fn a_pack_of_ones_own_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("pack");
    std::fs::create_dir(&pack).expect("made");
    std::fs::write(
        pack.join("organisations.tsv"),
        "id\ten\tar\tvariants\ttype\tcountry\nriver-guild\tRiver Guild\tرابطة النهر\t\torganisation\t\n",
    )
    .expect("written");
    let page = folder.path().join("page.txt");
    std::fs::write(&page, "قالت رابطة النهر إن المياه انحسرت.").expect("written");
    let output = isnad().arg("analyze").arg("--pack").arg(&pack).arg(&page).output().expect("it runs");
    let article = &lines(&output.stdout)[0];
    assert_eq!(article["actors"][0]["id"], "river-guild");
    assert_eq!(article["claims"][0]["attribution"][0]["id"], "river-guild");
}

#[test]
fn reports_are_written_in_both_languages() {
    for (language, direction, word) in [("ar", "rtl", "قتلى"), ("en", "ltr", "Killed")] {
        let output = isnad().args(["report", "demo/pages", "--lang", language]).output().expect("it runs");
        let page = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(page.contains(&format!("dir=\"{direction}\"")) && page.contains(word), "{language}");
        assert!(!page.contains("http://") && !page.contains("src="), "it needs no network");
    }
}

#[test]
fn what_changed_between_two_reports_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let [old, new] = reports(folder.path());
    let run = |arguments: &[&str]| isnad().arg("diff").args(arguments).output().expect("it runs");
    let output = run(&[&old, &new, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.starts_with("What changed between the two reports\n") && text.contains("-- New --"), "{text}");
    let nothing = run(&[&new, &new, "--format", "json"]);
    let diff: Value = serde_json::from_slice(&nothing.stdout).expect("it is JSON");
    assert_eq!(diff, serde_json::json!({"new_stories": [], "gone_stories": [], "changed": []}));
    let page = root().join("README.md").display().to_string();
    for wrong in ["no-such.json", &page] {
        let output = run(&[&old, wrong]);
        let fault = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1));
        assert!(fault.contains(wrong) && (fault.contains("check that") || fault.contains("isnad report --format json")), "{fault}");
    }
}
