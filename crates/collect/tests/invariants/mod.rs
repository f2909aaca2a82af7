//! What holds of any bytes as an archive.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use isnad_collect::{Columns, Kind, Limits, Outcome, Position, Step, read};

/// The names by which readers are chosen.
pub const NAMES: [&str; 8] = ["a.warc", "a.warc.gz", "a.arc", "a.wacz", "a.mhtml", "a.jsonl", "a.csv", "a.csv.gz"];

/// More steps than so few bytes can have, however well they are packed.
fn bound(bytes: &[u8]) -> usize {
    bytes.len() * 1100 + 2
}

fn steps(path: &Path, from: Position, limits: &Limits, most: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    let kind = Kind::of(path).expect("a known ending");
    // A file that cannot be read at all gives no step.
    let _ = read(path, kind, from, &Columns::default(), limits, &mut |step| {
        steps.push(step);
        assert!(steps.len() <= most, "it goes on for ever");
        ControlFlow::Continue(())
    });
    steps
}

/// It ends; pages keep to their limit; faults are one line; places go forward; reading goes on behind any step.
pub fn hold(bytes: &[u8], name: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::File::create(&path).and_then(|mut file| file.write_all(bytes)).expect("written");
    let limits =
        Limits { page: 4096, header_bytes: 512, row: 4096, saved: 1 << 16, ratio_from: 1 << 16, total_from: 1 << 18, ..Limits::default() };
    let all = steps(&path, Position::default(), &limits, bound(bytes));
    for step in &all {
        match &step.outcome {
            Outcome::Page(page) => assert!(page.bytes.len() <= limits.page),
            Outcome::Skipped(why) => assert!(!why.to_string().is_empty()),
        }
    }
    let order = |p: &Position| (p.entry, p.byte, p.records);
    assert!(all.windows(2).all(|pair| order(&pair[0].after) <= order(&pair[1].after)), "places go back: {all:?}");
    if let Some(middle) = all.get(all.len() / 2) {
        let rest = steps(&path, middle.after, &limits, bound(bytes));
        let pages =
            |steps: &[Step]| steps.iter().filter(|s| matches!(s.outcome, Outcome::Page(_))).map(|s| s.place.clone()).collect::<Vec<_>>();
        let expected = pages(&all[all.len() / 2 + 1..]);
        // A page may come once more, none may be missing.
        assert!(expected.iter().all(|page| pages(&rest).contains(page)), "pages are missing behind {:?}", middle.after);
    }
}
