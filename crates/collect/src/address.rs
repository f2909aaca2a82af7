//! Addresses of pages as they are compared and asked for.

use url::Url;

/// Parts of a query that say from where a reader came, not which page it is.
const TRACKING: [&str; 8] = ["fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "yclid"];

/// An address of a page without fragment, password, and what only tracks readers; or why it is none: only http and https are.
pub(crate) fn of_page(mut url: Url) -> Result<Url, String> {
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(format!("{}: only http and https are read", url.scheme()));
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
