//! Every figure that the pages give, as a revision, and the series that count them.

use std::collections::BTreeMap;

use isnad_model::{Aside, Claim, ClaimKind, EntityId, Figure, Group, Measure, Modality, Quantity, Revision, Series, SeriesWindow};

use crate::bounds::Bounds;
use crate::origins::Origins;
use crate::pages::Page;
use crate::roundup::is_roundup;
use crate::scope::Scope;
use crate::series;
use crate::standing::Standing;
use crate::voices::Voices;

/// A figure on its page.
pub struct Read<'a> {
    pub page: &'a Page<'a>,
    pub claim: &'a Claim,
    pub figure: &'a Figure,
    /// When it holds: as the page has it, else the page's day.
    pub asof: Option<String>,
    pub speaker: Option<&'a EntityId>,
    /// Whether its page tells of several incidents that such figures are of.
    pub among_many: bool,
    /// Where it stands in the ledger.
    pub at: usize,
}

/// What the figures of a series have in common.
type Key = (Measure, Group, Option<EntityId>, Option<WindowKey>);
/// A window as something to sort by.
type WindowKey = (isnad_model::WindowKind, Option<String>, Option<isnad_model::What>, Option<u64>);

/// A figure from which on two scopes that give it count the same: smaller ones are the same by chance.
const TELLING: f64 = 5.0;

/// The characters of a day in ISO 8601.
const DAY: usize = 10;

/// All figures of a story and their series, those with most points first.
pub fn find(pages: &[Page], all_origins: &Origins, scope: &Scope, voices: &Voices, standing: &Standing) -> (Vec<Revision>, Vec<Series>) {
    let mut revisions: Vec<Revision> = Vec::new();
    let mut groups: BTreeMap<Key, (Option<SeriesWindow>, Vec<Read>)> = BTreeMap::new();
    for page in pages {
        let mut roundup: BTreeMap<Measure, bool> = BTreeMap::new();
        for claim in page.claims() {
            let ClaimKind::Figure(figure) = &claim.kind else { continue };
            // A month or year is no day to set beside others, but says that a figure is of another time.
            let own = figure.asof.clone().filter(|asof| asof.len() >= DAY || scope.is_background(asof));
            let asof = own.or_else(|| page.day.clone());
            let window = scope.window(figure.window.as_ref(), asof.as_deref());
            let aside = aside(page, claim, figure, scope);
            let among_many = *roundup.entry(figure.measure).or_insert_with(|| is_roundup(page, figure.measure, scope));
            let speaker = claim.attribution.first().map(|a| &a.id);
            let read = Read { page, claim, figure, asof, speaker, among_many, at: revisions.len() };
            revisions.push(revision(&read, window.clone(), all_origins, aside));
            if aside.is_none() {
                let key = (figure.measure, figure.group.clone(), scope.place(figure.place.as_ref()), window.as_ref().map(window_key));
                groups.entry(key).or_insert_with(|| (window, Vec::new())).1.push(read);
            }
        }
    }
    let mut groups: Vec<(Key, Option<SeriesWindow>, Vec<Read>)> =
        groups.into_iter().map(|(key, (window, reads))| (key, window, reads)).collect();
    join_same_counts(&mut groups, scope);
    for (_, _, reads) in &mut groups {
        set_parts_aside(reads, &mut revisions);
        hear_whom_the_page_names(reads);
        hear_the_body(reads, standing);
    }
    let mut all: Vec<(Series, Vec<(usize, usize)>)> = groups
        .into_iter()
        .filter(|(_, _, reads)| !reads.is_empty())
        .map(|((measure, group, place, _), window, reads)| {
            series::of(measure, group, place, window, &reads, pages, all_origins, scope, voices)
        })
        .collect();
    all.sort_by(|(a, _), (b, _)| {
        b.points.len().cmp(&a.points.len()).then_with(|| (a.measure, &a.group, &a.place).cmp(&(b.measure, &b.group, &b.place)))
    });
    let mut found = Vec::new();
    for (at, (series, members)) in all.into_iter().enumerate() {
        for (revision, point) in members {
            revisions[revision].series = Some(at);
            revisions[revision].point = Some(point);
        }
        found.push(series);
    }
    series::beside(&mut found, scope);
    (revisions, found)
}

fn window_key(window: &SeriesWindow) -> WindowKey {
    (window.kind, window.since.clone(), window.event, window.hours.map(|Quantity(h)| h.to_bits()))
}

/// Why a figure is told by no series.
fn aside(page: &Page, claim: &Claim, figure: &Figure, scope: &Scope) -> Option<Aside> {
    // What somebody denies, or only asks for or plans, is no figure of the record.
    if !matches!(claim.modality, Modality::Asserted | Modality::Possible | Modality::Promised) {
        return Some(Aside::NotAsserted);
    }
    if matches!(figure.measure, Measure::Duration | Measure::Distance) {
        return Some(Aside::NoCount);
    }
    // A part of a figure of the same people is no figure beside it.
    let whole = figure.part_of.as_ref().and_then(|id| page.claims().find(|c| c.id == *id));
    if whole.is_some_and(|w| matches!(&w.kind, ClaimKind::Figure(f) if f.group == figure.group && f.measure == figure.measure)) {
        return Some(Aside::Part);
    }
    if figure.asof.as_deref().is_some_and(|asof| scope.is_background(asof)) {
        return Some(Aside::Background);
    }
    None
}

fn revision(read: &Read, window: Option<SeriesWindow>, all_origins: &Origins, aside: Option<Aside>) -> Revision {
    let figure = read.figure;
    Revision {
        claim: read.page.reference(read.claim),
        start: read.claim.start,
        end: read.claim.end,
        measure: figure.measure,
        group: figure.group.clone(),
        part_of: figure.part_of.clone(),
        place: figure.place.clone(),
        asof: read.asof.clone(),
        window,
        low: figure.low,
        high: figure.high,
        qualifier: figure.qualifier,
        unit: figure.unit.clone(),
        modality: read.claim.modality,
        speaker: read.speaker.cloned(),
        via: read.claim.via.iter().map(|v| v.id.clone()).collect(),
        origins: all_origins.of(read.page, read.claim).map(|o| o.id.clone()).collect(),
        published: read.page.article.published.value.clone().or_else(|| read.page.day.clone()),
        series: None,
        point: None,
        aside,
    }
}

/// A headline's figure that the page itself attributes below is no second voice: it is heard as who the page names for it.
fn hear_whom_the_page_names(reads: &mut [Read]) {
    for at in 0..reads.len() {
        if reads[at].speaker.is_none() {
            let (page, bounds) = (&reads[at].page.article.source, Bounds::from(reads[at].figure));
            let named = reads.iter().find(|r| r.speaker.is_some() && r.page.article.source == *page && Bounds::from(r.figure).same(bounds));
            reads[at].speaker = named.and_then(|r| r.speaker);
        }
    }
}

/// What a page has a state say above and its ministry below is the ministry's figure, given once.
fn hear_the_body(reads: &mut [Read], standing: &Standing) {
    for at in 0..reads.len() {
        let Some(speaker) = reads[at].speaker else { continue };
        let (page, bounds) = (&reads[at].page.article.source, Bounds::from(reads[at].figure));
        let body = |r: &&Read| r.speaker.is_some_and(|s| s != speaker && standing.of(s) == speaker);
        let named = reads.iter().filter(|r| r.page.article.source == *page && Bounds::from(r.figure).same(bounds)).find(body);
        reads[at].speaker = named.map_or(reads[at].speaker, |r| r.speaker);
    }
}

fn exact(read: &Read) -> Option<f64> {
    let (low, high) = read.figure.low.zip(read.figure.high)?;
    (low == high).then_some(low.0)
}

/// Two scopes that give the same telling figure count the same thing, however each page words where and since when: «27 killed in the
/// capital» and «27 killed in the country»; two such figures tell so wherever the places lie. The scope with more figures keeps its name.
fn join_same_counts(groups: &mut Vec<(Key, Option<SeriesWindow>, Vec<Read>)>, scope: &Scope) {
    let mut at = 0;
    while at < groups.len() {
        let joins = (0..groups.len()).find(|other| {
            let (a, b) = (&groups[at], &groups[*other]);
            *other != at
                && (a.2.len(), std::cmp::Reverse(&a.0)) >= (b.2.len(), std::cmp::Reverse(&b.0))
                && a.0.0 == b.0.0
                && a.0.1 == b.0.1
                && match in_common(&a.2, &b.2) {
                    0 => false,
                    1 => scope.nested(a.0.2.as_ref(), b.0.2.as_ref()),
                    _ => true,
                }
        });
        match joins {
            Some(other) => {
                let (_, _, reads) = groups.remove(other);
                at -= usize::from(other < at);
                groups[at].2.extend(reads);
                groups[at].2.sort_by_key(|r| r.at);
                at = 0;
            }
            None => at += 1,
        }
    }
}

/// How many telling figures two scopes both give.
fn in_common(a: &[Read], b: &[Read]) -> usize {
    let bounds = |reads: &[Read]| reads.iter().map(|r| Bounds::from(r.figure)).filter(|x| x.least() >= TELLING).collect::<Vec<_>>();
    let (a, b) = (bounds(a), bounds(b));
    a.iter().enumerate().filter(|(at, x)| !a[..*at].iter().any(|y| y.same(**x)) && b.iter().any(|y| y.same(**x))).count()
}

/// Ten and three are thirteen: figures that one sentence gives side by side, and whose sum another claim gives for the same people,
/// are its parts and no figures beside it.
fn set_parts_aside(reads: &mut Vec<Read>, revisions: &mut [Revision]) {
    let totals: Vec<f64> = reads.iter().filter_map(exact).collect();
    let mut parts: Vec<usize> = Vec::new();
    let mut sentences: BTreeMap<(&str, usize), Vec<(usize, f64)>> = BTreeMap::new();
    for read in reads.iter() {
        if let Some(n) = exact(read) {
            sentences.entry((&read.page.article.source, read.claim.sentence.start)).or_default().push((read.at, n));
        }
    }
    for side_by_side in sentences.into_values().filter(|s| s.len() > 1) {
        let sum: f64 = side_by_side.iter().map(|(_, n)| n).sum();
        let whole = side_by_side.iter().map(|(_, n)| *n).fold(0.0, f64::max);
        // «Thirteen, ten of them here and three there»: the sentence gives the whole itself.
        if sum == 2.0 * whole && side_by_side.len() > 2 {
            parts.extend(side_by_side.iter().filter(|(_, n)| *n != whole).map(|(at, _)| *at));
        } else if totals.contains(&sum) {
            parts.extend(side_by_side.iter().map(|(at, _)| *at));
        }
    }
    for at in &parts {
        revisions[*at].aside = Some(Aside::Part);
    }
    reads.retain(|r| !parts.contains(&r.at));
}
