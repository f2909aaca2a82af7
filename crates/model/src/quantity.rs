use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A count or an amount read from a page. Written to JSON as an integer where it is one.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, JsonSchema)]
#[schemars(transparent)]
pub struct Quantity(pub f64);

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // 2^53: beyond it a float no longer holds every integer.
        if self.0.fract() == 0.0 && self.0.abs() < 9_007_199_254_740_992.0 {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Quantity)
    }
}

impl From<i64> for Quantity {
    fn from(value: i64) -> Self {
        Quantity(value as f64)
    }
}
