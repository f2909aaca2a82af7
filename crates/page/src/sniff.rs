//! HTML or plain text.

/// Whether a page is HTML: its carrier or name says so, or it begins like HTML, or its head is full of tags.
pub fn is_html(text: &str, path_or_url: &str, content_type: Option<&str>) -> bool {
    if !text.contains('<') {
        return false;
    }
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let head = start.get(..start.char_indices().nth(4000).map_or(start.len(), |(at, _)| at)).unwrap_or_default().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
        || head.starts_with("<?xml") && head.contains("<html")
    {
        return true;
    }
    let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
    if content_type.starts_with("text/plain") {
        return false;
    }
    let path = path_or_url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let named = content_type.contains("html") || [".html", ".htm", ".xhtml", ".shtml"].iter().any(|e| path.ends_with(e));
    let tags = ["<p>", "<p ", "<div", "<br", "</a>", "</p>", "<span", "<h1", "<!--", "<meta", "<title"]
        .iter()
        .map(|tag| head.matches(tag).count())
        .sum::<usize>();
    tags >= if named { 1 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::is_html;

    #[test]
    fn html_is_told_from_text() {
        assert!(is_html("\n <!DOCTYPE html><p>نص", "a.txt", None));
        assert!(is_html("<div><p>نص</p><p>نص</p></div>", "-", None));
        assert!(is_html("<p>نص", "https://example.org/n.html?x=1", None));
        assert!(!is_html("قال إن 3 < 5 وإن 7 > 6", "a.html", None));
        assert!(!is_html("نص عن وسم <p> و<div> و<br> و</a>", "a.txt", Some("text/plain; charset=utf-8")));
        assert!(!is_html("خبر قصير", "https://example.org/n", None));
    }
}
