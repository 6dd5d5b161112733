//! An interview without a screen: which question comes next. `cargo run -p signpost-core --example next_question`.

use chrono::NaiveDate;
use signpost_core::interview::{Answer, Answers, walk};
use signpost_core::rules::model::Kind;

/// The questions that are asked, in order, of somebody who is not sure of anything but what `known` says.
fn asked(known: &[(&str, &str)], today: NaiveDate) -> Vec<String> {
    let rules = signpost_rules::rules();
    let mut answers = Answers::none(rules);
    let mut asked = Vec::new();
    while let Some(place) = walk(rules, &answers, today).next {
        let question = rules.question(place);
        asked.push(question.id.clone());
        let known = known.iter().find(|(id, _)| *id == question.id);
        let read = known.is_some_and(|(id, answer)| answers.read(rules, id, &(*answer).into(), today).is_ok());
        match question.kind {
            _ if read => {}
            // What people were told is the one question that nobody is unsure of.
            Kind::Told => answers.set(place, Answer::Told(Default::default())),
            _ => answers.set(place, Answer::NotSure),
        }
    }
    asked
}

fn main() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    asked(&[("stage", "refused-assessment")], today).iter().for_each(|id| println!("{id}"));
}

#[test]
fn what_is_asked_hangs_on_what_was_said() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    let refused = asked(&[("about", "plan"), ("stage", "refused-assessment")], today);
    assert!(refused.contains(&"letter-date".to_owned()), "{refused:?}");
    let abroad = asked(&[("area", "wales")], today);
    assert!(abroad.len() < refused.len(), "{abroad:?}");
}
