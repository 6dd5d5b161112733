//! About how many questions are still to come, and which.

use chrono::NaiveDate;

use super::answers::{Answer, Answers};
use super::told::Told;
use super::walk::walk;
use crate::rules::model::{Kind, QuestionIx, RuleSet};

/// How many questions still come if each is answered "I am not sure": each "not sure" asks on, so this is near what most
/// people meet. The question that is open now counts.
pub fn about_left(rules: &RuleSet, answers: &Answers, today: NaiveDate) -> usize {
    left_if_not_sure(rules, answers, today).len()
}

/// The question that is open now, and those that come after it whatever its answer is, if each of them is answered "I am
/// not sure".
pub fn likely_left(rules: &RuleSet, answers: &Answers, today: NaiveDate) -> Vec<QuestionIx> {
    let mut left = left_if_not_sure(rules, answers, today);
    let Some(&next) = left.first() else { return left };
    let asked = rules.question(next);
    if matches!(asked.kind, Kind::One | Kind::Area | Kind::Several { .. }) {
        for bit in 0..asked.options.len() {
            let mut answers = answers.clone();
            answers.set(next, Answer::Chosen(1 << bit));
            let then = left_if_not_sure(rules, &answers, today);
            left.retain(|question| *question == next || then.contains(question));
        }
    }
    left
}

fn left_if_not_sure(rules: &RuleSet, answers: &Answers, today: NaiveDate) -> Vec<QuestionIx> {
    let (mut answers, mut left) = (answers.clone(), Vec::new());
    while let Some(next) = walk(rules, &answers, today).next {
        let told = rules.question(next).kind == Kind::Told;
        answers.set(next, if told { Answer::Told(Told::default()) } else { Answer::NotSure });
        left.push(next);
    }
    left
}
