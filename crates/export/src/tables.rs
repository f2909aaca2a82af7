//! The record as tables: one CSV file each, joined by the ids of stories, pages and claims.

use std::collections::HashMap;

use isnad_model::{Article, ClaimKind, ClaimRef, Decision, DecisionKind, Entity, Fields, Quantity, Record, written};
use serde::Serialize;

/// A column's name and the cell that a row has in it.
type Cells = Vec<String>;

/// The tables by their file names. docs/store.md explains every column.
pub fn csv(record: &Record, articles: &[Article]) -> Result<Vec<(&'static str, String)>, csv::Error> {
    Ok(vec![
        (
            "stories.csv",
            table(
                &["story", "title", "from", "to", "pages", "disputes"],
                record.stories.iter().map(|s| {
                    vec![safe(&s.id), safe(&s.title), maybe(&s.from), maybe(&s.to), s.pages.len().to_string(), s.disputes().to_string()]
                }),
            )?,
        ),
        ("pages.csv", pages(record, articles)?),
        ("claims.csv", claims(record, articles)?),
        ("revisions.csv", revisions(record)?),
        (
            "origins.csv",
            table(
                &["story", "origin", "kind", "name", "page"],
                record.stories.iter().flat_map(|s| {
                    s.origins.iter().flat_map(move |o| {
                        o.pages.iter().map(move |p| vec![safe(&s.id), safe(&o.id), word(&o.kind), safe(&o.name), safe(p)])
                    })
                }),
            )?,
        ),
        ("entities.csv", entities(record)?),
        ("decisions.csv", decisions(record)?),
    ])
}

fn table(head: &[&str], rows: impl IntoIterator<Item = Cells>) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|e| e.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A text that a spreadsheet takes as text: what would begin a formula has an apostrophe before it.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn maybe(text: &Option<String>) -> String {
    text.as_deref().map(safe).unwrap_or_default()
}

fn number(value: Option<Quantity>) -> String {
    value.and_then(|v| serde_json::to_string(&v).ok()).unwrap_or_default()
}

fn word(value: &impl Serialize) -> String {
    written(value).map(|word| safe(&word)).unwrap_or_default()
}

fn count(value: Option<usize>) -> String {
    value.map(|n| n.to_string()).unwrap_or_default()
}

fn pages(record: &Record, articles: &[Article]) -> Result<String, csv::Error> {
    let story = |source: &str| record.stories.iter().find(|s| s.page_dates.contains_key(source));
    table(
        &["page", "story", "outlet", "domain", "title", "language", "published", "day", "day_rests_on"],
        articles.iter().map(|a| {
            let story = story(&a.source);
            let date = story.and_then(|s| s.page_dates.get(&a.source));
            vec![
                safe(&a.source),
                story.map(|s| safe(&s.id)).unwrap_or_default(),
                maybe(&a.outlet.name),
                maybe(&a.outlet.domain),
                maybe(&a.title),
                safe(&a.language),
                maybe(&a.published.value),
                date.map(|d| maybe(&d.value)).unwrap_or_default(),
                date.map(|d| word(&d.basis)).unwrap_or_default(),
            ]
        }),
    )
}

fn claims(record: &Record, articles: &[Article]) -> Result<String, csv::Error> {
    let head = [
        "page",
        "claim",
        "kind",
        "modality",
        "start",
        "end",
        "exact",
        "measure",
        "low",
        "high",
        "qualifier",
        "group",
        "part_of",
        "what",
        "place",
        "time",
        "speakers",
        "via",
        "decision",
        "decision_id",
    ];
    // The latest of several is in force; a figure that was chosen as best stays what it was.
    let decided: HashMap<&ClaimRef, &Decision> = record
        .stories
        .iter()
        .flat_map(|s| &s.decisions)
        .filter(|d| d.kind != DecisionKind::Pin)
        .filter_map(|d| Some((d.claim.as_ref()?, d)))
        .collect();
    let decided = &decided;
    let rows = articles.iter().flat_map(|a| {
        a.claims.iter().map(move |c| {
            let mut row = vec![
                safe(&a.source),
                safe(&c.id),
                String::new(),
                word(&c.modality),
                c.start.to_string(),
                c.end.to_string(),
                safe(&c.exact),
            ];
            let (kind, cells) = match &c.kind {
                ClaimKind::Figure(f) => (
                    "figure",
                    [
                        word(&f.measure),
                        number(f.low),
                        number(f.high),
                        word(&f.qualifier),
                        safe(f.group.as_str()),
                        maybe(&f.part_of),
                        String::new(),
                        maybe(&f.place),
                        maybe(&f.asof),
                    ],
                ),
                ClaimKind::Event(e) => {
                    let what = e.what.as_ref().map_or_else(|| word(&e.event_type), word);
                    ("event", nine(what, maybe(&e.place), maybe(&e.date)))
                }
                ClaimKind::Statement(s) => ("statement", nine(word(&s.mode), String::new(), String::new())),
                ClaimKind::Quote => ("quote", nine(String::new(), String::new(), String::new())),
            };
            row[2] = kind.to_owned();
            row.extend(cells);
            row.push(safe(&c.attribution.iter().map(|x| x.id.as_str()).collect::<Vec<_>>().join(";")));
            row.push(safe(&c.via.iter().map(|x| x.id.as_str()).collect::<Vec<_>>().join(";")));
            let decision = decided.get(&ClaimRef { page: a.source.clone(), claim: c.id.clone() });
            row.push(decision.map(|d| word(&d.kind)).unwrap_or_default());
            row.push(decision.map(|d| d.id.to_string()).unwrap_or_default());
            row
        })
    });
    table(&head, rows)
}

/// The cells of a claim that is no figure.
fn nine(what: String, place: String, time: String) -> [String; 9] {
    let none = String::new;
    [none(), none(), none(), none(), none(), none(), what, place, time]
}

fn revisions(record: &Record) -> Result<String, csv::Error> {
    let head = [
        "story",
        "page",
        "claim",
        "measure",
        "group",
        "place",
        "asof",
        "low",
        "high",
        "qualifier",
        "unit",
        "modality",
        "speaker",
        "via",
        "origins",
        "published",
        "series",
        "point",
        "aside",
    ];
    let rows = record.stories.iter().flat_map(|s| {
        s.ledger.iter().map(move |r| {
            vec![
                safe(&s.id),
                safe(&r.claim.page),
                safe(&r.claim.claim),
                word(&r.measure),
                safe(r.group.as_str()),
                maybe(&r.place),
                maybe(&r.asof),
                number(r.low),
                number(r.high),
                word(&r.qualifier),
                maybe(&r.unit),
                word(&r.modality),
                maybe(&r.speaker),
                safe(&r.via.join(";")),
                safe(&r.origins.join(";")),
                maybe(&r.published),
                count(r.series),
                count(r.point),
                r.aside.as_ref().map(word).unwrap_or_default(),
            ]
        })
    });
    table(&head, rows)
}

fn entities(record: &Record) -> Result<String, csv::Error> {
    let degrees = |value: Option<f64>| value.map(|v| v.to_string()).unwrap_or_default();
    let row = |story: &str, id: &str, e: &Entity| {
        vec![safe(story), safe(id), word(&e.kind), maybe(&e.name.en), maybe(&e.name.ar), maybe(&e.role), degrees(e.lat), degrees(e.lon)]
    };
    table(
        &["story", "entity", "type", "name_en", "name_ar", "role", "lat", "lon"],
        record.stories.iter().flat_map(|s| s.entities.iter().map(move |(id, e)| row(&s.id, id, e))),
    )
}

fn decisions(record: &Record) -> Result<String, csv::Error> {
    let head = [
        "decision",
        "story",
        "kind",
        "by",
        "made",
        "reason",
        "page",
        "claim",
        "exact",
        "read",
        "corrected",
        "pages",
        "others",
        "entity",
        "into",
    ];
    let fields = |fields: &Option<Fields>| fields.as_ref().and_then(|f| serde_json::to_string(f).ok()).unwrap_or_default();
    let rows = record.stories.iter().flat_map(|s| {
        s.decisions.iter().map(move |d| {
            vec![
                d.id.to_string(),
                safe(&s.id),
                word(&d.kind),
                safe(&d.by),
                safe(&d.made),
                maybe(&d.reason),
                d.claim.as_ref().map(|c| safe(&c.page)).unwrap_or_default(),
                d.claim.as_ref().map(|c| safe(&c.claim)).unwrap_or_default(),
                maybe(&d.exact),
                fields(&d.read),
                fields(&d.corrected),
                safe(&d.pages.join(";")),
                safe(&d.others.join(";")),
                maybe(&d.entity),
                maybe(&d.into),
            ]
        })
    });
    table(&head, rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use isnad_model::Story;

    #[test]
    fn a_title_is_no_formula_and_a_comma_is_no_cell() {
        let story = Story { id: "s".to_owned(), title: "=HYPERLINK(\"x\"), سبها".to_owned(), ..Story::default() };
        let tables = csv(&Record { stories: vec![story] }, &[]).expect("it is written");
        let (_, stories) = tables.iter().find(|(name, _)| *name == "stories.csv").expect("there are stories");
        let mut reader = csv::Reader::from_reader(stories.as_bytes());
        let row = reader.records().next().expect("a row").expect("it is read");
        assert_eq!(&row[1], "'=HYPERLINK(\"x\"), سبها");
        assert_eq!(row.len(), 6);
    }
}
