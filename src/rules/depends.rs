//! What depends on what: nothing on itself, and no question on a later one.

use std::collections::HashSet;

use super::finding::{Code, Findings, Place};
use super::graph::{Graph, Reads};
use super::model::{Certainty, Condition, DeadlineIx, FactIx, QuestionIx, RuleSet, State, States, Who};

/// Where the items stand, in the order of the rule set's lists.
pub struct Places {
    /// Of the questions.
    pub questions: Vec<Place>,
    /// Of the facts.
    pub facts: Vec<Place>,
    /// Of the deadlines.
    pub deadlines: Vec<Place>,
    /// Of the routes.
    pub routes: Vec<Place>,
}

/// Reports cycles, questions that look ahead, and conditions that rest on what is not certain enough.
pub fn check(rules: &RuleSet, places: &Places, findings: &mut Findings) {
    let graph = Graph::of(rules);
    let Some(order) = graph.order(rules, places, findings) else {
        return; // the look-ahead below would not end
    };
    let Some(latest) = graph.latest(&order, rules, places, findings) else { return };
    for (at, question) in rules.questions() {
        let mut reads = Reads::default();
        reads.of(rules, &question.ask_when);
        let met = reads.latest(&latest);
        if let Some(later) = met.filter(|met| *met >= at) {
            let later = &rules.question(later).id;
            let message = if *later == question.id {
                format!("whether `{later}` is asked hangs on its own answer")
            } else {
                format!("whether `{}` is asked hangs on `{later}`, which is asked after it", question.id)
            };
            let help = "move the question down, or look only at earlier answers";
            findings.add(Code::AsksAhead, places.questions[at.at()].then("ask_when"), message, Some(help.into()));
        }
    }
    let mut conditions: Vec<(&Condition, Place)> = Vec::new();
    for (question, place) in rules.questions.iter().zip(&places.questions) {
        conditions.push((&question.ask_when, place.then("ask_when")));
    }
    for (fact, place) in rules.facts.iter().zip(&places.facts) {
        conditions.push((&fact.when, place.then("when")));
    }
    for (route, place) in rules.routes.iter().zip(&places.routes) {
        conditions.push((&route.recommend_when, place.then("recommend_when")));
        conditions.push((&route.alongside_when, place.then("alongside_when")));
        conditions.push((&route.open_when, place.then("open_when")));
        for (at, (when, _)) in route.closed.iter().enumerate() {
            conditions.push((when, place.item("closed", at).then("when")));
        }
    }
    for (condition, place) in conditions {
        certain_enough(rules, condition, &place, findings);
    }
}

/// No rule may say that others are late on a count that only gives the earliest day, nor rest a state on certainty D.
fn certain_enough(rules: &RuleSet, condition: &Condition, place: &Place, findings: &mut Findings) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            inner.iter().for_each(|condition| certain_enough(rules, condition, place, findings));
        }
        Condition::Not(inner) => certain_enough(rules, inner, place, findings),
        Condition::Deadline(deadline, states) => {
            let item = rules.deadline(*deadline);
            if item.in_school_days && item.who != Who::You && states.contains(State::Passed) {
                let message =
                    format!("`{}` is counted in school days, so nobody can say here that it has passed", item.id);
                findings.add(Code::TooUncertain, place.clone(), message, None);
            }
            if item.certainty == Certainty::D && *states != States::default().with(State::Pending) {
                let message = format!("`{}` is of certainty D, so no rule may depend on where it stands", item.id);
                findings.add(Code::TooUncertain, place.clone(), message, None);
            }
        }
        _ => {}
    }
}

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
