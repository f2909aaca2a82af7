//! Connections: how many there are at once, and how long each may take.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// How long the server waits for whom. A visitor that sends or takes byte by byte holds a connection no longer than this.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the head of a request, also of the next one.
    pub head: Duration,
    /// For a request from its head to its answer.
    pub request: Duration,
    /// For a connection with all its requests; then the one under way is answered.
    pub connection: Duration,
    /// For what is under way when the server ends.
    pub end: Duration,
    /// With nothing to say to somebody who follows the changes: servers between the two close what is silent for a minute.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Patience { head: seconds(15), request: seconds(60), connection: seconds(600), end: seconds(10), silence: seconds(15) }
    }
}

/// Connections at once; others wait until one ends.
const MOST: usize = 512;
/// How long none is taken after the system refused one.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers until `stop`, then ends what is under way.
pub async fn serve(listener: TcpListener, router: Router, patience: Patience, stop: impl Future<Output = ()>) {
    let (stopping, stopped) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < MOST => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, router.clone(), patience, stopped.clone()));
                }
                // Too many files are open, say: those that end make room.
                Err(_) => sleep(PAUSE).await,
            },
        }
    }
    drop((listener, stopping));
    // Those that are not done by then are cut off.
    let _ = timeout(patience.end, async { while connections.join_next().await.is_some() {} }).await;
}

async fn connection(stream: TcpStream, router: Router, patience: Patience, mut stopped: watch::Receiver<()>) {
    let answer = service_fn(move |request: Request<hyper::body::Incoming>| router.clone().oneshot(request.map(Body::new)));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.head);
    let mut connection = std::pin::pin!(http.serve_connection(TokioIo::new(stream), answer));
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.changed() => {}
        () = sleep(patience.connection) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(patience.request, connection).await;
}
