//! Claims, by what they say, who says it and where.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use isnad_export::{Language, Links};
use isnad_model::{FactKind, FactStatus, Fields, Measure, Story, meant};
use isnad_store::ClaimLine;

use super::named;
use crate::desk::Desk;
use crate::filter::{Filter, Part};
use crate::screen::{Visit, answer, drawn};

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage<'a> {
    visit: &'a Visit,
    filter: &'a Filter,
    claims: Vec<ClaimLine>,
    part: Part,
    /// The stories that the claims are in, with their entities alone: they know the names.
    stories: BTreeMap<i64, Story>,
    kinds: Vec<(String, String)>,
    measures: Vec<(String, String)>,
    statuses: Vec<(String, String)>,
}

impl ClaimsPage<'_> {
    fn story(&self, line: &ClaimLine) -> Cow<'_, Story> {
        line.story.and_then(|number| self.stories.get(&number)).map_or_else(|| Cow::Owned(Story::default()), Cow::Borrowed)
    }

    fn name(&self, line: &ClaimLine, id: &str) -> String {
        isnad_export::entity(self.visit.language, &self.story(line), id)
    }

    fn says(&self, line: &ClaimLine) -> String {
        claim_says(self.visit.language, &self.story(line), line)
    }

    fn feed(&self) -> String {
        self.visit.feed(&self.filter.query("/claims.atom"))
    }

    fn status(&self, line: &ClaimLine) -> String {
        line.status.map(|s| self.visit.language.name_of(&s)).unwrap_or_default()
    }

    fn decided(&self, line: &ClaimLine) -> String {
        line.decision.as_ref().map(|d| self.visit.language.name_of(&d.kind)).unwrap_or_default()
    }

    fn address(&self, line: &ClaimLine) -> String {
        Links::Desk.claim(&line.page, &line.claim).unwrap_or_default()
    }

    fn speaker(&self, id: &str) -> String {
        Links::Desk.speaker(id).unwrap_or_default()
    }

    fn place(&self, id: &str) -> String {
        Links::Desk.place(id).unwrap_or_default()
    }
}

/// What a claim says on one line. Of the story only its entities are needed.
pub fn claim_says(language: Language, story: &Story, line: &ClaimLine) -> String {
    let what = line.what.as_deref().unwrap_or_default();
    let fields = Fields {
        modality: line.modality,
        measure: line.measure,
        low: line.low,
        high: line.high,
        qualifier: line.qualifier,
        group: line.group.clone(),
        event_type: meant(what).ok(),
        what: meant(what).ok(),
        mode: meant(what).ok(),
        ..Fields::default()
    };
    isnad_export::claim_line(language, story, line.kind, &fields)
}

/// Claims, by what they say, who says it and where.
pub async fn claims(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(filter): Query<Filter>) -> Response {
    let page = async {
        let asked = filter.claims().map_err(|wrong| wrong.told(visit.language))?;
        let (mut claims, stories) = desk
            .ask(move |store| {
                let claims = store.claims(&asked)?;
                let stories = named(store, claims.iter().filter_map(|line| line.story))?;
                Ok((claims, stories))
            })
            .await?;
        let part = filter.part("/claims", &mut claims).map_err(|wrong| wrong.told(visit.language))?;
        let language = visit.language;
        drawn(&ClaimsPage {
            visit: &visit,
            filter: &filter,
            claims,
            part,
            stories,
            kinds: language.choices::<FactKind>(),
            measures: language.choices::<Measure>(),
            statuses: language.choices::<FactStatus>(),
        })
    };
    answer(&visit, page.await)
}
