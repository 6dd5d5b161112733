//! Which step leads, and what of a route's limits is shown: small rule sets, each with one thing that decides.

use chrono::{Days, NaiveDate};
use signpost::dates::Span;
use signpost::interview::{Answer, Answers};
use signpost::plan::{Advice, Plan, advise, nearest_own_deadline};
use signpost::rules::RuleSet;
use signpost::rules::model::RouteIx;

use crate::proof::small::Small;

/// Two problems, each with a route of its own and one limit of so many days on it.
fn two(first: u32, second: u32) -> Small {
    Small::default()
        .date("one-date", "", "not_after: today,")
        .date("two-date", "", "not_after: today,")
        .deadline("limit-one", "you", &format!("{{after: one-date, days: {first}}}"), "")
        .deadline("limit-two", "you", &format!("{{after: two-date, days: {second}}}"), "")
        .route_of("one", "first", "{all: []}", "{all: []}", "adviser", "    deadlines: [limit-one]\n")
        .route_of("two", "second", "{all: []}", "{all: []}", "adviser", "    deadlines: [limit-two]\n")
}

/// Monday.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 15).expect("a day")
}

/// The plan where each date lies so many days back; one that is not given is not known.
fn plan<'r>(rules: &'r RuleSet, back: &[Option<u64>]) -> Plan<'r> {
    let mut answers = Answers::none(rules);
    for ((question, _), back) in rules.questions().zip(back) {
        let date = |back| Answer::Date(Span::exact(today() - Days::new(back)));
        answers.set(question, back.map_or(Answer::NotSure, date));
    }
    match advise(rules, &answers, today()) {
        Advice::Plan(plan) => plan,
        _ => panic!("no plan"),
    }
}

fn leads(small: &Small, back: [Option<u64>; 2]) -> String {
    let rules = small.rules();
    plan(&rules, &back).step().id.clone()
}

#[test]
fn the_nearer_limit_leads_and_of_two_on_one_day_the_first_written() {
    assert_eq!(leads(&two(28, 14), [Some(0), Some(0)]), "second");
    assert_eq!(leads(&two(14, 28), [Some(0), Some(0)]), "first");
    assert_eq!(leads(&two(28, 28), [Some(0), Some(0)]), "first");
    assert_eq!(leads(&two(28, 28), [Some(0), Some(1)]), "second");
}

#[test]
fn a_limit_that_has_passed_presses_like_one_of_two_months() {
    // Passed: the first leads before a limit in a hundred days, and after one in two weeks.
    assert_eq!(leads(&two(28, 100), [Some(40), Some(0)]), "first");
    assert_eq!(leads(&two(100, 28), [Some(0), Some(40)]), "second");
    assert_eq!(leads(&two(28, 14), [Some(40), Some(0)]), "second");
    // 62 days from Monday 15 June is Sunday 16 August; the aim-for day of the other limit is a working day.
    assert_eq!(leads(&two(60, 28), [Some(0), Some(40)]), "first");
    assert_eq!(leads(&two(63, 28), [Some(0), Some(40)]), "second");
}

#[test]
fn a_limit_whose_date_is_not_known_presses_the_same() {
    assert_eq!(leads(&two(100, 100), [Some(0), None]), "second");
    assert_eq!(leads(&two(14, 100), [Some(0), None]), "first");
    assert_eq!(leads(&two(100, 14), [None, Some(0)]), "second");
}

#[test]
fn the_nearest_limit_is_the_persons_own_that_can_still_be_kept() {
    let rules = two(28, 14)
        .deadline("limit-theirs", "council", "{after: one-date, days: 7}", "")
        .deadline("limit-later", "you", "{after: one-date, days: 30}", "")
        .route("more", "", "{all: []}", "    deadlines: [limit-theirs, limit-one, limit-later]\n")
        .rules();
    let nearest = |back| nearest_own_deadline(&plan(&rules, &[back, Some(0)]).walk, RouteIx(2));
    assert_eq!(nearest(Some(0)), Some(today() + Days::new(28)));
    // Today is its last day; then only the later one is left; then none.
    assert_eq!(nearest(Some(28)), Some(today()));
    assert_eq!(nearest(Some(29)), Some(today() + Days::new(1)));
    assert_eq!(nearest(Some(31)), None);
    assert_eq!(nearest(None), None);
}

#[test]
fn limits_are_shown_once_and_only_where_they_apply() {
    let rules = two(28, 14)
        .deadline("limit-not", "you", "{after: one-date, days: 7}", "    when: {any: []}\n")
        .deadline("limit-open", "you", "{after: one-date, days: 10}", "")
        .route_of("one", "third", "", "{all: []}", "adviser", "    deadlines: [limit-one, limit-not, limit-open]\n")
        .route_of("two", "fourth", "", "{all: []}", "adviser", "    deadlines: [limit-open, limit-two]\n")
        .route_of(
            "two",
            "fifth",
            "",
            "{all: []}",
            "adviser",
            "    deadlines: [limit-two, limit-not]\n    alongside_when: {all: []}\n",
        )
        .rules();
    let shown = |back: [Option<u64>; 2]| -> Vec<String> {
        plan(&rules, &back).deadlines.iter().map(|place| rules.deadline(*place).id.clone()).collect()
    };
    assert_eq!(shown([Some(0), Some(0)]), ["limit-open", "limit-two", "limit-one"]);
    // Without its date a limit stays for the routes to take, and goes for those that are merely open.
    assert_eq!(shown([None, Some(0)]), ["limit-two", "limit-one"]);
    // A day outside the calendar is no date, and stands after those that are.
    assert_eq!(shown([Some(300), Some(0)]), ["limit-two", "limit-open", "limit-one"]);
}

#[test]
fn a_route_is_closed_for_its_first_reason() {
    let closed = "    closed:\n      - {when: {one-date: known}, because: The date is known.}\n      - {when: {all: []}, because: It is so.}\n";
    let rules = two(28, 14).route("shut", "", "{any: []}", closed).rules();
    let reason = |back| {
        let plan = plan(&rules, &[back, Some(0)]);
        let closed: Vec<(RouteIx, &str)> = plan.closed.iter().map(|at| (at.0, plan.reason(*at))).collect();
        assert_eq!(closed.len(), 1);
        (closed[0].0, closed[0].1.to_owned())
    };
    assert_eq!(reason(Some(0)), (RouteIx(2), "The date is known.".to_owned()));
    assert_eq!(reason(None), (RouteIx(2), "It is so.".to_owned()));
}

/// Three choices of one option, a date, a limit that applies only to some, and a fallback.
fn reasons(condition: &str) -> Vec<String> {
    let rules = Small::default()
        .one("a", "", &["x", "w"])
        .one("b", "", &["x", "w"])
        .one("c", "", &["x", "w"])
        .date("d", "", "not_after: today,")
        .fact("named", "{c: x}")
        .deadline("limit", "you", "{after: d, days: 7}", "")
        .deadline("limit-some", "you", "{after: d, days: 7}", "    when: {a: w}\n")
        .route("first", condition, "{all: []}", "")
        .route("second", "{all: []}", "{all: []}", "")
        .rules();
    let mut answers = Answers::none(&rules);
    for (question, asked) in rules.questions() {
        let date = Answer::Date(Span::exact(today()));
        answers.set(question, if asked.date().is_some() { date } else { Answer::Chosen(1) });
    }
    let Advice::Plan(plan) = advise(&rules, &answers, today()) else { panic!("no plan") };
    assert_eq!(plan.step().id, "first", "{condition}");
    plan.because.iter().map(|question| rules.question(*question).id.clone()).collect()
}

#[test]
fn the_reason_is_the_answers_that_made_the_condition_hold() {
    let rows: [(&str, &[&str]); 11] = [
        ("{b: x}", &["b"]),
        ("{all: [{c: x}, {a: x}]}", &["a", "c"]),
        ("{any: [{a: w}, {b: x}, {c: x}]}", &["b"]),
        ("{not: {any: [{a: w}, {b: w}]}}", &["a", "b"]),
        ("{not: {all: [{a: x}, {b: w}, {c: w}]}}", &["b"]),
        ("{named: true}", &["c"]),
        ("{d: known}", &["d"]),
        ("{not: {b: not-sure}}", &["b"]),
        ("{deadline: {limit: in-time}}", &["d"]),
        ("{not: {deadline: {limit-some: in-time}}}", &["a"]),
        ("{not: {deadline: {limit: in-time, limit-some: in-time}}}", &["a"]),
    ];
    for (condition, wanted) in rows {
        assert_eq!(reasons(condition), wanted, "{condition}");
    }
}

#[test]
fn what_is_not_sure_is_named() {
    let rules = two(28, 14).rules();
    let unsure = |back: [Option<u64>; 2]| -> Vec<usize> {
        plan(&rules, &back).unsure.iter().map(|question| question.at()).collect()
    };
    assert_eq!(unsure([Some(0), None]), [1]);
    assert_eq!(unsure([None, Some(0)]), [0]);
    assert_eq!(unsure([Some(0), Some(0)]), Vec::<usize>::new());
}
