//! The command `isnad`.

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

#[derive(Parser)]
enum Command {
    /// Reads pages and prints one JSON object a page.
    Analyze {
        /// Pages.
        paths: Vec<std::path::PathBuf>,
    },
}

fn main() -> ExitCode {
    let Command::Analyze { paths } = Command::parse();
    let Ok(lexicon) = isnad_packs::built_in() else { return ExitCode::from(1) };
    let mut out = std::io::stdout().lock();
    for path in paths {
        let Ok(bytes) = std::fs::read(&path) else { return ExitCode::from(1) };
        let hints = isnad_page::Hints { source: path.display().to_string(), charset: None };
        let Ok(article) = isnad_page::read(&bytes, &hints, &lexicon) else { return ExitCode::from(1) };
        let article = isnad_read::read(article, &lexicon);
        let Ok(line) = serde_json::to_string(&article) else { return ExitCode::from(1) };
        let _ = writeln!(out, "{line}");
    }
    ExitCode::SUCCESS
}
