//! Whether statements can all be true at once: batsat, a solver that learns from each dead end, with an end to its patience.

use batsat::{Callbacks, ClauseKind, Lit, Solver as Batsat, SolverInterface, SolverOpts, lbool};
use std::cell::Cell;

/// A statement or its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal(Lit);

impl Literal {
    /// The opposite.
    #[must_use]
    pub fn turned(self) -> Literal {
        Literal(!self.0)
    }

    /// The opposite, or itself.
    #[must_use]
    pub fn turned_if(self, turn: bool) -> Literal {
        Literal(self.0 ^ turn)
    }

    /// What it is about.
    pub fn variable(self) -> usize {
        self.0.var().idx() as usize
    }
}

/// How much more may be tried, in decisions.
struct Patience(Cell<u64>);

/// To learn from a dead end takes as long as so many decisions.
const DEAD_END: u64 = 50;

impl Patience {
    fn less(&self, by: u64) {
        self.0.set(self.0.get().saturating_sub(by));
    }
}

impl Callbacks for Patience {
    fn on_new_clause(&mut self, _: &[Lit], _: ClauseKind) {
        self.less(DEAD_END);
    }

    /// Asked before each decision.
    fn stop(&self) -> bool {
        self.less(1);
        self.0.get() == 0
    }
}

/// Statements, and what has been learnt about them.
pub struct Solver {
    solver: Batsat<Patience>,
    /// Which variables are true in what was found last.
    model: Vec<bool>,
}

impl Default for Solver {
    fn default() -> Solver {
        let patience = Patience(Cell::new(u64::MAX));
        // To look further for what need not be said of a dead end takes longer than it saves.
        let options = SolverOpts { ccmin_mode: 1, ..SolverOpts::default() };
        Solver { solver: Batsat::new(options, patience), model: Vec::new() }
    }
}

impl Solver {
    /// A new statement of which nothing is known.
    pub fn literal(&mut self) -> Literal {
        Literal(Lit::new(self.solver.new_var_default(), true))
    }

    /// The statement that both are true.
    pub fn both(&mut self, one: Literal, other: Literal) -> Literal {
        // It follows from the two, so nothing need be decided about it.
        let both = Literal(Lit::new(self.solver.new_var(lbool::UNDEF, false), true));
        self.add(&[both.turned(), one]);
        self.add(&[both.turned(), other]);
        self.add(&[both, one.turned(), other.turned()]);
        both
    }

    /// At least one of these is true.
    pub fn add(&mut self, literals: &[Literal]) {
        // It says again whether all can still be true, which `solve` will say.
        self.solver.add_clause_reuse(&mut literals.iter().map(|literal| literal.0).collect());
    }

    /// How many more decisions may be tried: none when it gave up.
    pub fn left(&self) -> u64 {
        self.solver.cb().0.get()
    }

    /// Whether all that was added can be true together with these; not, too, when it had to give up after so many decisions.
    pub fn solve(&mut self, assumed: &[Literal], most: u64) -> bool {
        self.solver.cb().0.set(most);
        let assumed: Vec<Lit> = assumed.iter().map(|literal| literal.0).collect();
        let found = self.solver.solve_limited(&assumed) == lbool::TRUE;
        if found {
            let all = self.solver.get_model().iter();
            self.model = all.map(|value| *value == lbool::TRUE).collect();
        }
        found
    }

    /// Whether a literal is true in what was found last.
    pub fn found(&self, literal: Literal) -> bool {
        self.model[literal.variable()] == literal.0.sign()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every clause set of three literals each over a few variables, from a seed, against plain trying.
    #[test]
    fn it_agrees_with_trying_everything() {
        let mut dice = 1_u64;
        let mut roll = |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        let mut both = [0, 0];
        for _ in 0..400 {
            let (variables, clauses) = (4 + roll(6) as usize, 10 + roll(35));
            let mut solver = Solver::default();
            let literals: Vec<Literal> = (0..variables).map(|_| solver.literal()).collect();
            let clauses: Vec<Vec<(usize, bool)>> = (0..clauses)
                .map(|_| (0..3).map(|_| (roll(variables as u64) as usize, roll(2) == 0)).collect())
                .collect();
            for clause in &clauses {
                let clause: Vec<Literal> = clause.iter().map(|(at, turn)| literals[*at].turned_if(*turn)).collect();
                solver.add(&clause);
            }
            for assumed in [None, Some((0, true)), Some((1, false))] {
                let fits = |all: u32| {
                    let holds = |(at, turn): &(usize, bool)| (all & 1 << at != 0) != *turn;
                    clauses.iter().all(|clause| clause.iter().any(holds)) && assumed.as_ref().is_none_or(holds)
                };
                let wanted = (0..1_u32 << variables).any(fits);
                let assumed: Vec<Literal> =
                    assumed.iter().map(|(at, turn): &(usize, bool)| literals[*at].turned_if(*turn)).collect();
                assert_eq!(solver.solve(&assumed, u64::MAX), wanted);
                both[usize::from(wanted)] += 1;
                if wanted {
                    let found = (0..variables).filter(|at| solver.found(literals[*at])).map(|at| 1 << at).sum();
                    assert!(fits(found));
                }
            }
        }
        assert!(both[0] > 100 && both[1] > 100, "{both:?}");
    }

    /// Seven birds do not fit into six holes, and six do.
    #[test]
    fn it_ends_where_much_must_be_learnt() {
        for (birds, fits) in [(6, true), (7, false)] {
            let mut solver = Solver::default();
            let sits: Vec<Vec<Literal>> = (0..birds).map(|_| (0..6).map(|_| solver.literal()).collect()).collect();
            sits.iter().for_each(|bird| solver.add(bird));
            for (at, bird) in sits.iter().enumerate() {
                for other in &sits[..at] {
                    bird.iter().zip(other).for_each(|(here, there)| solver.add(&[here.turned(), there.turned()]));
                }
            }
            assert_eq!(solver.solve(&[], u64::MAX), fits);
        }
    }
}
