//! How many questions are said to come, over every case.

use signpost_core::interview::Answers;
use signpost_core::interview::left::about_left;

use crate::keep::pages::plans;

/// The first screen says how many questions most people meet, so most cases lie between the two numbers.
#[test]
fn most_cases_have_as_many_questions_as_the_first_screen_says() {
    let usual = signpost_rules::rules().usual_questions.as_ref().expect("the rules say how many");
    let lengths: Vec<usize> = plans().iter().map(|(_, plan)| plan.walk.path.len()).collect();
    let within = lengths.iter().filter(|length| (usual.least..=usual.most).contains(&(**length as u32))).count();
    assert!(within * 10 >= lengths.len() * 8, "{within} of {}", lengths.len());
    assert!(lengths.len() >= 250, "only {} cases", lengths.len());
}

/// "About 5 questions" is about right: nothing is left at the end, and the last question is said to be the last.
#[test]
fn what_is_left_comes_to_nothing_at_the_end_of_every_case() {
    let rules = signpost_rules::rules();
    for (name, plan) in plans() {
        let (path, situation) = (&plan.walk.path, &plan.walk.situation);
        let mut given = Answers::none(rules);
        for (at, question) in path.iter().enumerate() {
            let left = about_left(rules, &given, situation.today);
            assert!(left >= 1, "{name}: nothing is left before question {at}");
            given.set(*question, situation.answer(*question).expect("it is answered"));
        }
        assert_eq!(about_left(rules, &given, situation.today), 0, "{name}");
    }
}
