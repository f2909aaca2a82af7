use isnad_model::Group;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What a particle or connecting phrase does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordRole {
    /// أن، إن، بأن: a reported clause follows.
    That,
    /// لم، لن، ليس، عدم، دون: not.
    Not,
    /// قد، ربما، يمكن، من المحتمل: perhaps.
    Perhaps,
    /// سوف، من المقرر، يعتزم: is to come.
    Planned,
    /// يجب، ضرورة: is demanded.
    Demanded,
    /// بينهم، من بينهم، منهم: the next figure is a part of the last.
    Among,
    /// آخرين، آخرون: others, the group counted before.
    Others,
    /// من جهته، من جانبها، بدوره: a turn to another speaker.
    Turn,
    /// الذي، التي: a relative clause.
    Relative,
    /// في، من، إلى، على، عن …: a preposition.
    Preposition,
    /// و، أو، ثم، لكن، بينما، فيما …: joins clauses.
    Conjunction,
    /// بعدما، عندما: begins a clause of its own, of which nothing before it is said.
    Clause,
    /// هو، هي، هم: a pronoun.
    Pronoun,
    /// هذا، هذه، تلك: a demonstrative.
    Demonstrative,
    /// غداة، قبل، بعد، خلال، منذ: stands before a time.
    TimePreposition,
    /// مدينة، محافظة، بلدة، قرية، مطار: a place's name follows.
    PlaceNoun,
    /// حي، قرية، شارع: an ordinary word with the article behind it is the place's name.
    QuarterNoun,
    /// أحياء، بلدات، ولايات: the names of several places follow.
    PlaceNouns,
    /// لقي: what befell the counted stands behind them (لقي ثلاثة … مصرعهم).
    Meets,
    /// مسؤولية، اللوم: what is laid on somebody.
    Blame,
    /// بلغ، تجاوز، وصل، إلى: a toll reaches the number behind it.
    Reaches,
    /// منذ: a count goes on since what follows.
    Since,
    /// خلال، في غضون: a count holds for the stretch that follows.
    Within,
    /// بدء، اندلاع: the beginning of the event that follows.
    Onset,
    /// ارتفع، إجمالي: the count behind it holds all that came so far.
    Total,
    /// لكل: a rate follows, no count.
    Each,
    /// معظمهم، جميعهم: what those counted before are.
    Majority,
    /// زوجته، ابنها: a relative of whoever was named.
    Kin,
    /// عدد، حصيلة: how many of those that follow.
    Count,
    /// إضافة إلى، فضلا عن: what stands behind it is counted beside what stands before.
    Besides,
    /// دون، تحت: the years behind it bound an age.
    AgeLimit,
    /// الشرطة، الجيش: whose members the group of the annotation guide is that `id` names.
    Corps,
    /// في صفوف، بين: those whose the people counted before it are follow.
    Ranks,
    /// كورونا، حمى: those who have it are no wounded.
    Disease,
    /// يوجد، يقيم، يعيش: people are somewhere.
    Stays,
    /// مخيم، مركز إيواء، قاعدة: where people are sheltered.
    Shelter,
    /// لجأ: people stay in the shelter that is named behind it; without one they have fled.
    Refuge,
    /// مرة، مرات: how often something was done.
    Times,
    /// الهدنة، الاتفاق: what may be broken.
    Truce,
    /// يقل، على متنه، من أصل: all that there were; what befell the vehicle, or some of them, did not befall them. مخلفا، تاركا:
    /// nor did what befell whoever leaves them behind.
    Carries,
    /// ما زالوا: what the counted still are stands behind it.
    Still,
    /// أسفر، أوقع، أدى إلى: what it led to follows, which the page knows of itself.
    LeadsTo,
    /// مساحة: a length behind it is of an area.
    Area,
    /// غرقا، حرقا: how they died; it is not counted.
    Manner,
    /// أسوأ، أول: what it is said of is compared with all since then, and no count holds so long.
    Superlative,
    /// حصيلة، العدد الإجمالي: a toll, of the dead where the page speaks of them.
    Toll,
    /// حق اللجوء: a phrase whose words give no figure its measure.
    NoMeasure,
    /// مسقط رأسه: a set phrase whose first word is a place's name elsewhere.
    NoPlace,
    /// مصرعهم، حياتهم: what the counted met or lost, behind them.
    Met,
    /// بوساطة، برعاية: an adjective behind it names a state that acts.
    Backing,
    /// في إشارة إلى، وذلك: the page's own aside behind what somebody said.
    Gloss,
    /// شمال، غرب، ريف: a part of the place that follows.
    PlacePart,
    /// يدعى، اسمه: the name of somebody follows.
    Named,
    /// عمره، البالغ من العمر، في سن: the years behind it are somebody's age.
    Age,
    /// رفض نشر اسمه، عدم الكشف عن هويته: who speaks keeps his name back; the verb before it reports nothing.
    Anonymity,
    /// عملية، خطة، حملة: what stands in marks behind it is its name, no quotation.
    Kind,
    /// صادر عن، أصدره، نشرته: whoever issued the statement before it follows.
    Issued,
    /// الأرقام، الدلائل: what shows something, and says nothing.
    Evidence,
    /// خبير، ناشطون، صحف، عدد من: whoever or whatever tells something.
    Teller,
    /// أما: whoever or whatever it names follows, and of it something is told behind «ف».
    AsFor,
    /// سموه، معاليه: the one last named, in honour.
    Honour,
    /// عن، على لسان: of whom something is told.
    About,
    /// عنه، فيها: a preposition with its pronoun, which governs nothing behind it.
    Bound,
    /// رضي الله عنه، حفظه الله: a pious phrase, whose words report nothing.
    Formula,
    /// للصحافيين، لوسائل الإعلام: to whom somebody spoke.
    Audience,
    /// نحن، لسنا، لدينا: whoever speaks speaks of himself.
    FirstPerson,
    /// بيان، مؤتمر صحافي، خطاب متلفز، تغريدة: the form of the statement.
    Occasion,
    /// قد: the verb behind it was done before, or is a guess if it is in the present.
    Aspect,
    /// كان: the verb behind its subject was done before.
    Was,
    /// كلا، كل من، بعض: how many of those who follow.
    Quantity,
    /// رسميا، مجددا، أيضا: may stand between a verb and its subject.
    Adverb,
    /// لا، لم، لن: denies the verb right behind it.
    Denies,
    /// ما: what somebody said follows: «بحسب ما», «حسبما».
    What,
    /// كما: as somebody said.
    AsSaid,
    /// يوميا، كل شهر: how many in each stretch of time, not how many so far.
    Rate,
    /// ما، مما، كما: joins so loosely that what a verb takes may still follow.
    Loose,
    /// من، حتى، بعدما: reads as a preposition, and a verb may stand behind it.
    BeforeVerb,
    /// باسم: for whom somebody speaks.
    OnBehalf,
    /// أهمية، حرص، مقتل: what is affirmed or announced, and begins no name behind a title.
    Matter,
    /// د.، م.: a title of one letter, whose holder's name follows.
    Abbreviated,
    /// حديثه، كلمته: with its pronoun, what whoever spoke last goes on with.
    Speech,
    /// مكتبه، حزبها: what speaks for whoever was named.
    Own,
    /// رسمية: of the state.
    Official,
    /// عمدة: a man, though the word ends like a woman's.
    Man,
    /// وعن، وحول، وردا على: what whoever spoke last was asked about, at a sentence's head.
    Topic,
}

/// Which preposition a word is, where rules ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preposition {
    /// في
    In,
    /// لدى
    At,
    /// من
    From,
    /// إلى
    To,
    /// على
    On,
    /// عن
    About,
    /// بـ
    By,
    /// لـ
    For,
}

/// What a word is more exactly, where rules ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// الذي: of one man or masculine thing.
    Masculine,
    /// التي: of one woman, feminine thing, or things.
    Feminine,
    /// جميعهم: of all of them.
    All,
    /// تجاوز: in the past, though it begins like the present.
    Past,
    /// قرب: of what is close by, not inside.
    Near,
    /// الجيش: its members are soldiers.
    Soldiers,
    /// الشرطة: its members are police.
    Police,
    /// القبعات الزرق: its members are peacekeepers.
    Peacekeepers,
}

impl Detail {
    /// The group of a corps' members.
    pub fn group(self) -> Option<Group> {
        match self {
            Detail::Soldiers => Some(Group::Soldiers),
            Detail::Police => Some(Group::Police),
            Detail::Peacekeepers => Some(Group::Peacekeepers),
            Detail::Masculine | Detail::Feminine | Detail::All | Detail::Past | Detail::Near => None,
        }
    }
}

/// The form of a statement, where rules ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// حصيلة
    Toll,
    /// تقرير
    Report,
    /// مصدر
    Source,
    /// خطاب متلفز
    Television,
    /// مواقع التواصل
    SocialMedia,
}

impl Occasion {
    /// The medium that carries a statement of this form, as an actor's id.
    pub fn medium(self) -> Option<&'static str> {
        match self {
            Occasion::Television => Some("television"),
            Occasion::SocialMedia => Some("social-media"),
            _ => None,
        }
    }
}

/// A particle or connecting phrase. File `words.tsv`: `role`, `forms`, `id`, `example`, `counter_example`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// What it does.
    pub role: WordRole,
    /// What it is more exactly, where the role needs it: the group of a corps' members, the gender of a relative.
    pub detail: Option<Detail>,
    /// The id of a preposition.
    pub preposition: Option<Preposition>,
    /// The id of an occasion.
    pub occasion: Option<Occasion>,
}

impl Entry for Word {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let role: WordRole = row.word("role")?;
        let mut word = Word { role, detail: None, preposition: None, occasion: None };
        match role {
            WordRole::Preposition => word.preposition = row.word_or_none("id")?,
            WordRole::Occasion => word.occasion = row.word_or_none("id")?,
            _ => word.detail = row.word_or_none("id")?,
        }
        Ok((word, row.forms("forms", Form::name())))
    }
}
