//! The command `isnad`.

#[cfg(feature = "fetch")]
mod addresses;
mod args;
#[cfg(any(feature = "fetch", feature = "mcp", feature = "serve"))]
mod ending;
mod evaluate;
mod input;
mod output;
mod pages;
mod progress;
mod skipped;
mod store;
mod stream;
#[cfg(feature = "fetch")]
mod watch;

use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use isnad_export::Options;
use isnad_lexicon::Lexicon;

use args::{Args, Command, DiffFormat, EvalFormat, SchemaOf};

/// Every page was read.
const ALL_READ: u8 = 0;
/// Some page could not be read.
const SOME_FAILED: u8 = 1;
/// The command line was wrong.
const WRONG_USE: u8 = 2;

fn main() -> ExitCode {
    let args = Args::parse();
    match run(args) {
        Ok(code) => ExitCode::from(code),
        Err(fault) => {
            pages::complain(&fault.message);
            ExitCode::from(fault.code)
        }
    }
}

/// What ends the program, and with which status.
struct Fault {
    message: String,
    code: u8,
}

impl Fault {
    fn wrong_use(message: impl Into<String>) -> Self {
        Fault { message: message.into(), code: WRONG_USE }
    }

    fn failed(message: impl Into<String>) -> Self {
        Fault { message: message.into(), code: SOME_FAILED }
    }
}

/// Many threads make and drop the small names and spans of articles at once, at which this allocator is quicker than the
/// system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn lexicon(packs: &[std::path::PathBuf]) -> Result<Lexicon, Fault> {
    if packs.is_empty() { isnad_packs::built_in() } else { isnad_packs::with_folders(packs) }.map_err(|e| Fault::wrong_use(e.to_string()))
}

/// The record that `isnad report --format json` wrote to a file.
fn record(path: &std::path::Path) -> Result<isnad_model::Record, Fault> {
    let name = path.display();
    let bytes = std::fs::read(path).map_err(|e| Fault::failed(format!("{name}: {e}; check that it can be read")))?;
    serde_json::from_slice(&bytes)
        .map_err(|e| Fault::failed(format!("{name}: no report as JSON: {e}; give a file that `isnad report --format json` wrote")))
}

fn run(args: Args) -> Result<u8, Fault> {
    match args.command {
        Command::Analyze { input } => {
            // To free its many entries one by one, right before the process ends, takes as long as to read a page.
            let lexicon = ManuallyDrop::new(lexicon(&input.pack)?);
            let given = input::collect(&input.paths);
            let missing = given.missing;
            let mut out = io::stdout().lock();
            // An article is written whole: a reader of the pipe sees no half of one, and JSON's many small pieces
            // go to memory first.
            let mut line = Vec::new();
            let mut broken_pipe = false;
            let failed = pages::read_all(given, input.plan(&lexicon), &lexicon, |article| {
                line.clear();
                let written = serde_json::to_writer(&mut line, &article).map_err(io::Error::from).and_then(|()| {
                    line.push(b'\n');
                    out.write_all(&line)
                });
                broken_pipe |= written.is_err();
                !broken_pipe
            });
            let _ = out.flush();
            Ok(if failed + missing == 0 { ALL_READ } else { SOME_FAILED })
        }
        Command::Report { input, format, output } => {
            let lexicon = lexicon(&input.pack)?;
            let given = input::collect(&input.paths);
            let missing = given.missing;
            let mut articles = Vec::new();
            let failed = pages::read_all(given, input.plan(&lexicon), &lexicon, |article| {
                articles.push(article);
                true
            });
            let record = isnad_record::build(&articles);
            output::write(output.file.as_deref(), &output::rendered(format, &record, &articles, output.lang)?)?;
            Ok(if failed + missing == 0 { ALL_READ } else { SOME_FAILED })
        }
        Command::Eval(eval) => {
            let lexicon = lexicon(&eval.pack)?;
            let evaluation = evaluate::run(&eval, &lexicon)?;
            let text = match eval.format {
                EvalFormat::Text => evaluation.table(eval.faults),
                EvalFormat::Json => output::json(&evaluation.json(eval.faults))?,
            };
            output::print(&text);
            Ok(if evaluation.complete() { ALL_READ } else { SOME_FAILED })
        }
        Command::Diff { old, new, format, lang } => {
            let (old, new) = (record(&old)?, record(&new)?);
            let diff = isnad_export::diff(&old, &new);
            let text = match format {
                DiffFormat::Json => output::json(&diff)?,
                DiffFormat::Text => isnad_export::diff_text(&diff, &old, &new, &Options { language: lang.into() }),
            };
            output::print(&text);
            Ok(ALL_READ)
        }
        Command::Store(command) => store::run(command),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "isnad", &mut io::stdout());
            Ok(ALL_READ)
        }
        Command::Man => {
            clap_mangen::Man::new(Args::command()).render(&mut io::stdout()).map_err(|e| Fault::failed(e.to_string()))?;
            Ok(ALL_READ)
        }
        Command::Schema { of } => {
            let schema = match of {
                SchemaOf::Analyze => schemars::schema_for!(isnad_model::Article),
                SchemaOf::Diff => schemars::schema_for!(isnad_export::Diff),
                SchemaOf::Report => schemars::schema_for!(isnad_model::Record),
            };
            output::print(&output::json(&schema)?);
            Ok(ALL_READ)
        }
    }
}
