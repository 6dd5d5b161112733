//! What would change the advice: another single answer, or another day. Worked out by asking the engine again.

use chrono::{Days, NaiveDate};

use super::{Advice, Plan, advise};
use crate::interview::{Answer, Answers, Standing};
use crate::rules::model::{DeadlineIx, Kind, QuestionIx, RouteIx, RuleSet, State, Who};

/// How far ahead the days are looked through: the longest limit is a year, and advice after it may still change.
const DAYS_AHEAD: u64 = 731;

/// One other answer that would give another plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherAnswer {
    /// The question.
    pub question: QuestionIx,
    /// The other answer.
    pub answer: Answer,
    /// The next step it would give.
    pub next_step: RouteIx,
    /// The person's own deadlines of that step, with their aim-for and last days.
    pub deadlines: Vec<(DeadlineIx, NaiveDate, NaiveDate)>,
}

/// A day on which today's advice changes if nothing is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The first day of the other advice.
    pub day: NaiveDate,
    /// The next step from then on.
    pub next_step: RouteIx,
    /// The person's own deadlines whose last day was the day before.
    pub passed: Vec<DeadlineIx>,
    /// The deadlines of others that are overdue from then on.
    pub overdue: Vec<DeadlineIx>,
}

/// The single other answers that would give another next step, or the same step with other dates of one's own.
///
/// Where another answer opens new questions, they count as "I am not sure".
pub fn other_answers(plan: &Plan<'_>, answers: &Answers) -> Vec<OtherAnswer> {
    let rules = plan.rules();
    let today = plan.walk.situation.today;
    let now = outcome(plan);
    let mut found: Vec<OtherAnswer> = Vec::new();
    for question in &plan.walk.path {
        for answer in others(rules, *question, answers.get(*question)) {
            let mut changed = answers.clone();
            changed.set(*question, answer);
            let Some(other) = settled(rules, changed, today) else { continue };
            let outcome = outcome(&other);
            let known = |earlier: &&OtherAnswer| (earlier.next_step, &earlier.deadlines) == (outcome.0, &outcome.1);
            // One question at a time, and each different outcome once a question.
            if outcome != now
                && !found.iter().filter(|earlier| earlier.question == *question).any(|earlier| known(&earlier))
            {
                found.push(OtherAnswer { question: *question, answer, next_step: outcome.0, deadlines: outcome.1 });
            }
        }
    }
    found
}

/// The days ahead on which the advice changes if nothing is done, each with what changes.
pub fn turns(plan: &Plan<'_>, answers: &Answers) -> Vec<Turn> {
    let rules = plan.rules();
    let today = plan.walk.situation.today;
    let mut turns = Vec::new();
    let mut before = (plan.next_step, states(plan));
    for ahead in 1..=DAYS_AHEAD {
        let Some(day) = today.checked_add_days(Days::new(ahead)) else { break };
        let Some(then) = settled(rules, answers.clone(), day) else { break };
        let after = (then.next_step, states(&then));
        let newly = |own: bool| -> Vec<DeadlineIx> {
            let passed = after.1.iter().filter(|(_, state)| *state == State::Passed).map(|(place, _)| *place);
            passed
                .filter(|place| (rules.deadline(*place).who == Who::You) == own)
                .filter(|place| !rules.deadline(*place).in_school_days || own)
                .filter(|place| before.1.iter().any(|(was, state)| was == place && *state != State::Passed))
                .collect()
        };
        let (passed, overdue) = (newly(true), newly(false));
        if after.0 != before.0 || !passed.is_empty() || !overdue.is_empty() {
            turns.push(Turn { day, next_step: after.0, passed, overdue });
        }
        before = after;
    }
    turns
}

/// The plan once every open question is answered "I am not sure".
fn settled<'r>(rules: &'r RuleSet, mut answers: Answers, today: NaiveDate) -> Option<Plan<'r>> {
    loop {
        match advise(rules, &answers, today) {
            Advice::Plan(plan) => return Some(plan),
            Advice::NoRoute(_) => return None,
            Advice::Ask(walk) => answers.set(walk.next?, Answer::NotSure),
        }
    }
}

/// Every other single answer to a question that has options.
fn others(rules: &RuleSet, question: QuestionIx, given: Option<Answer>) -> Vec<Answer> {
    let asked = rules.question(question);
    match asked.kind {
        Kind::One => (0..asked.options.len())
            .map(|bit| Answer::Chosen(1 << bit))
            .filter(|answer| Some(*answer) != given)
            .collect(),
        // For several: one more, or one less.
        Kind::Several { at_most } => match given {
            Some(Answer::Chosen(chosen)) => (0..asked.options.len())
                .map(|bit| chosen ^ 1 << bit)
                .filter(|options| *options != 0 && options.count_ones() as usize <= at_most)
                .map(Answer::Chosen)
                .collect(),
            _ => Vec::new(),
        },
        Kind::Date(_) => Vec::new(),
    }
}

/// What of a plan counts as different: the step, and the person's own dates in it.
fn outcome(plan: &Plan<'_>) -> (RouteIx, Vec<(DeadlineIx, NaiveDate, NaiveDate)>) {
    let (rules, situation) = (plan.rules(), &plan.walk.situation);
    let own = plan.step().deadlines.iter().filter(|place| rules.deadline(**place).who == Who::You);
    let dated = own.filter(|place| situation.applies(**place)).filter_map(|place| match situation.standing(*place) {
        Standing::Dated(dated) => Some((*place, dated.reckoning.aim, dated.reckoning.last)),
        _ => None,
    });
    (plan.next_step, dated.collect())
}

fn states(plan: &Plan<'_>) -> Vec<(DeadlineIx, State)> {
    plan.deadlines.iter().map(|place| (*place, plan.walk.situation.standing(*place).state())).collect()
}
