//! Reads lines from the standard input and writes the numbers of each.
#![allow(clippy::expect_used, clippy::print_stdout)] // a tool for whoever works on numbers

use isnad_text::{Document, number};

fn main() {
    let lexicon = isnad_packs::built_in().expect("the built-in packs load");
    for line in std::io::stdin().lines() {
        let line = line.expect("the input is text");
        println!("{line}");
        let document = Document::new(&line, &lexicon);
        for n in number::find(&document, &lexicon) {
            println!("    «{}» {:?} {} [{:?}, {:?}] {:?}", document.exact(n.extent.clone()), n.kind, n.value, n.low, n.high, n.qualifier);
        }
    }
}
