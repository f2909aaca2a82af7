//! What the tests need of the system, installed where it can be: on Debian, as root.

use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// The system takes one that installs at a time.
static INSTALLING: Mutex<()> = Mutex::new(());

/// Installs a package; a fresh machine is told first which there are.
pub fn install(package: &str) -> bool {
    let _one = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let apt = |args: &[&str]| Command::new("apt-get").args(args).output().is_ok_and(|out| out.status.success());
    let install = || apt(&["install", "-y", "--no-install-recommends", package]);
    install() || apt(&["update"]) && install()
}
