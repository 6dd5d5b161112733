//! Which facts and time limits rest on which: circles, chains, and the last question each can hang on.

use std::collections::{HashMap, VecDeque};

use super::depends::Places;
use super::finding::{Code, Findings, Place};
use signpost_core::rules::model::{Condition, QuestionIx, RuleSet, Start, starts};
use signpost_core::text;

/// The longest chain of facts and time limits that rest on each other. The engine follows chains by recursion.
const LONGEST_CHAIN: usize = 32;

/// The most steps it may take to work one of them out: a chain that doubles at each link is short and never ends.
const MOST_WORK: u64 = 100_000;

/// What a condition looks at directly.
#[derive(Default)]
pub struct Reads {
    questions: Vec<QuestionIx>,
    /// Facts, then time limits.
    nodes: Vec<usize>,
}

impl Reads {
    /// Adds what a condition looks at.
    pub fn of(&mut self, rules: &RuleSet, condition: &Condition) {
        condition.parts().iter().for_each(|part| self.of(rules, part));
        self.questions.extend(condition.question());
        match condition {
            Condition::Fact(fact) => self.nodes.push(fact.at()),
            Condition::Deadline(deadline, _) => self.nodes.push(rules.facts.len() + deadline.at()),
            _ => {}
        }
    }

    /// The latest question it hangs on, given that of every node.
    pub fn latest(&self, nodes: &[Option<QuestionIx>]) -> Option<QuestionIx> {
        self.nodes.iter().filter_map(|node| nodes[*node]).chain(self.questions.iter().copied()).max()
    }
}

/// Which facts and time limits rest on which. Nodes are the facts, then the time limits.
pub struct Graph {
    /// What each looks at in its condition.
    reads: Vec<Reads>,
    /// The time limits whose last day it is counted from.
    counted_from: Vec<Vec<usize>>,
}

impl Graph {
    /// The graph of these rules.
    pub fn of(rules: &RuleSet) -> Graph {
        let (mut reads, mut counted_from) = (Vec::new(), Vec::new());
        for fact in &rules.facts {
            let mut here = Reads::default();
            here.of(rules, &fact.when);
            reads.push(here);
            counted_from.push(Vec::new());
        }
        for deadline in &rules.deadlines {
            let mut here = Reads::default();
            here.of(rules, &deadline.when);
            let mut events = Vec::new();
            starts(&deadline.limit.term, &mut events);
            deadline.limit.cautious.iter().for_each(|cautious| starts(cautious, &mut events));
            let mut from = Vec::new();
            for event in events {
                match event {
                    Start::Question(question) => here.questions.push(question),
                    Start::Deadline(other) => from.push(rules.facts.len() + other.at()),
                }
            }
            reads.push(here);
            counted_from.push(from);
        }
        Graph { reads, counted_from }
    }

    fn next(&self, node: usize) -> impl Iterator<Item = usize> {
        self.reads[node].nodes.iter().chain(&self.counted_from[node]).copied()
    }

    /// Every node after all it rests on; none when something rests on itself, which is reported.
    pub fn order(&self, rules: &RuleSet, places: &Places, findings: &mut Findings) -> Option<Vec<usize>> {
        let circles = Circles::of(self);
        for node in circles.members {
            let way = self.way_back(node);
            // A circle is told once.
            if way.iter().any(|other| *other < node) {
                continue;
            }
            let (place, id) = named(node, rules, places);
            let way: Vec<String> = way.into_iter().map(|node| format!("`{}`", named(node, rules, places).1)).collect();
            let message = match way.as_slice() {
                [] => format!("`{id}` depends on itself"),
                way => format!("`{id}` depends on itself, by {}", text::list(way)),
            };
            let help = format!("take {} out of what `{id}` looks at", way.first().unwrap_or(&format!("`{id}`")));
            findings.add(Code::Cycle, place.then("id"), message, Some(help));
        }
        circles.order
    }

    /// What lies between a node on a circle and itself, on the shortest way round.
    fn way_back(&self, node: usize) -> Vec<usize> {
        let (mut from, mut open) = (HashMap::new(), VecDeque::from([node]));
        while let Some(here) = open.pop_front() {
            for next in self.next(here) {
                if next == node {
                    let way = std::iter::successors(Some(here), |at| from.get(at).copied());
                    let mut way: Vec<usize> = way.take_while(|at| *at != node).collect();
                    way.reverse();
                    return way;
                }
                from.entry(next).or_insert_with(|| {
                    open.push_back(next);
                    here
                });
            }
        }
        Vec::new()
    }

    /// The latest question each node can hang on; none when one is too much work to follow, which is reported.
    pub fn latest(
        &self,
        order: &[usize],
        rules: &RuleSet,
        places: &Places,
        findings: &mut Findings,
    ) -> Option<Vec<Option<QuestionIx>>> {
        let nodes = self.reads.len();
        let (mut latest, mut depth, mut work) = (vec![None; nodes], vec![1; nodes], vec![1_u64; nodes]);
        let mut fine = true;
        for &node in order {
            // Another limit is counted whether or not it applies, so of that one only its dates matter.
            let dates =
                self.counted_from[node].iter().flat_map(|from| &rules.deadlines[from - rules.facts.len()].needs);
            latest[node] = self.reads[node].latest(&latest).max(dates.copied().max());
            depth[node] = 1 + self.next(node).map(|next| depth[next]).max().unwrap_or(0);
            work[node] = self.next(node).fold(1, |sum: u64, next| sum.saturating_add(work[next]));
            if depth[node] > LONGEST_CHAIN || work[node] > MOST_WORK {
                // One message for a chain: what rests on this one starts afresh.
                (depth[node], work[node], fine) = (1, 1, false);
                let (place, id) = named(node, rules, places);
                let message = format!("`{id}` rests on a chain of more than {LONGEST_CHAIN} facts and time limits");
                findings.add(Code::TooLarge, place.then("id"), message, Some("write it more directly".into()));
            }
        }
        fine.then_some(latest)
    }
}

/// The place and id of a node.
fn named<'r>(node: usize, rules: &'r RuleSet, places: &'r Places) -> (&'r Place, &'r str) {
    match node.checked_sub(rules.facts.len()) {
        None => (&places.facts[node], &rules.facts[node].id),
        Some(deadline) => (&places.deadlines[deadline], &rules.deadlines[deadline].id),
    }
}

/// What rests on itself (Tarjan's strongly connected components, without recursion: a chain may be long).
struct Circles {
    /// Every node on a circle.
    members: Vec<usize>,
    /// Every node after all it rests on; none when there is a circle.
    order: Option<Vec<usize>>,
}

impl Circles {
    fn of(graph: &Graph) -> Circles {
        let nodes = graph.reads.len();
        let (mut number, mut low, mut on_path) = (vec![usize::MAX; nodes], vec![0; nodes], vec![false; nodes]);
        let (mut path, mut order, mut members, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for first in 0..nodes {
            let mut open = vec![(first, 0)];
            while let Some((node, step)) = open.pop() {
                if step == 0 {
                    if number[node] != usize::MAX {
                        continue;
                    }
                    (number[node], low[node], on_path[node]) = (count, count, true);
                    count += 1;
                    path.push(node);
                }
                if let Some(next) = graph.next(node).nth(step) {
                    open.push((node, step + 1));
                    if number[next] == usize::MAX {
                        open.push((next, 0));
                    }
                    continue;
                }
                let inner = graph.next(node).filter(|next| on_path[*next]).map(|next| low[next]).min();
                low[node] = inner.map_or(low[node], |inner| inner.min(low[node]));
                if low[node] == number[node] {
                    let from = path.iter().rposition(|other| *other == node).unwrap_or(0);
                    let circle = path.split_off(from);
                    if circle.len() > 1 || graph.next(node).any(|next| next == node) {
                        members.extend(&circle);
                    }
                    for member in circle {
                        on_path[member] = false;
                        order.push(member);
                    }
                }
            }
        }
        members.sort_unstable();
        let order = members.is_empty().then_some(order);
        Circles { members, order }
    }
}
