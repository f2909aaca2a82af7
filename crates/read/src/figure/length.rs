//! Durations and distances.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::subjects::{CountedKind, Side, WordRole};
use isnad_model::{EntityType, Group, Measure, Qualifier};
use isnad_text::number::{Number, NumberKind, bound_before};
use isnad_text::time::TimeUnit;

use super::{FigureRead, Noun, Reader};
use crate::letters;

/// How far before its years the word for an age may stand, in tokens.
const AGE_REACH: usize = 4;

/// The most decades that are counted: «45 عقدا» are contracts.
const DECADES: f64 = 12.0;

/// How long a list of ages may be before its last one, in tokens: «أعمارهم 3 و5 و9 و14 سنة».
const AGES: usize = 12;

impl Reader<'_> {
    /// A length that is told without a number: «يومين», «سنة كاملة».
    pub(super) fn of_length(&self, at: usize) -> Option<FigureRead> {
        let duration = self.times.durations.iter().find(|d| d.tokens.start == at)?;
        let tokens = duration.tokens.clone();
        let (qualifier, extent) = self.bound(tokens.clone());
        let (low, high) = match qualifier {
            Qualifier::AtLeast | Qualifier::MoreThan => (Some(duration.amount), None),
            Qualifier::LessThan | Qualifier::UpTo => (None, Some(duration.amount)),
            _ => (Some(duration.amount), Some(duration.amount)),
        };
        let number = Number { tokens: tokens.clone(), extent, kind: NumberKind::Cardinal, value: duration.amount, low, high, qualifier };
        self.of_duration(tokens, duration.unit, &number)
    }

    pub(super) fn of_duration(&self, tokens: Range<usize>, unit: TimeUnit, number: &Number) -> Option<FigureRead> {
        let bracketed = tokens.start > 0 && self.form(tokens.start - 1) == "(" && self.form(tokens.end) == ")";
        if bracketed
            || self.in_time(tokens.start)
            || self.is_numbered_pair(&tokens)
            || self.is_age(&tokens, unit, number)
            || unit == TimeUnit::Decade && (number.value == 1.0 || number.value > DECADES)
        {
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

    /// «الدقيقتين 10 و12», «العامين 2012 و2013»: two that have numbers of their own.
    fn is_numbered_pair(&self, tokens: &Range<usize>) -> bool {
        tokens.len() == 1 && letters::has_article(self.form(tokens.start)) && self.is_digits(tokens.end)
    }

    /// Whether years (of a child months or days, too) are somebody's age.
    fn is_age(&self, tokens: &Range<usize>, unit: TimeUnit, number: &Number) -> bool {
        let before = tokens.start.wrapping_sub(1);
        // «أعمارهم 3 و5 و9 و14 سنة»
        let listed = |t: &usize| self.is_digits(*t) || self.is_number_word(*t) || matches!(self.form(*t), "،" | "و");
        let head = (tokens.start.saturating_sub(AGES)..tokens.start).rev().take_while(listed).last().unwrap_or(tokens.start);
        if (head.saturating_sub(AGE_REACH)..tokens.start).any(|t| self.word(t, WordRole::Age).is_some())
            || self.is_of(tokens.end) && self.word(tokens.end + 1, WordRole::Age).is_some()
        {
            return true;
        }
        if unit != TimeUnit::Year {
            return false;
        }
        let exact = number.qualifier == Qualifier::Exact;
        // «وفاة فلان عن 22 عاما»
        let at_death = exact && self.form(before) == "عن";
        // «منتخب دون 20 عاما», «الأطفال أقل من 5 سنوات»
        let people =
            |t: usize| self.word(t, WordRole::Pronoun).is_some() || self.counted(t).is_some_and(|n| n.counted.kind == CountedKind::Person);
        let bare = !self.form(number.extent.start).starts_with('ل');
        let bounded = bare
            && matches!(number.qualifier, Qualifier::LessThan | Qualifier::MoreThan)
            && number.extent.start.checked_sub(1).is_some_and(people);
        let limit = bounded
            || self.word(number.extent.start, WordRole::AgeLimit).is_some()
            || self.word_before(tokens.start, WordRole::AgeLimit).is_some();
        // «امرأة 56 عاما»
        let of_person = |end: usize| {
            (end.saturating_sub(2)..end)
                .any(|t| self.noun(t).is_some_and(|n| n.tokens.end == end && n.counted.kind == CountedKind::Person && n.singular()))
        };
        // «محمد علاونة - 21 عاما», «شرطيا، 47 عاما،»
        let mark = matches!(self.form(before), "-" | "،" | "(");
        let named = self.mentions.all.iter().any(|m| m.tokens.end == before && self.mentions.entity(m).kind == EntityType::Person);
        let closes = matches!(self.form(tokens.end), "»" | "\"" | ")" | "-" | "،" | "(");
        // «كيه38 عاما»: run together with a name.
        let together = self.document.folded.touches_previous(tokens.start)
            && self.is_digits(tokens.start)
            && !self.lexicon.clitics().prefixes.iter().any(|(p, _)| p == self.form(before))
            && self.form(before).chars().all(char::is_alphabetic);
        at_death
            || limit
            || exact && (of_person(tokens.start) || together || mark && (named || of_person(before) || self.form(before) != "(" && closes))
    }

    pub(super) fn distance(&self, number: &Number, noun: &Noun) -> Option<FigureRead> {
        let far = (number.extent.start.saturating_sub(4)..number.extent.start)
            .any(|t| matches!(self.form(t), "بعد" | "مسافه" | "تبعد" | "يبعد" | "لمسافه" | "بطول" | "طوله" | "طول" | "قطر" | "دايره"));
        // Speed, height and area are no distances between places.
        let other = matches!(self.form(noun.tokens.end), "مربع" | "مربعا" | "في" | "/" | "مربعه" | "مكعب")
            && !self.is_of(noun.tokens.end + 1)
            || self.form(noun.tokens.end).starts_with("مربع")
            // «لمساحة 75 ألف كلم»
            || self.word_before(number.extent.start, WordRole::Area).is_some();
        if noun.counted.id == "metre" && !far || other {
            return None;
        }
        let tokens = number.extent.start..noun.tokens.end;
        let mut figure = self.figure(tokens, Measure::Distance, number.low, number.high, number.qualifier, Group::All);
        figure.unit = Some(noun.counted.id.clone());
        Some(figure)
    }

    /// The words that bound a length without a number.
    fn bound(&self, tokens: Range<usize>) -> (Qualifier, Range<usize>) {
        if let Some((qualifier, start)) = bound_before(self.document, self.lexicon, tokens.start) {
            return (qualifier, start..tokens.end);
        }
        for hit in self.document.hits.of(tokens.end, Subject::Bound) {
            if let Some(bound) = self.lexicon.tables.bounds.get(hit.row()).filter(|b| b.side == Side::After) {
                return (bound.qualifier, tokens.start..hit.end as usize);
            }
        }
        (Qualifier::Exact, tokens)
    }
}
