//! Which addresses are of no page in particular.

/// Whether an address is that of a site's front page: nothing but a host. What is no address, such as a path, is none.
pub fn is_front_page(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    path.trim_matches('/').is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_front_page;

    #[test]
    fn a_host_alone_is_a_front_page() {
        for front in ["https://nakheel.example", "https://nakheel.example/", "http://nakheel.example//"] {
            assert!(is_front_page(front), "{front}");
        }
        for page in ["https://nakheel.example/1", "https://nakheel.example/?p=1", "saved/1.html", "-"] {
            assert!(!is_front_page(page), "{page}");
        }
    }
}
