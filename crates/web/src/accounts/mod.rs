//! Accounts: signing in and out.

mod attempts;
mod password;

use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use isnad_store::LONGEST_NAME;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::desk::{Desk, beside};
use crate::fault::Refusal;
use crate::forms::{back, own, with_cookie};
use crate::guard::{Guard, cookie, random};
use crate::screen::{Visit, answer};
pub use attempts::Attempts;
pub use password::{WrongPassword, hash as hash_password};

/// What a browser keeps of whoever signed in with it.
pub const COOKIE: &str = "isnad_account";
/// Days until whoever signed in has to do it again.
const DAYS: i64 = 14;

/// What the store knows a browser by.
pub fn session(headers: &HeaderMap) -> Option<[u8; 32]> {
    cookie(headers, COOKIE).map(|kept| Sha256::digest(kept.as_bytes()).into())
}

/// A name and a password.
#[derive(Deserialize)]
pub struct SignIn {
    token: String,
    name: String,
    password: String,
    #[serde(default)]
    back: String,
}

/// Signs in.
pub async fn sign_in(
    State(desk): State<Arc<Desk>>,
    Extension(guard): Extension<Arc<Guard>>,
    Extension(visit): Extension<Visit>,
    Form(form): Form<SignIn>,
) -> Response {
    let page = async {
        own(&visit, &form.token)?;
        // One word for a name that nobody has, and for a password that is another.
        let wrong = || Refusal::new(StatusCode::UNAUTHORIZED, visit.word("web-sign-in-wrong"));
        let name = form.name.trim().to_owned();
        if name.chars().count() > LONGEST_NAME {
            return Err(wrong());
        }
        if !guard.attempts.take(&name, Instant::now()) {
            return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, visit.word("web-too-many-tries")));
        }
        let turn = guard.hashing.acquire().await;
        let asked = name.clone();
        let kept = desk.ask(move |store| Ok(store.password(&asked)?)).await?;
        let (given, compared) = (form.password, kept.clone());
        let right = beside(move || Ok(password::is(&given, compared.as_deref()))).await?;
        drop(turn);
        let kept = kept.filter(|_| right).ok_or_else(wrong)?;
        let session = random().ok_or_else(|| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, String::new()))?;
        let hash: [u8; 32] = Sha256::digest(session.as_bytes()).into();
        let until = Timestamp::now() + SignedDuration::from_hours(24 * DAYS);
        let begun = desk.write(move |store| Ok(store.begin_session(&name, &kept, &hash, &until.to_string())?)).await?;
        if !begun {
            return Err(wrong());
        }
        Ok(with_cookie(&back(&form.back), &visit.cookie(COOKIE, &session)))
    };
    answer(&visit, page.await)
}

/// The form that signs out.
#[derive(Deserialize)]
pub struct SignOut {
    token: String,
}

/// Signs out.
pub async fn sign_out(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    Form(form): Form<SignOut>,
) -> Response {
    let page = async {
        own(&visit, &form.token)?;
        if let Some(hash) = session(&headers) {
            desk.write(move |store| Ok(store.end_session(&hash)?)).await?;
        }
        Ok::<_, Refusal>(with_cookie("/enter", &visit.no_cookie(COOKIE)))
    };
    answer(&visit, page.await)
}
