//! The interface for programs, asked at random by schemathesis for what its own description says and does not say.
//!
//! Python is found as `python3`, or named by `ISNAD_PYTHON`; `none` leaves this test out.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::desk::{Desk, demo_pages, isnad};
use crate::packages;

const VERSION: &str = "4.32.5";

/// Faster asking is answered with 429, rightly, and finds nothing.
const RATE: &str = "40/s";

/// Left out: that all that fits the description is accepted. A day such as 2024-02-30 fits its pattern, and a question without a word
/// is a string; both are refused with 422, as described.
const LEFT_OUT: &str = "positive_data_acceptance";

/// What is there, so that more than 404 comes back where a name is asked for.
fn known(python: &Path) -> String {
    let hash = "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest(), end='')";
    let hash = run(Command::new(python).args(["-c", hash, &demo_pages()[0]])).expect("Python runs").stdout;
    let values = [
        ("/api/v1/stories/{story}", "story", "1"),
        ("/api/v1/pages", "source", "https://nakheel.example/flood-1"),
        ("/api/v1/pages/{content}", "content", &String::from_utf8_lossy(&hash)[..32]),
    ];
    values
        .map(|(path, name, value)| format!("[[operations]]\ninclude-path = \"{path}\"\nparameters = {{ {name} = \"{value}\" }}\n"))
        .concat()
}

/// schemathesis, installed where the build's files are.
fn schemathesis() -> Option<PathBuf> {
    let python = std::env::var("ISNAD_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if python == "none" {
        drop(writeln!(std::io::stderr(), "ISNAD_PYTHON=none: schemathesis did not run"));
        return None;
    }
    let folder = isnad().with_file_name(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin/schemathesis");
    if !program.exists() {
        let make = || run(Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder));
        // Debian's Python has its venv in a package of its own.
        let made = make().or_else(|fault| if packages::install("python3-venv") { make() } else { Err(fault) });
        let installed =
            made.and_then(|_| run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", &format!("schemathesis=={VERSION}")])));
        if let Err(fault) = installed {
            panic!(
                "schemathesis cannot be installed: {fault}\nInstall Python 3.10 or newer with venv (on Debian: apt-get install python3-venv), \
                 or name one with ISNAD_PYTHON, or leave this test out with ISNAD_PYTHON=none"
            );
        }
    }
    Some(program)
}

fn run(command: &mut Command) -> Result<Output, String> {
    let out = command.output().map_err(|fault| format!("{command:?}: {fault}"))?;
    if out.status.success() { Ok(out) } else { Err(format!("{command:?}: {}", String::from_utf8_lossy(&out.stderr))) }
}

fn asked(program: &Path, desk: &Desk, values: &str) -> String {
    std::fs::write(desk.folder().join("schemathesis.toml"), values).expect("it is written");
    let out = Command::new(program)
        .args(["run", "--no-color", "--seed", "20240506", "--max-examples", "25", "--phases", "examples,coverage,fuzzing"])
        .args(["--exclude-checks", LEFT_OUT, "--rate-limit", RATE, "--request-timeout", "60", "--continue-on-failure"])
        // A stream does not end, and is waited for in vain.
        .args(["--exclude-path-regex", "/stream$"])
        .arg(desk.at("/api/v1/openapi.json"))
        .current_dir(desk.folder())
        .output()
        .expect("schemathesis runs");
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{told}{}", String::from_utf8_lossy(&out.stderr));
    told
}

#[test]
fn answers_are_as_they_are_described_whatever_is_asked() {
    let Some(program) = schemathesis() else { return };
    let desk = Desk::of_demo();
    for values in [String::new(), known(&program.with_file_name("python"))] {
        let told = asked(&program, &desk, &values);
        // It did ask: every operation, and more than a few times.
        let counted =
            |part: &str| told.lines().find_map(|line| line.trim().split_once(part)).map(|(before, behind)| format!("{before}{behind}"));
        let number = |text: String| text.split([' ', ',']).find(|word| !word.is_empty())?.parse::<usize>().ok();
        assert!(counted("Tested:").and_then(number) >= Some(6), "{told}");
        assert!(counted(" generated,").and_then(number) > Some(60), "{told}");
        assert!(values.is_empty() || !told.contains("404 Not Found"), "{told}");
    }
}
