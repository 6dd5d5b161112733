//! `case recheck`: which open cases a change of the rules touches, how, and what brought it about.

use serde_json::Value;
use signpost_core::rules::Sources;

use crate::rules::{changed, starter, write};
use crate::run::flat;
use crate::shelf::{REFUSED, Shelf};

const ONE: &str = "K7MR-3XQD";
const TWO: &str = "K7MA-9PTW";

/// A folder of rules among the files of a test.
fn folder(shelf: &Shelf, name: &str, sources: &Sources) -> String {
    let folder = shelf.path().join(name);
    write(sources, &folder);
    folder.to_str().expect("a plain path").to_owned()
}

/// Two cases under the small rules, each with a plan: one waits for an answer of the school, the other has a refusal.
fn planned() -> (Shelf, String) {
    let shelf = Shelf::new();
    let rules = folder(&shelf, "old", &starter());
    for (reference, answers) in [
        (ONE, &["person=child", "matter=no-answer", "letter-date=2026-11-10"][..]),
        (TWO, &["person=me", "matter=refused"]),
    ] {
        let set: Vec<&str> = answers.iter().flat_map(|answer| ["--set", answer]).collect();
        let new = [&["new", "--rules", &rules, "--reference", reference], &set[..]].concat();
        assert_eq!(shelf.case(&new).code, 0);
        assert_eq!(shelf.case(&["plan", reference, "--rules", &rules]).code, 0);
    }
    (shelf, rules)
}

/// The small rules, changed.
fn new_rules(shelf: &Shelf, edits: &[(&str, &str)]) -> String {
    folder(shelf, "new", &changed(starter(), "england/first.yaml", edits))
}

/// Words, and those that replace them.
type Edit = (&'static str, &'static str);

const WAITING: Edit = ("    when: {matter: no-answer}\n\n", "    when: {all: [{matter: no-answer}, {person: me}]}\n\n");
const COMPLAIN: Edit = ("recommend_when: {matter: refused}", "recommend_when: {person: [child, me]}");
const ASK: Edit = ("recommend_when: {waiting: true}", "recommend_when: {all: [{waiting: true}, {person: me}]}");

#[test]
fn each_change_is_said_with_what_brought_it_about() {
    let nothing: &[&str] = &[];
    let rows: [(&[Edit], &[&str]); 6] = [
        (&[("quick, and it keeps", "quick and keeps")], nothing),
        (
            &[("weeks: 3", "weeks: 4")],
            &[
                "Limit `school-answer`: was 1 December 2026, now 8 December 2026. Because of: limit `school-answer` (limit).",
            ],
        ),
        // The limit is the same; the route that showed it is not.
        (
            &[("    deadlines: [school-answer]\n", "")],
            &["Limit `school-answer`: was 1 December 2026, now none. Because of: route `ask-again` (deadlines)."],
        ),
        (
            &[COMPLAIN, ASK],
            &["Next step: was `ask-again`, now `complaint`. Because of: route `ask-again` (recommend_when); \
               route `complaint` (recommend_when)."],
        ),
        // What rests on a changed fact is told by that fact.
        (
            &[COMPLAIN, WAITING],
            &[
                "Not open any more: `ask-again`. Because of: fact `waiting` (when).",
                "Limit `school-answer`: was 1 December 2026, now none. Because of: fact `waiting` (when).",
            ],
        ),
        (
            &[("open_when: {person: [child, me]}", "open_when: {matter: refused}")],
            &["Not open any more: `complaint`. Because of: route `complaint` (open_when)."],
        ),
    ];
    for (edits, expected) in rows {
        let (shelf, old) = planned();
        let new = new_rules(&shelf, edits);
        let run = shelf.case(&["recheck", "--rules", &new, "--old", &old]);
        assert_eq!(run.code, 0, "{}", run.err);
        let said = flat(&run.out);
        for line in expected {
            assert!(said.contains(line), "{line}\n{}", run.out);
        }
        let different = usize::from(!expected.is_empty());
        assert!(said.contains(&format!("2 open cases looked at: {different} different")), "{}", run.out);
        assert_eq!(said.contains(&format!("{ONE}, no limit running for the parent")), different == 1, "{}", run.out);
        // Seen from the other side: what was closed is opened, and what was taken out is new.
        let back = flat(&shelf.case(&["recheck", "--rules", &old, "--old", &new]).out);
        if said.contains("Not open any more: `complaint`") {
            assert!(back.contains("Open now: `complaint`. Because of: route `complaint` (open_when)."), "{back}");
        }
        if said.contains("(deadlines)") {
            assert!(back.contains("Limit `school-answer`: was none, now 1 December 2026."), "{back}");
        }
    }
}

#[test]
fn a_route_that_is_new_or_taken_out_is_called_so() {
    let (shelf, old) = planned();
    let renamed = changed(starter(), "england/first.yaml", &[("  - id: complaint\n", "  - id: formal-complaint\n")]);
    let ladder = [("steps: [complaint]", "steps: [formal-complaint]")];
    let new = folder(&shelf, "new", &changed(renamed, "england/ladder.yaml", &ladder));
    let said = flat(&shelf.case(&["recheck", "--rules", &new, "--old", &old]).out);
    for part in [
        "Next step: was `complaint`, now `formal-complaint`.",
        "Open now: `formal-complaint`. Because of: route `formal-complaint` (new).",
        "Not open any more: `complaint`. Because of: route `complaint` (taken out).",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

#[test]
fn a_case_that_comes_to_no_plan_any_more_says_why() {
    const AGE: &str = "  - id: age\n    ask: How old are you?\n    why: It decides.\n    say_aloud: How old are you?\n    \
        choose: one\n    ask_when: {matter: refused}\n    options:\n      \
        - {id: young, label: Young, said: You are young.}\n      - {id: old, label: Old, said: You are old.}\n    \
        not_sure:\n      assume: young\n      said: You are not sure.\n      tell: Think.\n\n  - id: letter-date\n";
    let option: &[Edit] = &[("- {id: refused,", "- {id: said-no,"), COMPLAIN];
    for (edits, why) in [
        (option, "No plan any more: `matter`: no answer `refused`. Its answers: no-answer, said-no."),
        (&[("  - id: letter-date\n", AGE)], "No plan any more: the question `age` is open."),
        (
            &[("    recommend_when: {matter: refused}\n", "")],
            "No plan any more: the rules have no next step for these answers.",
        ),
    ] {
        let (shelf, old) = planned();
        let new = new_rules(&shelf, edits);
        let run = shelf.case(&["recheck", "--rules", &new, "--old", &old]);
        let said = flat(&run.out);
        assert!(said.contains(&format!("{TWO}, no limit running for the parent - {why}")), "{why}\n{}", run.out);
        let json = shelf.case(&["recheck", "--rules", &new, "--old", &old, "--format", "json"]);
        let value: Value = serde_json::from_str(&json.out).expect("JSON");
        let error = value["different"][0]["error"].as_str().expect("why");
        assert!(why.contains(error.trim_end_matches('.')), "{error}");
    }
}

#[test]
fn answers_that_have_changed_since_are_named_as_a_reason() {
    let (shelf, old) = planned();
    assert_eq!(shelf.case(&["set", ONE, "matter=refused", "--rules", &old]).code, 0);
    let new = new_rules(&shelf, &[("weeks: 3", "weeks: 4")]);
    let said = flat(&shelf.case(&["recheck", "--rules", &new]).out);
    let why = "The answers have changed since that plan was given; that may be the reason.";
    assert!(said.contains("Rules before: as in each case's last plan."), "{said}");
    assert!(said.contains("Next step: was `ask-again`, now `complaint`.") && said.contains(why), "{said}");
    assert_eq!(said.matches(why).count(), 1, "{said}");
}

#[test]
fn recheck_as_data_has_every_kind_of_change() {
    let (shelf, old) = planned();
    let new = new_rules(&shelf, &[COMPLAIN, WAITING]);
    let different = |new: &str, old: &str| -> Value {
        let json = shelf.case(&["recheck", "--rules", new, "--old", old, "--format", "json"]);
        serde_json::from_str(&json.out).expect("JSON")
    };
    let there = different(&new, &old);
    let expected = serde_json::json!([
        {"kind": "next-step", "was": "ask-again", "now": "complaint", "because": ["route `complaint` (recommend_when)"]},
        {"kind": "closed", "route": "ask-again", "because": ["fact `waiting` (when)"]},
        {"kind": "date", "limit": "school-answer", "was": {"aim": null, "due": "2026-12-01"}, "now": null,
         "because": ["fact `waiting` (when)"]},
    ]);
    assert_eq!(there["different"][0]["changes"], expected, "{there:#}");
    assert_eq!((&there["looked_at"], &there["without_plan"]), (&2.into(), &0.into()), "{there:#}");
    let back = different(&old, &new);
    assert_eq!(back["different"][0]["changes"][1]["kind"], "opened", "{back:#}");
}

#[test]
fn recheck_says_what_a_change_of_the_law_does() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    shelf.with(TWO, &REFUSED[..2]);
    assert_eq!(shelf.case(&["plan", ONE]).code, 0);
    let same = shelf.case(&["recheck"]);
    assert!(same.out.contains("2 open cases looked at: 0 different, 1 the same, 1 without"), "{}", same.out);
    // The law changes: one month less to ring the adviser.
    let mut sources = crate::embedded::sources();
    let mut changed = 0;
    for bytes in sources.values_mut() {
        let mut text = String::from_utf8(bytes.clone()).expect("text");
        if let Some(at) = text.find("- id: ring-mediation-adviser\n") {
            let limit = at + text[at..].find("months: 2").expect("its limit");
            text.replace_range(limit..limit + 9, "months: 1");
            changed += 1;
        }
        *bytes = text.into_bytes();
    }
    assert_eq!(changed, 1);
    let new = &folder(&shelf, "rules", &sources);
    let run = shelf.case(&["recheck", "--rules", new]);
    assert!(run.out.contains("Limit `ring-mediation-adviser`: was aim 24 December 2026"), "{}{}", run.out, run.err);
    assert!(flat(&run.out).contains("Because of: limit `ring-mediation-adviser` (limit)"), "{}", run.out);
    let json = shelf.case(&["recheck", "--rules", new, "--old", "rules", "--format", "json"]);
    let value: Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(value["different"][0]["reference"], ONE, "{}", json.out);
}

#[test]
fn a_bank_holiday_more_is_named_as_the_calendar() {
    let shelf = Shelf::new();
    shelf.with(ONE, &REFUSED);
    assert_eq!(shelf.case(&["plan", ONE]).code, 0);
    let holiday = "  - {date: 2027-01-01, name: New Year's Day}\n  - {date: 2027-01-04, name: One more}\n";
    let sources = changed(
        crate::embedded::sources(),
        "calendar.yaml",
        &[("  - {date: 2027-01-01, name: New Year's Day}\n", holiday)],
    );
    let new = folder(&shelf, "rules", &sources);
    let said = flat(&shelf.case(&["recheck", "--rules", &new]).out);
    assert!(
        said.contains("last 4 January 2027, now aim 24 December 2026, last 5 January 2027. Because of: the calendar."),
        "{said}"
    );
    assert!(said.contains(&format!("{ONE}, first limit Monday 28 December 2026")), "{said}");
}
