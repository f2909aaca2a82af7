//! What came out, as a table.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use isnad_store::Counts;

use crate::ask::Answer;
use crate::questions::KINDS;

/// Memory of a process, in megabytes.
pub struct Memory {
    /// At its highest.
    peak: f64,
    /// Of that, what is the process's own: neither of the program's file nor of the store's.
    own: f64,
}

impl Memory {
    /// Asks the kernel.
    pub fn of(process: u32) -> Result<Self> {
        let told = std::fs::read_to_string(format!("/proc/{process}/status"))?;
        let megabytes = |key: &str| -> Result<f64> {
            let line = told.lines().find_map(|line| line.strip_prefix(key)).with_context(|| format!("the kernel does not tell {key}"))?;
            Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
        };
        Ok(Memory { peak: megabytes("VmHWM:")?, own: megabytes("RssAnon:")? })
    }
}

/// Prints how long answers took, by kind and together, and what they were asked of.
pub fn print(file: &Path, counts: Counts, answers: &[Answer], start: Memory, end: Memory) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let load = std::fs::read_to_string("/proc/loadavg")?;
    let bytes = std::fs::metadata(file)?.len();
    writeln!(
        out,
        "{} claims on {} pages in {} stories; {:.0} MB of file, {:.0} KB a page; memory of the server {:.0} MB at the start, {:.0} MB at the end, {:.0} MB at its highest; load {}\n",
        counts.claims,
        counts.pages,
        counts.stories,
        bytes as f64 / 1e6,
        bytes as f64 / 1e3 / counts.pages as f64,
        start.own,
        end.own,
        end.peak,
        load.split_whitespace().take(3).collect::<Vec<_>>().join(" ")
    )?;
    writeln!(out, "| asked for | requests | KB, median | p50, ms | p95, ms | p99, ms | max, ms |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    for (kind, words) in KINDS {
        row(&mut out, words, answers, |answer| answer.kind == kind)?;
    }
    row(&mut out, "**all stories**", answers, |answer| answer.kind.is_story())?;
    row(&mut out, "**all searches**", answers, |answer| answer.kind.is_search())?;
    Ok(())
}

fn row(out: &mut impl Write, words: &str, answers: &[Answer], of: impl Fn(&Answer) -> bool) -> Result<()> {
    let mut took: Vec<Duration> = answers.iter().filter(|answer| of(answer)).map(|answer| answer.took).collect();
    let mut bytes: Vec<usize> = answers.iter().filter(|answer| of(answer)).map(|answer| answer.bytes).collect();
    took.sort_unstable();
    bytes.sort_unstable();
    // The least time that so many of a hundred answers did not take longer than.
    let at = |percent: usize| took.get((took.len() * percent).div_ceil(100).saturating_sub(1)).map_or(f64::NAN, |t| t.as_secs_f64() * 1e3);
    let kilobytes = bytes.get(bytes.len() / 2).map_or(f64::NAN, |bytes| *bytes as f64 / 1e3);
    writeln!(out, "| {words} | {} | {kilobytes:.0} | {:.1} | {:.1} | {:.1} | {:.1} |", took.len(), at(50), at(95), at(99), at(100))?;
    Ok(())
}
