//! Counts with a number: «45 قتيلا», «مقتل 45 وإصابة 120», «ثلاثة منهم».

use isnad_lexicon::Subject;
use isnad_lexicon::fold::TokenKind;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CountedKind, NumberLinkPart, NumberPart, WordRole};
use isnad_model::{EntityType, Group, Measure, Qualifier, What};
use isnad_text::number::{Number, NumberKind};
use isnad_text::time::TimeUnit;

use super::{FigureRead, Noun, Reader, measure};

/// The largest count (2⁵³): beyond it a number is no longer told from its neighbours, and nobody counts so far.
const MOST: f64 = 9_007_199_254_740_992.0;

/// The most tokens of a bracket that stands between a count and its verb.
const BRACKET: usize = 8;

/// The most tokens of what stands between commas, the first comma among them.
const ASIDE: usize = 14;

/// How far behind a noun of the sick the name of what they have may stand, in tokens.
const DISEASE_REACH: usize = 3;

/// What a number counts, as far as its noun says.
struct Counts {
    end: usize,
    group: Group,
    /// The measure that the noun alone fixes.
    measure: Option<Measure>,
    kind: Option<CountedKind>,
    person: bool,
}

impl Reader<'_> {
    pub(super) fn of_number(&self, number: &Number, next: Option<&Number>, found: &[FigureRead]) -> Option<FigureRead> {
        if number.kind != NumberKind::Cardinal || self.in_time(number.tokens.start) || !(0.0..=MOST).contains(&number.value) {
            return None;
        }
        let start = number.tokens.start;
        // «نزوح 20 مليونا عام 2014»: a year, no length of years.
        let year = |d: &&isnad_text::time::Duration| d.unit == TimeUnit::Year && self.is_year(d.tokens.end);
        if let Some(duration) = self.times.durations.iter().find(|d| d.tokens.start == start).filter(|d| !year(d)) {
            return self.of_duration(duration.tokens.clone(), duration.unit, number);
        }
        let number = &self.bound_by_count(number);
        if self.is_old_value(number, next) || self.is_rate(number) || self.is_adjective(number) {
            return None;
        }
        if let Some(violations) = self.of_violations(number) {
            return Some(violations);
        }
        let counted = self.counted(number.tokens.end);
        if let Some(noun) = counted.filter(|n| n.counted.kind == CountedKind::Unit) {
            return self.distance(number, &noun);
        }
        let Counts { mut end, mut group, measure, kind, person } = self.what_is_counted(self.behind_number(number))?;
        // «وإصابة 11 آخرين», «26000 آخرين من المدنيين»
        let others = self.word(end, WordRole::Others).map(|others| others.end);
        end = others.unwrap_or(end);
        if group == Group::All
            && (others.is_some() || kind.is_none())
            && let Some(whose) = self.belonging_behind(end)
        {
            group = whose;
        }
        let found_measure = match measure {
            // «مقتل 15 سجينا»: what befell them counts more than what they are.
            Some(own @ (Measure::Detained | Measure::Displaced)) => {
                measure::befell(self, start, end, number.extent.start).or(Some((own, start..end)))
            }
            Some(own) => Some((own, start..end)),
            // «60 ألفا يعيشون في …», «ويعيش 60 ألفا في …»: what is said of them is where they are.
            None if self.word(end, WordRole::Stays).is_some() && !self.is_joined(end)
                || self.word_before(number.extent.start, WordRole::Stays).is_some() =>
            {
                None
            }
            None => measure::find(self, start, end, number, person)
                .or_else(|| self.is_toll_of_dead(number.extent.start).then_some((Measure::Killed, start..end))),
        };
        let (mut group, person) = match (kind, self.some_of(number)) {
            (None, Some(whom)) if !person => (whom, true),
            _ => (group, person),
        };
        let whole = kind.is_none().then(|| self.back_reference(number, found)).flatten();
        if let Some(whole) = whole.filter(|_| group == Group::All) {
            group = found[whole].group.clone();
        }
        let befallen = found_measure.as_ref().is_some_and(|(m, _)| matches!(m, Measure::Killed | Measure::Wounded | Measure::Detained));
        if group == Group::All
            && befallen
            && let Some(whose) = self.belonging_before(number.extent.start, found.last())
        {
            group = whose;
        }
        let total = kind.is_none() && self.is_total(number, found);
        let (measure, tokens) = match (found_measure, whole) {
            (Some(found), _) => found,
            (None, Some(whole)) => (found[whole].measure, start..end),
            _ if person
                && matches!(group, Group::All | Group::Civilians | Group::Children | Group::Women)
                && measure::sheltered(self, &(start..end)) =>
            {
                (Measure::Sheltered, start..end)
            }
            _ if kind == Some(CountedKind::Person) || total => (Measure::People, start..end),
            _ => return None,
        };
        if kind.is_none() && !person && whole.is_none() && !total && !self.bare_number_counts(number) {
            return None;
        }
        let mut tokens = number.extent.start.min(tokens.start)..number.extent.end.max(tokens.end);
        // «أصيب (148)»
        if tokens.start < start && self.form(start - 1) == "(" && self.form(tokens.end) == ")" {
            tokens.end += 1;
        }
        Some(self.figure(tokens, measure, number.low, number.high, number.qualifier, group))
    }

    /// What the words behind a number say that it counts. None where it counts what no figure counts.
    fn what_is_counted(&self, number_end: usize) -> Option<Counts> {
        let mut counts = Counts { end: number_end, group: Group::All, measure: None, kind: None, person: false };
        let of = self.is_of(number_end);
        // «23 من "العناصر"»
        let behind = self.behind_mark(number_end + 1);
        // «9 من أسرة واحدة»: of a family nine people, not nine families.
        if of
            && let Some(family) =
                self.counted(behind).filter(|n| n.counted.measure == Some(Measure::Families) && n.singular() && !n.definite())
        {
            return Some(Counts { end: family.tokens.end, kind: Some(CountedKind::Person), person: true, ..counts });
        }
        // «طالبان» is no two students.
        let body = |n: &Noun| n.features.contains(Features::DUAL) && self.document.hits.of(behind, Subject::Organisation).next().is_some();
        let some = || self.counted(behind).filter(|n| of && (n.definite() || !n.singular()) && !body(n));
        // «103 "مفقودون"»
        let marked = || self.counted(self.behind_mark(number_end)).filter(|n| n.counted.kind == CountedKind::Person);
        if let Some(noun) = self.counted(number_end).or_else(some).or_else(marked) {
            if noun.counted.kind == CountedKind::Other || self.is_miscounted(number_end, &noun) {
                return None;
            }
            (counts.group, counts.end) = self.group(&noun);
            counts.measure = noun.counted.measure;
            counts.kind = Some(noun.counted.kind);
            counts.person = noun.counted.kind == CountedKind::Person;
            // «سبعة من القتلى مدنيون»
            if of && let Some(whom) = self.counted(counts.end).filter(|n| n.counted.group.is_some() && !n.definite()) {
                (counts.group, counts.end) = self.group(&whom);
            }
            if self.is_sick(&counts) {
                counts.measure = None;
            }
            // «100 قتيل وجريح»: of both, and how many of each is not told.
            let befallen = |m: Option<Measure>| m.filter(|m| matches!(m, Measure::Killed | Measure::Wounded | Measure::Missing));
            if let Some(other) =
                self.noun(noun.tokens.end).filter(|n| n.prefix.contains(Prefix::AND) && n.features == noun.features && n.tokens.len() == 1)
                && let (Some(one), Some(other_measure)) = (befallen(noun.counted.measure), befallen(other.counted.measure))
                && one != other_measure
            {
                return Some(Counts {
                    end: other.tokens.end,
                    group: self.belonging(&other).unwrap_or(counts.group),
                    measure: Some(Measure::People),
                    ..counts
                });
            }
            // «250 شخصا بين قتيل وجريح»
            if counts.person
                && self.between(counts.end).and_then(|t| self.counted(t)).is_some_and(|n| n.counted.measure.is_some() && !n.definite())
            {
                counts.measure = Some(Measure::People);
            }
            return Some(counts);
        }
        if of {
            // «12 من قوات الأمن», «12 من الحوثيين»
            if let Some((group, end)) = self.corps(number_end + 1) {
                let group = if self.is_joined_by_others(end, &group) { Group::All } else { group };
                return Some(Counts { end, group, person: true, ..counts });
            }
            if let Some(mention) = self.mentions.beginning_in(number_end + 1..number_end + 2).first()
                && self.mentions.entity(mention).actor_type().is_some()
            {
                return Some(Counts { end: mention.tokens.end, group: self.party(mention), person: true, ..counts });
            }
        }
        // «80 بين قتيل وجريح», «120 ما بين رجال أمن ومواطنين»: how many of each is not told.
        if let Some(noun) = self.between(number_end).and_then(|t| self.counted(t)).filter(|n| n.counted.kind == CountedKind::Person) {
            let measure = noun.counted.measure.map(|_| Measure::People);
            return Some(Counts { end: noun.tokens.end, measure, kind: Some(CountedKind::Person), person: true, ..counts });
        }
        let stays = self.word(number_end, WordRole::Stays).is_some() && self.form(number_end).ends_with("ون");
        if stays {
            // «60 ألفا يعيشون في خيام»
            counts.person = true;
        } else if let Some(people) = self.people(number_end) {
            counts.end = people;
            counts.kind = Some(CountedKind::Person);
            counts.person = true;
        } else if let Some(others) = self.word(number_end, WordRole::Others) {
            counts.end = others.end;
            counts.person = true;
        }
        Some(counts)
    }

    /// «لست مسؤولا»: three to ten in words count no singular, so that word is no number.
    fn is_miscounted(&self, number_end: usize, noun: &Noun) -> bool {
        let few = |h: &isnad_lexicon::Hit| {
            let word = self.lexicon.tables.numbers.get(h.row());
            h.prefix.contains(Prefix::TO) && word.is_some_and(|w| w.part == NumberPart::Unit && w.value > 2.0)
        };
        let word = number_end.wrapping_sub(1);
        self.document.hits.of(word, Subject::NumberWord).any(few) && noun.singular() && noun.tokens.start == number_end
    }

    /// The token behind a quotation mark at a token, else the token.
    pub(super) fn behind_mark(&self, at: usize) -> usize {
        if matches!(self.form(at), "\"" | "«") { at + 1 } else { at }
    }

    /// One past the «between» that begins at a token.
    fn between(&self, at: usize) -> Option<usize> {
        let hits = self.document.hits.of(at, Subject::NumberLink);
        let between =
            |h: &&isnad_lexicon::Hit| self.lexicon.tables.number_links.get(h.row()).is_some_and(|l| l.part == NumberLinkPart::Between);
        hits.filter(|h| h.prefix.is_empty()).find(between).map(|h| h.end as usize)
    }

    /// «102 ألف مصاب بسرطان الرئة»: who has a disease is not wounded.
    fn is_sick(&self, counts: &Counts) -> bool {
        counts.measure == Some(Measure::Wounded)
            && (counts.end..counts.end + DISEASE_REACH).any(|t| self.word(t, WordRole::Disease).is_some())
    }

    /// «من 12 إلى 15»: the new one counts.
    fn is_old_value(&self, number: &Number, next: Option<&Number>) -> bool {
        number.tokens.start > 0
            && self.is_of(number.tokens.start - 1)
            && self.form(number.tokens.end) == "الي"
            && next.is_some_and(|n| n.tokens.start == number.tokens.end + 1)
    }

    /// «قتل 123 شخصا من أصل 212 كانوا فيها»: all of those of whom some were counted right before.
    fn is_total(&self, number: &Number, found: &[FigureRead]) -> bool {
        let of = self.word_before(number.extent.start, WordRole::Carries).filter(|w| w.len() > 1 && self.is_of(w.start));
        let part = found.last().filter(|f| f.counts_people() && f.high.is_none_or(|part| part <= number.value));
        of.zip(part).is_some_and(|(of, part)| part.tokens.end == of.start)
    }

    /// «خرق الجيش الهدنة 300 مرة»: how often, behind what is told to have been broken in the clause.
    fn of_violations(&self, number: &Number) -> Option<FigureRead> {
        let times = self.word(number.tokens.end, WordRole::Times)?;
        let start = number.extent.start;
        let clause = (self.sentence_start(start)..start).rev().take(ASIDE).take_while(|t| !matches!(self.form(*t), "،" | ":" | "؛"));
        let breaks = |t: usize| {
            self.document.hits.of(t, Subject::Trigger).any(|h| {
                let trigger = self.lexicon.tables.triggers.get(h.row());
                trigger.is_some_and(|t| t.what == Some(What::Violation))
            })
        };
        let agreement = |t: usize| self.word(t, WordRole::Truce).is_some();
        let clause: Vec<usize> = clause.collect();
        let broken = clause.iter().any(|t| breaks(*t)) && clause.iter().any(|t| agreement(*t));
        broken.then(|| self.figure(start..times.end, Measure::Violations, number.low, number.high, number.qualifier, Group::All))
    }

    /// «حافلة لكل 12 راكبا»
    fn is_rate(&self, number: &Number) -> bool {
        self.word_before(number.extent.start, WordRole::Each).is_some()
    }

    /// «عائلة واحدة», «جهة واحدة»: «one» behind its noun is an adjective, and counts nothing of its own.
    fn is_adjective(&self, number: &Number) -> bool {
        let before = number.tokens.start.wrapping_sub(1);
        let measured = |t: usize| self.measure_word(t).is_some_and(|h| h.end as usize == number.extent.start);
        number.value == 1.0
            && number.qualifier == Qualifier::Exact
            && !self.is_digits(number.tokens.start)
            && self.form(before).chars().all(char::is_alphabetic)
            && !self.is_of(number.tokens.end)
            && !self.is_joined(number.tokens.start)
            && !(number.tokens.start.saturating_sub(3)..number.tokens.start).any(measured)
    }

    /// «ثلاثة منهم في مكمن»: of those counted last; the figure they are a part of.
    fn back_reference(&self, number: &Number, found: &[FigureRead]) -> Option<usize> {
        let among = self.word(number.tokens.end, WordRole::Among).is_some();
        // «بينهم 5 في حالة خطرة», «بينهم 1404 حالاتهم خطرة»: a number with no noun behind it counts those before.
        let end = number.tokens.end;
        let of_them = self.form(end).ends_with("وا") || self.form(end).ends_with("هم") || self.form(end).ends_with("ون");
        let introduced = self.word_before(number.extent.start, WordRole::Among).is_some() && (of_them || self.closes(number));
        let last = found.iter().rposition(|f| f.counts_people() && f.low.or(f.high).is_none_or(|whole| whole >= number.value))?;
        let from = self.sentence_start(number.tokens.start);
        ((among || introduced) && found[last].tokens.start >= from).then_some(last)
    }

    /// «قتل أربعة في دونيتسك، وخمسة في خيرسون»: a number that goes on with the count before it, elsewhere.
    pub(super) fn of_list(&self, number: &Number, last: Option<&FigureRead>) -> Option<FigureRead> {
        let at = number.tokens.start;
        let last = last.filter(|f| f.counts_people() && self.document.sentence_of(f.tokens.start) == self.document.sentence_of(at))?;
        let joined = self.form(at).starts_with('و') || at > 0 && self.form(at - 1) == "و";
        // «و35 من نابلس»
        let end = number.tokens.end;
        let from_place = || {
            let named = |m: &crate::mention::Mention| self.mentions.entity(m).kind == EntityType::Place;
            self.is_of(end) && self.mentions.beginning_in(end + 1..end + 3).iter().any(named)
        };
        let elsewhere = self.form(end) == "في" || self.is_in_region(end) || from_place();
        let counted = number.kind == NumberKind::Cardinal && !self.in_time(at) && number.value >= 1.0;
        (joined && elsewhere && counted).then(|| {
            let tokens = number.extent.clone();
            self.figure(tokens, last.measure, number.low, number.high, number.qualifier, last.group.clone())
        })
    }

    /// «وتضرر 4000», «وعاد 400»: whether a token is a joined word that is neither people nor a measure nor a name.
    pub(super) fn is_deed_of_others(&self, at: usize) -> bool {
        let known = [
            Subject::Counted,
            Subject::MeasureWord,
            Subject::NumberWord,
            Subject::Bound,
            Subject::Word,
            Subject::Demonym,
            Subject::GivenName,
            Subject::Role,
            Subject::GroupNoun,
        ];
        self.is_joined(at)
            && self.document.folded.tokens[at].kind == TokenKind::Word
            && known.iter().all(|subject| self.document.hits.of(at, *subject).next().is_none())
            && !self.in_time(at)
            && !self.mentions.all.iter().any(|m| m.tokens.contains(&at))
    }

    fn is_year(&self, at: usize) -> bool {
        self.form(at).len() == 4 && self.form(at).bytes().all(|b| b.is_ascii_digit())
    }

    /// The token behind a bracket that opens at a token, else the token.
    pub(super) fn behind_bracket(&self, at: usize) -> usize {
        if self.form(at) != "(" {
            return at;
        }
        (at + 1..at + BRACKET).find(|t| self.form(*t) == ")").map_or(at, |t| t + 1)
    }

    /// «25 شخصا، معظمهم من المدنيين، قتلوا», «جنديان، على الأقل، قتلا»: the token behind what is put in between, else the token.
    pub(super) fn behind_aside(&self, at: usize) -> usize {
        let bounds = || self.document.hits.of(at + 1, Subject::Bound).any(|h| self.form(h.end as usize) == "،");
        let of_them = || self.word(at + 1, WordRole::Majority).is_some() || self.word(at + 1, WordRole::Among).is_some();
        let opens = self.form(at) == "،" && (of_them() || bounds());
        self.closing_comma(at).filter(|_| opens).map_or(at, |close| close + 1)
    }

    /// The comma that closes what the comma at a token puts in between.
    pub(super) fn closing_comma(&self, at: usize) -> Option<usize> {
        let closing = (at + 1..at + ASIDE).find(|t| matches!(self.form(*t), "،" | "."))?;
        (self.form(at) == "،" && self.form(closing) == "،").then_some(closing)
    }
}
