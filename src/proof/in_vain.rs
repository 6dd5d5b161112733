//! Questions whose answer can change nothing.

use std::collections::VecDeque;

use super::diagram::{Diagrams, Id};
use super::maps::{Map, Set};
use super::paths::{Path, Paths, Point};
use super::search::Reached;

/// What an answer can change.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Parts {
    /// Parts of the plan: the answer matters where they come out differently for different answers.
    pub outcomes: Vec<Id>,
    /// Where the answer matters by itself: a letter quotes it, or a date is counted from it.
    pub quoted: Vec<Id>,
}

/// Whether the question is ever asked where all its answers lead to the same next question.
pub fn can_be(paths: &Paths, variable: usize) -> bool {
    can_be_in_vain(paths, paths.start, variable, &mut Map::default())
}

/// The shortest path on which `variable` is asked, every answer leads to the same questions, and nothing in `parts`
/// comes out differently whatever follows.
pub fn shortest(paths: &Paths, diagrams: &mut Diagrams, variable: usize, parts: &Parts) -> Option<Path> {
    let (mut leads_there, mut known) = (Map::default(), Map::default());
    let start = parts.at(paths, diagrams, paths.start, variable)?;
    let mut reached = vec![Reached { point: paths.start, left: start, from: None }];
    let mut seen: Set<(Point, Parts)> = Set::default();
    let mut open = VecDeque::from([0]);
    while let Some(at) = open.pop_front() {
        let point = reached[at].point;
        let asked = paths.variable(point);
        if asked == variable {
            if !reached[at].left.matter(paths, diagrams, point, &mut known) {
                return Some(paths.to_the_end(paths.way(&reached, at), point));
            }
            continue;
        }
        for (value, next) in paths.next(point).iter().enumerate() {
            if !can_be_in_vain(paths, *next, variable, &mut leads_there) {
                continue;
            }
            let Some(left) = reached[at].left.after(diagrams, asked, value).at(paths, diagrams, *next, variable) else {
                continue;
            };
            if seen.insert((*next, left.clone())) {
                reached.push(Reached { point: *next, left, from: Some((at, value)) });
                open.push_back(reached.len() - 1);
            }
        }
    }
    None
}

impl Parts {
    fn after(&self, diagrams: &Diagrams, variable: usize, value: usize) -> Parts {
        let follow = |ids: &[Id]| ids.iter().map(|id| diagrams.follow(*id, variable, value)).collect();
        Parts { outcomes: follow(&self.outcomes), quoted: follow(&self.quoted) }
    }

    /// What is left at a point; `None` when the answer matters there whatever follows.
    fn at(&self, paths: &Paths, diagrams: &Diagrams, point: Point, variable: usize) -> Option<Parts> {
        let settle = |ids: &[Id], keep: &dyn Fn(Id) -> bool| {
            let settled = ids.iter().map(|id| diagrams.settle(*id, paths.variable(point)));
            let mut left: Vec<Id> = settled.filter(|id| keep(*id)).collect();
            left.sort_unstable();
            left.dedup();
            left
        };
        // What looks only at later questions comes out the same for every answer.
        let outcomes = settle(&self.outcomes, &|id| diagrams.variable(id) <= variable);
        let quoted = settle(&self.quoted, &|id| id != Id::FALSE);
        (!quoted.contains(&Id::TRUE)).then_some(Parts { outcomes, quoted })
    }

    /// Whether any part can come out differently for two answers at the point where the question is asked.
    fn matter(&self, paths: &Paths, diagrams: &mut Diagrams, point: Point, known: &mut Map<(Point, Id), bool>) -> bool {
        let Some(next) = same_for_all(paths, point) else { return true };
        if self.quoted.iter().any(|id| paths.possible(diagrams, next, *id, known)) {
            return true;
        }
        let values = |value: &usize| paths.next(point)[*value] != Point::NEVER;
        let values: Vec<usize> = (1..paths.next(point).len()).filter(values).collect();
        self.outcomes.iter().any(|id| {
            let first = diagrams.child(*id, values[0]);
            values.iter().any(|value| {
                let other = diagrams.child(*id, *value);
                let differ = diagrams.differ(first, other);
                paths.possible(diagrams, next, differ, known)
            })
        })
    }
}

/// Where every answer leads, if all lead to the same place.
fn same_for_all(paths: &Paths, point: Point) -> Option<Point> {
    let mut ahead = paths.next(point).iter().filter(|next| **next != Point::NEVER);
    let first = *ahead.next()?;
    ahead.all(|next| *next == first).then_some(first)
}

/// Whether the question can still be asked at a place where all its answers lead to the same one.
fn can_be_in_vain(paths: &Paths, point: Point, variable: usize, known: &mut Map<Point, bool>) -> bool {
    let asked = paths.variable(point);
    if asked >= variable {
        return asked == variable && same_for_all(paths, point).is_some();
    }
    if let Some(can) = known.get(&point) {
        return *can;
    }
    let can = paths.next(point).iter().any(|next| can_be_in_vain(paths, *next, variable, known));
    known.insert(point, can);
    can
}
