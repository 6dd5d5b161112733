//! Every limit that runs from the date of a letter: `cargo run -p signpost-core --example deadlines`.

use chrono::NaiveDate;
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers, Situation, Standing};

/// Each limit that can be counted from that date alone, as its id, its last day, and why that moved.
fn from_letter(date: NaiveDate, today: NaiveDate) -> Vec<(String, NaiveDate, Option<String>)> {
    let rules = signpost_rules::rules();
    let Some(letter) = rules.question_by_id("letter-date") else { return Vec::new() };
    let mut answers = Answers::none(rules);
    answers.set(letter, Answer::Date(Span { from: date, to: date }));
    // No interview: whatever is dated is counted.
    let situation = Situation::of_dates(rules, &answers, today);
    let counted = rules.deadlines().filter(|(_, limit)| limit.needs.contains(&letter));
    let mut found: Vec<_> = counted
        .filter_map(|(place, limit)| match situation.standing(place) {
            Standing::Dated(dated) => {
                let moved = dated.reckoning.moved.map(|why| format!("{why:?}"));
                Some((limit.id.clone(), dated.reckoning.last, moved))
            }
            Standing::Pending | Standing::Outside(_) => None,
        })
        .collect();
    found.sort_by_key(|(_, last, _)| *last);
    found
}

fn main() {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day of that year");
    for (id, last, moved) in from_letter(day(10, 28), day(11, 21)) {
        println!("{last} {id}{}", moved.map_or(String::new(), |why| format!(" (moved: {why})")));
    }
}

#[test]
fn the_appeal_moves_at_christmas_and_the_call_does_not() {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
    let found = from_letter(day(10, 28), day(11, 21));
    let of = |id: &str| {
        found.iter().find(|(other, ..)| other == id).map(|(_, last, moved)| (last.to_string(), moved.is_some()))
    };
    assert_eq!(of("appeal"), Some(("2027-01-04".to_owned(), true)), "{found:?}");
    assert_eq!(of("ring-mediation-adviser"), Some(("2026-12-28".to_owned(), false)), "{found:?}");
}
