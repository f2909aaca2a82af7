//! Who may ask, how often, and what a browser may do with the answer.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::extract::{Request, State};
use axum::http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderValue, ORIGIN, REFERRER_POLICY,
    RETRY_AFTER, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use isnad_store::{Role, Visitor};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use crate::accounts::{self, Attempts};
use crate::bucket::{Bucket, Rate};
use crate::desk::Desk;
use crate::fault::Refusal;
use crate::screen::{Doors, Visit, refused};

/// Nothing is loaded from elsewhere, nothing runs, nothing frames a page of ours.
const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Who asks: each has a share of their own, so that none takes another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// Someone whom the desk does not know.
    Stranger,
    /// Someone who looks.
    Reader,
    /// Someone who sends a form.
    Writer,
}

impl Asks {
    fn rate(self) -> Rate {
        match self {
            Asks::Stranger => Rate { lasting: 5.0, at_once: 20.0 },
            Asks::Reader => Rate { lasting: 50.0, at_once: 200.0 },
            Asks::Writer => Rate { lasting: 5.0, at_once: 50.0 },
        }
    }
}

/// What is asked of every request.
pub struct Guard {
    loopback: bool,
    /// Hash of the token.
    token: Option<[u8; 32]>,
    /// Makes this run's form tokens.
    secret: [u8; 32],
    /// Whose accounts are asked.
    desk: Arc<Desk>,
    /// Tries to sign in.
    pub attempts: Attempts,
    /// Passwords that are compared at once: each takes 19 MiB.
    pub hashing: Semaphore,
    /// As `Asks` has them.
    shares: [Mutex<Bucket>; 3],
}

impl Guard {
    /// A guard with a secret of its own.
    pub fn new(loopback: bool, token: Option<String>, desk: Arc<Desk>) -> Result<Self, getrandom::Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        let token = token.filter(|t| !t.is_empty()).map(|t| hash(&[t.as_bytes()]));
        let full = |asks: Asks| Mutex::new(Bucket::full(asks.rate(), Instant::now()));
        let (attempts, hashing) = (Attempts::new(), Semaphore::new(2));
        Ok(Guard { loopback, token, secret, desk, attempts, hashing, shares: [Asks::Stranger, Asks::Reader, Asks::Writer].map(full) })
    }

    /// Whether there is room for one more request.
    fn room(&self, asks: Asks) -> bool {
        self.shares[asks as usize].lock().unwrap_or_else(PoisonError::into_inner).take(Instant::now(), asks.rate())
    }

    /// A name that leads here but is not ours is another site's, whatever its server says that the address is.
    fn knows_host(&self, headers: &HeaderMap, doors: Doors) -> bool {
        let Some(host) = headers.get(HOST).and_then(|h| h.to_str().ok()) else { return false };
        // With a token or accounts no other site's name helps: its pages know neither. A server with TLS before this one has a name of
        // its own.
        !self.loopback || doors.token || doors.accounts || is_local(host)
    }

    /// Whether a visitor gets in: with the token, with an account, or because the desk has neither and only this machine reaches it.
    fn lets_in(&self, headers: &HeaderMap, visitor: &Visitor) -> bool {
        visitor.user.is_some() || self.knows_token(headers) || (self.loopback && self.token.is_none() && !visitor.accounts)
    }

    /// Whether the visitor knows the token: in the header of a program or the cookie of a browser.
    fn knows_token(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return false };
        let bearer = headers.get(AUTHORIZATION).and_then(|h| h.to_str().ok()).and_then(|h| h.strip_prefix("Bearer "));
        // Hashes are compared: how long that takes says nothing about the token.
        bearer.is_some_and(|given| hash(&[given.as_bytes()]) == *token)
            || cookie(headers, "isnad_key").is_some_and(|given| hash(&[given.as_bytes()]) == hash(&[self.key(token).as_bytes()]))
    }

    fn key(&self, token: &[u8; 32]) -> String {
        hex::encode(hash(&[&self.secret, b"key", token]))
    }

    /// What the browser of whoever gives the token keeps.
    pub fn enter(&self, given: &str) -> Option<String> {
        let token = self.token.as_ref().filter(|token| hash(&[given.trim().as_bytes()]) == **token)?;
        Some(self.key(token))
    }

    /// What a form of this visitor carries.
    pub fn form_token(&self, session: &str) -> String {
        hex::encode(hash(&[&self.secret, b"form", session.as_bytes()]))
    }
}

/// Whether a `Host` is this machine's own name for itself.
pub fn is_local(host: &str) -> bool {
    let name = if host.starts_with('[') {
        host.split_once(']').map_or(host, |(name, _)| &name[1..])
    } else {
        host.rsplit_once(':').map_or(host, |(name, _)| name)
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Whether a form was sent by a page of ours, as far as the browser says.
fn is_own(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|h| h.to_str().ok());
    let site = said("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let host = headers.get(HOST).and_then(|h| h.to_str().ok());
    let origin = headers.get(ORIGIN).and_then(|h| h.to_str().ok()).is_none_or(|origin| origin.split_once("://").map(|(_, at)| at) == host);
    site && origin
}

/// Stands before every page.
pub async fn check(State(guard): State<Arc<Guard>>, mut request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let session = cookie(&headers, "isnad_session").filter(|s| s.len() == 64).map(str::to_owned);
    let fresh = session.is_none();
    let session = session.or_else(random);
    let mut visit = Visit::new(&headers, request.uri(), session.as_deref().map(|s| guard.form_token(s)).unwrap_or_default());
    let signed_in = accounts::session(&headers);
    let asked = guard.desk.ask(move |store| Ok(store.visitor(signed_in.as_ref())?)).await;
    // Whoever cannot be asked after is nobody.
    let (visitor, unknown) = match asked {
        Ok(visitor) => (visitor, None),
        // Where the file lies is nothing for strangers.
        Err(refusal) => (Visitor { accounts: true, user: None }, Some(Refusal::new(refusal.status, String::new()))),
    };
    visit.doors = Doors { accounts: visitor.accounts, token: guard.token.is_some() };
    let asks = match (guard.lets_in(&headers, &visitor), request.method().is_safe()) {
        (false, _) => Asks::Stranger,
        (true, true) => Asks::Reader,
        (true, false) => Asks::Writer,
    };
    let refusal = if !guard.room(asks) {
        Some(Refusal::new(StatusCode::TOO_MANY_REQUESTS, visit.word("web-too-many")))
    } else if unknown.is_some() {
        unknown
    } else if !guard.knows_host(&headers, visit.doors) {
        Some(Refusal::new(StatusCode::MISDIRECTED_REQUEST, visit.word("web-other-host")))
    } else if !request.method().is_safe() && !is_own(&headers) {
        Some(Refusal::new(StatusCode::FORBIDDEN, visit.word("web-other-site")))
    } else if asks == Asks::Stranger && !open_to_all(request.uri()) {
        Some(Refusal::new(StatusCode::UNAUTHORIZED, visit.wanted()))
    } else if asks == Asks::Writer
        && visitor.user.as_ref().is_some_and(|user| user.role == Role::Reader)
        && !(open_to_all(request.uri()) || request.uri().path() == "/sign-out")
    {
        Some(Refusal::new(StatusCode::FORBIDDEN, visit.word("web-read-only")))
    } else {
        None
    };
    visit.user = visitor.user;
    let signs_in = request.uri().path() == "/sign-in";
    let mut response = match refusal {
        Some(refusal) => refused(&visit, &refusal),
        None => {
            request.extensions_mut().insert(visit.clone());
            request.extensions_mut().insert(guard.clone());
            let response = next.run(request).await;
            // What the framework refuses, it refuses in a line of English.
            let bare = response.status().is_client_error() && !is_said(&response);
            if bare { refused(&visit, &Refusal::new(response.status(), said_of(response.status(), &visit))) } else { response }
        }
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if response.status() == StatusCode::TOO_MANY_REQUESTS {
        // Tries to sign in come back by the minute.
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(if signs_in { "60" } else { "1" }));
    }
    if let Some(line) =
        session.filter(|_| fresh && !visit.is_program()).and_then(|s| HeaderValue::from_str(&visit.cookie("isnad_session", &s)).ok())
    {
        response.headers_mut().append(SET_COOKIE, line);
    }
    response
}

/// What the framework's own refusals mean to a visitor.
fn said_of(status: StatusCode, visit: &Visit) -> String {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => visit.word("web-too-large"),
        StatusCode::REQUEST_TIMEOUT => visit.word("web-too-slow"),
        _ => String::new(),
    }
}

/// Whether a refusal is in words of ours.
fn is_said(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind == "application/problem+json"
}

/// What whoever is not known yet needs to give a token, or to sign in.
fn open_to_all(uri: &Uri) -> bool {
    matches!(uri.path(), "/enter" | "/sign-in" | "/language") || uri.path().starts_with("/style/")
}

/// A value that a browser was given.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(COOKIE).iter().filter_map(|h| h.to_str().ok()).flat_map(|h| h.split(';'));
    all.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// A value that nobody guesses.
pub fn random() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok().map(|()| hex::encode(bytes))
}

/// One hash of some parts, which tells them from each other.
pub fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_its_own() {
        for host in ["localhost", "localhost:7777", "127.0.0.1:7777", "127.8.9.1", "[::1]:7777", "LOCALHOST:1"] {
            assert!(is_local(host), "{host}");
        }
        for host in ["example.org", "example.org:7777", "127.0.0.1.example.org", "localhost.example.org", "192.168.0.4:80", "", "[::2]"] {
            assert!(!is_local(host), "{host}");
        }
    }

    /// A guard of a store in a folder.
    fn guard(loopback: bool, token: Option<&str>) -> (Guard, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        let stemmer = isnad_lexicon::Stemmer::new(Arc::new(isnad_packs::built_in().expect("the packs load")));
        let (_, pulse) = tokio::sync::watch::channel(());
        let reader = Box::new(|_: &[u8], _: &str| Err(String::new()));
        let desk = Desk::open(folder.path().join("desk.isnad"), stemmer, reader, pulse).expect("a desk");
        (Guard::new(loopback, token.map(str::to_owned), Arc::new(desk)).expect("a guard"), folder)
    }

    #[test]
    fn a_visitor_in_a_hurry_waits() {
        let (guard, _folder) = guard(true, None);
        let served = |asks: Asks| (0..1000).filter(|_| guard.room(asks)).count();
        for (asks, at_once) in [(Asks::Reader, 200), (Asks::Writer, 50), (Asks::Stranger, 20)] {
            // Who went before took nothing of this share; a little comes back meanwhile.
            let served = served(asks);
            assert!((at_once..at_once + 50).contains(&served), "{asks:?}: {served}");
        }
    }

    #[test]
    fn a_token_is_known_by_program_and_browser() {
        let (guard, _folder) = guard(false, Some("open sesame"));
        let with = |name, value: &str| HeaderMap::from_iter([(name, HeaderValue::from_str(value).expect("a header"))]);
        assert!(guard.knows_token(&with(AUTHORIZATION, "Bearer open sesame")));
        assert!(!guard.knows_token(&with(AUTHORIZATION, "Bearer open")));
        assert!(!guard.knows_token(&HeaderMap::new()));
        assert_eq!(guard.enter("wrong"), None);
        let key = guard.enter("open sesame").expect("a key");
        assert!(guard.knows_token(&with(COOKIE, &format!("isnad_key={key}"))));
    }

    #[test]
    fn without_token_and_accounts_only_this_machine_gets_in() {
        let nobody = HeaderMap::new();
        for (loopback, accounts, token, in_) in
            [(true, false, None, true), (true, true, None, false), (false, false, None, false), (true, false, Some("open sesame"), false)]
        {
            let (guard, _folder) = guard(loopback, token);
            assert_eq!(guard.lets_in(&nobody, &Visitor { accounts, user: None }), in_, "{loopback} {accounts} {token:?}");
        }
    }
}
