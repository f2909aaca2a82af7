//! HTML told from plain text, and tags cut out where no tree is built.

/// Whether a text is HTML: it begins with a tag or doctype, or holds the tags that pages have.
pub fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(4096).collect::<String>().to_ascii_lowercase();
    let opens = ["<!doctype", "<html", "<head", "<body", "<?xml", "<article", "<div", "<p>", "<meta"].iter().any(|t| head.starts_with(t));
    opens || ["</p>", "</div>", "<body", "<br", "</a>"].iter().filter(|t| head.contains(**t)).count() >= 2
}

/// How deep tags are nested at most, counted without a tree.
pub fn depth(html: &str) -> usize {
    let (mut now, mut most) = (0usize, 0usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        match rest.as_bytes().first() {
            Some(b'/') => now = now.saturating_sub(1),
            Some(b) if b.is_ascii_alphabetic() => {
                let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
                if !matches!(name.as_str(), "br" | "img" | "meta" | "link" | "input" | "hr" | "source" | "p" | "li" | "td" | "tr") {
                    now += 1;
                    most = most.max(now);
                }
            }
            _ => {}
        }
    }
    most
}

/// The text between tags, scripts and styles left out, a line for each block.
pub fn strip(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open..];
        let name: String =
            rest.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect::<String>().to_ascii_lowercase();
        if let Some(skipped) = ["script", "style", "noscript", "template"].iter().find(|t| name == **t) {
            let close = format!("</{skipped}");
            match rest.to_ascii_lowercase().find(&close) {
                Some(end) => rest = &rest[end..],
                None => return out,
            }
        }
        if !matches!(name.trim_start_matches('/'), "b" | "i" | "em" | "strong" | "span" | "a" | "u" | "font") {
            out.push('\n');
        }
        match rest.find('>') {
            Some(close) => rest = &rest[close + 1..],
            None => return out,
        }
    }
    out.push_str(rest);
    out.replace("&nbsp;", " ").replace("&quot;", "\"").replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}
