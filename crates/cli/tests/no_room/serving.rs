//! `isnad serve` on a disk that is full or cannot be written: what is there is shown, and whoever adds is told why nothing is added.

use std::process::Child;

use crate::disk::Disk;
use crate::started::start;
use crate::visitor::Visitor;
use crate::{page, pages, program, ten};

/// A server, which ends with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(disk: &Disk) -> (Server, Visitor) {
    let mut command = disk.command(program());
    command.args(["serve", "--listen", "127.0.0.1:0", "--db"]).arg(disk.path("desk.isnad")).env_remove("ISNAD_TOKEN");
    let (child, line) = start(command);
    (Server(child), Visitor::of(&line))
}

/// Reads the story, the search and the programs' list: each has what is looked for.
fn shows(visitor: &Visitor) {
    for (path, has) in [("/", "/stories/"), ("/search?q=%D9%82%D8%B1%D9%8A%D8%A9", "<mark>"), ("/api/v1/claims", "\"killed\"")] {
        let answer = visitor.send("GET", path, "text/plain", "").expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(has), "{path}: {answer}");
    }
}

#[test]
fn a_desk_on_a_full_disk_is_read_and_goes_on_with_room() {
    let pages = pages();
    let Some(disk) = Disk::of(3 * 1024) else { return };
    ten(&disk.path("desk.isnad"), pages.path(), disk.command(program()));
    let (_server, visitor) = serve(&disk);
    let mut added = Vec::new();
    let refused = loop {
        let n = 10 + added.len();
        let answer = visitor.upload(&format!("{n}.txt"), &page(n)).expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 503"), "{answer}");
        if !answer.contains("role=\"status\"") {
            break answer;
        }
        added.push(n);
        assert!(added.len() < 45, "the disk is never full");
    };
    assert!(refused.contains("no room left to write; free some space and run it again"), "{refused}");
    // A decision is small: some find room where a page does not.
    let refused = (0..30).find_map(|n| {
        let decision = format!("token={}&what=accept&by=Layla&reason=r{n}&page=upload:10.txt&claim=c1&back=/", visitor.token);
        let answer = visitor.send("POST", "/decisions", "application/x-www-form-urlencoded", &decision).expect("it answers");
        (!answer.starts_with("HTTP/1.1 303")).then_some(answer)
    });
    let refused = refused.expect("the disk is full in the end");
    assert!(refused.starts_with("HTTP/1.1 503") && refused.contains("no room left to write"), "{refused}");
    shows(&visitor);

    disk.remount("size=64m");
    let n = 10 + added.len();
    let answer = visitor.upload(&format!("{n}.txt"), &page(n)).expect("it answers");
    assert!(answer.contains("role=\"status\""), "{answer}");
    added.push(n);
    for n in &added {
        let answer = visitor.send("GET", &format!("/api/v1/pages?source=upload:{n}.txt"), "text/plain", "").expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200"), "{n}: {answer}");
    }
    let sound = disk.command(program()).args(["check", "--db"]).arg(disk.path("desk.isnad")).output().expect("it starts");
    let pages = 10 + added.len();
    assert!(String::from_utf8_lossy(&sound.stdout).contains(&format!("sound; {pages} pages in {pages} versions")));
}

#[test]
fn a_desk_that_cannot_be_written_is_read() {
    let pages = pages();
    let Some(disk) = Disk::of(16 * 1024) else { return };
    ten(&disk.path("desk.isnad"), pages.path(), disk.command(program()));
    disk.remount("ro");
    let (server, visitor) = serve(&disk);
    shows(&visitor);
    let answer = visitor.upload("10.txt", &page(10)).expect("it answers");
    assert!(answer.contains("the store cannot be written; check the permissions of the file and its folder"), "{answer}");
    shows(&visitor);

    // When it can be written again, whoever adds need not start the server anew.
    disk.remount("rw");
    let answer = visitor.upload("10.txt", &page(10)).expect("it answers");
    assert!(answer.contains("role=\"status\""), "{answer}");
    drop(server);
}
