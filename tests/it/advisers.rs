//! `signpost deadline` as an adviser asks: words, how late, from which day, a date set instead, a calendar, a pipe.

use crate::run::flat;
use crate::shelf::{Run, fed};

fn piped(args: &[&str], typed: &str) -> Run {
    fed(args, typed.as_bytes()).into()
}

fn signpost(args: &[&str]) -> Run {
    piped(args, "")
}

const DAY: [&str; 2] = ["--today", "2026-11-29"];

fn said(args: &[&str]) -> String {
    let run = signpost(&[&["deadline"][..], args, &DAY].concat());
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    flat(&run.out)
}

#[test]
fn words_find_a_limit() {
    let weeks = said(&["20", "weeks"]);
    assert!(weeks.contains("time limits fit \"20 weeks\". Name one:"), "{weeks}");
    let places = ["- final-plan:", "- late-changed-mind-final-plan:"].map(|id| weeks.find(id));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "the plainest first: {weeks}");
    for (words, ids) in [
        ("tribunal", &["- appeal:", "- permission-first-tier:"][..]),
        ("certificate", &["- certificate-from-adviser:", "- certificate-after-mediation:"]),
        ("two months", &["- ring-mediation-adviser:"]),
        ("15 february", &["- phase-15-feb:"]),
    ] {
        let found = said(&words.split(' ').collect::<Vec<_>>());
        assert!(ids.iter().all(|id| found.contains(id)), "{words}: {found}");
    }
    // One alone is taken.
    let one = said(&["ring", "mediation", "adviser", "--set", "letter-date=2026-10-28"]);
    assert!(one.starts_with("Ring the mediation adviser Aim for: Thursday 24 December 2026"), "{one}");
    let none = signpost(&["deadline", "weather"]);
    assert!(none.code == 1 && none.err.contains("weather"), "{}", none.err);
}

#[test]
fn how_late_is_said_in_days_weeks_and_months() {
    let set = ["final-plan", "--set", "request-date=2026-03-02"];
    let done = |day: &str| said(&[&set[..], &["--done", day]].concat());
    // Due Monday 20 July 2026.
    for (day, says) in [
        ("2026-07-20", "Done on Monday 20 July 2026: in time, on the last day."),
        ("2026-07-19", "Done on Sunday 19 July 2026: in time, 1 day before the last day."),
        ("2026-07-21", "Done on Tuesday 21 July 2026: 1 day late."),
        ("2026-08-20", "Done on Thursday 20 August 2026: 31 days late (4 weeks and 3 days; 1 month)."),
        ("2026-08-24", "Done on Monday 24 August 2026: 35 days late (5 weeks; 1 month and 4 days)."),
    ] {
        assert!(done(day).contains(says), "{}", done(day));
    }
    let data = signpost(&[&["deadline"][..], &set, &["--done", "2026-08-24", "--format", "json"], &DAY].concat()).out;
    assert!(data.contains("\"days_late\": 35"), "{data}");
    // Between the two ends of school days nobody is called late.
    let school = said(&["governors-meet-15", "--set", "excluded-date=2026-07-10", "--done", "2026-09-10"]);
    assert!(school.contains("in time or late, as the school holidays decide"), "{school}");
}

#[test]
fn a_date_that_was_set_takes_the_place_of_the_one_that_is_counted() {
    let set = ["final-plan", "--set", "request-date=2026-03-02", "--instead", "2026-09-30", "--done", "2026-10-09"];
    let page = said(&set);
    assert!(page.contains("The date that was set: Wednesday 30 September 2026 (60 days ago)."), "{page}");
    assert!(page.contains("It takes the place of the date that the rule gives, Monday 20 July 2026."), "{page}");
    assert!(page.contains("9 days late (1 week and 2 days)"), "{page}");
    // It needs no other date.
    assert!(said(&["final-plan", "--instead", "2026-12-18"]).contains("(19 days from today)"));
}

#[test]
fn a_due_day_gives_the_days_it_can_have_run_from() {
    let page = said(&["final-plan", "--back-from", "2026-07-20"]);
    assert!(page.contains("To end on Monday 20 July 2026, it runs from a"), "{page}");
    assert!(page.contains("of Monday 2 March 2026."), "{page}");
    // Many letters end on the first working day of January.
    let appeal = said(&["appeal", "--back-from", "2027-01-04"]);
    assert!(appeal.contains("from Sunday 25 October 2026 to Wednesday 4 November 2026"), "{appeal}");
    assert!(said(&["appeal", "--back-from", "2026-12-26"]).contains("From no date on the letter does it end on"));
    // 15 school days: the half-term of October may lie in between, or not.
    let school = said(&["governors-meet-15", "--back-from", "2026-11-10"]);
    assert!(school.contains("to Tuesday 20 October 2026. The school's holidays decide."), "{school}");
    let two_ends = said(&["governors-meet-15", "--set", "excluded-date=2026-10-12"]);
    assert!(two_ends.contains("add --set holiday-first=DAY --set holiday-last=DAY"), "{two_ends}");
    let known = ["--set", "holiday-first=2026-10-26", "--set", "holiday-last=2026-10-30"];
    let known = said(&[&["governors-meet-15", "--set", "excluded-date=2026-10-12"][..], &known].concat());
    assert!(!known.contains("--set"), "{known}");
}

#[test]
fn one_letter_date_gives_one_answer_first_and_each_day_once() {
    let page = said(&["--from", "letter-date=2026-10-28"]);
    assert!(page.starts_with("Ring the mediation adviser Aim for: Thursday 24 December 2026"), "{page}");
    assert!(page.contains("Other limits from the same date"), "{page}");
    assert!(
        page.contains("[appeal, appeal-section-i, appeal-while-waiting, appeal-after-meeting]"),
        "one line, one day: {page}"
    );
    // The course of a request names each of its days once.
    let course = said(&["--from", "request-date=2026-03-02"]);
    for day in ["Monday 13 April 2026", "Monday 22 June 2026", "Monday 20 July 2026"] {
        assert_eq!(course.matches(day).count(), 1, "{day}: {course}");
    }
}

#[test]
fn one_limit_goes_into_a_calendar() {
    let run = signpost(&[
        "deadline",
        "appeal",
        "--set",
        "letter-date=2026-10-28",
        "--format",
        "ics",
        "--today",
        "2026-11-29",
    ]);
    assert!(run.code == 0 && run.out.starts_with("BEGIN:VCALENDAR\r\n"), "{}", run.out);
    assert!(run.out.contains("UID:appeal-2027-01-04-last@signpost"), "{}", run.out);
    // One that was named may be the council's, for an adviser's diary; with others only one's own are.
    let council = |args: &[&str]| signpost(&[&["deadline"][..], args, &["--format", "ics"], &DAY].concat());
    let one = council(&["final-plan", "--set", "request-date=2026-10-01"]);
    assert!(one.code == 0 && one.out.matches("DTSTART").count() == 1, "{}{}", one.out, one.err);
    assert!(
        one.out.contains("DTSTART;VALUE=DATE:20270218") && one.out.contains("SUMMARY:Reply due: last day"),
        "{}",
        one.out
    );
    let past = council(&["final-plan", "--set", "request-date=2026-01-05"]);
    assert!(past.code == 2 && past.err.contains("no day is ahead here"), "{}", past.err);
}

/// The command alone: seven papers and events, and whatever else goes on; words find any limit.
#[test]
fn it_opens_with_what_people_have_in_hand() {
    let day = ["deadline", "--today", "2026-11-29"];
    let asked = |typed: &str| piped(&day, typed);
    let first = flat(&asked("q\n").err);
    assert!(first.contains("7. A complaint to the council 8. Something else Type a number, or words"), "{first}");
    // "Something else" goes on, and b comes back.
    let on = flat(&asked("8\nb\nq\n").err);
    assert!(on.contains("1. The Local Government and Social Care Ombudsman 2."), "{on}");
    assert_eq!(on.matches("1. A letter with the council's decision about a plan").count(), 2, "{on}");
    // A request is the council's to answer: whose limit it is does not matter.
    let request = asked("4\n12 aug 2026\n\n");
    assert!(request.code == 0 && flat(&request.out).contains("23 September 2026"), "{}", request.out);
    // Words, at any of the lists, lead to one limit and the dates it needs.
    for typed in ["certificate appeal\n1\n", "8\nring mediation adviser\n"] {
        let words = asked(&format!("{typed}28 oct 2026\n28 oct 2026\n\n"));
        assert!(flat(&words.err).contains("What date is printed on"), "{typed}: {}", words.err);
    }
    let several = flat(&asked("transport\n1\nq\n").err);
    assert!(several.contains("Which time limit is it? These fit: transport."), "{several}");
    let none = flat(&asked("weather\n99\nq\n").err);
    assert!(none.contains("No time limit fits these words.") && none.contains("a number from 1 to 8"), "{none}");
    // However small the screen, a list fits it.
    for list in first.split("? help, b back, q quit") {
        assert!(list.matches(". ").count() < 12, "{list}");
    }
}

#[test]
fn it_works_through_a_pipe() {
    let run = piped(&["deadline", "ring-mediation-adviser", "--today", "2026-11-29"], "29 oct 2026\n28 oct 2026\n\n");
    assert_eq!(run.code, 0, "{}", run.err);
    // Said back with its distance, and taken back by typing it again.
    assert!(flat(&run.err).contains("You said: Thursday 29 October 2026 (31 days ago)."), "{}", run.err);
    assert!(flat(&run.out).contains("Aim for: Thursday 24 December 2026"), "{}", run.out);
    let worried = piped(&["deadline", "--today", "2026-11-29"], "1\n28 oct 2026\n\n");
    assert!(worried.code == 0 && flat(&worried.out).contains("Ring the mediation adviser"), "{}", worried.out);
    // A letter dated ahead is asked about.
    let ahead = piped(&["deadline", "ring-mediation-adviser", "--today", "2026-11-29"], "28 oct 2027\n28 oct 2026\n\n");
    assert!(
        flat(&ahead.err).contains("28 October 2027 is still to come. Did you mean 28 October 2026?"),
        "{}",
        ahead.err
    );
    assert!(flat(&ahead.out).contains("Thursday 24 December 2026"), "{}", ahead.out);
}
