//! What pages claim together as schema.org `Claim`.

use isnad_model::{Article, Claim, ClaimKind, ClaimRef, Fact, Story, written};
use serde_json::{Value, json};

use super::{SCHEMA, claim, encoded, entity, named, of_type, page, pruned, speaker};

/// A fact: in which pages it appears, in which first, who says it and who carried it.
pub fn node(story: &Story, articles: &[Article], fact: &Fact) -> Value {
    let told: Vec<(&Article, &Claim)> = fact.claims.iter().filter_map(|reference| found(articles, reference)).collect();
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
    for via in told.iter().flat_map(|(_, claim)| &claim.via) {
        let carrier = named("Organization", &via.id, &None, &Some(via.name.clone()));
        if !carriers.iter().any(|known| known["@id"] == carrier["@id"]) {
            carriers.push(carrier);
        }
    }
    let said = told.first().map(|(_, claim)| *claim);
    let authors: Vec<Value> = match said.map(|claim| claim.attribution.as_slice()) {
        Some([]) | None => Vec::new(),
        // As the record names them; who it names nobody as goes by the page's words.
        Some([nearest, ..]) if !story.entities.contains_key(&nearest.id) => {
            vec![named(of_type(nearest.kind), &nearest.id, &None, &Some(nearest.name.clone()))]
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
        "spatialCoverage": said.and_then(|claim| place(&claim.kind)).and_then(|id| Some(entity(id, story.entities.get(id)?))),
        "temporalCoverage": said.and_then(|claim| time(&claim.kind)),
        "creativeWorkStatus": written(&fact.status),
        "isPartOf": {"@id": format!("urn:isnad:story:{}", encoded(&story.id))},
    }))
}

fn found<'a>(articles: &'a [Article], reference: &ClaimRef) -> Option<(&'a Article, &'a Claim)> {
    let article = articles.iter().find(|a| a.source == reference.page)?;
    article.claims.iter().find(|c| c.id == reference.claim).map(|claim| (article, claim))
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

fn place(kind: &ClaimKind) -> Option<&str> {
    match kind {
        ClaimKind::Figure(figure) => figure.place.as_deref(),
        ClaimKind::Event(event) => event.place.as_deref(),
        ClaimKind::Quote | ClaimKind::Statement(_) => None,
    }
}

fn time(kind: &ClaimKind) -> Option<&str> {
    match kind {
        ClaimKind::Figure(figure) => figure.asof.as_deref(),
        ClaimKind::Event(event) => event.date.as_deref(),
        ClaimKind::Quote | ClaimKind::Statement(_) => None,
    }
}
