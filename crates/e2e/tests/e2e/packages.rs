//! What the tests need of the system, installed where it can be: on Debian, as root.

use std::process::Command;

/// Installs a package; a fresh machine is told first which there are.
pub fn install(package: &str) -> bool {
    let apt = |args: &[&str]| Command::new("apt-get").args(args).output().is_ok_and(|out| out.status.success());
    let install = || apt(&["install", "-y", "--no-install-recommends", package]);
    install() || apt(&["update"]) && install()
}
