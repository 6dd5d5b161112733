//! The walk through the questions: which are asked, in which order, and which comes next.

use chrono::NaiveDate;

use super::answers::{Answer, Answers};
use super::situation::Situation;
use crate::rules::model::{Kind, QuestionIx, RuleSet};

/// Where a set of answers leads.
pub struct Walk<'r> {
    /// What the answers given on the way amount to.
    pub situation: Situation<'r>,
    /// The questions asked and answered, in order.
    pub path: Vec<QuestionIx>,
    /// The question to ask next; `None` when the plan can be made.
    pub next: Option<QuestionIx>,
}

/// Replays the answers: each question in file order is asked when its condition holds, until one has no answer.
///
/// Answers to questions that are not asked stay out of play. Nothing is kept between calls.
///
/// The holidays of the school are asked for only where a time limit may be over or not, as they decide. That shows once
/// all else is answered; then all is replayed with them, as they move limits that earlier questions look at.
pub fn walk<'r>(rules: &'r RuleSet, answers: &Answers, today: NaiveDate) -> Walk<'r> {
    let without = replay(rules, answers, today, Holidays::NotAsked);
    let done = without.next.is_none_or(|next| rules.question(next).is_optional());
    if done && without.situation.holidays_decide() { replay(rules, answers, today, Holidays::Asked) } else { without }
}

/// Whether the holidays of the school are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holidays {
    Asked,
    NotAsked,
}

fn replay<'r>(rules: &'r RuleSet, answers: &Answers, today: NaiveDate, holidays: Holidays) -> Walk<'r> {
    let mut situation = Situation::new(rules, today);
    let mut path = Vec::new();
    if holidays == Holidays::Asked {
        // First of all, so that each limit is counted with them from the start.
        for (place, answer) in answers.held().filter(|(place, _)| rules.question(*place).school_holiday().is_some()) {
            situation.put(place, answer);
        }
    }
    for (place, question) in rules.questions() {
        // A condition looks only at earlier questions (the checker holds that), so what it memoises stays true.
        if !situation.holds(&question.ask_when)
            || (question.kind == Kind::Told && !situation.hears_anything())
            || (question.school_holiday().is_some() && holidays == Holidays::NotAsked)
        {
            continue;
        }
        let Some(answer) = answers.get(place) else { return Walk { situation, path, next: Some(place) } };
        situation.put(place, answer);
        path.push(place);
    }
    Walk { situation, path, next: None }
}

impl Walk<'_> {
    /// The questions answered with "I am not sure".
    pub fn unsure(&self) -> impl Iterator<Item = QuestionIx> + '_ {
        self.path.iter().copied().filter(|question| self.situation.answer(*question) == Some(Answer::NotSure))
    }
}
