//! About how many questions are still to come.

use chrono::NaiveDate;

use super::answers::{Answer, Answers};
use super::told::Told;
use super::walk::walk;
use crate::rules::model::{Kind, RuleSet};

/// How many questions still come if each is answered "I am not sure": each "not sure" asks on, so this is near what most
/// people meet. The question that is open now counts.
pub fn about_left(rules: &RuleSet, answers: &Answers, today: NaiveDate) -> usize {
    let mut answers = answers.clone();
    let mut left = 0;
    while let Some(next) = walk(rules, &answers, today).next {
        let told = rules.question(next).kind == Kind::Told;
        answers.set(next, if told { Answer::Told(Told::default()) } else { Answer::NotSure });
        left += 1;
    }
    left
}
