use serde::Serialize;

/// A value of a closed list as its JSON has it, such as `at_least`; nothing where a value is no single word.
pub fn written(value: &impl Serialize) -> Option<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Some(word),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::{Quantity, Verdict};

    #[test]
    fn a_value_of_a_closed_list_is_one_word() {
        assert_eq!(written(&Verdict::IncompatibleScope).as_deref(), Some("incompatible_scope"));
        assert_eq!(written(&Quantity(3.0)), None);
    }
}
