//! The report for a terminal, in logical order: the terminal turns the lines.

use std::fmt::Write;

use isnad_model::{Article, Record};

use crate::document::{Line, Piece, document};
use crate::view::{self, Evidence, Links, Proof};
use crate::{Language, Options, plain};

/// The report as lines of text.
pub fn text(record: &Record, articles: &[Article], options: &Options) -> String {
    let stories = view::stories(record, articles, options.language, Links::Report);
    let mut out = String::new();
    for piece in document(&stories, articles.len(), options.language) {
        write(&mut out, &piece, options.language);
    }
    one_line_each(&plain(&out))
}

fn write(out: &mut String, piece: &Piece, language: Language) {
    // Writing to a string cannot fail.
    let _ = match piece {
        Piece::Heading(1, words) => writeln!(out, "{words}"),
        Piece::Heading(2, words) => writeln!(out, "\n\n== {words} =="),
        Piece::Heading(3, words) => writeln!(out, "\n-- {words} --"),
        Piece::Heading(_, words) => writeln!(out, "\n{words}"),
        Piece::Words(words) => writeln!(out, "{words}"),
        Piece::Facts(rows) => rows.iter().try_for_each(|(name, value)| writeln!(out, "  {name}: {value}")),
        Piece::Line(line) => {
            self::line(out, line, language);
            Ok(())
        }
    };
}

fn line(out: &mut String, line: &Line, language: Language) {
    let parts = std::iter::once(&line.lead).chain(&line.parts).filter(|p| !p.is_empty());
    let _ = writeln!(out, "  - {}", parts.map(String::as_str).collect::<Vec<_>>().join(" · "));
    if let Some(proof) = line.proof {
        self::proof(out, proof, language);
    }
}

/// The first sentence with its chain; the others are counted, and stand in the other formats.
fn proof(out: &mut String, proof: &Proof, language: Language) {
    let Some(first) = proof.list.first() else { return };
    let _ = writeln!(out, "      {}", chain(first, language));
    let _ = writeln!(out, "      {}[{}]{}", first.before, first.marked, first.after);
    for decided in &first.decided {
        let _ = writeln!(out, "      {decided}");
    }
    if proof.all > 1 {
        let _ = writeln!(out, "      {}", language.count("more-sentences", proof.all - 1));
    }
}

/// «said: the ministry ← carried by: an agency ← outlet: a paper ← page.html, 6 May 2024».
pub fn chain(evidence: &Evidence, language: Language) -> String {
    let hands = evidence.chain.iter().map(|link| format!("{}: {}", link.role, link.name));
    let page =
        [evidence.page.as_str(), &evidence.day].into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(&language.word("joint"));
    hands.chain([page]).collect::<Vec<_>>().join(&format!(" {} ", language.word("chain-arrow")))
}

/// A page's words on one line, without what a terminal would obey.
pub fn one_line(text: &str) -> String {
    one_line_each(&plain(text)).replace(['\n', '\u{2028}', '\u{2029}'], " ").replace(['\u{200e}', '\u{200f}'], "")
}

/// Control characters in the pages' own words could move a terminal's cursor or colour it; lines of ours stay.
pub fn one_line_each(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
