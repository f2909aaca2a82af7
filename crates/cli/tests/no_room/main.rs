//! A disk that is full and a file that cannot be written: it is said in a line what to do, nothing that was acknowledged is lost, and
//! with room again it goes on.
//!
//! What is full is a file-size limit, which every Unix has, and a file system of a few megabytes, where one can be had (`disk.rs`).
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::print_stdout)] // a test may fail loudly

#[cfg(target_os = "linux")]
mod disk;
#[cfg(all(target_os = "linux", feature = "serve"))]
mod serving;
#[cfg(all(target_os = "linux", feature = "serve"))]
#[path = "../started/mod.rs"]
mod started;
#[cfg(all(target_os = "linux", feature = "serve"))]
#[path = "../visitor/mod.rs"]
mod visitor;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Pages that are added: three batches.
const PAGES: usize = 150;

fn program() -> PathBuf {
    assert_cmd::cargo::cargo_bin("isnad")
}

/// A page of our own, each about another village.
fn page(n: usize) -> String {
    let words: Vec<String> = (0..60).map(|at| format!("{}{}", ["سيل", "جسر", "بئر", "حقل", "درب"][at % 5], n * 60 + at)).collect();
    format!(
        "فيضان في قرية الوادي {n}\n\nقالت الشرطة إن {} أشخاص قتلوا في فيضان ضرب قرية الوادي {n} يوم الاثنين 6 مايو 2024.\n\n{}.\n",
        3 + n % 40,
        words.join(" ")
    )
}

/// A folder of pages.
fn pages() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for n in 0..PAGES {
        std::fs::write(folder.path().join(format!("page-{n:03}.txt")), page(n)).expect("a page is written");
    }
    folder
}

/// Bytes of the store that all pages make.
fn whole(pages: &Path) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("whole.isnad");
    let added = Command::new(program()).args(["add", "--db"]).args([db.as_path(), pages]).output().expect("it starts");
    assert!(added.status.success(), "{}", complaint(&added));
    std::fs::metadata(db).expect("the store").len()
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The names of the pages that were acknowledged.
fn acknowledged(output: &Output) -> BTreeSet<String> {
    let lines = String::from_utf8_lossy(&output.stdout);
    lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["source"].as_str().map(str::to_owned)).collect()
}

/// The names of the pages that a store has, each once.
fn in_store(claims: &Output) -> BTreeSet<String> {
    let lines: serde_json::Value = serde_json::from_slice(&claims.stdout).expect("claims");
    lines.as_array().expect("a list").iter().filter_map(|line| line["page"].as_str().map(str::to_owned)).collect()
}

/// Adds all pages where there is not room for them, then where there is. `run` runs the program where the store is; `cramped` runs it with
/// little room.
fn adds_what_there_is_room_for(
    db: &Path,
    pages: &Path,
    cramped: &dyn Fn(&[&Path]) -> Output,
    run: &dyn Fn(&[&Path]) -> Output,
    more: &dyn Fn(),
) {
    let add = [Path::new("add"), Path::new("--format"), Path::new("json"), Path::new("--db"), db, pages];
    let check = [Path::new("check"), Path::new("--db"), db];
    let claims =
        [Path::new("claims"), Path::new("--format"), Path::new("json"), Path::new("--limit"), Path::new("0"), Path::new("--db"), db];
    let failed = cramped(&add);
    let said = format!("isnad: {}: no room left to write; free some space and run it again. What was added before stays\n", db.display());
    assert_eq!((failed.status.code(), complaint(&failed)), (Some(1), said));
    let safe = acknowledged(&failed);
    assert!(!safe.is_empty() && safe.len() < PAGES && safe.len().is_multiple_of(64), "whole batches of 64: {}", safe.len());

    let sound = cramped(&check);
    assert!(sound.status.success(), "{}{}", String::from_utf8_lossy(&sound.stdout), complaint(&sound));
    assert_eq!(in_store(&cramped(&claims)), safe);
    assert_eq!(complaint(&cramped(&add)), complaint(&failed), "without more room it is said again");

    more();
    let rest = run(&add);
    assert!(rest.status.success(), "{}", complaint(&rest));
    assert_eq!(acknowledged(&rest).len(), PAGES);
    let sound = run(&check);
    assert!(String::from_utf8_lossy(&sound.stdout).contains(&format!("sound; {PAGES} pages in {PAGES} versions")), "{}", complaint(&sound));
    assert!(in_store(&run(&claims)).is_superset(&safe));
}

#[test]
fn a_file_that_may_not_grow_is_said_and_nothing_is_lost() {
    let (pages, folder) = (pages(), tempfile::tempdir().expect("a folder"));
    let db = folder.path().join("desk.isnad");
    let run = |arguments: &[&Path]| Command::new(program()).args(arguments).output().expect("it starts");
    // The log beside the file holds every page of the file that was written since, and more: it meets the limit before the last batch.
    let blocks = whole(pages.path()) / 512 * 9 / 10;
    let cramped = |arguments: &[&Path]| {
        // The signal would end the program before it could say why.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        Command::new("sh").args(["-c", &script]).arg(program()).args(arguments).output().expect("it starts")
    };
    adds_what_there_is_room_for(&db, pages.path(), &cramped, &run, &|| {});
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_and_nothing_is_lost() {
    let pages = pages();
    // Room for nine tenths of the log, and for the index beside it.
    let Some(disk) = disk::Disk::of(whole(pages.path()) / 1024 * 9 / 10 + 64) else { return };
    let run = |arguments: &[&Path]| disk.command(program()).args(arguments).output().expect("it starts");
    adds_what_there_is_room_for(&disk.path("desk.isnad"), pages.path(), &run, &run, &|| disk.remount("size=64m"));
}

/// A store with ten pages is read where it cannot be written; to add is refused and changes nothing.
fn reads_what_cannot_be_written(db: &Path, pages: &Path, run: &dyn Fn(&[&Path]) -> Output) {
    let refused = run(&[Path::new("add"), Path::new("--db"), db, pages]);
    let said = format!(
        "isnad: {}: the store cannot be written; check the permissions of the file and its folder. What was added before stays\n",
        db.display()
    );
    assert_eq!((refused.status.code(), complaint(&refused)), (Some(1), said));
    for question in ["stories", "claims", "check"] {
        let answer = run(&[Path::new(question), Path::new("--db"), db]);
        assert!(answer.status.success() && !answer.stdout.is_empty(), "{question}: {}", complaint(&answer));
    }
    let sound = run(&[Path::new("check"), Path::new("--db"), db]);
    assert!(String::from_utf8_lossy(&sound.stdout).contains("sound; 10 pages in 10 versions"), "{}", complaint(&sound));
}

/// Adds the first ten pages.
fn ten(db: &Path, pages: &Path, mut command: Command) {
    let ten = (0..10).map(|n| pages.join(format!("page-{n:03}.txt")));
    let added = command.args(["add", "--db"]).arg(db).args(ten).output().expect("it starts");
    assert!(added.status.success(), "{}", complaint(&added));
}

#[test]
fn a_file_without_permission_is_read_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let (pages, folder) = (pages(), tempfile::tempdir().expect("a folder"));
    let db = folder.path().join("desk.isnad");
    ten(&db, pages.path(), Command::new(program()));
    let permit = |file: u32, within: u32| {
        std::fs::set_permissions(&db, std::fs::Permissions::from_mode(file)).expect("permissions");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(within)).expect("permissions");
    };
    permit(0o444, 0o555);
    if std::fs::OpenOptions::new().append(true).open(&db).is_ok() {
        println!("left out: whoever runs this may write what has no permission for it (root)");
    } else {
        reads_what_cannot_be_written(&db, pages.path(), &|arguments| Command::new(program()).args(arguments).output().expect("it starts"));
    }
    permit(0o644, 0o755);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_cannot_be_written_is_read() {
    let pages = pages();
    let Some(disk) = disk::Disk::of(16 * 1024) else { return };
    let db = disk.path("desk.isnad");
    ten(&db, pages.path(), disk.command(program()));
    disk.remount("ro");
    reads_what_cannot_be_written(&db, pages.path(), &|arguments| disk.command(program()).args(arguments).output().expect("it starts"));
}
