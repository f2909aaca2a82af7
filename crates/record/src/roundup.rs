//! Pages that tell of several incidents: three accidents of a day, the fronts of a war. Their figures are of one thing each.

use isnad_model::{Claim, ClaimKind, EntityId, Figure, Measure};

use crate::bounds::Bounds;
use crate::pages::Page;
use crate::scope::Scope;

/// From so many incidents on a page is a round-up; two may be one that is told of from here and from there.
const MANY: usize = 3;

/// Whether a page gives figures of a measure for several places apart from each other that cannot be one and the same.
pub fn is_roundup(page: &Page, measure: Measure, scope: &Scope) -> bool {
    let mut incidents: Vec<(EntityId, Bounds)> = Vec::new();
    for claim in page.claims() {
        let ClaimKind::Figure(figure) = &claim.kind else { continue };
        if figure.measure != measure || figure.part_of.is_some() {
            continue;
        }
        let Some(scene) = scene(page, claim, figure, scope) else { continue };
        let bounds = Bounds::from(figure);
        if incidents.iter().all(|(place, other)| *place != scene && !other.meet(bounds)) {
            incidents.push((scene, bounds));
        }
    }
    incidents.len() >= MANY
}

/// Where a figure is of: the last place that its paragraph names before it, else its own.
fn scene(page: &Page, claim: &Claim, figure: &Figure, scope: &Scope) -> Option<EntityId> {
    let paragraph = page.article.blocks.iter().rfind(|block| block.start <= claim.start).map_or(0, |block| block.start);
    let before = page.article.places.iter().filter(|place| (paragraph..claim.start).contains(&place.start) && scope.is_spot(&place.id));
    let last = before.max_by_key(|place| place.start).map(|place| &place.id);
    last.or(figure.place.as_ref().filter(|place| scope.is_spot(place))).and_then(|place| scope.place(Some(place)))
}
