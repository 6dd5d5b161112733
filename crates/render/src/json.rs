//! The plan as data. The names of its fields are stable; `schema_version` changes when their meaning does.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::Serialize;

use super::what_if::{OtherData, TurnData};
use super::working;
use signpost_core::dates::limit::Moved;
use signpost_core::dates::say;
use signpost_core::interview::{Answers, Situation, Standing, Written, statement};
use signpost_core::plan::Plan;
use signpost_core::plan::steps::{self, Act, Step};
use signpost_core::rules::model::{Certainty, DeadlineIx, DoneWhen, QuestionIx, Route, RouteIx, State, Who};

/// Data as JSON text.
///
/// # Panics
/// Never: what is shown is plain values with names of text. Were it not so, half a document would be worse than a fault.
pub fn text(data: &impl Serialize) -> String {
    serde_json::to_string_pretty(data).expect("what is shown is plain values") + "\n"
}

/// The meaning of the fields below.
pub const SCHEMA_VERSION: u32 = 1;

/// A plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanData<'r> {
    /// The meaning of the fields.
    pub schema_version: u32,
    /// The suggested next step.
    pub next_step: RouteData<'r>,
    /// What to do in order, each step with its day.
    pub steps: Vec<PlanStep<'r>>,
    /// Routes to take beside it.
    pub alongside: Vec<RouteData<'r>>,
    /// Other open routes.
    pub open: Vec<RouteData<'r>>,
    /// Why the step comes first: the rung of the ladder it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rung: Option<RungData<'r>>,
    /// Routes that open later.
    pub later: Vec<LaterData<'r>>,
    /// Routes that are not open.
    pub closed: Vec<ClosedData<'r>>,
    /// Where each body stands.
    pub bodies: Vec<BodyData<'r>>,
    /// What the person was told, and what the law says.
    pub told: Vec<TellData<'r>>,
    /// What the law asks for at the steps, and what to put into them.
    pub arguments: Vec<ArgumentData<'r>>,
    /// The deadlines, in the order they fall.
    pub deadlines: Vec<DeadlineData<'r>>,
    /// The answers that decided.
    pub because: Vec<AnswerData<'r>>,
    /// What was assumed where the answer was "I am not sure".
    pub assumed: Vec<AnswerData<'r>>,
    /// Every answer in play.
    pub answers: Vec<AnswerData<'r>>,
    /// Letters for the routes to take: ids for `signpost letter`.
    pub letters: Vec<&'r str>,
    /// Contacts: ids in the areas file.
    pub contacts: Vec<&'r str>,
    /// What the plan rests on.
    pub rules: RulesData<'r>,
    /// The day of the plan.
    pub today: NaiveDate,
    /// The program's version.
    pub program: &'static str,
    /// The receipt of a saved plan: its answers as an answers file, and how it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Other single answers that would change the plan, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<Vec<OtherData<'r>>>,
    /// The days on which it changes if nothing is done, on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<Vec<TurnData<'r>>>,
}

/// One step of what to do.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanStep<'r> {
    /// Whose act it is: you, or others.
    pub who: &'static str,
    /// The route it belongs to.
    pub route: &'r str,
    /// What is done.
    pub what: String,
    /// The day to act; for others, the day by which it should have happened. As 2026-12-24.
    pub day: Option<NaiveDate>,
    /// The limit that is the last lawful day of this very act, while it can still be kept: an id among `deadlines`.
    pub last: Option<&'r str>,
    /// Whether it goes beside the suggested step.
    pub beside: bool,
    /// Whether it opens only once the steps before it are done.
    pub follows: bool,
}

/// A route in a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RouteData<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its name.
    pub name: Cow<'r, str>,
    /// The body it is a way to.
    pub body: &'r str,
    /// The step.
    pub step: Cow<'r, str>,
    /// What the route is.
    pub what: Cow<'r, str>,
    /// When it helps.
    pub good_for: Cow<'r, str>,
    /// What to weigh.
    pub think_about: Cow<'r, str>,
    /// What it costs.
    pub cost: Cow<'r, str>,
    /// What happens if nothing is done.
    pub if_nothing: Cow<'r, str>,
    /// Its law.
    pub law: Vec<&'r str>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// A rung of the ladder.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RungData<'r> {
    /// Its id.
    pub id: &'r str,
    /// What is at stake on it.
    pub title: Cow<'r, str>,
    /// Why it comes before others.
    pub because: Cow<'r, str>,
}

/// A body, and where it stands.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BodyData<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its name.
    pub name: Cow<'r, str>,
    /// step, beside, open, later or shut.
    pub stands: &'static str,
    /// The routes that give it this state.
    pub routes: Vec<&'r str>,
}

/// What the law asks for at a step, and what to put into it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArgumentData<'r> {
    /// Its id.
    pub id: &'r str,
    /// The id of the step's route.
    pub step: &'r str,
    /// What the law asks, and what shows it.
    pub says: Cow<'r, str>,
    /// The same as a letter puts it.
    pub write: Option<Cow<'r, str>>,
    /// Its law.
    pub law: Vec<&'r str>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// Something the person was told.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TellData<'r> {
    /// Its id.
    pub id: &'r str,
    /// What they were told.
    pub told: Cow<'r, str>,
    /// What the law says.
    pub says: Cow<'r, str>,
    /// Its law.
    pub law: Vec<&'r str>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// A route that opens later.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LaterData<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its name.
    pub name: Cow<'r, str>,
    /// Why it is not open yet.
    pub because: Cow<'r, str>,
    /// The first day on which it is open, where a time limit decides and its date is known.
    pub opens: Option<NaiveDate>,
}

/// A route that is not open.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClosedData<'r> {
    /// Its id.
    pub id: &'r str,
    /// Its name.
    pub name: Cow<'r, str>,
    /// Why it is not open.
    pub because: Cow<'r, str>,
}

/// A deadline in a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineData<'r> {
    /// Its id.
    pub id: &'r str,
    /// Who must act.
    pub who: Who,
    /// What they must have done.
    pub what: Cow<'r, str>,
    /// The last day the rule allows; for others than you, the day after which they are late. As 2026-12-24.
    pub due: Option<NaiveDate>,
    /// The day to aim for.
    pub aim: Option<NaiveDate>,
    /// The hour on the last day, as 17:00.
    pub time: Option<String>,
    /// What counts as done.
    pub done_when: DoneWhen,
    /// pending, not-started, in-time, last-days or passed.
    pub state: &'static str,
    /// Days from today to `due`, less than nothing when it has passed. Where a later end is possible they go to that one
    /// once it has passed too, and there is no number in between.
    pub days_left: Option<i64>,
    /// The last day if a rough date were its other end.
    pub could_be: Option<NaiveDate>,
    /// `due` is the earliest it can be: it is counted in school days, and nobody gave the term dates.
    pub earliest_only: bool,
    /// The latest it can be then: nobody is late, and no time is over, before it.
    pub latest: Option<NaiveDate>,
    /// Why the last day moved.
    pub moved: Option<&'r str>,
    /// The working, in sentences.
    pub working: Vec<String>,
    /// What removes or changes it.
    pub exceptions: Vec<Cow<'r, str>>,
    /// Where its start date is to be found.
    pub find_date: Option<Cow<'r, str>>,
    /// What can still be done when it has passed.
    pub if_passed: String,
    /// Its law.
    pub law: Vec<&'r str>,
    /// How certain that is.
    pub certainty: Certainty,
}

/// An answer in a plan.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerData<'r> {
    /// The question's id.
    pub question: &'r str,
    /// The answer as answers files write it.
    pub answer: Written<'r>,
    /// The same as a sentence.
    pub said: Cow<'r, str>,
}

/// The rules a plan rests on.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulesData<'r> {
    /// Whose law.
    pub jurisdiction: &'r str,
    /// The last day it was checked.
    pub law_checked: NaiveDate,
    /// When a check is due.
    pub review_by: NaiveDate,
    /// SHA-256 of the rule files.
    pub hash: &'r str,
}

/// The plan as data.
pub fn plan<'r>(plan: &Plan<'r>) -> PlanData<'r> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let routes = |routes: &[RouteIx]| routes.iter().map(|place| route(situation, rules.route(*place))).collect();
    // Said once each: most that decided stand among all that were given.
    let given: Vec<(QuestionIx, AnswerData<'r>)> =
        plan.walk.path.iter().filter_map(|place| Some((*place, answer(situation, *place)?))).collect();
    let answer = |place: QuestionIx| given.iter().find(|(other, _)| *other == place).map(|(_, data)| data.clone());
    PlanData {
        schema_version: SCHEMA_VERSION,
        next_step: route(situation, plan.step()),
        steps: steps::of(plan).iter().map(|step| step_data(plan, step)).collect(),
        alongside: routes(&plan.alongside),
        open: routes(&plan.open),
        rung: plan.leading_rung().map(|rung| RungData {
            id: &rung.id,
            title: situation.said(&rung.title),
            because: situation.said(&rung.because),
        }),
        later: later(plan),
        closed: plan
            .closed
            .iter()
            .map(|closed| {
                let route = rules.route(closed.0);
                let because = situation.said(plan.reason(*closed));
                ClosedData { id: &route.id, name: situation.said(&route.name), because }
            })
            .collect(),
        bodies: bodies(plan),
        told: told(plan),
        arguments: arguments(plan),
        deadlines: plan.deadlines.iter().map(|place| deadline(situation, *place)).collect(),
        because: plan.because.iter().filter_map(|ground| answer(ground.question)).collect(),
        assumed: plan.unsure.iter().filter_map(|place| answer(*place)).collect(),
        answers: given.into_iter().map(|(_, data)| data).collect(),
        letters: plan.letters.iter().map(|letter| rules.letters[letter.at()].id.as_str()).collect(),
        contacts: plan.contacts.iter().map(|contact| rules.contact_id(*contact)).collect(),
        rules: RulesData {
            jurisdiction: &rules.jurisdiction,
            law_checked: rules.law_checked,
            review_by: rules.review_by,
            hash: &rules.hash,
        },
        today: situation.today,
        program: env!("CARGO_PKG_VERSION"),
        receipt: None,
        what_if: None,
        turns: None,
    }
}

fn step_data<'r>(plan: &Plan<'r>, step: &Step) -> PlanStep<'r> {
    let rules = plan.rules();
    let (who, route) = match step.act {
        Act::Own(route) => ("you", route),
        Act::Other { route, .. } => ("others", route),
    };
    PlanStep {
        who,
        route: &rules.route(route).id,
        what: super::plan::what(plan, step),
        day: step.day,
        last: step.last.map(|last| rules.deadline(last).id.as_str()),
        beside: step.beside,
        follows: step.follows(),
    }
}

fn later<'r>(plan: &Plan<'r>) -> Vec<LaterData<'r>> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let later = plan.later.iter().map(|later| {
        let route = rules.route(later.0);
        let because = situation.said(plan.later_reason(*later));
        LaterData { id: &route.id, name: situation.said(&route.name), because, opens: plan.opens(*later) }
    });
    later.collect()
}

fn bodies<'r>(plan: &Plan<'r>) -> Vec<BodyData<'r>> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let bodies = plan.bodies.iter().map(|state| {
        let body = &rules.bodies[state.body.at()];
        let routes = state.routes.iter().map(|route| rules.route(*route).id.as_str()).collect();
        BodyData { id: &body.id, name: situation.said(&body.name), stands: state.stands.name(), routes }
    });
    bodies.collect()
}

fn arguments<'r>(plan: &Plan<'r>) -> Vec<ArgumentData<'r>> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let arguments = plan.arguments().into_iter().map(|(route, argument)| ArgumentData {
        id: &argument.id,
        step: &rules.route(route).id,
        says: situation.said(&argument.says),
        write: argument.write.as_ref().map(|write| situation.said(write)),
        law: argument.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect(),
        certainty: argument.certainty,
    });
    arguments.collect()
}

fn told<'r>(plan: &Plan<'r>) -> Vec<TellData<'r>> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let told = plan.told.iter().map(|place| {
        let tell = &rules.tells[place.at()];
        TellData {
            id: &tell.id,
            told: situation.said(&tell.told),
            says: situation.said(&tell.says),
            law: tell.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect(),
            certainty: tell.certainty,
        }
    });
    told.collect()
}

fn route<'r>(situation: &Situation<'r>, route: &'r Route) -> RouteData<'r> {
    let rules = situation.rules;
    RouteData {
        id: &route.id,
        name: situation.said(&route.name),
        body: &rules.bodies[route.body.at()].id,
        step: situation.said(&route.next_step),
        what: situation.said(&route.what),
        good_for: situation.said(&route.good_for),
        think_about: situation.said(&route.think_about),
        cost: situation.said(&route.cost),
        if_nothing: situation.said(&route.if_nothing),
        law: route.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect(),
        certainty: route.certainty,
    }
}

/// A deadline as data.
pub fn deadline<'r>(situation: &Situation<'r>, place: DeadlineIx) -> DeadlineData<'r> {
    let rules = situation.rules;
    let item = rules.deadline(place);
    let standing = situation.standing(place);
    let mut data = DeadlineData {
        id: &item.id,
        who: item.who,
        what: situation.said(&item.must),
        due: None,
        aim: None,
        time: item.at.map(|hour| hour.format("%H:%M").to_string()),
        done_when: item.done_when,
        state: standing.state().name(),
        days_left: None,
        could_be: None,
        earliest_only: false,
        latest: None,
        moved: None,
        working: Vec::new(),
        exceptions: item.exceptions.iter().map(|text| situation.said(text)).collect(),
        find_date: item.find_date.as_deref().map(|text| situation.said(text)),
        if_passed: situation.say(&format!("{} {}", item.if_passed.say, item.if_passed.r#do)),
        law: item.law.iter().map(|law| rules.laws[law.at()].cite.as_str()).collect(),
        certainty: item.certainty,
    };
    match standing {
        Standing::Dated(dated) => {
            let reckoning = &dated.reckoning;
            data.due = Some(reckoning.last);
            data.aim = (item.who == Who::You).then_some(reckoning.aim);
            let over = dated.surely_over_after().max(dated.other_end.unwrap_or(reckoning.last));
            let decided = [reckoning.last, over].into_iter().find(|day| situation.today <= *day);
            data.days_left = match decided {
                Some(day) => (day == reckoning.last).then(|| (day - situation.today).num_days()),
                None => Some((over - situation.today).num_days()),
            };
            data.could_be = dated.other_end;
            data.earliest_only = dated.school_latest.is_some() || dated.school_unknown;
            data.latest = dated.school_latest;
            let closed = rules.calendar.closed_span(reckoning.deciding.day);
            data.moved = reckoning.moved.map(|moved| match moved {
                Moved::NotAWorkingDay => "not-a-working-day",
                Moved::TribunalClosed => closed.map_or("tribunal-closed", |span| &span.id),
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

/// The same where another day was set in its place, by the Tribunal or by an extension: nothing of the rule's own day is
/// left, but for the sentence that names it.
pub fn deadline_set<'r>(situation: &Situation<'r>, place: DeadlineIx, set: NaiveDate) -> DeadlineData<'r> {
    let data = deadline(situation, place);
    let instead = match data.due {
        Some(rule) => format!("This date was set in place of the one that the rule gives, {}.", say::long(rule)),
        None => "This date was set in place of the one that the rule gives.".to_owned(),
    };
    let state = if situation.today <= set { State::InTime } else { State::Passed };
    DeadlineData {
        due: Some(set),
        aim: None,
        time: None,
        state: state.name(),
        days_left: Some((set - situation.today).num_days()),
        could_be: None,
        earliest_only: false,
        latest: None,
        moved: None,
        working: vec![instead],
        ..data
    }
}

fn answer<'r>(situation: &Situation<'r>, place: QuestionIx) -> Option<AnswerData<'r>> {
    let given = situation.answer(place)?;
    Some(AnswerData {
        question: &situation.rules.question(place).id,
        answer: Answers::write(situation.rules, place, given),
        said: statement::of(situation, place),
    })
}
