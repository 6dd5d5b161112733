//! On which paths a function holds: whether on any, on how many, and on the shortest.

use super::diagram::{Diagrams, Id};
use super::maps::Map;
use super::paths::{Path, Paths, Point};

/// A place that a search, breadth first, has reached.
pub struct Reached<L> {
    /// The point.
    pub point: Point,
    /// What the search still looks for there.
    pub left: L,
    /// Where it was reached from, by its number among those reached, and by which value.
    pub from: Option<(usize, usize)>,
}

impl Paths {
    /// The way to a place that was reached.
    pub fn way<L>(&self, reached: &[Reached<L>], mut at: usize) -> Path {
        let mut path = Path::new();
        while let Some((before, value)) = reached[at].from {
            path.push((self.variable(reached[before].point), value));
            at = before;
        }
        path.reverse();
        path
    }

    /// The shortest path on which a function holds.
    pub fn shortest_where(&self, diagrams: &Diagrams, holds: Id) -> Option<Path> {
        Search { paths: self, diagrams, least: Map::default() }.path(holds)
    }

    /// How many paths there are on which a function holds; `None` when more than a `u128` holds.
    pub fn count_where(&self, diagrams: &Diagrams, holds: Id) -> Option<u128> {
        self.count_from(diagrams, self.start, holds, &mut Map::default())
    }

    fn count_from(
        &self,
        diagrams: &Diagrams,
        point: Point,
        holds: Id,
        known: &mut Map<(Point, Id), Option<u128>>,
    ) -> Option<u128> {
        let step = &self.step(point);
        match diagrams.settle(holds, step.variable) {
            _ if point == Point::NEVER => Some(0),
            Id::FALSE => Some(0),
            Id::TRUE => step.paths,
            holds => {
                if let Some(count) = known.get(&(point, holds)) {
                    return *count;
                }
                let count = (1..step.next.len()).try_fold(0_u128, |sum, value| {
                    let left = diagrams.follow(holds, step.variable, value);
                    sum.checked_add(self.count_from(diagrams, step.next[value], left, known)?)
                });
                known.insert((point, holds), count);
                count
            }
        }
    }

    /// Whether a function holds on some path from a point on.
    pub fn possible(&self, diagrams: &Diagrams, point: Point, holds: Id, known: &mut Map<(Point, Id), bool>) -> bool {
        let step = &self.step(point);
        match diagrams.settle(holds, step.variable) {
            _ if point == Point::NEVER => false,
            Id::FALSE => false,
            Id::TRUE => true,
            holds => {
                if let Some(possible) = known.get(&(point, holds)) {
                    return *possible;
                }
                let possible = (1..step.next.len()).any(|value| {
                    let left = diagrams.follow(holds, step.variable, value);
                    self.possible(diagrams, step.next[value], left, known)
                });
                known.insert((point, holds), possible);
                possible
            }
        }
    }
}

/// The search for the shortest path on which a function holds.
struct Search<'a> {
    paths: &'a Paths,
    diagrams: &'a Diagrams,
    least: Map<(Point, Id), usize>,
}

impl Search<'_> {
    fn path(&mut self, holds: Id) -> Option<Path> {
        let (mut here, mut holds, mut path) = (self.paths.start, holds, Vec::new());
        if self.least(here, holds) == usize::MAX {
            return None;
        }
        while here != Point::END {
            let step = &self.paths.step(here);
            holds = self.diagrams.settle(holds, step.variable);
            let value = (1..step.next.len()).min_by_key(|value| {
                self.least(step.next[*value], self.diagrams.follow(holds, step.variable, *value))
            })?;
            path.push((step.variable, value));
            (here, holds) = (step.next[value], self.diagrams.follow(holds, step.variable, value));
        }
        Some(path)
    }

    /// The fewest questions still to come on a path on which the function holds; `usize::MAX` when there is none.
    fn least(&mut self, point: Point, holds: Id) -> usize {
        let step = &self.paths.step(point);
        match self.diagrams.settle(holds, step.variable) {
            _ if point == Point::NEVER => usize::MAX,
            Id::FALSE => usize::MAX,
            Id::TRUE => step.shortest,
            holds => {
                if let Some(least) = self.least.get(&(point, holds)) {
                    return *least;
                }
                let ahead = (1..step.next.len())
                    .map(|value| self.least(step.next[value], self.diagrams.follow(holds, step.variable, value)));
                let least = ahead.min().unwrap_or(usize::MAX).saturating_add(1);
                self.least.insert((point, holds), least);
                least
            }
        }
    }
}
