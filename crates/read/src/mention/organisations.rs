//! Bodies of states and groups of people.

use isnad_lexicon::Subject;
use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Level, WordRole};
use isnad_model::{ActorType, EntityType, Name};

use super::Entity;
use super::finder::{Candidate, Finder};

/// Bodies that stand for themselves with the article alone.
const ALONE: [&str; 7] = ["government", "armed-forces", "police", "parliament", "authorities", "presidency", "opposition"];

impl Finder<'_> {
    /// The state, region or place that the words at a token say something belongs to: its id and their end.
    /// Adjectives may stand before: «القوات المسلحة الأرمينية».
    fn belonging(&self, at: usize, civil: bool) -> Option<(String, usize)> {
        for next in at..at + 3 {
            if let Some((entity, end)) = self.demonym(next) {
                let also = self.demonym(end).map_or(end, |(_, e)| e);
                return Some((entity.to_owned(), also));
            }
            if let Some((place, hit)) = self.country(next).filter(|(_, h)| !h.prefix.intersects(Prefix::CONJUNCTION | Prefix::BY)) {
                return Some((place.id.clone(), hit.end as usize));
            }
            let located = if matches!(self.form(next), "في" | "ب" | "لدي") { next + 1 } else { next };
            if let Some(hit) = self.document.hits.of(located, Subject::Place).find(|h| located > next || h.prefix.contains(Prefix::BY))
                && let Some(place) = self
                    .lexicon
                    .tables
                    .places
                    .get(hit.row())
                    .filter(|p| p.ambiguity.is_none() && (p.level <= Level::Region || civil && p.level <= Level::City))
            {
                return Some((place.id.clone(), hit.end as usize));
            }
            // An adjective in between.
            let adjective = self.form(next).starts_with("ال")
                && self.is_ordinary(next)
                && (self.form(next).ends_with("يه")
                    || self.form(next).ends_with('ه')
                    || self.form(next).ends_with("ين")
                    || self.form(next).ends_with("ون"));
            if !adjective {
                return None;
            }
        }
        None
    }

    /// A body: «وزارة الدفاع الأذربيجانية», «الجيش», «قوات حفظ السلام الروسية».
    pub fn body(&self, at: usize) -> Option<Candidate> {
        let hit = self.hit(at, Subject::Body)?;
        let body = self.lexicon.tables.bodies.get(hit.row())?;
        let end = hit.end as usize;
        // «قوات الأمن في رفح» are in Rafah, not Rafah's; a ministry or an authority in a town is the town's.
        let civil = !matches!(
            body.id.as_str(),
            "armed-forces" | "security-forces" | "police" | "air-force" | "navy" | "opposition" | "peacekeepers"
        );
        let kind = if body.kind == ActorType::Group { EntityType::Group } else { EntityType::Organisation };
        let entity = |id: String, en: Option<String>, ar: String, kind| Entity {
            id,
            kind,
            name: Name { en, ar: Some(ar) },
            role: None,
            position: None,
            country: None,
        };
        if let Some((of, end)) = self.belonging(end, civil) {
            let (en, _) = self.name_of(&of).unwrap_or((of.as_str(), ""));
            let ar = self.document.exact(at..end).to_owned();
            if body.id == "side" {
                let name = self.name_of(&of).map_or((of.clone(), ar.clone()), |(e, a)| (e.to_owned(), a.to_owned()));
                let state = Entity {
                    id: of,
                    kind: EntityType::State,
                    name: Name { en: Some(name.0), ar: Some(name.1) },
                    role: None,
                    position: None,
                    country: None,
                };
                return Some(Candidate { tokens: at..end, entity: state, carrier: false, anaphoric: false });
            }
            let id = format!("{of}-{}", body.id);
            return Some(Candidate {
                tokens: at..end,
                entity: entity(
                    id,
                    Some(if body.en.starts_with("{}") { body.en.replace("{}", self.adjective(&of)) } else { body.en.replace("{}", en) }),
                    ar,
                    kind,
                ),
                carrier: false,
                anaphoric: false,
            });
        }
        // Named before with its state: «الوزارة», «الجيش».
        let suffix = format!("-{}", body.id);
        let definite = hit.prefix.contains(Prefix::ARTICLE) || hit.tokens().len() > 1;
        if !definite || body.id == "side" {
            return None;
        }
        if let Some(known) = self.found.entities.iter().rev().find(|e| e.id.ends_with(&suffix)) {
            return Some(Candidate { tokens: at..end, entity: known.clone(), carrier: false, anaphoric: true });
        }
        let stands = hit.tokens().len() > 1 || ALONE.contains(&body.id.as_str()) && hit.prefix.contains(Prefix::ARTICLE);
        if !stands || matches!(body.id.as_str(), "media" | "news-agencies") {
            return None;
        }
        let ar = self.document.exact(at..end).to_owned();
        Some(Candidate {
            tokens: at..end,
            entity: entity(body.id.clone(), Some(body.en.replace("{}", "").replace(" of ", " ").trim().to_owned()), ar, kind),
            carrier: false,
            anaphoric: false,
        })
    }

    /// People who share something: «الانفصاليون الأرمن», «متظاهرون», «السكان الأرمن».
    pub fn group(&self, at: usize) -> Option<Candidate> {
        if let Some(noun) = self.anaphoric_body(at) {
            return Some(noun);
        }
        let hit = self.hit(at, Subject::GroupNoun)?;
        let group = self.lexicon.tables.groups.get(hit.row())?;
        let end = hit.end as usize;
        let (of, end) = match self.belonging(end, false) {
            Some((of, end)) => (Some(of), end),
            None => (None, end),
        };
        if of.is_none() && !group.acts {
            return None;
        }
        // A later «الانفصاليون» is the one named with its people before.
        let suffix = format!("-{}", group.id);
        let definite = hit.prefix.contains(Prefix::ARTICLE);
        if of.is_none()
            && definite
            && let Some(known) = self.found.entities.iter().rev().find(|e| e.id.ends_with(&suffix))
        {
            return Some(Candidate { tokens: at..end, entity: known.clone(), carrier: false, anaphoric: true });
        }
        let complement = self.document.exact(hit.end as usize..end);
        let exact = if complement.is_empty() { self.document.exact(at..end).to_owned() } else { format!("{} {complement}", group.ar) };
        let (id, en) = match &of {
            Some(of) => (format!("{of}-{}", group.id), format!("{} {}", self.adjective(of), group.en)),
            None => (group.id.clone(), group.en.clone()),
        };
        Some(Candidate {
            tokens: at..end,
            entity: Entity {
                id,
                kind: EntityType::Group,
                name: Name { en: Some(en), ar: Some(exact) },
                role: None,
                position: None,
                country: None,
            },
            carrier: false,
            anaphoric: false,
        })
    }

    /// «الوزارة», «المنظمة», «الحركة», «الهيئة»: the last body of that head.
    fn anaphoric_body(&self, at: usize) -> Option<Candidate> {
        let form = self.form(at);
        let form = form.strip_prefix('و').filter(|f| f.starts_with("ال")).unwrap_or(form);
        if !matches!(
            form,
            "الوزاره"
                | "المنظمه"
                | "الحركه"
                | "الهييه"
                | "الهيئه"
                | "الجماعه"
                | "الوكاله"
                | "التنظيم"
                | "الحزب"
                | "المرصد"
                | "الميليشيا"
                | "المفوضيه"
        ) {
            return None;
        }
        if self.word(at + 1, WordRole::PlaceNoun).is_some() || self.demonym(at + 1).is_some() {
            return None;
        }
        let head = form.trim_start_matches("ال");
        let last = self.found.all.iter().rev().take(150).find(|m| {
            let first: String = self.form(m.tokens.start).chars().skip(m.attached).collect();
            first.trim_start_matches("ال") == head
                && matches!(self.found.entities[m.entity].kind, EntityType::Organisation | EntityType::Group)
                && m.tokens.len() > 1
        })?;
        Some(Candidate { tokens: at..at + 1, entity: self.found.entities[last.entity].clone(), carrier: last.carrier, anaphoric: true })
    }
}
