//! Titles as one line of text, whatever markup they came in.

use super::references::resolved;

/// The most characters of a title.
const LONGEST: usize = 1000;

/// A title as one line: without tags and what they hide, without control characters. Feeds write markup escaped once or twice.
pub(crate) fn line(raw: &str) -> Option<String> {
    let text = without_tags(&resolved(&without_tags(raw)));
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty());
    let line: String = words.collect::<Vec<_>>().join(" ").chars().filter(|c| *c != '\u{feff}').take(LONGEST).collect();
    (!line.is_empty()).then_some(line)
}

/// A text without its tags: `<` before a letter or a slash, up to `>`. A `<` between numbers is none.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Behind the last `>` no tag has an end.
    let last = text.rfind('>').unwrap_or(0);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_tag = text.len() - rest.len() < last && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match is_tag.then(|| rest.find('>')).flatten() {
            Some(end) => {
                // A line that is broken parts words, a word that is set in bold doesn't.
                if rest[1..].starts_with("br") {
                    out.push(' ');
                }
                rest = &rest[end + 1..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_a_line_of_text() {
        let read = |raw: &str| line(raw);
        assert_eq!(read("  البلدية:\n <b>الجسر</b> يفتح&nbsp;غدا\u{b} ").as_deref(), Some("البلدية: الجسر يفتح غدا"));
        assert_eq!(read("&lt;i&gt;الجسر&lt;/i&gt; &amp; السوق").as_deref(), Some("الجسر & السوق"));
        assert_eq!(read("3 < 5 و a<b").as_deref(), Some("3 < 5 و a<b"));
        assert_eq!(read("سطر<br/>آخر").as_deref(), Some("سطر آخر"));
        assert_eq!(read(" <p></p> \u{feff}"), None);
    }
}
