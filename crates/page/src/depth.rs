//! Bounding how deep elements nest, before a tree is built.
//!
//! Building a tree asks for every tag which elements are open: a page of nothing but `<div>` costs the
//! square of its length. Start tags beyond the limit are left out here, with their text kept.

use std::borrow::Cow;

/// Elements without an end tag, and those whose end tag pages leave out: they close themselves.
const SELF_CLOSING: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd",
    "option", "tr", "td", "th", "thead", "tbody", "tfoot", "optgroup", "html", "body", "head",
];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];
/// Elements that an end tag outside them doesn't close across.
const SCOPES: &[&str] = &["table", "caption", "template", "object", "applet", "marquee", "button", "svg", "math", "select"];

/// The page with no element nested deeper than `limit`.
pub fn bounded(html: &str, limit: usize) -> Cow<'_, str> {
    if memchr_count(html.as_bytes()) <= limit {
        return Cow::Borrowed(html);
    }
    let mut out = String::new();
    let mut copied = 0;
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start + 1..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + 1 + end + 3);
            continue;
        }
        let closing = rest.starts_with('/');
        let name_at = start + 1 + usize::from(closing);
        let name_end =
            html[name_at..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':').map_or(html.len(), |n| name_at + n);
        let name = &html[name_at..name_end];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let end = tag_end(html, name_end);
        at = end;
        let is = |list: &[&str]| list.iter().any(|n| n.eq_ignore_ascii_case(name));
        if closing {
            let scope =
                open.iter().rposition(|n| SCOPES.iter().any(|s| s.eq_ignore_ascii_case(n)) && !n.eq_ignore_ascii_case(name)).unwrap_or(0);
            if let Some(from) = open[scope..].iter().rposition(|n| n.eq_ignore_ascii_case(name)) {
                open.truncate(scope + from);
            }
        } else if is(RAW) {
            at = raw_end(html, end, name);
        } else if !is(SELF_CLOSING) && !html[..end].ends_with("/>") {
            if open.len() >= limit {
                out.push_str(&html[copied..start]);
                out.push(' ');
                copied = end;
            } else {
                open.push(name);
            }
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

fn memchr_count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'<').count()
}

/// Byte past the `>` of a tag, quoted attribute values skipped.
fn tag_end(html: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, b) in html.as_bytes()[from..].iter().enumerate() {
        match (quote, b) {
            (None, b'>') => return from + at + 1,
            (None, b'"' | b'\'') if at > 0 && html.as_bytes()[from + at - 1] == b'=' => quote = Some(*b),
            (Some(q), b) if q == *b => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Byte where the end tag of a raw element begins; the page's end where it has none.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(found) = html[at..].find("</") {
        let start = at + found;
        if html[start + 2..].get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return start;
        }
        at = start + 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn deep_pages_are_flattened_and_others_left_alone() {
        let page = "<div><p>نص</p><p>نص</div>";
        assert_eq!(bounded(page, 512), page);
        assert_eq!(bounded("<b><i><u>نص</u></i></b>", 2), "<b><i> نص</u></i></b>");
        assert_eq!(bounded("<div></div><div></div><div></div>", 2), "<div></div><div></div><div></div>");
        let script = "<script>\"<div><div><div>\"</script><p>نص";
        assert_eq!(bounded(script, 2), script);
    }

    #[test]
    fn the_square_is_avoided() {
        let page = "<div>".repeat(200_000) + "نص";
        assert!(bounded(&page, 512).matches("<div>").count() == 512);
    }
}
