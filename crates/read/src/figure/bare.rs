//! Numbers whose noun is absent or unknown: «مقتل 45 وإصابة 120», «مقتل سبعة من قادة التنظيم», «قتل أمس ستة».

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Frame, Side, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, Group, Measure, Qualifier};
use isnad_text::number::{Number, bound_before};

use super::Reader;
use crate::particle;

/// The ending of the plural of things, which people's nouns have only where a pack knows them.
const THINGS: &str = "ات";

/// The most tokens of a place's name.
const PLACE_NAME: usize = 4;

impl Reader<'_> {
    /// The token behind a number, the marks around its digits and the words right behind it that bound it: «(26)»,
    /// «اثنين على الأقل».
    pub(super) fn behind_number(&self, number: &Number) -> usize {
        let end = number.tokens.end;
        let marked = number.extent.start < number.tokens.start
            && matches!(self.form(number.tokens.start - 1), "(" | "\"" | "«")
            && matches!(self.form(end), ")" | "\"" | "»");
        let end = if marked { end + 1 } else { end };
        let bounds =
            |h: &Hit| h.end as usize == number.extent.end && self.lexicon.tables.bounds.get(h.row()).is_some_and(|b| b.side == Side::After);
        if self.document.hits.of(end, Subject::Bound).any(bounds) { number.extent.end } else { end }
    }

    /// «مقتل سبعة من قادة التنظيم»: of whom the number counts some, where right before it stands a word that is said of
    /// people.
    pub(super) fn some_of(&self, number: &Number) -> Option<Group> {
        let of = self.behind_number(number);
        let whom = of + 1;
        let others = self.is_digits(whom)
            || self.is_number_word(whom)
            || self.in_time(whom)
            || self.word(whom, WordRole::Preposition).is_some()
            || self.form(whom).ends_with(THINGS)
            || self.mentions.beginning_in(whom..whom + 1).iter().any(|m| self.mentions.entity(m).kind == EntityType::Place);
        if !self.is_of(of) || others || !self.befalls_people(self.behind_adverbs(number.extent.start)) {
            return None;
        }
        let party = |m: &&crate::mention::Mention| matches!(self.mentions.entity(m).kind, EntityType::Organisation | EntityType::Group);
        let mention = self.mentions.beginning_in(whom + 1..whom + 2).iter().find(party);
        let corps = || self.corps(whom + 1).map(|(group, _)| group);
        Some(corps().or_else(|| mention.map(|m| self.party(m))).unwrap_or(Group::All))
    }

    /// «تجاوز عدد القتلى 300»: how a verb before «the number of» bounds a number that nothing nearer bounds.
    pub(super) fn bound_by_count(&self, number: &Number) -> Number {
        let count = self.counted_before(number.tokens.start);
        let exact = number.qualifier == Qualifier::Exact && number.low == number.high;
        let (low, high, qualifier) = match count.filter(|_| exact).and_then(|count| self.bounding_verb(count)) {
            Some(Qualifier::MoreThan) => (number.low.map(|n| n + 1.0), None, Qualifier::MoreThan),
            Some(Qualifier::About) => (number.low, number.high, Qualifier::About),
            Some(Qualifier::UpTo) => (None, number.high, Qualifier::UpTo),
            Some(Qualifier::AtLeast) => (number.low, None, Qualifier::AtLeast),
            _ => return number.clone(),
        };
        Number { low, high, qualifier, ..number.clone() }
    }

    /// The word for «the number of» whose number a token is.
    fn counted_before(&self, at: usize) -> Option<usize> {
        const REACH: usize = 6;
        (at.saturating_sub(REACH).max(self.sentence_start(at))..at)
            .rev()
            .take_while(|t| !self.is_digits(*t) && !self.is_number_word(*t) && !matches!(self.form(*t), "،" | "." | ":" | "الي"))
            .find(|t| self.word(*t, WordRole::Count).is_some())
    }

    /// «عدد القتلى بلغ، حتى مساء السبت، 1305»: whether a count is told to reach the number at a token, with nothing but a time between.
    pub(super) fn reaches_in_time(&self, at: usize) -> bool {
        const REACH: usize = 10;
        let aside = |t: &usize| {
            self.in_time(*t)
                || self.form(*t) == "،"
                || self.word(*t, WordRole::Preposition).is_some()
                || self.word(*t, WordRole::Reaches).is_some()
        };
        let timed = at > 0 && (self.in_time(at - 1) || self.form(at - 1) == "،" && at > 1 && self.in_time(at - 2));
        timed
            && (at.saturating_sub(REACH).max(self.sentence_start(at))..at)
                .rev()
                .take_while(aside)
                .any(|t| self.word(t, WordRole::Reaches).is_some() && self.counted_before(t).is_some())
    }

    /// How the verb right before a word bounds what is counted: «لا يتجاوز عدد».
    fn bounding_verb(&self, count: usize) -> Option<Qualifier> {
        bound_before(self.document, self.lexicon, count).map(|(qualifier, _)| qualifier)
    }

    /// Whether a word that befalls people only ends right before a token.
    fn befalls_people(&self, at: usize) -> bool {
        (at.saturating_sub(2)..at).any(|t| {
            self.measure_word(t).filter(|h| h.end as usize == at).and_then(|h| self.lexicon.tables.measures.get(h.row())).is_some_and(|w| {
                let people = matches!(
                    w.measure,
                    Measure::Killed | Measure::Wounded | Measure::Missing | Measure::Detained | Measure::Evacuated | Measure::Displaced
                );
                people && !w.near
            })
        })
    }

    /// «قتل أمس ستة», «قتل فيها العشرات», «توفي منهم 465»: where what stands between a verb and its count begins.
    fn behind_adverbs(&self, at: usize) -> usize {
        // «وأصيب (148)»
        let mut at = if at > 0 && matches!(self.form(at - 1), "(" | "\"" | "«") { at - 1 } else { at };
        // A time and one word with a pronoun.
        for _ in 0..2 {
            let time = self.times.expressions.iter().find(|t| t.tokens.end == at).map(|t| t.tokens.start);
            let pronoun = || {
                let hits = |t: usize| self.document.hits.of(t, Subject::Word);
                let preposition = |h: &Hit| particle::is(self.lexicon, h, WordRole::Preposition);
                at.checked_sub(1).filter(|t| hits(*t).any(|h| h.pronoun && h.prefix.is_empty() && preposition(h)))
            };
            let among = || self.word_before(at, WordRole::Among).map(|w| w.start);
            // «قتل في درنة 31»
            let place = || {
                let within = at.saturating_sub(PLACE_NAME)..at;
                let named = self.mentions.beginning_in(within).iter().find(|m| m.tokens.end == at)?;
                let is_in = named.tokens.start > 0 && self.form(named.tokens.start - 1) == "في";
                (is_in && self.mentions.entity(named).kind == EntityType::Place).then(|| named.tokens.start - 1)
            };
            let Some(start) = time.or_else(pronoun).or_else(among).or_else(place) else { break };
            at = start;
        }
        at
    }

    /// Whether what stands behind a number is no noun that it counts.
    pub(super) fn closes(&self, number: &Number) -> bool {
        let end = number.extent.end.max(number.tokens.end);
        end >= self.document.len()
            || matches!(
                self.form(end),
                "،" | "." | "," | ")" | "\n" | "\"" | "»" | "؛"
            )
            || self.in_time(end)
            || self.has_prefix(end, Prefix::AND | Prefix::BY)
            || self.is_in_region(end)
            || self.word(end, WordRole::Preposition).is_some() && !self.is_of(end)
            || self.is_of(end) && self.is_place(end + 1)
            || self.word(end, WordRole::Besides).is_some()
            || [WordRole::Conjunction, WordRole::Turn, WordRole::Majority].iter().any(|role| self.word(end, *role).is_some())
            || self.word(end, WordRole::Among).is_some()
            || self.word(end, WordRole::Met).is_some()
            || self.word(end, WordRole::Manner).is_some()
            || self.word(end, WordRole::Relative).is_some()
            // «إصابة نحو 100 يعالجون», «إصابة 30 نقلوا إلى المستشفى»
            || self.form(end).starts_with('ي') && self.form(end).ends_with("ون")
            || self.form(end).ends_with("وا")
            || self.word(end, WordRole::Still).is_some()
            // «مقتل 12 شرق المدينة»
            || self.word(end, WordRole::PlacePart).is_some() && !self.is_of(end)
            || self.begins_source(end)
            || self.measure_word(end).is_some()
    }

    /// «1452 بإقليم الوادي»: whether a word for a kind of place stands at a token, with «in» attached to it.
    pub(super) fn is_in_region(&self, at: usize) -> bool {
        self.document.hits.of(at, Subject::Word).any(|h| h.prefix == Prefix::BY && particle::is(self.lexicon, h, WordRole::PlaceNoun))
    }

    /// «نزح 40 ألفا من مخيمات الوادي»: whether a place is named at a token.
    fn is_place(&self, at: usize) -> bool {
        let noun = [WordRole::PlaceNoun, WordRole::PlaceNouns, WordRole::Shelter].iter().any(|role| self.word(at, *role).is_some());
        let named = |m: &crate::mention::Mention| self.mentions.entity(m).kind == EntityType::Place;
        noun || self.mentions.beginning_in(at..at + 1).iter().any(named)
    }

    /// «بحسب», «وفقا لـ»: whether a token begins a phrase that names a source.
    fn begins_source(&self, at: usize) -> bool {
        let names = |h: &Hit| self.lexicon.tables.cues.get(h.row()).is_some_and(|cue| cue.frames.contains(&Frame::Source));
        self.document.hits.of(at, Subject::Cue).any(names)
    }

    /// A number without a noun: «مقتل 45 وإصابة 120», «حصيلة القتلى إلى 45».
    pub(super) fn bare_number_counts(&self, number: &Number) -> bool {
        let end = number.extent.end.max(number.tokens.end);
        let before = self.form(number.extent.start.wrapping_sub(1));
        let measured = self.measure_word(end).is_some();
        let verb = self.behind_adverbs(number.extent.start);
        // «لا يزيد عدد المصابين على 300»
        let bounded =
            number.qualifier != Qualifier::Exact && self.word(number.extent.start.wrapping_sub(1), WordRole::Preposition).is_some();
        // «بلغ عدد الضحايا المدنيين 149»
        let counted = || {
            let reached = |count: usize| (count.saturating_sub(2)..count).any(|t| self.word(t, WordRole::Reaches).is_some());
            self.counted_before(number.tokens.start).is_some_and(reached)
        };
        // «بلغ عدد القتلى 20 والمصابين 30»
        let listed = || {
            let at = number.extent.start.wrapping_sub(1);
            self.noun(at).is_some_and(|n| n.definite() && n.prefix.contains(Prefix::AND) && !n.singular() && n.counted.measure.is_some())
        };
        let introduced = before == ":"
            || counted()
            || listed()
            || bounded && self.counted_before(number.tokens.start).is_some_and(|count| self.bounding_verb(count).is_some())
            || (number.extent.start.saturating_sub(1)..number.tokens.start).any(|t| self.word(t, WordRole::Reaches).is_some())
            || self.reaches_in_time(number.extent.start)
            // «عدد المصابين يتجاوز 50»
            || (verb.saturating_sub(3)..verb).any(|t| self.document.hits.of(t, Subject::MeasureWord).any(|h| h.end as usize == verb));
        self.closes(number) && (introduced || measured)
    }
}
