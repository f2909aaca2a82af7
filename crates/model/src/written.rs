//! Values of closed lists as words, and back.

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde_json::Value;

/// A value of a closed list as its JSON has it, such as `at_least`; nothing where a value is no single word.
pub fn written(value: &impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => Some(word),
        _ => None,
    }
}

/// The value of a closed list that a word stands for in JSON, or which words there are.
pub fn meant<T: DeserializeOwned>(word: &str) -> Result<T, Error> {
    let word: StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(word)
}

/// The words of a closed list as its schema has them, in its order.
pub fn words<T: JsonSchema>() -> Vec<String> {
    words_of(schemars::schema_for!(T).as_value()).map(str::to_owned).collect()
}

/// The words of the closed list that a schema is of.
pub fn words_of(schema: &Value) -> impl Iterator<Item = &str> {
    fn array<'a>(schema: &'a Value, key: &'static str) -> impl Iterator<Item = &'a Value> {
        schema[key].as_array().into_iter().flatten()
    }
    // Words with a description stand alone, the others together.
    let described = array(schema, "oneOf").flat_map(|v| std::iter::once(&v["const"]).chain(array(v, "enum")));
    array(schema, "enum").chain(described).filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::{meant, words, written};
    use crate::{FactStatus, Quantity, Verdict};

    #[test]
    fn a_value_of_a_closed_list_is_one_word() {
        assert_eq!(written(&Verdict::IncompatibleScope).as_deref(), Some("incompatible_scope"));
        assert_eq!(written(&Quantity(3.0)), None);
        assert_eq!(meant("incompatible_scope"), Ok(Verdict::IncompatibleScope));
        for word in ["", "nonsense", "Disputed", "\"disputed\""] {
            assert_eq!(meant::<Verdict>(word).ok(), None, "{word}");
        }
        assert_eq!(words::<FactStatus>(), ["agreed", "single", "superseded", "disputed", "denied"]);
        for word in words::<Verdict>() {
            assert_eq!(meant::<Verdict>(&word).ok().and_then(|value| written(&value)), Some(word));
        }
    }
}
