//! Nouns that are their own number: «طفلان», «مقتل شخص», «إصابة آخر», «سبعة مدنيين وجندي».

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CountedKind, NumberPart, Side, WordRole};
use isnad_model::{EntityType, Group, Measure, Qualifier};
use isnad_text::number::bound_before;
use rustc_hash::FxHashSet;

use super::{FigureRead, Noun, Reader, measure};
use crate::particle;

/// The most that are counted with a plural: beyond it the singular joined to their noun is counted with them.
const FEW: f64 = 10.0;

/// How far behind «one of» some the verb may stand that says what befell the one, in tokens.
const VERB_REACH: usize = 5;

/// How far behind a count one more may be told of, in tokens.
const NEXT: usize = 3;

/// How far before a noun it may be denied, in tokens.
const NOT: usize = 3;

/// How far behind who kills a relative may stand who is killed, in tokens.
const VICTIM_REACH: usize = 3;

impl Reader<'_> {
    /// The figure of a noun that begins at a token where no number does.
    pub(super) fn of_noun(&self, at: usize, found: &[FigureRead]) -> Option<FigureRead> {
        if let Some(length) = self.times.durations.iter().any(|d| d.tokens.start == at).then(|| self.of_length(at)) {
            return length;
        }
        if let Some(one) = self.of_some(at) {
            return Some(one);
        }
        // «طالبان» is no two students.
        if self.document.hits.of(at, Subject::Organisation).next().is_some() {
            return None;
        }
        if let Some(noun) = self.noun(at) {
            let hit = self.document.hits.of(at, Subject::Counted).find(|h| h.features.contains(Features::DUAL));
            if let Some(dual) = hit.and_then(|h| self.noun_of(h)) {
                return self.of_dual(at, &dual, found);
            }
            let indefinite = noun.singular() && !noun.definite() && noun.counted.kind == CountedKind::Person;
            if let Some(case) = self.of_case(&noun).filter(|_| indefinite && !self.number_before(at)) {
                return Some(case);
            }
            return (indefinite && !self.number_before(at)).then(|| self.of_one(&noun, found)).flatten();
        }
        if let Some(two) = self.of_two_of_a_people(at) {
            return Some(two);
        }
        // «وأصيب آخران»: two others.
        if self.form(at) == "اخران"
            && let Some((measure, from)) = measure::directly_before(self, at)
        {
            return Some(self.figure(from..at + 1, measure, Some(2.0), Some(2.0), Qualifier::Exact, Group::All));
        }
        // إصابة آخر
        if self.form(at) == "اخر"
            && !self.kills_kin(at + 1)
            && let Some((measure, from)) = measure::directly_before(self, at)
        {
            return Some(self.lone(from..at + 1, measure, Group::All));
        }
        None
    }

    /// «مقتل جنديين وإصابة ثالث»: one more like those counted right before.
    pub(super) fn of_next(&self, at: usize, found: &[FigureRead]) -> Option<FigureRead> {
        let last = found.last().filter(|f| f.counts_people() && f.tokens.start >= self.sentence_start(at) && f.tokens.end + NEXT >= at)?;
        let next = |h: &isnad_lexicon::Hit| {
            let word = self.lexicon.tables.numbers.get(h.row());
            h.prefix.is_empty()
                && word.is_some_and(|w| w.part == NumberPart::Ordinal && last.low == Some(w.value - 1.0) && last.high == last.low)
        };
        self.document.hits.of(at, Subject::NumberWord).find(|h| next(h))?;
        let (measure, from) = measure::directly_before(self, at)?;
        Some(self.one(from..at + 1, measure, last.group.clone()))
    }

    /// «استشهد فلسطينيان», «سوريان قتلا»; not «جنديان تركيان», where it says whose the two are.
    fn of_two_of_a_people(&self, at: usize) -> Option<FigureRead> {
        let two = |h: &isnad_lexicon::Hit| h.prefix.is_empty() && h.features.contains(Features::DUAL) && self.form(at).ends_with("ان");
        self.document.hits.of(at, Subject::Demonym).find(|h| two(h))?;
        if at > 0 && self.form(at - 1).ends_with("ان") {
            return None;
        }
        let (measure, tokens) = measure::find_words(self, at, at + 1, at, true, true)?;
        Some(self.figure(tokens, measure, Some(2.0), Some(2.0), Qualifier::Exact, Group::All))
    }

    /// One, by a word that says so.
    fn one(&self, tokens: std::ops::Range<usize>, measure: Measure, group: Group) -> FigureRead {
        self.figure(tokens, measure, Some(1.0), Some(1.0), Qualifier::Exact, group)
    }

    /// One, as a noun in the singular says, with no word for the number: see [`Reader::drop_lone`].
    fn lone(&self, tokens: std::ops::Range<usize>, measure: Measure, group: Group) -> FigureRead {
        FigureRead { unnumbered: true, ..self.one(tokens, measure, group) }
    }

    /// Drops persons without a number in whose sentence nobody is counted: «مقتل جندي» tells who died, «مقتل جندي وإصابة ثلاثة» is
    /// a toll.
    pub(super) fn drop_lone(&self, found: &mut Vec<FigureRead>) {
        let sentence = |f: &FigureRead| self.document.sentence_of(f.tokens.start);
        let counted: FxHashSet<usize> = found.iter().filter(|f| !f.unnumbered && f.counts_people()).map(sentence).collect();
        retain(found, |f| !f.unnumbered || counted.contains(&sentence(f)));
    }

    /// «طفلان», «شوشا (انتهاكان)», «مسلحين اثنين»
    fn of_dual(&self, at: usize, noun: &Noun, found: &[FigureRead]) -> Option<FigureRead> {
        // «مدنيين» is dual or plural in writing: dual after و or بينهم or before «two», where no number stands before it.
        let ambiguous = self.document.hits.of(at, Subject::Counted).any(|h| h.features.contains(Features::PLURAL));
        // «مسلحين اثنين», «عسكريين تركيين اثنين»
        let is_two = |t: usize| {
            let mut words = self.document.hits.of(t, Subject::NumberWord).filter_map(|h| self.lexicon.tables.numbers.get(h.row()));
            words.any(|n| n.part == NumberPart::Unit && n.value == 2.0)
        };
        let end = noun.tokens.end;
        let described = ["ين", "ان"].iter().any(|ending| self.form(end - 1).ends_with(ending) && self.form(end).ends_with(ending));
        let far_two = described && is_two(end + 1);
        let two = far_two || is_two(end) || noun.tokens.len() > 1 && is_two(end - 1);
        // «تضم وزراء ومسؤولين أمنيين»: what is joined to no count is no two.
        let listed = self.is_counted_list(at)
            && (self.word_before(at, WordRole::Among).is_some() || found.last().is_some_and(|f| f.tokens.end == at));
        if noun.definite() || ambiguous && !two && !listed || self.number_before(at) {
            return None;
        }
        // «امرأتين عضوين»: what the two counted before are.
        let dual = |t: usize| self.document.hits.of(t, Subject::Counted).any(|h| h.features.contains(Features::DUAL));
        if noun.prefix.is_empty() && at > 0 && dual(at - 1) && self.word(at - 1, WordRole::Others).is_none() {
            return None;
        }
        // «تفجيران انتحاريان»: an adjective of two things.
        let same = |ending: &str| at > 0 && self.form(at).ends_with(ending) && self.form(at - 1).ends_with(ending);
        if !two && (same("ان") || same("ين") && self.noun(at - 1).is_none() && self.form(at - 1).chars().count() > 4) {
            return None;
        }
        if matches!(noun.counted.kind, CountedKind::Unit | CountedKind::Other) {
            return None;
        }
        let person = noun.counted.kind == CountedKind::Person;
        let (group, end) = self.group(noun);
        let end = if far_two { end + 2 } else { end };
        let (measure, tokens) = match noun.counted.measure {
            Some(own @ (Measure::Detained | Measure::Displaced)) => measure::befell(self, at, end, at).unwrap_or((own, at..end)),
            Some(own) => (own, at..end),
            // «مقتل أربعة جنود ومدنيين اثنين»: what is joined to a count befell them too.
            None => match found
                .last()
                .filter(|f| listed && f.tokens.end == at)
                .map(|f| (f.measure, at..end))
                .or_else(|| measure::find_words(self, at, end, at, person, true))
            {
                Some(found) => found,
                None if person && self.is_counted_list(at) => (Measure::People, at..end),
                None => return None,
            },
        };
        Some(self.figure(tokens, measure, Some(2.0), Some(2.0), Qualifier::Exact, group))
    }

    /// «مقتل شخص», «لقي رجل مصرعه», «إن متطرفا قتل», «سبعة مدنيين وجندي», «بينهم امرأة».
    fn of_one(&self, noun: &Noun, found: &[FigureRead]) -> Option<FigureRead> {
        let at = noun.tokens.start;
        let (group, end) = self.group(noun);
        let bare = noun.prefix.is_empty();
        // «وإصابة» begins a count of its own; «مقتل قائد الفرقة» and «وفاة شقيقه» tell who it was.
        let told = self.document.hits.of(at, Subject::Counted).any(|h| h.pronoun)
            || self.form(at).ends_with('ه') && !self.document.folded.tokens[at].marbuta
            || self.lexicon.clitics().cuts(self.form(noun.tokens.end)).any(|(_, prefix)| prefix == Prefix::ARTICLE)
            || self.mentions.all.iter().any(|m| m.tokens.contains(&at) && self.mentions.entity(m).kind == EntityType::Person);
        if told || self.measure_word(at).is_some() {
            return None;
        }
        let before = bare.then(|| measure::directly_before(self, at)).flatten();
        if let Some((told, from)) = before.or_else(|| measure::met(self, noun.tokens.clone())) {
            let measure = noun.counted.measure.unwrap_or(told);
            let other = matches!(measure, Measure::Detained | Measure::Displaced) && noun.counted.measure.is_some_and(|own| own != told);
            let kills = self.kills_kin(noun.tokens.end) || self.kills_counted(end);
            return (!other && !kills).then(|| self.lone(from..end, measure, group));
        }
        if noun.counted.measure.is_none()
            && bare
            && self.word_before(at, WordRole::That).is_some()
            && let Some(verb) = self.measure_word(end).filter(|h| h.prefix.is_empty())
            // «إن جنديا فقد ساقه»: what he lost is told.
            && !(measure::of(self, verb) == Some(Measure::Missing) && self.form(verb.end as usize).ends_with('ه'))
            && verb.features.contains(Features::PAST)
            && !verb.features.intersects(Features::PLURAL | Features::DUAL)
        {
            let measure = measure::of(self, verb)?;
            return Some(self.lone(at..verb.end as usize, measure, group));
        }
        let last = found.last().filter(|f| f.counts_people())?;
        // «أربعة مدنيين وجندي»; «13 جنديا وشرطيا» are thirteen together, and «وطالب» may begin what somebody said.
        if last.high.is_some_and(|most| most <= FEW)
            && self.document.hits.of(at, Subject::Cue).next().is_none()
            && noun.prefix == Prefix::AND
            && last.tokens.end == at
            && last.measure != Measure::Population
        {
            return Some(self.lone(at..end, noun.counted.measure.unwrap_or(last.measure), group));
        }
        // «بينهم امرأة»: only where it says who they are.
        let telling = group != Group::All && noun.counted.measure.is_none();
        let among = telling && bare && self.word_before(at, WordRole::Among).is_some_and(|w| w.start <= last.tokens.end + 3);
        let whole = among && last.measure != Measure::Population && last.tokens.start >= self.sentence_start(at);
        whole.then(|| self.lone(at..end, last.measure, group))
    }

    /// «سبع إصابات وحالة وفاة», «وفاة واحدة»: one of those that befell somebody.
    fn of_case(&self, noun: &Noun) -> Option<FigureRead> {
        let measure = noun.counted.measure.filter(|m| matches!(m, Measure::Killed | Measure::Wounded | Measure::Missing))?;
        let (start, end) = (noun.tokens.start, noun.tokens.end);
        // «لم تسقط ضحية واحدة»
        let not = (start.saturating_sub(NOT)..start).any(|t| self.word(t, WordRole::Not).is_some());
        if not || !noun.prefix.difference(Prefix::AND).is_empty() {
            return None;
        }
        let one = self.document.hits.of(end, Subject::NumberWord).filter(|h| h.prefix.is_empty());
        let mut one = one.filter_map(|h| self.lexicon.tables.numbers.get(h.row()));
        if one.any(|n| n.part == NumberPart::Unit && n.value == 1.0) {
            return Some(self.one(start..end + 1, measure, Group::All));
        }
        (noun.tokens.len() > 1).then(|| self.lone(start..end, measure, Group::All))
    }

    /// «استشهاد أحد أفرادها»: one of several.
    fn of_some(&self, at: usize) -> Option<FigureRead> {
        let one = self.document.hits.of(at, Subject::NumberWord).find(|h| {
            h.prefix.is_empty() && self.lexicon.tables.numbers.get(h.row()).is_some_and(|n| n.part == NumberPart::Eleven && n.value == 1.0)
        })?;
        let noun =
            self.counted(one.end as usize).filter(|n| n.features.contains(Features::PLURAL) && n.counted.kind == CountedKind::Person)?;
        let (group, end) = self.group(&noun);
        if let Some((measure, from)) = measure::directly_before(self, at) {
            // «يقتل أحد الأبناء والده»
            return (!self.kills_kin(end)).then(|| self.one(from..end, measure, group));
        }
        // «إن أحد جنود القوة توفي»
        self.word_before(at, WordRole::That)?;
        let verb = (end..end + VERB_REACH)
            .take_while(|t| self.form(*t) != "،")
            .find_map(|t| self.measure_word(t).filter(|h| h.prefix.is_empty()))?;
        let one = verb.features.contains(Features::PAST) && !verb.features.intersects(Features::PLURAL | Features::DUAL);
        let measure = measure::of(self, verb)?;
        one.then(|| self.one(at..end, measure, group))
    }

    /// «قتل رجل زوجته»: the verb's subject is no victim.
    fn kills_kin(&self, from: usize) -> bool {
        (from..from + VICTIM_REACH).any(|t| {
            self.document.hits.of(t, Subject::Word).any(|h| {
                let kin = particle::is(self.lexicon, h, WordRole::Kin);
                kin && h.prefix.is_empty() && (h.pronoun || self.form(t).ends_with('ه'))
            })
        })
    }

    /// «قتل انتحاري، يشتبه بأنه من التنظيم، 32 شخصا»: behind what is put in between stands the verb's object.
    fn kills_counted(&self, end: usize) -> bool {
        let object = |at: usize| (self.is_digits(at) || self.is_number_word(at)) && !self.is_joined(at);
        self.closing_comma(end).is_some_and(|close| object(close + 1))
    }

    /// «مقتل شخص على الأقل», «لقي جنديان، على الأقل، مصرعهما»: what bounds a noun that is its own number.
    pub(super) fn bound_noun(&self, figure: &mut FigureRead) {
        if figure.low == Some(2.0) && figure.high == Some(2.0) && figure.counts_people() {
            self.bound_dual(figure);
        }
        let end = figure.tokens.end;
        let aside = self.behind_aside(end);
        let start = if aside > end { end + 1 } else { end };
        let at_least = |h: &isnad_lexicon::Hit| {
            let bound = self.lexicon.tables.bounds.get(h.row());
            bound.is_some_and(|b| b.side == Side::After && b.qualifier == Qualifier::AtLeast) && h.prefix.is_empty()
        };
        let Some(hit) = self.document.hits.of(start, Subject::Bound).find(|h| at_least(h)) else { return };
        let next = hit.end as usize;
        if figure.counts_people() && figure.low == figure.high && !self.is_digits(next) && !self.is_number_word(next) {
            (figure.high, figure.qualifier, figure.tokens.end) = (None, Qualifier::AtLeast, next);
            figure.unnumbered = false;
        }
    }

    /// «ما لا يقل عن شخصين»
    fn bound_dual(&self, figure: &mut FigureRead) {
        let noun = |t: &usize| self.document.hits.of(*t, Subject::Counted).any(|h| h.features.contains(Features::DUAL));
        let Some(at) = figure.tokens.clone().find(noun) else { return };
        let found = bound_before(self.document, self.lexicon, at);
        if let Some((qualifier, start)) = found.filter(|(bound, _)| matches!(bound, Qualifier::AtLeast | Qualifier::MoreThan)) {
            let more = if qualifier == Qualifier::MoreThan { 1.0 } else { 0.0 };
            (figure.low, figure.high, figure.qualifier) = (Some(2.0 + more), None, qualifier);
            figure.tokens.start = figure.tokens.start.min(start);
        }
    }

    fn number_before(&self, at: usize) -> bool {
        at > 0 && (self.is_number_word(at - 1) || self.is_digits(at - 1))
    }

    /// Whether a noun goes on with a list of counted people: after بينهم, a comma or و behind a figure.
    fn is_counted_list(&self, at: usize) -> bool {
        let joined = self.document.hits.of(at, Subject::Counted).any(|h| h.prefix.contains(Prefix::AND));
        let among = self.word_before(at, WordRole::Among).is_some();
        among || joined && at > 0 && self.document.hits.of(at - 1, Subject::Counted).next().is_some()
    }
}

/// Keeps some figures, and of what parts they are.
pub(super) fn retain(found: &mut Vec<FigureRead>, keep: impl Fn(&FigureRead) -> bool) {
    let kept: Vec<bool> = found.iter().map(keep).collect();
    let moved = |at: usize| kept.get(at).is_some_and(|k| *k).then(|| kept[..at].iter().filter(|k| **k).count());
    for figure in found.iter_mut() {
        figure.part_of = figure.part_of.and_then(moved);
    }
    let mut kept = kept.iter();
    found.retain(|_| kept.next().is_none_or(|k| *k));
}
