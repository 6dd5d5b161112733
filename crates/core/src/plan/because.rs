//! Which answers made a condition hold: the reason a person is given, in their own answers.

use crate::interview::{Situation, Walk};
use crate::rules::model::{Condition, QuestionIx};

/// The questions on the way whose answers make the conditions hold, in the order they were asked.
pub fn questions(walk: &Walk<'_>, conditions: &[&Condition]) -> Vec<QuestionIx> {
    let mut met = Vec::new();
    conditions.iter().for_each(|condition| explain(&walk.situation, condition, true, &mut met));
    walk.path.iter().copied().filter(|question| met.contains(question)).collect()
}

/// Notes the questions that make `condition` come out as `holds`. Where one of several parts is enough, the first is.
fn explain(situation: &Situation<'_>, condition: &Condition, holds: bool, met: &mut Vec<QuestionIx>) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            let every = matches!(condition, Condition::All(_)) == holds;
            let deciding = inner.iter().filter(|condition| situation.holds(condition) == holds);
            let enough = if every { usize::MAX } else { 1 };
            deciding.take(enough).for_each(|condition| explain(situation, condition, holds, met));
        }
        Condition::Not(inner) => explain(situation, inner, !holds, met),
        Condition::Chose(question, _)
        | Condition::ChoseOnly(question, _)
        | Condition::Unsure(question)
        | Condition::DateKnown(question) => met.push(*question),
        Condition::Fact(fact) => explain(situation, &situation.rules.facts[fact.at()].when, holds, met),
        Condition::Deadline(deadline, _) => {
            let item = situation.rules.deadline(*deadline);
            if situation.applies(*deadline) {
                met.extend(&item.needs);
            } else {
                explain(situation, &item.when, false, met);
            }
        }
    }
}
