//! What holds of any bytes as an archive.

use proptest::prelude::*;

use crate::{common, invariants};

/// What archives are made of, in any order.
const PIECES: [&str; 24] = [
    "WARC/1.0\r\n",
    "WARC-Type: response\r\n",
    "WARC-Type: resource\r\n",
    "WARC-Target-URI: https://nakheel.example/1\r\n",
    "Content-Type: application/http\r\n",
    "Content-Type: text/html\r\n",
    "Content-Length: 60\r\n",
    "Content-Length: 18446744073709551615\r\n",
    "Content-Encoding: gzip, br\r\n",
    "Transfer-Encoding: chunked\r\n",
    "\r\n",
    "\r\n\r\n",
    "HTTP/1.1 200 OK\r\n",
    "5\r\nabcde\r\n0\r\n\r\n",
    "<p>قالت البلدية إن الجسر يفتح غدا.</p>",
    "http://nakheel.example/a 192.0.2.1 20010101000001 text/html 40\n",
    "url,text\n",
    "https://nakheel.example/1,\"قالت\n",
    "{\"text\":\"قالت البلدية\"}\n",
    "Content-Type: multipart/related; boundary=\"b\"\r\n\r\n",
    "--b\r\n",
    "--b--\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "\u{0}\u{1f}\u{8b}",
];

/// An archive with records of every kind.
fn sound() -> Vec<u8> {
    [common::page(1), common::record("request", "x", "application/http", b"GET / HTTP/1.1\r\n\r\n"), common::page(2)].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in prop::sample::select(invariants::NAMES.to_vec())) {
        invariants::hold(&bytes, name);
    }

    #[test]
    fn parts_of_archives_in_any_order(
        parts in proptest::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40),
        name in prop::sample::select(invariants::NAMES.to_vec()),
        packed in any::<bool>(),
    ) {
        let bytes = parts.concat().into_bytes();
        invariants::hold(&if packed { common::gzip(&bytes) } else { bytes }, name);
    }

    #[test]
    fn archives_with_bytes_that_changed(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), packed in any::<bool>()) {
        let mut bytes = if packed { [common::gzip(&common::page(0)), common::gzip(&sound()), common::gzip(&common::page(3))].concat() } else { sound() };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        invariants::hold(&bytes, "a.warc.gz");
    }
}
