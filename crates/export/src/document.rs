//! The report as a plain sequence of headings, lines and tables: the formats without drawings are written from it.

use crate::Language;
use crate::view::{AgreementView, Item, Proof, SeriesView, StoryView};

/// A piece of a document.
pub enum Piece<'a> {
    /// A heading of level 1 (the report), 2 (a story), 3 (a section) or 4.
    Heading(u8, String),
    /// A paragraph.
    Words(String),
    /// A line that opens its proof.
    Line(Line<'a>),
    /// Names with their values.
    Facts(Vec<(String, String)>),
}

/// A line of a list.
pub struct Line<'a> {
    pub lead: String,
    /// What follows, parts that a dot sets apart.
    pub parts: Vec<String>,
    pub proof: Option<&'a Proof>,
}

/// Puts the pieces of a report together.
struct Writer<'a> {
    language: Language,
    pieces: Vec<Piece<'a>>,
}

/// All of a report's pieces.
pub fn document(stories: &[StoryView], pages: usize, language: Language) -> Vec<Piece<'_>> {
    let mut writer = Writer { language, pieces: Vec::new() };
    writer.heading(1, "report");
    let counted = [language.count("count-stories", stories.len()), language.count("count-pages", pages)];
    writer.words(counted.join(" · "));
    for story in stories {
        writer.story(story);
    }
    writer.pieces
}

impl<'a> Writer<'a> {
    fn heading(&mut self, level: u8, key: &str) {
        let words = self.language.word(key);
        self.pieces.push(Piece::Heading(level, words));
    }

    fn words(&mut self, words: String) {
        if !words.is_empty() {
            self.pieces.push(Piece::Words(words));
        }
    }

    fn line(&mut self, lead: &str, parts: impl IntoIterator<Item = String>, proof: Option<&'a Proof>) {
        let decided = proof.map(|p| p.decided.clone()).unwrap_or_default();
        let parts = parts.into_iter().chain([decided]).filter(|p| !p.is_empty()).collect();
        self.pieces.push(Piece::Line(Line { lead: lead.to_owned(), parts, proof }));
    }

    fn item(&mut self, item: &'a Item) {
        self.line(&item.lead, std::iter::once(item.text.clone()).chain(item.notes.iter().cloned()), Some(&item.proof));
    }

    fn items(&mut self, key: &str, items: &'a [Item]) {
        if !items.is_empty() {
            self.heading(3, key);
            items.iter().for_each(|i| self.item(i));
        }
    }

    fn story(&mut self, story: &'a StoryView) {
        self.pieces.push(Piece::Heading(2, story.title.clone()));
        self.words(story.span.clone());
        self.words(story.stats.iter().map(|s| format!("{} {}", s.number, s.noun)).collect::<Vec<_>>().join(" · "));
        if !story.alone() {
            self.items("known", &story.known);
            self.items("disputed", &story.disputed);
        }
        if !story.agreements.is_empty() {
            self.heading(3, "agreements");
            story.agreements.iter().for_each(|a| self.agreement(a));
        }
        if !story.series.is_empty() || !story.lone.is_empty() {
            self.heading(3, "figures");
            story.series.iter().for_each(|s| self.series(s));
            if !story.series.is_empty() && !story.lone.is_empty() {
                self.heading(4, "lone-figures");
            }
            story.lone.iter().for_each(|i| self.item(i));
        }
        if let Some(places) = &story.places {
            self.heading(3, "places");
            places.list.iter().for_each(|(name, count, _)| self.line(name, [count.clone()], None));
        }
        self.timeline(story);
        if !story.contradictions.is_empty() {
            self.heading(3, "contradictions");
            for contradiction in &story.contradictions {
                self.pieces.push(Piece::Heading(4, contradiction.about.clone()));
                contradiction.sides.iter().for_each(|i| self.item(i));
            }
        }
        self.speech(story);
        self.items("decisions", &story.decisions);
        self.sources(story);
    }

    fn agreement(&mut self, agreement: &'a AgreementView) {
        self.pieces.push(Piece::Heading(4, format!("{} · {}", agreement.heading, agreement.status)));
        self.words(agreement.hands.clone());
        self.pieces.push(Piece::Facts(agreement.rows.clone()));
        for (name, items) in &agreement.lists {
            self.words(name.clone());
            items.iter().for_each(|i| self.item(i));
        }
    }

    fn series(&mut self, series: &'a SeriesView) {
        self.pieces.push(Piece::Heading(4, format!("{} · {}", series.heading, series.verdict)));
        self.words(series.why.clone());
        if let Some(e) = &series.estimate {
            let named =
                [("low", &e.low), ("best", &e.best), ("high", &e.high)].map(|(key, value)| format!("{} {value}", self.language.word(key)));
            self.words(format!("{} · {}", named.join(" · "), e.rule));
        }
        for point in &series.points {
            let said = [point.speaker.clone(), point.asof.clone()];
            self.line(&point.item.lead, said.into_iter().chain(point.item.notes.iter().cloned()), Some(&point.item.proof));
        }
        if !series.parts.is_empty() {
            self.words(self.language.word("parts"));
            series.parts.iter().for_each(|i| self.item(i));
        }
        if !series.beside.is_empty() {
            self.words(format!("{}: {}", self.language.word("beside"), series.beside));
        }
    }

    fn timeline(&mut self, story: &'a StoryView) {
        for (key, times) in [("timeline", &story.timeline), ("other-times", &story.other_times)] {
            if times.is_empty() {
                continue;
            }
            self.heading(3, key);
            for time in times {
                self.pieces.push(Piece::Heading(
                    4,
                    [time.time.as_str(), &time.clocks].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "),
                ));
                time.facts.iter().for_each(|i| self.item(i));
            }
        }
    }

    fn speech(&mut self, story: &'a StoryView) {
        if !story.positions.is_empty() {
            self.heading(3, "positions");
            for position in &story.positions {
                self.pieces.push(Piece::Heading(4, position.speaker.clone()));
                position.items.iter().for_each(|i| self.item(i));
            }
        }
        if !story.quotes.is_empty() {
            self.heading(3, "quotes");
            for quote in &story.quotes {
                let variants = quote.variants.iter().map(|(kind, words)| format!("{kind}: {words}"));
                let parts = std::iter::once(quote.words.clone()).chain(quote.notes.iter().cloned()).chain(variants);
                self.line(&quote.speaker, parts, Some(&quote.proof));
            }
        }
        if !story.naming.is_empty() {
            self.heading(3, "naming");
            for entity in &story.naming {
                self.pieces.push(Piece::Heading(4, entity.entity.clone()));
                for term in &entity.terms {
                    self.line(&term.term, std::iter::once(term.pages.clone()).chain(term.notes.iter().cloned()), None);
                }
            }
        }
    }

    fn sources(&mut self, story: &'a StoryView) {
        self.heading(3, "pages");
        for page in &story.pages {
            self.line(
                &page.source,
                [page.outlet.clone(), page.title.clone(), page.day.clone(), page.basis.clone(), page.why.clone()],
                None,
            );
        }
        self.heading(3, "origins");
        for origin in &story.origins {
            let pages = origin.pages.iter().map(|p| match p.why.as_str() {
                "" => p.source.clone(),
                why => format!("{} ({why})", p.source),
            });
            let pages = pages.collect::<Vec<_>>().join(&self.language.word("joint"));
            self.line(&origin.name, [origin.kind.clone(), origin.why.clone(), pages], None);
        }
    }
}
