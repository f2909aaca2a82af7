//! Plain text cut into pieces: paragraphs by blank lines or by line ends, as the page has them.

use memchr::{memchr2, memchr2_iter};

use crate::piece::Piece;
use crate::ticker;

/// Lines this long and longer, up to the widest, are lines of a text wrapped by a program.
const WRAPPED: std::ops::RangeInclusive<usize> = 45..=120;

/// The pieces of a plain text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    if is_wrapped(&lines) {
        return lines.split(|l| l.is_empty()).filter_map(|block| Piece::new(&block.join(" "), None)).collect();
    }
    let mut pieces = Vec::with_capacity(lines.len());
    for line in lines {
        match ticker::titles(line) {
            Some(titles) => pieces.extend(titles),
            None => pieces.extend(Piece::new(line, None)),
        }
    }
    pieces
}

/// The lines, without the white space around them.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr2_iter(b'\n', b'\r', text.as_bytes()).chain(std::iter::once(text.len())) {
        let line = &text[start..end];
        start = end + 1;
        // The line ends of Unicode begin with one of these bytes.
        if memchr2(0xc2, 0xe2, line.as_bytes()).is_some() {
            lines.extend(line.split(['\u{85}', '\u{2028}', '\u{2029}']).map(str::trim));
        } else {
            lines.push(line.trim());
        }
    }
    lines
}

/// Whether line ends stand where the lines became too long: nearly all lines of a block but its last are
/// about as long as each other and end in the middle of a sentence.
fn is_wrapped(lines: &[&str]) -> bool {
    let (mut inner, mut wrapped) = (0usize, 0usize);
    let mut widest = 0usize;
    for pair in lines.windows(2).filter(|p| !p[0].is_empty() && !p[1].is_empty()) {
        let length = pair[0].chars().count();
        widest = widest.max(length);
        inner += 1;
        wrapped += usize::from(WRAPPED.contains(&length) && !pair[0].ends_with(['.', '؟', '!', '?', ':', ')', '"', '»', '”']));
    }
    inner >= 6 && widest <= *WRAPPED.end() && wrapped * 10 >= inner * 7
}

#[cfg(test)]
mod tests {
    use super::pieces;

    fn texts(text: &str) -> Vec<String> {
        pieces(text).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn lines_are_paragraphs_with_and_without_blank_lines() {
        assert_eq!(texts("عنوان\n\nفقرة  أولى.\nفقرة\u{a0}ثانية.\r\n \n"), ["عنوان", "فقرة أولى.", "فقرة ثانية."]);
        assert_eq!(texts("a\0b\u{feff}"), ["a b"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let line = "كان السوق القديم في بلدة الميناء مزدحما منذ الفجر حين وصل أول الصيادين إلى";
        let text = format!("{line}\n{line}\n{line}\n{line}\nالرصيف.\n\n{line}\n{line}\n{line}\n{line}\nالرصيف.");
        assert_eq!(texts(&text).len(), 2);
    }
}
