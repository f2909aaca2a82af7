//! The interface for programs, held to its own description.

use serde_json::Value;

use crate::desk::{Answer, Desk, half};

fn json(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|fault| panic!("{fault}: {}", answer.body))
}

/// Whether a value is what a schema of the description says.
fn is(description: &Value, schema: &Value, value: &Value) {
    let mut schema = schema.clone();
    schema["components"] = description["components"].clone();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let faults: Vec<String> = validator.iter_errors(value).map(|fault| format!("{}: {fault}", fault.instance_path)).collect();
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn every_answer_is_as_it_is_described() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let description = json(&desk.get("/api/v1/openapi.json"));
    assert_eq!(description["openapi"], "3.1.0");
    let page = desk.follow("/pages?source=https%3A%2F%2Fnakheel.example%2Fflood-1");
    let story = json(&desk.get("/api/v1/stories"))["items"][0]["story"].to_string();
    let asked = [
        ("/api/v1/stories", "/api/v1/stories?since=2024&order=changed".to_owned()),
        ("/api/v1/stories/{story}", format!("/api/v1/stories/{story}")),
        ("/api/v1/claims", "/api/v1/claims?kind=figure&measure=killed&place=%D8%B3%D8%A8%D9%87%D8%A7".to_owned()),
        ("/api/v1/pages", "/api/v1/pages?source=https%3A%2F%2Fnakheel.example%2Fflood-1".to_owned()),
        ("/api/v1/pages/{content}", format!("/api/v1{page}")),
        ("/api/v1/search", "/api/v1/search?q=%D8%B3%D8%A8%D9%87%D8%A7".to_owned()),
        ("/api/v1/changes", "/api/v1/changes".to_owned()),
    ];
    let paths: Vec<&String> = description["paths"].as_object().expect("paths").keys().collect();
    // What does not end is asked for elsewhere.
    assert_eq!(paths.len(), asked.len() + 1, "{paths:?}");
    assert!(description["paths"]["/api/v1/changes/stream"]["get"]["responses"]["200"]["content"]["text/event-stream"].is_object());
    for (path, address) in asked {
        let answer = desk.get(&address);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{address}: {}", answer.body);
        let value = json(&answer);
        assert!(value["items"].as_array().is_none_or(|items| !items.is_empty()), "{address}");
        let schema = &description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        assert!(schema["$ref"].is_string(), "{path}");
        is(&description, schema, &value);
        // Whoever has it already is told no more than that.
        let tag = answer.header("etag").expect("a tag");
        let again = desk.send("GET", &address, &[("If-None-Match", tag)], b"");
        assert_eq!((again.status, again.body.as_str(), again.header("etag")), (304, "", Some(tag)), "{address}");
        assert_eq!(desk.send("GET", &address, &[("If-None-Match", "\"0\"")], b"").status, 200, "{address}");
    }
    // All that it refers to is there, under names that OpenAPI takes.
    let schemas = description["components"]["schemas"].as_object().expect("schemas");
    let named = |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    assert!(schemas.keys().all(|name| named(name)), "{:?}", schemas.keys());
    for name in description.to_string().split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(schemas.contains_key(name), "{name}");
    }
    let measure = description["paths"]["/api/v1/claims"]["get"]["parameters"].as_array().expect("parameters");
    assert!(
        measure.iter().any(|p| p["name"] == "measure" && p["schema"]["oneOf"][0]["$ref"] == "#/components/schemas/Measure"),
        "{measure:?}"
    );
}

#[test]
fn the_parts_of_a_list_make_the_whole() {
    let mut desk = Desk::new(None);
    desk.add_demo();
    let (mut address, mut lines) = (Some("/api/v1/claims?since=2024-05".to_owned()), Vec::new());
    while let Some(part) = address.take() {
        let value = json(&desk.get(&part));
        lines.extend(value["items"].as_array().expect("items").iter().map(|c| format!("{}#{}", c["page"], c["claim"])));
        address = value["next"].as_str().map(str::to_owned);
    }
    assert!(lines.len() > 100, "{}", lines.len());
    let all = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), all, "none comes twice");
}

#[test]
fn what_is_wrong_is_said_as_a_problem() {
    let mut desk = Desk::new(Some("open sesame"));
    let known = ("Authorization", "Bearer open sesame");
    let description = json(&desk.send("GET", "/api/v1/openapi.json", &[known], b""));
    let problem = serde_json::json!({"$ref": "#/components/schemas/Problem"});
    for (method, path, headers, status, detail) in [
        ("GET", "/api/v1/stories", &[][..], 401, "token"),
        ("GET", "/api/v1/stories/4711", &[known], 404, ""),
        ("GET", "/api/v1/pages/0", &[known], 404, ""),
        ("GET", "/api/v1/pages", &[known], 400, "source"),
        ("GET", "/api/v1/nothing", &[known], 404, ""),
        ("GET", "/api/v1/claims?kind=nonsense", &[known], 422, "No value of «Kind»: «nonsense». It takes: figure, event, statement, quote"),
        ("GET", "/api/v1/claims?until=2024-13", &[known], 422, "«2024-13»"),
        ("GET", "/api/v1/claims?mesure=killed", &[known], 400, "unknown field `mesure`"),
        ("GET", "/api/v1/stories?order=old", &[known], 422, "news, changed"),
        ("GET", "/api/v1/search", &[known], 400, "`q`"),
        ("GET", "/api/v1/search?q=-", &[known], 422, ""),
        ("GET", "/api/v1/changes?since=4711", &[known], 422, "there is no change 4711"),
        ("GET", "/api/v1/changes?since=-1", &[known], 422, "«-1»"),
        ("GET", "/api/v1/changes?kind=revision,nonsense", &[known], 422, "new_page, new_version"),
        ("GET", "/api/v1/changes?story=4711", &[known], 404, ""),
        ("GET", "/api/v1/changes/stream?since=4711", &[known], 422, "there is no change 4711"),
        ("GET", "/api/v1/changes/stream", &[known, ("Last-Event-ID", "x")], 422, "«x»"),
        ("POST", "/api/v1/claims", &[known], 405, ""),
    ] {
        let answer = desk.send(method, path, headers, b"");
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        if status >= 400 {
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
            let value = json(&answer);
            is(&description, &problem, &value);
            assert_eq!(value["status"], status, "{path}");
            assert!(value["detail"].as_str().unwrap_or_default().contains(detail), "{path}: {value}");
        }
        assert_eq!(answer.header("set-cookie"), None, "{path}");
    }
    assert!(half(desk.address, "GET /api/v1/claims HTTP/1.1\r\nConnection: close\r\n\r\n").contains("problem+json"));
}
