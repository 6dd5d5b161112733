//! What would change a plan, in words and as data: other answers, and the days on which it turns if nothing is done.

use chrono::NaiveDate;
use serde::Serialize;

use super::dates;
use super::document::Document;
use super::json::{self, PlanData};
use signpost_core::dates::say;
use signpost_core::interview::{Answer, Answers, Situation, Written};
use signpost_core::order;
use signpost_core::plan::Plan;
use signpost_core::plan::what_if::{self, AdviceChange, OtherAnswer};
use signpost_core::rules::model::{DeadlineIx, Kind, Options, QuestionIx, RouteIx};
use signpost_core::text;

/// The most other answers that are shown: more would not help.
const ANSWERS: usize = 4;

/// The most days that are shown.
const DAYS: usize = 5;

/// Another answer, as data.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherData<'r> {
    /// The question's id.
    pub question: &'r str,
    /// The other answer as answers files write it.
    pub answer: Written<'r>,
    /// The next step it would give.
    pub next_step: &'r str,
    /// The person's own deadlines in that step.
    pub deadlines: Vec<OtherDates<'r>>,
    /// The same as a sentence.
    pub said: String,
}

/// A deadline another answer would give.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherDates<'r> {
    /// Its id.
    pub id: &'r str,
    /// The day to aim for.
    pub aim: NaiveDate,
    /// The last day.
    pub due: NaiveDate,
}

/// A day on which the plan changes, as data.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TurnData<'r> {
    /// The first day of the other plan.
    pub day: NaiveDate,
    /// Its next step.
    pub next_step: &'r str,
    /// The person's own deadlines that have passed by then.
    pub passed: Vec<&'r str>,
    /// The deadlines of others that are overdue from then on.
    pub overdue: Vec<&'r str>,
    /// The same as a sentence.
    pub said: String,
}

/// What would change the plan, as a page.
pub fn document(plan: &Plan<'_>) -> Document {
    let mut page = Document::default();
    write(&mut page, plan);
    page
}

/// What would change the plan, as a part of a page. Each line is a sentence or two by itself.
pub fn write(page: &mut Document, plan: &Plan<'_>) {
    page.heading("What would change this");
    let situation = &plan.walk.situation;
    for question in what_if::unknown_dates(plan) {
        let Some(date) = situation.rules.question(question).date() else { continue };
        page.subheading(format!("If you find the {}", situation.say(&date.called)));
        page.line("The plan can then say by when.");
    }
    let others = helpful(plan, what_if::other_answers(plan));
    if others.is_empty() {
        page.paragraph("No other answer that may turn out to be so would give you another next step or other dates.");
    }
    for other in &others {
        page.subheading(answer_said(situation, other));
        other_lines(plan, other).into_iter().for_each(|line| page.line(line));
    }
    let turns = what_if::turns(plan);
    if turns.is_empty() {
        page.paragraph("If nothing is done, no date in the next two years changes these steps.");
    }
    let mut before = plan.next_step;
    for turn in turns.iter().take(DAYS) {
        page.subheading(format!("From {}, if nothing is done", say::long(turn.day)));
        turn_lines(plan, turn, before).into_iter().for_each(|line| page.line(line));
        before = turn.next_step;
    }
}

/// The plan as data, with all that would change it.
pub fn data<'r>(plan: &Plan<'r>) -> PlanData<'r> {
    PlanData { what_if: Some(others(plan)), turns: Some(turns(plan)), ..json::plan(plan) }
}

/// The other answers as data: all of them.
fn others<'r>(plan: &Plan<'r>) -> Vec<OtherData<'r>> {
    let rules = plan.rules();
    let data = |other: &OtherAnswer| OtherData {
        question: &rules.question(other.question).id,
        answer: Answers::write(rules, other.question, other.answer),
        next_step: &rules.route(other.next_step).id,
        deadlines: (other.deadlines.iter())
            .map(|(place, aim, due)| OtherDates { id: &rules.deadline(*place).id, aim: *aim, due: *due })
            .collect(),
        said: format!("{}. {}", answer_said(&plan.walk.situation, other), other_lines(plan, other).join(" ")),
    };
    what_if::other_answers(plan).iter().map(data).collect()
}

/// The days as data: all of them.
fn turns<'r>(plan: &Plan<'r>) -> Vec<TurnData<'r>> {
    let rules = plan.rules();
    let mut before = plan.next_step;
    let mut data = Vec::new();
    for turn in what_if::turns(plan) {
        let lines = turn_lines(plan, &turn, before).join(" ");
        data.push(TurnData {
            day: turn.day,
            next_step: &rules.route(turn.next_step).id,
            passed: turn.passed.iter().map(|place| rules.deadline(*place).id.as_str()).collect(),
            overdue: turn.overdue.iter().map(|place| rules.deadline(*place).id.as_str()).collect(),
            said: format!("From {}, if nothing is done. {lines}", say::long(turn.day)),
        });
        before = turn.next_step;
    }
    data
}

/// The few other answers that help most: those with another step, to the questions asked last, as these are the ones
/// that can still turn out otherwise. One for each question and each step.
fn helpful(plan: &Plan<'_>, mut others: Vec<OtherAnswer>) -> Vec<OtherAnswer> {
    let place = |question: QuestionIx| plan.walk.path.iter().position(|other| *other == question);
    order::by_key(&mut others, |other| (other.next_step == plan.next_step, std::cmp::Reverse(place(other.question))));
    let mut few: Vec<OtherAnswer> = Vec::new();
    for other in others {
        let known = |earlier: &OtherAnswer| {
            earlier.question == other.question
                || (earlier.next_step == other.next_step && earlier.deadlines == other.deadlines)
        };
        if few.len() < ANSWERS && !few.iter().any(known) {
            few.push(other);
        }
    }
    few
}

/// What another answer would give, line by line.
fn other_lines(plan: &Plan<'_>, other: &OtherAnswer) -> Vec<String> {
    let (rules, situation) = (plan.rules(), &plan.walk.situation);
    let mut lines = vec![match other.next_step == plan.next_step {
        true => "The next step is the same, by other dates.".to_owned(),
        false => step_then(plan, other.next_step),
    }];
    // The limit to keep first says enough: the plan that is made then says the rest.
    let first = other.deadlines.iter().min_by_key(|(_, aim, last)| (*last < situation.today, *aim));
    if let Some((place, aim, last)) = first {
        let about = format!("For this: {}.", text::lower_first(&situation.say(&rules.deadline(*place).label)));
        if other.deadlines.len() > 1 && *last >= situation.today {
            lines.push(about);
        }
        lines.push(match (*aim >= situation.today, *last >= situation.today) {
            (true, _) if aim == last => format!("By: {}.", say::long(*last)),
            (true, _) => format!("Aim for: {}. The last day is {}.", say::long(*aim), say::long(*last)),
            (false, true) => format!("Today. The last day is {}.", say::long(*last)),
            (false, false) => "The usual time limit for it has passed, and there is still a way.".to_owned(),
        });
    }
    lines
}

fn step_then(plan: &Plan<'_>, step: RouteIx) -> String {
    format!("The next step is then: {}", plan.walk.situation.say(&plan.rules().route(step).next_step))
}

/// "If you would like to try mediation"; of several answers, only the one that is different.
fn answer_said(situation: &Situation<'_>, other: &OtherAnswer) -> String {
    let asked = situation.rules.question(other.question);
    let Answer::Chosen(chosen) = other.answer else { return String::new() };
    let before = match situation.answer(other.question) {
        Some(Answer::Chosen(before)) if matches!(asked.kind, Kind::Several { .. }) => before,
        _ => 0,
    };
    let said = |options: Options| -> String {
        let said = asked.options.iter().enumerate().find(|(bit, _)| options & 1 << bit != 0);
        let said = said.map(|(_, option)| situation.say(&option.said)).unwrap_or_default();
        text::lower_first(said.trim_end_matches('.')).into_owned()
    };
    match (before, chosen & !before) {
        (0, added) => format!("If {}", said(added)),
        (_, 0) => format!("If this is not so: {}", said(before & !chosen)),
        (_, added) => format!("If this is so as well: {}", said(added)),
    }
}

/// What a day brings, line by line.
fn turn_lines(plan: &Plan<'_>, turn: &AdviceChange, before: RouteIx) -> Vec<String> {
    let (rules, situation) = (plan.rules(), &plan.walk.situation);
    let label = |place: &DeadlineIx| text::lower_first(&situation.say(&rules.deadline(*place).label)).into_owned();
    let mut lines: Vec<String> =
        turn.passed.iter().map(|place| format!("The time limit has passed: {}.", label(place))).collect();
    lines.extend(turn.overdue.iter().map(|place| {
        let who = text::lower_first(dates::who(rules.deadline(*place).who)).into_owned();
        format!("Overdue from {who}: {}.", label(place))
    }));
    if turn.next_step != before {
        lines.push(step_then(plan, turn.next_step));
    }
    lines
}
