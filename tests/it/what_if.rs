//! What would change the advice.

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost::built_in;
use signpost::dates::Span;
use signpost::interview::{Answer, Answers};
use signpost::plan::{Advice, Plan, advise, what_if};
use signpost::rules::RuleSet;
use signpost::rules::model::{DeadlineIx, QuestionIx};

use crate::proof::small::Small;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let rules = built_in::rules();
    let mut answers = Answers::none(rules);
    for (id, value) in pairs {
        let value = value.split(',').map(|item| Value::String(item.into())).collect();
        answers.read(rules, id, &Value::Sequence(value), day("2026-11-21")).expect("it fits");
    }
    answers
}

fn plan(answers: &Answers) -> Plan<'static> {
    match advise(built_in::rules(), answers, day("2026-11-21")) {
        Advice::Plan(plan) => plan,
        Advice::Ask(walk) => panic!("{:?} is open", walk.next.map(|next| &built_in::rules().question(next).id)),
        Advice::NoRoute(_) => panic!("no route"),
    }
}

#[test]
fn only_the_school_named_needs_no_certificate() {
    let given = answers(&[
        ("nation", "england"),
        ("person", "child"),
        ("matter", "decision"),
        ("decision", "plan-contents"),
        ("letter-date", "2026-10-28"),
        ("sections", "section-f,section-i"),
        ("progress", "nothing-yet"),
        ("wants-mediation", "no"),
        ("area", "enfield"),
    ]);
    let plan = plan(&given);
    let rules = built_in::rules();
    assert_eq!(plan.step().id, "mediation-advice");
    let found = what_if::other_answers(&plan, &given);
    let sections = rules.question_by_id("sections").expect("it is asked");
    let other =
        found.iter().find(|other| other.question == sections && rules.route(other.next_step).id == "tribunal-appeal");
    assert!(other.is_some(), "leaving section F out makes the appeal the next step");
}

#[test]
fn the_days_on_which_a_refusal_turns_are_found() {
    let given = answers(&[
        ("nation", "england"),
        ("person", "child"),
        ("matter", "decision"),
        ("decision", "refuse-assessment"),
        ("letter-date", "2026-10-28"),
        ("progress", "nothing-yet"),
        ("wants-mediation", "no"),
        ("area", "enfield"),
    ]);
    let plan = plan(&given);
    let rules = built_in::rules();
    let turns = what_if::turns(&plan, &given);
    // The adviser's two months end on 28 December and nothing moves them: from the 29th it is a late appeal.
    let first = turns.first().expect("it turns");
    assert_eq!(first.day, day("2026-12-29"));
    assert_eq!(rules.route(first.next_step).id, "tribunal-appeal-late");
    assert!(first.passed.iter().any(|place| rules.deadline(*place).id == "ring-mediation-adviser"));
    // The appeal itself moves to 4 January.
    let second = turns.iter().find(|turn| turn.passed.iter().any(|place| rules.deadline(*place).id == "appeal"));
    assert_eq!(second.map(|turn| turn.day), Some(day("2027-01-05")));
    assert!(turns.windows(2).all(|pair| pair[0].day < pair[1].day));
}

/// Monday.
fn monday() -> NaiveDate {
    day("2026-06-15")
}

/// Choices that lead to the first route or away from it, in different ways.
fn choices() -> RuleSet {
    Small::default()
        .one("a", "", &["x", "w", "z"])
        .one("b", "", &["x", "w"])
        .several("c", 2, "", &["x", "w", "z"])
        .one("d", "", &["x", "w"])
        .one("e", "", &["x", "w"])
        .date("letter", "", "not_after: today,")
        .deadline("short", "you", "{after: letter, days: 14}", "    when: {d: x}\n")
        .deadline("long", "you", "{after: letter, days: 28}", "    when: {d: w}\n")
        .deadline("theirs", "council", "{after: letter, days: 21}", "    when: {e: x}\n")
        .route("first", "{all: [{a: x}, {b: x}, {not: {c: w}}]}", "{all: []}", "    deadlines: [short, long, theirs]\n")
        .route("second", "{all: []}", "{all: []}", "")
        .rules()
}

/// One other answer: the question, the options, the route, and the limits with their last days.
type Other = (String, u32, String, Vec<(String, String)>);

fn others(rules: &RuleSet, several: u32) -> Vec<Other> {
    let mut answers = Answers::none(rules);
    for (question, asked) in rules.questions() {
        let date = Answer::Date(Span::exact(monday()));
        let chosen = Answer::Chosen(if asked.id == "c" { several } else { 1 });
        answers.set(question, if asked.date().is_some() { date } else { chosen });
    }
    let Advice::Plan(plan) = advise(rules, &answers, monday()) else { panic!("no plan") };
    assert_eq!(plan.step().id, "first");
    what_if::other_answers(&plan, &answers)
        .into_iter()
        .map(|other| {
            let Answer::Chosen(options) = other.answer else { panic!("{other:?}") };
            let limits =
                other.deadlines.iter().map(|(place, _, last)| (rules.deadline(*place).id.clone(), last.to_string()));
            let route = rules.route(other.next_step).id.clone();
            (rules.question(other.question).id.clone(), options, route, limits.collect())
        })
        .collect()
}

#[test]
fn each_question_gives_each_other_outcome_once() {
    let rules = choices();
    let to_second = |id: &str, options| (id.to_owned(), options, "second".to_owned(), Vec::new());
    let dates = ("d".to_owned(), 2, "first".to_owned(), vec![("long".to_owned(), "2026-07-13".to_owned())]);
    // One option more; the council's own limit, which hangs on the last choice, is no date of the person's.
    assert_eq!(others(&rules, 1), [to_second("a", 2), to_second("b", 2), to_second("c", 3), dates.clone()]);
    // With two of at most two chosen, one can only go.
    assert_eq!(others(&rules, 5), [to_second("a", 2), to_second("b", 2), dates]);
}

#[test]
fn each_limit_turns_the_plan_once_on_the_day_after_it() {
    let rules = Small::default()
        .date("letter", "", "not_after: today,")
        .deadline("mine", "you", "{after: letter, days: 14}", "")
        .deadline("theirs", "council", "{after: letter, days: 21}", "")
        .deadline("at-school", "you", "{after: letter, school_days: 5}", "")
        .route("first", "{not: {deadline: {mine: passed}}}", "{all: []}", "    deadlines: [mine, theirs, at-school]\n")
        .route("second", "{all: []}", "{all: []}", "    deadlines: [theirs]\n    alongside_when: {all: []}\n")
        .rules();
    let mut answers = Answers::none(&rules);
    answers.set(QuestionIx(0), Answer::Date(Span::exact(monday())));
    let Advice::Plan(plan) = advise(&rules, &answers, monday()) else { panic!("no plan") };
    let ids = |places: &[DeadlineIx]| -> Vec<String> {
        places.iter().map(|place| rules.deadline(*place).id.clone()).collect()
    };
    let turns: Vec<(String, String, Vec<String>, Vec<String>)> = what_if::turns(&plan, &answers)
        .into_iter()
        .map(|turn| {
            let route = rules.route(turn.next_step).id.clone();
            (turn.day.to_string(), route, ids(&turn.passed), ids(&turn.overdue))
        })
        .collect();
    let turn = |day: &str, route: &str, passed: &[&str], overdue: &[&str]| {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        (day.to_owned(), route.to_owned(), owned(passed), owned(overdue))
    };
    assert_eq!(
        turns,
        [
            turn("2026-06-23", "first", &["at-school"], &[]),
            turn("2026-06-30", "second", &["mine"], &[]),
            turn("2026-07-07", "second", &[], &["theirs"]),
        ]
    );
}
