//! Pages that only read.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use isnad_export::{Language, Links};
use isnad_model::{Article, ClaimKind, ClaimRef, FactKind, FactStatus, Fields, Measure, Modality, Qualifier, Record, Story, written};
use isnad_store::{ClaimLine, Claims, DecisionLine, Found, Narrow, Seen, SourceLine, Standing, StoreError, StoryLine};
use serde::Deserialize;

use crate::desk::Desk;
use crate::fault::Refusal;
use crate::screen::{Visit, drawn, refused};

/// Lines of a list.
const LINES: usize = 100;

/// Draws what `page` finds, or says why it cannot.
pub fn answer(visit: &Visit, page: Result<Response, Refusal>) -> Response {
    page.unwrap_or_else(|refusal| refused(visit, &refusal))
}

#[derive(Template)]
#[template(path = "moving.html")]
struct Moving<'a> {
    visit: &'a Visit,
    stories: Vec<StoryLine>,
}

impl Moving<'_> {
    fn pages(&self, story: &StoryLine) -> String {
        self.visit.language.count("count-pages", story.pages)
    }

    fn disputes(&self, story: &StoryLine) -> String {
        self.visit.language.count("noun-disputes", story.disputes)
    }
}

/// The stories, those that last changed first.
pub async fn moving(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>) -> Response {
    let page = async {
        let mut stories = desk.ask(|store| Ok(store.stories(None, 0)?)).await?;
        stories.sort_by(|a, b| b.updated.cmp(&a.updated));
        stories.truncate(LINES);
        drawn(&Moving { visit: &visit, stories })
    };
    answer(&visit, page.await)
}

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage<'a> {
    visit: &'a Visit,
    title: String,
    number: String,
    /// Drawn by the report's own templates, which escape what pages say.
    report: String,
    pages: Vec<(String, String)>,
}

/// A story: the report on it.
pub async fn story(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Path(number): Path<String>) -> Response {
    let page = async {
        let named = number.clone();
        let language = visit.language;
        let (story, report, pages) = desk
            .ask(move |store| {
                let (story, articles) = store.story(&named)?;
                let pages = articles.iter().map(|a| (a.source.clone(), a.title.clone().unwrap_or_else(|| a.source.clone()))).collect();
                let record = Record { stories: vec![story] };
                let report = isnad_export::stories(&record, &articles, language, Links::Desk)?;
                Ok((record.stories.into_iter().next().unwrap_or_default(), report, pages))
            })
            .await?;
        drawn(&StoryPage { visit: &visit, title: story.title, number, report, pages })
    };
    answer(&visit, page.await)
}

/// Which page or claim is meant by its names in records.
#[derive(Deserialize)]
pub struct Named {
    source: String,
    #[serde(default)]
    claim: Option<String>,
}

/// Leads to the address that stays.
pub async fn named(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(named): Query<Named>) -> Response {
    let page = async {
        let seen = desk.ask(move |store| Ok((store.page_now(&named.source)?, named.claim))).await?;
        let address = match seen {
            (seen, None) => page_address(&seen),
            (seen, Some(claim)) => claim_address(&seen, &claim).ok_or_else(Refusal::nothing)?,
        };
        Ok::<_, Refusal>(Redirect::to(&address).into_response())
    };
    answer(&visit, page.await)
}

/// Where a version of a page is for ever.
pub fn page_address(seen: &Seen) -> String {
    format!("/pages/{}", seen.content)
}

/// Where a claim is for ever.
pub fn claim_address(seen: &Seen, claim: &str) -> Option<String> {
    let claim = seen.article.claims.iter().find(|c| c.id == claim)?;
    Some(format!("{}/{}/{}-{}", page_address(seen), written(&claim.kind.fact())?, claim.start, claim.end))
}

#[derive(Template)]
#[template(path = "seen.html")]
struct SeenPage<'a> {
    visit: &'a Visit,
    title: String,
    seen: &'a Seen,
    /// Drawn by templates of the report.
    text: String,
}

/// A page with its claims in place and what was removed.
pub async fn page(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Path(content): Path<String>) -> Response {
    let page = async {
        let language = visit.language;
        let (seen, text) = desk
            .ask(move |store| {
                let seen = store.page(&content)?;
                let story = of_page(store, &seen)?;
                let text = isnad_export::page(&story, &seen.article, language, Links::Desk)?;
                Ok((seen, text))
            })
            .await?;
        drawn(&SeenPage { visit: &visit, title: title(&seen.article), seen: &seen, text })
    };
    answer(&visit, page.await)
}

fn title(article: &Article) -> String {
    article.title.clone().unwrap_or_else(|| article.source.clone())
}

fn of_page(store: &isnad_store::Store, seen: &Seen) -> Result<Story, Refusal> {
    Ok(match seen.story {
        Some(number) => store.story(&number.to_string())?.0,
        None => Story::default(),
    })
}

#[derive(Template)]
#[template(path = "claim.html")]
struct ClaimPage<'a> {
    visit: &'a Visit,
    title: String,
    seen: &'a Seen,
    claim: String,
    figure: bool,
    /// Drawn by templates of the report.
    chain: String,
    status: Option<String>,
    modality: Option<Modality>,
    fields: Fields,
    qualifiers: Vec<(String, String)>,
    modalities: Vec<(String, String)>,
}

impl ClaimPage<'_> {
    fn is(&self, word: &str, value: &Option<impl serde::Serialize>) -> bool {
        value.as_ref().and_then(|v| written(v)).as_deref() == Some(word)
    }

    fn bound(&self, value: &Option<isnad_model::Quantity>) -> String {
        value.as_ref().and_then(|v| serde_json::to_string(v).ok()).unwrap_or_default()
    }

    fn text(&self, value: &Option<String>) -> String {
        value.clone().unwrap_or_default()
    }

    fn with(&self, key: &str, value: &str) -> String {
        claims_with(key, value)
    }

    fn group(&self) -> String {
        self.fields.group.as_ref().map(|g| g.as_str().to_owned()).unwrap_or_default()
    }
}

/// Words of a closed list with their labels.
fn choices<T: serde::Serialize + serde::de::DeserializeOwned + schemars::JsonSchema>(
    language: Language,
    words: &[&str],
) -> Vec<(String, String)> {
    let value = |word: &&str| serde_json::from_value::<T>((*word).into()).ok();
    words.iter().filter_map(|word| Some(((*word).to_owned(), language.name_of(&value(word)?)))).collect()
}

/// A claim: what it says, its chain down to the marked sentence, how it stands, what was decided.
pub async fn claim(
    State(desk): State<Arc<Desk>>,
    Extension(visit): Extension<Visit>,
    Path((content, kind, span)): Path<(String, String, String)>,
) -> Response {
    let page = async {
        let language = visit.language;
        let (seen, found) = desk
            .ask(move |store| {
                let seen = store.page(&content)?;
                let at = span.split_once('-').and_then(|(start, end)| Some((start.parse::<usize>().ok()?, end.parse::<usize>().ok()?)));
                let is =
                    |c: &&isnad_model::Claim| Some((c.start, c.end)) == at && written(&c.kind.fact()).as_deref() == Some(kind.as_str());
                let Some(claim) = seen.article.claims.iter().find(is).cloned() else { return Ok((seen, None)) };
                let story = of_page(store, &seen)?;
                let reference = ClaimRef { page: seen.source.clone(), claim: claim.id.clone() };
                let chain = isnad_export::claim(&story, &seen.article, &reference, language, Links::Desk)?.unwrap_or_default();
                let status = story.facts.iter().find(|f| f.claims.contains(&reference)).map(|f| f.status);
                Ok((seen, Some((claim, chain, status))))
            })
            .await?;
        let Some((claim, chain, status)) = found else {
            // The words were given to this address once; another reading may have cut them otherwise.
            return Err(Refusal::new(StatusCode::NOT_FOUND, visit.word("web-claim-gone")));
        };
        drawn(&ClaimPage {
            visit: &visit,
            title: format!("{} · {}", language.name_of(&claim.kind.fact()), title(&seen.article)),
            seen: &seen,
            figure: matches!(claim.kind, ClaimKind::Figure(_)),
            modality: Some(claim.modality),
            fields: Fields::of(&claim),
            claim: claim.id,
            chain,
            status: status.map(|s| language.name_of(&s)),
            qualifiers: choices::<Qualifier>(language, &["exact", "at_least", "more_than", "less_than", "up_to", "about", "vague"]),
            modalities: choices::<Modality>(language, &["asserted", "denied", "possible", "planned", "promised", "demanded"]),
        })
    };
    answer(&visit, page.await)
}

/// What lists are narrowed by; an empty field does not narrow.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    q: String,
    kind: String,
    measure: String,
    status: String,
    since: String,
    until: String,
    place: String,
    speaker: String,
    outlet: String,
}

fn given(field: &str) -> Option<String> {
    Some(field.trim()).filter(|f| !f.is_empty()).map(str::to_owned)
}

fn listed<T: serde::de::DeserializeOwned>(field: &str) -> Option<T> {
    given(field).and_then(|word| serde_json::from_value(word.into()).ok())
}

impl Filter {
    fn claims(&self) -> Claims {
        Claims {
            measure: listed::<Measure>(&self.measure),
            kind: listed::<FactKind>(&self.kind),
            status: listed::<FactStatus>(&self.status),
            since: given(&self.since),
            until: given(&self.until),
            place: given(&self.place),
            speaker: given(&self.speaker),
            outlet: given(&self.outlet),
            limit: LINES,
        }
    }
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage<'a> {
    visit: &'a Visit,
    filter: &'a Filter,
    claims: Vec<ClaimLine>,
    /// The stories that the claims are in: they know the names.
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
        let what = line.what.as_deref().unwrap_or_default();
        isnad_export::claim_line(
            self.visit.language,
            &self.story(line),
            line.kind,
            &Fields {
                modality: line.modality,
                measure: line.measure,
                low: line.low,
                high: line.high,
                qualifier: line.qualifier,
                group: line.group.clone(),
                event_type: listed(what),
                what: listed(what),
                mode: listed(what),
                ..Fields::default()
            },
        )
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

    fn with(&self, key: &str, value: &str) -> String {
        claims_with(key, value)
    }
}

/// Claims that a value narrows.
fn claims_with(key: &str, value: &str) -> String {
    format!("/claims?{key}={}", isnad_export::in_address(value))
}

/// Claims, by what they say, who says it and where.
pub async fn claims(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(filter): Query<Filter>) -> Response {
    let page = async {
        let asked = filter.claims();
        let (claims, stories) = desk
            .ask(move |store| {
                let claims = store.claims(&asked)?;
                let numbers: BTreeSet<i64> = claims.iter().filter_map(|c| c.story).collect();
                let stories: Result<_, StoreError> = numbers.into_iter().map(|n| Ok((n, store.told(n)?))).collect();
                Ok((claims, stories?))
            })
            .await?;
        let language = visit.language;
        drawn(&ClaimsPage {
            visit: &visit,
            filter: &filter,
            claims,
            stories,
            kinds: choices::<FactKind>(language, &["figure", "quote", "statement", "event"]),
            measures: choices::<Measure>(
                language,
                &[
                    "killed",
                    "wounded",
                    "missing",
                    "displaced",
                    "evacuated",
                    "sheltered",
                    "detained",
                    "population",
                    "families",
                    "violations",
                    "shipments",
                    "people",
                    "duration",
                    "distance",
                ],
            ),
            statuses: choices::<FactStatus>(language, &["agreed", "single", "superseded", "disputed", "denied"]),
        })
    };
    answer(&visit, page.await)
}

/// A page found: the snippet in parts, those that were looked for marked.
struct Hit {
    found: Found,
    parts: Vec<(bool, String)>,
    address: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    visit: &'a Visit,
    filter: &'a Filter,
    /// Nothing where nothing was looked for yet.
    hits: Option<Vec<Hit>>,
}

/// Pages by their words.
pub async fn search(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>, Query(filter): Query<Filter>) -> Response {
    let page = async {
        let hits = match given(&filter.q) {
            None => None,
            Some(query) => {
                let narrow =
                    Narrow { since: given(&filter.since), until: given(&filter.until), outlet: given(&filter.outlet), limit: LINES };
                Some(desk.ask(move |store| Ok(store.search(&query, &narrow)?)).await?.into_iter().map(hit).collect())
            }
        };
        drawn(&SearchPage { visit: &visit, filter: &filter, hits })
    };
    answer(&visit, page.await)
}

fn hit(found: Found) -> Hit {
    let letters: Vec<char> = found.snippet.text.chars().collect();
    let piece = |range: std::ops::Range<usize>| letters.get(range).unwrap_or_default().iter().collect::<String>();
    let mut parts = Vec::new();
    let mut at = 0;
    for mark in &found.snippet.marks {
        parts.push((false, piece(at..mark.start)));
        parts.push((true, piece(mark.clone())));
        at = mark.end;
    }
    parts.push((false, piece(at..letters.len())));
    Hit { parts, address: Links::Desk.page(&found.source).unwrap_or_default(), found }
}

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage<'a> {
    visit: &'a Visit,
    sources: Vec<SourceLine>,
}

impl SourcesPage<'_> {
    fn address(&self, source: &SourceLine) -> String {
        claims_with("outlet", &source.name)
    }
}

/// Outlets and agencies: how often each is an origin, how often others have it from them.
pub async fn sources(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>) -> Response {
    let page = async {
        let sources = desk.ask(|store| Ok(store.sources()?)).await?;
        drawn(&SourcesPage { visit: &visit, sources })
    };
    answer(&visit, page.await)
}

#[derive(Template)]
#[template(path = "decisions.html")]
struct DecisionsPage<'a> {
    visit: &'a Visit,
    decisions: Vec<DecisionLine>,
}

impl DecisionsPage<'_> {
    fn kind(&self, line: &DecisionLine) -> String {
        self.visit.language.name_of(&line.decision.kind)
    }

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
pub async fn decisions(State(desk): State<Arc<Desk>>, Extension(visit): Extension<Visit>) -> Response {
    let page = async {
        let decisions = desk.ask(|store| Ok(store.decisions()?)).await?;
        drawn(&DecisionsPage { visit: &visit, decisions })
    };
    answer(&visit, page.await)
}

/// The style sheet.
pub async fn style(Extension(visit): Extension<Visit>, Path(language): Path<String>) -> Response {
    let page = || -> Result<Response, Refusal> {
        let language = Language::of(&language).ok_or_else(Refusal::nothing)?;
        let sheet = isnad_export::style(language)? + include_str!("../templates/desk.css");
        Ok(([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], sheet).into_response())
    };
    answer(&visit, page())
}

/// There is no such page.
pub async fn nothing(Extension(visit): Extension<Visit>) -> Response {
    refused(&visit, &Refusal::nothing())
}
