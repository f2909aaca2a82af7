//! The claims of the store that a claim of a sentence is compared with.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use isnad_model::{Claim, ClaimKind, ClaimRef, DecisionKind, Story};
use isnad_store::{ClaimLine, Claims, Seen, Store};

use super::clause::clause;
use crate::answers::Evidence;
use crate::desk::told;
use crate::stories::evidence;

/// Claims of a kind that are compared at most, the latest first: those at the sentence's place or of its speaker, and those of any.
const COMPARED: usize = 400;

/// A claim of a page.
pub struct Told {
    /// As the store lists it.
    pub line: ClaimLine,
    /// As it was read, or corrected.
    pub claim: Claim,
    /// The sentence that it stands in.
    pub sentence: String,
    /// What of the sentence is its own.
    pub clause: String,
}

/// Looks claims up, each page and story once.
pub struct Candidates<'s> {
    store: &'s Store,
    pages: HashMap<String, Seen>,
    stories: HashMap<i64, Rc<Story>>,
}

impl<'s> Candidates<'s> {
    pub fn new(store: &'s Store) -> Self {
        Candidates { store, pages: HashMap::new(), stories: HashMap::new() }
    }

    /// Claims of the same kind, those nearest to it; what a person rejected is none of them.
    pub fn of(&mut self, claim: &Claim) -> Result<Vec<Told>, String> {
        let kind = Some(claim.kind.fact());
        let measure = if let ClaimKind::Figure(figure) = &claim.kind { Some(figure.measure) } else { None };
        let place = claim.kind.place().map(str::to_owned);
        let speaker = claim.attribution.first().map(|a| a.id.clone());
        let any = Claims { kind, measure, limit: COMPARED, ..Claims::default() };
        let mut asked = vec![any.clone()];
        asked.extend(place.map(|place| Claims { place: Some(place), ..any.clone() }));
        asked.extend(speaker.map(|speaker| Claims { speaker: Some(speaker), ..any.clone() }));
        let mut lines: Vec<ClaimLine> = Vec::new();
        for asked in asked {
            for line in self.store.claims(&asked).map_err(told)? {
                if !lines.iter().any(|known| known.page == line.page && known.claim == line.claim) {
                    lines.push(line);
                }
            }
        }
        lines.retain(|line| line.decision.as_ref().is_none_or(|d| d.kind != DecisionKind::Reject));
        let new: BTreeSet<&str> = lines.iter().map(|line| line.page.as_str()).filter(|page| !self.pages.contains_key(*page)).collect();
        for page in self.store.pages_now(new).map_err(told)? {
            self.pages.insert(page.source.clone(), page);
        }
        let mut all = Vec::new();
        for line in lines {
            let Some(page) = self.pages.get(&line.page) else { continue };
            let Some(claim) = page.article.claims.iter().find(|c| c.id == line.claim) else { continue };
            all.push(Told {
                claim: claim.clone(),
                sentence: page.article.sentence_of(claim),
                clause: page.article.slice(clause(&page.article, claim)),
                line,
            });
        }
        Ok(all)
    }

    /// The sentence with its chain.
    pub fn evidence(&mut self, of: &Told) -> Result<Evidence, String> {
        let story = of.line.story.map(|story| self.story(story)).transpose()?;
        let page = self.pages.get(&of.line.page).ok_or_else(|| format!("there is no page {}", of.line.page))?;
        Ok(evidence(story.as_deref(), &page.article, &of.claim))
    }

    /// Through how many independent origins a claim came.
    pub fn origins(&mut self, of: &Told) -> Result<usize, String> {
        let Some(story) = of.line.story else { return Ok(0) };
        let reference = ClaimRef { page: of.line.page.clone(), claim: of.line.claim.clone() };
        let story = self.story(story)?;
        Ok(story.facts.iter().find(|fact| fact.claims.contains(&reference)).map_or(0, |fact| fact.origins))
    }

    fn story(&mut self, number: i64) -> Result<Rc<Story>, String> {
        if let Some(story) = self.stories.get(&number) {
            return Ok(story.clone());
        }
        let story = Rc::new(self.store.told(number).map_err(told)?);
        self.stories.insert(number, story.clone());
        Ok(story)
    }
}
