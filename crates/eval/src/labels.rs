//! Labelled pages: which story each belongs to, and which pages have one text.

use isnad_model::Article;

use crate::claims::file_name;
use crate::fault::{Fault, LabelFault};

/// The columns, in their order.
const COLUMNS: [&str; 5] = ["url", "file", "story", "reprint_group", "agency"];

/// A page with its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// Its address.
    pub url: Option<String>,
    /// Its file name.
    pub file: Option<String>,
    /// Its story.
    pub story: String,
    /// The pages it has its text in common with.
    pub reprint_group: Option<String>,
    /// Agencies that it says its text is of.
    pub agencies: Vec<String>,
}

impl Labelled {
    /// Whether an article is this page: it has its file name or its address.
    pub fn names(&self, article: &Article) -> bool {
        let file = self.file.as_deref().is_some_and(|f| file_name(f) == file_name(&article.source));
        file || self.url.is_some() && self.url == article.url
    }
}

/// Reads the lines of a labels file: tab-separated, the first names the columns, those that start with `#` are remarks.
pub fn parse(text: &str) -> Result<Vec<Labelled>, Fault> {
    let mut lines =
        text.lines().enumerate().map(|(i, l)| (i + 1, l.trim_end_matches('\r'))).filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    match lines.next() {
        Some((_, header)) if header.split('\t').eq(COLUMNS) => {}
        other => return Err(Fault::Label { line: other.map_or(1, |(line, _)| line), why: LabelFault::Header }),
    }
    lines.map(|(line, row)| labelled(row).map_err(|why| Fault::Label { line, why })).collect()
}

fn labelled(row: &str) -> Result<Labelled, LabelFault> {
    let fields: Vec<&str> = row.split('\t').map(str::trim).collect();
    let Ok([url, file, story, reprint_group, agencies]) = <[&str; 5]>::try_from(fields) else { return Err(LabelFault::Columns) };
    let some = |field: &str| (!field.is_empty()).then(|| field.to_owned());
    if url.is_empty() && file.is_empty() {
        return Err(LabelFault::NoPage);
    }
    Ok(Labelled {
        url: some(url),
        file: some(file),
        story: some(story).ok_or(LabelFault::NoStory)?,
        reprint_group: some(reprint_group),
        agencies: agencies.split(',').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_page() {
        let text = "# made by hand\nurl\tfile\tstory\treprint_group\tagency\nhttps://example.org/1\t\tflood\tr1\tafp, reuters\n\ta.txt\ttruce\t\t\n";
        let pages = parse(text).expect("the labels are in order");
        assert_eq!(
            pages,
            [
                Labelled {
                    url: Some("https://example.org/1".to_owned()),
                    file: None,
                    story: "flood".to_owned(),
                    reprint_group: Some("r1".to_owned()),
                    agencies: vec!["afp".to_owned(), "reuters".to_owned()],
                },
                Labelled { url: None, file: Some("a.txt".to_owned()), story: "truce".to_owned(), reprint_group: None, agencies: vec![] },
            ]
        );
    }

    #[test]
    fn faults_name_their_line() {
        let fault = |text: &str| match parse(text) {
            Err(Fault::Label { line, why }) => (line, why),
            other => panic!("{other:?}"),
        };
        let header = "url\tfile\tstory\treprint_group\tagency\n";
        assert_eq!(fault("file\tstory\n"), (1, LabelFault::Header));
        assert_eq!(fault(""), (1, LabelFault::Header));
        assert_eq!(fault(&format!("{header}\ta.txt\n")), (2, LabelFault::Columns));
        assert_eq!(fault(&format!("{header}\ta.txt\tx\t\t\n\t\tx\t\t\n")), (3, LabelFault::NoPage));
        assert_eq!(fault(&format!("{header}\ta.txt\t\t\t\n")), (2, LabelFault::NoStory));
    }
}
