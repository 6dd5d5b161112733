//! Where every value of a file stands: a tree of places, so that a long key is held once and not once per value in it.

use std::collections::HashMap;

use super::finding::{Place, Span};

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the value of a key.
    Key(String),
    /// To an item of a list.
    Item(u32),
}

/// Where the value and the key of each path stand.
#[derive(Debug, Default)]
pub struct Places {
    nodes: Vec<Node>,
    inside: HashMap<(u32, Step), u32>,
}

#[derive(Debug)]
struct Node {
    value: Span,
    key: Option<Span>,
}

const ROOT: u32 = 0;

impl Places {
    /// Notes the whole file's value.
    pub(super) fn root(&mut self, value: Span) -> u32 {
        self.nodes.push(Node { value, key: None });
        ROOT
    }

    /// Notes a value inside another.
    pub(super) fn add(&mut self, parent: u32, step: Step, value: Span, key: Option<Span>) -> u32 {
        let node = self.nodes.len() as u32;
        self.nodes.push(Node { value, key });
        self.inside.insert((parent, step), node);
        node
    }

    /// The bytes of a place; of the nearest value around it when that path holds none.
    pub fn find(&self, place: &Place) -> Span {
        if let Some(at) = place.at {
            return at;
        }
        let (node, exact) = self.walk(&place.path);
        let Some(node) = self.nodes.get(node as usize) else { return Span::default() };
        // What is not there is best shown at the key of what should hold it.
        if place.key || !exact { node.key.unwrap_or(node.value) } else { node.value }
    }

    /// The deepest value on the way to a path, and whether that is its end.
    fn walk(&self, path: &str) -> (u32, bool) {
        let mut here = ROOT;
        for step in steps(path) {
            match self.inside.get(&(here, step)) {
                Some(&next) => here = next,
                None => return (here, false),
            }
        }
        (here, !self.nodes.is_empty())
    }
}

/// The steps of a path such as `routes[3].closed[0].when`.
fn steps(path: &str) -> impl Iterator<Item = Step> {
    path.split(['.', '[']).filter(|step| !step.is_empty()).map(|step| {
        let item = step.strip_suffix(']').and_then(|number| number.parse().ok());
        item.map_or_else(|| Step::Key(step.to_owned()), Step::Item)
    })
}
