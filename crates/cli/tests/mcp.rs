//! `isnad mcp` as a client of the SDK sees it, over standard input and over HTTP, on the demo pages.
#![cfg(feature = "mcp")]
#![allow(clippy::expect_used)] // a test

mod started;

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::LazyLock;

use rmcp::ServiceExt;
use rmcp::model::CallToolRequestParams;
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::streamable_http_client::StreamableHttpClientTransportConfig;
use rmcp::transport::{StreamableHttpClientTransport, TokioChildProcess};
use serde_json::{Value, json};

type Client = RunningService<RoleClient, ()>;

/// A store with the demo pages, made once.
static DESK: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("desk.isnad");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let added =
        Command::new(assert_cmd::cargo::cargo_bin("isnad")).current_dir(root).args(["add", "demo/pages", "--db"]).arg(&file).output();
    assert!(added.expect("it runs").status.success());
    (folder, file)
});

fn isnad(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("isnad"));
    command.args(arguments).arg("--db").arg(&DESK.1).env_remove("ISNAD_TOKEN");
    command
}

async fn over_stdio() -> Client {
    let transport = TokioChildProcess::new(tokio::process::Command::from(isnad(&["mcp"]))).expect("it starts");
    ().serve(transport).await.expect("it says hello")
}

/// A server on this machine, ended with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(token: Option<&str>) -> Self {
        // With the features that fetch pages the client has TLS, and asks for a provider before it speaks plain HTTP too.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut command = isnad(&["mcp", "--http", "127.0.0.1:0"]);
        if let Some(token) = token {
            command.env("ISNAD_TOKEN", token);
        }
        let (child, address) = started::start(command);
        Server { child, address }
    }

    async fn client(&self, token: Option<&str>) -> Result<Client, Box<rmcp::service::ClientInitializeError>> {
        let mut config = StreamableHttpClientTransportConfig::with_uri(self.address.clone());
        if let Some(token) = token {
            config = config.auth_header(token);
        }
        ().serve(StreamableHttpClientTransport::from_config(config)).await.map_err(Box::new)
    }

    async fn status(&self, headers: &[(&str, &str)]) -> u16 {
        let hello = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}});
        let mut request = reqwest::Client::new()
            .post(&self.address)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .body(hello.to_string());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.expect("an answer").status().as_u16()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn call(client: &Client, tool: &'static str, asked: Value) -> Result<Value, String> {
    let Value::Object(asked) = asked else { panic!("questions are objects") };
    let answer = client.call_tool(CallToolRequestParams::new(tool).with_arguments(asked)).await.map_err(|fault| fault.to_string())?;
    let text = answer.content.first().and_then(|c| c.as_text()).map(|t| t.text.clone()).unwrap_or_default();
    if answer.is_error == Some(true) { Err(text) } else { Ok(answer.structured_content.expect("a structured answer")) }
}

async fn story_of(client: &Client, place: &str) -> i64 {
    let found = call(client, "search_claims", json!({"place": place, "limit": 1})).await.expect("claims");
    found["claims"][0]["story"].as_i64().expect("a story")
}

/// Calls every tool and looks at what it says of the demo pages.
async fn every_tool(client: &Client) {
    let tools = client.list_all_tools().await.expect("tools");
    let mut names: Vec<&str> = tools.iter().map(|t| t.name.as_ref()).collect();
    names.sort_unstable();
    assert_eq!(names, ["check_claim", "figure_series", "get_story", "get_timeline", "list_disputes", "search_claims"]);
    for tool in &tools {
        let annotations = tool.annotations.as_ref().expect("annotations");
        assert_eq!(annotations.read_only_hint, Some(true), "{}", tool.name);
        let output = tool.output_schema.as_ref().expect("an output schema");
        assert_eq!(output["type"], "object", "{}", tool.name);
        assert_eq!(tool.input_schema["type"], "object", "{}", tool.name);
    }

    let killed = call(client, "search_claims", json!({"measure": "killed", "place": "سبها", "status": "disputed"})).await.expect("claims");
    let mut lows: Vec<i64> = killed["claims"].as_array().expect("a list").iter().map(|c| c["low"].as_i64().expect("a number")).collect();
    lows.sort_unstable();
    lows.dedup();
    assert_eq!(lows, [27, 31, 60]);
    let one = call(client, "search_claims", json!({"kind": "figure", "limit": 1})).await.expect("claims");
    assert_eq!((one["claims"].as_array().map(Vec::len), &one["next"]), (Some(1), &json!(1)));
    let two = call(client, "search_claims", json!({"kind": "figure", "limit": 1, "skip": 1})).await.expect("claims");
    assert_ne!(one["claims"], two["claims"]);

    let flood = story_of(client, "سبها").await;
    let story = call(client, "get_story", json!({"story": flood, "limit": 5})).await.expect("a story");
    assert!(story["title"].as_str().expect("a title").contains("سبها"));
    assert_eq!((&story["pages_in_all"], &story["disputes"], story["facts"].as_array().map(Vec::len)), (&json!(8), &json!(1), Some(5)));
    assert_eq!(story["next"], json!(5));
    assert!(story["facts"][0]["evidence"]["sentence"].as_str().is_some_and(|s| !s.is_empty()));

    let series = call(client, "figure_series", json!({"story": flood, "measure": "killed", "group": "all"})).await.expect("series");
    let dead = &series["series"][0];
    assert_eq!((&dead["low"], &dead["best"], &dead["high"], &dead["verdict"]), (&json!(31), &json!(31), &json!(60), &json!("disputed")));

    let disputes = call(client, "list_disputes", json!({})).await.expect("disputes");
    let dispute = &disputes["disputes"][0];
    assert_eq!(
        (disputes["disputes"].as_array().map(Vec::len), &dispute["about"], &dispute["story"]),
        (Some(1), &json!("killed"), &json!(flood))
    );
    assert_eq!(dispute["sides"].as_array().map(Vec::len), Some(2));

    let truce = story_of(client, "تعز").await;
    let timeline = call(client, "get_timeline", json!({"story": truce})).await.expect("a timeline");
    assert_eq!(timeline["moments"][0]["time"], json!("2024-06-12"));

    let checked = call(client, "check_claim", json!({"sentence": "أصيب 110 أشخاص في فيضانات سبها."})).await.expect("checked");
    assert_eq!(checked["verdict"], json!("supported"), "{checked:#}");
    let checked = call(client, "check_claim", json!({"sentence": "أصيب 115 شخصا في فيضانات سبها."})).await.expect("checked");
    assert_eq!((&checked["verdict"], &checked["claims"][0]["differs"][0]["differs"]), (&json!("changed"), &json!("number")), "{checked:#}");

    for (tool, asked, says) in [
        ("get_story", json!({"story": 4711}), "search_claims"),
        ("figure_series", json!({"story": flood, "limit": 0}), "limit is 1 to 50"),
        ("search_claims", json!({"since": "yesterday"}), "2024-05-06"),
        ("check_claim", json!({"sentence": " "}), "give a sentence"),
        ("check_claim", json!({"sentence": "نص", "day": "2024"}), "give one such as"),
    ] {
        let told = call(client, tool, asked).await.expect_err("a fault");
        assert!(told.contains(says), "{tool}: {told}");
    }
    assert!(call(client, "search_claims", json!({"mesure": "killed"})).await.is_err(), "a field that is not there is refused");
}

#[tokio::test]
async fn a_client_calls_every_tool_over_standard_input() {
    let client = over_stdio().await;
    every_tool(&client).await;
    client.cancel().await.expect("it ends");
}

#[tokio::test]
async fn a_client_calls_every_tool_over_http() {
    let server = Server::start(None);
    let client = server.client(None).await.expect("it says hello");
    every_tool(&client).await;
    client.cancel().await.expect("it ends");
}

#[tokio::test]
async fn other_names_and_sites_do_not_lead_there() {
    let server = Server::start(None);
    assert_eq!(server.status(&[]).await, 200);
    assert_eq!(server.status(&[("Host", "evil.example")]).await, 403);
    assert_eq!(server.status(&[("Origin", "https://evil.example")]).await, 403);
}

#[tokio::test]
async fn a_token_is_asked_for_and_strangers_need_one() {
    let server = Server::start(Some("secret"));
    assert_eq!(server.status(&[]).await, 401);
    assert_eq!(server.status(&[("Authorization", "Bearer other")]).await, 401);
    assert!(server.client(None).await.is_err());
    let client = server.client(Some("secret")).await.expect("it says hello");
    assert_eq!(client.list_all_tools().await.expect("tools").len(), 6);
    client.cancel().await.expect("it ends");

    let open = isnad(&["mcp", "--http", "0.0.0.0:0"]).output().expect("it runs");
    assert_eq!(open.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&open.stderr).contains("--token-file"));
}

#[test]
fn where_there_is_no_store_it_is_said() {
    let output = Command::new(assert_cmd::cargo::cargo_bin("isnad")).args(["mcp", "--db", "no-such.isnad"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("isnad add"));
}
