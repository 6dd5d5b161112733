//! Questions whose answer can change nothing.

use std::collections::VecDeque;

use super::diagram::{Diagrams, Id};
use super::maps::{Map, Set};
use super::paths::{Path, Paths, Point};

/// A point on the way, with what is left of each function there.
struct Reached {
    point: Point,
    left: Vec<Id>,
    /// Where it was reached from, and by which value.
    from: Option<(usize, usize)>,
}

/// Whether the question is ever asked where all its answers lead to the same next question.
pub fn can_be(paths: &Paths, variable: usize) -> bool {
    can_be_in_vain(paths, paths.start, variable, &mut Map::default())
}

/// The shortest path on which `variable` is asked, every answer leads to the same questions, and none of the functions
/// in `matters` can come to hold: each says where the answer changes one part of the plan.
pub fn shortest(paths: &Paths, diagrams: &Diagrams, variable: usize, matters: Vec<Id>) -> Option<Path> {
    let (mut leads_there, mut known) = (Map::default(), Map::default());
    let mut reached =
        vec![Reached { point: paths.start, left: settled(paths, diagrams, paths.start, matters)?, from: None }];
    let mut seen: Set<(Point, Vec<Id>)> = Set::default();
    let mut open = VecDeque::from([0]);
    while let Some(at) = open.pop_front() {
        let point = reached[at].point;
        let asked = paths.variable(point);
        if asked == variable {
            let next = same_for_all(paths, point)?;
            if !reached[at].left.iter().any(|left| paths.possible(diagrams, next, *left, &mut known)) {
                return Some(paths.to_the_end(way(paths, &reached, at), point));
            }
            continue;
        }
        for (value, next) in paths.next(point).iter().enumerate() {
            if !can_be_in_vain(paths, *next, variable, &mut leads_there) {
                continue;
            }
            let left = reached[at].left.iter().map(|left| diagrams.follow(*left, asked, value)).collect();
            // One function that holds already: whatever follows, the answer matters.
            let Some(left) = settled(paths, diagrams, *next, left) else { continue };
            if seen.insert((*next, left.clone())) {
                reached.push(Reached { point: *next, left, from: Some((at, value)) });
                open.push_back(reached.len() - 1);
            }
        }
    }
    None
}

/// What is left of functions at a point, the impossible ones dropped; `None` when one holds for sure.
fn settled(paths: &Paths, diagrams: &Diagrams, point: Point, functions: Vec<Id>) -> Option<Vec<Id>> {
    let settled = functions.into_iter().map(|function| diagrams.settle(function, paths.variable(point)));
    let mut left: Vec<Id> = settled.filter(|function| *function != Id::FALSE).collect();
    left.sort_unstable();
    left.dedup();
    (!left.contains(&Id::TRUE)).then_some(left)
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

fn way(paths: &Paths, reached: &[Reached], mut at: usize) -> Path {
    let mut path = Path::new();
    while let Some((before, value)) = reached[at].from {
        path.push((paths.variable(reached[before].point), value));
        at = before;
    }
    path.reverse();
    path
}
