//! Agreements: how far they have come, what they oblige to, what was done against them.

use isnad_model::{Agreement, AgreementTerm, Provision, Violation};

use super::{Item, Shown, capital, dotted};
use crate::dates;
use crate::numbers::grouped;

/// An agreement as a card.
pub struct AgreementView {
    pub heading: String,
    pub status: String,
    pub hands: String,
    /// Name and value.
    pub rows: Vec<(String, String)>,
    /// Headings with their lines: history, terms, violations, talks, aid, amnesties.
    pub lists: Vec<(String, Vec<Item>)>,
}

impl Shown<'_> {
    fn agreement_name(&self, a: &Agreement) -> String {
        capital(&a.kind.map_or_else(|| self.language.name_of(&a.what), |kind| self.language.name_of(&kind)))
    }

    /// The agreement in one line, for the glance; one that has ended is background.
    pub(super) fn agreement_line(&self, a: &Agreement) -> Option<Item> {
        if a.status == isnad_model::AgreementStatus::Ended {
            return None;
        }
        let from = a.effective.as_ref().map(|e| format!("{} {}", self.word("effective"), self.date(e))).unwrap_or_default();
        Some(Item {
            lead: self.agreement_name(a),
            text: dotted([self.language.name_of(&a.status), from, self.names(&a.parties)]),
            notes: vec![self.hands(a.corroboration)],
            proof: self.proof(&a.claims),
        })
    }

    pub(super) fn agreement(&self, a: &Agreement) -> AgreementView {
        let effective = a.effective.as_ref().map(|e| {
            let utc = a.effective_utc.as_deref().filter(|u| *u != e).and_then(dates::clock);
            dotted([self.date(e), utc.map(|clock| self.language.say("clock-utc", &[("clock", clock)])).unwrap_or_default()])
        });
        let rows = [
            ("effective", effective.unwrap_or_default()),
            ("until-row", a.until.as_ref().map(|u| self.date(u)).unwrap_or_default()),
            ("duration", a.duration.as_ref().map(|d| dates::duration(self.language, d)).unwrap_or_default()),
            ("where", self.names(&a.places)),
            ("parties", self.names(&a.parties)),
            ("mediators", self.names(&a.mediators)),
            ("proposed-by", self.names(&a.proposed_by)),
            ("accepted-by", self.names(&a.accepted_by)),
            ("rejected-by", self.names(&a.rejected_by)),
            ("confirmed-by", self.names(&a.confirmed_by)),
            ("denied-by", self.names(&a.denied_by)),
        ];
        let lists = [
            ("history", self.history(a)),
            ("terms", a.terms.iter().map(|t| self.term(t)).collect()),
            ("violations", a.violations.iter().map(|v| self.violation(v)).collect()),
            ("talks", self.talks(a)),
            ("humanitarian", a.humanitarian.iter().map(|p| self.provision(p)).collect()),
            ("amnesties", a.amnesties.iter().map(|p| self.provision(p)).collect()),
        ];
        AgreementView {
            heading: self.agreement_name(a),
            status: self.language.name_of(&a.status),
            hands: self.hands(a.corroboration),
            rows: rows.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (self.word(key), value)).collect(),
            lists: lists.into_iter().filter(|(_, items)| !items.is_empty()).map(|(key, items)| (self.word(key), items)).collect(),
        }
    }

    fn history(&self, a: &Agreement) -> Vec<Item> {
        let changes = a.history.iter().map(|change| Item {
            lead: capital(&self.language.name_of(&change.status)),
            text: dotted([change.date.as_ref().map(|d| self.date(d)).unwrap_or_default(), self.said("by", &self.names(&change.by))]),
            notes: Vec::new(),
            proof: self.proof(&change.claims),
        });
        changes.collect()
    }

    /// A message about somebody or something, where there is one.
    fn said(&self, key: &'static str, value: &str) -> String {
        let slot = match key {
            "until" => "when",
            "in-place" => "where",
            _ => "who",
        };
        if value.is_empty() { String::new() } else { self.language.say(key, &[(slot, value)]) }
    }

    fn named(&self, key: &'static str, id: Option<&String>) -> String {
        id.map(|id| self.said(key, &self.name(id))).unwrap_or_default()
    }

    fn dated(&self, date: Option<&String>) -> String {
        date.map(|d| self.date(d)).unwrap_or_default()
    }

    pub(crate) fn term(&self, t: &AgreementTerm) -> Item {
        Item {
            lead: capital(&self.language.name_of(&t.term)),
            text: dotted([
                self.named("owed-by", t.who.as_ref()),
                self.named("owed-to", t.to.as_ref()),
                self.named("in-place", t.place.as_ref()),
                t.until.as_ref().map(|u| self.said("until", &self.date(u))).unwrap_or_default(),
            ]),
            notes: Vec::new(),
            proof: self.proof(&t.claims),
        }
    }

    pub(crate) fn violation(&self, v: &Violation) -> Item {
        Item {
            lead: v.count.map(|c| grouped(c.0)).unwrap_or_default(),
            text: dotted([
                v.place.as_ref().map(|p| self.name(p)).unwrap_or_default(),
                self.dated(v.date.as_ref()),
                self.named("reported-by", v.reported_by.as_ref()),
                self.named("against", v.against.as_ref()),
            ]),
            notes: vec![self.said("denied-claim", &self.names(&v.denied_by))],
            proof: self.proof(&v.claims),
        }
    }

    fn talks(&self, a: &Agreement) -> Vec<Item> {
        let talks = a.talks.iter().enumerate().map(|(at, t)| Item {
            lead: capital(&self.language.name_of(&t.status)),
            text: dotted([
                self.dated(t.date.as_ref()),
                t.place.as_ref().map(|p| self.name(p)).unwrap_or_default(),
                self.said("between", &self.names(&t.parties)),
            ]),
            notes: vec![if a.next_talks == Some(at) { self.word("next-talks") } else { String::new() }],
            proof: self.proof(&t.claims),
        });
        talks.collect()
    }

    fn provision(&self, p: &Provision) -> Item {
        Item {
            lead: capital(&self.language.name_of(&p.what)),
            text: dotted([
                self.named("by", p.by.as_ref()),
                self.named("owed-to", p.to.as_ref()),
                self.named("in-place", p.place.as_ref()),
                self.dated(p.date.as_ref()),
            ]),
            notes: vec![self.word(if p.done { "done" } else { "to-come" })],
            proof: self.proof(&p.claims),
        }
    }
}
