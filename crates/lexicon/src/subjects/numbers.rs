use isnad_model::Qualifier;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::form::Form;
use crate::inflection::Inflection;
use crate::pack::{PackError, Row};

/// What a number word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberPart {
    /// One to nine.
    Unit,
    /// The «one» of eleven and the «two» of twelve, which alone are no numbers: أحد عشر، اثنا عشر.
    Eleven,
    /// Eleven to nineteen in one word, as they are spoken: خمستاشر
    Teen,
    /// Ten, alone or after a unit.
    Ten,
    /// Twenty to ninety.
    Tens,
    /// A hundred, alone or after a unit.
    Hundred,
    /// Two to nine hundred in one word.
    Hundreds,
    /// Thousand, million …
    Scale,
    /// Two thousand, two million …
    ScaleDual,
    /// Thousands, millions: after a number or the vague words; alone they are vague.
    ScalePlural,
    /// Half, third …
    Fraction,
    /// Quarters, fifths …, after a unit.
    FractionPlural,
    /// A fraction written like another word (خُمس and خَمس, ثُمن and ثَمن): only after a number or before its whole.
    AmbiguousFraction,
    /// First, second …
    Ordinal,
    /// Tens, hundreds, «a few».
    Vague,
    /// Nought.
    Zero,
}

/// A number word. File `numbers.tsv`: `kind`, `value`, `forms`, `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberWord {
    /// What it does.
    pub part: NumberPart,
    /// Its value.
    pub value: f64,
}

impl Entry for NumberWord {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        let value = row.number("value")?.ok_or_else(|| row.fault("column `value` is empty; give the word's value"))?;
        Ok((NumberWord { part: row.word("kind")?, value }, row.forms("forms", Form::name())))
    }
}

/// What a word around those of numbers does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberLinkPart {
    /// The word for a decimal point: فاصلة
    Point,
    /// The letter for a decimal point, between the decimals and the whole: «6ر5» is 5.6
    PointLetter,
    /// سالب، ناقص
    Negative,
    /// Between the parts of a ratio: واحد على عشرين
    Over,
    /// «out of», which is a ratio after «one» only: واحد من مئة
    Of,
    /// «in», a ratio after «one» and before a word only: واحد في المليون
    In,
    /// «out of every», always a ratio: اثنان من كل خمسة
    OfEvery,
    /// A part of: ثلاثة أجزاء من مئة
    Share,
    /// After its whole: عشرون جزءا من خمسة وعشرين جزءا
    SharePlural,
    /// %، في المئة
    Percent,
    /// An ordinal beyond a hundred: الخامسة بعد المئة
    After,
    /// بين 20 و30
    Between,
    /// من 5 إلى 7
    From,
    /// The word between the ends of a range: إلى
    To,
    /// One that is between them only after «between»: بين 20 أو 30
    Or,
    /// One that is between them only after «from»: من 5 حتى 7
    Until,
    /// A mark between the ends of a range.
    Dash,
    /// A verb or noun of change: after it «from … to …» is no range.
    Change,
    /// A noun that a number names: القرار 2254
    Label,
    /// After «one», which then counts nothing: واحد من أهم
    OneOf,
    /// Before a time of the clock.
    Hour,
}

/// A word around those of numbers. File `number_links.tsv`: `kind`, `forms`, `example`, `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberLink {
    /// What it does.
    pub part: NumberLinkPart,
}

impl Entry for NumberLink {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        Ok((NumberLink { part: row.word("kind")? }, row.forms("forms", Form::name())))
    }
}

/// Where a bounding phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// أكثر من 200
    Before,
    /// 32 على الأقل
    After,
}

/// A phrase that bounds a number. File `qualifiers.tsv`: `qualifier`, `side`, `forms`, `example`,
/// `counter_example`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// How it bounds.
    pub qualifier: Qualifier,
    /// Where it stands.
    pub side: Side,
}

impl Entry for Bound {
    fn read(row: &Row, _: &Inflection) -> Result<(Self, Vec<Form>), PackError> {
        Ok((Bound { qualifier: row.word("qualifier")?, side: row.word("side")? }, row.forms("forms", Form::name())))
    }
}
