use isnad_model::Mode;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::{Features, Form};
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What follows a cue where it reports something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    /// أن، إن، بأن، a colon or a quotation: a clause.
    Clause,
    /// A noun phrase, the thing itself: أدان الهجوم، أعلن وقف إطلاق النار.
    Object,
    /// دعا إلى، أشار إلى، لفت إلى.
    To,
    /// شدد على، أكد على، حث على.
    On,
    /// أعرب عن، كشف عن، أعلن عن.
    About,
    /// حذر من، تخوف من.
    From,
    /// طالب بـ، اتهم بـ، وصف بـ، تعهد بـ.
    By,
    /// ندد بـ stands here as `By`; رحب في as `In`.
    In,
    /// حمّل فلانا المسؤولية: the verb reports only with the blame behind it.
    Blame,
    /// زاد: «…»: words alone, behind a colon or in marks, near the verb.
    Words,
    /// بحسب، وفقاً لـ: the speaker follows, and the clause stands before or after.
    Source,
}

/// How a cue is read beside its frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// نقلت الصحيفة عن الحارس: the subject carried what somebody else said.
    Relay,
    /// علمت الصحيفة من مصدر: so it did, from a source.
    Learn,
    /// زعم أن: behind a denial or an accusation, what the other claims.
    Claim,
    /// أظهر التقرير وفاة ثلاثة: a thing is told of only by a report or a toll.
    ShowsThing,
    /// رصد التقرير: it tells something only of a report or a toll.
    OfReport,
    /// رفعت الوزارة عدد القتلى: it tells something only with a toll behind it.
    OfToll,
    /// يقدر الخبراء عدد السكان: in the present it tells something only with a count behind it.
    Estimate,
}

/// A reporting verb or phrase. File `cues.tsv`: `id`, `past`, `present`, `participle`, `masdar` (lemmas,
/// `|`-separated, inflected by `inflection.tsv`), `fixed` (forms taken as they stand), `passive` (lemmas: أُعلن), `mode`, `frames`,
/// `certain` (`no` where the verb often means something else and counts only with an explicit frame),
/// `continues` (`yes` where it goes on with the last speaker when it names none: وأضاف، وتابع),
/// `addressee` (`yes` where a bare object is the one spoken to: دعا الأطراف إلى), `way` (a [`Way`], where it has one),
/// `example`, `counter_example`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Unique.
    pub id: String,
    /// How the speaker stands to what is reported.
    pub mode: Mode,
    /// What may follow.
    pub frames: Vec<Frame>,
    /// Whether the verb alone is enough.
    pub certain: bool,
    /// Whether it goes on with the last speaker.
    pub continues: bool,
    /// Whether a bare object is the one spoken to.
    pub addressee: bool,
    /// How it is read beside its frames.
    pub way: Option<Way>,
}

impl Entry for Cue {
    fn read(row: &Row, inflection: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let mut forms = Vec::new();
        for paradigm in ["past", "present", "participle", "masdar"] {
            for lemma in row.list(paradigm) {
                forms.extend(inflection.forms(paradigm, lemma));
            }
        }
        forms.extend(row.forms("fixed", Form::name()));
        forms.extend(row.list("passive").flat_map(|lemma| inflection.forms("past", lemma)).map(|f| f.with(Features::PASSIVE)));
        let cue = Cue {
            id: row.need("id")?.to_owned(),
            mode: row.word("mode")?,
            frames: row.words("frames")?,
            certain: row.get("certain") != "no",
            continues: row.get("continues") == "yes",
            addressee: row.get("addressee") == "yes",
            way: row.word_or_none("way")?,
        };
        Ok((cue, forms))
    }
}
