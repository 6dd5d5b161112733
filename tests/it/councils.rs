//! Every council is found as parents type it: by each of its names, by its first four letters, with one slip.

use chrono::NaiveDate;
use signpost_core::interview::Answer;
use signpost_core::interview::council::{Found, MOST_OFFERED, find};
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{AreaIx, QuestionIx};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn today() -> NaiveDate {
    day("2026-11-29")
}

fn question(rules: &RuleSet) -> QuestionIx {
    rules.area_question.expect("a question about the area")
}

/// What typed words may mean: all that is offered, one alone where it is the name.
fn meant(typed: &str, on: NaiveDate) -> Vec<Answer> {
    let rules = signpost_rules::rules();
    match find(rules, question(rules), typed, on) {
        Found::One(answer) => vec![answer],
        Found::Several(answers, _) => {
            assert!(answers.len() <= MOST_OFFERED, "{typed}: a longer list than the screen");
            answers
        }
        Found::Nothing => Vec::new(),
    }
}

fn councils() -> Vec<(AreaIx, String, Vec<String>)> {
    let all = signpost_rules::rules().areas_on(today());
    all.map(|(place, area)| (place, area.name.clone(), area.names().map(str::to_owned).collect())).collect()
}

#[test]
fn there_are_a_hundred_and_fifty_three() {
    assert_eq!(councils().len(), 153);
}

#[test]
fn each_council_is_found_by_each_of_its_names() {
    for (place, name, names) in councils() {
        assert_eq!(meant(&name, today()), [Answer::Area(place)], "{name}");
        for typed in names {
            for typed in [typed.clone(), typed.to_uppercase(), format!("{typed} Council"), format!(" {typed}. ")] {
                assert!(meant(&typed, today()).contains(&Answer::Area(place)), "{name}: {typed}");
            }
        }
    }
}

#[test]
fn each_council_is_found_by_its_first_four_letters() {
    for (place, name, _) in councils() {
        let four: String = name.chars().take(4).collect();
        assert!(meant(&four, today()).contains(&Answer::Area(place)), "{name}: {four}");
    }
}

/// One slip of each kind at each place: a letter left out, doubled, wrong, or two changed round.
fn slips(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.to_lowercase().chars().collect();
    let mut typed = Vec::new();
    for at in 1..letters.len() {
        let with = |change: &dyn Fn(&mut Vec<char>)| {
            let mut letters = letters.clone();
            change(&mut letters);
            letters.into_iter().collect::<String>()
        };
        typed.push(with(&|letters| {
            letters.remove(at);
        }));
        typed.push(with(&|letters| letters.insert(at, letters[at])));
        typed.push(with(&|letters| letters[at] = 'x'));
        typed.push(with(&|letters| letters.swap(at - 1, at)));
    }
    typed
}

#[test]
fn each_council_is_found_with_one_slip() {
    for (place, name, _) in councils() {
        for typed in slips(&name) {
            let found = meant(&typed, today());
            assert!(found.contains(&Answer::Area(place)), "{name}: {typed}: {found:?}");
        }
    }
}

#[test]
fn what_is_no_council_is_not_taken_for_one() {
    for typed in ["xyzzy", "?", "12b", "the council", "my child", "appeal"] {
        assert_eq!(meant(typed, today()), [], "{typed}");
    }
}

#[test]
fn a_name_of_several_councils_offers_them() {
    let rules = signpost_rules::rules();
    let ids = |typed: &str, on: &str| -> Vec<String> {
        let id = |answer: Answer| match answer {
            Answer::Area(area) => rules.area(area).id.clone(),
            other => format!("{other:?}"),
        };
        meant(typed, day(on)).into_iter().map(id).collect()
    };
    assert_eq!(ids("Cumbria", "2026-11-29"), ["cumberland", "westmorland-and-furness"]);
    assert_eq!(ids("northamptonshire", "2026-11-29"), ["north-northamptonshire", "west-northamptonshire"]);
    assert_eq!(ids("n yorks", "2026-11-29"), ["north-yorkshire"]);
    // Surrey is one council until the end of March 2027, and two after it.
    assert_eq!(ids("surrey", "2027-03-31"), ["surrey"]);
    assert_eq!(ids("surrey", "2027-04-01"), ["east-surrey", "west-surrey"]);
    assert_eq!(ids("east surrey", "2027-03-31"), Vec::<String>::new());
    assert_eq!(ids("east surrey", "2027-04-01"), ["east-surrey"]);
}

#[test]
fn a_nation_is_typed_like_a_council() {
    for (typed, bit) in [("Wales", 1), ("SCOTLAND", 2), ("northern ireland", 3), ("england", 0)] {
        assert_eq!(meant(typed, today()), [Answer::Chosen(1 << bit)], "{typed}");
    }
}
