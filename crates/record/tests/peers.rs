//! Headline pairs with numbers (ANS, Apache-2.0), where a copy of them lies beside the project: what differs by its number is no support.
#![allow(clippy::expect_used, clippy::print_stderr)] // a test says what it did not do

use std::path::Path;

use isnad_record::sameness::texts;

#[test]
fn pairs_that_differ_by_a_number_never_support_and_those_that_agree_mostly_do() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/peers/ans/number_pairs.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("not run: there is no {}", path.display());
        return;
    };
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    let (mut agreeing, mut supported) = (0, 0);
    for line in text.lines() {
        let pair: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        let text = |key: &str| pair[key].as_str().unwrap_or_default();
        let support = texts::support(text("s1"), text("s2"), &lexicon);
        match text("stance") {
            "disagree" if numbers(&pair["n1"]) != numbers(&pair["n2"]) => assert!(!support, "{} / {}", text("s1"), text("s2")),
            "agree" => {
                agreeing += 1;
                supported += usize::from(support);
            }
            _ => {}
        }
    }
    assert!(supported * 10 >= agreeing * 8, "{supported} of {agreeing} pairs that agree count as support");
}

/// The numbers of a headline, in whichever digits it has them.
fn numbers(list: &serde_json::Value) -> Vec<u64> {
    let digit = |c: char| c.to_digit(10).or_else(|| (c as u32).checked_sub(0x660).filter(|d| *d < 10));
    let value = |text: &str| text.chars().filter_map(digit).fold(0, |sum, digit| sum * 10 + u64::from(digit));
    let mut all: Vec<u64> = list.as_array().into_iter().flatten().filter_map(|n| n.as_str()).map(value).collect();
    all.sort_unstable();
    all.dedup();
    all
}
