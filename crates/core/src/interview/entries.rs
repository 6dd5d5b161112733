//! The one way from written entries, of a file, a flag, a case or a line of a caseload, to answers.

use chrono::NaiveDate;
use serde_yaml::Value;

use super::reply::Ahead;
use super::{AnswerFault, Answers, Walk};
use crate::rules::model::{QuestionIx, RuleSet};

/// The answers that entries by question id hold, and what is wrong with the others.
pub fn read<'e>(
    rules: &RuleSet,
    entries: impl IntoIterator<Item = (&'e String, &'e Value)>,
    today: NaiveDate,
    ahead: Ahead,
) -> (Answers, Vec<AnswerFault>) {
    let mut entries: Vec<(&String, &Value)> = entries.into_iter().collect();
    // Earlier questions first: a later date is held against an earlier one.
    entries.sort_by_key(|(id, _)| rules.question_by_id(id));
    let mut answers = Answers::none(rules);
    let read = |(id, value): (&String, &Value)| answers.read_with(rules, id, value, today, ahead).err();
    let faults = entries.into_iter().filter_map(read).collect();
    (answers, faults)
}

/// The answers held to questions that are not asked on this walk; those that may still be asked are none of them.
pub fn unasked(answers: &Answers, walk: &Walk<'_>) -> Vec<QuestionIx> {
    let held = answers.held().map(|(question, _)| question);
    held.filter(|question| !walk.path.contains(question) && walk.next.is_none_or(|next| *question < next)).collect()
}
