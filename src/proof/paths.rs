//! Every path through the questions, as one graph: paths that lead to the same remaining questions share them.

use std::collections::BTreeMap;

use super::diagram::{Diagrams, Id};
use super::feasible::Settled;
use super::maps::Map;
use super::space::{GaveUp, Space};
use super::variables::Value;

/// A place in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point(u32);

impl Point {
    /// Cannot happen.
    pub const NEVER: Point = Point(0);
    /// All is asked.
    pub const END: Point = Point(1);

    fn at(self) -> usize {
        self.0 as usize
    }
}

/// A question that is asked at a point, and where each of its values leads.
pub(super) struct Step {
    pub(super) variable: usize,
    /// One for each value; that of value 0, not asked, is [`Point::NEVER`].
    pub(super) next: Box<[Point]>,
    /// How many paths there are from here; `None` when more than a `u128` holds.
    pub(super) paths: Option<u128>,
    /// The fewest questions still to come.
    pub(super) shortest: usize,
    /// The most.
    longest: usize,
}

/// Every path.
pub struct Paths {
    /// Points with a smaller number come later on every path.
    steps: Vec<Step>,
    /// Where all begin.
    pub start: Point,
    /// The functions that are looked at on them.
    pub(super) diagrams: Diagrams,
}

/// The most states of the walk. Beyond it nothing is counted.
const MOST_STATES: usize = 60_000;
/// The longest path that is followed. Nobody answers so many questions.
const LONGEST: usize = 1_000;

/// What still matters when a question is about to be asked.
#[derive(PartialEq, Eq, Hash)]
struct State {
    asks: Vec<(u32, Id)>,
    settled: Settled,
}

impl Paths {
    /// Walks all paths of a space.
    ///
    /// # Errors
    /// There are too many states.
    pub fn walk(space: &mut Space<'_>) -> Result<Paths, GaveUp> {
        let mut diagrams = Diagrams::new(space.variables.iter().map(|variable| variable.values.len()).collect());
        let all = space.ask.iter().enumerate().map(|(at, ask)| (at as u32, diagrams.read(space, *ask)));
        let all: Vec<(u32, Id)> = all.filter(|(_, ask)| *ask != Id::FALSE).collect();
        let mut found = Forward { diagrams, pending: BTreeMap::new(), seen: Vec::new() };
        let settled = space.feasible.start();
        let start = found.reach(space, all, settled);
        while let Some((variable, states)) = found.pending.pop_first() {
            for (state, number) in states {
                let next = found.ask(space, variable, &state);
                found.seen[number] = Some((variable, next));
            }
            if found.seen.len() > MOST_STATES || found.diagrams.is_full() {
                return Err(GaveUp::TooLarge);
            }
        }
        found.merged(start)
    }
}

/// Where a state leads, before equal ones are merged: the end, nowhere, or another state.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Never,
    End,
    State(usize),
}

struct Forward {
    diagrams: Diagrams,
    /// States by the question they are about to ask. Questions come in order, so each list is complete when it is met.
    pending: BTreeMap<usize, Map<State, usize>>,
    seen: Vec<Option<(usize, Vec<To>)>>,
}

impl Forward {
    /// The state that asks the first question still to be asked.
    fn reach(&mut self, space: &mut Space<'_>, asks: Vec<(u32, Id)>, settled: Settled) -> To {
        // Whatever stands before the first question whose condition holds is not asked.
        let asked = |(variable, ask): &(u32, Id)| self.diagrams.settle(*ask, *variable as usize) == Id::TRUE;
        let Some(first) = asks.iter().position(asked) else { return To::End };
        let variable = asks[first].0 as usize;
        let rest = asks[first + 1..].iter().map(|(at, ask)| (*at, self.diagrams.settle(*ask, variable)));
        let rest: Vec<(u32, Id)> = rest.filter(|(_, ask)| *ask != Id::FALSE).collect();
        let may_come = std::iter::once(variable).chain(rest.iter().map(|(at, _)| *at as usize));
        let still: Vec<usize> = may_come.filter_map(|at| space.variables[at].date).collect();
        let settled = space.feasible.forget(settled, &still);
        let next = self.seen.len();
        let states = self.pending.entry(variable).or_default();
        let number = *states.entry(State { asks: rest, settled }).or_insert(next);
        if number == next {
            self.seen.push(None);
        }
        To::State(number)
    }

    fn ask(&mut self, space: &mut Space<'_>, variable: usize, state: &State) -> Vec<To> {
        let looking = (0..state.asks.len()).filter(|at| self.diagrams.variable(state.asks[*at].1) == variable);
        let looking: Vec<usize> = looking.collect();
        // Values that change the remaining conditions in the same way lead to the same place.
        let mut known: Map<(Vec<Id>, Option<Settled>), To> = Map::default();
        let mut next = vec![To::Never];
        for value in 1..space.variables[variable].values.len() {
            let date = space.variables[variable].date;
            let settled = match (space.variables[variable].values[value], date) {
                (Value::Date(region), Some(date)) => match space.feasible.settle(&state.settled, date, region) {
                    Some(settled) => settled,
                    None => {
                        next.push(To::Never);
                        continue;
                    }
                },
                _ => state.settled.clone(),
            };
            let left: Vec<Id> = looking.iter().map(|at| self.diagrams.child(state.asks[*at].1, value)).collect();
            let key = (left, date.map(|_| settled.clone()));
            if let Some(to) = known.get(&key) {
                next.push(*to);
                continue;
            }
            let mut asks = state.asks.clone();
            looking.iter().zip(&key.0).for_each(|(at, left)| asks[*at].1 = *left);
            asks.retain(|(_, ask)| *ask != Id::FALSE);
            let to = self.reach(space, asks, settled);
            known.insert(key, to);
            next.push(to);
        }
        next
    }

    /// Merges states with the same future, last questions first.
    fn merged(self, start: To) -> Result<Paths, GaveUp> {
        let end = |paths: u128, shortest| Step {
            variable: usize::MAX,
            next: [].into(),
            paths: Some(paths),
            shortest,
            longest: 0,
        };
        let mut steps = vec![end(0, usize::MAX), end(1, 0)];
        let mut order: Vec<usize> = (0..self.seen.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(self.seen[*at].as_ref().map(|(variable, _)| *variable)));
        let mut point = vec![Point::NEVER; self.seen.len()];
        let mut unique: Map<(usize, Box<[Point]>), Point> = Map::default();
        let to_point = |to: To, point: &[Point]| match to {
            To::Never => Point::NEVER,
            To::End => Point::END,
            To::State(at) => point[at],
        };
        for at in order {
            let Some((variable, next)) = &self.seen[at] else { continue };
            let next: Box<[Point]> = next.iter().map(|to| to_point(*to, &point)).collect();
            let key = (*variable, next);
            if let Some(same) = unique.get(&key) {
                point[at] = *same;
                continue;
            }
            let here = Point(steps.len() as u32);
            let ahead = || key.1.iter().filter(|next| **next != Point::NEVER).map(|next| &steps[next.at()]);
            let longest = 1 + ahead().map(|step| step.longest).max().unwrap_or(0);
            if longest > LONGEST {
                return Err(GaveUp::TooLarge);
            }
            let step = Step {
                variable: *variable,
                next: key.1.clone(),
                paths: ahead().try_fold(0_u128, |sum, step| sum.checked_add(step.paths?)),
                shortest: ahead().map(|step| step.shortest).min().unwrap_or(usize::MAX).saturating_add(1),
                longest,
            };
            steps.push(step);
            unique.insert(key, here);
            point[at] = here;
        }
        Ok(Paths { start: to_point(start, &point), steps, diagrams: self.diagrams })
    }
}

impl Paths {
    pub(super) fn step(&self, point: Point) -> &Step {
        &self.steps[point.at()]
    }

    /// How many states there are: points where a question is asked, after merging.
    pub fn states(&self) -> usize {
        self.steps.len() - 2
    }

    /// How many paths there are; `None` when more than a `u128` holds.
    pub fn count(&self) -> Option<u128> {
        self.steps[self.start.at()].paths
    }

    /// The fewest questions on a path.
    pub fn shortest(&self) -> usize {
        self.steps[self.start.at()].shortest
    }

    /// The most questions still to come at a point.
    pub fn longest_from(&self, point: Point) -> usize {
        self.steps[point.at()].longest
    }

    /// The question asked at a point; `usize::MAX` at the end.
    pub fn variable(&self, point: Point) -> usize {
        self.steps[point.at()].variable
    }

    /// Where each value leads at a point.
    pub fn next(&self, point: Point) -> &[Point] {
        &self.steps[point.at()].next
    }

    /// Every point where a question is asked.
    pub fn points(&self) -> impl Iterator<Item = Point> {
        (2..self.steps.len() as u32).map(Point)
    }
}
