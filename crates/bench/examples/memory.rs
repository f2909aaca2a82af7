//! How much memory `isnad analyze` takes at its highest, on a thousand pages and on ten thousand: it must not grow
//! with their number. Takes the path of the program; Linux only, since it asks the kernel for a child's peak.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use isnad_bench::{Maker, lexicon, write_html};
use isnad_page::Rules;

/// What the program may take at its highest, in megabytes.
const MOST: f64 = 300.0;
/// How much more ten times as many pages may take.
const GROWTH: f64 = 1.1;

fn main() -> Result<()> {
    let program = std::env::args_os().nth(1).context("give the path of the program `isnad`")?;
    let lexicon = lexicon()?;
    let rules = Rules::new(&lexicon);
    let maker = Maker::new(&rules)?;
    let mut out = std::io::stdout().lock();
    let mut peaks = Vec::new();
    writeln!(out, "| pages | MB of HTML | peak memory, MB | seconds |\n| ---: | ---: | ---: | ---: |")?;
    for count in [1_000, 10_000] {
        let folder = tempfile::tempdir()?;
        let bytes = write_html(&maker.pages(count), folder.path())?;
        let begun = std::time::Instant::now();
        let peak = peak_of(Path::new(&program), folder.path())?;
        writeln!(out, "| {count} | {:.1} | {peak:.0} | {:.1} |", bytes as f64 / 1e6, begun.elapsed().as_secs_f64())?;
        peaks.push(peak);
    }
    ensure!(peaks.iter().all(|p| *p < MOST), "more than {MOST} MB");
    ensure!(peaks[1] < peaks[0] * GROWTH, "memory grows with the number of pages");
    Ok(())
}

/// Megabytes at the highest: `VmHWM`, asked for as long as the program runs.
fn peak_of(program: &Path, folder: &Path) -> Result<f64> {
    let mut child = Command::new(program).arg("analyze").arg(folder).stdout(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0f64;
    loop {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        if let Some(kilobytes) = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok()) {
            peak = peak.max(kilobytes / 1024.0);
        }
        if let Some(status) = child.try_wait()? {
            ensure!(status.success(), "the program ended with {status}");
            return Ok(peak);
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}
