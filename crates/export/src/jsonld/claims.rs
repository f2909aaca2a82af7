//! What pages claim together as schema.org `Claim`.

use isnad_model::{ActorType, Article, Claim, ClaimKind, EntityType, Fact, Story, written};
use serde_json::{Value, json};

use super::{SCHEMA, claim, class, encoded, entity, named, page, pruned, speaker};
use crate::told::Told;

/// A fact: in which pages it appears, in which first, who says it and who carried it.
pub fn node(story: &Story, pages: &Told, fact: &Fact) -> Value {
    let told = pages.claims(&fact.claims);
    let day = |article: &Article| story.page_dates.get(&article.source).and_then(|d| d.value.clone());
    let first = told.iter().filter_map(|(article, _)| Some((day(article)?, &article.source))).min();
    let mut appearances: Vec<String> = Vec::new();
    for (article, _) in &told {
        let id = page(&article.source);
        if !appearances.contains(&id) {
            appearances.push(id);
        }
    }
    let mut carriers: Vec<Value> = Vec::new();
    for (article, via) in told.iter().flat_map(|(article, claim)| claim.via.iter().map(move |via| (article, via))) {
        let carrier = named(class(EntityType::Organisation), &via.id, &[(&article.language, &via.name)]);
        if !carriers.iter().any(|known| known["@id"] == carrier["@id"]) {
            carriers.push(carrier);
        }
    }
    let said = told.first().map(|(_, claim)| *claim);
    let authors: Vec<Value> = match told.first().map(|(article, claim)| (article, claim.attribution.as_slice())) {
        Some((_, [])) | None => Vec::new(),
        // As the record names them; who it names nobody as goes by the page's words.
        Some((article, [nearest, ..])) if !story.entities.contains_key(&nearest.id) => {
            let kind = if nearest.kind == ActorType::Person { EntityType::Person } else { EntityType::Organisation };
            vec![named(class(kind), &nearest.id, &[(&article.language, &nearest.name)])]
        }
        Some(_) => fact.speakers.iter().map(|id| speaker(story, id)).collect(),
    };
    pruned(json!({
        "@context": SCHEMA,
        "@type": "Claim",
        "@id": claim(story, &fact.id),
        "text": said.map(|claim| claim.exact.as_str()),
        "disambiguatingDescription": written(&fact.kind),
        "inLanguage": told.first().map(|(article, _)| article.language.as_str()),
        "appearance": references(&appearances),
        "firstAppearance": first.map(|(_, source)| json!({"@id": page(source)})),
        "author": authors,
        "provider": carriers,
        "about": said.map(|claim| about(story, claim)).unwrap_or_default(),
        "spatialCoverage": told.iter().find_map(|(_, claim)| claim.kind.place()).and_then(|id| Some(entity(id, story.entities.get(id)?))),
        "temporalCoverage": told.iter().find_map(|(_, claim)| claim.kind.time()),
        "creativeWorkStatus": written(&fact.status),
        "isPartOf": {"@id": format!("urn:isnad:story:{}", encoded(&story.id))},
    }))
}

fn references(ids: &[String]) -> Vec<Value> {
    ids.iter().map(|id| json!({"@id": id})).collect()
}

/// What a figure counts, with its bounds; who takes part in an event.
fn about(story: &Story, claim: &Claim) -> Vec<Value> {
    match &claim.kind {
        ClaimKind::Figure(figure) => vec![pruned(json!({
            "@type": "QuantitativeValue",
            "name": written(&figure.measure),
            "minValue": figure.low,
            "maxValue": figure.high,
            "disambiguatingDescription": written(&figure.qualifier),
            "unitText": figure.unit,
            "description": figure.group.as_str(),
        }))],
        ClaimKind::Event(event) => {
            let parties = event.actors.iter().chain(&event.targets);
            parties.filter_map(|id| Some(entity(id, story.entities.get(id)?))).collect()
        }
        ClaimKind::Quote | ClaimKind::Statement(_) => Vec::new(),
    }
}
