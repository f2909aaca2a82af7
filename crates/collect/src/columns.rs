//! Which column of a table has what of a page.

use std::str::FromStr;

/// What a table's columns may have of a page.
const FIELDS: [(Field, &str, &[&str]); 8] = [
    (Field::Url, "url", &["url", "link", "address", "uri"]),
    (Field::Html, "html", &["html", "raw_html", "content_html"]),
    (Field::Text, "text", &["text", "body", "content", "article", "maintext", "raw_text"]),
    (Field::Title, "title", &["title", "headline"]),
    (Field::Published, "published", &["published", "date", "date_publish", "published_at", "pubdate", "time"]),
    (Field::Outlet, "outlet", &["outlet", "source", "publisher", "site", "site_name"]),
    (Field::Author, "author", &["author", "authors", "byline"]),
    (Field::Language, "language", &["language", "lang"]),
];

/// What a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Url,
    Html,
    Text,
    Title,
    Published,
    Outlet,
    Author,
    Language,
}

/// Which column has what: as given, `url=link,text=body`, and by customary names for what is not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    given: Vec<(usize, String)>,
}

/// A mapping that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» maps nothing; write FIELD=COLUMN, parted by commas, with url, html, text, title, published, outlet, author or language")]
pub struct NotAColumn(String);

impl FromStr for Columns {
    type Err = NotAColumn;

    fn from_str(text: &str) -> Result<Self, NotAColumn> {
        let mut columns = Columns::default();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let wrong = || NotAColumn(part.to_owned());
            let (field, column) = part.split_once('=').ok_or_else(wrong)?;
            let at = FIELDS.iter().position(|(_, name, _)| *name == field.trim()).ok_or_else(wrong)?;
            if column.trim().is_empty() {
                return Err(wrong());
            }
            columns.given.retain(|(other, _)| *other != at);
            columns.given.push((at, column.trim().to_owned()));
        }
        Ok(columns)
    }
}

impl Columns {
    /// The names that may be a field's, those that were given first.
    fn names(&self, at: usize) -> impl Iterator<Item = &str> {
        let given = self.given.iter().find(|(field, _)| *field == at).map(|(_, column)| column.as_str());
        let customary = if given.is_some() { &[][..] } else { FIELDS[at].2 };
        given.into_iter().chain(customary.iter().copied())
    }

    /// What `value` has under the first of a field's names that has something.
    pub(crate) fn find<T>(&self, field: Field, value: impl Fn(&str) -> Option<T>) -> Option<T> {
        let at = FIELDS.iter().position(|(f, _, _)| *f == field)?;
        self.names(at).find_map(value)
    }

    /// Whether a column of this name may have something of a page.
    #[cfg(feature = "parquet")]
    pub(crate) fn may_have(&self, name: &str) -> bool {
        let top = |column: &str| column.split('.').next().is_some_and(|top| top.eq_ignore_ascii_case(name));
        (0..FIELDS.len()).any(|at| self.names(at).any(|column| column.to_lowercase() == name.to_lowercase() || top(column)))
    }

    /// As it is written on the command line.
    pub fn key(&self) -> String {
        self.given.iter().map(|(at, column)| format!("{}={column}", FIELDS[*at].1)).collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_stands_for_what_is_customary() {
        let columns: Columns = "text=نص, url=رابط".parse().unwrap();
        let row = |name: &str| ["نص", "text", "headline"].contains(&name).then(|| name.to_owned());
        assert_eq!(columns.find(Field::Text, row).as_deref(), Some("نص"));
        assert_eq!(columns.find(Field::Title, row).as_deref(), Some("headline"));
        assert_eq!(columns.find(Field::Url, row), None);
        assert_eq!(Columns::default().find(Field::Text, row).as_deref(), Some("text"));
    }

    #[test]
    fn a_mapping_that_says_nothing_is_refused() {
        assert!("body".parse::<Columns>().unwrap_err().to_string().starts_with("«body» maps nothing"));
        assert!("colour=x".parse::<Columns>().is_err());
        assert!("text=".parse::<Columns>().is_err());
    }
}
