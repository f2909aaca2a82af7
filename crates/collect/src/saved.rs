//! Where a saved page came from, by the marks of whoever saved it.

use std::path::Path;

/// Bytes at the beginning of a page that have such a mark.
const HEAD: usize = 8 << 10;

/// The address that a browser («saved from url»), SingleFile or HTTrack left in a page.
pub fn address_in(page: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&page[..page.len().min(HEAD)]);
    let saved = head.split_once("saved from url=(").and_then(|(_, rest)| rest.split_once(')')).map(|(_, rest)| rest);
    let single = head.split_once("Page saved with SingleFile").and_then(|(_, rest)| rest.split_once("url:")).map(|(_, rest)| rest);
    if let Some(address) = saved.or(single).and_then(first_word).filter(|a| is_address(a)) {
        return Some(address.to_owned());
    }
    let mirrored = head.split_once("Mirrored from ").and_then(|(_, rest)| rest.split_once(" by HTTrack")).map(|(host, _)| host.trim());
    mirrored
        .filter(|a| a.split('/').next().is_some_and(|host| host.contains('.')) && !a.contains(char::is_whitespace))
        .map(|a| format!("http://{a}"))
}

/// The address of a file in a folder that is named as a host, as wget and others save a site: `www.nakheel.example/news/1.html`. The
/// path begins with the folder that was given: those above it are named for other reasons.
pub fn address_of_path(path: &Path) -> Option<String> {
    let parts: Vec<&str> = path.iter().map(|p| p.to_str().unwrap_or_default()).collect();
    let (file, folders) = parts.split_last()?;
    let host = folders.iter().rposition(|folder| is_host(folder))?;
    let file = if *file == "index.html" { "" } else { as_asked(file) };
    let rest: String = folders[host + 1..].iter().map(|folder| format!("{folder}/")).collect();
    Some(format!("http://{}/{rest}{file}", folders[host]))
}

/// Endings of programs that make pages.
const PROGRAMS: [&str; 5] = [".php", ".asp", ".aspx", ".jsp", ".cgi"];

/// A file's name as it was asked for: wget writes the query behind a question mark, and ends with `.html` what is HTML and did not.
/// Whether it did so where neither a query nor a program's ending stands before it, nobody can tell.
fn as_asked(file: &str) -> &str {
    let bare = file.strip_suffix(".html").filter(|bare| bare.contains('?') || PROGRAMS.iter().any(|ending| bare.ends_with(ending)));
    bare.unwrap_or(file)
}

fn first_word(text: &str) -> Option<&str> {
    text.split_whitespace().next().map(|word| word.trim_end_matches("-->"))
}

fn is_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && text.len() > 10
}

/// Endings of hosts that no folder of another purpose has.
const ENDINGS: [&str; 11] = ["com", "org", "net", "info", "news", "press", "media", "gov", "edu", "int", "agency"];

/// Whether a name is a host's: `www.` before it, or an ending such as `.com` or `.com.eg` that folders have not.
fn is_host(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    let sound = |l: &&str| !l.is_empty() && l.len() < 64 && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if labels.len() < 2 || !labels.iter().all(sound) {
        return false;
    }
    let country = |l: &str| l.len() == 2 && l.bytes().all(|b| b.is_ascii_lowercase());
    match labels.as_slice() {
        ["www", _, ..] => labels.len() > 2,
        [.., last] if ENDINGS.contains(last) => true,
        [_, .., kind, last] => country(last) && (ENDINGS.contains(kind) || *kind == "co"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_those_who_saved_a_page() {
        let browser = "<!DOCTYPE html>\n<!-- saved from url=(0036)https://nakheel.example/news/flood-1 -->\n<html>";
        assert_eq!(address_in(browser.as_bytes()).as_deref(), Some("https://nakheel.example/news/flood-1"));
        let single = "<!DOCTYPE html> <html lang=ar><!--\n Page saved with SingleFile \n url: https://nakheel.example/a?b=1 \n saved date: Fri May 03 2024\n-->";
        assert_eq!(address_in(single.as_bytes()).as_deref(), Some("https://nakheel.example/a?b=1"));
        let mirror = "<html>\n<!-- Mirrored from nakheel.example/a.html by HTTrack Website Copier/3.x [XR&CO'2014] -->";
        assert_eq!(address_in(mirror.as_bytes()).as_deref(), Some("http://nakheel.example/a.html"));
        assert_eq!(address_in(b"<!-- saved from url=(0014)about:internet -->"), None);
        assert_eq!(address_in("<p>أعلنت البلدية".as_bytes()), None);
    }

    #[test]
    fn folders_named_as_hosts() {
        let address = |path: &str| address_of_path(Path::new(path));
        assert_eq!(address("saved/www.nakheel.example/news/1.html").as_deref(), Some("http://www.nakheel.example/news/1.html"));
        assert_eq!(address("mirror/nakheel.com.eg/index.html").as_deref(), Some("http://nakheel.com.eg/"));
        assert_eq!(address("nakheel.com/a/index.html").as_deref(), Some("http://nakheel.com/a/"));
        assert_eq!(address("nakheel.com/news?id=3.html").as_deref(), Some("http://nakheel.com/news?id=3"));
        assert_eq!(address("nakheel.com/a/show.php.html").as_deref(), Some("http://nakheel.com/a/show.php"));
        assert_eq!(address("nakheel.example/1.html"), None);
        assert_eq!(address("pages.old/1.html"), None);
        assert_eq!(address("v1.2/1.html"), None);
        assert_eq!(address("archive.bak.de/1.html"), None);
        assert_eq!(address("nakheel.com"), None);
    }
}
