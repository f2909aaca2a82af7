//! Addresses of pages as they are compared and asked for.

use url::Url;

use super::fault::FetchError;

/// Parts of a query that say from where a reader came, not which page it is.
const TRACKING: [&str; 8] = ["fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "yclid"];

/// An address of a page: http or https, without fragment, password, and what only tracks readers.
pub(crate) fn page_address(text: &str) -> Result<Url, FetchError> {
    let mut url = Url::parse(text.trim()).map_err(|e| FetchError::Address(e.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(FetchError::Address(format!("{}: only http and https are read", url.scheme())));
    }
    url.set_fragment(None);
    // A password that stands in an address would stand in the store.
    let _ = (url.set_username(""), url.set_password(None));
    if url.query().is_some() {
        let tracks = |name: &str| name.starts_with("utm_") || TRACKING.contains(&name);
        let kept: Vec<&str> =
            url.query().unwrap_or_default().split('&').filter(|p| !tracks(p.split('=').next().unwrap_or_default())).collect();
        let kept = kept.join("&");
        url.set_query(Some(kept.as_str()).filter(|q| !q.is_empty()));
    }
    Ok(url)
}

/// Bytes of a page in which its head is looked for.
const HEAD: usize = 64 << 10;

/// The page that a page for phones (AMP) is made from, if it states one of the same site.
pub(crate) fn whole_page(bytes: &[u8], address: &Url) -> Option<Url> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let root = tags(&head, "html").next()?;
    let amp = root.split_whitespace().any(|word| matches!(word.split('=').next(), Some("amp" | "⚡")));
    if !amp {
        return None;
    }
    let link = tags(&head, "link").find(|tag| attribute(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))?;
    let whole = address.join(&attribute(link, "href")?.replace("&amp;", "&")).ok()?;
    let whole = page_address(whole.as_str()).ok()?;
    (whole != *address && same_site(&whole, address)).then_some(whole)
}

/// What stands in the tags of a name.
fn tags<'h>(head: &'h str, name: &'static str) -> impl Iterator<Item = &'h str> {
    head.split('<').filter_map(move |tag| {
        let inside = tag.get(..name.len()).filter(|n| n.eq_ignore_ascii_case(name)).and(tag.get(name.len()..))?;
        inside.starts_with(char::is_whitespace).then(|| inside.split('>').next().unwrap_or_default())
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.find(&format!("{name}="))? + name.len() + 1;
    let value = tag.get(at..)?;
    let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quoted {
        Some(mark) => value.get(1..)?.split(mark).next(),
        None => value.split_whitespace().next(),
    };
    value.map(str::to_owned).filter(|v| !v.is_empty())
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
        let whole = |html: &str| whole_page(html.as_bytes(), &address).map(|u| u.to_string());
        let head = |root: &str, href: &str| format!("<!doctype html><html {root}><head><link href='{href}' rel=\"canonical\"></head>");
        assert_eq!(whole(&head("⚡ lang=ar", "https://www.nakheel.example/a")).as_deref(), Some("https://www.nakheel.example/a"));
        assert_eq!(whole(&head("amp lang=ar", "/b?x=1&amp;y=2")).as_deref(), Some("https://amp.nakheel.example/b?x=1&y=2"));
        assert_eq!(whole(&head("lang=ar", "https://www.nakheel.example/a")), None);
        assert_eq!(whole(&head("amp", "https://wadi.example/a")), None);
        assert_eq!(whole(&head("amp", "https://amp.nakheel.example/a")), None);
    }
}
