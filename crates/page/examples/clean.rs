//! Prints what is kept of pages and what is removed, for reading over: `cargo run --example clean -- PAGE…`.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use isnad_page::{Limits, Rules, Source, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = isnad_packs::built_in()?;
    let rules = Rules::new(&lexicon);
    for path in std::env::args().skip(1) {
        match read(&std::fs::read(&path)?, &Source { path_or_url: &path, content_type: None }, &rules, &Limits::default()) {
            Ok(article) => {
                println!(
                    "===== {path} [{}] {:?} {:?} {:?} {:?}",
                    article.language, article.title, article.byline, article.published, article.outlet
                );
                let chars: Vec<char> = article.text.chars().collect();
                for block in &article.blocks {
                    println!("{:?}: {}", block.kind, chars[block.start..block.end].iter().collect::<String>());
                }
                for removed in &article.removed {
                    println!("-- {:?}: {}", removed.reason, removed.text);
                }
            }
            Err(error) => eprintln!("{path}: {error}"),
        }
    }
    Ok(())
}
