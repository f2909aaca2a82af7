//! The examples and counter-examples of the packs' rules: cues, measures, events and particles.
#![allow(clippy::expect_used)] // a test may fail loudly

use isnad_lexicon::Lexicon;
use isnad_model::{Claim, ClaimKind, Event, Figure, Statement};
use serde_json::Value;

mod article;

/// The rows of a pack's file: the cells by the columns' names.
fn rows(file: &str) -> Vec<impl Fn(&str) -> String> {
    let mut lines = file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let columns: Vec<String> = lines.next().expect("a line of columns").split('\t').map(str::to_owned).collect();
    let row = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(|c| c.trim().to_owned()).collect();
        let columns = columns.clone();
        move |name: &str| {
            let at = columns.iter().position(|c| c == name).expect("the column is there");
            cells.get(at).cloned().unwrap_or_default()
        }
    };
    lines.map(row).collect()
}

/// The claims of a text of one paragraph.
fn claims(text: &str, lexicon: &Lexicon) -> Vec<Claim> {
    isnad_read::read(article::article(text, Some("2021-06-15")), lexicon).claims
}

/// A word of the output as it is written there.
fn written(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value).expect("a word of the output") {
        Value::String(word) => word,
        other => other.to_string(),
    }
}

/// Somebody speaks first, so that a cue without a name has a speaker to go on with.
const BEFORE: &str = "قال العمدة سالم الحمدان إن الماء صاف. ";

/// The modes of the statements behind the first sentence.
fn modes(example: &str, lexicon: &Lexicon) -> Vec<String> {
    let text = format!("عنوان\n{BEFORE}{example}.");
    let from = text.find(example).map_or(0, |at| text[..at].chars().count());
    let behind = claims(&text, lexicon).into_iter().filter(|c| c.start >= from);
    behind
        .filter_map(|c| match c.kind {
            ClaimKind::Statement(Statement { mode, .. }) => Some(written(mode)),
            _ => None,
        })
        .collect()
}

#[test]
fn cues() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let mut faults = Vec::new();
    for row in rows(include_str!("../../../packs/ar/cues.tsv")) {
        let found = modes(&row("example"), &lexicon);
        if !row("example").is_empty() && !found.contains(&row("mode")) {
            faults.push(format!("example of {}: {} gives {found:?}", row("id"), row("example")));
        }
        let found = modes(&row("counter_example"), &lexicon);
        if !row("counter_example").is_empty() && !found.is_empty() {
            faults.push(format!("counter-example of {}: {} gives {found:?}", row("id"), row("counter_example")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn measures() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let mut faults = Vec::new();
    let figures = |text: &str| -> Vec<String> {
        let measure = |c: Claim| match c.kind {
            ClaimKind::Figure(Figure { measure, .. }) => Some(written(measure)),
            _ => None,
        };
        claims(&format!("عنوان\n{text}."), &lexicon).into_iter().filter_map(measure).collect()
    };
    for row in rows(include_str!("../../../packs/ar/measures.tsv")) {
        let found = figures(&row("example"));
        if !row("example").is_empty() && found != [row("measure")] {
            faults.push(format!("example of {}: {} gives {found:?}", row("measure"), row("example")));
        }
        let found = figures(&row("counter_example"));
        if !found.is_empty() {
            faults.push(format!("counter-example of {}: {} gives {found:?}", row("measure"), row("counter_example")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn events() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let mut faults = Vec::new();
    let types = |text: &str| -> Vec<String> {
        let plover = |c: Claim| match c.kind {
            ClaimKind::Event(Event { event_type, .. }) => Some(written(event_type)),
            _ => None,
        };
        claims(&format!("عنوان\n{text}."), &lexicon).into_iter().filter_map(plover).collect()
    };
    for row in rows(include_str!("../../../packs/ar/events.tsv")) {
        let found = types(&row("example"));
        if !row("example").is_empty() && !found.contains(&row("type")) {
            faults.push(format!("example of {} {}: {} gives {found:?}", row("type"), row("what"), row("example")));
        }
        let found = types(&row("counter_example"));
        if !row("counter_example").is_empty() && found.contains(&row("type")) {
            faults.push(format!("counter-example of {} {}: {} gives {found:?}", row("type"), row("what"), row("counter_example")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A form near which its own row tells nothing would never tell anything.
#[test]
fn no_form_of_an_event_bars_itself() {
    let padded = |words: &str| format!(" {words} ");
    for row in rows(include_str!("../../../packs/ar/events.tsv")) {
        let list = |column: &str| row(column).split('|').filter(|w| !w.is_empty()).map(padded).collect::<Vec<_>>();
        for form in list("forms") {
            let bar = list("bars").into_iter().find(|bar| form.contains(bar));
            assert_eq!(bar, None, "«{form}»");
        }
    }
}

/// The stages of the agreements that an example names.
fn stages(example: &str, lexicon: &Lexicon) -> Vec<String> {
    let text = format!("عنوان\n{example}.");
    let acts = claims(&text, lexicon).into_iter().filter_map(|c| match c.kind {
        ClaimKind::Event(event) => event.agreement,
        _ => None,
    });
    acts.filter_map(|act| act.stage.map(written)).collect()
}

#[test]
fn stages_of_agreements() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let mut faults = Vec::new();
    for row in rows(include_str!("../../../packs/ar/agreement_stages.tsv")) {
        let (want, example, counter) = (row("stage"), row("example"), row("counter_example"));
        if !want.is_empty() && !example.is_empty() && !stages(&example, &lexicon).contains(&want) {
            faults.push(format!("{want}: {example} gives {:?}", stages(&example, &lexicon)));
        }
        if !counter.is_empty() && stages(&counter, &lexicon).contains(&want) {
            faults.push(format!("{want}: the counter-example {counter} gives it too"));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
