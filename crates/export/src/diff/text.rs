//! The changes as lines for a terminal.

use std::fmt::Write;

use isnad_model::{Quantity, QuoteSet, Record, Story, Topic};

use super::{AgreementKey, Change, Diff, Dispute, Entry, SeriesKey, StoryDiff, StoryHead};
use crate::numbers::grouped;
use crate::text::one_line_each;
use crate::view::{Articles, Item, Shown, dotted};
use crate::{Language, Options, isolate, plain};

/// The changes as lines of text; the records give the names.
pub fn text(diff: &Diff, old: &Record, new: &Record, options: &Options) -> String {
    let language = options.language;
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", language.word("diff-title"));
    if diff.is_empty() {
        let _ = writeln!(out, "{}", language.word("diff-nothing"));
    }
    heads(&mut out, "diff-new-stories", &diff.new_stories, language);
    for changed in &diff.changed {
        let _ = writeln!(out, "\n== {} ==", isolate(&changed.title));
        let named = names(old, new, changed);
        let none = Articles::default();
        write(&mut out, changed, &Lines { shown: Shown::first(&named, &none, language), language });
    }
    heads(&mut out, "diff-gone-stories", &diff.gone_stories, language);
    one_line_each(&plain(&out))
}

/// A story that knows the names of both records' entities.
fn names(old: &Record, new: &Record, changed: &StoryDiff) -> Story {
    let find = |record: &Record, id: &str| record.stories.iter().find(|s| s.id == id).map(|s| s.entities.clone()).unwrap_or_default();
    let mut entities = find(old, &changed.was);
    entities.extend(find(new, &changed.id));
    Story { entities, ..Story::default() }
}

fn heads(out: &mut String, key: &str, stories: &[StoryHead], language: Language) {
    if stories.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n== {} ==", language.word(key));
    for story in stories {
        let _ = writeln!(out, "  - {} · {}", isolate(&story.title), language.count("count-pages", story.pages.len()));
    }
}

fn write(out: &mut String, diff: &StoryDiff, lines: &Lines) {
    let lists = [
        ("diff-disputed", diff.disputed.iter().map(|d| lines.dispute(d)).collect::<Vec<_>>()),
        ("diff-settled", diff.settled.iter().map(|d| lines.dispute(d)).collect()),
        ("diff-revised", diff.revised.iter().map(|c| lines.change(c)).collect()),
        ("diff-new", diff.new.iter().flat_map(|e| lines.entry(e)).collect()),
        ("diff-gone", diff.gone.iter().flat_map(|e| lines.entry(e)).collect()),
    ];
    for (key, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let _ = writeln!(out, "\n-- {} --", lines.language.word(key));
        for line in list {
            let _ = writeln!(out, "  - {line}");
        }
    }
}

/// Lines in the words of the report.
struct Lines<'a> {
    shown: Shown<'a>,
    language: Language,
}

impl Lines<'_> {
    fn entry(&self, entry: &Entry) -> Vec<String> {
        match entry {
            Entry::Page { page } => vec![dotted([self.language.word("page"), isolate(page)])],
            Entry::Series { series, points } => {
                let heading = self.heading(series);
                points.iter().map(|p| dotted([heading.clone(), self.shown.told(p)])).collect()
            }
            Entry::Point { series, point } => vec![dotted([self.heading(series), self.shown.told(point)])],
            Entry::Part { series, part } => vec![dotted([self.heading(series), self.item(self.shown.part(part))])],
            Entry::Agreement { agreement } => {
                vec![dotted([self.agreement(&AgreementKey::of(agreement)), self.language.name_of(&agreement.status)])]
            }
            Entry::Term { agreement, term } => {
                vec![dotted([self.agreement(agreement), self.language.word("terms"), self.item(self.shown.term(term))])]
            }
            Entry::Violation { agreement, violation } => {
                vec![dotted([self.agreement(agreement), self.language.word("violations"), self.item(self.shown.violation(violation))])]
            }
            Entry::Quote { quote } => vec![dotted([self.shown.speaker(quote.speaker.as_ref()), self.quoted(quote)])],
        }
    }

    fn change(&self, change: &Change) -> String {
        let turned = |was: String, now: String| self.language.say("diff-was", &[("was", &was), ("now", &now)]);
        match change {
            Change::Figure { series, was, now } => dotted([self.heading(series), turned(self.shown.told(was), self.shown.told(now))]),
            Change::Best { series, was, now } => {
                dotted([self.heading(series), self.language.word("best"), turned(self.number(*was), self.number(*now))])
            }
            Change::Status { agreement, was, now } => {
                dotted([self.agreement(agreement), turned(self.language.name_of(was), self.language.name_of(now))])
            }
        }
    }

    fn dispute(&self, dispute: &Dispute) -> String {
        match dispute {
            Dispute::Series { series } => self.heading(series),
            Dispute::Event { what, actors } => self.shown.topic(&Topic::Event { what: *what, actors: actors.clone() }),
            Dispute::Accusation { against } => self.shown.topic(&Topic::Accusation { against: against.clone() }),
        }
    }

    fn agreement(&self, key: &AgreementKey) -> String {
        dotted([self.language.name_of(&key.what), self.shown.names(&key.parties)])
    }

    fn number(&self, quantity: Option<Quantity>) -> String {
        quantity.map_or_else(|| self.language.word("not-known"), |q| grouped(q.0))
    }

    fn item(&self, item: Item) -> String {
        dotted([item.lead, item.text].into_iter().chain(item.notes))
    }

    fn heading(&self, key: &SeriesKey) -> String {
        self.shown.heading(key.measure, &key.group, key.place.as_ref(), key.window.as_ref())
    }

    /// The fullest wording.
    fn quoted(&self, quote: &QuoteSet) -> String {
        let words = quote.variants.first().map(|v| isolate(v)).unwrap_or_default();
        self.language.say("quoted", &[("words", &words)])
    }
}
