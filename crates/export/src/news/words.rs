//! Changes of a story in words.

use isnad_model::{EventType, FactKind, Fields, Measure, Story, Topic, What};
use isnad_store::{Bounds, Change, Counted, DecisionNews, DisputeNews, News, RevisionNews, ViolationNews};

use crate::Language;
use crate::fragments::{claim_line, counted, entity};
use crate::numbers::figure;
use crate::view::dotted;

/// A change in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// A title.
    pub title: String,
    /// More of it; empty where the title says all.
    pub summary: String,
    /// Who it is by, where that is a person of the desk.
    pub author: Option<String>,
}

/// A change of a story in words; nothing for the kinds that a feed does not have. Of the story only its entities are needed.
pub fn told(language: Language, story: &Story, change: &Change) -> Option<Told> {
    let say = Say { language, story };
    Some(match &change.news {
        News::Revision(revision) => say.revision(revision),
        News::Dispute(dispute) => say.dispute(dispute),
        News::Violation(violation) => say.violation(violation),
        News::Decision(decision) => say.decision("web-feed-decision", decision),
        News::Undo(decision) => say.decision("web-feed-undo", decision),
        News::NewStory { title, pages } => Told {
            title: language.say("web-feed-story", &[("title", title)]),
            summary: language.count("count-pages", *pages),
            author: None,
        },
        News::NewPage(_) | News::NewVersion(_) | News::StoryChanged { .. } | News::StoryMerged { .. } => return None,
    })
}

/// A change of a story in a line: what, from what to what, who says it. Nothing for the kinds that a feed does not have. Of the story
/// only its entities are needed.
pub fn told_in_a_line(language: Language, story: &Story, change: &Change) -> Option<String> {
    let say = Say { language, story };
    match &change.news {
        News::Revision(revision) => Some(say.revision_in_a_line(revision)),
        News::Dispute(DisputeNews { series: Some(series), between, .. }) => {
            let figures: Vec<String> = between.iter().map(|bounds| say.bounds(bounds)).collect();
            let about = say.language.say("web-feed-dispute", &[("about", &say.counted(series))]);
            Some(dotted([about, figures.join(" / ")]))
        }
        _ => told(language, story, change).map(|Told { title, summary, .. }| dotted([title, summary])),
    }
}

struct Say<'a> {
    language: Language,
    story: &'a Story,
}

impl Say<'_> {
    fn name(&self, id: &str) -> String {
        entity(self.language, self.story, id)
    }

    fn line(&self, kind: FactKind, fields: &Fields) -> String {
        claim_line(self.language, self.story, kind, fields)
    }

    /// What figures count: «Killed · children · Derna».
    fn counted(&self, of: &Counted) -> String {
        counted(self.language, self.story, of.measure, &of.group, of.place.as_ref(), of.window.as_ref())
    }

    fn bounds(&self, bounds: &Bounds) -> String {
        figure(self.language, bounds.qualifier, bounds.low, bounds.high)
    }

    fn revision_in_a_line(&self, revision: &RevisionNews) -> String {
        let is = self.bounds(&revision.is);
        let figure = match &revision.was {
            Some(was) => self.language.say("web-feed-revised", &[("was", &self.bounds(was)), ("is", &is)]),
            None => is,
        };
        let day = revision.asof.as_ref().map(|asof| crate::date(self.language, asof)).unwrap_or_default();
        let speaker = revision.speaker.as_ref().map(|id| self.name(id)).unwrap_or_default();
        dotted([self.counted(&revision.series), figure, day, speaker])
    }

    fn figure(&self, counted: &Counted, bounds: Option<&Bounds>, asof: Option<String>) -> String {
        let fields = Fields {
            measure: Some(counted.measure),
            group: Some(counted.group.clone()),
            place: counted.place.clone(),
            low: bounds.and_then(|b| b.low),
            high: bounds.and_then(|b| b.high),
            qualifier: bounds.map(|b| b.qualifier),
            time: asof,
            ..Fields::default()
        };
        self.line(FactKind::Figure, &fields)
    }

    fn revision(&self, revision: &RevisionNews) -> Told {
        let was = revision.was.as_ref().map(|was| self.figure(&revision.series, Some(was), None));
        let was = was.map(|was| self.language.say("web-feed-was", &[("was", &was)])).unwrap_or_default();
        let speaker = revision.speaker.as_ref().map(|id| self.name(id)).unwrap_or_default();
        let says = self.figure(&revision.series, Some(&revision.is), revision.asof.clone());
        Told { title: dotted([says, speaker]), summary: was, author: None }
    }

    fn dispute(&self, dispute: &DisputeNews) -> Told {
        let about = match (&dispute.series, &dispute.about) {
            (Some(series), _) => self.language.name_of::<Measure>(&series.measure),
            (None, Topic::Event { what, actors }) => {
                let actors = actors.iter().map(|id| self.name(id));
                dotted([self.language.name_of::<What>(what)].into_iter().chain(actors))
            }
            (None, Topic::Accusation { against }) => dotted([self.language.name_of(&EventType::Accuse), self.name(against)]),
            (None, Topic::Series { .. }) => String::new(),
        };
        let figures = dispute.series.iter().flat_map(|series| dispute.between.iter().map(|bounds| self.figure(series, Some(bounds), None)));
        Told { title: self.language.say("web-feed-dispute", &[("about", &about)]), summary: dotted(figures), author: None }
    }

    fn violation(&self, violation: &ViolationNews) -> Told {
        let count = violation.count.and_then(|count| serde_json::to_string(&count).ok()).unwrap_or_default();
        let fields =
            Fields { place: violation.place.clone(), time: violation.date.clone(), what: Some(violation.agreement), ..Fields::default() };
        let about = self.line(FactKind::Event, &fields);
        let named = |key: &str, id: &Option<String>| {
            id.as_ref().map(|id| format!("{}: {}", self.language.word(key), self.name(id))).unwrap_or_default()
        };
        Told {
            title: self.language.say("web-feed-violation", &[("about", &dotted([count, about]))]),
            summary: dotted([named("web-feed-reported-by", &violation.reported_by), named("web-feed-against", &violation.against)]),
            author: None,
        }
    }

    fn decision(&self, key: &str, decision: &DecisionNews) -> Told {
        let what = self.language.name_of(&decision.decided);
        let exact = decision.exact.as_ref().map(|exact| format!("«{exact}»")).unwrap_or_default();
        Told {
            title: dotted([self.language.say(key, &[("what", &what)]), exact]),
            summary: decision.reason.clone().unwrap_or_default(),
            author: Some(decision.by.clone()),
        }
    }
}
