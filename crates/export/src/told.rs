//! The claims of a story's pages, looked up by where they stand.

use std::collections::HashMap;

use isnad_model::{Article, Claim, ClaimRef};

/// The claims of some pages.
#[derive(Default)]
pub struct Told<'a>(HashMap<(&'a str, &'a str), (&'a Article, &'a Claim)>);

impl<'a> Told<'a> {
    /// The claims of these pages.
    pub fn of(articles: &'a [Article]) -> Self {
        let claims = articles.iter().flat_map(|a| a.claims.iter().map(move |c| ((a.source.as_str(), c.id.as_str()), (a, c))));
        Told(claims.collect())
    }

    /// A claim with its page.
    pub fn claim(&self, at: &ClaimRef) -> Option<(&'a Article, &'a Claim)> {
        self.0.get(&(at.page.as_str(), at.claim.as_str())).copied()
    }

    /// Several claims, each with its page.
    pub fn claims(&self, at: &[ClaimRef]) -> Vec<(&'a Article, &'a Claim)> {
        at.iter().filter_map(|at| self.claim(at)).collect()
    }
}
