//! Carriers of news: agencies, channels, papers.

use std::ops::Range;

use isnad_lexicon::Subject;
use isnad_lexicon::subjects::{Agency, CarrierKind, WordRole};
use isnad_model::{EntityType, Name};
use isnad_text::time;

use super::Entity;
use super::candidate::Candidate;
use super::finder::Finder;
use super::shape::Shape;
use crate::letters;

impl Finder<'_> {
    /// A carrier of news.
    pub fn carrier(&self, at: usize) -> Option<Candidate> {
        let hit = self.hit(at, Subject::Agency)?;
        let agency = self.lexicon.tables.agencies.get(hit.row())?;
        // An abbreviation names its agency only where it stands alone.
        let tokens = &self.document.folded.tokens;
        let form = &self.document.folded.text[tokens[at].folded_start as usize..tokens[hit.end as usize - 1].folded_end as usize];
        let attached = !hit.prefix.is_empty();
        let abbreviated = agency.abbreviations.iter().any(|a| if attached { form.ends_with(a.as_str()) } else { a == form });
        if let Some(name) = self.definite(at).filter(|name| agency.abbreviations.contains(name) && hit.tokens().len() == 1) {
            return self.is_adjective_alone(at, &name).then(|| self.carried_by(agency, at..hit.end as usize));
        }
        if abbreviated && (attached || !self.stands_alone(hit.tokens())) {
            return None;
        }
        // «أغسطس (آب)»: a month.
        let time = |t: usize| self.document.hits.of(t, Subject::TimeWord).next().is_some();
        if time(at) && (at.saturating_sub(2)..at).any(time) {
            return None;
        }
        // «جنوب شرقي الأناضول»: a place that an agency is named after.
        if hit.tokens().len() == 1
            && self.is(at, Shape::PLACE)
            && (self.after_word(at, WordRole::PlacePart) || self.after_word(at, WordRole::PlaceNoun))
        {
            return None;
        }
        // «وكالة “رويترز” الروسية»: an adjective behind it is its own.
        let mut end = hit.end as usize;
        if let Some((_, behind)) = self.demonym(end).filter(|_| self.is(end, Shape::DEFINITE)) {
            end = behind;
        }
        Some(self.carried_by(agency, at..end))
    }

    fn carried_by(&self, agency: &Agency, tokens: Range<usize>) -> Candidate {
        let entity = Entity {
            role: Some("news carrier".to_owned()),
            ..Entity::new(agency.id.clone(), EntityType::Organisation, Name { en: Some(agency.en.clone()), ar: Some(agency.ar.clone()) })
        };
        Candidate { carrier: true, ..Candidate::new(tokens, entity) }
    }

    /// «الفرنسية», «للفرنسية»: a word with its article and nothing else.
    fn definite(&self, at: usize) -> Option<String> {
        letters::with_article(self.form(at))
    }

    /// «القاهرة - الفرنسية», «…، وفقا للفرنسية.»: whether the adjective that an agency is called by names it here, and no language,
    /// people or one of a list.
    fn is_adjective_alone(&self, at: usize, definite: &str) -> bool {
        let comma = |t: usize| matches!(self.form(t), "،" | "," | "؛" | ":");
        let closed = !self.is_word(at + 1) && !matches!(self.form(at + 1), "،" | "\"" | "«" | "(");
        let source = at > 0 && self.is(at - 1, Shape::SOURCE);
        let plain = self.form(at) == definite;
        closed && (source || plain && self.stands_alone(at..at + 1) && !(at > 0 && comma(at - 1)))
    }

    /// «الفرنسية»: an agency whose name is an adjective is meant where the word stands in quotation marks.
    pub fn quoted_agency(&self, mark: usize) -> Option<Candidate> {
        let hit = self.hit(mark, Subject::Agency)?;
        // «قال لـ«النهار»»: an outlet too where somebody spoke to it.
        let told = mark.checked_sub(1).is_some_and(|t| self.form(t) == "ل");
        self.lexicon.tables.agencies.get(hit.row()).filter(|a| told || a.kind == CarrierKind::Agency)?;
        let inside = mark + 1..hit.end as usize - 1;
        let named = self.carrier(mark)?;
        (!inside.is_empty()).then_some(Candidate { tokens: inside, ..named })
    }

    /// Whether marks or line ends stand on both sides of some words; the year of a dateline may stand before them.
    pub fn stands_alone(&self, tokens: Range<usize>) -> bool {
        let digits = |t: usize| self.document.form(t).chars().all(|c| c.is_ascii_digit());
        let edge = |t: Option<usize>| t.is_none_or(|t| t >= self.document.len() || !self.is_word(t) && !digits(t));
        let before = tokens.start.checked_sub(1);
        (edge(before) || before.is_some_and(|t| time::ends_date(self.document, self.lexicon, t))) && edge(Some(tokens.end))
    }
}
