//! What cannot all be true: figures of a series, whether something happened, accusations.

use isnad_model::{Article, Story, Topic, written};
use isnad_store::{Store, Stories};

use crate::answers::{Dispute, Disputes, Side};
use crate::asked::{DisputesAsked, LISTED, day, limit, part};
use crate::desk::told;
use crate::stories::first;

/// A part of the disputes of one story, or of all.
pub fn list(store: &Store, asked: &DisputesAsked) -> Result<Disputes, String> {
    let limit = limit(asked.limit)?;
    let since = day("since", asked.since.as_deref(), isnad_store::first_day_of)?;
    let numbers: Vec<i64> = match asked.story {
        Some(story) => vec![story],
        None => {
            let lines = store.stories(&Stories { since, ..Stories::default() }).map_err(told)?;
            lines.iter().filter(|line| line.disputes > 0).map(|line| line.story).collect()
        }
    };
    // Only the stories that the part reaches are opened.
    let wanted = asked.skip.saturating_add(limit + 1);
    let mut all = Vec::new();
    for number in numbers {
        let (story, articles) = store.story(&number.to_string()).map_err(told)?;
        all.extend(of(number, &story, &articles));
        if all.len() >= wanted {
            break;
        }
    }
    let (disputes, next) = part(all.into_iter(), asked.skip, limit);
    Ok(Disputes { disputes, next })
}

fn of(number: i64, story: &Story, articles: &[Article]) -> Vec<Dispute> {
    story
        .contradictions
        .iter()
        .map(|contradiction| {
            let (about, why) = match &contradiction.about {
                Topic::Series { series } => {
                    let series = story.series.get(*series);
                    (series.and_then(|s| written(&s.measure)).unwrap_or_default(), series.map(|s| s.why.clone()))
                }
                Topic::Event { what, .. } => (written(what).unwrap_or_default(), None),
                Topic::Accusation { against } => (format!("accusation of {against}"), None),
            };
            let figure = |side: &isnad_model::Side| {
                let Topic::Series { series } = &contradiction.about else { return None };
                let points = &story.series.get(*series)?.points;
                points.iter().rev().find(|point| point.claims.iter().any(|claim| side.claims.contains(claim)))
            };
            let sides = contradiction.sides.iter().take(LISTED).map(|side| Side {
                speaker: side.speaker.clone(),
                denies: side.denies,
                low: figure(side).and_then(|point| point.low),
                high: figure(side).and_then(|point| point.high),
                evidence: first(story, articles, &side.claims),
            });
            Dispute {
                story: number,
                title: story.title.clone(),
                about,
                why,
                sides: sides.collect(),
                sides_in_all: contradiction.sides.len(),
            }
        })
        .collect()
}
