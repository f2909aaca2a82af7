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
    /// The «one» of eleven, which alone is no number: أحد عشر.
    Eleven,
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
    /// First, second …
    Ordinal,
    /// Tens, hundreds.
    Vague,
    /// The word for a decimal point.
    Point,
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
