//! The report as Markdown (CommonMark with GitHub's footnotes): each value has a note with its chain and sentences.

use std::fmt::Write;

use isnad_model::{Article, Record};

use crate::document::{Line, Piece, document};
use crate::text::chain;
use crate::view::{self, Links, Proof};
use crate::{Language, Options, plain};

/// The report as one Markdown document.
pub fn markdown(record: &Record, articles: &[Article], options: &Options) -> String {
    let stories = view::stories(record, articles, options.language, Links::Report);
    let mut page = Page { language: options.language, out: String::new(), notes: String::new(), count: 0, in_list: false };
    for piece in document(&stories, articles.len(), options.language) {
        page.write(&piece);
    }
    let Page { mut out, notes, .. } = page;
    out.push('\n');
    out.push_str(&notes);
    out
}

/// A document with the notes that stand at its end.
struct Page {
    language: Language,
    out: String,
    notes: String,
    count: usize,
    in_list: bool,
}

impl Page {
    fn write(&mut self, piece: &Piece) {
        let list = matches!(piece, Piece::Line(_) | Piece::Facts(_));
        // A blank line parts a list from what is none.
        if !(self.out.is_empty() || list && self.in_list) {
            self.out.push('\n');
        }
        self.in_list = list;
        // Writing to a string cannot fail.
        let _ = match piece {
            Piece::Heading(level, words) => writeln!(self.out, "{} {}", "#".repeat(usize::from(*level)), escape(words)),
            Piece::Words(words) => writeln!(self.out, "{}", escape(words)),
            Piece::Facts(rows) => rows.iter().try_for_each(|(name, value)| writeln!(self.out, "- {}: {}", escape(name), escape(value))),
            Piece::Line(line) => {
                self.line(line);
                Ok(())
            }
        };
    }

    fn line(&mut self, line: &Line) {
        let lead = if line.lead.is_empty() { String::new() } else { format!("**{}**", escape(&line.lead)) };
        let parts = std::iter::once(lead).chain(line.parts.iter().map(|p| escape(p))).filter(|p| !p.is_empty());
        let _ = write!(self.out, "- {}", parts.collect::<Vec<_>>().join(" · "));
        if let Some(proof) = line.proof.filter(|p| !p.list.is_empty()) {
            self.count += 1;
            let _ = write!(self.out, "[^{}]", self.count);
            self.note(proof);
        }
        self.out.push('\n');
    }

    /// The sentences behind a value, the characters of the claim in bold.
    fn note(&mut self, proof: &Proof) {
        let mut first = true;
        for evidence in &proof.list {
            let head = if first { format!("[^{}]: ", self.count) } else { "\n    ".to_owned() };
            first = false;
            let _ = writeln!(self.notes, "{head}{}", escape(&chain(evidence, self.language)));
            let marked = if evidence.marked.is_empty() { String::new() } else { format!("**{}**", escape(&evidence.marked)) };
            let _ = writeln!(self.notes, "\n    > {}{marked}{}", escape(&evidence.before), escape(&evidence.after));
            for decided in &evidence.decided {
                let _ = writeln!(self.notes, "\n    {}", escape(decided));
            }
        }
        if proof.all > proof.list.len() {
            let _ = writeln!(self.notes, "\n    {}", escape(&self.language.count("more-sentences", proof.all - proof.list.len())));
        }
    }
}

/// Text that means nothing in Markdown or HTML, on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in plain(text).chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_text_stays_text() {
        assert_eq!(escape("<b>[a](http://x)*\n# 1"), "&lt;b&gt;\\[a\\](http://x)\\* \\# 1");
    }
}
