//! Real situations, as people who had not written the rules answered for them: which step leads, how long it takes, and
//! that no heading decides.
//!
//! `tests/situations.jsonl` holds one walk a line: the answers, the routes that are right first steps by the published
//! source, and whether the rules agree with it. A walk that does not agree is kept and counted, never left out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use signpost_core::interview::reply::Ahead;
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, entries, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{Kind, RuleSet};

/// One walk.
#[derive(Deserialize)]
struct Walked {
    id: String,
    today: NaiveDate,
    answers: BTreeMap<String, serde_yaml::Value>,
    right: Vec<String>,
    agrees: bool,
}

fn walks() -> Vec<Walked> {
    let file = include_str!("../situations.jsonl");
    file.lines().map(|line| serde_json::from_str(line).expect("a walk")).collect()
}

fn answers(rules: &RuleSet, walked: &Walked) -> Answers {
    let (answers, faults) = entries::read(rules, &walked.answers, walked.today, Ahead::AsAsked);
    assert!(faults.is_empty(), "{}: {faults:?}", walked.id);
    answers
}

fn finished(rules: &RuleSet, mut answers: Answers, today: NaiveDate) -> Answers {
    while let Some(next) = walk(rules, &answers, today).next {
        let told = rules.question(next).kind == Kind::Told;
        answers.set(next, if told { Answer::Told(Told::default()) } else { Answer::NotSure });
    }
    answers
}

/// The step that leads; questions that nobody answered are answered "I am not sure".
fn lead(rules: &RuleSet, answers: Answers, today: NaiveDate) -> String {
    match advise(rules, &finished(rules, answers, today), today) {
        Advice::Plan(plan) => plan.step().id.clone(),
        Advice::Ask(_) | Advice::NoRoute(_) => panic!("no step"),
    }
}

/// Every walk with its day and an answer to every question; those that nobody answered are "I am not sure".
pub fn complete(rules: &RuleSet) -> impl Iterator<Item = (NaiveDate, Answers)> {
    walks().into_iter().map(|walked| (walked.today, finished(rules, answers(rules, &walked), walked.today)))
}

#[test]
fn real_situations_lead_where_they_did() {
    let rules = signpost_rules::rules();
    let (mut agree, all) = (0, walks());
    for walked in &all {
        let step = lead(rules, answers(rules, walked), walked.today);
        let agrees = walked.right.contains(&step);
        assert_eq!(agrees, walked.agrees, "{} now leads to {step}; right would be {:?}", walked.id, walked.right);
        agree += usize::from(agrees);
    }
    println!("{agree} of {} walks of real situations lead to a right first step", all.len());
    assert!(agree * 100 >= all.len() * 89, "{agree} of {}", all.len());
}

#[test]
fn what_people_meet_is_no_longer_than_it_was() {
    let rules = signpost_rules::rules();
    let asked = |walked: &Walked| walk(rules, &answers(rules, walked), walked.today).path.len();
    let mut lengths: Vec<usize> = walks().iter().map(asked).collect();
    lengths.sort_unstable();
    let (median, nine_in_ten) = (lengths[lengths.len() / 2], lengths[lengths.len() * 9 / 10]);
    println!(
        "questions: {median} in the median, {nine_in_ten} for nine in ten, {} at most",
        lengths[lengths.len() - 1]
    );
    assert!(median <= 10 && nine_in_ten <= 14 && lengths[lengths.len() - 1] <= 17, "{lengths:?}");
    // What the first screen says is what is measured: eight walks of ten lie there.
    let usual = rules.usual_questions.as_ref().expect("the first screen says how many");
    let measured = (lengths[lengths.len() / 10], nine_in_ten);
    assert_eq!((usual.least as usize, usual.most as usize), measured);
}

/// Leaving out a heading that is true, or choosing one more, calls up other details and must not turn the advice.
#[test]
fn no_heading_decides() {
    let rules = signpost_rules::rules();
    let about = rules.question_by_id("about").expect("the heading question");
    let asked = rules.question(about);
    let none = asked.options.iter().position(|option| option.none).expect("none of these");
    let (mut trials, mut kept, mut turned) = (0, 0, Vec::new());
    for walked in walks().iter().filter(|walked| walked.agrees) {
        let given = answers(rules, walked);
        let Some(Answer::Chosen(chosen)) = given.get(about) else { continue };
        for bit in (0..asked.options.len()).filter(|bit| *bit != none && chosen & 1 << none == 0) {
            let other = chosen ^ 1 << bit;
            if other == 0 {
                continue; // nobody leaves out the only one
            }
            let mut answers = given.clone();
            answers.set(about, Answer::Chosen(other));
            let step = lead(rules, answers, walked.today);
            trials += 1;
            if walked.right.contains(&step) {
                kept += 1;
            } else {
                turned.push(format!(
                    "{} {} {}: {step}",
                    walked.id,
                    if other > chosen { "+" } else { "-" },
                    asked.options[bit].id
                ));
            }
        }
    }
    println!("{kept} of {trials} trials with a heading more or less keep a right first step");
    assert!(kept * 100 >= trials * 95, "{kept} of {trials}:\n{}", turned.join("\n"));
}
