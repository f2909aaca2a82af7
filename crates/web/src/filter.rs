//! What lists are narrowed by, and which part of them is shown, as addresses have it.

use std::num::NonZeroU32;

use axum::http::StatusCode;
use isnad_export::Language;
use isnad_store::{Claims, Latest, Narrow, Stories, first_day_of, last_day_of};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::fault::Refusal;

/// Lines of a part of a list.
pub const LINES: usize = 100;

/// What narrows a list; an empty field does not.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)] // as the lists have them
pub struct Filter {
    pub q: String,
    pub kind: String,
    pub measure: String,
    pub status: String,
    pub since: String,
    pub until: String,
    pub place: String,
    pub speaker: String,
    pub outlet: String,
    pub order: String,
    /// Which part, from 1.
    pub page: String,
}

/// A value that a field cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The field, and the key of its label.
    pub field: &'static str,
    label: &'static str,
    /// What was given.
    pub value: String,
    /// What it takes.
    pub takes: Vec<String>,
}

impl Wrong {
    /// A value that is none of a field's; `takes` are some that are.
    pub fn new(field: &'static str, label: &'static str, value: &str, takes: &[&str]) -> Self {
        Wrong { field, label, value: value.to_owned(), takes: takes.iter().map(|t| (*t).to_owned()).collect() }
    }

    /// In a visitor's language.
    pub fn told(&self, language: Language) -> Refusal {
        let values =
            [("value", &*self.value), ("field", &*language.word(self.label)), ("takes", &*self.takes.join(&language.word("joint")))];
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, language.say("web-wrong-value", &values))
    }
}

/// What a field holds, if anything.
pub fn given(field: &str) -> Option<String> {
    Some(field.trim()).filter(|f| !f.is_empty()).map(str::to_owned)
}

fn listed<T: DeserializeOwned + JsonSchema>(field: &'static str, label: &'static str, value: &str) -> Result<Option<T>, Wrong> {
    let wrong = |word: &str| Wrong { takes: isnad_model::words::<T>(), ..Wrong::new(field, label, word, &[]) };
    given(value).map(|word| isnad_model::meant(&word).map_err(|_| wrong(&word))).transpose()
}

fn day(field: &'static str, label: &'static str, value: &str, of: fn(&str) -> Option<String>) -> Result<Option<String>, Wrong> {
    let wrong = |day: &str| Wrong::new(field, label, day, &["2024", "2024-05", "2024-05-06"]);
    given(value).map(|day| of(&day).ok_or_else(|| wrong(&day))).transpose()
}

impl Filter {
    /// The claims that are asked for, and one more.
    pub fn claims(&self) -> Result<Claims, Wrong> {
        Ok(Claims {
            measure: listed("measure", "figure", &self.measure)?,
            kind: listed("kind", "kind", &self.kind)?,
            status: listed("status", "status", &self.status)?,
            since: self.since()?,
            until: self.until()?,
            place: given(&self.place),
            speaker: given(&self.speaker),
            outlet: given(&self.outlet),
            order: Latest::Told,
            skip: self.skip()?,
            limit: LINES + 1,
        })
    }

    /// What a search is narrowed by; one page more is asked for.
    pub fn narrow(&self) -> Result<Narrow, Wrong> {
        let (since, until, outlet) = (self.since()?, self.until()?, given(&self.outlet));
        Ok(Narrow { since, until, outlet, order: Latest::Told, skip: self.skip()?, limit: LINES + 1 })
    }

    /// The stories that are asked for, and one more.
    pub fn stories(&self) -> Result<Stories, Wrong> {
        let order = listed("order", "web-order", &self.order)?.unwrap_or_default();
        Ok(Stories { since: self.since()?, order, skip: self.skip()?, limit: LINES + 1 })
    }

    fn since(&self) -> Result<Option<String>, Wrong> {
        day("since", "web-since", &self.since, first_day_of)
    }

    fn until(&self) -> Result<Option<String>, Wrong> {
        day("until", "web-until", &self.until, last_day_of)
    }

    fn page(&self) -> Result<usize, Wrong> {
        let wrong = |page: &str| Wrong::new("page", "web-part", page, &["1", "2", "3 …"]);
        let page = given(&self.page).map(|page| page.parse::<NonZeroU32>().map_err(|_| wrong(&page))).transpose()?;
        Ok(page.map_or(1, |page| page.get() as usize))
    }

    /// Lines before the part that is asked for.
    pub fn skip(&self) -> Result<usize, Wrong> {
        Ok((self.page()? - 1) * LINES)
    }

    /// The address of another part of the same list.
    fn address(&self, path: &str, page: usize) -> String {
        self.with(path, &[("page", &page.to_string())])
    }

    /// The address of the list, from its beginning.
    pub fn query(&self, path: &str) -> String {
        self.with(path, &[])
    }

    /// The address of a list that the same narrows, and more.
    pub fn with(&self, path: &str, more: &[(&str, &str)]) -> String {
        let fields = [
            ("q", &*self.q),
            ("kind", &*self.kind),
            ("measure", &*self.measure),
            ("status", &*self.status),
            ("since", &*self.since),
            ("until", &*self.until),
            ("place", &*self.place),
            ("speaker", &*self.speaker),
            ("outlet", &*self.outlet),
            ("order", &*self.order),
        ];
        let given = fields.iter().chain(more).filter(|(_, value)| !value.is_empty());
        let pairs: Vec<String> = given.map(|(name, value)| format!("{name}={}", isnad_export::in_address(value))).collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }

    /// Leaves of `lines`, which begin with the part that is asked for, that part, and says where the others are.
    pub fn part<T>(&self, path: &str, lines: &mut Vec<T>) -> Result<Part, Wrong> {
        let page = self.page()?;
        let more = lines.len() > LINES;
        lines.truncate(LINES);
        let first = (page - 1) * LINES + 1;
        Ok(Part {
            first,
            last: first + lines.len() - 1,
            previous: (page > 1).then(|| self.address(path, page - 1)),
            next: more.then(|| self.address(path, page + 1)),
        })
    }
}

/// Which part of a list is shown.
pub struct Part {
    /// The first line, from 1.
    pub first: usize,
    /// The last line; behind the end of the list it is the one before the first.
    pub last: usize,
    /// Where the part before it is.
    pub previous: Option<String>,
    /// Where the part behind it is.
    pub next: Option<String>,
}

impl Part {
    /// Whether there is nothing else.
    pub fn is_all(&self) -> bool {
        self.previous.is_none() && self.next.is_none()
    }
}

#[cfg(test)]
mod tests {
    use isnad_model::{FactKind, Measure};

    use super::*;

    #[test]
    fn a_wrong_value_is_named_with_what_there_is() {
        let filter = Filter { kind: "figure".into(), measure: " killed ".into(), until: "2024-02".into(), ..Filter::default() };
        let claims = filter.claims().expect("it is right");
        assert_eq!(
            (claims.kind, claims.measure, claims.until.as_deref()),
            (Some(FactKind::Figure), Some(Measure::Killed), Some("2024-02-29"))
        );
        let wrong = [
            Filter { kind: "figures".into(), ..Filter::default() },
            Filter { measure: "dead".into(), ..Filter::default() },
            Filter { status: "Disputed".into(), ..Filter::default() },
            Filter { since: "yesterday".into(), ..Filter::default() },
            Filter { until: "2024-02-30".into(), ..Filter::default() },
            Filter { page: "0".into(), ..Filter::default() },
        ];
        let told = wrong.map(|filter| filter.claims().expect_err("it is wrong").told(Language::English).message);
        assert_eq!(told[0], "No value of «Kind»: «figures». It takes: figure, event, statement, quote");
        for (told, value) in told.iter().zip(["«figures»", "«dead»", "«Disputed»", "«yesterday»", "«2024-02-30»", "«0»"]) {
            assert!(told.contains(value), "{told}");
        }
    }

    #[test]
    fn parts_of_a_list_lead_to_each_other() {
        let filter = Filter { place: "سبها".into(), page: "2".into(), ..Filter::default() };
        let mut lines: Vec<usize> = (100..201).collect();
        let part = filter.part("/claims", &mut lines).expect("a part");
        assert_eq!((lines.len(), part.first, part.last, filter.skip()), (100, 101, 200, Ok(100)));
        assert_eq!(part.previous.as_deref(), Some("/claims?place=%D8%B3%D8%A8%D9%87%D8%A7&page=1"));
        assert_eq!(part.next.as_deref(), Some("/claims?place=%D8%B3%D8%A8%D9%87%D8%A7&page=3"));
        assert!(!part.is_all() && Filter::default().part("/", &mut vec![0; 100]).expect("a part").is_all());
    }
}
