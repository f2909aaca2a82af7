//! Where the evidence behind a value leads.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stays as it is in an address.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Where the evidence behind a value leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// To the page's line in the report.
    #[default]
    Report,
    /// To the page itself, on a server that has it.
    Desk,
}

impl Links {
    /// Where a page is; nothing in a report.
    pub fn page(self, source: &str) -> Option<String> {
        (self == Links::Desk).then(|| format!("/pages?source={}", in_address(source)))
    }

    /// Where a claim is; nothing in a report.
    pub fn claim(self, source: &str, claim: &str) -> Option<String> {
        self.page(source).map(|page| format!("{page}&claim={}", in_address(claim)))
    }

    /// Where all of a speaker is; nothing in a report.
    pub fn speaker(self, id: &str) -> Option<String> {
        (self == Links::Desk).then(|| format!("/speakers/{}", in_address(id)))
    }

    /// Where all of a place is; nothing in a report.
    pub fn place(self, id: &str) -> Option<String> {
        (self == Links::Desk).then(|| format!("/places/{}", in_address(id)))
    }

    /// What leads to the series that a claim is a figure of; nothing in a report.
    pub fn series(self, source: &str, claim: &str) -> Option<String> {
        (self == Links::Desk).then(|| format!("/series?source={}&claim={}", in_address(source), in_address(claim)))
    }
}

/// A text as a part of an address, or the value of a cookie.
pub fn in_address(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// The text again.
pub fn from_address(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(|t| t.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_an_address_is_one_part_of_it() {
        let name = "/صفحة?a=b&c#d \"<x>";
        let encoded = in_address(name);
        assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"%-_.~".contains(&b)), "{encoded}");
        assert_eq!(from_address(&encoded).as_deref(), Some(name));
        assert_eq!(Links::Report.page(name), None);
        assert_eq!(Links::Desk.claim("a b", "c1").as_deref(), Some("/pages?source=a%20b&claim=c1"));
    }
}
