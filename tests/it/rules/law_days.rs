//! A rule that is written before its day, and takes over on it.

use chrono::NaiveDate;
use signpost_check::files::check;
use signpost_check::proof::check::prove;
use signpost_check::proof::diff;
use signpost_check::proof::verdict::{Rule, Violation};
use signpost_core::interview::{Answers, Standing};
use signpost_core::plan::what_if::turns;
use signpost_core::plan::{Advice, Plan, advise};
use signpost_core::rules::RuleSet;

use crate::proof::small::Small;

const OLD: &str = "until: 2026-08-31";
const NEW: &str = "in_force: 2026-09-01";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

/// A limit of two weeks that becomes one of three weeks on 1 September 2026.
fn rules(old: &str, new: &str, when: [&str; 2]) -> Small {
    let limits = "    deadlines: [two-weeks, three-weeks]\n";
    Small::default()
        .law("old", old)
        .law("new", new)
        .one("matter", "", &["one", "two"])
        .date("letter", "{matter: one}", "not_after: today,")
        .deadline("two-weeks", "you", "{after: letter, weeks: 2}", when[0])
        .resting_on("old")
        .deadline("three-weeks", "you", "{after: letter, weeks: 3}", when[1])
        .resting_on("new")
        .route("write", "{matter: one}", "{matter: one}", limits)
        .route("talk", "{matter: two}", "{matter: [one, two]}", "")
        .route("ring", "", "{matter: [one, two]}", "")
}

const WHILE_OLD: &str = "    when: {law: {old: in-force}}\n";
const WHILE_NEW: &str = "    when: {law: {new: in-force}}\n";

fn plan<'r>(rules: &'r RuleSet, today: &str, letter: &str) -> Plan<'r> {
    let mut answers = Answers::none(rules);
    for (id, value) in [("matter", "one"), ("letter", letter)] {
        answers.read(rules, id, &value.into(), day(today)).unwrap_or_else(|fault| panic!("{id}: {fault:?}"));
    }
    match advise(rules, &answers, day(today)) {
        Advice::Plan(plan) => plan,
        _ => panic!("no plan"),
    }
}

/// The limits of a plan with their last days.
fn last_days(plan: &Plan<'_>) -> Vec<(String, String)> {
    let one = |place: &_| {
        let Standing::Dated(dated) = plan.walk.situation.standing(*place) else { panic!("no date") };
        (plan.walk.situation.rules.deadline(*place).id.clone(), dated.reckoning.last.to_string())
    };
    plan.deadlines.iter().map(one).collect()
}

#[test]
fn a_new_law_takes_over_on_its_day() {
    let rules = rules(OLD, NEW, [WHILE_OLD, WHILE_NEW]).rules();
    let limit = |today| last_days(&plan(&rules, today, "2026-08-24"));
    assert_eq!(limit("2026-08-31"), [("two-weeks".to_owned(), "2026-09-07".to_owned())]);
    assert_eq!(limit("2026-09-01"), [("three-weeks".to_owned(), "2026-09-14".to_owned())]);
}

#[test]
fn both_sides_of_the_day_are_proved() {
    let proof = prove(&rules(OLD, NEW, [WHILE_OLD, WHILE_NEW]).rules()).unwrap_or_else(|why| panic!("{why}"));
    assert!(proof.violations.is_empty(), "{:#?}", proof.violations);
}

/// The one kind of fault of a rule set.
fn only(small: &Small, code: Rule) -> Violation {
    let violations = prove(&small.rules()).unwrap_or_else(|why| panic!("{why}")).violations;
    assert!(!violations.is_empty() && violations.iter().all(|other| other.code == code), "{violations:#?}");
    violations.into_iter().next().unwrap_or_else(|| panic!("none"))
}

#[test]
fn nothing_rests_on_a_law_outside_its_days() {
    let too_long = only(&rules(OLD, NEW, ["", WHILE_NEW]), Rule::NotInForce);
    assert_eq!(too_long.item, "two-weeks");
    assert_eq!(too_long.witness.map(|witness| witness.today), Some(day("2026-09-01")));
    let too_early = only(&rules(OLD, NEW, [WHILE_OLD, ""]), Rule::NotInForce);
    assert_eq!(too_early.item, "three-weeks");
    assert!(too_early.witness.is_some_and(|witness| witness.today <= day("2026-08-31")));
}

/// Between the last day of one law and the first of the other lies a day on which nobody has a next step.
#[test]
fn a_gap_between_two_laws_is_found_on_its_day() {
    let nobody = Small::default()
        .law("old", OLD)
        .law("new", "in_force: 2026-09-02")
        .one("matter", "", &["one", "two"])
        .fact("some-law", "{any: [{law: {old: in-force}}, {law: {new: in-force}}]}")
        .route("talk", "{some-law: true, matter: [one, two]}", "{matter: [one, two]}", "")
        .route("write", "", "{matter: two}", "    alongside_when: {matter: two}\n")
        .route("ring", "", "{matter: one}", "");
    let none = only(&nobody, Rule::NoNextStep);
    assert_eq!(none.witness.map(|witness| witness.today), Some(day("2026-09-01")));
}

#[test]
fn a_difference_shows_on_the_day_it_begins() {
    let before = rules("", "", ["", "    when: {any: []}\n"]).rules();
    let after = rules(OLD, NEW, [WHILE_OLD, WHILE_NEW]).rules();
    let found = diff::compare(&before, &after).unwrap_or_else(|why| panic!("{why}"));
    assert!(!found.changes.is_empty());
    for change in &found.changes {
        let today = change.example.as_ref().map(|example| day(&example.today));
        assert!(today.is_some_and(|today| today >= day("2026-09-01")), "{change:#?}");
    }
}

#[test]
fn the_day_is_among_those_on_which_the_advice_changes() {
    let rules = Small::default()
        .law("new", NEW)
        .one("matter", "", &["one", "two"])
        .fact("new-law", "{law: {new: in-force}}")
        .date("letter", "{matter: one}", "not_after: today,")
        .route("talk", "{new-law: false}", "{matter: [one, two]}", "")
        .route("write", "{new-law: true}", "{new-law: true}", "")
        .rules();
    let turned = turns(&plan(&rules, "2026-08-20", "2026-08-19"));
    let days: Vec<String> = turned.iter().map(|turn| turn.day.to_string()).collect();
    assert_eq!(days, ["2026-09-01"]);
    assert!(turns(&plan(&rules, "2026-09-01", "2026-08-19")).is_empty());
}

#[test]
fn what_is_written_wrongly_is_said() {
    let found = |small: &Small| -> Vec<String> {
        check(&small.sources()).findings.into_iter().map(|finding| finding.message).collect()
    };
    let ends_first = found(&rules("in_force: 2026-09-01, until: 2026-08-31", "", ["", ""]));
    assert!(ends_first.contains(&"`old` ends before it is in force".to_owned()), "{ends_first:?}");
    let unknown = found(&rules("", "", ["    when: {law: {odl: in-force}}\n", ""]));
    assert!(unknown.contains(&"no law has the id `odl`".to_owned()), "{unknown:?}");
    let state = found(&rules("", "", ["    when: {law: {old: over}}\n", ""]));
    assert!(state.contains(&"a law is tested with `in-force`".to_owned()), "{state:?}");
    let shape = found(&rules("", "", ["    when: {law: old}\n", ""]));
    assert!(shape.contains(&"write {law: {the-id: in-force}}".to_owned()), "{shape:?}");
}
