//! Whose the counted are said to be: «17 شخصا من الحوثيين», «عشرات القتلى في صفوف الجيش», «مقتل جنديين وإصابة ثلاثة آخرين».

use isnad_lexicon::form::Prefix;
use isnad_lexicon::subjects::{Acts, Detail, Side, WordRole};
use isnad_lexicon::{Hit, Subject};
use isnad_model::{EntityType, Group, Measure, Qualifier};

use super::{FigureRead, Noun, Reader, measure};
use crate::mention::Mention;

/// The most nouns like «عناصر» before the name of those whose the counted are.
const RANKS: usize = 2;

/// How far before a number those may be named whose the counted are, in tokens.
const BEFORE: usize = 12;

/// How far behind a count a number without a noun may stand that counts those as well, in tokens.
const BARE: usize = 3;

/// How far behind a count «others» may stand who are like those, in tokens.
const OTHERS: usize = 12;

impl Reader<'_> {
    /// Those whose the people of a noun are said to be, right behind it.
    pub(super) fn belonging(&self, noun: &Noun) -> Option<Group> {
        let end = noun.tokens.end;
        let befallen =
            noun.counted.measure.is_some_and(|m| matches!(m, Measure::Killed | Measure::Wounded | Measure::Missing | Measure::Detained));
        let plain = befallen || noun.counted.members;
        // «عناصر داعش», «رجال المقاومة»: a construct, whose own word may begin the name.
        if let Some(group) = self.of_construct(noun, plain) {
            return Some(group);
        }
        // «16 قتيلا على الأقل من الجنود»
        let bounds = |h: &&Hit| self.lexicon.tables.bounds.get(h.row()).is_some_and(|b| b.side == Side::After);
        let end = self.document.hits.of(end, Subject::Bound).find(bounds).map_or(end, |h| h.end as usize);
        if let Some(group) = self.all_of_them(end) {
            return Some(group);
        }
        // «أربعة قتلى سقطوا في صفوف الجيش»
        let fell = self.form(end).ends_with("وا") && self.word(end + 1, WordRole::Ranks).is_some_and(|ranks| ranks.len() > 1);
        let end = if fell { end + 1 } else { end };
        let ranks = self.word(end, WordRole::Ranks).map(|ranks| ranks.end);
        let mut at = ranks.or_else(|| self.is_of(end).then_some(end + 1))?;
        for _ in 0..=RANKS {
            at = self.behind_mark(at);
            if let Some(group) = self.people_of(at).or_else(|| self.corps_or_party(at, plain)) {
                return Some(group);
            }
            // «من عناصر …», «من المنتمين إلى …»
            let some = self.counted(at).filter(|n| n.counted.members)?;
            if let Some(group) = self.of_construct(&some, plain) {
                return Some(group);
            }
            at = some.tokens.end;
        }
        None
    }

    /// «ثلاثة آخرين من الحوثيين»: those whose the counted are said to be, behind a count without a noun.
    pub(super) fn belonging_behind(&self, end: usize) -> Option<Group> {
        let at = self.behind_mark(self.is_of(end).then_some(end + 1)?);
        self.people_of(at).or_else(|| self.corps_or_party(at, true))
    }

    /// «حصيلة القتلى بين المدنيين بلغت 17», «سقط في صفوف الجيش 20 قتيلا»: those whose the counted are said to be, before a number.
    pub(super) fn belonging_before(&self, number: usize, last: Option<&FigureRead>) -> Option<Group> {
        // «بلغت 17 قتيلا و121 جريحا»: both.
        let joined = last.filter(|l| l.tokens.end + 1 >= number && l.group != Group::All);
        let number = joined.map_or(number, |l| l.tokens.start);
        let from = number.saturating_sub(BEFORE).max(self.sentence_start(number));
        let near = (from..number)
            .rev()
            .take_while(|t| !matches!(self.form(*t), "،" | "." | ":" | ")") && !self.is_digits(*t) && !self.is_number_word(*t));
        // «عدد القتلى المدنيين بلغ 149»
        let toll = |t: usize| self.noun(t).filter(|n| n.definite() && n.counted.measure.is_some() && !n.prefix.contains(Prefix::AND));
        let described = near.clone().find_map(|t| self.people_of(toll(t)?.tokens.end));
        if described.is_some() {
            return described;
        }
        let ranks = near.clone().find_map(|t| self.word(t, WordRole::Ranks).filter(|w| w.end < number))?;
        // «بين الجسر والمدنيين»: «between» tells of whom only behind those who were counted.
        let counted = |t: usize| self.noun(t).is_some_and(|n| n.tokens.end == ranks.start && n.counted.measure.is_some());
        if ranks.len() < 2 && !(ranks.start.saturating_sub(2)..ranks.start).any(counted) {
            return None;
        }
        self.people_of(ranks.end).or_else(|| self.corps_or_party(ranks.end, true))
    }

    /// «20 شخصا، جميعهم مدنيون»: what all of them are.
    fn all_of_them(&self, end: usize) -> Option<Group> {
        let at = if self.form(end) == "،" { end + 1 } else { end };
        let all = |h: &&Hit| {
            let word = self.lexicon.tables.words.get(h.row());
            word.is_some_and(|w| w.role == WordRole::Majority && w.detail == Some(Detail::All))
        };
        let behind = self.document.hits.of(at, Subject::Word).find(all)?.end as usize;
        let at = if self.is_of(behind) { behind + 1 } else { behind };
        let whom = self.counted(at).filter(|n| !n.singular() && n.counted.measure != Some(Measure::Families))?;
        let group = Group::from(whom.counted.group.as_deref()?);
        (!self.is_joined_by_others(whom.tokens.end, &group)).then_some(group)
    }

    /// «عناصر داعش», «رجال المقاومة»: whose members a noun in the plural names, with nothing between it and their name.
    fn of_construct(&self, noun: &Noun, plain: bool) -> Option<Group> {
        let members = noun.counted.members && !noun.singular() && !noun.definite();
        if !members {
            return None;
        }
        // «عناصر وقيادات التنظيم»
        let joined = self.noun(noun.tokens.end).filter(|n| n.prefix == Prefix::AND && n.counted.members && !n.singular());
        let end = joined.map_or(noun.tokens.end, |n| n.tokens.end);
        // «عناصر التنظيم» names nobody of whom it is not known which.
        let named = |m: &&Mention| self.is_known(&self.mentions.entity(m).id);
        let own = self.mentions.beginning_in(noun.tokens.start..noun.tokens.start + 1).iter().find(named);
        if let Some(mention) = own {
            return Some(self.party(mention));
        }
        // «سبعة مسؤولين للاتحاد»: a preposition parts them.
        let at = self.behind_mark(end);
        let parted = self.mentions.beginning_in(at..at + 1).iter().any(|m| m.attached > 0);
        if parted { None } else { self.corps_or_party(at, plain) }
    }

    /// «من المدنيين», «من عناصر الشرطة»: a definite noun of people that names a group.
    fn people_of(&self, at: usize) -> Option<Group> {
        let whom = self.counted(at).filter(|n| (n.definite() || n.tokens.len() > 1) && !n.singular())?;
        let group = whom.counted.group.as_deref().filter(|_| whom.counted.measure != Some(Measure::Families))?;
        let group = Group::from(group);
        (!self.is_joined_by_others(whom.tokens.end, &group)).then_some(group)
    }

    fn corps_or_party(&self, at: usize, plain: bool) -> Option<Group> {
        if let Some((group, end)) = self.corps(at) {
            return (!self.is_joined_by_others(end, &group)).then_some(group);
        }
        self.party_at(at).filter(|_| plain)
    }

    /// The group of the party that a mention names, or of all where another is joined to it: «من الحوثيين وقوات الرئيس السابق».
    pub(super) fn party(&self, mention: &Mention) -> Group {
        let group = self.group_of_party(mention);
        if self.is_joined_by_others(mention.tokens.end, &group) { Group::All } else { group }
    }

    /// «الإسلاميين المتشددين» are fighters, «حزب الله» itself.
    fn group_of_party(&self, mention: &Mention) -> Group {
        let entity = self.mentions.entity(mention);
        let id = entity.body.as_deref().unwrap_or(&entity.id);
        let noun = self.lexicon.tables.groups.iter().find(|g| entity.kind == EntityType::Group && g.id == id);
        let counted_as = noun.and_then(|g| g.counted_as.as_deref());
        counted_as.map_or_else(|| Group::Actor(entity.id.clone()), Group::from)
    }

    /// «من المدنيين والعسكريين», «من الجيش والشرطة», «عناصر الجيش والحشد الشعبي»: of neither alone.
    pub(super) fn is_joined_by_others(&self, at: usize, group: &Group) -> bool {
        let other = |m: &&Mention| !matches!(group, Group::Actor(id) if *id == self.mentions.entity(m).id);
        if self.mentions.beginning_in(at..at + 1).iter().filter(other).any(|m| m.attached > 0 && self.is_party(m)) {
            return true;
        }
        // «من الحوثيين وقوات الرئيس السابق»
        let forces = |h: &Hit| h.prefix.contains(Prefix::AND) && h.subject == Subject::NamingWord;
        if matches!(group, Group::Actor(_)) && self.document.hits.at(at).iter().any(forces) {
            return true;
        }
        let noun = self.noun(at).filter(|n| n.prefix.contains(Prefix::AND)).and_then(|n| n.counted.group.as_deref()).map(Group::from);
        let words = self.document.hits.of(at, Subject::Word).filter(|h| h.prefix.contains(Prefix::AND));
        let mut words = words.filter_map(|h| self.lexicon.tables.words.get(h.row()));
        let corps = words.find(|w| w.role == WordRole::Corps).and_then(|w| w.detail?.group());
        noun.or(corps).is_some_and(|other| other != *group)
    }

    /// The organisation or armed group whose name begins at a token.
    fn party_at(&self, at: usize) -> Option<Group> {
        let mention = self.mentions.beginning_in(at..at + 1).iter().find(|m| self.is_party(m))?;
        Some(self.party(mention))
    }

    /// Whether a mention names an organisation, or a group that is a party of itself; «نشطاء الحزب» are none.
    fn is_party(&self, mention: &Mention) -> bool {
        let entity = self.mentions.entity(mention);
        match entity.kind {
            EntityType::Organisation => true,
            EntityType::Group => {
                let mut groups = self.lexicon.tables.groups.iter();
                self.is_known(&entity.id) || groups.any(|g| g.acts == Acts::Yes && entity.body.as_deref().unwrap_or(&entity.id) == g.id)
            }
            _ => false,
        }
    }

    fn is_known(&self, organisation: &str) -> bool {
        self.lexicon.tables.organisations.iter().any(|o| o.id == organisation)
    }

    /// «مقتل ستة جنود وإصابة ثلاثة آخرين»: a count joined to another that leaves out whom it counts has those of the other; and
    /// «مقتل 14 وإصابة 33 من المسلحين», where the first leaves them out.
    pub(super) fn share_group(&self, figure: &mut FigureRead, found: &mut [FigureRead]) {
        // «مقتل 7 مسلحين، بينهم 3 قياديين»: some of them are what all of them are.
        if let Some(whole) = figure.part_of.filter(|_| figure.group == Group::All && figure.counts_people()) {
            figure.group = found[whole].group.clone();
            return;
        }
        let Some(last) = found.last().filter(|f| f.counts_people() && figure.counts_people()) else { return };
        let (from, to) = (last.tokens.end, figure.tokens.start);
        if to < from || self.document.sentence_of(from.saturating_sub(1)) != self.document.sentence_of(to) {
            return;
        }
        let named = |g: &Group| !matches!(g, Group::All | Group::Children | Group::Women | Group::Families);
        let befalls = |f: &FigureRead| measure::at(self, f.tokens.start).is_some_and(|m| m == f.measure);
        let elided = |f: &FigureRead| f.group == Group::All && f.qualifier != Qualifier::Vague && befalls(f);
        let number_ends = |f: &FigureRead| self.is_digits(f.tokens.end - 1) || self.is_number_word(f.tokens.end - 1);
        if named(&figure.group) {
            if from == to && self.is_joined(to) && elided(last) && number_ends(last) {
                let last = found.len() - 1;
                found[last].group = figure.group.clone();
            }
            return;
        }
        let others = self.word(figure.tokens.end - 1, WordRole::Others).is_some();
        let joined = self.is_joined(to) || others && to > 0 && self.word(to - 1, WordRole::Clause).is_some();
        // «مقتل ستة جنود وإصابة سبعة», «…، فيما أصيب سبعة آخرون»
        let reach = if others { OTHERS } else { BARE };
        let parted = to - from > reach || (from..to).any(|t| matches!(self.form(t), "." | ";" | ":") || !others && self.form(t) == "،");
        if !joined || parted || !elided(figure) || !others && !number_ends(figure) {
            return;
        }
        // «27 شخصا، بينهم مدنيان، وإصابة 200 آخرين»: the others are others than all of them.
        let at = last.part_of.unwrap_or(found.len() - 1);
        let whole = &found[at];
        // «مقتل شرطي وإصابة ثمانية آخرين»: beside one, the others may be anybody; beside soldiers and civilians, too.
        let some = named(&whole.group) && whole.low.is_none_or(|low| low >= 2.0);
        // «قتل خمسة مسلحين، وأشاروا إلى مقتل عشرة مدنيين وإصابة سبعة آخرين»: what another tells is another count.
        let sentence = self.sentence_start(to);
        let told = |f: &FigureRead| {
            (f.tokens.end..whole.tokens.start).any(|t| self.document.hits.of(t, Subject::Cue).any(|h| h.prefix.contains(Prefix::AND)))
        };
        let mut before = found[..at].iter().rev().take_while(|f| f.tokens.start >= sentence && !told(f));
        let mixed = before.any(|f| f.part_of.is_none() && f.measure == whole.measure && f.group != whole.group);
        if some && !mixed {
            figure.group = whole.group.clone();
        }
    }
}
