//! Whether a rule tells of a change.

use std::collections::BTreeSet;

use isnad_model::{EntityId, Group, Story, Topic};
use isnad_store::{Bounds, Change, Counted, News};

use super::rule::Rule;

impl Rule {
    /// Whether a change of a kind that it tells of has the figures that it narrows by, if it narrows by figures.
    pub fn wants_figures_of(&self, change: &Change) -> bool {
        let (counted, figures): (Option<&Counted>, Vec<&Bounds>) = match &change.news {
            News::Revision(revision) => (Some(&revision.series), vec![&revision.is]),
            News::Dispute(dispute) => (dispute.series.as_ref(), dispute.between.iter().collect()),
            _ => (None, Vec::new()),
        };
        // What is said to be at least so much: «fewer than 100» is more than nothing.
        let passes = |over: f64| figures.iter().any(|bounds| bounds.low.is_some_and(|low| low.0 > over));
        self.measure.is_none_or(|measure| counted.is_some_and(|counted| counted.measure == measure)) && self.over.is_none_or(passes)
    }

    /// Whether a change of a story, which is given as it is now, is about one of these.
    pub fn is_about(change: &Change, called: &BTreeSet<EntityId>, story: &Story) -> bool {
        about(&change.news, story).any(|id| called.contains(id))
    }
}

/// Whom and where something new is about.
fn about<'n>(news: &'n News, story: &'n Story) -> Box<dyn Iterator<Item = &'n EntityId> + 'n> {
    match news {
        News::Revision(revision) => Box::new(revision.speaker.iter().chain(of_figure(&revision.series))),
        News::Dispute(dispute) => {
            let disputed: &[EntityId] = match &dispute.about {
                Topic::Series { .. } => &[],
                Topic::Event { actors, .. } => actors,
                Topic::Accusation { against } => std::slice::from_ref(against),
            };
            Box::new(disputed.iter().chain(dispute.series.iter().flat_map(of_figure)))
        }
        News::Violation(violation) => Box::new(violation.reported_by.iter().chain(&violation.against).chain(&violation.place)),
        News::NewStory { .. } => Box::new(story.entities.keys()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Whom a figure counts, and where.
fn of_figure(counted: &Counted) -> impl Iterator<Item = &EntityId> {
    let group = match &counted.group {
        Group::Actor(id) => Some(id),
        _ => None,
    };
    counted.place.iter().chain(group)
}

#[cfg(test)]
mod tests {
    use isnad_model::{Entity, Measure, Qualifier, Quantity};
    use isnad_store::{DisputeNews, RevisionNews};

    use super::*;
    use crate::watch::config::Config;

    fn rule(filters: &str) -> Rule {
        let text = format!(
            "[[feed]]\naddress = \"https://nakheel.example/\"\n[[alert]]\nname = \"a\"\nto = \"terminal\"\non = [\"revision\", \"dispute\"]\n{filters}"
        );
        Config::of(&text).unwrap().alerts.remove(0)
    }

    fn counted(group: Group) -> Counted {
        Counted { measure: Measure::Killed, group, place: Some("darna".to_owned()), window: None }
    }

    fn bounds(low: Option<i64>, high: Option<i64>) -> Bounds {
        Bounds { low: low.map(Quantity::from), high: high.map(Quantity::from), qualifier: Qualifier::Exact }
    }

    fn change(news: News) -> Change {
        Change { number: 1, made: "2026-05-01T08:00:00Z".to_owned(), story: Some(1), news }
    }

    fn revision(low: Option<i64>, high: Option<i64>) -> Change {
        let speaker = Some("police".to_owned());
        let is = bounds(low, high);
        change(News::Revision(Box::new(RevisionNews {
            series: counted(Group::Actor("army".to_owned())),
            is,
            was: None,
            asof: None,
            speaker,
            claim: None,
        })))
    }

    fn dispute(figures: &[i64]) -> Change {
        let between = figures.iter().map(|n| bounds(Some(*n), Some(*n))).collect();
        change(News::Dispute(DisputeNews { about: Topic::Series { series: 0 }, series: Some(counted(Group::All)), between }))
    }

    #[test]
    fn a_figure_is_over_what_it_is_said_to_be_more_than_at_least() {
        let over = rule("over = 30");
        let wants = |change: &Change| over.wants_figures_of(change);
        assert!(wants(&revision(Some(31), Some(31))) && wants(&revision(Some(31), None)));
        assert!(!wants(&revision(Some(30), Some(30))) && !wants(&revision(Some(20), Some(40))));
        assert!(!wants(&revision(None, Some(100))), "fewer than a hundred may be none");
        assert!(wants(&dispute(&[3, 31])) && !wants(&dispute(&[3, 30])) && !wants(&dispute(&[])));
    }

    #[test]
    fn what_is_counted_narrows() {
        let change = revision(Some(3), Some(3));
        assert!(rule("measure = \"killed\"").wants_figures_of(&change));
        assert!(!rule("measure = \"wounded\"").wants_figures_of(&change));
        let event = DisputeNews { about: Topic::Accusation { against: "army".to_owned() }, series: None, between: Vec::new() };
        assert!(!rule("measure = \"killed\"").wants_figures_of(&self::change(News::Dispute(event))));
    }

    #[test]
    fn whom_something_is_about_narrows() {
        let wants = |change: &Change, id: &str, story: &Story| Rule::is_about(change, &BTreeSet::from([id.to_owned()]), story);
        let nobody = Story::default();
        for id in ["police", "darna", "army"] {
            assert!(wants(&revision(Some(3), None), id, &nobody), "{id}");
        }
        assert!(!wants(&revision(Some(3), None), "sabha", &nobody));
        assert!(wants(&dispute(&[3, 4]), "darna", &nobody) && !wants(&dispute(&[3, 4]), "army", &nobody));
        let accused = DisputeNews { about: Topic::Accusation { against: "army".to_owned() }, series: None, between: Vec::new() };
        assert!(wants(&change(News::Dispute(accused)), "army", &nobody));
        let told = change(News::NewStory { title: "فيضان".to_owned(), pages: 1 });
        let story = Story { entities: [("darna".to_owned(), Entity::default())].into(), ..Story::default() };
        assert!(wants(&told, "darna", &story) && !wants(&told, "sabha", &story));
    }
}
