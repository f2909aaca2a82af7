//! Words of the reports in two languages: Fluent messages of `labels/`, with each language's plural classes.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use schemars::JsonSchema;
use serde::Serialize;
use unic_langid::langid;

use crate::Language;
use crate::numbers::grouped;

type Bundle = FluentBundle<FluentResource>;

static ARABIC: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("ar"), include_str!("../labels/ar.ftl")));
static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("en"), include_str!("../labels/en.ftl")));

fn bundle(language: unic_langid::LanguageIdentifier, source: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Names are isolated where they are looked up (`isolate`). Fluent would isolate each value, and a message that is all
    // isolates has no direction of its own inside another one.
    bundle.set_use_isolating(false);
    // A message that does not parse is left out and the others stay; a test asks that none is.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let _ = bundle.add_resource(resource);
    bundle
}

/// A value to put into a message.
pub type Put<'a> = (&'static str, &'a str);

impl Language {
    fn bundle(self) -> &'static Bundle {
        match self {
            Language::Arabic => &ARABIC,
            Language::English => &ENGLISH,
        }
    }

    fn format(self, key: &str, args: &FluentArgs) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else { return key.replace(['_', '-'], " ") };
        bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    /// The word for a key; the key itself where the table lacks it.
    pub fn word(self, key: &str) -> String {
        self.format(key, &FluentArgs::new())
    }

    /// A message with values in it.
    pub fn say(self, key: &str, values: &[Put]) -> String {
        self.format(key, &values.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect())
    }

    /// A message about a number of things, in the plural class that the number asks for.
    pub fn count(self, key: &str, count: usize) -> String {
        let mut args = FluentArgs::new();
        args.set("count", class_of(count));
        args.set("figure", grouped(count as f64));
        self.format(key, &args)
    }

    /// The word for a value of a closed list.
    pub fn name_of<T: Serialize + JsonSchema>(self, value: &T) -> String {
        let value = isnad_model::written(value).unwrap_or_default();
        self.word(&label::<T>(&value))
    }

    /// The values of a closed list as its JSON has them, each with its word.
    pub fn choices<T: JsonSchema>(self) -> Vec<(String, String)> {
        let labelled = |value: String| {
            let word = self.word(&label::<T>(&value));
            (value, word)
        };
        isnad_model::words::<T>().into_iter().map(labelled).collect()
    }
}

/// The key of a value's word.
fn label<T: JsonSchema>(value: &str) -> String {
    format!("{}-{value}", list_key(&T::schema_name()))
}

/// A number of the same plural class that is below a hundred or a hundred itself: Arabic asks for the last two digits of what
/// is more, which the plural rules that Fluent brings do not look at (CLDR has n % 100, they have n).
fn class_of(count: usize) -> usize {
    match count % 100 {
        last @ 3.. if count > 100 => last,
        _ => count.min(100),
    }
}

/// `TalksStatus` → `talks-status`.
fn list_key(name: &str) -> String {
    let mut key = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !key.is_empty() {
            key.push('-');
        }
        key.extend(letter.to_lowercase());
    }
    key
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use isnad_model::words_of;
    use serde_json::Value;

    use super::*;

    fn messages(source: &str) -> BTreeSet<String> {
        let resource = fluent_syntax::parser::parse(source).expect("every message parses");
        let ids = resource.body.iter().filter_map(|entry| match entry {
            fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
            _ => None,
        });
        ids.collect()
    }

    #[test]
    fn both_languages_have_the_same_messages() {
        assert_eq!(messages(include_str!("../labels/ar.ftl")), messages(include_str!("../labels/en.ftl")));
    }

    #[test]
    fn no_language_leaks_into_the_other() {
        for line in include_str!("../labels/en.ftl").lines().filter(|l| !l.starts_with('#')) {
            assert!(!line.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)), "{line}");
        }
        for line in include_str!("../labels/ar.ftl").lines().filter(|l| !l.starts_with('#')) {
            let value = line.split_once('=').map_or(line, |(_, value)| value);
            let mut inside = 0;
            let mut words = String::new();
            for letter in value.chars() {
                match letter {
                    '{' | '[' => inside += 1,
                    '}' | ']' => inside -= 1,
                    letter if inside == 0 => words.push(letter),
                    _ => {}
                }
            }
            // A data set is called by its own name.
            assert!(!words.replace("Natural Earth", "").chars().any(|c| c.is_ascii_alphabetic()), "{line}");
        }
    }

    /// Values of the closed lists in a schema, with their keys.
    fn keys(schema: &Value) -> Vec<String> {
        let definitions = schema["$defs"].as_object().into_iter().flatten();
        definitions.flat_map(|(name, list)| words_of(list).map(move |value| format!("{}-{value}", list_key(name)))).collect()
    }

    #[test]
    fn every_value_of_the_records_lists_has_its_word() {
        let known = messages(include_str!("../labels/en.ftl"));
        let record = keys(schemars::schema_for!(isnad_model::Record).as_value());
        assert!(record.contains(&"verdict-disputed".to_owned()), "{record:?}");
        // How finely a time is fixed is seen from the time.
        let missing: Vec<&String> = record.iter().filter(|k| !k.starts_with("granularity-") && !known.contains(*k)).collect();
        assert!(missing.is_empty(), "add them to crates/export/labels/ar.ftl and en.ftl: {missing:?}");
    }

    #[test]
    fn arabic_counts_in_six_classes() {
        let plain = |count| crate::plain(&Language::Arabic.count("count-pages", count));
        assert_eq!(plain(0), "لا صفحات");
        assert_eq!(plain(1), "صفحة واحدة");
        assert_eq!(plain(2), "صفحتان");
        assert_eq!(plain(7), "7 صفحات");
        assert_eq!(plain(11), "11 صفحة");
        assert_eq!(plain(102), "102 صفحة");
        assert_eq!(plain(1204), "1,204 صفحات");
    }

    #[test]
    fn english_counts_in_two() {
        let plain = |count| crate::plain(&Language::English.count("count-speakers", count));
        assert_eq!([plain(0), plain(1), plain(4)], ["no named speaker", "one speaker", "4 speakers"]);
    }

    #[test]
    fn values_of_lists_are_worded() {
        assert_eq!(Language::English.name_of(&isnad_model::Measure::Killed), "Killed");
        assert_eq!(Language::Arabic.name_of(&isnad_model::TalksStatus::Planned), "مقررة");
        let word = |list: Vec<(String, String)>, at: usize| list.into_iter().nth(at).expect("a value");
        assert_eq!(word(Language::English.choices::<isnad_model::Measure>(), 1), ("wounded".to_owned(), "Wounded".to_owned()));
        assert_eq!(word(Language::English.choices::<isnad_model::FactStatus>(), 3).0, "disputed");
    }
}
