//! `isnad eval`: reads the pages that annotations or labels name, and scores what was read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use isnad_eval::{ClaimScores, Gold, Labelled, Note, RecordScores};
use isnad_lexicon::Lexicon;
use isnad_model::Article;
use serde::Serialize;

use crate::Fault;
use crate::args::Eval;
use crate::input::{self, Given, Input};
use crate::pages::{complain, read_all};
use crate::stream::Plan;

/// What was measured.
#[derive(Debug, Default)]
pub struct Evaluation {
    claims: Option<ClaimScores>,
    record: Option<RecordScores>,
    /// Pages that could not be read.
    failed: usize,
}

/// An evaluation as it is printed for programs.
#[derive(Debug, Serialize)]
pub struct Printed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<&'a ClaimScores>,
    #[serde(skip_serializing_if = "Option::is_none")]
    faults: Option<&'a [Note]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a RecordScores>,
}

impl Evaluation {
    /// For a terminal.
    pub fn table(&self, faults: bool) -> String {
        let claims = self.claims.iter().map(|c| isnad_eval::claims_table(c, faults));
        let record = self.record.iter().map(isnad_eval::record_table);
        claims.chain(record).collect::<Vec<_>>().join("\n")
    }

    /// For programs.
    pub fn json(&self, faults: bool) -> Printed<'_> {
        let notes = self.claims.as_ref().map(|c| c.notes.as_slice());
        Printed { claims: self.claims.as_ref(), faults: notes.filter(|_| faults), record: self.record.as_ref() }
    }

    /// Whether there was an article for every page named.
    pub fn complete(&self) -> bool {
        self.failed == 0
    }
}

/// Measures what the command line asks for.
pub fn run(eval: &Eval, lexicon: &Lexicon) -> Result<Evaluation, Fault> {
    let wrong = |fault: isnad_eval::Fault| Fault::wrong_use(fault.to_string());
    if !eval.pages.is_dir() {
        return Err(Fault::wrong_use(format!(
            "{}: there is no such folder; --pages names the one that has the pages",
            eval.pages.display()
        )));
    }
    let mut evaluation = Evaluation::default();
    if let Some(folder) = &eval.gold {
        let gold = Gold::read(folder).map_err(wrong)?;
        let files = gold.pages.iter().map(|p| eval.pages.join(&p.page)).collect();
        let articles = read(files, lexicon, &mut evaluation.failed);
        let mut scores = isnad_eval::score(&gold, &articles);
        scores.keep(&eval.layer);
        evaluation.claims = Some(scores);
    }
    if let Some(file) = &eval.labels {
        let text =
            std::fs::read_to_string(file).map_err(|e| Fault::wrong_use(format!("{}: {e}; check that it can be read", file.display())))?;
        let labels = isnad_eval::parse_labels(&text).map_err(wrong)?;
        let mut articles = read(labelled(&labels, &eval.pages), lexicon, &mut evaluation.failed);
        articles.retain(|a| labels.iter().any(|l| l.names(a)));
        let record = isnad_record::build(&articles);
        let scores = isnad_eval::score_record(&labels, &articles, &record);
        for page in &scores.without_article {
            complain(&format!("{page}: labelled, but no page in {} is it; left out", eval.pages.display()));
        }
        evaluation.failed += scores.without_article.len();
        evaluation.record = Some(scores);
    }
    Ok(evaluation)
}

/// The files that labels name; where some label has an address only, every page of the folder may be the one.
fn labelled(labels: &[Labelled], folder: &Path) -> Vec<PathBuf> {
    let mut files: BTreeSet<PathBuf> = labels.iter().filter_map(|l| Some(folder.join(l.file.as_deref()?))).filter(|f| f.exists()).collect();
    if labels.iter().any(|l| l.file.is_none()) {
        files.extend(input::collect(&[folder.to_owned()]).inputs.into_iter().filter_map(|i| match i {
            Input::File { path, .. } => Some(path),
            Input::Archive(..) | Input::Standard => None,
        }));
    }
    files.into_iter().collect()
}

fn read(files: Vec<PathBuf>, lexicon: &Lexicon, failed: &mut usize) -> Vec<Article> {
    let inputs = files.into_iter().map(|path| Input::File { path, within: PathBuf::new() }).collect();
    let mut articles = Vec::new();
    *failed += read_all(Given { inputs, ..Given::default() }, Plan::default(), lexicon, |article| {
        articles.push(article);
        true
    });
    articles
}
