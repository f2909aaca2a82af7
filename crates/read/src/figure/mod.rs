//! Figures: a number, what it counts, of whom, where, as of when, as part of what.

mod bare;
mod belonging;
mod count;
mod group;
mod length;
mod measure;
mod place;
mod single;
mod toll;
mod whole;
mod window;

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Counted, Detail, WordRole};
use isnad_lexicon::{Hit, Lexicon, Subject};
use isnad_model::{Granularity, Group, Measure, Modality, Qualifier};
use isnad_text::Document;
use isnad_text::number::Number;
use isnad_text::time::{TimeExpression, Times, is_future};

use crate::act::Acts;
use crate::mention::Mentions;
use crate::particle;

pub use window::WindowRead;

/// How far before a figure the word may stand that says it is to come or may be, in tokens.
const MODALITY_REACH: usize = 6;

/// How far before a time «since» may stand, the event between them, in tokens.
const SINCE_REACH: usize = 14;

/// The characters of a day in ISO 8601.
const DAY: usize = 10;

/// How far from a figure the month or year may stand that it is of, in tokens.
const YEAR_REACH: usize = 8;

/// A figure of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRead {
    /// Number and noun and the verb that gives the measure, as the annotation guide's evidence has them.
    pub tokens: Range<usize>,
    /// What it counts.
    pub measure: Measure,
    /// Inclusive lower bound.
    pub low: Option<f64>,
    /// Inclusive upper bound.
    pub high: Option<f64>,
    /// How exact.
    pub qualifier: Qualifier,
    /// Whom.
    pub group: Group,
    /// The figure that it is a part of (index into the list returned).
    pub part_of: Option<usize>,
    /// Where (index into the page's entities).
    pub place: Option<usize>,
    /// When it holds (ISO 8601).
    pub asof: Option<String>,
    /// Unit of a duration or distance.
    pub unit: Option<String>,
    /// Asserted or otherwise, where the words around it say so.
    pub modality: Modality,
    /// Over which stretch of time it counts.
    pub window: Option<WindowRead>,
    /// Whether it is one person without a number: «مقتل جندي».
    pub unnumbered: bool,
}

impl FigureRead {
    /// Whether it counts people: what is told of some of them is a part of it.
    fn counts_people(&self) -> bool {
        !matches!(self.measure, Measure::Duration | Measure::Distance | Measure::Violations | Measure::Shipments)
    }
}

/// Finds the figures of a text.
pub fn find(
    document: &Document,
    lexicon: &Lexicon,
    numbers: &[Number],
    times: &Times,
    mentions: &Mentions,
    acts: &Acts,
) -> Vec<FigureRead> {
    let reader = Reader { document, lexicon, times, mentions, main_place: mentions.main_place(document, lexicon) };
    let mut found: Vec<FigureRead> = Vec::new();
    let mut next_number = 0;
    let mut at = 0;
    while at < document.len() {
        while next_number < numbers.len() && numbers[next_number].tokens.start < at {
            next_number += 1;
        }
        let number = numbers.get(next_number).filter(|n| n.tokens.start == at);
        let read = match number {
            Some(number) => reader.of_number(number, numbers.get(next_number + 1), &found).or_else(|| reader.of_next(at, &found)),
            None => reader.of_noun(at, &found),
        };
        let read = read.or_else(|| number.and_then(|n| reader.of_list(n, found.last())));
        match read {
            Some(mut figure) => {
                // «وفاة شخص واحد», «شخصين اثنين»: the number goes with its noun.
                if number.is_none()
                    && let Some(same) = numbers[next_number..].iter().find(|n| n.tokens.start >= figure.tokens.end)
                    && same.tokens.start == figure.tokens.end
                    && figure.low == Some(same.value)
                {
                    figure.tokens.end = same.extent.end.max(same.tokens.end);
                    (figure.low, figure.high, figure.qualifier) = (same.low, same.high, same.qualifier);
                    figure.unnumbered = false;
                } else if number.is_none() || reader.behind_aside(figure.tokens.end) > figure.tokens.end {
                    reader.bound_noun(&mut figure);
                }
                reader.inherit(&mut figure, &found);
                figure.part_of = reader.whole_of(&figure, &found);
                reader.share_group(&mut figure, &mut found);
                at = figure.tokens.end.max(number.map_or(at + 1, |n| n.tokens.end)).max(at + 1);
                found.push(figure);
            }
            None => at = number.map_or(at + 1, |n| n.tokens.end.max(at + 1)),
        }
    }
    reader.spread_places(&mut found);
    reader.drop_lone(&mut found);
    // «وقال ثلاثة مسؤولين»: whoever speaks is not counted.
    let speaks = |f: &FigureRead| acts.all.iter().filter_map(|a| a.speaker.as_ref()).any(|s| within(&f.tokens, &s.tokens));
    single::retain(&mut found, |f| f.measure != Measure::People || !speaks(f));
    found
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

pub(crate) struct Reader<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    times: &'a Times,
    mentions: &'a Mentions,
    main_place: Option<usize>,
}

/// A counted noun with its place.
struct Noun<'a> {
    counted: &'a Counted,
    tokens: Range<usize>,
    features: Features,
    prefix: Prefix,
}

impl Noun<'_> {
    fn definite(&self) -> bool {
        self.prefix.contains(Prefix::ARTICLE)
    }

    /// One person or thing: neither dual nor plural.
    fn singular(&self) -> bool {
        !self.features.intersects(Features::PLURAL | Features::DUAL)
    }
}

impl Reader<'_> {
    fn form(&self, at: usize) -> &str {
        self.document.form(at)
    }

    fn word(&self, at: usize, role: WordRole) -> Option<Range<usize>> {
        particle::at(self.document, self.lexicon, at, role).map(Hit::tokens)
    }

    /// The phrase of a role that ends right before a token.
    fn word_before(&self, at: usize, role: WordRole) -> Option<Range<usize>> {
        particle::before(self.document, self.lexicon, at, role).map(Hit::tokens)
    }

    /// Whether a token is inside a phrase of a role, or begins one.
    fn in_phrase(&self, at: usize, role: WordRole) -> bool {
        (at.saturating_sub(2)..=at).any(|t| self.word(t, role).is_some_and(|w| w.end > at && w.len() > 1))
    }

    fn noun_of(&self, hit: &Hit) -> Option<Noun<'_>> {
        let counted = self.lexicon.tables.counted.get(hit.row())?;
        Some(Noun { counted, tokens: hit.tokens(), features: hit.features, prefix: hit.prefix })
    }

    /// The counted noun that begins at a token, whatever is attached to it.
    fn noun(&self, at: usize) -> Option<Noun<'_>> {
        self.noun_of(self.document.hits.longest(at, Subject::Counted)?)
    }

    /// The noun that a number before it counts: nothing but the article is attached to it («ثلاثة وإصابة» counts no
    /// wounded).
    fn counted(&self, at: usize) -> Option<Noun<'_>> {
        self.noun(at).filter(|n| n.prefix.difference(Prefix::ARTICLE).is_empty())
    }

    /// Whether a token is joined to what stands before it by a conjunction at its head: «وأصيب», not «وحدات».
    fn is_joined(&self, at: usize) -> bool {
        self.has_prefix(at, Prefix::AND)
    }

    /// Whether one of some prefixes stands at a token's head, and is no letter of the word itself.
    fn has_prefix(&self, at: usize, any: Prefix) -> bool {
        let mut hits = self.document.hits.at(at).iter().peekable();
        match hits.peek() {
            None => self.lexicon.clitics().cuts(self.form(at)).any(|(_, prefix)| prefix.intersects(any)),
            Some(_) => hits.all(|h| h.prefix.intersects(any)),
        }
    }

    /// The longest measure's word that begins at a token: «أسرة» is no «capturing of him», and «مراكز إيواء» and «حق اللجوء»
    /// tell of nobody sheltered.
    fn measure_word(&self, at: usize) -> Option<&Hit> {
        self.document
            .hits
            .longest(at, Subject::MeasureWord)
            .filter(|h| !(h.pronoun && self.document.folded.tokens[h.end as usize - 1].marbuta))
            .filter(|_| !self.in_phrase(at, WordRole::Shelter) && !self.in_phrase(at, WordRole::NoMeasure))
    }

    fn in_time(&self, at: usize) -> bool {
        self.times.expressions.iter().any(|t| t.tokens.contains(&at))
    }

    fn is_number_word(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::NumberWord).next().is_some()
    }

    fn is_digits(&self, at: usize) -> bool {
        self.form(at).starts_with(|c: char| c.is_ascii_digit())
    }

    /// Where the sentence of a token begins.
    fn sentence_start(&self, token: usize) -> usize {
        self.document.sentences.get(self.document.sentence_of(token)).map_or(token, |s| s.tokens.start)
    }

    fn figure(
        &self,
        tokens: Range<usize>,
        measure: Measure,
        low: Option<f64>,
        high: Option<f64>,
        qualifier: Qualifier,
        group: Group,
    ) -> FigureRead {
        let place = place::of(self, &tokens);
        // A length holds at no day.
        let length = matches!(measure, Measure::Duration | Measure::Distance);
        let modality = self.modality(&tokens);
        let asof = if length { None } else { self.asof(&tokens, modality) };
        let window = window::of(self, &tokens, measure);
        FigureRead {
            tokens,
            measure,
            low,
            high,
            qualifier,
            group,
            part_of: None,
            place,
            asof,
            unit: None,
            modality,
            window,
            unnumbered: false,
        }
    }

    /// The day of the sentence, where it names one.
    fn asof(&self, tokens: &Range<usize>, modality: Modality) -> Option<String> {
        let sentence = self.document.sentences.get(self.document.sentence_of(tokens.start))?;
        // «كان زفافها الخميس المقبل»: what was counted was not counted on a day to come.
        let to_come = |t: &TimeExpression| {
            let today = self.times.reckoned_from.as_deref();
            let later = today.zip(t.value.as_deref().and_then(|v| v.get(..DAY))).is_some_and(|(day, value)| value > day);
            later || t.relative.is_some_and(|r| r.days.is_some_and(|days| days > 0) || r.direction == Some(1))
        };
        let counted = modality != Modality::Planned;
        self.times
            .expressions
            .iter()
            .filter(|t| sentence.tokens.contains(&t.tokens.start) && t.granularity <= Granularity::Day)
            .filter(|t| !(self.is_since(t.tokens.start) || counted && to_come(t)))
            .min_by_key(|t| t.tokens.start.abs_diff(tokens.start))
            .and_then(|t| t.value.clone())
            .map(|v| v.chars().take(DAY).collect())
            .or_else(|| self.earlier_year(tokens))
    }

    /// «في عام 2014 أعدمت 289», «قتل 300 شخص عام 1980»: the month or year before that of the page which a count in its clause is of.
    fn earlier_year(&self, tokens: &Range<usize>) -> Option<String> {
        let today = self.times.reckoned_from.as_deref();
        let earlier = |t: &&TimeExpression| {
            let value = t.value.as_deref().unwrap_or_default();
            let now = today.and_then(|day| day.get(..value.len()));
            matches!(t.granularity, Granularity::Month | Granularity::Year) && now.is_none_or(|now| value < now)
        };
        let of_it = |t: &&TimeExpression| {
            let behind = t.tokens.start >= tokens.end;
            let between = if behind { tokens.end..t.tokens.start } else { t.tokens.end..tokens.start };
            let apart = |at: usize| matches!(self.form(at), "،" | "؛" | ":") || self.word(at, WordRole::Relative).is_some();
            let within = self.word_before(t.tokens.start, WordRole::Within).is_some() || t.relative.is_some();
            let next = between.len() <= usize::from(!behind);
            between.len() <= YEAR_REACH && (within || next) && !between.clone().any(apart) && !self.is_since(t.tokens.start)
        };
        let sentence = self.document.sentence_of(tokens.start);
        let here = self.times.expressions.iter().filter(|t| self.document.sentence_of(t.tokens.start) == sentence);
        here.filter(|t| earlier(t) && of_it(t)).min_by_key(|t| t.tokens.start.abs_diff(tokens.start))?.value.clone()
    }

    /// «منذ 7 أكتوبر», «منذ تولي الرئيس الحكم في 29 مايو»: since when a count goes, not when it holds.
    fn is_since(&self, time: usize) -> bool {
        let from = time.saturating_sub(SINCE_REACH).max(self.sentence_start(time));
        (from..time).rev().take_while(|t| !matches!(self.form(*t), "،" | ":")).any(|t| self.word(t, WordRole::Since).is_some())
    }

    fn modality(&self, tokens: &Range<usize>) -> Modality {
        let from = tokens.start.saturating_sub(MODALITY_REACH).max(self.sentence_start(tokens.start));
        // «واعتقلت خمسة»: what is told in the past is not to come.
        let mut own = self.document.hits.of(tokens.start, Subject::MeasureWord).peekable();
        let past = own.peek().is_some() && own.all(|h| h.features.contains(Features::PAST));
        let mut ahead = !past;
        for t in (from..=tokens.start).rev() {
            ahead &= !matches!(self.form(t), "،" | "؛");
            // A name may be written like a verb of the future.
            let named = || self.mentions.all.iter().any(|m| m.tokens.contains(&t));
            if ahead && (is_future(self.document, self.lexicon, t) && !named() || self.word(t, WordRole::Planned).is_some()) {
                return Modality::Planned;
            }
            // «قد» is «has» before the past.
            if let Some(perhaps) = self.word(t, WordRole::Perhaps)
                && !past
                && (perhaps.len() > 1 || !self.is_has(t))
            {
                return Modality::Possible;
            }
        }
        Modality::Asserted
    }

    /// «تجاوز», «تخطت»: a verb of the past that begins like one of the present.
    fn has_reached(&self, at: usize) -> bool {
        let past =
            |h: &Hit| self.lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == WordRole::Reaches && w.detail == Some(Detail::Past));
        self.document.hits.of(at, Subject::Word).any(past)
    }

    /// «قد أعلنت», «قد تسببت»: whether the word at a token is «has», before the past, and not «may», before the present.
    fn is_has(&self, at: usize) -> bool {
        let form = self.form(at);
        let next = self.form(at + 1);
        let may = next.starts_with('ي')
            || next == "لا"
            || next.starts_with('ت') && self.word(at + 1, WordRole::Reaches).is_some() && !self.has_reached(at + 1);
        form.ends_with("قد") && !may
    }
}
