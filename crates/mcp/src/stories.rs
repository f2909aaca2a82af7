//! What the record knows of a story, as lines for a client.

use isnad_model::{Article, Claim, ClaimRef, Fact, FactKind, Story};
use isnad_store::Store;

use crate::answers::{Evidence, FactLine, FigureSeries, Moment, PageLine, PointLine, SeriesLine, Speaker, StoryFound, Timeline};
use crate::asked::{LISTED, SeriesAsked, StoryAsked, given, limit, part};
use crate::desk::told;

/// A story with a part of its facts.
pub fn story(store: &Store, asked: &StoryAsked) -> Result<StoryFound, String> {
    let limit = limit(asked.limit)?;
    let (story, articles) = store.story(&asked.story.to_string()).map_err(told)?;
    let (facts, next) = part(story.facts.iter(), asked.skip, limit);
    let (pages, more) = part(articles.iter(), asked.skip, limit);
    let page = |article: &Article| PageLine {
        page: article.source.clone(),
        outlet: article.outlet.known().map(str::to_owned),
        title: article.title.clone(),
        day: day(&story, article),
    };
    Ok(StoryFound {
        story: asked.story,
        title: story.title.clone(),
        from: story.from.clone(),
        to: story.to.clone(),
        pages: pages.into_iter().map(page).collect(),
        pages_in_all: articles.len(),
        origins: story.origins.len(),
        disputes: story.disputes(),
        series: story.series.len(),
        agreements: story.agreements.len(),
        facts: facts.into_iter().map(|fact| line(&story, &articles, fact)).collect(),
        next: next.or(more),
    })
}

/// A part of a story's series of figures.
pub fn series(store: &Store, asked: &SeriesAsked) -> Result<FigureSeries, String> {
    let limit = limit(asked.limit)?;
    let (story, articles) = store.story(&asked.story.to_string()).map_err(told)?;
    let wanted = story.series.iter().filter(|series| {
        asked.measure.is_none_or(|measure| series.measure == measure)
            && given(asked.group.as_deref()).is_none_or(|group| series.group.as_str() == group)
            && given(asked.place.as_deref()).is_none_or(|place| series.place.as_deref() == Some(place))
    });
    let (series, next) = part(wanted, asked.skip, limit);
    let point = |point: &isnad_model::Point| PointLine {
        asof: point.asof.clone(),
        low: point.low,
        high: point.high,
        qualifier: point.qualifier,
        speaker: point.speaker.clone(),
        outlets: point.corroboration.outlets,
        origins: point.corroboration.origins,
        evidence: first(&story, &articles, &point.claims),
    };
    let line = |series: &isnad_model::Series| {
        let latest = series.estimates.last();
        let end = series.points.len().saturating_sub(asked.skip_points);
        let points = series.points.iter().take(end).skip(end.saturating_sub(LISTED));
        SeriesLine {
            measure: series.measure,
            group: series.group.as_str().to_owned(),
            place: series.place.clone(),
            verdict: series.verdict,
            reason: series.reason,
            why: series.why.clone(),
            low: latest.and_then(|e| e.low),
            best: latest.and_then(|e| e.best),
            high: latest.and_then(|e| e.high),
            rule: latest.map(|e| e.rule),
            points: points.map(point).collect(),
            points_in_all: series.points.len(),
        }
    };
    Ok(FigureSeries { story: asked.story, series: series.into_iter().map(line).collect(), next })
}

/// A part of a story's events in the order of their times.
pub fn timeline(store: &Store, asked: &StoryAsked) -> Result<Timeline, String> {
    let limit = limit(asked.limit)?;
    let (story, articles) = store.story(&asked.story.to_string()).map_err(told)?;
    let (entries, next) = part(story.timeline.iter(), asked.skip, limit);
    let moments = entries.into_iter().map(|entry| {
        let facts: Vec<&Fact> = story.facts.iter().filter(|fact| fact.kind == FactKind::Event && entry.facts.contains(&fact.id)).collect();
        Moment {
            time: entry.time.clone(),
            granularity: entry.granularity,
            utc: entry.utc.clone(),
            facts_in_all: facts.len(),
            facts: facts.into_iter().take(LISTED).map(|fact| line(&story, &articles, fact)).collect(),
        }
    });
    Ok(Timeline { story: asked.story, title: story.title.clone(), moments: moments.collect(), next })
}

fn line(story: &Story, articles: &[Article], fact: &Fact) -> FactLine {
    FactLine {
        fact: fact.id.clone(),
        kind: fact.kind,
        status: fact.status,
        outlets: fact.outlets,
        origins: fact.origins,
        against: fact.against.iter().take(LISTED).cloned().collect(),
        against_in_all: fact.against.len(),
        evidence: first(story, articles, &fact.claims),
    }
}

/// Where the first page says so.
pub fn first(story: &Story, articles: &[Article], claims: &[ClaimRef]) -> Option<Evidence> {
    claims.iter().find_map(|reference| {
        let article = articles.iter().find(|a| a.source == reference.page)?;
        let claim = article.claims.iter().find(|c| c.id == reference.claim)?;
        Some(evidence(Some(story), article, claim))
    })
}

/// The sentence of a claim with its chain.
pub fn evidence(story: Option<&Story>, article: &Article, claim: &Claim) -> Evidence {
    let of = |origin: &&isnad_model::Origin| {
        origin.pages.contains(&article.source) || origin.claims.iter().any(|c| c.page == article.source && c.claim == claim.id)
    };
    Evidence {
        page: article.source.clone(),
        claim: claim.id.clone(),
        outlet: article.outlet.known().map(str::to_owned),
        day: story.and_then(|story| day(story, article)),
        exact: claim.exact.clone(),
        start: claim.start,
        end: claim.end,
        sentence: article.sentence_of(claim),
        speakers: claim.attribution.iter().map(|a| Speaker { id: a.id.clone(), name: a.name.clone(), mode: a.mode }).collect(),
        via: claim.via.iter().map(|via| via.name.clone()).collect(),
        origins: story.into_iter().flat_map(|s| &s.origins).filter(of).map(|origin| origin.name.clone()).collect(),
    }
}

fn day(story: &Story, article: &Article) -> Option<String> {
    story.page_dates.get(&article.source).and_then(|d| d.value.clone())
}
