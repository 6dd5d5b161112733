//! What leads: the first recommended route of the ladder. Nothing here looks at a date.

use crate::interview::Walk;
use crate::rules::model::{BodyIx, Condition, RouteIx, RuleSet, RungIx};

/// A recommended route, and the line of the ladder on which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The route.
    pub route: RouteIx,
    /// Its rung, and its place on it; none for a route that no line of the ladder calls up here.
    pub line: Option<(RungIx, usize)>,
}

/// The recommended routes in the order in which they lead, the first of each body.
///
/// Where there is no ladder, or none of its lines calls a route up, the order of the files decides.
pub fn steps(walk: &Walk<'_>) -> Vec<Step> {
    let (situation, rules) = (&walk.situation, walk.situation.rules);
    let mut served: Vec<BodyIx> = Vec::new();
    let mut steps = Vec::new();
    for (step, when) in lines(rules) {
        let route = rules.route(step.route);
        let recommended = || situation.holds(&route.recommend_when) && when.is_none_or(|when| situation.holds(when));
        if !steps.is_empty() && only_alone(rules, step.route) {
            continue;
        }
        if !served.contains(&route.body) && recommended() {
            served.push(route.body);
            steps.push(step);
        }
    }
    steps
}

/// Whether a route stands on a rung whose routes are no company for another step.
pub fn only_alone(rules: &RuleSet, route: RouteIx) -> bool {
    rules.ladder.iter().any(|rung| rung.alone && rung.steps.iter().any(|step| step.what == route))
}

/// Every line of the ladder with its own condition, and after them every route in the order of the files.
pub fn lines(rules: &RuleSet) -> impl Iterator<Item = (Step, Option<&Condition>)> {
    let rungs = rules.ladder.iter().enumerate().flat_map(|(rung, item)| {
        let lines = item.steps.iter().enumerate();
        lines.map(move |(at, step)| {
            let line = Some((RungIx(rung as u16), at));
            (Step { route: step.what, line }, Some(&step.when))
        })
    });
    let files = (0..rules.routes.len()).map(|at| (Step { route: RouteIx(at as u16), line: None }, None));
    rungs.chain(files)
}
