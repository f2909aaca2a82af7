//! Whom a figure counts.

use isnad_lexicon::Subject;
use isnad_lexicon::form::{Features, Prefix};
use isnad_lexicon::subjects::{CountedKind, WordRole};
use isnad_model::{EntityType, Group};

use super::{Noun, Reader};

/// The noun of somebody's members, who are fighters where nobody is named: «عنصر».
const MEMBER: &str = "member";

/// The group of an army's members.
const SOLDIERS: &str = "soldiers";

impl Reader<'_> {
    /// The group of a counted noun, and where what names it ends.
    pub(super) fn group(&self, noun: &Noun) -> (Group, usize) {
        let end = noun.tokens.end;
        let own = noun.counted.group.as_deref();
        if own == Some(SOLDIERS) && (end..end + 6).any(|t| self.corps(t).is_some_and(|(group, _)| group == Group::Peacekeepers)) {
            return (Group::Peacekeepers, end);
        }
        if own.is_none() || noun.counted.id == MEMBER {
            // «عناصر من الشرطة», «رجال حرس الحدود»
            let of = if self.is_of(end) { end + 1 } else { end };
            if let Some((group, behind)) = self.corps(of) {
                let mixed = self.is_joined_by_others(behind, &group);
                return (if mixed { Group::All } else { group }, end);
            }
            // «عنصرا من حزب الله»
            if noun.counted.id == MEMBER
                && let Some(mention) = self.mentions.beginning_in(of..of + 1).first()
                && matches!(self.mentions.entity(mention).kind, EntityType::Organisation | EntityType::Group)
            {
                return (self.party(mention), end);
            }
        }
        // «مواطنا مدنيا», «عناصر عسكريين»
        let named = |n: &Noun| n.counted.kind == CountedKind::Person && n.counted.measure.is_none();
        if (own.is_none() || noun.counted.id == MEMBER)
            && let Some(whom) = self.counted(end).filter(|n| named(n) && !n.definite())
            && let Some(group) = whom.counted.group.as_deref()
        {
            return (Group::from(group), whom.tokens.end);
        }
        if noun.counted.id == MEMBER
            && let Some(group) = self.whose(end - 1)
        {
            return (group, end);
        }
        if (own.is_none() || noun.counted.id == MEMBER)
            && noun.counted.kind == CountedKind::Person
            && let Some(group) = self.belonging(noun)
        {
            return (group, end);
        }
        let own = own.map_or(Group::All, Group::from);
        // «أفراد الجيش والشرطة»: a noun of two words names whose they are, and may name others beside.
        let mixed = noun.tokens.len() > 1 && self.is_joined_by_others(end, &own);
        (if mixed { Group::All } else { own }, end)
    }

    /// «أعلن الجيش مقتل أحد عناصره»: the corps whose members those are to whom a pronoun at their noun points, where no other
    /// party stands between.
    fn whose(&self, noun: usize) -> Option<Group> {
        self.document.hits.of(noun, Subject::Counted).find(|h| h.pronoun)?;
        for at in (self.sentence_start(noun)..noun).rev() {
            if let Some((group, _)) = self.corps(at) {
                return Some(group);
            }
            let party = |m: &crate::mention::Mention| matches!(self.mentions.entity(m).kind, EntityType::Organisation | EntityType::Group);
            let corps = |m: &crate::mention::Mention| m.tokens.clone().any(|t| self.corps(t).is_some());
            if self.mentions.beginning_in(at..at + 1).iter().any(|m| party(m) && !corps(m)) {
                return None;
            }
        }
        None
    }

    /// Whether a token is the preposition before those of whom some are counted.
    pub(super) fn is_of(&self, at: usize) -> bool {
        self.form(at) == "من"
    }

    /// «الشرطة», «القوات المسلحة»: the group of the members of a corps, and its end.
    pub(super) fn corps(&self, at: usize) -> Option<(Group, usize)> {
        self.document.hits.of(at, Subject::Word).find_map(|h| {
            let word = self
                .lexicon
                .tables
                .words
                .get(h.row())
                .filter(|w| w.role == WordRole::Corps && h.prefix.difference(Prefix::ARTICLE).is_empty())?;
            Some((word.detail?.group()?, h.end as usize))
        })
    }

    /// «12 فلسطينيا», «مئات السوريين»: a people's name that is counted; one past it.
    pub(super) fn people(&self, at: usize) -> Option<usize> {
        let hit = self.document.hits.longest(at, Subject::Demonym)?;
        // «المؤشر كاك 40 الفرنسي»: one with the article is not what a number counts.
        let adjective = hit.prefix == Prefix::ARTICLE && !hit.features.contains(Features::PLURAL);
        let counted = hit.prefix.difference(Prefix::ARTICLE).is_empty() && !hit.features.contains(Features::FEMININE) && !adjective;
        counted.then_some(hit.end as usize)
    }
}
