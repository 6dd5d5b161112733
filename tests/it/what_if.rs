//! What would change the advice.

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost::built_in;
use signpost::interview::Answers;
use signpost::plan::{Advice, Plan, advise, what_if};

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
