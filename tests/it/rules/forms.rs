//! The forms of limits and conditions: what is read, and just beside it what is refused.

use signpost_check::files::check;
use signpost_check::files::finding::Severity;

use crate::proof::small::Small;

fn base() -> Small {
    Small::default()
        .one("matter", "", &["one", "two"])
        .date("letter", "", "not_after: today,")
        .fact("late", "{deadline: {appeal: passed}}")
        .deadline("appeal", "you", "{after: letter, months: 2}", "")
        .route("talk", "{all: []}", "{all: []}", "    deadlines: [appeal]\n")
}

/// The errors of a rule set, each with its help.
fn errors(small: &Small) -> Vec<(String, String)> {
    let findings = check(&small.sources()).findings.into_iter();
    let errors = findings.filter(|finding| finding.severity() == Severity::Error);
    errors.map(|finding| (finding.message, finding.help.unwrap_or_default())).collect()
}

fn messages(small: &Small) -> Vec<String> {
    errors(small).into_iter().map(|(message, _)| message).collect()
}

#[test]
fn limits_up_to_their_bounds_are_read() {
    for limit in [
        "{after: letter, days: 1}",
        "{after: letter, days: 1000}",
        "{beginning_with: letter, weeks: 2}",
        "{before: letter, months: 1}",
        "{after: letter, by_post: 1, school_days: 5}",
        "{after: letter, by_post: 10, days: 5}",
        "{after: letter, working_days: 5, of: foi}",
        "{after: {deadline: appeal}, days: 2}",
        "{by: 02-15, in_year_of: letter}",
        "{later_of: [{after: letter, days: 1}, {after: {deadline: appeal}, days: 2}]}",
        "{earlier_of: [{after: letter, days: 1}, {by: 02-15, in_year_of: letter}]}",
    ] {
        assert_eq!(messages(&base().deadline("odd", "you", limit, "")), Vec::<String>::new(), "{limit}");
    }
}

#[test]
fn limits_beyond_their_bounds_are_refused() {
    const ONE_FORM: &str = "a limit has exactly one of after, beginning_with, before, by, later_of, earlier_of";
    const ONE_LENGTH: &str = "here stands exactly one length: days, weeks, months, working_days or school_days";
    const LENGTH: &str = "a length is from 1 to 1000";
    const BY_POST: &str = "`by_post` is from 1 to 10 working days";
    const BESIDE: &str = "a length stands only beside after, beginning_with or before";
    const KIND: &str = "`working_days` needs `of` to name the kind, and nothing else has it";
    let two = "[{after: letter, days: 1}, {after: letter, days: 2}]";
    let rows = [
        ("{after: letter, days: 0}".to_owned(), LENGTH),
        ("{after: letter, days: 1001}".to_owned(), LENGTH),
        ("{after: letter, days: 5, by_post: 0}".to_owned(), BY_POST),
        ("{after: letter, days: 5, by_post: 11}".to_owned(), BY_POST),
        ("{after: letter}".to_owned(), ONE_LENGTH),
        ("{after: letter, days: 1, weeks: 1}".to_owned(), ONE_LENGTH),
        ("{after: letter, before: letter, days: 1}".to_owned(), ONE_FORM),
        ("{days: 1}".to_owned(), ONE_FORM),
        (format!("{{after: letter, days: 1, later_of: {two}}}"), ONE_FORM),
        (format!("{{by: 02-15, in_year_of: letter, earlier_of: {two}}}"), ONE_FORM),
        (format!("{{later_of: {two}, days: 3}}"), BESIDE),
        (format!("{{later_of: {two}, of: foi}}"), BESIDE),
        (format!("{{earlier_of: {two}, by_post: 2}}"), BESIDE),
        ("{by: 02-15, in_year_of: letter, days: 3}".to_owned(), BESIDE),
        ("{later_of: [{after: letter, days: 1}]}".to_owned(), "`later_of` chooses between at least two limits"),
        ("{earlier_of: [{after: letter, days: 1}]}".to_owned(), "`earlier_of` chooses between at least two limits"),
        ("{after: letter, working_days: 5}".to_owned(), KIND),
        ("{after: letter, days: 5, of: foi}".to_owned(), KIND),
        ("{by: 02-29, in_year_of: letter}".to_owned(), "`02-29` is not a day such as 02-15"),
        ("{by: 02-15}".to_owned(), "`by` needs `in_year_of`"),
        ("{after: matter, days: 1}".to_owned(), "`matter` is not a date question"),
        ("{after: {question: letter}, days: 1}".to_owned(), "here stands a date question, or {deadline: its-id}"),
    ];
    for (limit, message) in rows {
        assert_eq!(messages(&base().deadline("odd", "you", &limit, "")), [message], "{limit}");
    }
}

#[test]
fn an_id_that_nothing_has_is_reported_with_the_nearest_of_its_kind() {
    let unknown = |small: Small, message: &str, near: &str| {
        let [(said, help)] = errors(&small).try_into().unwrap_or_else(|errors| panic!("{errors:?}"));
        assert_eq!(said, message);
        assert!(help.contains(&format!("`{near}`")), "{message}: {help}");
    };
    let limit = |limit: &str| base().deadline("odd", "you", limit, "");
    unknown(limit("{after: leter, days: 1}"), "no question has the id `leter`", "letter");
    unknown(limit("{after: {deadline: apeal}, days: 1}"), "no deadline has the id `apeal`", "appeal");
    let fact = |condition: &str| base().fact("odd", condition);
    unknown(fact("{mater: one}"), "no question or fact has the id `mater`", "matter");
    unknown(fact("{laate: true}"), "no question or fact has the id `laate`", "late");
    unknown(fact("{deadline: {apeal: passed}}"), "no deadline has the id `apeal`", "appeal");
    // An id is looked for among its own kind only.
    let fact_for_question = errors(&limit("{after: late, days: 1}"));
    assert_eq!(fact_for_question, [("no question has the id `late`".to_owned(), String::new())]);
}

#[test]
fn conditions_are_read_or_refused() {
    for condition in [
        "{matter: one}",
        "{matter: [one, two]}",
        "{matter: {only: [one]}}",
        "{matter: not-sure}",
        "{letter: known}",
        "{letter: unknown}",
        "{late: false}",
        "{deadline: {appeal: [in-time, last-days]}}",
        "{all: [{matter: one}, {letter: known}]}",
        "{not: {any: [{matter: one}, {late: true}]}}",
    ] {
        assert_eq!(messages(&base().fact("odd", condition)), Vec::<String>::new(), "{condition}");
    }
    let rows = [
        ("{matter: {only: [one], more: two}}", "here stands an option, a list of options, or {only: [..]}"),
        ("{matter: {other: [one]}}", "here stands an option, a list of options, or {only: [..]}"),
        ("{matter: three}", "`matter` has no option `three`"),
        ("{matter: []}", "an empty list of options never holds"),
        ("{letter: none}", "`letter` has no `none` under `date`"),
        ("{letter: early}", "the date `letter` is tested with known, unknown or none"),
        ("{late: maybe}", "the fact `late` is tested with true or false"),
        ("{deadline: {appeal: late}}", "`late` is not a state of a deadline"),
        ("{deadline: {appeal: []}}", "an empty list of states never holds"),
        ("{deadline: {}}", "write {deadline: {the-id: in-time}}"),
        ("{deadline: appeal}", "write {deadline: {the-id: in-time}}"),
        ("{all: {matter: one}}", "`all` and `any` hold a list of conditions"),
        ("{}", "an empty condition holds always"),
        ("{not: one}", "a condition is a mapping, such as {decision: draft}"),
    ];
    for (condition, message) in rows {
        assert_eq!(messages(&base().fact("odd", condition)), [message], "{condition}");
    }
}
