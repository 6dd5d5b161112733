//! What a condition reads, and the law behind a question.

use std::collections::HashSet;

use super::model::{Condition, DeadlineIx, FactIx, LawIx, QuestionIx, RuleSet};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    Fact(FactIx),
    Deadline(DeadlineIx),
}

/// Every question a condition depends on, through facts and deadlines.
pub fn questions_of(rules: &RuleSet, condition: &Condition, met: &mut Vec<QuestionIx>, seen: &mut HashSet<usize>) {
    // Facts and deadlines share one set of marks: deadlines after the facts.
    let mut visit = |node: Node, met: &mut Vec<QuestionIx>| {
        let mark = match node {
            Node::Fact(fact) => fact.at(),
            Node::Deadline(deadline) => rules.facts.len() + deadline.at(),
        };
        if !seen.insert(mark) {
            return;
        }
        match node {
            Node::Fact(fact) => questions_of(rules, &rules.facts[fact.at()].when, met, seen),
            Node::Deadline(deadline) => {
                let item = rules.deadline(deadline);
                met.extend(&item.needs);
                questions_of(rules, &item.when, met, seen);
            }
        }
    };
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            for condition in inner {
                questions_of(rules, condition, met, seen);
            }
        }
        Condition::Not(inner) => questions_of(rules, inner, met, seen),
        Condition::Chose(question, _)
        | Condition::ChoseOnly(question, _)
        | Condition::Unsure(question)
        | Condition::DateKnown(question) => met.push(*question),
        Condition::Fact(fact) => visit(Node::Fact(*fact), met),
        Condition::Deadline(deadline, _) => visit(Node::Deadline(*deadline), met),
        Condition::InForce(_) => {}
    }
}

/// The law behind a question: that of the time limits counted from it, else of the routes that turn on it.
pub fn laws_behind(rules: &RuleSet, question: QuestionIx) -> Vec<LawIx> {
    let counted = rules.deadlines.iter().filter(|deadline| deadline.needs.contains(&question));
    let mut found: Vec<LawIx> = counted.flat_map(|deadline| deadline.law.iter().copied()).collect();
    if found.is_empty() {
        let mut turning = 0;
        for route in &rules.routes {
            let (mut met, mut seen) = (Vec::new(), HashSet::new());
            for condition in [&route.recommend_when, &route.open_when] {
                questions_of(rules, condition, &mut met, &mut seen);
            }
            if met.contains(&question) {
                turning += 1;
                found.extend(&route.law);
            }
        }
        // What every route turns on says nothing about any of them.
        if 2 * turning > rules.routes.len() {
            found.clear();
        }
    }
    let mut named = HashSet::new();
    found.retain(|law| named.insert(*law));
    found
}
