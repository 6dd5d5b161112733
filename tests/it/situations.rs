//! Real situations, as people who had not written the rules answered for them: which step leads, how long it takes, and
//! that no heading decides.
//!
//! `tests/situations.jsonl` holds one walk a line: the answers, the routes that are right first steps by the published
//! source, and whether the rules agree with it. A walk that does not agree is kept and counted, never left out.
//! `tests/stories.jsonl` holds what the person of each situation says, a story a line.
//! `tests/heard/own-questions.jsonl` holds what people would type at the last question, three of each of 90 of them: `best`
//! are the answers that another reader, who had read all of them, would want offered, `fine` those that are no surprise.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use signpost_core::interview::heard::{hear, take, tells_about};
use signpost_core::interview::reply::FutureDates;
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, entries, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{Kind, QuestionIx, RuleSet};

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
    let (answers, faults) = entries::read(rules, &walked.answers, walked.today, FutureDates::AsAsked);
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

/// How many questions people meet, over all walks: for one in ten, in the median, for nine in ten, and at most.
#[derive(Debug)]
struct Lengths {
    one_in_ten: usize,
    median: usize,
    nine_in_ten: usize,
    most: usize,
}

/// Counts the questions of every walk; `told` holds what was known of it before the first question.
///
/// What people were told is asked after the questions, and a school holiday only of some: neither is counted.
fn lengths(rules: &RuleSet, told: impl Fn(&Walked) -> Answers) -> Lengths {
    let asked = |walked: &Walked| {
        let (told, mut all) = (told(walked), answers(rules, walked));
        told.held().for_each(|(question, answer)| all.set(question, answer));
        let all = finished(rules, all, walked.today);
        let counts = |question: &QuestionIx| {
            let asked = rules.question(*question);
            asked.kind != Kind::Told && !asked.is_optional() && told.get(*question).is_none()
        };
        walk(rules, &all, walked.today).path.iter().filter(|question| counts(question)).count()
    };
    let mut lengths: Vec<usize> = walks().iter().map(asked).collect();
    lengths.sort_unstable();
    let at = |place: usize| lengths[place.min(lengths.len() - 1)];
    // Half of the walks have at most the median.
    let tenths = |tenths| at(lengths.len() * tenths / 10);
    Lengths {
        one_in_ten: tenths(1),
        median: at((lengths.len() - 1) / 2),
        nine_in_ten: tenths(9),
        most: at(lengths.len()),
    }
}

#[test]
fn people_meet_few_questions_and_fewer_once_they_have_told_their_story() {
    #[derive(Deserialize)]
    struct Story {
        id: String,
        story: String,
    }
    let rules = signpost_rules::rules();
    let lines = include_str!("../stories.jsonl").lines();
    let stories: BTreeMap<String, String> =
        lines.map(|line| serde_json::from_str(line).expect("a story")).map(|one: Story| (one.id, one.story)).collect();
    let nothing = lengths(rules, |_| Answers::none(rules));
    let told = lengths(rules, |walked| {
        let story = walked.id.rsplit_once('-').and_then(|(situation, _)| stories.get(situation)).expect("a story");
        let mut told = Answers::none(rules);
        for given in hear(rules, story, &told, &[], walked.today).into_iter().flat_map(|piece| piece.understood) {
            take(rules, &mut told, given, walked.today);
        }
        told
    });
    println!("questions                 median  nine in ten  at most");
    for (name, found) in [("asked from the start", &nothing), ("after the story was told", &told)] {
        println!("{name:24} {:7} {:12} {:8}", found.median, found.nine_in_ten, found.most);
    }
    assert!(nothing.median <= 8 && nothing.nine_in_ten <= 11 && nothing.most <= 15, "{nothing:?}");
    assert!(told.median < nothing.median && told.most <= nothing.most, "{told:?}");
    // What the first screen says is what is measured: eight walks of ten lie there.
    let usual = rules.usual_questions.as_ref().expect("the first screen says how many");
    assert_eq!((usual.least as usize, usual.most as usize), (nothing.one_in_ten, nothing.nine_in_ten));
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

/// What is typed at the last question: how often its answer is offered, and how much else is.
#[test]
fn own_questions_find_their_answers() {
    #[derive(Deserialize)]
    struct Asked {
        walk: String,
        typed: String,
        best: Vec<String>,
        fine: Vec<String>,
    }
    let rules = signpost_rules::rules();
    let walks: BTreeMap<String, Walked> = walks().into_iter().map(|walked| (walked.id.clone(), walked)).collect();
    let asked: Vec<Asked> = include_str!("../heard/own-questions.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a question"))
        .collect();
    let (mut wanted, mut found, mut first, mut offered, mut strange) = (0, 0, 0, 0, 0);
    for one in &asked {
        let known = |id: &String| rules.tells.iter().any(|tell| tell.id == *id);
        assert!(one.best.iter().chain(&one.fine).all(known), "{}", one.typed);
        let walked = &walks[&one.walk];
        let answers = finished(rules, answers(rules, walked), walked.today);
        let walk = walk(rules, &answers, walked.today);
        let tells: Vec<&String> =
            tells_about(&walk.situation, &one.typed).iter().map(|tell| &rules.tells[tell.at()].id).collect();
        let right = tells.iter().any(|id| one.best.contains(id));
        wanted += usize::from(!one.best.is_empty());
        found += usize::from(right);
        first += usize::from(tells.first().is_some_and(|id| one.best.contains(id)));
        offered += tells.len();
        strange += tells.iter().filter(|id| !one.best.contains(id) && !one.fine.contains(id)).count();
        if !right && !one.best.is_empty() {
            println!("not found: {} | {} | wanted {:?}, offered {tells:?}", one.walk, one.typed, one.best);
        }
    }
    println!("{found} of {wanted} found, {first} first; {strange} of {offered} offered lines are neither");
    assert!(found * 100 >= wanted * 76 && strange * 100 <= offered * 56, "{found} of {wanted}, {strange} of {offered}");
}
