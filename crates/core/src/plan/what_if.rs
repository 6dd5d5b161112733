//! What would change the advice: another single answer, or another day. Worked out by asking the engine again.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::{Advice, Plan, advise};
use crate::interview::{Answer, Answers, Standing, reply};
use crate::rules::model::{DeadlineIx, Kind, Options, Question, QuestionIx, RouteIx, RuleSet, State, WhatIf, Who};

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
pub struct AdviceChange {
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
/// Only answers that can still turn out otherwise are tried: those the rules mark with `what_if`, and "I am not sure".
/// Where another answer opens new questions, they count as "I am not sure".
pub fn other_answers(plan: &Plan<'_>) -> Vec<OtherAnswer> {
    let rules = plan.rules();
    let today = plan.walk.situation.today;
    let (now, given) = (outcome(plan), given(plan));
    let mut found: Vec<OtherAnswer> = Vec::new();
    for question in &plan.walk.path {
        for answer in others(rules.question(*question), given.get(*question)) {
            let mut changed = given.clone();
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

/// The date questions answered "I am not sure" on which a date of this plan hangs.
pub fn unknown_dates(plan: &Plan<'_>) -> Vec<QuestionIx> {
    let (rules, situation) = (plan.rules(), &plan.walk.situation);
    let pending = plan.deadlines.iter().filter(|place| matches!(situation.standing(**place), Standing::Pending));
    let needed: Vec<QuestionIx> = pending.flat_map(|place| rules.deadline(*place).needs.iter().copied()).collect();
    plan.unsure.iter().copied().filter(|question| needed.contains(question)).collect()
}

/// The days ahead on which the advice changes if nothing is done, each with what changes.
pub fn turns(plan: &Plan<'_>) -> Vec<AdviceChange> {
    let (rules, given) = (plan.rules(), given(plan));
    let mut turns = Vec::new();
    let mut before = (plan.next_step, states(plan));
    for day in days(plan) {
        let Some(then) = settled(rules, given.clone(), day) else { break };
        let after = (then.next_step, states(&then));
        let newly = |own: bool| -> Vec<DeadlineIx> {
            let passed = after.1.iter().filter(|(_, state)| *state == State::Passed).map(|(place, _)| *place);
            passed
                .filter(|place| (rules.deadline(*place).who == Who::You) == own)
                .filter(|place| before.1.iter().any(|(was, state)| was == place && *state != State::Passed))
                .collect()
        };
        let (passed, overdue) = (newly(true), newly(false));
        if after.0 != before.0 || !passed.is_empty() || !overdue.is_empty() {
            turns.push(AdviceChange { day, next_step: after.0, passed, overdue });
        }
        before = after;
    }
    turns
}

/// The days ahead on which anything can change: those on which a limit that can be counted comes into another state, or the
/// law is another.
fn days(plan: &Plan<'_>) -> BTreeSet<NaiveDate> {
    let situation = &plan.walk.situation;
    let last = situation.today.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(NaiveDate::MAX);
    let mut days = plan.rules().law_turns();
    for at in 0..plan.rules().deadlines.len() {
        let Standing::Dated(dated) = situation.standing(DeadlineIx(at as u16)) else { continue };
        let reckoning = &dated.reckoning;
        days.insert(reckoning.deciding.start);
        days.extend(reckoning.others.iter().map(|other| other.start));
        let ends = [reckoning.aim, reckoning.last, dated.surely_over_after()];
        days.extend(ends.into_iter().filter_map(|day| day.succ_opt()));
    }
    days.retain(|day| *day > situation.today && *day <= last);
    days
}

/// The answers in play. Others do not count, so that a saved plan says the same when it is made again.
fn given(plan: &Plan<'_>) -> Answers {
    let mut answers = Answers::none(plan.rules());
    let in_play = plan.walk.path.iter().filter_map(|place| Some((*place, plan.walk.situation.answer(*place)?)));
    in_play.for_each(|(question, answer)| answers.set(question, answer));
    answers
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

/// The other single answers to a question that may turn out to be so.
fn others(asked: &Question, given: Option<Answer>) -> Vec<Answer> {
    let every = 0..asked.options.len();
    let several = matches!(asked.kind, Kind::Several { .. });
    let options: Vec<Options> = match (given, asked.what_if) {
        // Any of them may be so, but what is assumed has been.
        (Some(Answer::NotSure), _) => every.map(|bit| 1 << bit).filter(|option| *option != asked.assume).collect(),
        // One more, or one less.
        (Some(Answer::Chosen(chosen)), Some(_)) if several => every.map(|bit| chosen ^ 1 << bit).collect(),
        (Some(Answer::Chosen(chosen)), Some(WhatIf::Any)) => {
            every.map(|bit| 1 << bit).filter(|option| *option != chosen).collect()
        }
        (Some(Answer::Chosen(chosen)), Some(WhatIf::Later)) => {
            every.map(|bit| 1 << bit).filter(|option| *option > chosen).collect()
        }
        _ => Vec::new(),
    };
    let allowed = options.into_iter().filter(|options| *options != 0 && reply::allowed(asked, *options).is_ok());
    allowed.map(Answer::Chosen).collect()
}

/// What of a plan counts as different: the step, and the person's own dates in it.
fn outcome(plan: &Plan<'_>) -> (RouteIx, Vec<(DeadlineIx, NaiveDate, NaiveDate)>) {
    let (rules, situation) = (plan.rules(), &plan.walk.situation);
    let own = plan.step().step_deadlines.iter().filter(|place| rules.deadline(**place).who == Who::You);
    let dated = own.filter(|place| situation.applies(**place)).filter_map(|place| match situation.standing(*place) {
        Standing::Dated(dated) => Some((*place, dated.reckoning.aim, dated.reckoning.last)),
        _ => None,
    });
    (plan.next_step, dated.collect())
}

fn states(plan: &Plan<'_>) -> Vec<(DeadlineIx, State)> {
    plan.deadlines.iter().map(|place| (*place, plan.walk.situation.standing(*place).state())).collect()
}
