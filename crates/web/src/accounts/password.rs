//! Passwords: kept as argon2id makes them, compared as slowly whether there is such an account or not.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

/// Characters of a password at least.
pub const SHORTEST: usize = 12;
/// Bytes of a password at most.
const LONGEST: usize = 1024;

/// Why a password is not taken.
#[derive(Debug, thiserror::Error)]
pub enum WrongPassword {
    /// It is guessed too easily.
    #[error("a password has {SHORTEST} characters at least; several words make a good one")]
    Short,
    /// It is no password.
    #[error("a password has 1,024 bytes at most")]
    Long,
    /// The system gives no random numbers, or no memory.
    #[error("the password cannot be hashed: {0}")]
    Hash(String),
}

/// What OWASP's Password Storage Cheat Sheet has for argon2id: 19 MiB, two rounds, one lane.
fn argon() -> Result<Argon2<'static>, argon2::Error> {
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 * 1024, 2, 1, None)?))
}

/// A password as it is kept.
pub fn hash(password: &str) -> Result<String, WrongPassword> {
    if password.chars().count() < SHORTEST {
        return Err(WrongPassword::Short);
    }
    if password.len() > LONGEST {
        return Err(WrongPassword::Long);
    }
    let wrong = |fault: &dyn std::fmt::Display| WrongPassword::Hash(fault.to_string());
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|fault| wrong(&fault))?;
    let salt = SaltString::encode_b64(&salt).map_err(|fault| wrong(&fault))?;
    let argon = argon().map_err(|fault| wrong(&fault))?;
    Ok(argon.hash_password(password.as_bytes(), &salt).map_err(|fault| wrong(&fault))?.to_string())
}

/// A hash that no password has: what is compared where there is no such account.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hash("nobody signs in with this").unwrap_or_default());

/// Whether a password is the one that is kept. Where none is kept it takes as long to say no.
pub fn is(password: &str, kept: Option<&str>) -> bool {
    let same = |kept: &str| {
        let (Ok(argon), Ok(hash)) = (argon(), PasswordHash::new(kept)) else { return false };
        password.len() <= LONGEST && argon.verify_password(password.as_bytes(), &hash).is_ok()
    };
    match kept {
        Some(kept) => same(kept),
        None => {
            same(&NOBODYS);
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let kept = hash("سرّ طويل لا يعرفه أحد").expect("a hash");
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert_ne!(kept, hash("سرّ طويل لا يعرفه أحد").expect("a hash"), "each has a salt of its own");
        assert!(is("سرّ طويل لا يعرفه أحد", Some(&kept)));
        assert!(!is("سرّ طويل لا يعرفه احد", Some(&kept)));
        assert!(!is("nobody signs in with this", None));
        assert!(!is("x", Some("no hash")));
        assert!(matches!(hash("eleven char"), Err(WrongPassword::Short)));
        assert!(matches!(hash(&"x".repeat(1025)), Err(WrongPassword::Long)));
    }
}
