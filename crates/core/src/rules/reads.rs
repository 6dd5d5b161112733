//! What a condition reads, and the law behind a question.

use std::collections::HashSet;

use super::model::{Condition, LawIx, QuestionIx, RuleSet};

/// Every question a condition depends on, through facts and deadlines. Facts and deadlines share one set of marks: deadlines
/// after the facts.
pub fn questions_of(rules: &RuleSet, condition: &Condition, met: &mut Vec<QuestionIx>, seen: &mut HashSet<usize>) {
    met.extend(condition.question());
    match condition {
        Condition::Fact(fact) if seen.insert(fact.at()) => {
            questions_of(rules, &rules.facts[fact.at()].when, met, seen);
        }
        Condition::Deadline(deadline, _) if seen.insert(rules.facts.len() + deadline.at()) => {
            let item = rules.deadline(*deadline);
            met.extend(&item.needs);
            questions_of(rules, &item.when, met, seen);
        }
        _ => {}
    }
    condition.parts().iter().for_each(|part| questions_of(rules, part, met, seen));
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
