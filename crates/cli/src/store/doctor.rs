//! `isnad doctor`: whether all that the program needs is there, and what to do where it is not.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use isnad_collect::AllowedHost;
use isnad_store::{Store, StoreError, VERSION};
use serde::Serialize;

use super::args::Lines;
use super::stemmer;
use crate::output::{json, print};
use crate::{ALL_READ, Fault, SOME_FAILED};

/// Bytes below which a disk is said to be nearly full: a day of a busy desk.
const ROOM: u64 = 1 << 30;

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As it should be.
    Ok,
    /// It works, something is worth knowing.
    Advice,
    /// It does not work.
    Fault,
}

/// What was looked at, and what was found.
#[derive(Debug, Serialize)]
pub struct Finding {
    what: &'static str,
    standing: Standing,
    said: String,
}

fn finding(what: &'static str, standing: Standing, said: impl Into<String>) -> Finding {
    Finding { what, standing, said: said.into() }
}

/// Looks at everything.
pub fn run(file: &Path, packs: &[PathBuf], addresses: Vec<String>, allow: Vec<AllowedHost>, format: Lines) -> Result<u8, Fault> {
    let mut found = vec![program(), terminal(), locale(), packs_compile(packs)];
    found.extend(room(file));
    found.extend(store(file));
    found.extend(reach(addresses, allow));
    match format {
        Lines::Json => print(&json(&found)?),
        Lines::Text => found.iter().for_each(|finding| print(&line(finding))),
    }
    let faults = found.iter().any(|finding| finding.standing == Standing::Fault);
    Ok(if faults { SOME_FAILED } else { ALL_READ })
}

fn line(finding: &Finding) -> String {
    let (word, colour) = match finding.standing {
        Standing::Ok => ("ok", anstyle::AnsiColor::Green),
        Standing::Advice => ("advice", anstyle::AnsiColor::Yellow),
        Standing::Fault => ("fault", anstyle::AnsiColor::Red),
    };
    let style = anstyle::Style::new().fg_color(Some(colour.into())).bold();
    format!("{style}{word:<7}{style:#} {}: {}\n", finding.what, isnad_export::one_line(&finding.said))
}

fn program() -> Finding {
    let features = [("serve", cfg!(feature = "serve")), ("fetch", cfg!(feature = "fetch"))];
    let lacking: Vec<&str> = features.iter().filter(|(_, has)| !has).map(|(name, _)| *name).collect();
    let version = format!("isnad {}, schema {VERSION} of the store", env!("CARGO_PKG_VERSION"));
    if lacking.is_empty() {
        finding("program", Standing::Ok, version)
    } else {
        finding("program", Standing::Advice, format!("{version}; built without {}", lacking.join(", ")))
    }
}

fn terminal() -> Finding {
    if !std::io::stdout().is_terminal() {
        return finding("terminal", Standing::Ok, "none; output goes to a file or a program, without colours");
    }
    match std::env::var("TERM").as_deref() {
        Ok("dumb") | Err(_) => finding("terminal", Standing::Advice, "it says of itself that it knows no colours (TERM)"),
        Ok(name) => finding("terminal", Standing::Ok, format!("{name}; whether it writes Arabic from the right is its own affair")),
    }
}

fn locale() -> Finding {
    // The first that is set decides.
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let named = named.unwrap_or_else(|| "C".to_owned());
    let bare = named.to_ascii_lowercase().replace('-', "");
    if bare.contains("utf8") || cfg!(windows) {
        finding("locale", Standing::Ok, named)
    } else {
        finding("locale", Standing::Advice, format!("{named} is not UTF-8: Arabic may look broken; set LANG to one such as C.UTF-8"))
    }
}

fn packs_compile(packs: &[PathBuf]) -> Finding {
    match crate::lexicon(packs) {
        Ok(_) if packs.is_empty() => finding("packs", Standing::Ok, "the built-in ones"),
        Ok(_) => finding("packs", Standing::Ok, format!("the built-in ones and {} of your own", packs.len())),
        Err(fault) => finding("packs", Standing::Fault, fault.message),
    }
}

/// How much room is left where the store is, or would be.
#[cfg(unix)]
fn room(file: &Path) -> Vec<Finding> {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let Some(folder) = whole.ancestors().skip(1).find(|folder| folder.is_dir()) else { return Vec::new() };
    let name = folder.display();
    let found = match rustix::fs::statvfs(folder) {
        Err(fault) => finding("disk", Standing::Fault, format!("{name}: {fault}; check that it can be read")),
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let told = format!("{:.1} GiB free at {name}", free as f64 / f64::from(1 << 30));
            if free < ROOM {
                finding("disk", Standing::Advice, format!("{told}; free some, or name a store elsewhere with --db"))
            } else {
                finding("disk", Standing::Ok, told)
            }
        }
    };
    vec![found]
}

#[cfg(not(unix))]
fn room(_: &Path) -> Vec<Finding> {
    Vec::new()
}

fn store(file: &Path) -> Vec<Finding> {
    let name = file.display();
    let stemmer = match stemmer() {
        Ok(stemmer) => stemmer,
        Err(fault) => return vec![finding("store", Standing::Fault, fault.message)],
    };
    let store = match Store::read(file, stemmer) {
        Ok(store) => store,
        Err(StoreError::Missing(_)) => return vec![finding("store", Standing::Ok, format!("{name}: none yet; `isnad add` makes it"))],
        Err(fault @ StoreError::Older { .. }) => return vec![finding("store", Standing::Advice, fault.to_string())],
        Err(fault) => return vec![finding("store", Standing::Fault, fault.to_string())],
    };
    let mut found = Vec::new();
    match store.counts() {
        Ok(c) => {
            let told = format!("{name}: {} pages in {} versions, {} claims, {} stories", c.pages, c.versions, c.claims, c.stories);
            found.push(finding("store", Standing::Ok, told));
        }
        Err(fault) => found.push(finding("store", Standing::Fault, fault.to_string())),
    }
    match store.check() {
        Ok(faults) if faults.is_empty() => found.push(finding("store", Standing::Ok, "sound, row by row and page by page")),
        Ok(faults) => {
            let first = faults.first().cloned().unwrap_or_default();
            let more = if faults.len() > 1 { format!(" and {} more faults", faults.len() - 1) } else { String::new() };
            found.push(finding("store", Standing::Fault, format!("{first}{more}; restore it from a backup (`isnad check` names all)")));
        }
        Err(fault) => found.push(finding("store", Standing::Fault, fault.to_string())),
    }
    let readonly = std::fs::metadata(file).is_ok_and(|m| m.permissions().readonly());
    if readonly {
        found.push(finding("store", Standing::Advice, format!("{name} cannot be written: it can be asked, not added to")));
    }
    found
}

#[cfg(feature = "fetch")]
fn reach(addresses: Vec<String>, allow: Vec<AllowedHost>) -> Vec<Finding> {
    use isnad_collect::fetch::{Fetched, Fetcher, Settings};

    if addresses.is_empty() {
        return Vec::new();
    }
    let walls = isnad_packs::built_in().map(|lexicon| isnad_collect::Walls::new(&lexicon)).unwrap_or_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let fetcher = Fetcher::new(Settings { allow, walls, ..Settings::default() }).map_err(|e| e.to_string());
    let (runtime, fetcher) = match (runtime.map_err(|e| e.to_string()), fetcher) {
        (Ok(runtime), Ok(fetcher)) => (runtime, fetcher),
        (Err(fault), _) | (_, Err(fault)) => return vec![finding("reach", Standing::Fault, fault)],
    };
    let ask = |address: String| {
        let begun = std::time::Instant::now();
        match runtime.block_on(fetcher.page(&address, &isnad_collect::Validators::default())) {
            Ok(Fetched::Page(page)) => {
                let told = format!("{address}: {} bytes in {:.1} s", page.bytes.len(), begun.elapsed().as_secs_f32());
                if page.paywall {
                    finding("reach", Standing::Advice, format!("{told}, behind a paywall"))
                } else {
                    finding("reach", Standing::Ok, told)
                }
            }
            Ok(Fetched::Unchanged) => finding("reach", Standing::Ok, address),
            Err(fault) => finding("reach", Standing::Fault, format!("{address}: {fault}")),
        }
    };
    addresses.into_iter().map(ask).collect()
}

#[cfg(not(feature = "fetch"))]
fn reach(addresses: Vec<String>, _: Vec<AllowedHost>) -> Vec<Finding> {
    let lacking = |address| finding("reach", Standing::Fault, format!("{address}: this program was built without the feature `fetch`"));
    addresses.into_iter().map(lacking).collect()
}
