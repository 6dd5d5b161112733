//! Questions whose answer can change nothing.
//!
//! A question is asked in vain where, whatever is answered after it, no two answers to it lead to other questions or to
//! another plan. So the solver is asked in turns: for answers before the question, and for an answer after it that makes
//! a difference. What makes the difference rules out all earlier answers that share it, until none are left, or some that
//! nothing makes a difference to.

use super::circuit::{Atom, Id, Node};
use super::maps::{Map, Set};
use super::situations::{Answer, Path, Situations};
use super::solver::Literal;
use super::space::Space;

/// What an answer can change.
pub struct Parts {
    /// Parts of the plan: the answer matters where they come out differently for different answers.
    pub outcomes: Vec<Id>,
    /// Where the answer matters by itself: a letter quotes it, or a date is counted from it.
    pub quoted: Vec<Id>,
}

/// The shortest path on which `variable` is asked, and no answer to it can change anything.
pub fn shortest(space: &mut Space<'_>, variable: usize, parts: &Parts) -> Option<Path> {
    // Of its own: what is said of the other answer would only be in the way of all that is asked after it.
    // Four nodes are read in the time of a decision.
    space.effort = space.effort.saturating_sub(space.circuit.size() as u64 / 4);
    let situations = &mut Situations::of(space);
    let mut turns = Turns::new(situations, space, variable, parts);
    let mut assumed = Vec::new();
    let mut path = turns.next(situations, space, &assumed)?;
    // Fewer questions, as long as there are such paths.
    while let Some(fewer) = situations.at_least(path.len()).map(Literal::turned) {
        assumed.push(fewer);
        match turns.next(situations, space, &assumed) {
            Some(shorter) => path = shorter,
            None => {
                assumed.pop();
                break;
            }
        }
    }
    let again = &mut |situations: &mut Situations, space: &mut Space<'_>, assumed: &[Literal]| {
        turns.next(situations, space, assumed)
    };
    Some(situations.plainest(space, path, assumed, again))
}

/// Something that can come out differently.
#[derive(Clone, Copy)]
enum Difference {
    /// A function of both answers.
    Between(Id),
    /// A function of the first.
    Holds(Id),
}

struct Turns {
    variable: usize,
    /// Of each node of the circuit: the last variable it looks at, and whether it looks at this one.
    looks: Vec<(usize, bool)>,
    /// The statements that hold for another answer to the question.
    other: Other,
    differences: Vec<(Literal, Difference)>,
    /// One of the differences is there.
    differs: Literal,
    /// What has been ruled out counts.
    ruled_out: Literal,
}

/// The same functions for another answer.
struct Other {
    answer: Answer,
    nodes: Map<usize, Literal>,
}

impl Turns {
    fn new(situations: &mut Situations, space: &Space<'_>, variable: usize, parts: &Parts) -> Turns {
        let answer = situations.another(space, variable);
        let mut turns = Turns {
            variable,
            looks: looks(space, variable),
            other: Other { answer, nodes: Map::default() },
            differences: Vec::new(),
            differs: situations.statement(),
            ruled_out: situations.statement(),
        };
        let later: Vec<usize> = (variable + 1..space.variables.len()).collect();
        let asks = later.iter().map(|at| space.ask[*at]);
        let between: Vec<Id> = asks.chain(parts.outcomes.iter().copied()).collect();
        let between: Vec<Id> = between.into_iter().filter(|id| turns.looks[id.node()].1).collect();
        for function in between {
            let (one, other) = (situations.literal(space, function), turns.literal(situations, space, function));
            let differs = situations.statement();
            situations.add(&[differs.turned(), one, other]);
            situations.add(&[differs.turned(), one.turned(), other.turned()]);
            turns.differences.push((differs, Difference::Between(function)));
        }
        // A date bears on the dates that stand before or after it.
        let dates = later.into_iter().filter(|at| space.together(variable, *at)).map(|at| space.ask[at]);
        for function in parts.quoted.iter().copied().chain(dates) {
            let holds = situations.literal(space, function);
            turns.differences.push((holds, Difference::Holds(function)));
        }
        let any: Vec<Literal> = turns.differences.iter().map(|(differs, _)| *differs).collect();
        situations.add(&any.into_iter().chain([turns.differs.turned()]).collect::<Vec<_>>());
        turns
    }

    /// A path on which nothing makes a difference, and what is assumed holds.
    fn next(&mut self, situations: &mut Situations, space: &mut Space<'_>, assumed: &[Literal]) -> Option<Path> {
        let asked = situations.asked(self.variable);
        let outer: Vec<Literal> = [asked, self.ruled_out].into_iter().chain(assumed.iter().copied()).collect();
        while situations.found(space, &outer) {
            let path = situations.path(space);
            let mut inner = situations.before(self.variable);
            inner.extend([asked, self.differs]);
            if !situations.found(space, &inner) {
                return Some(path);
            }
            let shared = self.shared(situations, space);
            situations
                .add(&shared.into_iter().map(Literal::turned).chain([self.ruled_out.turned()]).collect::<Vec<_>>());
        }
        None
    }

    /// What the difference that was found last rests on, of what was answered before the question.
    fn shared(&self, situations: &Situations, space: &Space<'_>) -> Vec<Literal> {
        let mut shared = Shared { turns: self, situations, space, seen: Set::default(), found: Vec::new() };
        let there = self.differences.iter().find(|(differs, _)| situations.is_so(*differs));
        match there.map(|(_, difference)| *difference) {
            Some(Difference::Between(function)) => {
                shared.rests_on(function, false);
                shared.rests_on(function, true);
            }
            Some(Difference::Holds(function)) => shared.rests_on(function, false),
            None => {}
        }
        shared.found
    }

    /// The statement that a function holds for the other answer.
    fn literal(&mut self, situations: &mut Situations, space: &Space<'_>, id: Id) -> Literal {
        if !self.looks[id.node()].1 {
            return situations.literal(space, id);
        }
        let known = self.other.nodes.get(&id.node()).copied();
        let literal = known.unwrap_or_else(|| {
            let literal = match space.circuit.node(id) {
                Node::Never => unreachable!("it looks at nothing"),
                Node::Atom(atom) => self.other.answer.literal(atom),
                Node::And(one, other) => {
                    let one = self.literal(situations, space, one);
                    let other = self.literal(situations, space, other);
                    situations.both(one, other)
                }
            };
            self.other.nodes.insert(id.node(), literal);
            literal
        });
        literal.turned_if(id.is_turned())
    }
}

/// The search for what a difference rests on.
struct Shared<'a, 'r> {
    turns: &'a Turns,
    situations: &'a Situations,
    space: &'a Space<'r>,
    seen: Set<(usize, bool)>,
    found: Vec<Literal>,
}

impl Shared<'_, '_> {
    /// Notes what makes a function come out as it does, for the first answer or for the other.
    fn rests_on(&mut self, id: Id, other: bool) {
        let node = id.node();
        if !self.seen.insert((node, other)) {
            return;
        }
        let (latest, looks) = self.turns.looks[node];
        let literal = self.literal(node, other);
        if latest < self.turns.variable {
            // All of it was answered before, so it is what the others share.
            let literal = literal.turned_if(!self.situations.is_so(literal));
            return self.found.push(literal);
        }
        match self.space.circuit.node(id) {
            Node::Never => {}
            Node::Atom(_) if looks => {}
            Node::Atom(Atom::Asked(later)) => self.rests_on(self.space.ask[later], false),
            // That something was answered later rests on its being asked; that it was not rests on nothing.
            Node::Atom(atom) if self.situations.is_so(literal) => self.rests_on(self.space.ask[atom.variable()], false),
            Node::Atom(_) => {}
            Node::And(one, two) if self.situations.is_so(literal) => {
                self.rests_on(one, other);
                self.rests_on(two, other);
            }
            Node::And(one, two) => {
                let fails = |id: &Id| {
                    let literal = self.literal(id.node(), other).turned_if(id.is_turned());
                    !self.situations.is_so(literal)
                };
                // One that fails is enough; the one that was answered first.
                let failing = [one, two].into_iter().filter(fails).min_by_key(|id| self.turns.looks[id.node()].0);
                failing.into_iter().for_each(|id| self.rests_on(id, other));
            }
        }
    }

    fn literal(&self, node: usize, other: bool) -> Literal {
        let own = self.turns.other.nodes.get(&node).filter(|_| other).copied();
        own.unwrap_or_else(|| self.situations.known(node))
    }
}

/// Of each node: the last variable it looks at, and whether it looks at an answer to this one.
fn looks(space: &Space<'_>, variable: usize) -> Vec<(usize, bool)> {
    let mut looks: Vec<(usize, bool)> = Vec::with_capacity(space.circuit.size());
    for at in 0..space.circuit.size() {
        looks.push(match space.circuit.at(at) {
            Node::Never => (0, false),
            Node::Atom(Atom::Asked(other)) => (other, false),
            Node::Atom(atom) => (atom.variable(), atom.variable() == variable),
            Node::And(one, other) => {
                let (one, other) = (looks[one.node()], looks[other.node()]);
                (one.0.max(other.0), one.1 || other.1)
            }
        });
    }
    looks
}
