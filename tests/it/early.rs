//! A date is reached early: the date of a decision letter in an interview, and any date by itself.

use chrono::NaiveDate;
use signpost::ask::dates::by_body;
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers, Situation, Standing, limits};
use signpost_core::rules::model::{DeadlineIx, QuestionIx, Shown, Who};

use crate::keep::pages::plans;

/// A refusal's date is among so many questions: the ninth where an appeal about something else runs beside it.
const EARLY: usize = 9;

/// Whoever has been refused is asked for the date of the letter soon, in every case.
#[test]
fn the_date_of_a_refusal_is_among_the_first_questions() {
    let rules = signpost_rules::rules();
    let stage = rules.question_by_id("stage").expect("it is asked");
    let date = rules.question_by_id("letter-date").expect("it is asked");
    let bit = |id: &str| 1 << rules.question(stage).option(id).expect("an option");
    let refused = bit("refused-assessment") | bit("refused-plan");
    let mut asked = 0;
    for (name, plan) in plans() {
        let Some(at) = plan.walk.path.iter().position(|question| *question == date) else { continue };
        if plan.walk.situation.chosen(stage) & refused != 0 {
            assert!(at < EARLY, "{name}: question {}", at + 1);
            asked += 1;
        }
    }
    assert!(asked >= 20, "only {asked} cases ask for it");
}

/// The lines of a list before "Something else".
const AT_ONCE: usize = 7;

/// "Is it too late?" takes at most so many questions.
const QUICK: usize = 4;

/// `signpost deadline` at a terminal: what the date is about, which date, the date. Each limit of the person's own that
/// a plan can show comes out dated; the others are found by words, and then only their dates are asked.
#[test]
fn each_limit_of_your_own_is_dated_after_four_questions() {
    let rules = signpost_rules::rules();
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a real date");
    let lists = by_body(rules);
    assert!(lists.len() <= rules.bodies.len(), "a door for each body that has a date");
    let dated = |date: QuestionIx, place: DeadlineIx| {
        let mut answers = Answers::none(rules);
        answers.set(date, Answer::Date(Span::exact(today)));
        let situation = Situation::of_dates(rules, &answers, today);
        rules.deadline(place).needs.contains(&date) && matches!(situation.standing(place), Standing::Dated(_))
    };
    for date in lists.iter().flat_map(|(_, dates)| dates) {
        let own = || rules.deadlines().filter(|(_, limit)| limit.who == Who::You);
        assert!(own().any(|(place, _)| dated(*date, place)), "{} leads to no limit", rules.question(*date).id);
    }
    let nothing_known = Situation::of_dates(rules, &Answers::none(rules), today);
    for (place, limit) in rules.shown_deadlines() {
        let found = limits::find(&nothing_known, &nothing_known.say(&limit.label));
        assert!(found.contains(&place), "{} is not found by its name", limit.id);
    }
    let mut quick = 0;
    for (place, limit) in rules.shown_deadlines().filter(|(_, limit)| limit.who == Who::You) {
        if limit.shown == Shown::Calculator {
            assert!(limit.needs.len() <= QUICK, "{}", limit.id);
            continue;
        }
        let found = lists.iter().find(|(_, dates)| dates.iter().any(|date| dated(*date, place)));
        let (_, dates) = found.unwrap_or_else(|| panic!("{}: no date leads to it", limit.id));
        let pages = if dates.len() > 1 { dates.len().div_ceil(AT_ONCE) } else { 0 };
        let questions = 1 + pages + 1;
        assert!(questions <= QUICK, "{}: {questions} questions", limit.id);
        quick += 1;
    }
    assert!(quick >= 25, "only {quick} limits");
}
