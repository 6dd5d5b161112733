//! What a condition reads.

use std::collections::HashSet;

use super::model::{Condition, DeadlineIx, FactIx, QuestionIx, RuleSet};

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
    }
}
