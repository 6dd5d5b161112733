//! The plan as data. The names of its fields are stable; `schema_version` changes when their meaning does.

use serde::Serialize;

use super::working;
use crate::dates::limit::Moved;
use crate::interview::{Answers, Situation, Standing, statement};
use crate::plan::Plan;
use crate::rules::model::{Certainty, DeadlineIx, DoneWhen, QuestionIx, Route, RouteIx, State, Who};

/// The meaning of the fields below.
pub const SCHEMA_VERSION: u32 = 1;

/// A plan.
#[derive(Debug, Serialize)]
pub struct PlanData {
    /// The meaning of the fields.
    pub schema_version: u32,
    /// The suggested next step.
    pub next_step: RouteData,
    /// Routes to take beside it.
    pub alongside: Vec<RouteData>,
    /// Other open routes.
    pub open: Vec<RouteData>,
    /// Routes that are not open.
    pub closed: Vec<ClosedData>,
    /// The deadlines, in the order they fall.
    pub deadlines: Vec<DeadlineData>,
    /// The answers that decided.
    pub because: Vec<AnswerData>,
    /// What was assumed where the answer was "I am not sure".
    pub assumed: Vec<AnswerData>,
    /// Every answer in play.
    pub answers: Vec<AnswerData>,
    /// Letters for the routes to take: ids for `signpost letter`.
    pub letters: Vec<String>,
    /// Contacts: ids in the areas file.
    pub contacts: Vec<String>,
    /// What the plan rests on.
    pub rules: RulesData,
    /// The day of the plan.
    pub today: String,
    /// The program's version.
    pub program: &'static str,
    /// The receipt of a saved plan: its answers as an answers file, and how it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

/// A route in a plan.
#[derive(Debug, Serialize)]
pub struct RouteData {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The problem it belongs to.
    pub problem: String,
    /// The step.
    pub step: String,
    /// What the route is.
    pub what: String,
    /// When it helps.
    pub good_for: String,
    /// What to weigh.
    pub think_about: String,
    /// What it costs.
    pub cost: String,
    /// What happens if nothing is done.
    pub if_nothing: String,
    /// Its law.
    pub law: Vec<String>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// A route that is not open.
#[derive(Debug, Serialize)]
pub struct ClosedData {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why it is not open.
    pub because: String,
}

/// A deadline in a plan.
#[derive(Debug, Serialize)]
pub struct DeadlineData {
    /// Its id.
    pub id: String,
    /// Who must act.
    pub who: Who,
    /// What they must have done.
    pub what: String,
    /// The last day the rule allows; for others than you, the day after which they are late. As 2026-12-24.
    pub due: Option<String>,
    /// The day to aim for.
    pub aim: Option<String>,
    /// The hour on the last day, as 17:00.
    pub time: Option<String>,
    /// What counts as done.
    pub done_when: DoneWhen,
    /// pending, not-started, in-time, last-days or passed.
    pub state: &'static str,
    /// Days from today to `due`; less than nothing when it has passed.
    pub days_left: Option<i64>,
    /// The last day if a rough date were its other end.
    pub could_be: Option<String>,
    /// Why the last day moved.
    pub moved: Option<&'static str>,
    /// The working, in sentences.
    pub working: Vec<String>,
    /// What removes or changes it.
    pub exceptions: Vec<String>,
    /// Where its start date is to be found.
    pub find_date: Option<String>,
    /// What can still be done when it has passed.
    pub if_passed: String,
    /// Its law.
    pub law: Vec<String>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// An answer in a plan.
#[derive(Debug, Serialize)]
pub struct AnswerData {
    /// The question's id.
    pub question: String,
    /// The answer as answers files write it.
    pub answer: serde_yaml::Value,
    /// The same as a sentence.
    pub said: String,
}

/// The rules a plan rests on.
#[derive(Debug, Serialize)]
pub struct RulesData {
    /// Whose law.
    pub jurisdiction: String,
    /// The last day it was checked.
    pub law_checked: String,
    /// When a check is due.
    pub review_by: String,
    /// SHA-256 of the rule files.
    pub hash: String,
}

/// The plan as data.
pub fn plan(plan: &Plan<'_>) -> PlanData {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let routes = |routes: &[RouteIx]| routes.iter().map(|place| route(situation, rules.route(*place))).collect();
    let answers = |questions: &[QuestionIx]| questions.iter().filter_map(|place| answer(situation, *place)).collect();
    PlanData {
        schema_version: SCHEMA_VERSION,
        next_step: route(situation, plan.step()),
        alongside: routes(&plan.alongside),
        open: routes(&plan.open),
        closed: plan
            .closed
            .iter()
            .map(|closed| {
                let route = rules.route(closed.0);
                let because = situation.say(plan.reason(*closed));
                ClosedData { id: route.id.clone(), name: situation.say(&route.name), because }
            })
            .collect(),
        deadlines: plan.deadlines.iter().map(|place| deadline(situation, *place)).collect(),
        because: answers(&plan.because),
        assumed: answers(&plan.unsure),
        answers: answers(&plan.walk.path),
        letters: plan.letters.iter().map(|letter| rules.letters[letter.at()].id.clone()).collect(),
        contacts: plan.contacts.iter().map(|contact| rules.contact_id(*contact).to_owned()).collect(),
        rules: RulesData {
            jurisdiction: rules.jurisdiction.clone(),
            law_checked: rules.law_checked.to_string(),
            review_by: rules.review_by.to_string(),
            hash: rules.hash.clone(),
        },
        today: situation.today.to_string(),
        program: env!("CARGO_PKG_VERSION"),
        receipt: None,
    }
}

fn route(situation: &Situation<'_>, route: &Route) -> RouteData {
    let rules = situation.rules;
    RouteData {
        id: route.id.clone(),
        name: situation.say(&route.name),
        problem: rules.problems[route.problem.at()].id.clone(),
        step: situation.say(&route.next_step),
        what: situation.say(&route.what),
        good_for: situation.say(&route.good_for),
        think_about: situation.say(&route.think_about),
        cost: situation.say(&route.cost),
        if_nothing: situation.say(&route.if_nothing),
        law: route.law.iter().map(|law| rules.laws[law.at()].cite.clone()).collect(),
        certainty: route.certainty,
    }
}

/// A deadline as data.
pub fn deadline(situation: &Situation<'_>, place: DeadlineIx) -> DeadlineData {
    let rules = situation.rules;
    let item = rules.deadline(place);
    let standing = situation.standing(place);
    let mut data = DeadlineData {
        id: item.id.clone(),
        who: item.who,
        what: situation.say(&item.must),
        due: None,
        aim: None,
        time: item.at.map(|hour| hour.format("%H:%M").to_string()),
        done_when: item.done_when,
        state: standing.state().name(),
        days_left: None,
        could_be: None,
        moved: None,
        working: Vec::new(),
        exceptions: item.exceptions.iter().map(|text| situation.say(text)).collect(),
        find_date: item.find_date.as_deref().map(|text| situation.say(text)),
        if_passed: situation.say(&format!("{} {}", item.if_passed.say, item.if_passed.r#do)),
        law: item.law.iter().map(|law| rules.laws[law.at()].cite.clone()).collect(),
        certainty: item.certainty,
    };
    match standing {
        Standing::Dated(dated) => {
            let reckoning = &dated.reckoning;
            data.due = Some(reckoning.last.to_string());
            data.aim = (item.who == Who::You).then(|| reckoning.aim.to_string());
            data.days_left = Some((reckoning.last - situation.today).num_days());
            data.could_be = dated.other_end.map(|day| day.to_string());
            data.moved = reckoning.moved.map(|moved| match moved {
                Moved::NotAWorkingDay => "not-a-working-day",
                Moved::EndsInAugust => "ends-in-august",
                Moved::EndsAtChristmas => "ends-at-christmas",
            });
            data.working = working::sentences(situation, item, dated);
        }
        Standing::Pending => data.working = vec!["A date it counts from is not known yet.".into()],
        Standing::Outside(outside) => {
            data.working = vec![working::outside(outside)];
            debug_assert_eq!(data.state, State::Pending.name());
        }
    }
    data
}

fn answer(situation: &Situation<'_>, place: QuestionIx) -> Option<AnswerData> {
    let given = situation.answer(place)?;
    Some(AnswerData {
        question: situation.rules.question(place).id.clone(),
        answer: Answers::write(situation.rules, place, given),
        said: statement::of(situation, place),
    })
}
