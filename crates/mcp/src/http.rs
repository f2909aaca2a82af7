//! The tools over HTTP: «streamable HTTP» of the protocol, at `/mcp`.
//!
//! A page in a browser must not reach it: only names of this server's own are answered to, so that no other site's name leads here, and
//! nothing is answered that a browser sends for a site.

use std::net::SocketAddr;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use rmcp::transport::streamable_http_server::session::local::LocalSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use crate::{McpError, Settings, Tools, runtime};

/// Where the tools are.
const PATH: &str = "/mcp";
/// Bytes of a question at most.
const QUESTION: usize = 64 * 1024;

/// A server that listens, and does not answer yet.
pub struct HttpServer {
    listener: TcpListener,
    router: axum::Router,
    runtime: tokio::runtime::Runtime,
}

impl HttpServer {
    /// Opens the store and the address. `names` are those that clients reach it by from elsewhere; whoever comes must know the token, where
    /// there is one, and without one only this machine is listened to.
    pub fn bind(settings: Settings, listen: SocketAddr, token: Option<&str>, names: &[String]) -> Result<Self, McpError> {
        let token = token.filter(|token| !token.is_empty());
        if !listen.ip().is_loopback() && token.is_none() {
            return Err(McpError::Open(listen));
        }
        let tools = Tools::new(settings)?;
        let runtime = runtime()?;
        let listener = runtime.block_on(TcpListener::bind(listen)).map_err(|fault| McpError::Address(listen, fault))?;
        let mut hosts: Vec<String> = ["localhost", "127.0.0.1", "::1"].map(str::to_owned).to_vec();
        if !listen.ip().is_unspecified() {
            hosts.push(listen.ip().to_string());
        }
        hosts.extend(names.iter().cloned());
        let config = StreamableHttpServerConfig::default()
            .with_allowed_hosts(hosts)
            .enforce_origin_validation()
            .with_max_request_body_bytes(QUESTION)
            // Each question stands alone: nothing is kept for clients that go away.
            .with_legacy_session_mode(false)
            .with_json_response(true);
        let service: StreamableHttpService<Tools, LocalSessionManager> =
            StreamableHttpService::new(move || Ok(tools.clone()), LocalSessionManager::default().into(), config);
        let token = token.map(|token| <[u8; 32]>::from(Sha256::digest(format!("Bearer {token}"))));
        let router = axum::Router::new().nest_service(PATH, service).layer(from_fn_with_state(token, known));
        Ok(HttpServer { listener, router, runtime })
    }

    /// Where the tools are.
    pub fn address(&self) -> Result<String, McpError> {
        let address = self.listener.local_addr().map_err(|fault| McpError::Run(fault.to_string()))?;
        Ok(format!("http://{address}{PATH}"))
    }

    /// Answers until `stop`.
    ///
    /// # Errors
    /// Where it cannot go on.
    pub fn run_until(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), McpError> {
        let served = self.runtime.block_on(async { axum::serve(self.listener, self.router).with_graceful_shutdown(stop).await });
        served.map_err(|fault| McpError::Run(fault.to_string()))
    }
}

/// Lets in whoever knows the token. Digests are compared, so that the time it takes tells nothing of the token.
async fn known(State(token): State<Option<[u8; 32]>>, request: Request, next: Next) -> Response {
    let given = request.headers().get(AUTHORIZATION).map(|given| <[u8; 32]>::from(Sha256::digest(given.as_bytes())));
    if token.is_some() && token != given {
        let told = "send the token as `Authorization: Bearer …`\n";
        return (StatusCode::UNAUTHORIZED, [(WWW_AUTHENTICATE, "Bearer")], told).into_response();
    }
    next.run(request).await
}
