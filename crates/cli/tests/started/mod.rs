//! A server of the program as it is started.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Starts a server that says on its first line where it is; gives it, and that line.
pub fn start(mut command: Command) -> (Child, String) {
    let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("it says where it is");
    (child, line.trim().to_owned())
}
