//! What each speaker said: demands, promises, denials, accusations, with the quotations in them, each thing once however many pages have it.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{
    Claim, ClaimKind, ClaimRef, Corroboration, EntityId, Granularity, Modality, Mode, Position, Stance, Statement, Utterance, What,
};

use crate::origins::Origins;
use crate::pages::Page;
use crate::standing::Standing;
use crate::voices::Voices;
use crate::words;

/// One act of speech on a page, with the quotations in it.
struct Said<'a> {
    page: &'a Page<'a>,
    claims: Vec<&'a Claim>,
    mode: Mode,
    stance: Stance,
    words: Vec<String>,
    date: Option<String>,
}

/// How many days apart two pages can have one utterance.
const DAYS: i32 = 3;
/// Fewer words than this in the reported clause say nothing by themselves.
const FEW: usize = 3;
/// How many of those whom an utterance names are kept.
const NAMES: usize = 6;

/// The positions of a story, who says most first.
pub fn find(pages: &[Page], voices: &Voices, standing: &Standing, all_origins: &Origins) -> Vec<Position> {
    let mut of_speaker: BTreeMap<&EntityId, Vec<Said>> = BTreeMap::new();
    for page in pages {
        for (speaker, said) in acts(page) {
            // Sources, witnesses and carriers have no position.
            if standing.speaks(speaker) {
                of_speaker.entry(voices.person(speaker)).or_default().push(said);
            }
        }
    }
    let mut all: Vec<Position> = of_speaker
        .into_iter()
        .map(|(speaker, said)| Position { speaker: speaker.clone(), utterances: utterances(speaker, said, voices, all_origins) })
        .collect();
    let weight = |p: &Position| p.utterances.iter().map(|u| u.corroboration.outlets).sum::<usize>();
    all.sort_by(|a, b| (weight(b), &a.speaker).cmp(&(weight(a), &b.speaker)));
    all
}

/// The acts of speech on a page. A quotation is told by the statement that it stands in.
fn acts<'a>(page: &'a Page<'a>) -> Vec<(&'a EntityId, Said<'a>)> {
    let mut all: Vec<(&EntityId, Said)> = Vec::new();
    let speaker = |c: &'a Claim| c.attribution.first().map(|a| &a.id);
    for claim in page.claims() {
        let (ClaimKind::Statement(statement), Some(by)) = (&claim.kind, speaker(claim)) else { continue };
        let content = statement.content.map(|s| text(page, s.start, s.end)).unwrap_or_default();
        let words = words::of(&content);
        if words.len() >= FEW {
            let (mode, stance) = (statement.mode, stance(statement.mode, claim.modality));
            all.push((by, Said { page, claims: vec![claim], mode, stance, words, date: said_on(page, claim, statement) }));
        }
    }
    for claim in page.claims().filter(|c| matches!(c.kind, ClaimKind::Quote)) {
        let Some(by) = claim.attribution.first() else { continue };
        let inside = |s: &Said| s.claims.first().is_some_and(|c| c.start <= claim.start && claim.end <= c.end);
        match all.iter_mut().find(|(who, said)| **who == by.id && inside(said)) {
            Some((_, said)) => said.claims.push(claim),
            None => {
                let words = words::of(&claim.exact);
                if words.len() >= FEW {
                    let stance = stance(by.mode, claim.modality);
                    all.push((&by.id, Said { page, claims: vec![claim], mode: by.mode, stance, words, date: page.day.clone() }));
                }
            }
        }
    }
    all
}

fn text(page: &Page, start: usize, end: usize) -> String {
    page.article.slice(isnad_model::Span { start, end })
}

/// What somebody does by saying it.
fn stance(mode: Mode, modality: Modality) -> Stance {
    match (mode, modality) {
        (Mode::Accused, _) => Stance::Accusation,
        (Mode::Warned, _) => Stance::Warning,
        (Mode::Threatened, _) => Stance::Threat,
        (Mode::Apologised, _) => Stance::Apology,
        (Mode::Promised, _) | (_, Modality::Promised) => Stance::Promise,
        (Mode::CalledFor, _) | (_, Modality::Demanded) => Stance::Demand,
        (Mode::Denied, _) | (_, Modality::Denied) => Stance::Denial,
        _ => Stance::Statement,
    }
}

/// The day it was said: a day between the cue and what is reported, else the page's.
fn said_on(page: &Page, claim: &Claim, statement: &Statement) -> Option<String> {
    let content = statement.content.map_or(claim.end, |s| s.start);
    let mut times = page.article.times.iter().filter(|t| claim.sentence.start <= t.start && t.end <= content);
    let day =
        times.find(|t| matches!(t.granularity, Granularity::Day | Granularity::Hour | Granularity::Minute)).and_then(|t| t.value.clone());
    day.and_then(|d| d.get(..10).map(str::to_owned)).or_else(|| page.day.clone())
}

/// The same act on several pages is one utterance.
fn utterances(speaker: &EntityId, mut said: Vec<Said>, voices: &Voices, all_origins: &Origins) -> Vec<Utterance> {
    said.sort_by(|a, b| (b.words.len(), &a.words, &a.page.article.source).cmp(&(a.words.len(), &b.words, &b.page.article.source)));
    let mut groups: Vec<Vec<Said>> = Vec::new();
    let mut with: BTreeMap<[String; 2], BTreeSet<usize>> = BTreeMap::new();
    for act in said {
        let pairs = || act.words.windows(2).map(|p| [p[0].clone(), p[1].clone()]);
        let near: BTreeSet<usize> = pairs().filter_map(|p| with.get(&p)).flatten().copied().collect();
        let same = |group: &Vec<Said>| {
            let first = &group[0];
            first.stance == act.stance && close(&first.date, &act.date) && words::likeness(&act.words, &first.words).is_some()
        };
        match near.into_iter().find(|at| same(&groups[*at])) {
            Some(at) => groups[at].push(act),
            None => {
                for pair in pairs() {
                    with.entry(pair).or_default().insert(groups.len());
                }
                groups.push(vec![act]);
            }
        }
    }
    let mut all: Vec<Utterance> = groups.iter().map(|g| utterance(speaker, g, voices, all_origins)).collect();
    all.sort_by(|a, b| (&a.date, &a.claims).cmp(&(&b.date, &b.claims)));
    all
}

fn close(a: &Option<String>, b: &Option<String>) -> bool {
    let day = |d: &Option<String>| d.as_deref().and_then(crate::instant::day);
    day(a).zip(day(b)).is_none_or(|(a, b)| (a - b).get_days().abs() <= DAYS)
}

fn utterance(speaker: &EntityId, group: &[Said], voices: &Voices, all_origins: &Origins) -> Utterance {
    let sources: BTreeSet<&str> = group.iter().map(|s| s.page.article.source.as_str()).collect();
    let mut about: Vec<What> = Vec::new();
    let mut names: Vec<EntityId> = Vec::new();
    let mut joint: Vec<EntityId> = Vec::new();
    for said in group {
        let Some(first) = said.claims.first() else { continue };
        let inside = |start: usize, end: usize| first.start <= start && end <= first.end;
        for claim in said.page.claims().filter(|c| inside(c.start, c.end)) {
            if let ClaimKind::Event(event) = &claim.kind {
                about.extend(event.what.filter(|w| !about.contains(w)));
            }
        }
        for actor in said.page.article.actors.iter().filter(|a| inside(a.start, a.end)) {
            let id = voices.person(&actor.id);
            if id != speaker && !names.contains(id) && names.len() < NAMES {
                names.push(id.clone());
            }
        }
        if let ClaimKind::Statement(statement) = &first.kind {
            joint.extend(statement.joint.iter().filter(|id| !joint.contains(id)).cloned().collect::<Vec<_>>());
        }
    }
    let first = &group[0];
    let claims: Vec<ClaimRef> = group.iter().flat_map(|s| s.claims.iter().map(|c| s.page.reference(c))).collect();
    Utterance {
        stance: first.stance,
        mode: first.mode,
        date: group.iter().filter_map(|s| s.date.clone()).min(),
        about,
        names,
        joint,
        corroboration: Corroboration { outlets: sources.len(), origins: all_origins.through(claims.iter().cloned()), speakers: 1 },
        claims,
    }
}
