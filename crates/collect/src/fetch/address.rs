//! Addresses of pages as they are compared and asked for.

use url::Url;

use super::Page;
use super::fault::FetchError;
use crate::address;

/// An address of a page: http or https, without fragment, password, and what only tracks readers.
///
/// # Errors
/// Where it is none.
pub fn page_address(text: &str) -> Result<Url, FetchError> {
    let url = Url::parse(text.trim()).map_err(|e| FetchError::Address(e.to_string()))?;
    address::of_page(url).map_err(FetchError::Address)
}

/// The page that a page for phones (AMP) is made from, if it states one of the same site.
pub(crate) fn whole_page(page: &Page, address: &Url) -> Option<Url> {
    let decoded = isnad_page::charset::decode(&page.bytes, page.content_type.as_deref(), None).ok()?;
    let glance = isnad_page::glance(&decoded.text);
    let whole = address.join(&glance.canonical.filter(|_| glance.amp)?).ok()?;
    let whole = page_address(whole.as_str()).ok()?;
    (whole != *address && same_site(&whole, address)).then_some(whole)
}

/// Whether two addresses are of one site: the same host, but for `www.`, `amp.`, `m.` before it.
fn same_site(one: &Url, other: &Url) -> bool {
    let bare = |url: &Url| {
        let host = url.host_str().unwrap_or_default().to_owned();
        ["www.", "amp.", "m."].iter().find_map(|before| host.strip_prefix(before).map(str::to_owned)).unwrap_or(host)
    };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::found::Validators;

    #[test]
    fn what_does_not_tell_a_page_from_others_goes() {
        let clean = |text: &str| page_address(text).map(|u| u.to_string());
        assert_eq!(
            clean(" https://layla:secret@Nakheel.example/a?utm_source=x&id=3&fbclid=z#top ").unwrap(),
            "https://nakheel.example/a?id=3"
        );
        assert_eq!(clean("https://nakheel.example/a?utm_medium=x").unwrap(), "https://nakheel.example/a");
        assert!(matches!(clean("file:///etc/passwd"), Err(FetchError::Address(_))));
        assert!(matches!(clean("https://"), Err(FetchError::Address(_))));
    }

    #[test]
    fn a_page_for_phones_leads_to_the_whole_one_of_its_site() {
        let address = Url::parse("https://amp.nakheel.example/a").unwrap();
        let page = |html: &str| Page {
            address: address.to_string(),
            content_type: None,
            bytes: html.as_bytes().to_vec(),
            validators: Validators::default(),
            paywall: false,
        };
        let whole = |html: &str| whole_page(&page(html), &address).map(|u| u.to_string());
        let head = |root: &str, href: &str| format!("<!doctype html><html {root}><head><link href='{href}' rel=\"canonical\"></head>");
        assert_eq!(whole(&head("⚡ lang=ar", "https://www.nakheel.example/a")).as_deref(), Some("https://www.nakheel.example/a"));
        assert_eq!(whole(&head("amp lang=ar", "/b?x=1&amp;y=2")).as_deref(), Some("https://amp.nakheel.example/b?x=1&y=2"));
        assert_eq!(whole(&head("lang=ar", "https://www.nakheel.example/a")), None);
        assert_eq!(whole(&head("amp", "https://wadi.example/a")), None);
        assert_eq!(whole(&head("amp", "https://amp.nakheel.example/a")), None);
    }
}
