//! What persons decided.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use isnad_export::{DecisionText, Links};
use isnad_model::{Decision, DecisionKind, Story};
use isnad_store::{DecisionLine, Standing};

use super::named;
use crate::desk::Desk;
use crate::filter::{Filter, Part};
use crate::screen::{Visit, answer, drawn};

/// A decision as the report tells it, with how it stands.
struct Told {
    line: DecisionLine,
    text: DecisionText,
}

#[derive(Template)]
#[template(path = "decisions.html")]
struct DecisionsPage<'a> {
    visit: &'a Visit,
    decisions: Vec<Told>,
    part: Part,
}

impl DecisionsPage<'_> {
    fn standing(&self, line: &DecisionLine) -> String {
        self.visit.word(match line.standing {
            Standing::InForce => "web-in-force",
            Standing::Undone => "web-undone",
            Standing::WithoutEffect => "web-without-effect",
        })
    }

    fn can_undo(&self, line: &DecisionLine) -> bool {
        line.decision.undoes.is_none() && line.standing != Standing::Undone
    }

    fn page(&self, line: &DecisionLine) -> String {
        line.page.as_ref().and_then(|page| Links::Desk.page(page)).unwrap_or_default()
    }
}

/// All decisions, with how each stands.
pub async fn decisions(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(filter): Query<Filter>) -> Response {
    let page = async {
        let language = visit.language;
        let skip = filter.skip().map_err(|wrong| wrong.told(language))?;
        let (part, decisions) = desk
            .ask(move |store| {
                let mut lines = store.decisions()?;
                // They know the names of those that are no more.
                let joins: Vec<Decision> = lines.iter().map(|l| &l.decision).filter(|d| d.kind == DecisionKind::Join).cloned().collect();
                lines.drain(..skip.min(lines.len()));
                let part = filter.part("/decisions", &mut lines).map_err(|wrong| wrong.told(language))?;
                let mut stories = named(store, lines.iter().filter_map(|line| line.story))?;
                stories.values_mut().for_each(|story| story.decisions.clone_from(&joins));
                let nobody = Story { decisions: joins, ..Story::default() };
                let told = |line: DecisionLine| {
                    let story = line.story.and_then(|number| stories.get(&number)).unwrap_or(&nobody);
                    Told { text: isnad_export::decision(language, story, &line.decision), line }
                };
                Ok((part, lines.into_iter().map(told).collect()))
            })
            .await?;
        drawn(&DecisionsPage { visit: &visit, decisions, part })
    };
    answer(&visit, page.await)
}
