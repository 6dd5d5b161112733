//! What can still come: held against every way in which an interview can go on.

use signpost_core::interview::outlook::Outlook;
use signpost_core::interview::{Answers, walk};
use signpost_core::rules::model::{Condition, RuleSet};

use crate::proof::plain::{every_answer, made};

/// Every condition of the rules that a question, a limit or a route hangs on.
fn conditions(rules: &RuleSet) -> Vec<&Condition> {
    let questions = rules.questions.iter().map(|question| &question.ask_when);
    let limits = rules.deadlines.iter().map(|deadline| &deadline.when);
    questions
        .chain(limits)
        .chain(rules.routes.iter().flat_map(|route| [&route.recommend_when, &route.open_when]))
        .collect()
}

/// How each condition comes out in the end: in some way it holds, in some way it fails. On the way, what the outlook
/// says is held against it.
fn ways(rules: &RuleSet, answers: &Answers, seen: &mut [usize; 2]) -> Vec<(bool, bool)> {
    let walk = walk(rules, answers, rules.law_checked);
    let ends = match walk.next {
        None => {
            let holds = |condition: &&Condition| walk.situation.holds(condition);
            conditions(rules).iter().map(|condition| (holds(condition), !holds(condition))).collect()
        }
        Some(next) => {
            let mut all = vec![(false, false); conditions(rules).len()];
            for answer in every_answer(rules, next, answers, rules.law_checked) {
                let mut more = answers.clone();
                more.set(next, answer);
                let ends = ways(rules, &more, seen);
                all.iter_mut().zip(ends).for_each(|(all, end)| *all = (all.0 || end.0, all.1 || end.1));
            }
            all
        }
    };
    let outlook = Outlook::new(&walk);
    for (condition, (holds, fails)) in conditions(rules).iter().zip(&ends) {
        let said = outlook.possible(condition);
        assert!(said.holds || !holds, "{condition:?} can hold after {answers:?}");
        assert!(said.fails || !fails, "{condition:?} can fail after {answers:?}");
        // It may take too much for possible, but where nothing is open any more it knows.
        assert!(walk.next.is_some() || (said.holds, said.fails) == (*holds, *fails), "{condition:?} after {answers:?}");
        seen[usize::from(said.holds && said.fails)] += 1;
    }
    ends
}

#[test]
fn nothing_that_can_still_come_is_ruled_out() {
    let mut seen = [0; 2];
    for seed in 0..40 {
        let rules = made(seed, 1).rules();
        ways(&rules, &Answers::none(&rules), &mut seen);
    }
    assert!(seen[0] > 1000 && seen[1] > 1000, "settled and open ones: {seen:?}");
}
