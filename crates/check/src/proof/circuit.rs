//! Functions of the answers as they are written: atoms joined by "and" and "not", with every common part shared.
//!
//! Nothing here grows when questions are multiplied with each other, so a rule set of any size can be read. What holds of
//! all answers is asked of the solver (`situations`).

use super::maps::{Map, Set};

/// A function of the answers. The lowest bit says that it is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

impl Id {
    /// Never.
    pub const FALSE: Id = Id(0);
    /// Always.
    pub const TRUE: Id = Id(1);

    /// Its node.
    pub fn node(self) -> usize {
        self.0 as usize >> 1
    }

    /// Whether it is the opposite of its node.
    pub fn is_turned(self) -> bool {
        self.0 & 1 != 0
    }

    /// The opposite.
    #[must_use]
    pub fn turned(self) -> Id {
        Id(self.0 ^ 1)
    }
}

/// What can be seen of one answer. Variables and options by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// The question is asked.
    Asked(usize),
    /// This option was chosen.
    Chosen(usize, usize),
    /// "I am not sure" was answered.
    NotSure(usize),
    /// The date lies in this region.
    Date(usize, usize),
}

impl Atom {
    /// The variable it looks at.
    pub fn variable(self) -> usize {
        match self {
            Atom::Asked(variable) | Atom::Chosen(variable, _) | Atom::NotSure(variable) | Atom::Date(variable, _) => {
                variable
            }
        }
    }
}

/// What a function is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// It never holds.
    Never,
    /// Something that can be seen.
    Atom(Atom),
    /// Both hold.
    And(Id, Id),
}

/// A store of functions. A function comes after all it is made of.
pub struct Circuit {
    nodes: Vec<Node>,
    unique: Map<Node, Id>,
}

impl Default for Circuit {
    fn default() -> Circuit {
        Circuit { nodes: vec![Node::Never], unique: Map::default() }
    }
}

impl Circuit {
    /// What a function, or its opposite, is made of.
    pub fn node(&self, id: Id) -> Node {
        self.nodes[id.node()]
    }

    /// The node with this number.
    pub fn at(&self, node: usize) -> Node {
        self.nodes[node]
    }

    /// How many nodes there are.
    pub fn size(&self) -> usize {
        self.nodes.len()
    }

    fn put(&mut self, node: Node) -> Id {
        let next = Id((self.nodes.len() as u32) << 1);
        let id = *self.unique.entry(node).or_insert(next);
        if id == next {
            self.nodes.push(node);
        }
        id
    }

    /// Something that can be seen.
    pub fn atom(&mut self, atom: Atom) -> Id {
        self.put(Node::Atom(atom))
    }

    /// Both hold.
    pub fn and(&mut self, one: Id, other: Id) -> Id {
        let (one, other) = if one <= other { (one, other) } else { (other, one) };
        match (one, other) {
            (Id::FALSE, _) => Id::FALSE,
            (Id::TRUE, other) => other,
            (one, other) if one == other => one,
            (one, other) if one == other.turned() => Id::FALSE,
            (one, other) => self.put(Node::And(one, other)),
        }
    }

    /// At least one holds.
    pub fn or(&mut self, one: Id, other: Id) -> Id {
        self.and(one.turned(), other.turned()).turned()
    }

    /// It does not hold.
    pub fn not(&self, id: Id) -> Id {
        id.turned()
    }

    /// The first holds and the second does not.
    pub fn without(&mut self, one: Id, other: Id) -> Id {
        self.and(one, other.turned())
    }

    /// At least one holds.
    pub fn any(&mut self, ids: impl IntoIterator<Item = Id>) -> Id {
        // Joined two by two, so that a long list does not become deep.
        let mut ids: Vec<Id> = ids.into_iter().collect();
        while ids.len() > 1 {
            ids = ids.chunks(2).map(|pair| pair.iter().fold(Id::FALSE, |any, id| self.or(any, *id))).collect();
        }
        ids.first().copied().unwrap_or(Id::FALSE)
    }

    /// All hold.
    pub fn all(&mut self, ids: impl IntoIterator<Item = Id>) -> Id {
        let turned: Vec<Id> = ids.into_iter().map(Id::turned).collect();
        self.any(turned).turned()
    }

    /// Every variable a function looks at, in order.
    pub fn looks_at(&self, id: Id) -> Vec<usize> {
        let (mut open, mut seen, mut variables) = (vec![id.node()], Set::default(), Set::default());
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            match self.nodes[at] {
                Node::Never => {}
                Node::Atom(atom) => {
                    variables.insert(atom.variable());
                }
                Node::And(one, other) => open.extend([one.node(), other.node()]),
            }
        }
        let mut variables: Vec<usize> = variables.into_iter().collect();
        variables.sort_unstable();
        variables
    }
}
