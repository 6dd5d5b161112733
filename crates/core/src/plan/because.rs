//! Which answers made a condition hold: the reason a person is given, in their own answers.

use crate::interview::{Answer, Situation, Walk};
use crate::rules::model::{Condition, Kind, Options, QuestionIx};

/// An answer that made a condition hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ground {
    /// The question.
    pub question: QuestionIx,
    /// Those of its chosen options that did; empty where it is a date, or was not sure.
    pub options: Options,
    /// Whether it did by what was answered, and not by what was not.
    so: bool,
}

/// The answers on the way that make the conditions hold, each question once, in the order they were asked.
pub fn answers(walk: &Walk<'_>, conditions: &[&Condition]) -> Vec<Ground> {
    let mut met = Vec::new();
    conditions.iter().for_each(|condition| explain(&walk.situation, condition, true, &mut met));
    let joined = |question: &QuestionIx| {
        let here = || met.iter().filter(|ground: &&Ground| ground.question == *question);
        here().next()?;
        let options = here().fold(0, |options, ground| options | ground.options);
        Some(Ground { question: *question, options, so: here().any(|ground| ground.so) })
    };
    walk.path.iter().filter_map(joined).collect()
}

/// Those of them by which a reader knows their own case: what was answered, and not what was not. The questions go from
/// what is general to what is particular, so the last ones say most.
pub fn telling(situation: &Situation<'_>, answers: &[Ground], most: usize) -> Vec<Ground> {
    // What is assumed of somebody who is not sure is nothing that they said.
    let assumed = |ground: &Ground| ground.options != 0 && situation.answer(ground.question) == Some(Answer::NotSure);
    let own = answers.iter().filter(|ground| ground.so && !is_general(situation, ground) && !assumed(ground));
    let own: Vec<Ground> = own.copied().collect();
    own[own.len().saturating_sub(most)..].to_vec()
}

/// What nearly everybody answers says nothing of anybody: "none of these", and a council where these rules hold.
fn is_general(situation: &Situation<'_>, ground: &Ground) -> bool {
    let asked = situation.rules.question(ground.question);
    let none = asked.options.iter().enumerate().any(|(bit, option)| option.none && ground.options & 1 << bit != 0);
    none || asked.kind == Kind::Area && ground.options & asked.assume != 0
}

/// Notes the answers that make `condition` come out as `holds`. Where one of several parts is enough, the first is.
fn explain(situation: &Situation<'_>, condition: &Condition, holds: bool, met: &mut Vec<Ground>) {
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            let every = matches!(condition, Condition::All(_)) == holds;
            let deciding = inner.iter().filter(|condition| situation.holds(condition) == holds);
            let enough = if every { usize::MAX } else { 1 };
            deciding.take(enough).for_each(|condition| explain(situation, condition, holds, met));
        }
        Condition::Not(inner) => explain(situation, inner, !holds, met),
        Condition::Chose(question, options) | Condition::ChoseOnly(question, options) => {
            let options = if holds { options & situation.chosen(*question) } else { 0 };
            met.push(Ground { question: *question, options, so: holds });
        }
        Condition::Unsure(question) | Condition::DateKnown(question) => {
            met.push(Ground { question: *question, options: 0, so: holds });
        }
        Condition::Fact(fact) => explain(situation, &situation.rules.facts[fact.at()].when, holds, met),
        // No answer makes it so.
        Condition::InForce(_) => {}
        Condition::Deadline(deadline, _) => {
            let item = situation.rules.deadline(*deadline);
            if situation.applies(*deadline) {
                // In time or over, it is by the day that was answered.
                met.extend(item.needs.iter().map(|question| Ground { question: *question, options: 0, so: true }));
            } else {
                explain(situation, &item.when, false, met);
            }
        }
    }
}
