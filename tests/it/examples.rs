//! The law in examples: every case file against the rules the program carries.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use signpost_check::proof::dated::{self, DatedRow};
use signpost_check::proof::examples::{self, Example, ExampleFile};
use signpost_core::interview::Answer;
use signpost_core::plan::why::{self, Change};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::RouteIx;

use crate::proof::small::Small;

/// The case files of the rules, by name.
pub fn case_files() -> Vec<(String, ExampleFile)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the cases can be read").map(|entry| entry.expect("each too").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a case file can be read");
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let file = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, file)
    };
    files.into_iter().map(read).collect()
}

/// The dates counted by hand: `tests/cases/dates.csv`, worked out a second time by `tests/check_dates.py`.
pub fn dates() -> Vec<DatedRow> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/dates.csv");
    let mut rows = csv::Reader::from_path(path).expect("the table can be read");
    rows.deserialize().map(|row| row.expect("a row")).collect()
}

fn all() -> Vec<(String, Example)> {
    let of = |(name, file): (String, ExampleFile)| file.cases.into_iter().map(move |case| (name.clone(), case));
    case_files().into_iter().flat_map(of).collect()
}

#[test]
fn every_case_comes_out_as_it_must() {
    let rules = signpost_rules::rules();
    let mut wrong = Vec::new();
    let all = all();
    for (file, example) in &all {
        let differences = examples::run(rules, example);
        if !differences.is_empty() {
            wrong.push(format!("{file}: {}\n  {}", example.name, differences.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases differ:\n{}", wrong.len(), all.len(), wrong.join("\n"));
    assert!(all.len() >= 250, "only {} cases", all.len());
}

#[test]
fn case_names_are_unique() {
    let mut seen = BTreeSet::new();
    for (file, example) in all() {
        assert!(seen.insert(example.name.clone()), "{file}: `{}` stands twice", example.name);
    }
}

#[test]
fn every_published_situation_is_a_case() {
    let from: BTreeSet<String> = all()
        .into_iter()
        .flat_map(|(_, example)| example.from.split([',', ';', ' ']).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let missing: Vec<String> =
        (1..=45).map(|number| format!("situation-{number:02}")).filter(|name| !from.contains(name)).collect();
    assert!(missing.is_empty(), "no case from {}", missing.join(", "));
}

#[test]
fn dates_counted_by_hand_come_out_as_they_must() {
    let (rules, rows) = (signpost_rules::rules(), dates());
    let wrong: Vec<String> = rows.iter().flat_map(|row| dated::count(rules, row)).collect();
    assert!(wrong.is_empty(), "{} of {} rows differ:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
    assert!(rows.len() >= 600, "only {} rows", rows.len());
}

#[test]
fn a_row_of_dates_that_differs_says_how() {
    let rules = small().rules();
    let row = |limit: &str, starts: &str, aim: &str, due: &str, time: &str| {
        let [limit, starts, aim, due, time] = [limit, starts, aim, due, time].map(str::to_owned);
        dated::count(&rules, &DatedRow { limit, starts, aim, due, time, ..DatedRow::default() })
    };
    assert_eq!(row("appeal", "letter=2026-06-01", "2026-07-31", "2026-08-01", "17:00"), Vec::<String>::new());
    assert_eq!(row("appeal", "letter=2026-06-01", "", "2026-08-01", "17:00"), Vec::<String>::new());
    assert_eq!(
        row("appeal", "letter=2026-06-01", "2026-08-01", "2026-08-02", ""),
        [
            "appeal: due: expected 2026-08-02, got 2026-08-01",
            "appeal: time: expected none, got 17:00",
            "appeal: aim: expected 2026-08-01, got 2026-07-31",
        ]
    );
    assert_eq!(row("other", "letter=2026-06-01", "", "", ""), ["limit: no time limit has the id `other`"]);
    for starts in ["", "letter", "letter=June", "matter=one"] {
        let said = row("answer", starts, "", "2026-07-13", "");
        assert!(matches!(said.as_slice(), [one] if one.contains("is no date question with a date")), "{said:?}");
    }
}

fn small() -> Small {
    Small::default()
        .one("matter", "", &["one", "two"])
        .date("letter", "{matter: one}", "not_after: today,")
        .deadline("appeal", "you", "{after: letter, months: 2}", "    at: \"17:00\"\n")
        .deadline("answer", "council", "{after: letter, weeks: 6}", "")
        .route("talk", "{matter: [one, two]}", "{all: []}", "    deadlines: [appeal]\n    letters: [note]\n")
        .route("write", "{any: []}", "{matter: one}", "    alongside_when: {all: []}\n")
        .route("wait", "{any: []}", "{matter: one}", "    deadlines: [answer]\n")
        .route_of(
            "two",
            "shut",
            "{any: []}",
            "{any: []}",
            "adviser, ipsea",
            "    closed:\n      - {when: {all: []}, because: It is so.}\n",
        )
        .letter("note", "", "I write to you.")
}

/// An example of the small rules with these answers and this expectation.
fn example(answers: &str, expect: &str) -> Example {
    let text = format!("{{name: One, from: here, today: 2026-06-15, answers: {answers}, expect: {expect}}}");
    serde_yaml::from_str(&text).expect("it is well formed")
}

#[test]
fn what_differs_from_a_case_is_said() {
    let rules = small().rules();
    let differences = |answers: &str, expect: &str| examples::run(&rules, &example(answers, expect));
    let one = "{matter: one, letter: 2026-06-01}";
    let right = "{next_step: talk, alongside: [write], open: [wait], closed: [shut], absent: [shut], letters: [note], contacts: [adviser, ipsea], deadlines: {appeal: {aim: 2026-07-31, due: 2026-08-01, at: \"17:00\", state: in-time}, answer: {due: 2026-07-13}}}";
    assert_eq!(differences(one, right), Vec::<String>::new());
    let rows = [
        ("{next_step: write}", "next_step: expected write, got talk"),
        ("{alongside: [wait]}", "alongside: wait is not among write"),
        ("{open: [write]}", "open: write is not among wait"),
        ("{closed: [write]}", "closed: write is not among shut"),
        ("{absent: [talk]}", "absent: talk is suggested or open"),
        ("{absent: [write]}", "absent: write is suggested or open"),
        ("{absent: [wait]}", "absent: wait is suggested or open"),
        ("{letters: [other]}", "letters: no letter has the id `other`"),
        ("{contacts: [other]}", "contacts: other is not among adviser, ipsea"),
        ("{deadlines: {other: {}}}", "deadlines: no time limit has the id `other`"),
        ("{deadlines: {appeal: {aim: 2026-08-01}}}", "deadlines: appeal: aim: expected 2026-08-01, got 2026-07-31"),
        ("{deadlines: {appeal: {due: 2026-07-31}}}", "deadlines: appeal: due: expected 2026-07-31, got 2026-08-01"),
        ("{deadlines: {appeal: {at: \"16:00\"}}}", "deadlines: appeal: at: expected 16:00, got 17:00"),
        ("{deadlines: {answer: {at: \"17:00\"}}}", "deadlines: answer: at: expected 17:00, got none"),
        ("{deadlines: {answer: {state: passed}}}", "deadlines: answer: state: expected passed, got in-time"),
    ];
    for (expect, difference) in rows {
        assert_eq!(differences(one, expect), [difference], "{expect}");
    }
    let rows = [
        ("{matter: one}", "answers: the question `letter` is asked and has no answer"),
        ("{matter: two, letter: 2026-06-01}", "answers: the question `letter` is not asked here"),
        ("{matter: two, mater: two}", "answers: no question has the id `mater`"),
        ("{matter: three}", "answers: `matter` has no option `three`"),
    ];
    for (answers, difference) in rows {
        assert_eq!(differences(answers, "{next_step: talk}"), [difference], "{answers}");
    }
    let no_day = Example { today: "today".into(), ..example(one, "{}") };
    assert_eq!(examples::run(&rules, &no_day), ["today: `today` is not a date"]);
}

#[test]
fn what_no_case_reaches_is_listed() {
    let rules = small().rules();
    let two = example("{matter: two}", "{}");
    assert_eq!(
        examples::coverage(&rules, std::slice::from_ref(&two), &[]),
        [
            "question matter: no case answers one",
            "question letter: no case reaches it",
            "route write: no case has it open",
            "route wait: no case has it open",
            "time limit appeal: no case says its date or state while it runs",
            "time limit appeal: no case says its date or state once it has passed",
            "time limit answer: no case says its date or state while it runs",
            "time limit answer: no case says its date or state once it has passed",
        ]
    );
    assert_eq!(
        examples::coverage(&rules, &[two.clone(), example("{matter: one, letter: 2026-06-01}", "{}")], &[]).len(),
        4,
        "a limit that is only shown is not covered"
    );
    let dated = "{deadlines: {appeal: {due: 2026-08-01}}}";
    let answer = DatedRow { limit: "answer".into(), ..DatedRow::default() };
    assert_eq!(
        examples::coverage(&rules, &[two, example("{matter: one, letter: 2026-06-01}", dated)], &[answer]),
        ["time limit appeal: no case says its date or state once it has passed"]
    );
}

/// Whatever is in the rules has a case.
#[test]
fn the_cases_reach_everything() {
    let all: Vec<Example> = all().into_iter().map(|(_, example)| example).collect();
    let missing = examples::coverage(signpost_rules::rules(), &all, &dates());
    assert!(missing.is_empty(), "no case reaches these: {missing:#?}");
}

/// A case that comes out otherwise says why, and which few changes would make it as expected.
#[test]
fn another_step_comes_with_its_reason() {
    let rules = Small::default()
        .one("matter", "", &["one", "two"])
        .one("how", "{matter: one}", &["kindly", "at-length"])
        .date("letter", "{matter: one}", "not_after: today,")
        .deadline("appeal", "you", "{after: letter, months: 2}", "")
        .fact("late", "{deadline: {appeal: passed}}")
        .route(
            "talk",
            "{all: [{matter: one}, {how: at-length}, {late: true}]}",
            "{matter: one}",
            "    deadlines: [appeal]\n",
        )
        .route("write", "{all: []}", "{all: []}", "")
        .rules();
    let given = example("{matter: one, how: kindly, letter: 2026-06-01}", "{next_step: talk}");
    let (answers, today) = examples::given(&rules, &given).expect("answers");
    let talk = rules.route_by_id("talk").expect("a route");
    let said = signpost::render::why::text(&rules, &answers, today, &[talk], 100);
    // Of a failing case only whether it leads, and what would make it.
    let brief = signpost::render::why::of_route(&rules, &answers, today, talk, 100);
    assert!(brief.contains("`talk` does not lead") && brief.contains("It would lead with:"), "{brief}");
    assert!(!brief.contains("recommend_when") && said.contains(&brief), "{brief}\n{said}");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "`talk` does not lead: it is not recommended.",
        "recommend_when does not hold, all of these must:",
        "(`matter` is answered one)",
        "(`how` is answered kindly)",
        "no: \u{201c}late\u{201d}",
        "- not: the time for \u{201c}appeal\u{201d} is over (it is in-time: aim 2026-07-31, last day 2026-08-01)",
        "It stands in the plan: open.",
    ] {
        assert!(said.contains(part), "{part} in:\n{said}");
    }
    let changes = why::changes(&rules, &answers, today, talk);
    let [Change::Answers(both)] = changes.as_slice() else { panic!("two answers together: {changes:?}") };
    let ids: Vec<&str> = both.iter().map(|(question, _)| rules.question(*question).id.as_str()).collect();
    assert_eq!(ids, ["how", "letter"]);
    // What is found does what it says.
    let mut changed = answers;
    both.iter().for_each(|(question, answer)| changed.set(*question, *answer));
    let Advice::Plan(plan) = advise(&rules, &changed, today) else { panic!("a plan") };
    assert_eq!(plan.next_step, talk);
}

/// Each change that is found over the real cases makes the route lead that it was found for.
#[test]
fn what_would_make_another_route_lead_does() {
    let rules = signpost_rules::rules();
    let (mut tried, mut found) = (0, 0);
    for (at, (_, case)) in all().iter().enumerate().filter(|(at, _)| at % 40 == 0) {
        let (answers, today) = examples::given(rules, case).expect("answers");
        let route = RouteIx((at * 7 % rules.routes.len()) as u16);
        tried += 1;
        for change in why::changes(rules, &answers, today, route) {
            found += 1;
            let (changed, day) = match &change {
                Change::Day(day) => (answers.clone(), *day),
                Change::Answers(others) => {
                    let mut changed = answers.clone();
                    others.iter().for_each(|(question, answer)| changed.set(*question, *answer));
                    (changed, today)
                }
            };
            let mut changed = changed;
            let lead = loop {
                match advise(rules, &changed, day) {
                    Advice::Plan(plan) => break Some(plan.next_step),
                    Advice::NoRoute(_) => break None,
                    Advice::Ask(walk) => changed.set(walk.next.expect("a question"), Answer::NotSure),
                }
            };
            assert_eq!(lead, Some(route), "{}: {change:?} for {}", case.name, rules.route(route).id);
        }
    }
    assert!(found * 2 > tried, "{found} changes for {tried} routes");
}
