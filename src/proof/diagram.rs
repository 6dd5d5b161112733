//! Decision diagrams: functions of the answers that share every part they have in common.
//!
//! A node asks for one variable and has one child for each of its values; variables stand in one fixed order, equal
//! nodes are made once, and a node whose children are all the same is left out. So two functions are equal exactly
//! when their ids are, and what holds of all answers is read off without trying them.

use super::circuit::{self, Atom, Node};
use super::maps::Map;
use super::space::Space;
use super::variables::Value;

/// A function of the answers that is true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

impl Id {
    /// Never.
    pub const FALSE: Id = Id(0);
    /// Always.
    pub const TRUE: Id = Id(1);

    /// Whether it is the same for all answers.
    pub fn is_constant(self) -> bool {
        self.0 < 2
    }
}

impl From<bool> for Id {
    fn from(holds: bool) -> Id {
        if holds { Id::TRUE } else { Id::FALSE }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Op {
    And,
    Or,
    Xor,
}

/// Stands for the variable of the two constants: after all others.
const NO_VARIABLE: u32 = u32::MAX;

/// The most children of nodes that are made, and the most steps of work. A rule set that needs more is not proved, and
/// that is said.
const MOST_CHILDREN: usize = 20_000_000;
const MOST_STEPS: usize = 5_000_000;

/// A store of functions over variables with `sizes` values each.
pub struct Diagrams {
    sizes: Vec<usize>,
    variables: Vec<u32>,
    /// Where each node's children begin in `children`.
    begins: Vec<u32>,
    children: Vec<Id>,
    unique: Map<(u32, Box<[Id]>), Id>,
    applied: Map<(Op, Id, Id), Id>,
    /// Functions that were read, by their nodes.
    read: Map<usize, Id>,
}

impl Diagrams {
    /// An empty store.
    pub fn new(sizes: Vec<usize>) -> Diagrams {
        Diagrams {
            sizes,
            variables: vec![NO_VARIABLE; 2],
            begins: vec![0; 2],
            children: Vec::new(),
            unique: Map::default(),
            applied: Map::default(),
            read: Map::default(),
        }
    }

    /// Whether too many nodes were needed; whatever was computed since is worth nothing.
    pub fn is_full(&self) -> bool {
        self.children.len() >= MOST_CHILDREN || self.applied.len() >= MOST_STEPS
    }

    /// The first variable a function looks at; `usize::MAX` for a constant.
    pub fn variable(&self, id: Id) -> usize {
        match self.variables[id.0 as usize] {
            NO_VARIABLE => usize::MAX,
            variable => variable as usize,
        }
    }

    /// What is left of a function when its first variable has this value.
    pub fn child(&self, id: Id, value: usize) -> Id {
        self.children[self.begins[id.0 as usize] as usize + value]
    }

    /// What is left of a function when `variable` has this value. Every variable before it must be settled.
    pub fn follow(&self, id: Id, variable: usize, value: usize) -> Id {
        if self.variable(id) == variable { self.child(id, value) } else { id }
    }

    /// What is left when every variable before `variable` that the function still looks at has its value 0: not asked.
    pub fn settle(&self, mut id: Id, variable: usize) -> Id {
        while self.variable(id) < variable {
            id = self.child(id, 0);
        }
        id
    }

    /// The function that looks at `variable` first and goes on with one child for each value.
    pub fn node(&mut self, variable: usize, children: Vec<Id>) -> Id {
        debug_assert_eq!(children.len(), self.sizes[variable]);
        if children.iter().all(|child| *child == children[0]) {
            return children[0];
        }
        if self.is_full() {
            return Id::FALSE;
        }
        let key = (variable as u32, children.into_boxed_slice());
        if let Some(id) = self.unique.get(&key) {
            return *id;
        }
        let id = Id(self.variables.len() as u32);
        self.variables.push(key.0);
        self.begins.push(self.children.len() as u32);
        self.children.extend_from_slice(&key.1);
        self.unique.insert(key, id);
        id
    }

    /// The function that holds when `variable` has one of the values that `holds` accepts.
    pub fn test(&mut self, variable: usize, holds: impl Fn(usize) -> bool) -> Id {
        let children = (0..self.sizes[variable]).map(|value| Id::from(holds(value))).collect();
        self.node(variable, children)
    }

    /// Both hold.
    pub fn and(&mut self, one: Id, other: Id) -> Id {
        self.apply(Op::And, one, other)
    }

    /// At least one holds.
    pub fn or(&mut self, one: Id, other: Id) -> Id {
        self.apply(Op::Or, one, other)
    }

    /// Exactly one holds: where the two differ.
    pub fn differ(&mut self, one: Id, other: Id) -> Id {
        self.apply(Op::Xor, one, other)
    }

    /// It does not hold.
    pub fn not(&mut self, id: Id) -> Id {
        self.apply(Op::Xor, id, Id::TRUE)
    }

    /// The first holds and the second does not.
    pub fn without(&mut self, one: Id, other: Id) -> Id {
        let not = self.not(other);
        self.and(one, not)
    }

    /// At least one holds.
    pub fn any(&mut self, ids: impl IntoIterator<Item = Id>) -> Id {
        ids.into_iter().fold(Id::FALSE, |any, id| self.or(any, id))
    }

    fn apply(&mut self, op: Op, one: Id, other: Id) -> Id {
        // All three operations are symmetric, so one order of the operands is enough to remember.
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        match (op, one, other) {
            (Op::And, Id::FALSE, _) => return Id::FALSE,
            (Op::And, Id::TRUE, other) => return other,
            (Op::Or, Id::FALSE, other) => return other,
            (Op::Or, Id::TRUE, _) => return Id::TRUE,
            (Op::Xor, Id::FALSE, other) => return other,
            (Op::Xor, one, other) if one == other => return Id::FALSE,
            (Op::And | Op::Or, one, other) if one == other => return one,
            _ => {}
        }
        if let Some(id) = self.applied.get(&(op, one, other)) {
            return *id;
        }
        if self.is_full() {
            return Id::FALSE;
        }
        let variable = self.variable(one).min(self.variable(other));
        let children = (0..self.sizes[variable])
            .map(|value| {
                let (one, other) = (self.follow(one, variable, value), self.follow(other, variable, value));
                self.apply(op, one, other)
            })
            .collect();
        let id = self.node(variable, children);
        self.applied.insert((op, one, other), id);
        id
    }

    /// Reads a function of a space.
    pub fn read(&mut self, space: &Space<'_>, function: circuit::Id) -> Id {
        let known = self.read.get(&function.node()).copied();
        let id = known.unwrap_or_else(|| {
            let id = match space.circuit.node(function) {
                Node::Never => Id::FALSE,
                Node::Atom(atom) => self.atom(space, atom),
                Node::And(one, other) => {
                    let (one, other) = (self.read(space, one), self.read(space, other));
                    self.and(one, other)
                }
            };
            self.read.insert(function.node(), id);
            id
        });
        if function.is_turned() { self.not(id) } else { id }
    }

    fn atom(&mut self, space: &Space<'_>, atom: Atom) -> Id {
        let holds = |value: &Value| match (atom, value) {
            (Atom::Asked(_), value) => *value != Value::NotAsked,
            (Atom::NotSure(_), value) => *value == Value::NotSure,
            (Atom::Chosen(_, option), Value::Chosen(chosen)) => chosen & 1 << option != 0,
            (Atom::Date(_, region), value) => *value == Value::Date(region),
            (Atom::Chosen(..), _) => false,
        };
        let values: Vec<bool> = space.variables[atom.variable()].values.iter().map(holds).collect();
        self.test(atom.variable(), |value| values[value])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_functions_are_one() {
        let mut d = Diagrams::new(vec![3, 2]);
        let (a, b) = (d.test(0, |value| value == 1), d.test(1, |value| value == 1));
        let (not_a, not_b) = (d.not(a), d.not(b));
        let both = d.and(a, b);
        let neither = d.or(not_a, not_b);
        assert_eq!(d.not(neither), both);
        let (low, high) = (d.test(0, |value| value == 0), d.test(0, |value| value == 2));
        let any = d.any([a, low, high]);
        assert_eq!(any, Id::TRUE);
    }
}
