//! The domain of an address.

/// The host of an http address, without `www.`, lower case; `None` for paths.
pub fn domain(url: &str) -> Option<String> {
    let rest =
        url.trim().strip_prefix("https://").or_else(|| url.trim().strip_prefix("http://")).or_else(|| url.trim().strip_prefix("//"))?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !host.contains(char::is_whitespace)).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::domain;

    #[test]
    fn hosts() {
        assert_eq!(domain("https://www.Example.org:8080/a?b"), Some("example.org".to_owned()));
        assert_eq!(domain("//news.example.org"), Some("news.example.org".to_owned()));
        assert_eq!(domain("pages/a.html"), None);
        assert_eq!(domain("http://localhost/"), None);
    }
}
