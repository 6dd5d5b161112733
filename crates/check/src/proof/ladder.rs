//! Which routes are steps, and which of them leads, as functions of the answers: the same choices as `plan::ladder` makes.

use std::collections::BTreeMap;

use super::circuit::Id;
use super::space::Space;
use signpost_core::plan::{Step, lines, only_alone};
use signpost_core::rules::model::{Condition, RouteIx, RungIx};

/// A line of the ladder, or a route in the order of the files.
pub struct Line {
    /// The route and its place on the ladder.
    pub step: Step,
    /// It gives its body its step.
    pub takes: Id,
}

/// Every line, in the order in which they lead. `recommended` has each route's own condition.
pub fn of(space: &mut Space<'_>, side: usize, recommended: &[Id]) -> Vec<Line> {
    let rules = space.sides[side].rules;
    let mut served = vec![Id::FALSE; rules.bodies.len()];
    let (mut found, mut led) = (Vec::new(), Id::FALSE);
    for (step, when) in lines(rules) {
        let body = rules.route(step.route).body.at();
        let counts = when.map_or(Id::TRUE, |when: &Condition| space.condition(side, when));
        let mut calls = space.circuit.and(recommended[step.route.at()], counts);
        if only_alone(rules, step.route) {
            calls = space.circuit.without(calls, led);
        }
        let takes = space.circuit.without(calls, served[body]);
        served[body] = space.circuit.or(served[body], calls);
        led = space.circuit.or(led, takes);
        found.push(Line { step, takes });
    }
    found
}

/// For each route: it is the step of its body.
pub fn steps(space: &mut Space<'_>, routes: usize, lines: &[Line]) -> Vec<Id> {
    let mut steps = vec![Id::FALSE; routes];
    for line in lines {
        let step = &mut steps[line.step.route.at()];
        *step = space.circuit.or(*step, line.takes);
    }
    steps
}

/// For each route: it leads.
pub fn leading(space: &mut Space<'_>, routes: usize, lines: &[Line]) -> Vec<Id> {
    let mut leading = vec![Id::FALSE; routes];
    for (line, leads) in lines.iter().zip(leads(space, lines)) {
        let route = &mut leading[line.step.route.at()];
        *route = space.circuit.or(*route, leads);
    }
    leading
}

/// For each route and rung: it leads from there.
pub fn by_rung(space: &mut Space<'_>, lines: &[Line]) -> Vec<Id> {
    let mut leading: BTreeMap<(Option<RungIx>, RouteIx), Vec<Id>> = BTreeMap::new();
    for (line, leads) in lines.iter().zip(leads(space, lines)) {
        leading.entry((line.step.line.map(|(rung, _)| rung), line.step.route)).or_default().push(leads);
    }
    leading.into_values().map(|leads| space.circuit.any(leads)).collect()
}

/// For each line: it leads. The first line that gives any body its step does.
pub fn leads(space: &mut Space<'_>, lines: &[Line]) -> Vec<Id> {
    let mut left = Id::TRUE;
    let leads = lines.iter().map(|line| {
        let here = space.circuit.and(left, line.takes);
        left = space.circuit.without(left, line.takes);
        here
    });
    leads.collect()
}
