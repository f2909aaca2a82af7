//! What the commands write: records in every format, JSON, to a file or to standard output.

use std::io::Write;
use std::path::Path;

use isnad_export::Options;
use isnad_model::{Article, Record};

use crate::Fault;
use crate::args::{Format, Lang};

/// A value as indented JSON.
pub fn json(value: &impl serde::Serialize) -> Result<String, Fault> {
    Ok(serde_json::to_string_pretty(value).map_err(|e| Fault::failed(e.to_string()))? + "\n")
}

/// A value as JSON on a line of its own.
#[cfg(feature = "fetch")]
pub fn one_json_line(value: &impl serde::Serialize) -> std::io::Result<String> {
    Ok(serde_json::to_string(value)? + "\n")
}

/// A record in a format.
pub fn rendered(format: Format, record: &Record, articles: &[Article], lang: Lang) -> Result<String, Fault> {
    let options = Options { language: lang.into() };
    match format {
        Format::Json => json(record),
        Format::Markdown => Ok(isnad_export::markdown(record, articles, &options)),
        Format::Text => Ok(isnad_export::text(record, articles, &options)),
        Format::Html => isnad_export::html(record, articles, &options).map_err(|e| Fault::failed(e.to_string())),
    }
}

/// Writes to a file, or to standard output where none is named.
pub fn write(output: Option<&Path>, text: &str) -> Result<(), Fault> {
    match output {
        Some(path) => {
            std::fs::write(path, text).map_err(|e| Fault::failed(format!("{}: {e}; name another file with -o", path.display())))?
        }
        None => print(text),
    }
    Ok(())
}

/// Writes to standard output.
pub fn print(text: &str) {
    // A closed pipe is the reader's choice.
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}
