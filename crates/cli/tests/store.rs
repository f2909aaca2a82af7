//! The commands of the store as users run them, on the demo pages and on pages of our own.
#![allow(clippy::expect_used)] // a test may fail loudly

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The command, with a store of its own in a folder.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("isnad").expect("the command is built");
        command.current_dir(root()).env("ISNAD_DB", self.path("desk.isnad")).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("it runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let text = self.run(&[arguments, &["--format", "json"]].concat());
        serde_json::from_str(&text).expect("JSON")
    }

    fn fails(&self, arguments: &[&str], code: i32) -> String {
        let output = self.command(arguments).output().expect("it runs");
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).expect("UTF-8")
    }
}

#[test]
fn what_can_be_asked_for_is_named() {
    let desk = Desk::new();
    let told = desk.fails(&["claims", "--kind", "figures"], 2);
    assert!(told.contains("[possible values: figure, event, statement, quote]"), "{told}");
    assert!(desk.run(&["export", "--help"]).contains("decisions"));
}

#[test]
fn pages_are_added_once_listed_shown_and_exported() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["add", "demo/pages"]), "16 new, 0 changed, 0 known, 0 failed\n");
    assert_eq!(desk.run(&["add", "demo/pages", "demo/pages/flood-1.html"]), "0 new, 0 changed, 17 known, 0 failed\n");

    let stories = desk.json(&["stories"]);
    let flood = stories.iter().find(|s| s["title"].as_str().expect("a title").contains("سبها")).expect("the flood");
    assert!(flood["pages"].as_u64() >= Some(7), "{flood}");
    let number = flood["story"].to_string();
    assert!(desk.run(&["stories"]).contains("سبها"));
    assert!(desk.run(&["show", &number, "--lang", "en"]).contains("سبها"));
    assert!(desk.run(&["show", &number, "--format", "html"]).starts_with("<!doctype html>"));
    let message = desk.fails(&["show", "4711"], 1);
    assert!(message.contains("isnad stories"), "{message}");

    let record: Value = serde_json::from_str(&desk.run(&["export"])).expect("JSON");
    assert_eq!(record["stories"].as_array().expect("stories").len(), stories.len());
    let folder = desk.path("tables");
    desk.run(&["export", "--format", "csv", "-o", &folder.display().to_string()]);
    for table in ["stories", "pages", "claims", "revisions", "origins", "entities"] {
        let text = std::fs::read_to_string(folder.join(format!("{table}.csv"))).expect("a table");
        assert!(text.lines().count() > 1, "{table}");
    }
    desk.fails(&["export", "--format", "csv"], 2);
    assert!(desk.run(&["check"]).contains("sound; 16 pages"));
}

#[test]
fn one_story_or_all_go_out_in_every_format() {
    let desk = Desk::new();
    desk.run(&["add", "demo/pages"]);
    let stories = desk.json(&["stories"]);
    let flood = stories.iter().find(|s| s["title"].as_str().expect("a title").contains("سبها")).expect("the flood")["story"].to_string();
    for (format, begins) in [
        ("json", "{"),
        ("html", "<!doctype html>"),
        ("markdown", "# "),
        ("text", ""),
        ("jsonld", "{\"@graph\":["),
        ("geojson", "{\"type\":\"FeatureCollection\""),
        ("ucdp", "id,relid,year,"),
        ("acled", "event_id_cnty,event_date,"),
        ("hxl", "story,title,country,"),
    ] {
        let (one, all) = (desk.run(&["export", &flood, "--format", format]), desk.run(&["export", "--format", format]));
        assert!(one.starts_with(begins) && all.starts_with(begins), "{format}");
        assert!(one.len() < all.len(), "{format}: one story is less than all");
        let file = desk.path("file");
        desk.run(&["export", "--format", format, "-o", &file.display().to_string()]);
        assert_eq!(std::fs::read_to_string(&file).expect("a file"), all, "{format}");
        let lost = desk.path("lost");
        desk.fails(&["export", "4711", "--format", format, "-o", &lost.display().to_string()], 1);
        assert!(!lost.exists(), "{format}: a story that is not there leaves no file");
    }
    let geojson: Value = serde_json::from_str(&desk.run(&["export", "--format", "geojson"])).expect("JSON");
    let jsonld: Value = serde_json::from_str(&desk.run(&["export", "--format", "jsonld"])).expect("JSON");
    assert!(geojson["features"].as_array().is_some_and(|f| !f.is_empty()));
    assert!(jsonld["@graph"].as_array().is_some_and(|g| g.iter().filter(|n| n["@type"] == "NewsArticle").count() == 16));
    let none = desk.path("no/such/folder/file");
    let message = desk.fails(&["export", "--format", "hxl", "-o", &none.display().to_string()], 1);
    assert!(message.contains("with -o"), "{message}");
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_is_a_file_for_each_table() {
    let desk = Desk::new();
    desk.run(&["add", "demo/pages"]);
    let folder = desk.path("tables");
    desk.run(&["export", "--format", "parquet", "-o", &folder.display().to_string()]);
    for table in ["stories", "pages", "claims", "revisions", "origins", "entities", "decisions"] {
        let bytes = std::fs::read(folder.join(format!("{table}.parquet"))).expect("a table");
        assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{table}");
    }
    desk.fails(&["export", "--format", "parquet"], 2);
}

#[test]
fn the_store_s_record_is_the_report_s() {
    let desk = Desk::new();
    desk.run(&["add", "demo/pages"]);
    let stored: Value = serde_json::from_str(&desk.run(&["export"])).expect("JSON");
    let told: Value = serde_json::from_str(&desk.run(&["report", "demo/pages", "--format", "json"])).expect("JSON");
    // Pages are named by their addresses in the one and by their paths in the other; all else is the same.
    let shape = |record: &Value| -> Vec<(Value, usize, Vec<Value>)> {
        let stories = record["stories"].as_array().expect("stories").iter();
        let series = |s: &Value| s["series"].as_array().expect("series").iter().map(|x| x["verdict"].clone()).collect();
        let mut all: Vec<_> = stories.map(|s| (s["from"].clone(), s["pages"].as_array().expect("pages").len(), series(s))).collect();
        all.sort_by_key(|(from, pages, _)| (from.to_string(), *pages));
        all
    };
    assert_eq!(shape(&stored), shape(&told));
}

#[test]
fn a_changed_page_is_a_new_version() {
    let desk = Desk::new();
    let file = desk.path("page.txt");
    let given = file.display().to_string();
    let page = |killed: &str| {
        format!("انهيار جسر في درنة\n\nقالت الشرطة إن {killed} أشخاص قتلوا في انهيار الجسر في درنة يوم الاثنين 1 يوليو 2024.\n")
    };
    let add = || -> Value { serde_json::from_str(desk.run(&["add", "--format", "json", &given]).trim()).expect("a line") };
    std::fs::write(&file, page("ثلاثة")).expect("it is written");
    assert_eq!(add()["outcome"], "new");
    assert_eq!(add()["outcome"], "known");
    std::fs::write(&file, page("سبعة")).expect("it is written");
    let changed = add();
    assert_eq!((&changed["outcome"], &changed["version"]), (&Value::from("version"), &Value::from(2)));
    let killed = desk.json(&["claims", "--measure", "killed"]);
    assert_eq!(killed.iter().map(|c| c["low"].clone()).collect::<Vec<_>>(), [Value::from(7)]);
}

#[test]
fn one_bad_page_does_not_stop_the_others() {
    let desk = Desk::new();
    let output =
        desk.command(&["add", "demo/pages/flood-1.html", "no-such-page.html", "demo/pages/flood-2.html"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "2 new, 0 changed, 0 known, 1 failed\n");
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-page.html"));
    desk.fails(&["add"], 2);
}

#[test]
fn words_are_found_and_claims_are_asked_for() {
    let desk = Desk::new();
    desk.run(&["add", "demo/pages"]);
    let file = desk.path("hospital.txt");
    std::fs::write(&file, "سبها تستعيد عافيتها\n\nقالت البلدية إن المدينة وبمستشفياتها مئات المرضى تحتاج إلى الماء.\n")
        .expect("it is written");
    desk.run(&["add", &file.display().to_string()]);
    let found = desk.json(&["search", "مستشفى"]);
    assert!(found.iter().any(|f| f["source"] == file.display().to_string()), "{found:?}");
    let mark = &found.iter().find(|f| f["source"] == file.display().to_string()).expect("the page")["snippet"]["marks"][0];
    assert!(mark["end"].as_u64() > mark["start"].as_u64());
    assert!(desk.run(&["search", "مستشفى"]).contains("وبمستشفياتها"));
    desk.fails(&["search", "«»"], 1);

    let killed = desk.json(&["claims", "--measure", "killed", "--since", "2024-05-06", "--until", "2024-05", "--place", "سبها"]);
    assert!(!killed.is_empty() && killed.iter().all(|c| c["measure"] == "killed"));
    assert!(desk.json(&["claims", "--outlet", "صحيفة النخيل"]).iter().all(|c| c["outlet"] == "صحيفة النخيل"));
    for status in ["agreed", "disputed"] {
        let claims = desk.json(&["claims", "--status", status]);
        assert!(!claims.is_empty() && claims.iter().all(|c| c["status"] == status), "{status}");
    }
    let speaker = desk.json(&["claims", "--kind", "statement"])[0]["speaker"].as_str().expect("a speaker").to_owned();
    assert!(!desk.json(&["claims", "--speaker", &speaker]).is_empty());
    let message = desk.fails(&["claims", "--measure", "kiled"], 2);
    assert!(message.contains("killed"), "{message}");
    desk.fails(&["claims", "--since", "yesterday"], 2);
}

#[test]
fn what_is_decided_is_seen_everywhere_and_can_be_undone() {
    let desk = Desk::new();
    desk.run(&["add", "demo/pages"]);
    let before = desk.run(&["export"]);
    let killed = desk.json(&["claims", "--measure", "killed", "--kind", "figure"]);
    let twelve = killed.iter().find(|c| c["low"] == 12).expect("twelve dead");
    let name = format!("{}#{}", twelve["page"].as_str().expect("a page"), twelve["claim"].as_str().expect("a claim"));
    let story = twelve["story"].to_string();

    desk.fails(&["decide", "reject", &name], 2);
    desk.fails(&["decide", "reject", "flood-1", "--by", "Layla"], 2);
    desk.fails(&["decide", "correct", &name, "--by", "Layla"], 2);
    let message = desk.fails(&["decide", "correct", &name, "--by", "Layla", "--speaker", "nobody"], 1);
    assert!(message.contains("names nobody"), "{message}");
    let corrected = [
        "decide",
        "correct",
        &name,
        "--low",
        "15",
        "--high",
        "none",
        "--qualifier",
        "at_least",
        "--by",
        "Layla",
        "--reason",
        "it says at least",
    ];
    let line = desk.run(&corrected);
    assert!(line.contains("correct «") && line.contains("by Layla") && line.contains("it says at least"), "{line}");

    let claims = desk.json(&["claims", "--measure", "killed"]);
    let marked = claims.iter().find(|c| c["decision"].is_object()).expect("it is marked");
    assert_eq!((&marked["low"], &marked["high"], &marked["decision"]["by"]), (&15.into(), &Value::Null, &"Layla".into()));
    assert!(desk.run(&["claims", "--measure", "killed"]).contains("[correct by Layla]"));
    for (format, words) in
        [("text", "Corrected by"), ("markdown", "Corrected by"), ("html", "<p class=\"decided\">"), ("json", "\"by\": \"Layla\"")]
    {
        let shown = desk.run(&["show", &story, "--lang", "en", "--format", format]);
        assert!(shown.contains(words) && shown.contains("it says at least"), "{format}");
    }
    let tables = desk.path("tables");
    desk.run(&["export", "--format", "csv", "-o", &tables.display().to_string()]);
    let table = |name: &str| std::fs::read_to_string(tables.join(name)).expect("a table");
    assert!(table("claims.csv").lines().any(|line| line.ends_with(",correct,1")));
    assert_eq!(table("decisions.csv").matches("Layla").count(), 1);
    assert!(desk.run(&["decisions"]).contains("correct «"));
    assert_eq!(desk.json(&["decisions"])[0]["standing"], "in_force");

    assert!(desk.run(&["reread"]).ends_with("16 pages read anew, 0 changed, 0 failed\n"));
    let undone: Value = serde_json::from_str(&desk.run(&["decide", "undo", "1", "--by", "Omar", "--format", "json"])).expect("JSON");
    assert_eq!((&undone["kind"], &undone["undoes"]), (&"undo".into(), &1.into()));
    assert_eq!(desk.run(&["export"]), before);
    assert!(desk.run(&["decisions"]).contains("[undone]"));
    assert!(desk.run(&["check"]).contains("sound"));
}

#[cfg(feature = "serve")]
#[test]
fn others_are_not_let_in_without_a_token() {
    let desk = Desk::new();
    for token in ["", "  "] {
        let output = desk.command(&["serve", "--listen", "0.0.0.0:0"]).env("ISNAD_TOKEN", token).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(told.contains("--token-file") && told.lines().count() == 1, "{told}");
    }
    desk.fails(&["serve", "--token-file", "no-such-file"], 2);
}

#[test]
fn a_terminal_gets_no_commands_from_a_page() {
    let desk = Desk::new();
    let file = desk.path("page.txt");
    std::fs::write(&file, "عنوان \u{1b}[31mأحمر\u{202e} هنا\n\nقالت الشرطة إن ثلاثة أشخاص قتلوا \u{1b}]0;x\u{7} في الجسر في درنة.\n")
        .expect("it is written");
    desk.run(&["add", &file.display().to_string()]);
    for arguments in [&["stories"][..], &["search", "الجسر"], &["claims"]] {
        let text = desk.run(arguments);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{arguments:?}: {text:?}");
    }
}

#[test]
fn a_copy_is_a_store() {
    let desk = Desk::new();
    desk.run(&["add", "demo/pages"]);
    let copy = desk.path("copy.isnad").display().to_string();
    desk.run(&["backup", &copy]);
    assert!(desk.run(&["check", "--db", &copy]).contains("16 pages"));
    assert_eq!(desk.run(&["export", "--db", &copy]), desk.run(&["export"]));
    desk.fails(&["backup", &copy], 1);
    desk.run(&["vacuum"]);
    assert!(desk.run(&["check"]).contains("sound"));
}

#[test]
fn where_there_is_no_store_it_is_said() {
    let desk = Desk::new();
    for arguments in [&["stories"][..], &["check"], &["vacuum"], &["export"], &["search", "ماء"]] {
        let message = desk.fails(arguments, 1);
        assert!(message.contains("there is no store") && message.contains("isnad add"), "{message}");
    }
    assert!(!desk.path("desk.isnad").exists());
    let other = desk.path("other.txt");
    std::fs::write(&other, "words ".repeat(200)).expect("it is written");
    let message = desk.fails(&["add", "--db", &other.display().to_string(), "demo/pages"], 1);
    assert!(message.contains("no store of Isnad"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_store_that_cannot_be_written_is_said_to_be_and_still_read() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.run(&["add", "demo/pages/flood-1.html"]);
    let file = desk.path("desk.isnad");
    let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("permissions");
    mode(&file, 0o444);
    mode(desk.folder.path(), 0o555);
    // Whoever may write everything is not kept from it by permissions.
    if std::fs::OpenOptions::new().write(true).open(&file).is_err() {
        let message = desk.fails(&["add", "demo/pages/flood-2.html"], 1);
        assert!(message.contains("cannot be written") && message.contains("stays"), "{message}");
        assert!(desk.run(&["check"]).contains("sound; 1 pages"));
    }
    mode(desk.folder.path(), 0o755);
}

/// A disk that ends: no file may grow beyond some blocks, as the shell counts them.
#[cfg(unix)]
#[test]
fn where_there_is_no_room_it_is_said_and_what_was_there_stays() {
    let desk = Desk::new();
    desk.run(&["add", "demo/pages/flood-1.html"]);
    let binary = assert_cmd::cargo::cargo_bin("isnad");
    let size = std::fs::metadata(desk.path("desk.isnad")).expect("the store").len();
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" add demo/pages", size / 512 / 2 + 16);
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .arg(binary)
        .current_dir(root())
        .env("ISNAD_DB", desk.path("desk.isnad"))
        .output()
        .expect("it runs");
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("no room left") && message.contains("stays"), "{message}");
    assert!(desk.run(&["check"]).contains("sound; 1 pages"));
    assert_eq!(desk.run(&["add", "demo/pages"]), "15 new, 0 changed, 1 known, 0 failed\n");
}

#[test]
fn accounts_and_webhooks_are_kept_in_the_store() {
    let desk = Desk::new();
    let give = |arguments: &[&str], password: &str| desk.command(arguments).write_stdin(password).output().expect("it runs");
    assert!(give(&["user", "add", "ليلى", "--role", "editor"], "كلمة سرّ طويلة\n").status.success());
    let short = give(&["user", "add", "Omar", "--role", "reader"], "short\n");
    assert_eq!(short.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&short.stderr).contains("12 characters"));
    let twice = give(&["user", "add", "ليلى", "--role", "reader"], "short\n");
    assert!(twice.status.code() == Some(1) && String::from_utf8_lossy(&twice.stderr).contains("already"));
    assert!(give(&["user", "password", "ليلى"], "another long password").status.success());
    let users = desk.json(&["user", "list"]);
    assert_eq!((users.len(), &users[0]["name"], &users[0]["role"]), (1, &Value::from("ليلى"), &Value::from("editor")));
    assert!(!desk.run(&["user", "list"]).contains("argon2"));
    desk.run(&["user", "remove", "ليلى"]);
    assert!(desk.fails(&["user", "remove", "ليلى"], 1).contains("no account"));

    let added = desk.run(&["webhook", "add", "https://example.org/isnad", "--kind", "revision", "--kind", "dispute"]);
    assert!(added.starts_with("webhook 1\nsecret whsec_"), "{added}");
    for (arguments, wrong) in [
        (&["webhook", "add", "https://127.0.0.1/"][..], "--allow-private"),
        (&["webhook", "add", "http://example.org/"], "https alone"),
        (&["webhook", "add", "https://example.org/", "--kind", "figures"], "possible values"),
    ] {
        assert!(desk.fails(arguments, 2).contains(wrong), "{arguments:?}");
    }
    assert!(desk.fails(&["webhook", "add", "https://example.org/", "--story", "7"], 1).contains("no story"));
    let hooks = desk.json(&["webhook", "list"]);
    assert_eq!((hooks.len(), &hooks[0]["kinds"][1], &hooks[0]["secret"]), (1, &Value::from("dispute"), &Value::Null));
    assert!(desk.run(&["webhook", "list"]).contains("https://example.org/isnad  revision,dispute, 0 behind"));
    desk.run(&["webhook", "remove", "1"]);
    assert!(desk.fails(&["webhook", "enable", "1"], 1).contains("no webhook 1"));
}
