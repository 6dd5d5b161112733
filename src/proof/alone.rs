//! Plans with a single route to take.

use std::collections::VecDeque;

use super::diagram::{Diagrams, Id};
use super::maps::{Map, Set};
use super::paths::{Path, Paths, Point};
use super::search::Reached;
use super::space::GaveUp;

/// The most points, with what is left there, that are looked at.
const MOST_REACHED: usize = 400_000;

/// What is left of each route's conditions at a point: that it is offered, and that it is a step. Routes that cannot be
/// offered any more are dropped.
type Left = Vec<(u16, Id, Id)>;

/// For each route that is a step and the only one offered on some path, the shortest such path.
///
/// All routes are followed at once, and a path is left as soon as two of them are offered: joining all conditions into
/// one function would make it many times larger than what is ever looked at.
///
/// # Errors
/// There are too many states.
pub fn shortest(paths: &Paths, diagrams: &Diagrams, offered: &[Id], step: &[Id]) -> Result<Vec<(usize, Path)>, GaveUp> {
    let all: Left = offered.iter().zip(step).enumerate().map(|(at, (id, step))| (at as u16, *id, *step)).collect();
    let mut found: Map<u16, Path> = Map::default();
    let mut reached = Vec::new();
    let mut open = VecDeque::new();
    if let Some(left) = settled(paths, diagrams, paths.start, all) {
        reached.push(Reached { point: paths.start, left, from: None });
        open.push_back(0);
    }
    let mut seen: Set<(Point, Left)> = Set::default();
    while let Some(at) = open.pop_front() {
        let (point, asked) = (reached[at].point, paths.variable(reached[at].point));
        if point == Point::END {
            // Here every condition is settled: at most one route is left, and it is offered.
            if let Some((route, _, Id::TRUE)) = reached[at].left.first() {
                found.entry(*route).or_insert_with(|| paths.way(&reached, at));
            }
            continue;
        }
        for (value, next) in paths.next(point).iter().enumerate().filter(|(_, next)| **next != Point::NEVER) {
            let follow = |id: Id| diagrams.follow(id, asked, value);
            let left = reached[at].left.iter().map(|(route, id, step)| (*route, follow(*id), follow(*step))).collect();
            let Some(left) = settled(paths, diagrams, *next, left) else { continue };
            if seen.insert((*next, left.clone())) {
                reached.push(Reached { point: *next, left, from: Some((at, value)) });
                open.push_back(reached.len() - 1);
            }
        }
        if reached.len() > MOST_REACHED {
            return Err(GaveUp::TooLarge);
        }
    }
    let mut found: Vec<(usize, Path)> = found.into_iter().map(|(route, path)| (usize::from(route), path)).collect();
    found.sort_unstable();
    Ok(found)
}

/// What is left at a point; `None` when two routes are offered already.
fn settled(paths: &Paths, diagrams: &Diagrams, point: Point, left: Left) -> Option<Left> {
    let settle = |id: Id| diagrams.settle(id, paths.variable(point));
    let settled = left.into_iter().map(|(route, id, step)| (route, settle(id), settle(step)));
    let left: Left = settled.filter(|(_, id, _)| *id != Id::FALSE).collect();
    (left.iter().filter(|(_, id, _)| *id == Id::TRUE).count() < 2).then_some(left)
}
