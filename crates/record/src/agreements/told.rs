//! Mentions of agreements on the pages.

use isnad_model::{
    AgreementAct, Attribution, Claim, ClaimKind, ClaimRef, EntityId, Event, EventType, Figure, Modality, Mode, Stage, Time, What,
};

use crate::pages::Page;
use crate::scope::Scope;
use crate::standing::Standing;
use crate::voices::Voices;

/// What the agreements of a story are read with.
pub struct Story<'a> {
    pub pages: &'a [Page<'a>],
    pub scope: &'a Scope<'a>,
    pub standing: &'a Standing,
    pub voices: &'a Voices,
    /// The last day of a page.
    pub last: Option<String>,
}

impl Story<'_> {
    /// The party among these that an actor is, or stands for.
    pub fn party<'p>(&self, parties: &'p [EntityId], id: &EntityId) -> Option<&'p EntityId> {
        let bound = self.standing.bound(id)?;
        parties.iter().find(|party| self.standing.bound(party).unwrap_or(party) == bound)
    }

    /// Whether an actor is one of these parties, or stands for one.
    pub fn is_one_of(&self, parties: &[EntityId], id: &EntityId) -> bool {
        self.party(parties, id).is_some()
    }
}

/// An event that a page tells.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub page: &'a Page<'a>,
    pub claim: &'a Claim,
    pub event: &'a Event,
}

impl<'a> Told<'a> {
    pub fn reference(&self) -> ClaimRef {
        self.page.reference(self.claim)
    }

    pub fn source(&self) -> &'a str {
        &self.page.article.source
    }

    pub fn act(&self) -> Option<&'a AgreementAct> {
        self.event.agreement.as_ref()
    }

    pub fn stage(&self) -> Option<Stage> {
        if self.event.what == Some(What::Violation) { Some(Stage::Violated) } else { self.act().and_then(|a| a.stage) }
    }

    /// Who stands nearest behind it.
    pub fn attribution(&self) -> Option<&'a Attribution> {
        self.claim.attribution.first()
    }

    pub fn speaker(&self) -> Option<&'a EntityId> {
        self.attribution().map(|a| &a.id)
    }

    /// Whether it tells that there is an agreement, and no more than that somebody wants one or accuses another of breaking it.
    pub fn asserts(&self) -> bool {
        matches!(self.event.event_type, EventType::Agree | EventType::Retreat)
            && matches!(self.claim.modality, Modality::Asserted | Modality::Planned | Modality::Promised)
            && !matches!(self.stage(), Some(Stage::Proposed | Stage::Rejected | Stage::Former))
            && self.attribution().is_none_or(|a| a.mode != Mode::CalledFor)
    }

    /// Whether it asks for an agreement that is not there.
    pub fn proposes(&self) -> bool {
        let asks =
            self.event.event_type == EventType::Request && !matches!(self.stage(), Some(Stage::Upheld | Stage::Extended | Stage::InForce));
        asks || self.stage() == Some(Stage::Proposed)
    }

    /// «five killed since the truce began»: whether it only says since when something is counted.
    pub fn dates_a_count(&self) -> bool {
        self.page.claims().any(|claim| match &claim.kind {
            ClaimKind::Figure(Figure { window: Some(window), .. }) => self.claim.start < window.end && window.start < self.claim.end,
            _ => false,
        })
    }

    /// Where it happened, where its own sentence says so.
    pub fn place(&self) -> Option<&'a EntityId> {
        let sentence = self.claim.sentence;
        let place = self.event.place.as_ref()?;
        let named = |p: &isnad_model::PlaceMention| p.id == *place && sentence.start <= p.start && p.end <= sentence.end;
        self.page.article.places.iter().any(named).then_some(place)
    }

    /// The times that stand in its sentence.
    pub fn times(&self) -> impl Iterator<Item = &'a Time> + use<'a> {
        crate::dates::in_sentence(self.page.article, self.claim)
    }
}

/// All events of a page.
pub fn events<'a>(page: &'a Page<'a>) -> impl Iterator<Item = Told<'a>> {
    page.claims().filter_map(move |claim| match &claim.kind {
        ClaimKind::Event(event) => Some(Told { page, claim, event }),
        _ => None,
    })
}

/// Every mention of a ceasefire: that it is agreed, proposed, asked to be kept, or broken. That somebody stops an operation is one only on
/// a page that tells of a ceasefire too.
pub fn mentions<'a>(pages: &'a [Page<'a>]) -> Vec<Told<'a>> {
    let mut all = Vec::new();
    for page in pages {
        let told: Vec<Told> = events(page).filter(|t| matches!(t.event.what, Some(What::Ceasefire | What::Violation))).collect();
        let named = told.iter().any(|t| t.event.event_type == EventType::Agree && t.event.what == Some(What::Ceasefire));
        all.extend(told.into_iter().filter(|t| named || t.event.event_type != EventType::Retreat));
    }
    all
}
