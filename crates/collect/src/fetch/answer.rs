//! What a server answers to one request, within bounds.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, LOCATION, RETRY_AFTER};
use url::Url;

use super::address::page_address;
use super::fault::FetchError;
use crate::body;
use crate::found::{Validators, Why};
use crate::head::Head;
use crate::http;
use crate::limits::{Limit, Limits};

/// The most bytes of a page that comes in another's place.
const ERROR_PAGE: usize = 256 << 10;

/// What is wished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A page, whole.
    Page,
    /// A feed, of whatever kind it is said to be; of one that is too long or cut off, what comes of it.
    Feed,
    /// The first bytes, of whatever kind.
    Beginning,
}

/// What is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Wish<'a> {
    pub accept: &'static str,
    /// What the server said the last time.
    pub known: &'a Validators,
    /// The most bytes.
    pub most: usize,
    pub what: What,
    /// How long the host is left alone afterwards.
    pub pause: Duration,
}

/// What a server answered.
pub(crate) struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub raw: Vec<u8>,
    /// Why there is no more of it, of a feed that was cut off.
    pub cut: Option<FetchError>,
}

/// Sends a request and reads the answer; the body of a redirect, of a page that did not change and of what is no page is left.
pub(crate) async fn read(request: reqwest::RequestBuilder, wish: Wish<'_>) -> Result<Answer, FetchError> {
    let mut response = request.send().await.map_err(|e| FetchError::of(&e))?;
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    let mut raw = Vec::new();
    if (300..400).contains(&status) {
        return Ok(Answer { status, headers, raw, cut: None });
    }
    if status == 200
        && wish.what == What::Page
        && let Some(kind) = text(&headers, CONTENT_TYPE)
    {
        http::page_kind(&kind)?;
    }
    let (most, beginning) =
        if status == 200 || wish.what == What::Beginning { (wish.most, wish.what != What::Page) } else { (ERROR_PAGE, true) };
    let mut cut = None;
    loop {
        let chunk = match response.chunk().await.map_err(|e| FetchError::of(&e)) {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break,
            Err(fault) if status == 200 && wish.what == What::Feed && !raw.is_empty() => {
                cut = Some(fault);
                break;
            }
            Err(fault) => return Err(fault),
        };
        let left = most.saturating_sub(raw.len());
        raw.extend_from_slice(&chunk[..chunk.len().min(left)]);
        if chunk.len() > left {
            if beginning {
                break;
            }
            return Err(Why::from(Limit::Page(most)).into());
        }
    }
    Ok(Answer { status, headers, raw, cut })
}

/// How long a server that is in trouble wants to be left alone (`Retry-After`): seconds, or a time.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let stated = text(headers, RETRY_AFTER)?;
    if let Ok(seconds) = stated.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = crate::feed::timestamp(&stated)?;
    Some(until.duration_since(Timestamp::now()).try_into().unwrap_or_default())
}

/// Where a redirect leads.
pub(crate) fn target(from: &Url, answer: &Answer) -> Result<Url, FetchError> {
    let nowhere = |why: &str| FetchError::Nowhere(why.to_owned());
    let location = answer.headers.get(LOCATION).ok_or_else(|| nowhere("none is named"))?;
    let to = from.join(&String::from_utf8_lossy(location.as_bytes())).map_err(|e| nowhere(&e.to_string()))?;
    page_address(to.as_str()).map_err(|fault| match fault {
        FetchError::Address(why) => FetchError::Nowhere(why),
        other => other,
    })
}

/// The body, unpacked.
pub(crate) fn decoded(answer: &Answer, limits: &Limits) -> Result<Vec<u8>, FetchError> {
    Ok(body::read(&mut answer.raw.as_slice(), &codings(answer), false, limits)?)
}

/// As much of the body as can be had, unpacked, and no more than so many bytes.
pub(crate) fn as_far_as_it_goes(answer: &Answer, most: usize, limits: &Limits) -> Result<Vec<u8>, FetchError> {
    let limits = Limits { page: most, ..limits.clone() };
    Ok(body::beginning(&mut answer.raw.as_slice(), &codings(answer), true, &limits)?)
}

/// The first bytes of the body, unpacked, up to the last line that is whole.
pub(crate) fn beginning(answer: &Answer, most: usize, limits: &Limits) -> Result<Vec<u8>, FetchError> {
    let limits = Limits { page: most, ..limits.clone() };
    let cut = answer.raw.len() >= most;
    let mut bytes = body::beginning(&mut answer.raw.as_slice(), &codings(answer), cut, &limits)?;
    if cut || bytes.len() >= most {
        bytes.truncate(bytes.iter().rposition(|b| *b == b'\n').unwrap_or(bytes.len()));
    }
    Ok(bytes)
}

fn codings(answer: &Answer) -> Head {
    let coding = answer.headers.get_all(CONTENT_ENCODING).iter().filter_map(|v| v.to_str().ok());
    Head::of("content-encoding", coding.collect::<Vec<_>>().join(","))
}

/// A header that says something.
pub(crate) fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned).filter(|v| !v.is_empty())
}
