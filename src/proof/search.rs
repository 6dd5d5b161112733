//! On how many paths a function holds.

use super::circuit;
use super::diagram::Id;
use super::maps::Map;
use super::paths::{Paths, Point};
use super::space::Space;

impl Paths {
    /// How many paths there are on which a function holds; `None` when more than a `u128` holds, or the function is too
    /// large to be counted.
    pub fn count_where(&mut self, space: &Space<'_>, function: circuit::Id) -> Option<u128> {
        let holds = self.diagrams.read(space, function);
        if self.diagrams.is_full() { None } else { self.count_from(self.start, holds, &mut Map::default()) }
    }

    fn count_from(&self, point: Point, holds: Id, known: &mut Map<(Point, Id), Option<u128>>) -> Option<u128> {
        let step = &self.step(point);
        match self.diagrams.settle(holds, step.variable) {
            _ if point == Point::NEVER => Some(0),
            Id::FALSE => Some(0),
            Id::TRUE => step.paths,
            holds => {
                if let Some(count) = known.get(&(point, holds)) {
                    return *count;
                }
                let count = (1..step.next.len()).try_fold(0_u128, |sum, value| {
                    let left = self.diagrams.follow(holds, step.variable, value);
                    sum.checked_add(self.count_from(step.next[value], left, known)?)
                });
                known.insert((point, holds), count);
                count
            }
        }
    }
}
