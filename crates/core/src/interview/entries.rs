//! The one way from written entries, of a file, a flag, a case or a line of a caseload, to answers.

use chrono::NaiveDate;
use serde_yaml::Value;

use super::reply::{self, FutureDates};
use super::{Answer, AnswerFault, Answers, Walk};
use crate::rules::model::{QuestionIx, RuleSet};

/// The answers that entries by question id hold, and what is wrong with the others.
pub fn read<'e>(
    rules: &RuleSet,
    entries: impl IntoIterator<Item = (&'e String, &'e Value)>,
    today: NaiveDate,
    ahead: FutureDates,
) -> (Answers, Vec<AnswerFault>) {
    let mut entries: Vec<(&String, &Value)> = entries.into_iter().collect();
    // Earlier questions first: a later date is held against an earlier one.
    crate::order::by_key(&mut entries, |(id, _)| rules.question_by_id(id));
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

/// The dates held that another one makes impossible: a certificate from before its letter.
pub fn impossible_dates(rules: &RuleSet, answers: &Answers, today: NaiveDate) -> Vec<QuestionIx> {
    let impossible = |(question, answer): (QuestionIx, Answer)| {
        let Answer::Date(_) = answer else { return None };
        let written = Answers::write(rules, question, answer).to_string();
        reply::date(rules, question, &written, answers, today, FutureDates::AsAsked).is_err().then_some(question)
    };
    answers.held().filter_map(impossible).collect()
}
