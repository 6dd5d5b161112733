//! What is typed and does not fit its question, and what is said then.

use chrono::NaiveDate;
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers, reply, walk};
use signpost_core::plan::{Advice, advise};
use signpost_render::problem::message;
use signpost_render::question;

use crate::proof::small::Small;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The message for what was typed; or the answer it is taken as.
fn typed(question: &str, typed: &str) -> Result<Answer, String> {
    let rules = Small::default()
        .one("matter", "", &["one", "two"])
        .several("kind", 2, "", &["x", "w", "z"])
        .date("letter", "", "not_after: today,")
        .date("meeting", "", "not_after: letter,")
        .date("order", "", "not_before: letter,")
        .route("talk", "{all: []}", "{all: []}", "")
        .rules();
    let mut answers = Answers::none(&rules);
    answers.set(rules.question_by_id("letter").expect("there"), Answer::Date(Span::exact(day("2026-05-04"))));
    let place = rules.question_by_id(question).expect("there");
    let shown: Vec<reply::Shown> =
        (0..rules.question(place).options.len()).map(|at| (at, "It is so.".to_owned())).collect();
    reply::read(&rules, place, typed, &answers, day("2026-06-15"), &shown)
        .map_err(|problem| message(&problem, rules.question(place)))
}

#[test]
fn a_number_that_is_not_in_the_list_is_told_with_the_numbers_that_are() {
    for (question, said) in [("matter", "Type a number from 1 to 3."), ("kind", "Type a number from 1 to 4.")] {
        for number in ["0", "9"] {
            assert_eq!(typed(question, number), Err(said.to_owned()), "{question} {number}");
        }
    }
    assert_eq!(typed("matter", "1 2"), Err("Choose one answer only.".to_owned()));
    assert_eq!(typed("kind", "1 2 3"), Err("Choose at most two.".to_owned()));
}

#[test]
fn not_sure_stands_alone_where_several_may_be_chosen() {
    assert_eq!(typed("kind", "4"), Ok(Answer::NotSure));
    assert_eq!(typed("kind", "1, 3"), Ok(Answer::Chosen(0b101)));
    let alone = "\"I am not sure\" stands alone. Choose it by itself, or choose the others.";
    assert_eq!(typed("kind", "1 and 4"), Err(alone.to_owned()));
    assert_eq!(typed("kind", ","), Err("Type a number from the list.".to_owned()));
}

#[test]
fn a_date_is_held_against_the_calendar_and_the_other_dates() {
    for (question, date, said) in [
        ("letter", "1 1 2025", "The date of letter must be 1 October 2025 or later."),
        (
            "letter",
            "16 6 2026",
            "The date of letter must be today or in the past, and 16 June 2026 is still to come. Did you mean 16 June 2025?",
        ),
        (
            "order",
            "1 1 2029",
            "Nothing can be counted here from a date of order after 31 December 2028. Get a newer version, or answer: not sure.",
        ),
        ("meeting", "5 5 2026", "The date of meeting must be the same as or before the date of letter, 4 May 2026."),
        ("order", "3 5 2026", "The date of order must be the same as or after the date of letter, 4 May 2026."),
    ] {
        assert_eq!(typed(question, date), Err(said.to_owned()), "{question} {date}");
    }
    for (question, date) in [("letter", "15 6 2026"), ("meeting", "4 5 2026"), ("order", "31 12 2028")] {
        assert!(matches!(typed(question, date), Ok(Answer::Date(_))), "{question} {date}");
    }
}

#[test]
fn what_was_told_is_ticked_by_number_and_nothing_is_none_of_it() {
    let rules = Small::default()
        .one("matter", "", &["one", "two"])
        .route("talk", "{all: []}", "{all: []}", "")
        .told(&[("first", "{matter: one}"), ("second", "{matter: two}"), ("third", "{all: []}")])
        .rules();
    let told = rules.told_question.expect("there");
    let mut answers = Answers::none(&rules);
    answers.set(rules.question_by_id("matter").expect("there"), Answer::Chosen(1));
    let walk = walk(&rules, &answers, day("2026-06-15"));
    assert_eq!(walk.next, Some(told));
    let shown = question::shown(&walk.situation, rules.question(told), "");
    let labels: Vec<&str> = shown.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(labels, ["This is first.", "This is third.", "None of these"]);
    // What a story is about comes first.
    let shown_after = question::shown(&walk.situation, rules.question(told), "The head told me something third.");
    assert_eq!(shown_after[0].1, "This is third.");
    let ticked = |typed: &str| -> Result<String, String> {
        let read = reply::read(&rules, told, typed, &answers, day("2026-06-15"), &shown);
        let written = read.map(|answer| Answers::write(&rules, told, answer).to_string());
        written.map_err(|problem| message(&problem, rules.question(told)))
    };
    for (typed, answer) in [("1 2", "first, third"), ("2", "third"), ("3", "none"), ("", "none"), ("first", "first")] {
        assert_eq!(ticked(typed), Ok(answer.to_owned()), "{typed}");
    }
    let alone = "\"None of these\" stands alone. Choose it by itself, or choose the others.";
    assert_eq!(ticked("1 3"), Err(alone.to_owned()));
    assert_eq!(ticked("4"), Err("Type a number from 1 to 3.".to_owned()));
    // A plan needs no answer to it, and what could not be told is not held.
    let plan = |answers: &Answers| match advise(&rules, answers, day("2026-06-15")) {
        Advice::Plan(plan) => plan.told.iter().map(|tell| rules.tells[tell.at()].id.clone()).collect::<Vec<_>>(),
        _ => panic!("no plan"),
    };
    assert_eq!(plan(&answers), Vec::<String>::new());
    answers.read(&rules, "told", &vec!["second", "third"].into(), day("2026-06-15")).expect("they are there");
    assert_eq!(plan(&answers), ["third"]);
}

#[test]
fn a_date_that_does_not_exist_is_an_answer_of_its_own() {
    let rules = Small::default()
        .date("letter", "", "not_after: today, none: {label: There is no letter, said: There is no letter.},")
        .route("talk", "{letter: none}", "{all: []}", "")
        .route("write", "{not: {letter: none}}", "{all: []}", "")
        .rules();
    let letter = rules.question_by_id("letter").expect("there");
    let answers = Answers::none(&rules);
    let walk = walk(&rules, &answers, day("2026-06-15"));
    let shown = question::shown(&walk.situation, rules.question(letter), "");
    let typed = |typed: &str| reply::read(&rules, letter, typed, &answers, day("2026-06-15"), &shown);
    for none in ["none", "1", "there is no letter", "There is no"] {
        assert_eq!(typed(none), Ok(Answer::Chosen(1)), "{none}");
    }
    for unsure in ["2", "not sure"] {
        assert_eq!(typed(unsure), Ok(Answer::NotSure), "{unsure}");
    }
    assert_eq!(typed("4 6 2026"), Ok(Answer::Date(Span::exact(day("2026-06-04")))));
    let step = |answer: &str| {
        let mut answers = Answers::none(&rules);
        answers.read(&rules, "letter", &answer.into(), day("2026-06-15")).expect("it fits");
        match advise(&rules, &answers, day("2026-06-15")) {
            Advice::Plan(plan) => plan.step().id.clone(),
            _ => panic!("no plan"),
        }
    };
    assert_eq!(["none", "not-sure", "2026-06-04"].map(step), ["talk", "write", "write"]);
}
