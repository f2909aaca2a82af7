//! What changed, as a list and as it happens.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::HeaderMap;
use axum::http::{HeaderName, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use isnad_store::{Change, Changes};
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, sleep, sleep_until};

use super::asked::ChangesAsked;
use super::{List, asked, document, told};
use crate::connections::Patience;
use crate::desk::Desk;
use crate::fault::Refusal;
use crate::filter::{LINES, Wrong};
use crate::screen::{Visit, answer};

/// How long a follower waits before it comes again.
const AGAIN: Duration = Duration::from_secs(2);

/// What changed in the store, in the order in which it was written: a sequence without gaps, in which a number is given once.
#[utoipa::path(get, path = "/api/v1/changes", params(ChangesAsked), responses(
    (status = 200, description = "A part of the sequence; without `since` from the first that is kept", body = ref("#/components/schemas/ListOfChange")),
    (status = 404, description = "There is no such story", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
    (status = 410, description = "Some of the changes behind `since` are forgotten", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
    (status = 422, description = "A value that the list cannot be narrowed by, or a number that was never given", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn changes(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    headers: HeaderMap,
    query: Result<Query<ChangesAsked>, QueryRejection>,
) -> Response {
    let page = async {
        let asked = asked(query)?;
        let wanted = asked.wanted(LINES + 1).map_err(told)?;
        let mut items = desk.ask(move |store| Ok(store.changes(&wanted)?)).await?;
        let more = items.len() > LINES;
        items.truncate(LINES);
        let next = items.last().filter(|_| more).map(|last| asked.behind(last.number));
        document(&headers, &List { items, next })
    };
    answer(&visit, page.await)
}

/// What changes in the store, as it happens: server-sent events, each a change as JSON under its number.
///
/// It begins behind `Last-Event-ID`, else behind `since`, else with what changes next. Every quarter of a minute at least an event
/// without data tells the number that was reached. The server ends the stream after some minutes; whoever comes again with the last
/// number misses nothing and gets nothing twice.
#[utoipa::path(get, path = "/api/v1/changes/stream", params(
    ChangesAsked,
    ("Last-Event-ID" = Option<i64>, Header, description = "The number that was reached, as a browser sends it when it comes again"),
), responses(
    (status = 200, description = "The stream", content_type = "text/event-stream", body = String),
    (status = 404, description = "There is no such story", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
    (status = 410, description = "Some of the changes behind the number are forgotten", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
    (status = 422, description = "A value that the stream cannot be narrowed by, or a number that was never given", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
    (status = 503, description = "As many follow as can", content_type = "application/problem+json", body = ref("#/components/schemas/Problem")),
))]
pub async fn stream(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    Extension(patience): Extension<Patience>,
    headers: HeaderMap,
    query: Result<Query<ChangesAsked>, QueryRejection>,
) -> Response {
    let page = async {
        let mut wanted = asked(query)?.wanted(LINES).map_err(told)?;
        if let Some(last) = headers.get("last-event-id") {
            let number = last.to_str().ok().and_then(|last| last.parse::<u32>().ok()).map(i64::from);
            let wrong = || Wrong::new("Last-Event-ID", "web-change-number", &String::from_utf8_lossy(last.as_bytes()), &["0", "1", "2 …"]);
            wanted.since = Some(number.ok_or_else(wrong).map_err(told)?);
        }
        let full = || Refusal::new(StatusCode::SERVICE_UNAVAILABLE, visit.word("web-too-many-follow"));
        let (place, pulse) = desk.follow().ok_or_else(full)?;
        let mut follower = Follower {
            desk,
            wanted,
            waiting: VecDeque::new(),
            pulse,
            patience,
            until: Instant::now() + patience.connection,
            greeted: false,
            _place: place,
        };
        // What cannot be followed is refused before the stream begins.
        follower.look().await?;
        let events = stream::unfold(follower, |mut follower| async move { Some((Ok::<_, Infallible>(follower.next().await?), follower)) });
        // A server before this one is not to hold back what comes.
        Ok(([(HeaderName::from_static("x-accel-buffering"), "no")], Sse::new(events)).into_response())
    };
    answer(&visit, page.await)
}

/// Somebody who follows the changes.
struct Follower {
    desk: Arc<Desk>,
    /// What they want; `since` is the number that they have reached, with what waits.
    wanted: Changes,
    /// Changes that they get next.
    waiting: VecDeque<Change>,
    pulse: watch::Receiver<()>,
    patience: Patience,
    /// When they are sent away, to come again.
    until: Instant,
    greeted: bool,
    _place: OwnedSemaphorePermit,
}

impl Follower {
    /// Takes what there is behind the number that was reached.
    async fn look(&mut self) -> Result<(), Refusal> {
        // What is written from here on wakes again.
        self.pulse.borrow_and_update();
        let wanted = self.wanted.clone();
        let (changes, end) = self
            .desk
            .ask(move |store| {
                let (_, end) = store.changes_kept()?;
                let wanted = Changes { since: Some(wanted.since.unwrap_or(end)), ..wanted };
                Ok((store.changes(&wanted)?, end))
            })
            .await?;
        let reached = match changes.last() {
            Some(last) => last.number,
            None => end.max(self.wanted.since.unwrap_or(end)),
        };
        self.wanted.since = Some(reached);
        self.waiting.extend(changes);
        Ok(())
    }

    /// The next event; nothing at the end.
    async fn next(&mut self) -> Option<Event> {
        if !self.greeted {
            // Whoever is cut off before the first change comes back to where they began.
            self.greeted = true;
            let before = self.waiting.front().map_or(self.reached(), |first| first.number - 1);
            return Some(heartbeat(before).retry(AGAIN));
        }
        loop {
            if let Some(change) = self.waiting.pop_front() {
                let event = Event::default().id(change.number.to_string());
                return serde_json::to_string(&change).ok().map(|json| event.data(json));
            }
            if Instant::now() >= self.until {
                return None;
            }
            self.look().await.ok()?;
            if !self.waiting.is_empty() {
                continue;
            }
            tokio::select! {
                woken = self.pulse.changed() => woken.ok()?,
                () = sleep(self.patience.silence) => return Some(heartbeat(self.reached())),
                () = sleep_until(self.until) => return None,
            }
        }
    }

    fn reached(&self) -> i64 {
        self.wanted.since.unwrap_or_default()
    }
}

/// An event without data: a number to come back to.
fn heartbeat(reached: i64) -> Event {
    Event::default().id(reached.to_string())
}
