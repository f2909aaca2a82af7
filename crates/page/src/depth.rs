//! Bounding what a tree costs, before it is built.
//!
//! Building a tree asks for every tag which elements are open, and opens those of formatting anew in every
//! paragraph: a page of nothing but `<div>`, or of `<p><font>`, costs the square of its length. Here start tags
//! beyond a depth are left out, their text kept; so are all tags of formatting, which nobody reads; and
//! elements with rules of their own for what they close become plain ones.

/// Elements without an end tag, and those that close themselves where one of their kind begins.
const SELF_CLOSING: &[&str] = &[
    "a", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li",
    "option", "tr", "td", "th", "thead", "tbody", "tfoot", "optgroup", "html", "body", "head", "frameset", "frame",
];
/// Elements that only change the look of letters.
const FORMATTING: &[&str] = &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that are read as another: forms end where they like, and items of definitions don't end where
/// items of lists begin.
const RENAMED: &[(&str, &str)] = &[("form", "div"), ("dl", "ul"), ("dd", "li"), ("dt", "li")];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];
/// Elements with rules of their own for what is inside, which nobody reads: cut out whole, or, where no end tag
/// follows, their start tag alone.
const CUT: &[&str] = &["svg", "math", "template", "select"];
/// Elements that an end tag outside them doesn't close across.
const SCOPES: &[&str] = &["table", "caption", "object", "applet", "marquee", "button"];
/// Elements that only their like and those of this list close across.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "search",
    "section",
    "summary",
    "ul",
];

/// The page with no element nested deeper than `limit` and no tags of formatting.
pub fn bounded(html: &str, limit: usize) -> String {
    let mut out = String::with_capacity(html.len());
    let mut copied = 0;
    let mut open: Vec<&str> = Vec::new();
    let mut unended: Vec<&str> = Vec::new();
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
        let mut end = tag_end(html, name_end);
        let is = |list: &[&str]| list.iter().any(|n| n.eq_ignore_ascii_case(name));
        if is(FORMATTING) || is(CUT) {
            if is(CUT) && !closing && !unended.iter().any(|n| n.eq_ignore_ascii_case(name)) {
                match raw_end(html, end, name) {
                    last if last < html.len() => end = tag_end(html, last),
                    _ => unended.push(name),
                }
            }
            out.push_str(&html[copied..start]);
            copied = end;
            at = end;
            continue;
        }
        at = end;
        let name = match RENAMED.iter().find(|(from, _)| from.eq_ignore_ascii_case(name)) {
            Some((_, to)) => {
                out.push_str(&html[copied..name_at]);
                out.push_str(to);
                copied = name_end;
                to
            }
            None => name,
        };
        if closing {
            close(&mut open, name);
        } else if is(RAW) {
            at = raw_end(html, end, name);
        } else if !SELF_CLOSING.iter().any(|n| n.eq_ignore_ascii_case(name)) {
            if open.len() < limit {
                open.push(name);
            } else {
                // A renamed tag has been begun already: its mark goes too.
                if copied == name_end {
                    out.truncate(out.len() - name.len() - 1);
                } else {
                    out.push_str(&html[copied..start]);
                }
                out.push(' ');
                copied = end;
            }
        }
    }
    out.push_str(&html[copied.min(html.len())..]);
    out
}

/// What an end tag closes: a table anything inside it, a block what lies in its scope, another element nothing
/// that is a block.
fn close(open: &mut Vec<&str>, name: &str) {
    let one_of = |list: &[&str], n: &str| list.iter().any(|l| l.eq_ignore_ascii_case(n));
    let block = one_of(BLOCKS, name);
    for at in (0..open.len()).rev() {
        if open[at].eq_ignore_ascii_case(name) {
            open.truncate(at);
            return;
        }
        let table = name.eq_ignore_ascii_case("table");
        if !table && (one_of(SCOPES, open[at]) || !block && one_of(BLOCKS, open[at])) {
            return;
        }
    }
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
    use dom_query::Document;
    use proptest::prelude::*;

    #[test]
    fn deep_pages_are_flattened_and_others_left_alone() {
        let page = "<div><p>نص</p><p>نص</div>";
        assert_eq!(bounded(page, 512), page);
        assert_eq!(bounded("<span><q><del>نص</del></q></span>", 2), "<span><q> نص</del></q></span>");
        assert_eq!(bounded("<div></div><div></div><div></div>", 1), "<div></div><div></div><div></div>");
        assert_eq!(bounded("ن<b class='x>'>ص</b><form id=comments>ع</form>", 9), "نص<div id=comments>ع</div>");
        let script = "<script>\"<div><div><div>\"</script><p>نص";
        assert_eq!(bounded(script, 2), script);
    }

    /// The depth of the tree of a page, and its elements.
    fn measure(html: &str) -> (usize, usize) {
        let document = Document::from(html);
        let (mut deepest, mut count) = (0, 0);
        let mut open = vec![(document.root(), 0)];
        while let Some((node, depth)) = open.pop() {
            deepest = deepest.max(depth);
            count += 1;
            open.extend(node.children_it(false).map(|child| (child, depth + 1)));
        }
        (deepest, count)
    }

    const TAGS: [&str; 44] = [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<font size=1>",
        "<a href=x>",
        "</a>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "</td>",
        "<form>",
        "</form>",
        "<ul>",
        "</ul>",
        "<li>",
        "<svg>",
        "</svg>",
        "<math>",
        "<mi>",
        "</math>",
        "<span>",
        "</span>",
        "<select>",
        "</select>",
        "<option>",
        "<button>",
        "</button>",
        "<template>",
        "</template>",
        "<object>",
        "</object>",
        "<h1>",
        "</h2>",
        "<dd>",
        "<ruby><rt>",
        "<caption>",
        "<foreignObject>",
        "<desc>",
        "</x>",
        "نص",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn no_pattern_of_tags_makes_a_deep_or_a_large_tree(pattern in proptest::collection::vec(prop::sample::select(TAGS.to_vec()), 1..7)) {
            let page = pattern.concat().repeat(400);
            let (depth, count) = measure(&bounded(&page, 16));
            prop_assert!(depth <= 16 * 6, "{depth} deep: {pattern:?}");
            prop_assert!(count <= pattern.len() * 400 * 4 + 50, "{count} elements: {pattern:?}");
        }
    }
}
