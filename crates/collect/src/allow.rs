//! Hosts of an inner network that the user named.

use std::str::FromStr;

use url::Url;

/// A host that may be asked though it is none of the public internet, at one port or any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedHost {
    host: String,
    port: Option<u16>,
}

/// What is no host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is no host; write HOST or HOST:PORT, an IPv6 address in brackets")]
pub struct NotAHost(String);

impl FromStr for AllowedHost {
    type Err = NotAHost;

    fn from_str(text: &str) -> Result<Self, NotAHost> {
        let wrong = || NotAHost(text.to_owned());
        // A scheme of which no port is the customary one, so that a port that is given stays.
        let url = Url::parse(&format!("http://{text}/")).map_err(|_| wrong())?;
        let host = url.host_str().filter(|_| url.path() == "/" && url.username().is_empty()).ok_or_else(wrong)?;
        let stated = text.rsplit_once(':').filter(|(_, port)| !port.contains(']')).map(|(_, port)| port.parse());
        let port = stated.transpose().map_err(|_| wrong())?;
        Ok(AllowedHost { host: host.to_owned(), port })
    }
}

impl AllowedHost {
    /// Whether an address is of that host.
    pub fn is_of(&self, address: &Url) -> bool {
        address.host_str() == Some(self.host.as_str()) && self.port.is_none_or(|port| address.port_or_known_default() == Some(port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_with_and_without_ports() {
        let allows = |host: &str, address: &str| host.parse::<AllowedHost>().unwrap().is_of(&Url::parse(address).unwrap());
        assert!(allows("archive.lan", "http://archive.lan:8080/a"));
        assert!(allows("Archive.LAN:80", "http://archive.lan/a"));
        assert!(!allows("archive.lan:8080", "http://archive.lan/a"));
        assert!(!allows("archive.lan", "http://x.archive.lan/"));
        assert!(allows("[::1]:8080", "http://[::1]:8080/"));
        assert!(allows("[::1]", "http://[::1]:9/"));
        assert!(allows("127.0.0.1", "http://127.1/"));
        for wrong in ["", "a b", "host:port", "host/path", "host:99999"] {
            assert!(wrong.parse::<AllowedHost>().is_err(), "{wrong}");
        }
    }
}
