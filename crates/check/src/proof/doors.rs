//! Which routes are shown as not open, or not open yet: as `plan::bodies` shows them, one for a body, and only where no
//! route of the body stands better.

use super::circuit::Id;
use super::space::Space;
use signpost_core::rules::model::{Condition, Route, RuleSet};

/// For each route, and each of its reasons.
type Reasons = Vec<Vec<Id>>;

/// What stands in the way of routes, and what of it is shown.
pub struct Doors {
    /// Each reason's own condition for a route being closed.
    pub closed: Reasons,
    /// A route is not open yet, and this is its first reason.
    pub waiting: Reasons,
    /// A route is neither open nor open later, and this is its first reason.
    pub shut: Reasons,
    /// A route is shown as not open yet, with this reason.
    pub later: Reasons,
    /// A route is shown as not open, with this reason.
    pub refused: Reasons,
    /// A route of the body can be taken.
    pub offered: Vec<Id>,
}

impl Doors {
    /// Reads them off a rule set; `offered` says when each route can be taken.
    pub fn of(space: &mut Space<'_>, side: usize, offered: &[Id]) -> Doors {
        let rules = space.sides[side].rules;
        let later = conditions(space, side, |route| route.later.iter().map(|later| &later.when).collect());
        let closed = conditions(space, side, |route| route.closed.iter().map(|(when, _)| when).collect());
        let (mut waiting, mut shut) = (Vec::new(), Vec::new());
        for (at, offered) in offered.iter().enumerate() {
            let not_open = space.circuit.not(*offered);
            let (first, left) = first_of(space, not_open, &later[at]);
            waiting.push(first);
            shut.push(first_of(space, left, &closed[at]).0);
        }
        let mut of_body = vec![Id::FALSE; rules.bodies.len()];
        for (route, offered) in rules.routes.iter().zip(offered) {
            let body = &mut of_body[route.body.at()];
            *body = space.circuit.or(*body, *offered);
        }
        let mut hidden = of_body.clone();
        let later = shown(space, rules, &waiting, &mut hidden);
        let refused = shown(space, rules, &shut, &mut hidden);
        Doors { closed, waiting, shut, later, refused, offered: of_body }
    }
}

fn conditions(space: &mut Space<'_>, side: usize, of: fn(&Route) -> Vec<&Condition>) -> Reasons {
    let routes = &space.sides[side].rules.routes;
    routes.iter().map(|route| of(route).into_iter().map(|when| space.condition(side, when)).collect()).collect()
}

/// What is shown of the reasons: where the body is not hidden by something better, the first of its routes that has one.
/// What is shown hides what comes after it.
fn shown(space: &mut Space<'_>, rules: &RuleSet, reasons: &Reasons, hidden: &mut [Id]) -> Reasons {
    let mut shown = Vec::new();
    for (route, reasons) in rules.routes.iter().zip(reasons) {
        let body = &mut hidden[route.body.at()];
        shown.push(reasons.iter().map(|reason| space.circuit.without(*reason, *body)).collect());
        let any = space.circuit.any(reasons.iter().copied());
        *body = space.circuit.or(*body, any);
    }
    shown
}

/// For each of the functions: it holds, `within` holds, and no earlier one does; and what is left of `within`.
pub fn first_of(space: &mut Space<'_>, within: Id, each: &[Id]) -> (Vec<Id>, Id) {
    let mut left = within;
    let mut first = Vec::with_capacity(each.len());
    for one in each {
        first.push(space.circuit.and(left, *one));
        left = space.circuit.without(left, *one);
    }
    (first, left)
}
