//! Which addresses changes are sent to: what is told to the world must not reach what only this machine reaches.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// An address that is none for a webhook.
#[derive(Debug, thiserror::Error)]
#[error("«{given}»: {why}")]
pub struct WrongAddress {
    given: String,
    /// Why.
    pub why: Why,
}

/// Why an address is none for a webhook.
#[derive(Clone, Copy, Debug, thiserror::Error)]
pub enum Why {
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
    let url = Url::parse(given.trim()).map_err(|_| wrong(Why::None))?;
    match url.scheme() {
        "https" => {}
        "http" if allow_private => {}
        "http" => return Err(wrong(Why::Plain)),
        _ => return Err(wrong(Why::None)),
    }
    if !url.username().is_empty() || url.password().is_some() {
        // The password is not told again.
        return Err(WrongAddress { given: url.host_str().unwrap_or_default().to_owned(), why: Why::Password });
    }
    // A name is looked up when something is sent, and may mean something else each time.
    let private = match url.host() {
        None => return Err(wrong(Why::None)),
        Some(Host::Ipv4(ip)) => !is_public(ip.into()),
        Some(Host::Ipv6(ip)) => !is_public(ip.into()),
        Some(Host::Domain(name)) => {
            name.trim_end_matches('.').rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("localhost"))
        }
    };
    if private && !allow_private { Err(wrong(Why::Private)) } else { Ok(url) }
}

/// Whether an address is one of the public network, and of one machine.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_4(ip),
        IpAddr::V6(ip) => is_public_6(ip),
    }
}

fn is_public_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let shared = a == 100 && b & 0xc0 == 64;
    let benchmark = a == 198 && b & 0xfe == 18;
    let protocol = (a, b, c) == (192, 0, 0);
    let reserved = a == 0 || a >= 240;
    !(shared || benchmark || protocol || reserved)
        && !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast() || ip.is_documentation())
}

fn is_public_6(ip: Ipv6Addr) -> bool {
    if let Some(ip) = ip.to_ipv4_mapped() {
        return is_public_4(ip);
    }
    let [a, b, c, ..] = ip.segments();
    // Addresses that lead on to one of the older kind.
    let embedded = |high: u16, low: u16| Ipv4Addr::new((high >> 8) as u8, high as u8, (low >> 8) as u8, low as u8);
    match (a, b) {
        (0x64, 0xff9b) => return is_public_4(embedded(ip.segments()[6], ip.segments()[7])),
        (0x2002, _) => return is_public_4(embedded(b, c)),
        _ => {}
    }
    // Of all others only these are given out; of them some are for books and for tunnels.
    a & 0xe000 == 0x2000 && !matches!((a, b), (0x2001, 0x0db8) | (0x2001, 0..=0x01ff)) && a != 0x3fff
}

/// Looks names up, and leaves out what is not public.
pub struct Public;

impl Resolve for Public {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|at| is_public(at.ip())).collect();
            if public.is_empty() {
                return Err(format!("«{}» has no public address", name.as_str()).into());
            }
            let public: Addrs = Box::new(public.into_iter());
            Ok(public)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_network_is_reached() {
        for public in ["8.8.8.8", "100.63.0.1", "172.32.0.1", "2a00:1450::1", "64:ff9b::808:808", "2002:808:808::1", "::ffff:8.8.8.8"] {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "198.18.0.1",
            "192.0.0.8",
            "240.0.0.1",
            "::1",
            "::",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::1",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_public(private.parse().expect("an address")), "{private}");
        }
    }

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
