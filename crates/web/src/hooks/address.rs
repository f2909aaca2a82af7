//! Which addresses changes are sent to: what is told to the world must not reach what only this machine reaches.

use isnad_collect::reach::is_public;
use url::{Host, Url};

/// An address that is none for a webhook.
#[derive(Debug, thiserror::Error)]
#[error("«{given}»: {why}")]
pub struct WrongAddress {
    given: String,
    /// Why.
    pub why: WhyWrong,
}

/// Why an address is none for a webhook.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub enum WhyWrong {
    /// It is no address.
    #[error("no address; give one such as https://example.org/isnad")]
    None,
    /// It is not encrypted.
    #[error("changes are sent over https alone; over http only with --allow-private")]
    Plain,
    /// It has a name and a password in it.
    #[error("an address with a password in it is shown to others; the signature says who sends it")]
    Password,
    /// It is not public.
    #[error("this is an address of this machine, or of a network that is not public; --allow-private allows it")]
    Private,
}

/// An address that a webhook may have, as it is written.
pub fn address(given: &str, allow_private: bool) -> Result<Url, WrongAddress> {
    let wrong = |why| WrongAddress { given: given.to_owned(), why };
    let url = Url::parse(given.trim()).map_err(|_| wrong(WhyWrong::None))?;
    match url.scheme() {
        "https" => {}
        "http" if allow_private => {}
        "http" => return Err(wrong(WhyWrong::Plain)),
        _ => return Err(wrong(WhyWrong::None)),
    }
    if !url.username().is_empty() || url.password().is_some() {
        // The password is not told again.
        return Err(WrongAddress { given: url.host_str().unwrap_or_default().to_owned(), why: WhyWrong::Password });
    }
    // A name is looked up when something is sent, and may mean something else each time.
    let private = match url.host() {
        None => return Err(wrong(WhyWrong::None)),
        Some(Host::Ipv4(ip)) => !is_public(ip.into()),
        Some(Host::Ipv6(ip)) => !is_public(ip.into()),
        Some(Host::Domain(name)) => {
            name.trim_end_matches('.').rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("localhost"))
        }
    };
    if private && !allow_private { Err(wrong(WhyWrong::Private)) } else { Ok(url) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_named_with_what_is_wrong() {
        assert_eq!(address(" https://example.org/isnad?key=1 ", false).expect("it is right").as_str(), "https://example.org/isnad?key=1");
        assert!(address("http://127.0.0.1:8080/", true).is_ok());
        for (given, wrong) in [
            ("example.org", "no address"),
            ("ftp://example.org/", "no address"),
            ("http://example.org/", "over https alone"),
            ("https://a:b@example.org/", "a password in it"),
            ("https://127.0.0.1/", "not public"),
            ("https://2130706433/", "not public"),
            ("https://0x7f.1/", "not public"),
            ("https://[::ffff:10.0.0.1]/", "not public"),
            ("https://localhost./", "not public"),
            ("https://desk.localhost/", "not public"),
        ] {
            let fault = address(given, false).expect_err(given).to_string();
            assert!(fault.contains(wrong) && !fault.contains("a:b"), "{given}: {fault}");
        }
    }
}
