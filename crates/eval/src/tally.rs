//! What is counted, layer by layer.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A layer of the annotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Evidence kept and boilerplate removed.
    CleanText,
    /// The page's own day.
    PageDate,
    /// Agencies credited, for the words or a picture.
    WireCredits,
    /// Time expressions and their values.
    Times,
    /// Places.
    Places,
    /// Actors.
    Actors,
    /// Figures by measure and bounds.
    Figures,
    /// Figures by group and source too.
    FiguresFull,
    /// Quotations.
    Quotes,
    /// Quotations with their speaker.
    QuotesSpeaker,
    /// Reporting acts with their speaker.
    Statements,
    /// Events by type.
    Events,
}

impl Layer {
    /// All, in the order of the table.
    pub const ALL: [Layer; 12] = [
        Layer::CleanText,
        Layer::PageDate,
        Layer::WireCredits,
        Layer::Times,
        Layer::Places,
        Layer::Actors,
        Layer::Figures,
        Layer::FiguresFull,
        Layer::Quotes,
        Layer::QuotesSpeaker,
        Layer::Statements,
        Layer::Events,
    ];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Layer::CleanText => "clean text",
            Layer::PageDate => "page date",
            Layer::WireCredits => "wire credits",
            Layer::Times => "times",
            Layer::Places => "places",
            Layer::Actors => "actors",
            Layer::Figures => "figures",
            Layer::FiguresFull => "figures, full",
            Layer::Quotes => "quotes",
            Layer::QuotesSpeaker => "quotes, speaker",
            Layer::Statements => "statements",
            Layer::Events => "events",
        }
    }

    /// Its name on the command line.
    pub fn key(self) -> String {
        self.name().replace(", ", "-").replace(' ', "-")
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Serialize for Layer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl FromStr for Layer {
    type Err = String;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Layer::ALL
            .into_iter()
            .find(|l| l.key() == key)
            .ok_or_else(|| format!("there are the layers {}", Layer::ALL.map(Layer::key).join(", ")))
    }
}

/// Precision, recall and their harmonic mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// How much of what was found is right.
    pub precision: f64,
    /// How much of what there is was found.
    pub recall: f64,
    /// Both in one.
    pub f1: f64,
}

impl Score {
    /// From the two.
    pub fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        Score { precision, recall, f1: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 } }
    }
}

/// The counts of a layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Answers that are right.
    pub right: usize,
    /// Annotations that were found.
    pub found: usize,
    /// Annotations.
    pub gold: usize,
    /// Answers.
    pub answers: usize,
}

impl Tally {
    /// Adds answers that stand for annotations one to one.
    pub fn add(&mut self, right: usize, gold: usize, answers: usize) {
        self.right += right;
        self.found += right;
        self.gold += gold;
        self.answers += answers;
    }

    /// Precision of the answers, recall of the annotations. Where there is nothing to find, finding nothing is right.
    pub fn score(&self) -> Score {
        let part = |of: usize, all: usize, none: f64| if all > 0 { of as f64 / all as f64 } else { none };
        let nothing = if self.gold == 0 { 1.0 } else { 0.0 };
        Score::new(part(self.right, self.answers, nothing), part(self.found, self.gold, 1.0))
    }
}

/// Why a note is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// An annotation that no answer stands for.
    Missed,
    /// An answer that stands for no annotation.
    Wrong,
}

/// One annotation missed or one answer that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The layer.
    pub layer: Layer,
    /// The page's file name.
    pub page: String,
    /// Missed or wrong.
    pub kind: NoteKind,
    /// What it is, with its characters.
    pub what: String,
}

/// The scores of a gold's pages.
#[derive(Clone, Debug, Default)]
pub struct ClaimScores {
    /// The counts.
    pub layers: BTreeMap<Layer, Tally>,
    /// Every fault, in the order of the pages.
    pub notes: Vec<Note>,
    /// Pages annotated.
    pub pages: usize,
    /// Annotated pages that there was no article for.
    pub without_article: Vec<String>,
}

impl ClaimScores {
    /// Keeps some layers only; all where none is named.
    pub fn keep(&mut self, layers: &[Layer]) {
        if !layers.is_empty() {
            self.layers.retain(|l, _| layers.contains(l));
            self.notes.retain(|n| layers.contains(&n.layer));
        }
    }

    /// The mean of the layers' F1.
    pub fn mean_f1(&self) -> f64 {
        let sum: f64 = self.layers.values().map(|t| t.score().f1).sum();
        if self.layers.is_empty() { 0.0 } else { sum / self.layers.len() as f64 }
    }
}

/// As JSON: per layer its score and counts, and the mean.
impl Serialize for ClaimScores {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Row {
            #[serde(flatten)]
            score: Score,
            gold: usize,
            found: usize,
        }
        #[derive(Serialize)]
        struct All {
            pages: usize,
            layers: BTreeMap<&'static str, Row>,
            mean_f1: f64,
        }
        let row = |t: &Tally| Row { score: t.score(), gold: t.gold, found: t.answers };
        All { pages: self.pages, layers: self.layers.iter().map(|(l, t)| (l.name(), row(t))).collect(), mean_f1: self.mean_f1() }
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_counts_divided() {
        let mut tally = Tally::default();
        tally.add(3, 4, 6);
        assert_eq!(tally.score(), Score { precision: 0.5, recall: 0.75, f1: 0.6 });
        assert_eq!(Tally::default().score(), Score { precision: 1.0, recall: 1.0, f1: 1.0 });
        assert_eq!(Tally { gold: 2, ..Tally::default() }.score(), Score { precision: 0.0, recall: 0.0, f1: 0.0 });
    }

    #[test]
    fn layers_go_by_one_name_each() {
        for layer in Layer::ALL {
            assert_eq!(layer.key().parse(), Ok(layer));
        }
        assert_eq!("figures-full".parse(), Ok(Layer::FiguresFull));
        assert!("figure".parse::<Layer>().is_err());
    }
}
