//! Titles behind the name of who holds them.

use isnad_lexicon::Subject;
use isnad_lexicon::subjects::{Of, WordRole};

use super::candidate::Candidate;
use super::finder::Finder;
use super::shape::Shape;
use super::titles::Title;
use crate::letters;

impl Finder<'_> {
    /// «حكمت حاجييف مستشار الرئيس الأذري»: the title behind a name belongs to it; behind a comma it is its holder's too.
    pub fn with_apposition(&mut self, mut candidate: Candidate) -> Candidate {
        let end = candidate.tokens.end;
        let behind_comma = self.form(end) == "،";
        let at = if behind_comma { end + 1 } else { end };
        let fits = |t: &Title| t.kind != Of::None && !t.is_counterpart() && (t.of.is_some() || t.definite);
        if self.is(at, Shape::JOINED) && !self.hit(at, Subject::Role).is_some_and(|h| h.prefix.is_empty()) {
            return candidate;
        }
        let Some(mut title) = self.title(at).filter(fits) else { return candidate };
        // Another holder's name behind the title: «فلان، وزير الخارجية فلان».
        let names_another =
            |end: usize| self.hit(end, Subject::Person).is_some() || self.is(end, Shape::NAME) && self.is_name_part(end + 1);
        if names_another(title.end) {
            return candidate;
        }
        candidate.entity.role.get_or_insert_with(|| self.role_of(&title));
        // «ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية»
        while let Some(next) = self.title(title.end).filter(|t| fits(t) && !names_another(t.end)) {
            title = next;
        }
        if behind_comma {
            self.appositions.push(at..title.end);
        } else {
            candidate.tokens.end = title.end;
        }
        candidate
    }

    /// «روبن فاردانيان الرئيس السابق», «فلان (52 عاما)», «فلان، وهو»
    pub fn is_titled_behind(&self, at: usize) -> bool {
        let role = |t: usize| self.is(t, Shape::TITLE) && self.is(t, Shape::DEFINITE) && self.title(t).is_some_and(|t| t.definite);
        role(at) || self.form(at) == "،" && self.word(at + 1, WordRole::Pronoun).is_some() && letters::joined(self.form(at + 1))
    }
}
