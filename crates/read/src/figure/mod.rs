//! Figures: a number, what it counts, of whom, where, as of when, as part of what.

mod measure;
pub mod place;
mod window;

use std::ops::Range;

use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{Counted, CountedKind, Side, WordRole};
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{EntityType, Group, Measure, Modality, Qualifier};
use isnad_text::Document;
use isnad_text::number::{Number, NumberKind};
use isnad_text::time::{TimeUnit, Times};

use crate::mention::Mentions;

pub use window::WindowRead;

/// The largest count (2⁵³): beyond it a number is no longer told from its neighbours, and nobody counts so far.
const MOST: f64 = 9_007_199_254_740_992.0;

/// The most tokens of a bracket that stands between a count and its verb.
const BRACKET: usize = 8;

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
}

/// Finds the figures of a text.
pub fn find(document: &Document, lexicon: &Lexicon, numbers: &[Number], times: &Times, mentions: &Mentions) -> Vec<FigureRead> {
    let reader = Reader { document, lexicon, times, mentions, main_place: place::main(mentions) };
    let mut found: Vec<FigureRead> = Vec::new();
    let mut next_number = 0;
    let mut at = 0;
    while at < document.len() {
        while next_number < numbers.len() && numbers[next_number].tokens.start < at {
            next_number += 1;
        }
        let number = numbers.get(next_number).filter(|n| n.tokens.start == at);
        let read = match number {
            Some(number) => reader.of_number(number, numbers.get(next_number + 1)),
            None => reader.of_noun(at),
        };
        let read = read.or_else(|| number.and_then(|n| reader.of_list(n, found.last())));
        match read {
            Some(mut figure) => {
                // «وفاة شخص واحد»: the number goes with its noun.
                if number.is_none()
                    && let Some(one) = numbers[next_number..].iter().find(|n| n.tokens.start >= figure.tokens.end)
                    && one.tokens.start == figure.tokens.end
                    && figure.low == Some(one.value)
                {
                    figure.tokens.end = one.tokens.end;
                }
                // «سبعة من القتلى بينهم طفلان»: a part has its whole's measure.
                if figure.measure == Measure::People
                    && let Some(whole) = reader.whole_among(&figure, &found)
                {
                    figure.measure = found[whole].measure;
                }
                // «القتلى أربعة مدنيين وشرطيان»: what is joined to a count is counted with it.
                if figure.measure == Measure::People
                    && let Some(last) = found.last().filter(|f| f.tokens.end == figure.tokens.start)
                    && reader.form(figure.tokens.start).starts_with('و')
                    && !matches!(last.measure, Measure::Duration | Measure::Distance | Measure::Violations | Measure::Shipments)
                {
                    figure.measure = last.measure;
                }
                figure.part_of = reader.whole_of(&figure, &found);
                at = figure.tokens.end.max(number.map_or(at + 1, |n| n.tokens.end)).max(at + 1);
                found.push(figure);
            }
            None => at = number.map_or(at + 1, |n| n.tokens.end.max(at + 1)),
        }
    }
    // «خمسة … في شوشا (انتهاكان) وماردكرت (ثلاثة)»: what is told apart by place is of none of the places alone.
    for part in 0..found.len() {
        let whole = found[part].part_of.filter(|w| found[*w].group == found[part].group && found[part].place != reader.main_place);
        if let (Some(whole), Some(main)) = (whole, reader.main_place) {
            found[whole].place = Some(main);
        }
    }
    found
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
    definite: bool,
}

impl Reader<'_> {
    fn form(&self, at: usize) -> &str {
        self.document.form(at)
    }

    fn word(&self, at: usize, role: WordRole) -> Option<Range<usize>> {
        self.document
            .hits
            .of(at, Subject::Word)
            .find(|h| self.lexicon.tables.words.get(h.row()).is_some_and(|w| w.role == role))
            .map(|h| h.tokens())
    }

    fn noun(&self, at: usize) -> Option<Noun<'_>> {
        let hit = self.document.hits.longest(at, Subject::Counted)?;
        let counted = self.lexicon.tables.counted.get(hit.row())?;
        Some(Noun { counted, tokens: hit.tokens(), features: hit.features, definite: hit.prefix.contains(Prefix::ARTICLE) })
    }

    /// «12 فلسطينيا», «مئات السوريين»: a people's name that is counted; one past it.
    fn people(&self, at: usize) -> Option<usize> {
        let hit = self.document.hits.longest(at, Subject::Demonym)?;
        let counted = hit.prefix.difference(Prefix::ARTICLE).is_empty() && !hit.features.contains(Features::FEMININE);
        counted.then_some(hit.end as usize)
    }

    /// The token behind a bracket that opens at a token, else the token.
    fn behind_bracket(&self, at: usize) -> usize {
        if self.form(at) != "(" {
            return at;
        }
        (at + 1..at + BRACKET).find(|t| self.form(*t) == ")").map_or(at, |t| t + 1)
    }

    fn in_time(&self, at: usize) -> bool {
        self.times.expressions.iter().any(|t| t.tokens.contains(&at))
    }

    fn of_number(&self, number: &Number, next: Option<&Number>) -> Option<FigureRead> {
        if number.kind != NumberKind::Cardinal || self.in_time(number.tokens.start) || !(0.0..=MOST).contains(&number.value) {
            return None;
        }
        let start = number.tokens.start;
        // «نزوح 20 مليونا عام 2014»: a year, no length of years.
        let year = |d: &&isnad_text::time::Duration| d.unit == TimeUnit::Year && self.is_year(d.tokens.end);
        if let Some(duration) = self.times.durations.iter().find(|d| d.tokens.start == start).filter(|d| !year(d)) {
            return self.of_duration(duration.tokens.clone(), duration.unit, number);
        }
        // «من 12 إلى 15»: the new one counts.
        if start > 0
            && matches!(self.form(start - 1), "من")
            && self.form(number.tokens.end) == "الي"
            && next.is_some_and(|n| n.tokens.start == number.tokens.end + 1)
        {
            return None;
        }
        let mut end = number.tokens.end;
        let of = self.form(end) == "من" || self.form(end).starts_with("من");
        // «23 من "العناصر"»
        let counted = if self.form(end) == "من" && matches!(self.form(end + 1), "\"" | "«") { end + 2 } else { end + 1 };
        let noun = self.noun(end).or_else(|| (self.form(end) == "من").then(|| self.noun(counted)).flatten());
        let mut group = Group::All;
        let mut measure = None;
        let mut person = false;
        if let Some(noun) = &noun {
            end = noun.tokens.end;
            group = self.group(noun);
            measure = noun.counted.measure;
            person = noun.counted.kind == CountedKind::Person;
            if noun.counted.kind == CountedKind::Unit {
                return self.distance(number, noun);
            }
            // «سبعة من القتلى مدنيون»
            if of && let Some(whom) = self.noun(end).filter(|n| n.counted.group.is_some() && !n.definite) {
                group = self.group(&whom);
                end = whom.tokens.end;
            }
        } else if self.form(end) == "من"
            && let Some(mention) = self.mentions.beginning_in(end + 1..end + 2).first()
            && self.mentions.entity(mention).actor_type().is_some()
        {
            // «12 من الحوثيين»
            group = Group::Actor(self.mentions.entity(mention).id.clone());
            end = mention.tokens.end;
            person = true;
        } else if self.word(end, WordRole::Stays).is_some() && self.form(end).ends_with("ون") {
            // «60 ألفا يعيشون في خيام»
            person = true;
        } else if let Some(people) = self.people(end) {
            end = people;
            person = true;
        } else if let Some(others) = self.word(end, WordRole::Others) {
            end = others.end;
            person = true;
        }
        if let Some(others) = self.word(end, WordRole::Others) {
            end = others.end;
        }
        let span = |tokens: Range<usize>| number.extent.start.min(tokens.start)..number.extent.end.max(tokens.end);
        let measure_found = match measure {
            Some(m) => Some((m, start..end)),
            // «60 ألفا يعيشون في …»: what is said of them is where they are.
            None if self.word(end, WordRole::Stays).is_some() => None,
            None => measure::find(self, start, end, number.extent.start, person),
        };
        let (measure, tokens) = match measure_found {
            Some((Measure::Killed, tokens))
                if noun.as_ref().is_some_and(|n| n.counted.measure.is_none() && n.counted.kind == CountedKind::Thing) =>
            {
                (Measure::Killed, tokens)
            }
            Some(found) => found,
            None if person
                && matches!(group, Group::All | Group::Civilians | Group::Children | Group::Women)
                && measure::sheltered(self, &(start..end)) =>
            {
                (Measure::Sheltered, start..end)
            }
            None if noun.is_some() && person => (Measure::People, start..end),
            None => return None,
        };
        if noun.is_none() && !person && !self.bare_number_counts(number, measure) {
            return None;
        }
        let tokens = span(tokens);
        Some(self.figure(tokens, measure, number.low, number.high, number.qualifier, group))
    }

    /// «قتل أربعة في دونيتسك، وخمسة في خيرسون»: a number that goes on with the count before it, elsewhere.
    fn of_list(&self, number: &Number, last: Option<&FigureRead>) -> Option<FigureRead> {
        let at = number.tokens.start;
        let last = last.filter(|f| self.document.sentence_of(f.tokens.start) == self.document.sentence_of(at))?;
        let joined = self.form(at).starts_with('و') || at > 0 && self.form(at - 1) == "و";
        let people = !matches!(last.measure, Measure::Duration | Measure::Distance | Measure::Violations | Measure::Shipments);
        let elsewhere = self.form(number.tokens.end) == "في";
        let counted = number.kind == NumberKind::Cardinal && !self.in_time(at) && number.value >= 1.0;
        (joined && people && elsewhere && counted).then(|| {
            let tokens = number.extent.clone();
            self.figure(tokens, last.measure, number.low, number.high, number.qualifier, last.group.clone())
        })
    }

    /// A number without a noun: «مقتل 45 وإصابة 120», «حصيلة القتلى إلى 45».
    fn bare_number_counts(&self, number: &Number, _: Measure) -> bool {
        let end = number.extent.end.max(number.tokens.end);
        let before = self.form(number.extent.start.wrapping_sub(1));
        let closes = end >= self.document.len()
            || matches!(
                self.form(end),
                "،" | "." | "," | ")" | "\n" | "في" | "علي" | "خلال" | "منذ" | "جراء" | "اثر" | "بعد" | "\"" | "»" | "؛"
            )
            || self.form(end).starts_with('و')
            || self.word(end, WordRole::Among).is_some()
            || self.word(end, WordRole::Met).is_some()
            || self.word(end, WordRole::Relative).is_some()
            // «إصابة نحو 100 يعالجون»
            || self.form(end).starts_with('ي') && self.form(end).ends_with("ون")
            || self.document.hits.of(end, Subject::MeasureWord).next().is_some();
        let introduced = before == ":"
            || (number.extent.start.saturating_sub(1)..number.tokens.start).any(|t| self.word(t, WordRole::Reaches).is_some())
            // «عدد المصابين يتجاوز 50»
            || (number.extent.start.saturating_sub(3)..number.extent.start)
                .any(|t| self.document.hits.of(t, Subject::MeasureWord).any(|h| h.end as usize == number.extent.start));
        closes && (introduced || self.document.hits.of(end, Subject::MeasureWord).next().is_some())
    }

    /// A noun that is its own number: «طفلان», «شوشا (انتهاكان)», «مقتل شخص», «إصابة آخر».
    fn of_noun(&self, at: usize) -> Option<FigureRead> {
        if let Some(duration) = self.times.durations.iter().find(|d| d.tokens.start == at) {
            let tokens = duration.tokens.clone();
            let (qualifier, extent) = self.bound(tokens.clone());
            let number = Number {
                tokens: tokens.clone(),
                extent,
                kind: NumberKind::Cardinal,
                value: duration.amount,
                low: Some(duration.amount),
                high: Some(duration.amount),
                qualifier,
            };
            return self.of_duration(tokens, duration.unit, &bounded(number));
        }
        if let Some(noun) = self.noun(at) {
            let hit_dual = self.document.hits.of(at, Subject::Counted).find(|h| h.features.contains(Features::DUAL));
            if let Some(dual) = hit_dual {
                // «مدنيين» is dual or plural in writing: dual after و or بينهم, where no number stands before it.
                let ambiguous = self.document.hits.of(at, Subject::Counted).any(|h| h.features.contains(Features::PLURAL));
                if dual.prefix.contains(Prefix::ARTICLE) || ambiguous && !self.is_counted_list(at) || self.number_before(at) {
                    return None;
                }
                // «تفجيران انتحاريان»: an adjective of two things.
                let same = |ending: &str| at > 0 && self.form(at).ends_with(ending) && self.form(at - 1).ends_with(ending);
                if same("ان") || same("ين") && self.noun(at - 1).is_none() && self.form(at - 1).chars().count() > 4 {
                    return None;
                }
                let counted = self.lexicon.tables.counted.get(dual.row())?;
                if counted.kind == CountedKind::Unit {
                    return None;
                }
                let noun = Noun { counted, tokens: dual.tokens(), features: dual.features, definite: false };
                let person = counted.kind == CountedKind::Person;
                let (measure, tokens) = match counted.measure {
                    Some(m) => (m, noun.tokens.clone()),
                    None => match measure::find(self, at, noun.tokens.end, at, person) {
                        Some(found) => found,
                        None if person && self.is_counted_list(at) => (Measure::People, noun.tokens.clone()),
                        None => return None,
                    },
                };
                return Some(self.figure(tokens, measure, Some(2.0), Some(2.0), Qualifier::Exact, self.group(&noun)));
            }
            // مقتل شخص
            let singular = !noun.features.intersects(Features::PLURAL | Features::DUAL)
                && !noun.definite
                && noun.counted.kind == CountedKind::Person
                && noun.counted.measure.is_none();
            if singular
                && !self.number_before(at)
                && let Some((measure, from)) = measure::directly_before(self, at).or_else(|| measure::met(self, noun.tokens.clone()))
                && noun.tokens.len() == 1
            {
                return Some(self.figure(from..noun.tokens.end, measure, Some(1.0), Some(1.0), Qualifier::Exact, self.group(&noun)));
            }
            return None;
        }
        // إصابة آخر
        if self.form(at) == "اخر"
            && let Some((measure, from)) = measure::directly_before(self, at)
        {
            return Some(self.figure(from..at + 1, measure, Some(1.0), Some(1.0), Qualifier::Exact, Group::All));
        }
        None
    }

    fn is_year(&self, at: usize) -> bool {
        self.form(at).len() == 4 && self.form(at).bytes().all(|b| b.is_ascii_digit())
    }

    fn is_number_word(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::NumberWord).next().is_some()
    }

    fn number_before(&self, at: usize) -> bool {
        at > 0
            && (self.document.hits.of(at - 1, Subject::NumberWord).next().is_some()
                || self.form(at - 1).starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether a noun goes on with a list of counted people: after بينهم, a comma or و behind a figure.
    fn is_counted_list(&self, at: usize) -> bool {
        let joined = self.document.hits.of(at, Subject::Counted).any(|h| h.prefix.contains(Prefix::AND));
        let among = (at.saturating_sub(3)..at).any(|t| self.word(t, WordRole::Among).is_some_and(|w| w.end == at));
        among || joined && at > 0 && self.document.hits.of(at - 1, Subject::Counted).next().is_some()
    }

    fn of_duration(&self, tokens: Range<usize>, unit: TimeUnit, number: &Number) -> Option<FigureRead> {
        let aged = (tokens.start.saturating_sub(4)..tokens.start).any(|t| self.word(t, WordRole::Age).is_some())
            || self.form(tokens.end) == "من" && self.word(tokens.end + 1, WordRole::Age).is_some();
        let bracketed = tokens.start > 0 && self.form(tokens.start - 1) == "(" && self.form(tokens.end) == ")";
        // «وفاة فلان عن 22 عاما»
        let aged =
            aged || unit == TimeUnit::Year && number.qualifier == Qualifier::Exact && self.form(tokens.start.wrapping_sub(1)) == "عن";
        // «محمد علاونة - 21 عاما»
        let behind_name = unit == TimeUnit::Year
            && tokens.start > 1
            && matches!(self.form(tokens.start - 1), "-" | "،" | "(")
            && self.mentions.all.iter().any(|m| m.tokens.end == tokens.start - 1 && self.mentions.entity(m).kind == EntityType::Person);
        let aged = aged
            || behind_name
            || unit == TimeUnit::Year
                && self.form(tokens.start.wrapping_sub(1)) == "-"
                && matches!(self.form(tokens.end), "»" | "\"" | ")" | "-");
        if aged || bracketed || self.in_time(tokens.start) || unit == TimeUnit::Decade && number.value == 1.0 {
            return None;
        }
        let name = format!("{unit:?}").to_lowercase();
        let extent = number.extent.start.min(tokens.start)..number.extent.end.max(tokens.end);
        let mut figure = self.figure(extent, Measure::Duration, number.low, number.high, number.qualifier, Group::All);
        // «أقل من 24 ساعة»: of a length the bound is the number itself, both ways.
        if number.qualifier == Qualifier::MoreThan {
            figure.low = Some(number.value);
        }
        figure.unit = Some(name);
        Some(figure)
    }

    fn distance(&self, number: &Number, noun: &Noun) -> Option<FigureRead> {
        let far = (number.extent.start.saturating_sub(4)..number.extent.start)
            .any(|t| matches!(self.form(t), "بعد" | "مسافه" | "تبعد" | "يبعد" | "لمسافه" | "بطول" | "طوله" | "طول" | "قطر" | "دايره"));
        // Speed, height and area are no distances between places.
        let other = matches!(self.form(noun.tokens.end), "مربع" | "مربعا" | "في" | "/" | "مربعه" | "مكعب")
            && self.form(noun.tokens.end + 1) != "من"
            || self.form(noun.tokens.end).starts_with("مربع");
        if noun.counted.id == "metre" && !far || other {
            return None;
        }
        let tokens = number.extent.start..noun.tokens.end;
        let mut figure = self.figure(tokens, Measure::Distance, number.low, number.high, number.qualifier, Group::All);
        figure.unit = Some(noun.counted.id.clone());
        Some(figure)
    }

    fn group(&self, noun: &Noun) -> Group {
        let peacekeepers = (noun.tokens.end..noun.tokens.end + 6).any(|t| self.form(t) == "حفظ" && self.form(t + 1) == "السلام");
        if peacekeepers && noun.counted.group.as_deref() == Some("soldiers") {
            return Group::Peacekeepers;
        }
        noun.counted.group.as_deref().map_or(Group::All, Group::from)
    }

    fn bound(&self, tokens: Range<usize>) -> (Qualifier, Range<usize>) {
        for start in tokens.start.saturating_sub(3)..tokens.start {
            for hit in self.document.hits.of(start, Subject::Bound).filter(|h| h.end as usize == tokens.start) {
                if let Some(bound) = self.lexicon.tables.bounds.get(hit.row()).filter(|b| b.side == Side::Before) {
                    return (bound.qualifier, start..tokens.end);
                }
            }
        }
        for hit in self.document.hits.of(tokens.end, Subject::Bound) {
            if let Some(bound) = self.lexicon.tables.bounds.get(hit.row()).filter(|b| b.side == Side::After) {
                return (bound.qualifier, tokens.start..hit.end as usize);
            }
        }
        (Qualifier::Exact, tokens)
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
        let asof = self.asof(&tokens);
        let modality = self.modality(&tokens);
        let window = window::of(self, &tokens, measure);
        FigureRead { tokens, measure, low, high, qualifier, group, part_of: None, place, asof, unit: None, modality, window }
    }

    /// The day of the sentence, where it names one.
    fn asof(&self, tokens: &Range<usize>) -> Option<String> {
        let sentence = self.document.sentences.get(self.document.sentence_of(tokens.start))?;
        self.times
            .expressions
            .iter()
            // «منذ 7 أكتوبر»: since when a count goes, not when it holds.
            .filter(|t| !(t.tokens.start > 0 && self.form(t.tokens.start - 1).ends_with("منذ")))
            .filter(|t| sentence.tokens.contains(&t.tokens.start) && t.granularity <= isnad_model::Granularity::Day)
            .min_by_key(|t| t.tokens.start.abs_diff(tokens.start))
            .and_then(|t| t.value.clone())
            .map(|v| v.chars().take(10).collect())
    }

    fn modality(&self, tokens: &Range<usize>) -> Modality {
        let sentence = self.document.sentences.get(self.document.sentence_of(tokens.start)).map_or(tokens.start, |s| s.tokens.start);
        let from = tokens.start.saturating_sub(6).max(sentence);
        for t in (from..tokens.start).rev() {
            if self.form(t).starts_with("سي")
                && self.document.hits.at(t).iter().filter(|h| h.subject != Subject::CommonWord).all(|h| h.prefix.contains(Prefix::FUTURE))
                || matches!(self.form(t), "سيتم" | "ستتم" | "سوف")
            {
                return Modality::Planned;
            }
            if self.word(t, WordRole::Perhaps).is_some() && matches!(self.form(t), "ربما" | "يحتمل" | "احتمال" | "يعتقد")
            {
                return Modality::Possible;
            }
        }
        Modality::Asserted
    }

    /// The figure of persons before the «بينهم» right before this one.
    fn whole_among(&self, figure: &FigureRead, found: &[FigureRead]) -> Option<usize> {
        let sentence = self.document.sentences.get(self.document.sentence_of(figure.tokens.start))?.tokens.start;
        let among = (figure.tokens.start.saturating_sub(3).max(sentence)..figure.tokens.start)
            .find(|t| self.word(*t, WordRole::Among).is_some())?;
        let whole = found.iter().rposition(|f| f.tokens.start >= sentence && f.tokens.end <= among)?;
        (!matches!(found[whole].measure, Measure::Duration | Measure::Distance | Measure::Violations | Measure::Shipments)).then_some(whole)
    }

    /// The figure that this one is a part of: the one before «بينهم», the one of the killed it counts from.
    fn whole_of(&self, figure: &FigureRead, found: &[FigureRead]) -> Option<usize> {
        let sentence = self.document.sentences.get(self.document.sentence_of(figure.tokens.start))?.tokens.clone();
        let among = (sentence.start..figure.tokens.start).rev().find(|t| self.word(*t, WordRole::Among).is_some());
        if let Some(among) = among {
            let whole =
                found.iter().rposition(|f| f.tokens.start < among && f.measure == figure.measure && f.tokens.start >= sentence.start);
            // A new measure word after «بينهم» begins a new count: «بينهم طفلان، وأصيب 20».
            let fresh = (among..figure.tokens.start).any(|t| measure::at(self, t).is_some_and(|m| m != figure.measure));
            if whole.is_some() && !fresh {
                return whole;
            }
        }
        let of_them = (figure.tokens.clone()).any(|t| self.form(t) == "من")
            && figure.tokens.clone().any(|t| self.noun(t).is_some_and(|n| n.definite && n.counted.measure.is_some()));
        if of_them {
            return found.iter().rposition(|f| f.measure == figure.measure);
        }
        let bracketed = figure.tokens.start > 0 && self.form(figure.tokens.start - 1) == "(";
        if bracketed {
            return found.iter().rposition(|f| {
                f.measure == figure.measure
                    && f.tokens.start >= sentence.start
                    && !(f.tokens.start > 0 && self.form(f.tokens.start - 1) == "(")
            });
        }
        None
    }
}

/// A number's bounds by its qualifier.
fn bounded(mut number: Number) -> Number {
    match number.qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => number.high = None,
        Qualifier::LessThan | Qualifier::UpTo => number.low = None,
        _ => {}
    }
    number
}
