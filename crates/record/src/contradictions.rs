//! Who contradicts whom: disputed figures, events that one says happened and another denies, accusations that the accused reject.

use std::collections::BTreeMap;

use isnad_model::{
    Claim, ClaimKind, ClaimRef, Contradiction, EntityId, EventType, Modality, Mode, Position, Series, Side, Stage, Stance, Topic, Verdict,
    What,
};

use crate::pages::Page;
use crate::standing::Standing;
use crate::voices::Voices;

/// All contradictions of a story: figures first, then events, then accusations.
pub fn find(pages: &[Page], series: &[Series], positions: &[Position], voices: &Voices, standing: &Standing) -> Vec<Contradiction> {
    let mut all: Vec<Contradiction> = series.iter().enumerate().filter_map(|(at, s)| of_series(at, s)).collect();
    all.extend(of_events(pages, voices, standing));
    all.extend(of_accusations(pages, positions, voices, standing));
    all
}

/// The speakers whose figures cannot all be true, with every figure of theirs that is in dispute.
fn of_series(at: usize, series: &Series) -> Option<Contradiction> {
    let mut sides: BTreeMap<&EntityId, Vec<ClaimRef>> = BTreeMap::new();
    for relation in series.relations.iter().filter(|r| r.verdict == Verdict::Disputed) {
        for point in relation.between.iter().filter_map(|p| series.points.get(*p)) {
            let claims = sides.entry(point.speaker.as_ref()?).or_default();
            claims.extend(point.claims.iter().filter(|c| !claims.contains(c)).cloned().collect::<Vec<_>>());
        }
    }
    let sides: Vec<Side> =
        sides.into_iter().map(|(speaker, claims)| Side { speaker: Some(speaker.clone()), denies: false, claims }).collect();
    (sides.len() > 1).then_some(Contradiction { about: Topic::Series { series: at }, sides })
}

/// What kinds of events somebody can deny to have happened; a refusal of a truce or of talks is no denial.
fn deniable(what: What) -> bool {
    !matches!(what, What::Talks | What::Call | What::Meeting | What::Session | What::Mediation | What::Aid | What::Apology | What::Election)
}

/// An event as it is told.
struct Told<'a> {
    page: &'a Page<'a>,
    claim: &'a Claim,
    speaker: Option<&'a EntityId>,
    date: Option<&'a str>,
    denied: bool,
}

fn of_events(pages: &[Page], voices: &Voices, standing: &Standing) -> Vec<Contradiction> {
    // Events of one kind by those who are said to have done it.
    let mut told: BTreeMap<(What, Vec<&EntityId>), Vec<Told>> = BTreeMap::new();
    for page in pages {
        for claim in page.claims() {
            let ClaimKind::Event(event) = &claim.kind else { continue };
            let Some(what) = event.what.filter(|w| deniable(*w)) else { continue };
            let act = matches!(event.event_type, EventType::Request | EventType::Accuse | EventType::Threaten | EventType::Reject);
            let refused = event.agreement.as_ref().is_some_and(|a| matches!(a.stage, Some(Stage::Rejected | Stage::Upheld)));
            let first = claim.attribution.first();
            let denied = claim.modality == Modality::Denied && first.is_some_and(|a| a.mode == Mode::Denied);
            if act || refused || !denied && claim.modality != Modality::Asserted {
                continue;
            }
            let mut actors: Vec<&EntityId> = event.actors.iter().map(|id| standing.of(id)).collect();
            actors.sort();
            actors.dedup();
            if actors.is_empty() {
                continue;
            }
            let speaker = first.map(|a| voices.person(&a.id));
            let date = event.date.as_deref().or(page.day.as_deref());
            told.entry((what, actors)).or_default().push(Told { page, claim, speaker, date, denied });
        }
    }
    let mut all = Vec::new();
    for ((what, actors), told) in told {
        let day = |d: Option<&str>| d.and_then(|d| d.get(..10)).map(str::to_owned);
        let denials: Vec<&Told> = told.iter().filter(|t| t.denied).collect();
        // A denial is of what was said by its day, and by somebody else.
        let said = |t: &&Told| {
            !t.denied
                && denials.iter().any(|d| {
                    t.speaker.is_none_or(|s| d.speaker.is_some_and(|other| !standing.same(s, other)))
                        && day(t.date).zip(day(d.page.day.as_deref())).is_none_or(|(t, d)| t <= d)
                })
        };
        let claims: Vec<&Told> = told.iter().filter(said).collect();
        if denials.is_empty() || claims.is_empty() {
            continue;
        }
        let mut sides = sides(&claims, false);
        sides.extend(self::sides(&denials, true));
        all.push(Contradiction { about: Topic::Event { what, actors: actors.into_iter().cloned().collect() }, sides });
    }
    all
}

fn sides(told: &[&Told], denies: bool) -> Vec<Side> {
    let mut by: BTreeMap<Option<&EntityId>, Vec<ClaimRef>> = BTreeMap::new();
    for t in told {
        by.entry(t.speaker).or_default().push(t.page.reference(t.claim));
    }
    by.into_iter().map(|(speaker, claims)| Side { speaker: speaker.cloned(), denies, claims }).collect()
}

/// How far from an accusation on the same page the answer may stand, in code points.
const ANSWER: usize = 1500;

/// Accusations that the accused deny: they name the accuser, or answer on the same page.
fn of_accusations(pages: &[Page], positions: &[Position], voices: &Voices, standing: &Standing) -> Vec<Contradiction> {
    let find = |r: &ClaimRef| {
        let page = pages.iter().find(|p| p.article.source == r.page)?;
        Some((page, page.claims().find(|c| c.id == r.claim)?))
    };
    let mut all: BTreeMap<&EntityId, BTreeMap<(bool, &EntityId), Vec<ClaimRef>>> = BTreeMap::new();
    for page in pages {
        for claim in page.claims() {
            let ClaimKind::Event(event) = &claim.kind else { continue };
            if event.event_type != EventType::Accuse || claim.modality == Modality::Denied {
                continue;
            }
            let Some(accuser) = event.actors.first().map(|id| voices.person(id)) else { continue };
            for target in event.targets.iter().filter(|id| standing.acts(id)) {
                let denials = positions.iter().filter(|p| standing.same(&p.speaker, target)).flat_map(|p| {
                    let denials = p.utterances.iter().filter(|u| u.stance == Stance::Denial);
                    denials.map(move |u| (&p.speaker, u))
                });
                for (speaker, denial) in denials {
                    let names = denial.names.iter().any(|id| standing.same(id, accuser));
                    let answers = denial.claims.iter().filter_map(find).any(|(other, reply)| {
                        other.article.source == page.article.source && reply.start > claim.start && reply.start - claim.start <= ANSWER
                    });
                    let about = event.what.is_none_or(|w| denial.about.is_empty() || denial.about.contains(&w));
                    if about && (names || answers) && !standing.same(accuser, speaker) {
                        let sides = all.entry(standing.of(target)).or_default();
                        let said = sides.entry((false, accuser)).or_default();
                        said.extend(Some(page.reference(claim)).filter(|r| !said.contains(r)));
                        let denied = sides.entry((true, speaker)).or_default();
                        denied.extend(denial.claims.iter().filter(|c| !denied.contains(c)).cloned().collect::<Vec<_>>());
                    }
                }
            }
        }
    }
    let contradiction = |(against, sides): (&EntityId, BTreeMap<(bool, &EntityId), Vec<ClaimRef>>)| {
        let side =
            |((denies, speaker), claims): ((bool, &EntityId), Vec<ClaimRef>)| Side { speaker: Some(speaker.clone()), denies, claims };
        Contradiction { about: Topic::Accusation { against: against.clone() }, sides: sides.into_iter().map(side).collect() }
    };
    all.into_iter().map(contradiction).collect()
}
