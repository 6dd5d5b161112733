//! Next steps from facts: `cargo run -p signpost-core --example plan`.

use chrono::NaiveDate;
use serde_yaml::Value;
use signpost_core::interview::Answers;
use signpost_core::plan::{Advice, advise, brief};

/// What the facts lead to on a day: the next step, then each limit with its day to aim for and its last day.
fn said(facts: &[(&str, &str)], today: NaiveDate) -> Result<Vec<String>, String> {
    let rules = signpost_rules::rules();
    let mut answers = Answers::none(rules);
    for (id, answer) in facts {
        answers.read(rules, id, &Value::from(*answer), today).map_err(|fault| format!("{id}: {fault:?}"))?;
    }
    match advise(rules, &answers, today) {
        Advice::Plan(plan) => {
            let step = plan.walk.situation.say(&plan.step().next_step);
            let dates = brief::dates(&plan).into_iter().map(|(limit, (aim, last))| match aim {
                Some(aim) => format!("{limit}: aim for {aim}, last day {last}"),
                None => format!("{limit}: due {last}"),
            });
            Ok(std::iter::once(step).chain(dates).collect())
        }
        Advice::Ask(walk) => {
            let open = walk.next.map(|place| walk.situation.say(&rules.question(place).ask));
            Err(format!("one more answer is needed: {}", open.unwrap_or_default()))
        }
        Advice::NoRoute(_) => Err("the rules have no next step here".to_owned()),
    }
}

const FACTS: [(&str, &str); 6] = [
    ("area", "england"),
    ("person", "child"),
    ("about", "plan"),
    ("stage", "refused-assessment"),
    ("done", "nothing"),
    ("letter-date", "28 October 2026"),
];

fn main() -> Result<(), String> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("no such day")?;
    said(&FACTS, today)?.iter().for_each(|line| println!("{line}"));
    Ok(())
}

#[test]
fn a_refusal_has_its_step_and_both_its_days() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let lines = said(&FACTS, today).expect("enough is known");
    assert!(lines[0].starts_with("Ring the mediation adviser"), "{lines:?}");
    assert!(lines.contains(&"appeal: aim for 2026-12-24, last day 2027-01-04".to_owned()), "{lines:?}");
    assert!(said(&FACTS[..2], today).is_err_and(|open| open.starts_with("one more answer")));
}
