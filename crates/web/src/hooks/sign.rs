//! Signatures by the Standard Webhooks scheme: whoever has the secret knows that a message is ours, whole, and of just now.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::hmac::{HMAC_SHA256, Key, sign};

/// What stands before a secret that is shown.
const PREFIX: &str = "whsec_";

/// A secret as receivers are given it.
pub fn shown(secret: &[u8]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(secret))
}

/// A secret as it was shown; nothing where that is none, or not of 24 to 64 bytes.
pub fn of_shown(shown: &str) -> Option<Vec<u8>> {
    let secret = STANDARD.decode(shown.trim().strip_prefix(PREFIX)?).ok()?;
    (24..=64).contains(&secret.len()).then_some(secret)
}

/// A new secret.
pub fn secret() -> Result<Vec<u8>, getrandom::Error> {
    let mut secret = vec![0; 32];
    getrandom::fill(&mut secret)?;
    Ok(secret)
}

/// The `webhook-signature` of a message with this id, sent at this second.
pub fn signature(secret: &[u8], id: &str, timestamp: i64, body: &str) -> String {
    let signed = sign(&Key::new(HMAC_SHA256, secret), format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(signed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_signed_as_others_check_it() {
        // The example that libraries of the scheme are tried on.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
        let signed = signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(shown(&secret), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assert_eq!(of_shown("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Some(secret));
        for wrong in ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqr", "whsec_«»", ""] {
            assert_eq!(of_shown(wrong), None, "{wrong}");
        }
    }
}
