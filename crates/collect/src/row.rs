//! A row of a table as a page.

use crate::columns::{Columns, Field};
use crate::found::{Carrier, Found, Outcome, Why};
use crate::limits::{Limit, Limits};

/// The page that a row has: its HTML, or its text as a page that states what the row has beside it.
pub(crate) fn page(columns: &Columns, limits: &Limits, value: impl Fn(&str) -> Option<String>) -> Outcome {
    match build(columns, limits, |name| value(name).filter(|v| !v.trim().is_empty())) {
        Ok(found) => Outcome::Page(found),
        Err(why) => Outcome::Skipped(why),
    }
}

fn build(columns: &Columns, limits: &Limits, value: impl Fn(&str) -> Option<String>) -> Result<Found, Why> {
    let field = |field| columns.find(field, &value);
    let address = field(Field::Url).map(|a| a.trim().to_owned());
    let bytes = match (field(Field::Html), field(Field::Text)) {
        (Some(html), _) => html,
        (None, Some(text)) => stated(&text, address.as_deref(), field),
        (None, None) => return Err(Why::broken("a row with no text or HTML; name its column with --map text=COLUMN or html=COLUMN")),
    };
    if bytes.len() > limits.page {
        return Err(Limit::Page(limits.page).into());
    }
    Ok(Found { address, content_type: Some("text/html; charset=utf-8".to_owned()), bytes: bytes.into_bytes(), carrier: Carrier::Chosen })
}

/// A page of the row's text, with what the row says of it where pages say it.
fn stated(text: &str, address: Option<&str>, field: impl Fn(Field) -> Option<String>) -> String {
    let mut page = String::from("<!doctype html>\n<html");
    if let Some(language) = field(Field::Language) {
        page += &format!(" lang=\"{}\"", escaped(language.trim()));
    }
    page += "><head><meta charset=\"utf-8\">\n";
    if let Some(address) = address {
        page += &format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(address));
    }
    let title = field(Field::Title);
    if let Some(title) = &title {
        page += &format!("<title>{}</title>\n", escaped(title.trim()));
    }
    for (name, has) in [("article:published_time", Field::Published), ("og:site_name", Field::Outlet), ("author", Field::Author)] {
        if let Some(value) = field(has) {
            page += &format!("<meta property=\"{name}\" content=\"{}\">\n", escaped(value.trim()));
        }
    }
    page += "</head><body><article>\n";
    if let Some(title) = &title {
        page += &format!("<h1>{}</h1>\n", escaped(title.trim()));
    }
    for paragraph in text.lines().map(str::trim).filter(|p| !p.is_empty()) {
        page += &format!("<p>{}</p>\n", escaped(paragraph));
    }
    page + "</article></body></html>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
