//! Who stands behind what a page tells at a token: the acts around it, nearest first.

use isnad_lexicon::subjects::{Frame, WordRole};
use isnad_lexicon::{Lexicon, Subject};
use isnad_model::{Measure, Modality, Mode};
use isnad_text::Document;

use crate::act::{Act, Acts};
use crate::figure::FigureRead;
use crate::particle;

/// The acts of a text with what tells how far each reaches.
pub struct Chains<'a> {
    pub lexicon: &'a Lexicon,
    pub document: &'a Document<'a>,
    pub acts: &'a Acts,
}

impl<'a> Chains<'a> {
    /// The acts that an act stands in, itself first.
    pub fn from(&self, act: &'a Act) -> Vec<&'a Act> {
        std::iter::once(act).chain(act.inside.iter().filter_map(|i| self.acts.all.get(*i))).collect()
    }

    /// The acts that stand behind what begins at a token.
    pub fn over(&self, token: usize) -> Vec<&'a Act> {
        self.acts.over(token)
    }

    /// The acts that stand behind a figure.
    pub fn of_figure(&self, figure: &FigureRead) -> Vec<&'a Act> {
        let token = figure.tokens.start;
        // How far a town lies is the page's own knowledge, also inside what somebody says.
        if figure.measure == Measure::Distance && !self.in_quotation(token) {
            return Vec::new();
        }
        self.over(token).into_iter().skip_while(|act| self.is_beside(act, token)).collect()
    }

    /// «ندد الوزير بالهجوم الذي أوقع 30 قتيلا»: whether what stands at a token only tells of the thing that an act is about. Who
    /// condemns, welcomes or calls for something says nothing of how many.
    fn is_beside(&self, act: &Act, token: usize) -> bool {
        let mode =
            matches!(act.mode, Mode::Accused | Mode::Expressed | Mode::Apologised | Mode::CalledFor | Mode::Threatened | Mode::Promised);
        let role = |at: usize, role: WordRole| particle::at(self.document, self.lexicon, at, role).is_some();
        let start = act.content.start;
        // «أعلنت الجماعة مسؤوليتها عن تفجير أسفر عن مقتل 12», «تبنى التنظيم هجوما أوقع 12 قتيلا»
        let about = mode || (act.cue.start..token).any(|t| role(t, WordRole::Blame)) || self.tells_of_things(act);
        let clause = (act.cue.end..token).any(|t| role(t, WordRole::That) || self.document.form(t) == ":") || self.in_quotation(token);
        // Behind its comma a relative clause is over, behind «حيث» the page tells on.
        // «هجوما أسفر عن مقتل 12»: no relative stands behind a noun that is not definite.
        let told = |t: &usize| role(*t, WordRole::Relative) || role(*t, WordRole::Clause) || role(*t, WordRole::LeadsTo);
        let beside = || (start..token).rev().take_while(|t| self.document.form(*t) != "،").find(told);
        let tells = || (start..token).any(|t| role(t, WordRole::Clause));
        about && !clause && (beside().is_some() || tells())
    }

    /// Whether an act's verb is said of a thing alone, never of a clause: «تبنى».
    fn tells_of_things(&self, act: &Act) -> bool {
        let mut cues = self.document.hits.of(act.cue.start, Subject::Cue).filter_map(|h| self.lexicon.tables.cues.get(h.row())).peekable();
        cues.peek().is_some() && cues.all(|cue| cue.frames == [Frame::Object])
    }

    fn in_quotation(&self, token: usize) -> bool {
        self.document.quotations.iter().any(|q| q.inner.contains(&token))
    }
}

/// How what is said is put: inside a denial it is denied, where nothing nearer says otherwise.
pub fn modality(own: Modality, chain: &[&Act]) -> Modality {
    match (own, chain.first()) {
        (Modality::Asserted | Modality::Possible, Some(act)) if act.mode == Mode::Denied => Modality::Denied,
        (own, _) => own,
    }
}
