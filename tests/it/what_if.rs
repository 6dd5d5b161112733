//! What would change the advice: only what can turn out otherwise, on the right days, in short plain lines.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde_yaml::Value;
use signpost_check::files::finding::Code;
use signpost_check::files::{self};
use signpost_core::dates::Span;
use signpost_core::interview::{Answer, Answers};
use signpost_core::plan::{Advice, Plan, advise, what_if};
use signpost_core::rules::RuleSet;
use signpost_core::rules::model::{DeadlineIx, QuestionIx};
use signpost_render::document::Block;
use signpost_render::what_if as page;

use crate::keep::pages::plans;
use crate::proof::small::Small;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    let rules = signpost_rules::rules();
    let mut answers = Answers::none(rules);
    for (id, value) in pairs {
        let value = value.split(',').map(|item| Value::String(item.into())).collect();
        answers.read(rules, id, &Value::Sequence(value), day("2026-11-21")).expect("it fits");
    }
    answers
}

fn plan(answers: &Answers) -> Plan<'static> {
    match advise(signpost_rules::rules(), answers, day("2026-11-21")) {
        Advice::Plan(plan) => plan,
        Advice::Ask(walk) => panic!("{:?} is open", walk.next.map(|next| &signpost_rules::rules().question(next).id)),
        Advice::NoRoute(_) => panic!("no route"),
    }
}

#[test]
fn only_the_school_named_needs_no_certificate() {
    let given = answers(&[
        ("area", "england"),
        ("person", "child"),
        ("about", "plan"),
        ("stage", "final-new"),
        ("says", "plan-wrong,school-wrong"),
        ("done", "nothing"),
        ("letter-date", "2026-10-28"),
        ("told", "none"),
    ]);
    let plan = plan(&given);
    let rules = signpost_rules::rules();
    assert_eq!(plan.step().id, "mediation-advice");
    let found = what_if::other_answers(&plan);
    let part = rules.question_by_id("says").expect("it is asked");
    let other =
        found.iter().find(|other| other.question == part && rules.route(other.next_step).id == "tribunal-appeal");
    assert!(other.is_some(), "leaving the help to learn out makes the appeal the next step");
}

#[test]
fn the_days_on_which_a_refusal_turns_are_found() {
    let given = answers(&[
        ("area", "england"),
        ("person", "child"),
        ("about", "plan"),
        ("stage", "refused-assessment"),
        ("done", "nothing"),
        ("letter-date", "2026-10-28"),
        ("told", "none"),
    ]);
    let plan = plan(&given);
    let rules = signpost_rules::rules();
    let turns = what_if::turns(&plan);
    // The adviser's two months end on 28 December and nothing moves them: from the 29th it is a late appeal.
    let first = turns.first().expect("it turns");
    assert_eq!(first.day, day("2026-12-29"));
    assert_eq!(rules.route(first.next_step).id, "tribunal-appeal-late");
    assert!(first.passed.iter().any(|place| rules.deadline(*place).id == "ring-mediation-adviser"));
    // The appeal itself moves to 4 January.
    let second = turns.iter().find(|turn| turn.passed.iter().any(|place| rules.deadline(*place).id == "appeal"));
    assert_eq!(second.map(|turn| turn.day), Some(day("2027-01-05")));
    assert!(turns.windows(2).all(|pair| pair[0].day < pair[1].day));
}

/// Nobody is told that another nation, another person or another decision would change their plan.
#[test]
fn only_what_can_turn_out_otherwise_is_tried() {
    let rules = signpost_rules::rules();
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    for (name, plan) in plans() {
        for other in what_if::other_answers(&plan) {
            let asked = rules.question(other.question);
            let unsure = plan.walk.situation.answer(other.question) == Some(Answer::NotSure);
            assert!(asked.what_if.is_some() || unsure, "{name}: {}", asked.id);
            if asked.what_if.is_some() {
                tried.insert(&asked.id);
            }
        }
    }
    for settled in ["area", "person", "about", "stage", "done", "told"] {
        let question = rules.question_by_id(settled).expect("it is asked");
        assert!(rules.question(question).what_if.is_none(), "{settled}");
    }
    for needed in ["progress", "says", "council-complaint"] {
        assert!(tried.contains(needed), "{needed} is never tried: {tried:?}");
    }
}

#[test]
fn a_matter_that_moves_on_is_not_turned_back() {
    let given = answers(&[
        ("area", "england"),
        ("person", "child"),
        ("about", "plan"),
        ("stage", "refused-assessment"),
        ("done", "mediation"),
        ("progress", "have-certificate"),
        ("letter-date", "2026-10-28"),
        ("certificate-date", "2026-11-16"),
        ("told", "none"),
    ]);
    let progress = signpost_rules::rules().question_by_id("progress").expect("it is asked");
    assert!(what_if::other_answers(&plan(&given)).iter().all(|other| other.question != progress));
}

#[test]
fn a_date_that_is_not_known_is_named() {
    let given = answers(&[
        ("area", "england"),
        ("person", "child"),
        ("about", "plan"),
        ("stage", "refused-assessment"),
        ("done", "nothing"),
        ("letter-date", "not-sure"),
        ("told", "none"),
    ]);
    let page = page::document(&plan(&given));
    assert!(page.blocks.contains(&Block::Subheading("If you find the date on the letter".into())), "{page:?}");
}

/// The next step on a day, what is newly asked answered "I am not sure".
fn step_on(rules: &RuleSet, mut answers: Answers, day: NaiveDate) -> &str {
    loop {
        match advise(rules, &answers, day) {
            Advice::Plan(plan) => return &rules.route(plan.next_step).id,
            Advice::Ask(walk) => answers.set(walk.next.expect("a question"), Answer::NotSure),
            Advice::NoRoute(_) => panic!("no route on {day}"),
        }
    }
}

/// The days are looked for only where a limit turns. Day by day, the step changes on no other.
#[test]
fn the_step_changes_on_the_days_named_and_on_no_other() {
    let rules = signpost_rules::rules();
    let mut changes = 0;
    for (name, plan) in plans().into_iter().step_by(23) {
        let mut given = Answers::none(rules);
        for question in &plan.walk.path {
            given.set(*question, plan.walk.situation.answer(*question).expect("it is answered"));
        }
        let turns = what_if::turns(&plan);
        let mut before = plan.step().id.as_str();
        for ahead in 1..=731 {
            let day = plan.walk.situation.today + Days::new(ahead);
            let now = step_on(rules, given.clone(), day);
            if now != before {
                let turn = turns.iter().find(|turn| turn.day == day);
                assert_eq!(turn.map(|turn| rules.route(turn.next_step).id.as_str()), Some(now), "{name}: {day}");
                changes += 1;
            }
            before = now;
        }
    }
    assert!(changes >= 10, "only {changes} changes were met");
}

/// Every line of every case, held against the checker that holds the rules.
#[test]
fn every_line_is_short_and_in_plain_words() {
    let mut lines = BTreeSet::new();
    let mut cases = 0;
    for (_, plan) in plans() {
        for block in page::document(&plan).blocks {
            lines.extend(match block {
                Block::Heading(said) | Block::Subheading(said) | Block::Paragraph(said) | Block::Line(said) => {
                    Some(said)
                }
                other => panic!("no such part is written: {other:?}"),
            });
        }
        cases += 1;
    }
    assert!(cases >= 500 && lines.len() >= 100, "{cases} cases, {} lines", lines.len());
    let faults = spoken_faults(lines);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What the checker of the rules says of texts, as if they stood in a rule file.
fn spoken_faults(lines: BTreeSet<String>) -> Vec<String> {
    const FILE: &str = "england/spoken.yaml";
    let mut sources = signpost_rules::sources();
    let mut head: Value = serde_yaml::from_slice(&sources["england.yaml"]).expect("the head");
    head["parts"].as_sequence_mut().expect("a list").push(FILE.into());
    let news: Vec<Value> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            serde_yaml::to_value(
                [("id", format!("line-{at}")), ("say", line.clone())]
                    .into_iter()
                    .collect::<std::collections::BTreeMap<_, _>>(),
            )
            .expect("plain")
        })
        .collect();
    let part: Value = [("news".to_owned(), Value::from(news))]
        .into_iter()
        .map(|(key, list)| (Value::from(key), list))
        .collect::<serde_yaml::Mapping>()
        .into();
    sources.insert("england.yaml".into(), serde_yaml::to_string(&head).expect("plain").into_bytes());
    sources.insert(FILE.into(), serde_yaml::to_string(&part).expect("plain").into_bytes());
    let lines: Vec<String> = lines.into_iter().collect();
    let checked = files::check(&sources);
    let found = checked.findings.iter().filter(|finding| finding.place.file == FILE);
    found
        .map(|finding| {
            let at: usize =
                finding.place.path.split(['[', ']']).nth(1).and_then(|at| at.parse().ok()).expect("a place");
            format!("{}: {} in: {}", finding.code.name(), finding.message, lines[at])
        })
        .collect()
}

#[test]
fn the_checker_that_holds_the_lines_finds_what_is_wrong() {
    let long = "word ".repeat(26);
    let faults = spoken_faults([long, "Ask the local authority.".to_owned(), "Ring the council.".to_owned()].into());
    let codes: Vec<&str> = faults.iter().filter_map(|fault| fault.split(':').next()).collect();
    assert_eq!(codes, [Code::PreferredWord.name(), Code::SentenceTooLong.name()], "{faults:?}");
}

/// Monday.
fn monday() -> NaiveDate {
    day("2026-06-15")
}

/// Choices that lead to the first route or away from it, in different ways.
fn choices() -> RuleSet {
    Small::default()
        .one("a", "", &["x", "w", "z"])
        .one("b", "", &["x", "w"])
        .several("c", 2, "", &["x", "w", "z"])
        .one("d", "", &["x", "w"])
        .one("e", "", &["x", "w"])
        .date("letter", "", "not_after: today,")
        .deadline("short", "you", "{after: letter, days: 14}", "    when: {d: x}\n")
        .deadline("long", "you", "{after: letter, days: 28}", "    when: {d: w}\n")
        .deadline("theirs", "council", "{after: letter, days: 21}", "    when: {e: x}\n")
        .route("first", "{all: [{a: x}, {b: x}, {not: {c: w}}]}", "{all: []}", "    deadlines: [short, long, theirs]\n")
        .route("second", "{all: []}", "{all: []}", "")
        .rules()
}

/// One other answer: the question, the options, the route, and the limits with their last days.
type Other = (String, u32, String, Vec<(String, String)>);

fn others(rules: &RuleSet, several: u32) -> Vec<Other> {
    let mut answers = Answers::none(rules);
    for (question, asked) in rules.questions() {
        let date = Answer::Date(Span::exact(monday()));
        let chosen = Answer::Chosen(if asked.id == "c" { several } else { 1 });
        answers.set(question, if asked.date().is_some() { date } else { chosen });
    }
    let Advice::Plan(plan) = advise(rules, &answers, monday()) else { panic!("no plan") };
    assert_eq!(plan.step().id, "first");
    what_if::other_answers(&plan)
        .into_iter()
        .map(|other| {
            let Answer::Chosen(options) = other.answer else { panic!("{other:?}") };
            let limits =
                other.deadlines.iter().map(|(place, _, last)| (rules.deadline(*place).id.clone(), last.to_string()));
            let route = rules.route(other.next_step).id.clone();
            (rules.question(other.question).id.clone(), options, route, limits.collect())
        })
        .collect()
}

#[test]
fn each_question_gives_each_other_outcome_once() {
    let rules = choices();
    let to_second = |id: &str, options| (id.to_owned(), options, "second".to_owned(), Vec::new());
    let dates = ("d".to_owned(), 2, "first".to_owned(), vec![("long".to_owned(), "2026-07-13".to_owned())]);
    // One option more; the council's own limit, which hangs on the last choice, is no date of the person's.
    assert_eq!(others(&rules, 1), [to_second("a", 2), to_second("b", 2), to_second("c", 3), dates.clone()]);
    // With two of at most two chosen, one can only go.
    assert_eq!(others(&rules, 5), [to_second("a", 2), to_second("b", 2), dates]);
}

#[test]
fn each_limit_turns_the_plan_once_on_the_day_after_it() {
    let rules = Small::default()
        .date("letter", "", "not_after: today,")
        .deadline("mine", "you", "{after: letter, days: 14}", "")
        .deadline("theirs", "council", "{after: letter, days: 21}", "")
        .deadline("at-school", "you", "{after: letter, school_days: 5}", "")
        .route("first", "{not: {deadline: {mine: passed}}}", "{all: []}", "    deadlines: [mine, theirs, at-school]\n")
        .route("second", "{all: []}", "{all: []}", "    deadlines: [theirs]\n    alongside_when: {all: []}\n")
        .rules();
    let mut answers = Answers::none(&rules);
    answers.set(QuestionIx(0), Answer::Date(Span::exact(monday())));
    let Advice::Plan(plan) = advise(&rules, &answers, monday()) else { panic!("no plan") };
    let ids = |places: &[DeadlineIx]| -> Vec<String> {
        places.iter().map(|place| rules.deadline(*place).id.clone()).collect()
    };
    let turns: Vec<(String, String, Vec<String>, Vec<String>)> = what_if::turns(&plan)
        .into_iter()
        .map(|turn| {
            let route = rules.route(turn.next_step).id.clone();
            (turn.day.to_string(), route, ids(&turn.passed), ids(&turn.overdue))
        })
        .collect();
    let turn = |day: &str, route: &str, passed: &[&str], overdue: &[&str]| {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        (day.to_owned(), route.to_owned(), owned(passed), owned(overdue))
    };
    assert_eq!(
        turns,
        [
            turn("2026-06-23", "first", &["at-school"], &[]),
            turn("2026-06-30", "second", &["mine"], &[]),
            turn("2026-07-07", "second", &[], &["theirs"]),
        ]
    );
}
