//! What the words beside an agreement's name say of it: at which stage it is, who brings it there, whom it binds, where and from when.

use std::ops::Range;

use isnad_lexicon::subjects::Beside;
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{EntityType, Granularity, Stage};
use isnad_text::Document;
use isnad_text::time::{TimeUnit, Times};

use crate::letters;
use crate::mention::Mentions;

/// What is said of an agreement; who and where are indices into the page's entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActRead {
    /// Where in its life it is shown.
    pub stage: Option<Stage>,
    /// Who does that.
    pub by: Vec<usize>,
    /// Whom it binds.
    pub between: Vec<usize>,
    /// Where it holds.
    pub place: Option<usize>,
    /// From when (ISO 8601).
    pub from: Option<String>,
    /// How long (ISO 8601 duration).
    pub lasts: Option<String>,
}

/// How far before the name a word may stand that says its stage, in tokens.
const BEFORE: usize = 3;
/// How far behind it.
const BEHIND: usize = 5;
/// How far an adjective of the name may.
const ADJECTIVE: usize = 2;
/// How far from that word whoever does it may stand.
const DOER: usize = 3;
/// How far behind the name its sides may be named.
const SIDES: usize = 6;
/// How far behind a word of beginning a time is the beginning.
const BEGINNING: usize = 12;
/// How far behind the name its length may be told.
const LASTS: usize = 22;
/// How far from the name a word of beginning may stand.
const BEGINS: usize = 24;

/// Reads the words about an agreement that is named at some tokens of a sentence.
pub struct Agreements<'a> {
    pub document: &'a Document<'a>,
    pub lexicon: &'a Lexicon,
    pub times: &'a Times,
    pub mentions: &'a Mentions,
}

impl Agreements<'_> {
    /// What stands beside the name; `None` where nothing does.
    pub fn beside(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<ActRead> {
        let stage = self.stage(name, sentence);
        let read = ActRead {
            stage: stage.as_ref().map(|s| s.0),
            by: stage.map(|(_, at)| self.doers(&at, name, sentence)).unwrap_or_default(),
            between: self.sides(name, sentence),
            place: self.place(name, sentence),
            from: self.from(name, sentence),
            lasts: self.lasts(name, sentence),
        };
        (read != ActRead::default()).then_some(read)
    }

    /// The nearest word of a stage, before the name rather than behind it.
    fn stage(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<(Stage, Range<usize>)> {
        let before = (name.start.saturating_sub(BEFORE + 2).max(sentence.start)..name.start).rev();
        let behind = name.end..(name.end + BEHIND).min(sentence.end);
        // «the previous truce broke down»: another one, whatever became of it.
        let mut former = behind.clone().take(ADJECTIVE).flat_map(|at| self.words(at).map(move |w| (at, w)));
        if let Some((at, (end, stage, _))) = former.find(|(_, (_, stage, beside))| (*stage, *beside) == (Stage::Former, Beside::Behind)) {
            return Some((stage, at..end));
        }
        let mut found = before
            .flat_map(|at| self.words(at))
            .filter(|(end, _, beside)| *beside != Beside::Behind && *end <= name.start && name.start - end <= BEFORE)
            // «the first truce», but «the day before yesterday, a truce».
            .filter(|(end, stage, _)| *stage != Stage::Former || *end == name.start)
            .filter(|(end, ..)| !self.parted(*end..name.start));
        if let Some((end, stage, _)) = found.next() {
            return Some((stage, end - 1..end));
        }
        let mut found = behind.filter(|at| !self.parted(name.end..*at)).flat_map(|at| self.words(at).map(move |w| (at, w)));
        found
            .find(|(at, (_, _, beside))| match beside {
                Beside::Behind => at - name.end < ADJECTIVE,
                Beside::Either => true,
                Beside::Before | Beside::Sides | Beside::Lasts => false,
            })
            .map(|(at, (end, stage, _))| (stage, at..end))
    }

    /// The words of a stage that begin at a token: end, stage, side.
    fn words(&self, at: usize) -> impl Iterator<Item = (usize, Stage, Beside)> + '_ {
        self.document.hits.of(at, Subject::AgreementStage).filter_map(|hit| {
            let word = self.lexicon.tables.stages.get(hit.row())?;
            Some((hit.end as usize, word.stage?, word.beside))
        })
    }

    /// Whether a mark parts two stretches.
    fn parted(&self, between: Range<usize>) -> bool {
        between.into_iter().any(|t| matches!(self.document.form(t), "،" | "," | "؛" | ":" | "." | "(" | ")"))
    }

    /// Those who stand right before or behind the word of a stage.
    fn doers(&self, word: &Range<usize>, name: &Range<usize>, sentence: &Range<usize>) -> Vec<usize> {
        let actors = |tokens: Range<usize>| self.mentions.beginning_in(tokens).iter().filter(|m| self.mentions.acts(m));
        let behind = word.end..(word.end + DOER).min(sentence.end);
        let behind = if word.end <= name.start { word.end..name.start.min(behind.end) } else { behind };
        if let Some(first) = actors(behind.clone()).find(|m| !self.parted(word.end..m.tokens.start)) {
            return vec![first.entity];
        }
        let before = actors(sentence.start..word.start).rfind(|m| m.tokens.end == word.start);
        before.map(|m| m.entity).into_iter().collect()
    }

    /// «between A and B», «with B», right behind the name.
    fn sides(&self, name: &Range<usize>, sentence: &Range<usize>) -> Vec<usize> {
        let word = (name.end..(name.end + SIDES).min(sentence.end)).take_while(|t| !self.parted(*t..*t + 1)).find(|t| {
            let mut hits = self.document.hits.of(*t, Subject::AgreementStage);
            hits.any(|h| self.lexicon.tables.stages.get(h.row()).is_some_and(|w| w.beside == Beside::Sides))
        });
        let Some(word) = word else { return Vec::new() };
        let mut at = word + 1;
        let mut all = Vec::new();
        for mention in self.mentions.beginning_in(word + 1..sentence.end).iter().filter(|m| self.mentions.acts(m)) {
            // The first stands close behind the word, each other close behind the one before, joined to it.
            let reach = if all.is_empty() { 2 } else { 3 };
            let joined = all.is_empty() || (at..=mention.tokens.start).any(|t| letters::joined(self.document.form(t)));
            if mention.tokens.start > at + reach || self.parted(at..mention.tokens.start) || !joined {
                break;
            }
            if !all.contains(&mention.entity) {
                all.push(mention.entity);
            }
            at = mention.tokens.end;
        }
        all
    }

    /// «the truce in Taiz»: a place right behind the name, or behind an adjective of it.
    fn place(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        let near = self.mentions.beginning_in(name.end..(name.end + 3).min(sentence.end)).iter();
        let mut near = near.filter(|m| self.mentions.entity(m).kind == EntityType::Place && !self.parted(name.end..m.tokens.start));
        near.next().map(|m| m.entity)
    }

    /// «for five days», «a 72-hour truce».
    fn lasts(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<String> {
        let lasting = |at: usize| {
            let mut hits = self.document.hits.of(at, Subject::AgreementStage);
            hits.any(|h| self.lexicon.tables.stages.get(h.row()).is_some_and(|w| w.beside == Beside::Lasts))
        };
        let told = |start: usize| {
            let close = start - name.end <= 1 && !self.parted(name.end..start);
            close || letters::may_be_to(self.document.form(start)) || (start.saturating_sub(3).max(name.end)..start).any(lasting)
        };
        let behind = self.times.durations.iter().filter(|d| d.tokens.start >= name.end && d.tokens.end <= sentence.end);
        let mut near = behind.filter(|d| d.tokens.start - name.end <= LASTS && told(d.tokens.start));
        near.find_map(|d| iso(d.amount, d.unit))
    }

    /// The finest time behind a word of beginning that stands by the name.
    fn from(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<String> {
        let window = name.start.saturating_sub(BEFORE + 1).max(sentence.start)..(name.end + BEGINS).min(sentence.end);
        let begins = window
            .into_iter()
            .flat_map(|at| self.words(at))
            // A noun of beginning behind it is of something else: «a truce and the beginning of talks».
            .filter(|(end, stage, beside)| *stage == Stage::InForce && (*beside != Beside::Before || *end <= name.start))
            .map(|(end, ..)| end);
        let times = begins.flat_map(|end| {
            let expressions = self.times.expressions.iter();
            expressions.filter(move |t| sentence.contains(&t.tokens.start) && t.tokens.start >= end && t.tokens.start - end <= BEGINNING)
        });
        times
            .filter(|t| t.value.is_some())
            .filter(|t| matches!(t.granularity, Granularity::Minute | Granularity::Hour | Granularity::Day))
            .min_by_key(|t| (t.granularity, t.tokens.start))
            .and_then(|t| t.value.clone())
    }
}

/// A length of time in ISO 8601; `None` where it is no whole number of a unit that agreements are told in.
fn iso(amount: f64, unit: TimeUnit) -> Option<String> {
    if amount.fract() != 0.0 || !(1.0..1000.0).contains(&amount) {
        return None;
    }
    Some(match unit {
        TimeUnit::Minute => format!("PT{amount}M"),
        TimeUnit::Hour => format!("PT{amount}H"),
        TimeUnit::Day => format!("P{amount}D"),
        TimeUnit::Week => format!("P{amount}W"),
        TimeUnit::Month => format!("P{amount}M"),
        TimeUnit::Year => format!("P{amount}Y"),
        TimeUnit::Second | TimeUnit::Decade | TimeUnit::Century => return None,
    })
}
