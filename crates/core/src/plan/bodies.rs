//! Where each body stands: one state for each door a person can knock on.

use crate::rules::model::{BodyIx, RouteIx, RuleSet};

/// How near a body is, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stands {
    /// A route of it is the suggested step.
    Step,
    /// A route of it is to be taken beside the step.
    Beside,
    /// A route of it is open.
    Open,
    /// It opens later.
    Later,
    /// It is not open.
    Shut,
}

impl Stands {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stands::Step => "step",
            Stands::Beside => "beside",
            Stands::Open => "open",
            Stands::Later => "later",
            Stands::Shut => "shut",
        }
    }
}

/// Where a body stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyState {
    /// The body.
    pub body: BodyIx,
    /// The best state of any of its routes.
    pub stands: Stands,
    /// Its routes in that state, in the order of the files; of those not open, only the first.
    pub routes: Vec<RouteIx>,
}

/// Where one route stands, with the place of its reason when it is not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The route.
    pub route: RouteIx,
    /// Where it stands.
    pub stands: Stands,
    /// The place of the reason in the route's `later` or `closed`.
    pub reason: usize,
}

/// The state of each body that has one, in the order of the head.
pub fn states(rules: &RuleSet, placed: &[Placed]) -> Vec<BodyState> {
    let bodies = (0..rules.bodies.len()).map(|at| BodyIx(at as u16));
    let state = |body: BodyIx| {
        let own = || placed.iter().filter(|placed| rules.route(placed.route).body == body);
        let stands = own().map(|placed| placed.stands).min()?;
        let most = if stands >= Stands::Later { 1 } else { usize::MAX };
        let routes = own().filter(|placed| placed.stands == stands).map(|placed| placed.route).take(most).collect();
        Some(BodyState { body, stands, routes })
    };
    bodies.filter_map(state).collect()
}

/// The routes that are listed as standing so, with their reasons: those that give their body its state.
pub fn listed(rules: &RuleSet, placed: &[Placed], states: &[BodyState], stands: Stands) -> Vec<(RouteIx, usize)> {
    let gives = |placed: &&Placed| {
        let body = rules.route(placed.route).body;
        states.iter().any(|state| state.body == body && state.stands == stands && state.routes.contains(&placed.route))
    };
    placed.iter().filter(gives).map(|placed| (placed.route, placed.reason)).collect()
}
