use isnad_model::RemovalReason;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// Where on a page a furniture phrase works, and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FurnitureScope {
    /// A line that is the phrase and nothing else.
    Line,
    /// As `line`, above the first paragraph only: names of sections, which inside a text are subheads.
    Head,
    /// A line that begins with the phrase.
    Start,
    /// A line that has the phrase anywhere.
    Within,
    /// A line that begins with the phrase, and the titles listed below it.
    Section,
    /// A line that begins with the phrase, and all that follows, where the article lies above.
    Tail,
    /// The phrase at the head of a line, whose rest stays.
    Lead,
    /// From the phrase to the line's end, wherever it stands in one of the page's last lines.
    Rest,
    /// What stands behind the page's last full stop and begins with the phrase: labels that ran together with the text.
    End,
}

/// Phrases of menus, buttons, boxes and notices. File `boilerplate.tsv`: `phrase` (several parted by `|`;
/// `#` stands for any number), `reason`, `scope`, `example` (a line to remove), `counter_example` (a line to keep).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boilerplate {
    /// As written in the pack.
    pub phrases: Vec<String>,
    /// Why such a line goes.
    pub reason: RemovalReason,
    /// Where it works.
    pub scope: FurnitureScope,
}

impl Entry for Boilerplate {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        row.need("phrase")?;
        let entry = Boilerplate {
            phrases: row.list("phrase").map(str::to_owned).collect(),
            reason: row.word("reason")?,
            scope: row.word("scope")?,
        };
        Ok((entry, Vec::new()))
    }
}

/// What a label on a page announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageLabelKind {
    /// ملخص: an abstract follows.
    Summary,
    /// كتب، بقلم: a writer's name follows.
    Byline,
    /// صورة، تصوير، أرشيفية: marks the words of a picture.
    Photo,
    /// جانب من، لقطة من: opens the words under a picture.
    Scene,
    /// مواقع التواصل، الفرنسية: in the bracket at a picture's words, where they are from.
    PhotoSource,
    /// المصدر، وكالات: credits whoever the text is from.
    Source,
    /// للأنباء، الرسمية: words that may stand behind an agency's name.
    CarrierTail,
    /// للتواصل، تويتر: a writer's address follows or stands before.
    Contact,
    /// فيديو، صور: in the bracket at a title's end, what the page has beside its text.
    TitleTag,
    /// نيوز، أونلاين: ends the names of outlets.
    OutletEnd,
    /// صحيفة، بوابة: begins the names of outlets.
    OutletStart,
    /// أخبار، عربية، دولية: words that make up the names of sections.
    Section,
    /// انقر هنا، اضغط هنا: ends an invitation to press a button.
    Button,
}

/// A label that outlets put before parts of a page. File `page_labels.tsv`: `kind`, `forms`, `example`,
/// `counter_example`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageLabel {
    /// What it announces.
    pub kind: PageLabelKind,
    /// As written in the pack.
    pub forms: Vec<String>,
}

impl Entry for PageLabel {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        row.need("forms")?;
        Ok((PageLabel { kind: row.word("kind")?, forms: row.list("forms").map(str::to_owned).collect() }, Vec::new()))
    }
}

/// What an HTML element is by its tag, class, id, role or property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HtmlPart {
    /// The article's body.
    Body,
    /// The whole article, its title with it.
    Article,
    /// An abstract.
    Summary,
    /// A picture's words.
    Caption,
    /// The writers.
    Byline,
    /// Not the article: removed.
    Furniture,
    /// Never shown or never text: left out without a word.
    Hidden,
}

/// Names that page templates give their parts. File `html_blocks.tsv`: `names` (words of a class, id, role or
/// property, as `related posts`; a name in `<>` is a tag), `part`, `reason` (of furniture), `example`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HtmlBlock {
    /// As written in the pack.
    pub names: Vec<String>,
    /// What such an element is.
    pub part: HtmlPart,
    /// Why furniture goes.
    pub reason: Option<RemovalReason>,
}

impl Entry for HtmlBlock {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        row.need("names")?;
        let block = HtmlBlock {
            names: row.list("names").map(str::to_owned).collect(),
            part: row.word("part")?,
            reason: row.word_or_none("reason")?,
        };
        if block.part == HtmlPart::Furniture && block.reason.is_none() {
            return Err(row.fault("furniture needs a reason; give one of RemovalReason's words"));
        }
        Ok((block, Vec::new()))
    }
}
