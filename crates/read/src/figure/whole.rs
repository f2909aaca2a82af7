//! Figures that are a part of others: «بينهم طفلان», «سبعة من القتلى», «في شوشا (انتهاكان)».

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::WordRole;
use isnad_model::{Measure, Qualifier};

use super::{FigureRead, Reader, measure};

/// How far behind «بينهم» its first number may stand, past the words that bound it, in tokens.
const AMONG_REACH: usize = 5;

/// How far apart the parts of a list may stand, in tokens: «995 طفلاً دون سن الـ18، 681 مواطنة».
const LIST_GAP: usize = 8;

impl Reader<'_> {
    /// Gives people of whom nothing is said the measure of those they belong to or are counted with.
    pub(super) fn inherit(&self, figure: &mut FigureRead, found: &[FigureRead]) {
        // «أربع جثث وثلاثة ناجين»: those whose noun says what became of them are counted for themselves.
        let told = |t: usize| self.noun(t).is_some_and(|n| n.counted.measure == Some(Measure::People));
        if figure.measure != Measure::People || figure.tokens.clone().any(told) {
            return;
        }
        // «سبعة من القتلى بينهم طفلان»: a part has its whole's measure.
        if let Some(whole) = self.whole_among(figure, found) {
            figure.measure = found[whole].measure;
            return;
        }
        let Some(last) = found.last().filter(|f| f.counts_people()) else { return };
        // «القتلى أربعة مدنيين وشرطيان»: what is joined to a count is counted with it.
        let at = figure.tokens.start;
        let joined = last.tokens.end == at && self.form(at).starts_with('و')
            // «17 جنديا و36 عنصرا»: before digits «and» stands alone.
            || last.tokens.end + 1 == at && self.form(last.tokens.end) == "و";
        // «هم 995 طفلا …، 681 مواطنة … و3168 رجلا»: the list of the parts goes on.
        if joined || last.part_of.is_some() && self.goes_on(last.tokens.end, figure.tokens.start) {
            figure.measure = last.measure;
        }
    }

    /// Whether nothing but the rest of a part stands between two figures.
    fn goes_on(&self, from: usize, to: usize) -> bool {
        to >= from
            && to - from <= LIST_GAP
            && self.document.sentence_of(from) == self.document.sentence_of(to)
            && !(from..to).any(|t| {
                self.measure_word(t).is_some()
                    || self.document.hits.of(t, Subject::Cue).next().is_some()
                    || [WordRole::Relative, WordRole::That, WordRole::Clause, WordRole::Carries]
                        .iter()
                        .any(|role| self.word(t, *role).is_some())
                    // «بينهم 5 أطفال، إثر انقلاب حافلة تقل 20»: what led to it parts them, where they are from does not.
                    || self.word(t, WordRole::Preposition).is_some()
                        && self.word(t, WordRole::AgeLimit).is_none()
                        && !self.is_of(t)
                        && self.form(t) != "في"
            })
    }

    /// Where «بينهم» or «هم» begins that says of whom the figure behind it is a part.
    fn introduces(&self, at: usize) -> bool {
        // «بينهم القيادي»: somebody named is no count.
        let counts = |t: usize| {
            let named =
                |h: &isnad_lexicon::Hit| h.prefix.contains(Prefix::ARTICLE) && !h.features.intersects(Features::PLURAL | Features::DUAL);
            self.is_digits(t) || self.is_number_word(t) || self.document.hits.of(t, Subject::Counted).any(|h| !named(h))
        };
        if let Some(among) = self.word(at, WordRole::Among) {
            return (among.end..among.end + AMONG_REACH).take_while(|t| !matches!(self.form(*t), "،" | "." | "\n")).any(counts);
        }
        // «هم ست نساء ورضيع»
        self.word(at, WordRole::Pronoun).is_some_and(|pronoun| counts(pronoun.end))
    }

    /// The figure of persons before the «بينهم» right before this one.
    fn whole_among(&self, figure: &FigureRead, found: &[FigureRead]) -> Option<usize> {
        let sentence = self.sentence_start(figure.tokens.start);
        let among = (figure.tokens.start.saturating_sub(3).max(sentence)..figure.tokens.start).find(|t| self.introduces(*t))?;
        let whole = found.iter().rposition(|f| f.tokens.start >= sentence && f.tokens.end <= among)?;
        found[whole].counts_people().then_some(whole)
    }

    /// The figure that this one is a part of: the one before «بينهم», the one of the killed it counts from.
    pub(super) fn whole_of(&self, figure: &FigureRead, found: &[FigureRead]) -> Option<usize> {
        let sentence = self.document.sentences.get(self.document.sentence_of(figure.tokens.start))?.tokens.clone();
        // A part is no greater than its whole.
        let holds = |whole: &FigureRead| match (whole.high, figure.low.or(figure.high)) {
            (Some(whole), Some(part)) => part <= whole,
            _ => true,
        };
        // «1462 مدنيا (299 امرأة)»
        if self.is_bracketed(figure)
            && let Some(last) = found.last().filter(|f| f.tokens.end + 1 == figure.tokens.start && f.measure == figure.measure && holds(f))
        {
            return found.iter().position(|f| f.tokens == last.tokens);
        }
        let among = (sentence.start..figure.tokens.start).rev().find(|t| self.introduces(*t));
        if let Some(among) = among {
            let whole = found
                .iter()
                .rposition(|f| f.tokens.start < among && f.measure == figure.measure && f.tokens.start >= sentence.start && holds(f));
            // A new measure word after «بينهم» begins a new count: «بينهم طفلان، وأصيب 20».
            let fresh = (among..figure.tokens.start).any(|t| measure::at(self, t).is_some_and(|m| m != figure.measure))
                // «بينهم قادة، وأكدوا مقتل عشرة»
                || self.measure_word(figure.tokens.start).is_some_and(|h| h.tokens().len() < figure.tokens.len())
                // Behind the first part a word of the same measure does, too: «بينهم طفلان، وقتل ثلاثة في الحي».
                // «وأصيب عشرة … مقتل 18 بينهم طفل، ووقوع جرحى»: a list goes on with parts of one whole.
                || found.last().is_some_and(|f| f.tokens.start > among)
                    && found.iter().rfind(|f| f.tokens.start < among && f.counts_people()).is_some_and(|f| f.measure != figure.measure)
                || found.last().filter(|f| f.tokens.start > among).is_some_and(|f| {
                    (f.tokens.end..figure.tokens.start + 1).any(|t| self.measure_word(t).is_some())
                });
            if whole.is_some() && !fresh {
                return whole;
            }
        }
        // «ثلاثة منهم»
        if self.word(figure.tokens.end, WordRole::Among).is_some() && !self.introduces(figure.tokens.end) {
            let within = |f: &&FigureRead| f.tokens.start >= sentence.start && holds(f);
            let same = found.iter().rposition(|f| f.measure == figure.measure && within(&f));
            // «كان على متنها أربعة ركاب، ما أدى إلى مقتل ثلاثة منهم»
            let people = || found.len().checked_sub(1).filter(|last| found[*last].measure == Measure::People && within(&&found[*last]));
            return same.or_else(people);
        }
        let of_them = figure.qualifier != Qualifier::Vague
            && figure.tokens.clone().any(|t| self.is_of(t))
            && figure.tokens.clone().any(|t| self.noun(t).is_some_and(|n| n.definite() && n.counted.measure.is_some()));
        if of_them {
            let less = |f: &FigureRead| f.high.is_none_or(|whole| figure.low.is_none_or(|part| part < whole));
            return found.iter().rposition(|f| f.measure == figure.measure && holds(f) && less(f));
        }
        // «وبين القتلى خمسة أطفال»
        let among_dead = (figure.tokens.start.saturating_sub(3)..figure.tokens.start).any(|t| {
            self.noun(t).is_some_and(|n| n.tokens.end == figure.tokens.start && n.definite() && n.counted.measure == Some(figure.measure))
                && self.form(t - 1).ends_with("بين")
        });
        if among_dead {
            return found.iter().rposition(|f| f.measure == figure.measure && f.part_of.is_none() && holds(f));
        }
        if self.is_bracketed(figure) {
            return found
                .iter()
                .rposition(|f| f.measure == figure.measure && f.tokens.start >= sentence.start && !self.is_bracketed(f) && holds(f));
        }
        None
    }

    fn is_bracketed(&self, figure: &FigureRead) -> bool {
        figure.tokens.start > 0 && self.form(figure.tokens.start - 1) == "("
    }

    /// «خمسة … في شوشا (انتهاكان) وماردكرت (ثلاثة)»: what is told apart by place is of none of the places alone.
    pub(super) fn spread_places(&self, found: &mut [FigureRead]) {
        for part in 0..found.len() {
            let whole = found[part].part_of.filter(|w| found[*w].group == found[part].group && found[part].place != self.main_place);
            if let (Some(whole), Some(main)) = (whole, self.main_place) {
                found[whole].place = Some(main);
            }
        }
    }
}
