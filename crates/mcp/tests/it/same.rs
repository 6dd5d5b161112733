//! The steps through the server are those of the program, byte for byte.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, Written, entries};
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::model::{Kind, RuleSet};
use signpost_render::json;

use crate::talk::Talk;

/// The plan of a situation; questions that nobody answered are answered "I am not sure".
fn plan<'r>(rules: &'r RuleSet, mut answers: Answers, today: NaiveDate) -> (Answers, Plan<'r>) {
    loop {
        match advise(rules, &answers, today) {
            Advice::Plan(plan) => return (answers, plan),
            Advice::NoRoute(_) => panic!("no step"),
            Advice::Ask(walk) => {
                let next = walk.next.expect("a question is open");
                let told = rules.question(next).kind == Kind::Told;
                answers.set(next, if told { Answer::Told(Told::default()) } else { Answer::NotSure });
            }
        }
    }
}

#[test]
fn the_situations_come_to_the_same_steps() {
    let rules = signpost_rules::rules();
    let mut talk = Talk::begun();
    let mut same = 0;
    for line in include_str!("../../../../tests/situations.jsonl").lines() {
        let walked: Value = serde_json::from_str(line).expect("a walk");
        let today: NaiveDate = serde_json::from_value(walked["today"].clone()).expect("a day");
        let held: BTreeMap<String, serde_yaml::Value> =
            serde_json::from_value(walked["answers"].clone()).expect("answers");
        let (answers, faults) = entries::read(rules, &held, today, FutureDates::AsAsked);
        assert!(faults.is_empty(), "{line}");
        let (answers, plan) = plan(rules, answers, today);
        let written = |(place, answer)| (rules.question(place).id.as_str(), Answers::write(rules, place, answer));
        let facts: BTreeMap<&str, Written<'_>> = answers.held().map(written).collect();
        let given = talk.call("next_steps", json!({"today": today, "facts": facts}));
        assert!(!given.refused, "{}: {:?}", walked["id"], given.texts);
        let plan = serde_json::to_string(&json::plan(&plan)).expect("a plan is JSON");
        assert!(given.texts[0].contains(&format!(r#""plan":{plan},"#)), "{}: {}", walked["id"], given.texts[0]);
        same += 1;
    }
    assert!(same > 300, "{same} walks");
}
