//! Between a case and the engine: its answers as the rules understand them, and the plan as it is kept.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_yaml::Mapping;
use sha2::{Digest, Sha256};

use super::model::{Case, DateGiven, Known, PlanGiven, StepGiven};
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::{AnswerFault, Answers, entries};
use signpost_core::plan::steps::{self, Act, Step};
use signpost_core::plan::{Advice, Plan, advise, brief};
use signpost_core::rules::model::{RouteIx, RuleSet};
use signpost_core::text::lower_first;
use signpost_render::plan::what;

/// The case's answers, and what the rules do not understand of them (after a change of the rules, or of the file).
///
/// Dates may lie ahead of `today` here: the case may be looked at as it was on an earlier day.
pub fn answers(rules: &RuleSet, case: &Case, today: NaiveDate) -> (Answers, Vec<AnswerFault>) {
    entries::read(rules, case.answers.iter().map(|(id, held)| (id, &held.answer)), today, FutureDates::Allowed)
}

/// Keeps the answers an interview ended with: new and changed ones with how they are known, and those it let go are
/// taken out. Answers to questions that these rules do not have stay.
pub fn keep(case: &mut Case, rules: &RuleSet, answers: &Answers, known: Known, today: NaiveDate) {
    let (before, _) = self::answers(rules, case, today);
    case.answers.retain(|id, _| rules.question_by_id(id).is_none_or(|question| answers.get(question).is_some()));
    for (question, answer) in answers.held() {
        // An answer that has not changed keeps how it is known, and how it is written by hand.
        if known == Known::NotSaid && before.get(question) == Some(answer) {
            continue;
        }
        case.hold(&rules.question(question).id, Answers::write(rules, question, answer).into(), known, today);
    }
}

/// A plan as it is kept in a case.
pub fn given(plan: &Plan<'_>, case: &Case) -> PlanGiven {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let ids = |routes: &[RouteIx]| routes.iter().map(|route| rules.route(*route).id.clone()).collect();
    PlanGiven {
        on: situation.today,
        rules: rules.hash.clone(),
        law_checked: rules.law_checked.to_string(),
        next_step: plan.step().id.clone(),
        said: situation.say(&plan.step().next_step),
        alongside: ids(&plan.alongside),
        open: ids(&plan.open),
        steps: undated(plan),
        deadlines: dates(plan),
        answers: fingerprint(case),
        extra: Mapping::new(),
    }
}

/// The steps of a plan that no limit ends: only the plan that was given says their days.
fn undated(plan: &Plan<'_>) -> Vec<StepGiven> {
    let given = |step: &Step| {
        let others = matches!(step.act, Act::Other { .. });
        let what = what(plan, step);
        let what = match step.own() {
            Some(_) if step.follows() => format!("If that does not settle it: {}", lower_first(&what)),
            _ => what,
        };
        Some(StepGiven { on: step.day?, what, others, extra: Mapping::new() })
    };
    steps::of(plan).iter().filter(|step| step.last.is_none()).filter_map(given).collect()
}

/// The dates of a plan, by limit, as a case holds them.
fn dates(plan: &Plan<'_>) -> BTreeMap<String, DateGiven> {
    let given = |(id, (aim, due))| (id, DateGiven { aim, due, extra: Mapping::new() });
    brief::dates(plan).into_iter().map(given).collect()
}

/// Keeps the plan that answers lead to now, if they do. The same plan on the same day is kept once.
pub fn record(case: &mut Case, rules: &RuleSet, answers: &Answers, today: NaiveDate) {
    let Advice::Plan(plan) = advise(rules, answers, today) else { return };
    let given = given(&plan, case);
    if case.last_plan() != Some(&given) {
        case.plans.push(given);
    }
}

/// Which answers a plan rests on: 12 figures of the SHA-256 of all that are held.
pub fn fingerprint(case: &Case) -> String {
    let mut hasher = Sha256::new();
    for (id, held) in &case.answers {
        hasher.update(id);
        hasher.update([0]);
        hasher.update(serde_json::to_string(&held.answer).expect("an answer is plain values"));
        hasher.update([0]);
    }
    hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
