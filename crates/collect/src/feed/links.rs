//! From what a feed gives as a link to the address of a page.

use url::Url;

use crate::address;

/// The longest address that is taken for one.
const LONGEST: usize = 8 << 10;

/// The address of a page that a link means, read against another.
pub(crate) fn resolved(link: &str, base: &Url) -> Result<Url, String> {
    if link.len() > LONGEST {
        return Err(format!("it has more than {LONGEST} bytes"));
    }
    // Escaped twice.
    let link = link.replace("&amp;", "&");
    let url = if link.starts_with("www.") { Url::parse(&format!("{}://{link}", base.scheme())) } else { base.join(&link) };
    address::of_page(url.map_err(|e| e.to_string())?)
}
