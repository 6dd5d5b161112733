//! What a change of a rule does to one family's next steps: `cargo run -p signpost-core --example rule_change`.

use chrono::NaiveDate;
use signpost_core::interview::Answers;
use signpost_core::plan::brief::{self, Brief, Change};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::RuleSet;

const FACTS: [(&str, &str); 6] = [
    ("area", "england"),
    ("person", "child"),
    ("about", "plan"),
    ("stage", "refused-assessment"),
    ("done", "nothing"),
    ("letter-date", "2026-10-28"),
];

/// The family's next steps under some rules, in brief.
fn steps(rules: &RuleSet, today: NaiveDate) -> Option<Brief> {
    let mut answers = Answers::none(rules);
    for (id, answer) in FACTS {
        answers.read(rules, id, &answer.into(), today).ok()?;
    }
    let Advice::Plan(plan) = advise(rules, &answers, today) else { return None };
    Some(Brief { next_step: plan.step().id.clone(), dates: brief::dates(&plan), ..Brief::default() })
}

/// The rules as they would be if the time to ring the mediation adviser were three months and not two.
fn changed() -> Option<RuleSet> {
    let mut sources = signpost_rules::sources();
    let file = sources.get_mut("england/appeal.yaml")?;
    let text = String::from_utf8(std::mem::take(file)).ok()?;
    let (before, limit) = text.split_once("- id: ring-mediation-adviser\n")?;
    let limit = limit.replacen("months: 2", "months: 3", 1);
    *file = format!("{before}- id: ring-mediation-adviser\n{limit}").into_bytes();
    // Checked like any rules: a change with a mistake in it gives none.
    signpost_check::files::check(&sources).rules
}

fn differences() -> Option<Vec<Change>> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21)?;
    Some(brief::compare(&steps(signpost_rules::rules(), today)?, &steps(&changed()?, today)?))
}

fn main() {
    for change in differences().unwrap_or_default() {
        println!("{change:?}");
    }
}

#[test]
fn a_longer_limit_gives_another_last_day_and_nothing_else() {
    let found = differences().expect("both rule sets advise");
    let moved: Vec<&str> = found
        .iter()
        .map(|change| match change {
            Change::Date { limit, was: Some((_, was)), now: Some((_, now)) } if was < now => limit.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(moved.contains(&"ring-mediation-adviser"), "{found:?}");
}
