//! What would change a plan, in words and as data: other answers, and the days on which it turns if nothing is done.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::Document;
use crate::dates::say;
use crate::interview::{Answer, Answers, Situation, Written};
use crate::plan::Plan;
use crate::plan::what_if::{self, OtherAnswer, Turn};
use crate::rules::model::QuestionIx;
use crate::text;

/// The most other answers that are shown: more would not help.
const ANSWERS: usize = 4;

/// The most days that are shown.
const DAYS: usize = 5;

/// Another answer, as data.
#[derive(Debug, Serialize)]
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
pub fn document(plan: &Plan<'_>, answers: &Answers) -> Document {
    let mut page = Document::default();
    page.heading("What would change this");
    let others = helpful(plan, what_if::other_answers(plan, answers));
    if others.is_empty() {
        page.paragraph("No other single answer would give you another next step or other dates.");
    }
    others.iter().for_each(|other| page.item(other_said(plan, other)));
    let turns = what_if::turns(plan, answers);
    if turns.is_empty() {
        page.paragraph("If nothing is done, no date in the next two years changes this plan.");
    } else {
        let mut before = plan.next_step;
        for turn in turns.iter().take(DAYS) {
            page.item(turn_said(plan, turn, before));
            before = turn.next_step;
        }
    }
    page
}

/// The other answers as data: all of them.
pub fn others<'r>(plan: &Plan<'r>, answers: &Answers) -> Vec<OtherData<'r>> {
    let rules = plan.rules();
    let data = |other: &OtherAnswer| OtherData {
        question: &rules.question(other.question).id,
        answer: Answers::write(rules, other.question, other.answer),
        next_step: &rules.route(other.next_step).id,
        deadlines: (other.deadlines.iter())
            .map(|(place, aim, due)| OtherDates { id: &rules.deadline(*place).id, aim: *aim, due: *due })
            .collect(),
        said: other_said(plan, other),
    };
    what_if::other_answers(plan, answers).iter().map(data).collect()
}

/// The days as data: all of them.
pub fn turns<'r>(plan: &Plan<'r>, answers: &Answers) -> Vec<TurnData<'r>> {
    let rules = plan.rules();
    let mut before = plan.next_step;
    let mut data = Vec::new();
    for turn in what_if::turns(plan, answers) {
        data.push(TurnData {
            day: turn.day,
            next_step: &rules.route(turn.next_step).id,
            passed: turn.passed.iter().map(|place| rules.deadline(*place).id.as_str()).collect(),
            overdue: turn.overdue.iter().map(|place| rules.deadline(*place).id.as_str()).collect(),
            said: turn_said(plan, &turn, before),
        });
        before = turn.next_step;
    }
    data
}

/// The few other answers that help most: those of the same problem, with another step, to the questions asked last,
/// as these are the ones that can still turn out otherwise. One for each question and each step.
fn helpful(plan: &Plan<'_>, mut others: Vec<OtherAnswer>) -> Vec<OtherAnswer> {
    let rules = plan.rules();
    let problem = plan.step().problem;
    let place = |question: QuestionIx| plan.walk.path.iter().position(|other| *other == question);
    others.retain(|other| rules.route(other.next_step).problem == problem);
    others.sort_by_key(|other| (other.next_step == plan.next_step, std::cmp::Reverse(place(other.question))));
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

fn other_said(plan: &Plan<'_>, other: &OtherAnswer) -> String {
    let (rules, situation) = (plan.rules(), &plan.walk.situation);
    let step = situation.say(&rules.route(other.next_step).next_step);
    let answer = answer_said(situation, other.question, other.answer);
    let mut said = if other.next_step == plan.next_step {
        format!("If {answer}: the same next step, by other dates.")
    } else {
        format!("If {answer}: the next step would be to {}", text::lower_first(&step))
    };
    for (place, aim, last) in &other.deadlines {
        let what = situation.say(&rules.deadline(*place).label);
        said.push_str(&match aim == last {
            true => format!(" {what}: by {}.", say::long(*last)),
            false => format!(" {what}: aim for {}, last day {}.", say::long(*aim), say::long(*last)),
        });
    }
    said
}

/// "you disagree with the needs and you disagree with the school".
fn answer_said(situation: &Situation<'_>, question: QuestionIx, answer: Answer) -> String {
    let asked = situation.rules.question(question);
    let Answer::Chosen(chosen) = answer else { return String::new() };
    let chosen = asked.options.iter().enumerate().filter(|(bit, _)| chosen & 1 << bit != 0);
    let said: Vec<String> = chosen
        .map(|(_, option)| text::lower_first(situation.say(&option.said).trim_end_matches('.')).into_owned())
        .collect();
    text::list(&said)
}

fn turn_said(plan: &Plan<'_>, turn: &Turn, before: crate::rules::model::RouteIx) -> String {
    let (rules, situation) = (plan.rules(), &plan.walk.situation);
    let mut said = format!("From {}, if nothing is done: ", say::long(turn.day));
    let label = |place: &crate::rules::model::DeadlineIx| {
        format!("\"{}\"", text::lower_first(&situation.say(&rules.deadline(*place).label)))
    };
    let mut parts = Vec::new();
    if !turn.passed.is_empty() {
        let limits: Vec<String> = turn.passed.iter().map(label).collect();
        let many = if limits.len() == 1 { "the time limit for" } else { "the time limits for" };
        let have = if limits.len() == 1 { "has" } else { "have" };
        parts.push(format!("{many} {} {have} passed.", text::list(&limits)));
    }
    if !turn.overdue.is_empty() {
        let limits: Vec<String> = turn.overdue.iter().map(label).collect();
        parts.push(format!("overdue, and for others to do: {}.", text::list(&limits)));
    }
    if turn.next_step != before {
        let step = situation.say(&rules.route(turn.next_step).next_step);
        let start = if parts.is_empty() { "the" } else { "The" };
        parts.push(format!("{start} next step is then to {}", text::lower_first(&step)));
    }
    said.push_str(
        &parts
            .iter()
            .enumerate()
            .map(|(at, part)| if at == 0 { part.clone() } else { text::upper_first(part) })
            .collect::<Vec<_>>()
            .join(" "),
    );
    said
}
