//! Pages by their words.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use isnad_export::Links;
use isnad_store::Found;

use crate::desk::Desk;
use crate::filter::{Filter, Part, Wrong, given};
use crate::screen::{Visit, answer, drawn};

/// A page found.
struct Hit {
    found: Found,
    address: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    visit: &'a Visit,
    filter: &'a Filter,
    /// Nothing where nothing was looked for yet.
    hits: Option<(Vec<Hit>, Part)>,
}

impl SearchPage<'_> {
    fn feed(&self) -> String {
        self.visit.feed(&self.filter.query("/search.atom"))
    }
}

/// Pages by their words.
pub async fn search(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(filter): Query<Filter>) -> Response {
    let page = async {
        let wrong = |wrong: Wrong| wrong.told(visit.language);
        let narrow = filter.narrow().map_err(wrong)?;
        let hits = match given(&filter.q) {
            None => None,
            Some(query) => {
                let mut found = desk.ask(move |store| Ok(store.search(&query, &narrow)?)).await?;
                let part = filter.part("/search", &mut found).map_err(wrong)?;
                Some((found.into_iter().map(hit).collect(), part))
            }
        };
        drawn(&SearchPage { visit: &visit, filter: &filter, hits })
    };
    answer(&visit, page.await)
}

fn hit(found: Found) -> Hit {
    Hit { address: Links::Desk.page(&found.source).unwrap_or_default(), found }
}
