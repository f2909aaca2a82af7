//! A disk of its own that is small, or cannot be written: a file system in memory that only the commands which are run on it see.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A disk, as long as the process that holds it lives.
pub struct Disk {
    holder: Child,
    folder: tempfile::TempDir,
}

impl Disk {
    /// A disk of so many kilobytes. Nothing where the system lets nobody have one without asking its administrator; that is said.
    pub fn of(kilobytes: u64) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let script = format!("mount -t tmpfs -o size={kilobytes}k none \"$0\" && echo mounted && exec cat");
        let mut holder = Command::new("unshare")
            .args(["--user", "--map-root-user", "--mount", "sh", "-c", &script])
            .arg(folder.path())
            // It ends when its input does, however this process ends.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut line = String::new();
        BufReader::new(holder.stdout.take().expect("its output")).read_line(&mut line).expect("it is read");
        let disk = Disk { holder, folder };
        let entered = line == "mounted\n" && disk.command("true").status().is_ok_and(|status| status.success());
        if !entered {
            println!("left out: this system lets nobody mount a file system of their own");
        }
        entered.then_some(disk)
    }

    /// A path on it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command that sees the disk.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new("nsenter");
        command.args(["--target", &self.holder.id().to_string(), "--user", "--mount", "--preserve-credentials", "--"]).arg(program);
        command
    }

    /// Makes it another size, or one that cannot be written, by the options of `mount`.
    pub fn remount(&self, options: &str) {
        let mut command = self.command("mount");
        command.args(["-o", &format!("remount,{options}")]).arg(self.folder.path());
        let output = command.output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}
