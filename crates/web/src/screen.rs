//! What every page has around it: language, menu, form token.

use askama::Template;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HOST, HeaderMap, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use isnad_export::{Language, OVERRIDES};
use isnad_store::{Role, User};

use crate::api;
use crate::fault::Refusal;
use crate::filter::Part;
use crate::guard::cookie;

/// How somebody gets in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Doors {
    /// By an account.
    pub accounts: bool,
    /// By the token.
    pub token: bool,
}

/// A visitor's language, where they are, and what their forms carry.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language they chose, else the browser's, else Arabic.
    pub language: Language,
    /// The path and query, to come back to.
    pub here: String,
    /// What a form carries.
    pub form_token: String,
    /// The name that the visitor signed with last.
    pub by: String,
    /// Who is signed in.
    pub user: Option<User>,
    /// What somebody whom the desk does not know may give it.
    pub doors: Doors,
    /// Whether a server before this one speaks TLS with the visitor, as it says.
    secure: bool,
    /// The name of the server, as the visitor has it.
    host: String,
}

impl Visit {
    /// What the headers say.
    pub fn new(headers: &HeaderMap, uri: &Uri, form_token: String) -> Self {
        let accepts = headers.get(ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok()).unwrap_or_default();
        let first = |accepts: &str| accepts.split(',').find_map(|one| Language::of(one.trim().get(..2)?));
        let chosen = cookie(headers, "isnad_language").and_then(Language::of).or_else(|| first(accepts)).unwrap_or(Language::Arabic);
        // What reads a feed has no cookies, nor has a watch: the address says in which language.
        let asked =
            uri.query().filter(|_| uri.path().ends_with(".atom") || uri.path() == "/status").into_iter().flat_map(|query| query.split('&'));
        let asked = asked.filter_map(|pair| pair.strip_prefix("lang=")).find_map(Language::of);
        let chosen = asked.unwrap_or(chosen);
        let host = headers.get(HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost").to_owned();
        let here = uri.path_and_query().map(|p| p.as_str().to_owned()).unwrap_or_default();
        let by = cookie(headers, "isnad_by").and_then(isnad_export::from_address).unwrap_or_default();
        let secure = headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
        let visit = Visit { language: chosen, here, form_token, by, user: None, doors: Doors::default(), secure, host };
        if visit.is_program() { Visit { language: Language::English, ..visit } } else { visit }
    }

    /// Whether it is a program that asks, not a person.
    pub fn is_program(&self) -> bool {
        self.here.starts_with(api::ROOT)
    }

    /// The line of a cookie that scripts do not see and other sites do not send.
    pub fn cookie(&self, name: &str, value: &str) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000{secure}")
    }

    /// The line that takes a cookie away.
    pub fn no_cookie(&self, name: &str) -> String {
        format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{}", if self.secure { "; Secure" } else { "" })
    }

    /// Whether they may add and decide.
    pub fn may_write(&self) -> bool {
        self.user.as_ref().is_none_or(|user| user.role == Role::Editor)
    }

    /// What is wanted of somebody whom the desk does not know.
    pub fn wanted(&self) -> String {
        self.word(if self.doors.accounts { "web-sign-in-wanted" } else { "web-token-wanted" })
    }

    /// A word in the visitor's language.
    pub fn word(&self, key: &str) -> String {
        self.language.word(key)
    }

    /// The language's code.
    pub fn lang(&self) -> &'static str {
        self.language.code()
    }

    /// The direction of its writing.
    pub fn dir(&self) -> &'static str {
        self.language.direction()
    }

    /// The other language: its code and its own name for itself.
    pub fn other(&self) -> (&'static str, &'static str) {
        match self.language {
            Language::Arabic => ("en", "English"),
            Language::English => ("ar", "العربية"),
        }
    }

    /// This page in the other language.
    pub fn switch(&self) -> String {
        format!("/language?to={}&back={}", self.other().0, isnad_export::in_address(&self.here))
    }

    /// A path of ours as an address for whoever is not here.
    pub fn at(&self, path: &str) -> String {
        format!("{}://{}{path}", if self.secure { "https" } else { "http" }, self.host)
    }

    /// The feed of a page, in the visitor's language.
    pub fn feed(&self, path: &str) -> String {
        format!("{path}{}lang={}", if path.contains('?') { '&' } else { '?' }, self.lang())
    }

    /// Which lines of a list are shown: «1–100».
    pub fn shown(&self, part: &Part) -> String {
        self.language.say("web-shown", &[("first", &part.first.to_string()), ("last", &part.last.to_string())])
    }

    /// A day in the visitor's language.
    pub fn date(&self, iso: &str) -> String {
        isnad_export::date(self.language, iso)
    }
}

/// Draws what `page` finds, or says why it cannot.
pub fn answer(visit: &Visit, page: Result<Response, Refusal>) -> Response {
    page.unwrap_or_else(|refusal| refused(visit, &refusal))
}

/// A page as an answer.
pub fn drawn(page: &impl Template) -> Result<Response, Refusal> {
    Ok(html(StatusCode::OK, page.render()?))
}

fn html(status: StatusCode, text: String) -> Response {
    let text = if text.contains(OVERRIDES) { text.replace(OVERRIDES, "") } else { text };
    (status, [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], text).into_response()
}

#[derive(Template)]
#[template(path = "refused.html")]
struct Refused<'a> {
    visit: &'a Visit,
    title: String,
    message: &'a str,
    enter: bool,
    /// Where to go on.
    back: &'a str,
}

/// What is said instead of a page.
pub fn refused(visit: &Visit, refusal: &Refusal) -> Response {
    if visit.is_program() {
        return api::problem(refusal);
    }
    let title = match refusal.status {
        StatusCode::NOT_FOUND => visit.word("web-nothing-here"),
        status => format!("{} {}", visit.word("web-not-possible"), status.as_u16()),
    };
    // Doors lead to the beginning, not back to themselves.
    let back = if visit.here.starts_with("/sign-") || visit.here.starts_with("/enter") { "/" } else { &visit.here };
    let page = Refused { visit, title, message: &refusal.message, enter: refusal.status == StatusCode::UNAUTHORIZED, back };
    html(refusal.status, page.render().unwrap_or_else(|_| refusal.status.to_string()))
}
