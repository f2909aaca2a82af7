//! `isnad serve` as it is started, with a store of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use tempfile::TempDir;

use crate::started::start;

/// The program. `cargo test --workspace` builds it; with this package alone it is built if it is not there.
pub fn isnad() -> PathBuf {
    let built = std::env::current_exe().expect("this test's file");
    let folder = built.parent().and_then(Path::parent).expect("the folder that it was built into");
    let program = folder.join(format!("isnad{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        let cargo = Command::new(env!("CARGO")).args(["build", "-p", "isnad"]).status().expect("cargo runs");
        assert!(cargo.success() && program.exists(), "{}: build it with `cargo build -p isnad`", program.display());
    }
    program
}

/// The demo's pages, by name.
pub fn demo_pages() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/pages").canonicalize().expect("the demo");
    let entries = std::fs::read_dir(folder).expect("the demo");
    let mut pages: Vec<String> = entries.map(|e| e.expect("a page").path().to_string_lossy().into_owned()).collect();
    pages.sort();
    pages
}

/// A server that ends with its test.
pub struct Desk {
    child: Child,
    /// `http://127.0.0.1:PORT`, without a slash behind it.
    pub address: String,
    folder: TempDir,
}

impl Desk {
    /// A desk whose store is empty.
    pub fn empty() -> Self {
        Desk::with(&[])
    }

    /// A desk with the demo's pages.
    pub fn of_demo() -> Self {
        Desk::with(&demo_pages())
    }

    fn with(pages: &[String]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db = folder.path().join("desk.isnad");
        if !pages.is_empty() {
            let added = Command::new(isnad()).args(["add", "--db"]).arg(&db).args(pages).output().expect("it runs");
            assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        }
        let mut command = Command::new(isnad());
        command.args(["serve", "--listen", "127.0.0.1:0", "--db"]).arg(&db).env_remove("ISNAD_TOKEN");
        let (child, line) = start(command);
        let address = line.trim_end_matches('/').to_owned();
        assert!(address.starts_with("http://127.0.0.1:"), "{line}");
        Desk { child, address, folder }
    }

    /// A page of the desk.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// A folder that is gone when the test ends.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
