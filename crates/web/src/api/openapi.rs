//! The description of the interface, made of the functions that answer and the types that they give.

use std::sync::LazyLock;

use axum::Extension;
use axum::http::HeaderMap;
use axum::response::Response;
use isnad_model::{FactKind, FactStatus, Measure, Story};
use isnad_store::{Change, ChangeKind, ClaimLine, Found, Seen, StoryLine, StoryOrder};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use utoipa::OpenApi;

use super::{List, Problem, document};
use crate::accounts;
use crate::screen::{Visit, answer};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Isnad",
        version = "1",
        description = "A store of news pages, read: stories, claims with their chains, pages, search, and what changes. All of it is read only.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        super::stories,
        super::story,
        super::claims,
        super::page_now,
        super::page,
        super::search,
        super::changes::changes,
        super::changes::stream
    )
)]
struct Paths;

/// What any request may be refused with, before what is asked for is looked at.
const REFUSALS: [(&str, &str); 5] = [
    ("400", "A field that is not known, or one that is wanted and missing"),
    ("401", "This desk asks for its token, or for an account"),
    ("421", "Another name than this machine's was asked for"),
    ("429", "Too many requests; `Retry-After` says how many seconds to wait"),
    ("503", "Another program writes to the store, or there is no room"),
];

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::to_value(Paths::openapi()).unwrap_or_default();
    // The schemas are those of the model, in the dialect of JSON Schema that OpenAPI 3.1 has too.
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut schemas = SchemaGenerator::new(settings.for_serialize());
    schemas.subschema_for::<List<StoryLine>>();
    schemas.subschema_for::<List<ClaimLine>>();
    schemas.subschema_for::<List<Found>>();
    schemas.subschema_for::<List<Change>>();
    schemas.subschema_for::<ChangeKind>();
    schemas.subschema_for::<Story>();
    schemas.subschema_for::<Seen>();
    schemas.subschema_for::<Problem>();
    schemas.subschema_for::<StoryOrder>();
    schemas.subschema_for::<FactKind>();
    schemas.subschema_for::<FactStatus>();
    schemas.subschema_for::<Measure>();
    document["components"]["schemas"] = Value::Object(schemas.take_definitions(true));
    let operations = document["paths"].as_object_mut().into_iter().flatten().filter_map(|(_, path)| path.get_mut("get"));
    for responses in operations.filter_map(|operation| operation["responses"].as_object_mut()) {
        let problem = serde_json::json!({"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}});
        for (status, told) in REFUSALS {
            responses.entry(status).or_insert_with(|| serde_json::json!({"description": told, "content": problem}));
        }
    }
    document["components"]["securitySchemes"]["token"] = serde_json::json!({"type": "http", "scheme": "bearer"});
    document["components"]["securitySchemes"]["session"] = serde_json::json!({"type": "apiKey", "in": "cookie", "name": accounts::COOKIE});
    // Only a server with a token or with accounts asks for one.
    document["security"] = serde_json::json!([{}, {"token": []}, {"session": []}]);
    document
});

/// Gives the description, as OpenAPI 3.1 has it.
pub async fn openapi(Extension(visit): Extension<Visit>, headers: HeaderMap) -> Response {
    answer(&visit, document(&headers, &*DOCUMENT))
}
