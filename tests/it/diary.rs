//! The diary: what is due, in order, and by reference only.

use std::fs;

use crate::shelf::{REFUSED, Shelf};

const ONE: &str = "K7MR-3XQD";

#[test]
fn what_is_due_comes_in_order_with_overdue_first() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    shelf.case(&["action", ONE, "SECRET WORDS", "--by", "2026-11-10"]);
    shelf.case(&["action", ONE, "ring", "--by", "2026-11-30"]);
    shelf.case(&["action", ONE, "done already", "--by", "2026-11-09"]);
    shelf.case(&["action", ONE, "--done", "3"]);
    let text = crate::run::flat(&shelf.diary(&[]).out);
    let place = |part: &str| text.find(part).unwrap_or_else(|| panic!("no `{part}` in\n{text}"));
    let order = [
        "Overdue",
        "Tuesday 10 November 2026, 11 days ago: K7MR-3XQD: Agreed action 1: Parent: SECRET WORDS",
        "Monday 30 November 2026",
        "Thursday 10 December 2026",
        "Follow up",
        "Monday 21 December 2026",
        "Thursday 24 December 2026",
        "Aim for",
        "Monday 4 January 2027",
    ];
    for pair in order.windows(2) {
        assert!(place(pair[0]) < place(pair[1]), "{} before {}:\n{text}", pair[0], pair[1]);
    }
    assert!(!text.contains("Agreed action 3"), "{text}");
    let soon = shelf.diary(&["--within", "14d"]).out;
    assert!(soon.contains("30 November") && !soon.contains("10 December"), "{soon}");
    let month = shelf.diary(&["--within", "1 month"]).out;
    assert!(month.contains("21 December") && !month.contains("24 December"), "{month}");
    assert_eq!(shelf.diary(&["--within", "a while"]).code, 2);
    shelf.case(&["close", ONE]);
    assert_eq!(shelf.diary(&[]).out, "Nothing is due.\n");
}

/// Nobody is rung on a Sunday, on Christmas Day or on a bank holiday.
#[test]
fn follow_ups_stand_on_working_days() {
    let rules = signpost_rules::rules();
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let rows = [
        // Fourteen and three days before, where those are working days.
        ("2026-12-24", ["2026-12-10", "2026-12-21"]),
        // Sunday 6 and Thursday 17 December.
        ("2026-12-20", ["2026-12-04", "2026-12-17"]),
        // Christmas Day, a Friday.
        ("2026-12-28", ["2026-12-14", "2026-12-24"]),
        // Boxing Day is kept on Monday 28 December.
        ("2026-12-31", ["2026-12-17", "2026-12-24"]),
        // Beyond the calendar weekends are still left out: Saturday 5 January 2030.
        ("2030-01-19", ["2030-01-04", "2030-01-16"]),
    ];
    for (aim, expected) in rows {
        let days: Vec<_> = signpost::cases::diary::follow_ups(rules, day(aim)).map(|(_, on)| on).collect();
        assert_eq!(days, expected.map(day), "{aim}");
    }
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    assert_eq!(shelf.case(&["set", ONE, "--follow-up", "2026-12-06"]).code, 0);
    assert!(shelf.diary(&[]).out.contains("Friday 4 December 2026"), "{}", shelf.diary(&[]).out);
}

#[test]
fn the_calendar_names_nothing_but_the_reference() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let ics = shelf.diary(&["--format", "ics"]).out;
    assert_eq!(ics, shelf.diary(&["--format", "ics"]).out);
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && ics.ends_with("END:VCALENDAR\r\n"));
    let mut ids = Vec::new();
    for line in ics.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        if let Some(said) = line.strip_prefix("SUMMARY:") {
            assert!(said.ends_with(ONE) && said.len() < 30, "{said}");
        }
        ids.extend(line.strip_prefix("UID:"));
    }
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert!(count > 3 && ids.len() == count, "every event has an id of its own");
}

#[test]
fn an_unfinished_case_still_shows_its_limit() {
    let shelf = Shelf::new();
    // A complaint is under way, and how far it has got is not asked yet.
    let refused = REFUSED[..4].iter().copied();
    let open: Vec<&str> = refused.chain(["done=council-complaint", REFUSED[5]]).collect();
    shelf.with(ONE, &open);
    let text = shelf.diary(&[]).out;
    assert!(text.contains("(answers not finished)"), "{text}");
}

#[test]
fn what_others_owe_stands_as_a_reply_to_wait_for() {
    let shelf = Shelf::new();
    let late = ["area=islington", "person=child", "about=plan", "stage=asked", "done=talked"];
    shelf.with(ONE, &[&late[..], &["asked-how-far=no-word", "request-date=2026-10-15", "told=none"]].concat());
    let text = shelf.diary(&[]).out;
    assert!(
        text.contains(
            "Thursday 26 November 2026 (5 days from today)\n- K7MR-3XQD: Reply due: Decide whether to assess\n"
        ),
        "{text}"
    );
    assert!(!text.contains("Follow up"), "it is the council's day: {text}");
    let json = shelf.diary(&["--format", "json"]).out;
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&value["entries"][0]["kind"], &value["entries"][0]["on"]), (&"reply-due".into(), &"2026-11-26".into()));
}

#[test]
fn a_limit_that_has_passed_stands_for_two_weeks() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    assert_eq!(shelf.case(&["set", ONE, "--follow-up", "3 december 2026"]).code, 0);
    let on = |today: &str| {
        let cases = shelf.cases();
        let args = ["diary", "--cases", cases.to_str().expect("plain"), "--format", "json", "--today", today];
        let run = std::process::Command::new(crate::run::PROGRAM).args(args).output().expect("it runs");
        let value: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
        let entries = value["entries"].as_array().expect("a list").clone();
        let of = |entry: &serde_json::Value| {
            format!("{} {}", entry["kind"].as_str().expect("a word"), entry["id"].as_str().expect("an id"))
        };
        entries.iter().map(of).collect::<Vec<_>>()
    };
    assert!(on("2026-11-30").contains(&"follow-up call".to_owned()), "{:?}", on("2026-11-30"));
    let ring = "passed ring-mediation-adviser".to_owned();
    assert!(!on("2026-12-28").contains(&ring));
    assert!(on("2026-12-29").contains(&ring) && on("2027-01-11").contains(&ring));
    assert!(!on("2027-01-12").contains(&ring), "{:?}", on("2027-01-12"));
}

#[test]
fn a_date_given_before_stands_though_its_answer_was_taken_out() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    assert_eq!(shelf.case(&["plan", ONE]).code, 0);
    let last = "Monday 4 January 2027 (44 days from today)\n- K7MR-3XQD: Last day: Send the appeal to the tribunal";
    assert!(!shelf.diary(&[]).out.contains("answers not finished"));
    assert_eq!(shelf.case(&["set", ONE, "--clear", "letter-date"]).code, 0);
    let text = shelf.diary(&[]).out;
    assert!(text.contains(&format!("{last} (answers not\n  finished)")), "{text}");
}

#[test]
fn many_cases_are_read_quickly() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let text = shelf.text(ONE);
    for number in 0..500u64 {
        let reference = signpost::cases::Reference::from_random(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let text = text.replace(ONE, &reference.to_string());
        fs::write(shelf.file(&reference.to_string()), text).expect("ours");
    }
    let diary = shelf.diary(&["--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&diary.out).expect("JSON");
    assert!(value["entries"].as_array().expect("a list").len() > 500 * 3, "{}", diary.err);
}

/// A step that is done is off the page: the next one stands there, counted from the day it was done.
#[test]
fn a_step_that_is_done_leaves_the_page() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let done = shelf.case(&["done", ONE, "--on", "20 November 2026"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let said = crate::run::flat(&done.out);
    let ring = "Ring the mediation adviser and ask for a certificate, or a free meeting with the council.";
    assert!(said.starts_with(&format!("Done on Friday 20 November 2026: {ring} Your next steps")), "{said}");
    let first = said.split_once("What to do 1 ").expect("a step").1;
    assert!(first.contains("Ask the mediation adviser to email the certificate to you."), "{said}");
    assert!(!first.contains(ring), "{said}");
    let text = shelf.text(ONE);
    let held = ["adviser-told-date:\n    answer: 2026-11-20", "next_step: chase-certificate", "on: 2026-11-20"];
    held.iter().for_each(|held| assert!(text.contains(held), "no {held} in\n{text}"));
    let note = crate::run::flat(&shelf.case(&["report", ONE]).out);
    assert!(note.contains(&format!("Parent: {} Done on Friday 20 November 2026.", ring)), "{note}");
    // The certificate is not there yet, and nothing that is asked says so: the page stays, with what to say once it is.
    let again = shelf.case(&["done", ONE]);
    assert!(crate::run::flat(&again.out).contains("Once you have it, say so, and give its date."), "{}", again.out);
    assert!(again.out.contains("Your next steps"), "{}", again.out);
    for (wrong, because) in [
        (&["done", ONE, "9"][..], "steps of the parent's own: 1"),
        (&["done", ONE, "--on", "2026-12-01"], "lies ahead"),
        (&["done", ONE, "--on", "soon"], "is not a day"),
    ] {
        let refused = shelf.case(wrong);
        assert!(refused.code == 2 && refused.err.contains(because), "{wrong:?}: {}", refused.err);
    }
}

/// What the rules say about steps that are done, as the reference shows it.
#[test]
fn the_example_of_the_reference_is_so() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    let readme = include_str!("../../rules/README.md");
    let (command, said) =
        readme.split_once("signpost case done K7MR ").expect("the example").1.split_once('\n').expect("it");
    let done = shelf.case(&[&["done", ONE], &command.split(' ').collect::<Vec<_>>()[..]].concat());
    let said = said.split_once("```").expect("its end").0;
    assert!(crate::run::flat(&done.out).starts_with(crate::run::flat(said).trim()), "{} {}", done.out, done.err);
}
