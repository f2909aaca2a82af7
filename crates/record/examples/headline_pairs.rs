//! Reads pairs of headlines with numbers (JSON lines with `s1`, `s2`, `stance`) and says which count as support.
#![allow(clippy::expect_used, clippy::print_stdout)] // a tool for whoever works on sameness

use isnad_record::sameness::texts;

fn main() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    for line in std::io::stdin().lines() {
        let pair: serde_json::Value = serde_json::from_str(&line.expect("the input is text")).expect("the input is JSON");
        let text = |key: &str| pair[key].as_str().unwrap_or_default().to_owned();
        println!("{}\t{}\t{}\t{}", text("stance"), texts::support(&text("s1"), &text("s2"), &lexicon), text("s1"), text("s2"));
    }
}
