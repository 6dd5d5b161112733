//! Every time limit of the rules, counted twice: by the program and by the slow counter, over many dates.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use signpost_check::files;
use signpost_core::dates::Span;
use signpost_core::dates::school::SchoolDays;
use signpost_core::interview::told::Told;
use signpost_core::interview::{Answer, Answers, Situation, Standing, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::{AreaIx, DeadlineIx, Kind, RuleSet, State, Who};

use crate::counter::SlowCounter;

/// Pairs of a limit and its dates in one run.
const PAIRS: u32 = 100_000;

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(2014, 1, 1).expect("a day")
}

fn answers(rules: &RuleSet, dates: &BTreeMap<String, NaiveDate>) -> Answers {
    let mut answers = Answers::none(rules);
    for (id, date) in dates {
        let question = rules.question_by_id(id).expect("a question");
        answers.set(question, Answer::Date(Span::exact(*date)));
    }
    answers
}

/// Aim and last day by the program; nothing when a date is not known or the calendar does not reach.
fn counted(rules: &RuleSet, id: &str, dates: &BTreeMap<String, NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    let situation = Situation::of_dates(rules, &answers(rules, dates), first());
    match situation.standing(rules.deadline_by_id(id).expect("a deadline")) {
        Standing::Dated(dated) => Some((dated.reckoning.aim, dated.reckoning.last)),
        _ => None,
    }
}

#[test]
fn the_program_and_the_slow_counter_agree() {
    let rules = signpost_rules::rules();
    let slow = SlowCounter::new(&files::check(&signpost_rules::sources()).bundle.expect("the files can be read"));
    let ids: Vec<&str> = slow.deadlines().map(|deadline| deadline.id.as_str()).collect();
    assert_eq!(ids.len(), rules.deadlines.len());
    // Dates up to the end of 2026 leave the calendar two years to count in.
    let days = 4700u64;
    let mut runner = TestRunner::new(Config { cases: PAIRS, failure_persistence: None, ..Config::default() });
    let strategy = (0..ids.len(), prop::collection::vec(prop::option::weighted(0.9, 0..days), 6));
    let compared = std::cell::Cell::new(0u32);
    runner
        .run(&strategy, |(which, offsets)| {
            let id = ids[which];
            let deadline = rules.deadline(rules.deadline_by_id(id).expect("it is there"));
            let mut dates = BTreeMap::new();
            for (at, question) in deadline.needs.iter().enumerate() {
                // Later dates stay near the first, as they do in life, so that later-of and earlier-of really choose.
                let near = offsets[0].unwrap_or(0) + offsets[at.min(5)].unwrap_or(0) % 120;
                let offset = if at == 0 { offsets[0] } else { offsets[at.min(5)].map(|_| near) };
                if let Some(offset) = offset {
                    dates.insert(rules.question(*question).id.clone(), first() + Days::new(offset.min(days)));
                }
            }
            let expected = slow.aim(id, &dates).zip(slow.last(id, &dates));
            let found = counted(rules, id, &dates);
            // Outside the years of the calendar the program refuses; the slow counter just counts on.
            let inside = |day: NaiveDate| rules.calendar.covers(day);
            if found.is_none() && expected.is_some_and(|(aim, last)| !inside(aim) || !inside(last)) {
                return Ok(());
            }
            prop_assert_eq!(found, expected, "{} from {:?}", id, dates);
            if let Some((aim, last)) = found {
                prop_assert!(aim <= last, "{} aims after its last day", id);
                compared.set(compared.get() + 1);
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(compared.get() > PAIRS / 2, "only {} pairs had a date", compared.get());
}

#[test]
fn a_later_day_never_brings_an_earlier_state() {
    let rules = signpost_rules::rules();
    let rank = |state: State| match state {
        State::Pending | State::NotStarted => 0,
        State::InTime => 1,
        State::LastDays => 2,
        State::Passed => 3,
    };
    for (at, deadline) in rules.deadlines.iter().enumerate() {
        let date = NaiveDate::from_ymd_opt(2026, 6, 30).expect("a day");
        let dates: BTreeMap<String, NaiveDate> =
            deadline.needs.iter().map(|question| (rules.question(*question).id.clone(), date)).collect();
        let answers = answers(rules, &dates);
        let mut before = 0;
        for offset in 0..500 {
            let today = date + Days::new(offset);
            let situation = Situation::of_dates(rules, &answers, today);
            let now = rank(situation.standing(DeadlineIx(at as u16)).state());
            assert!(now >= before, "{} goes back on {today}", deadline.id);
            before = now;
        }
    }
}

#[test]
fn a_rough_date_counts_from_its_safe_end() {
    let rules = signpost_rules::rules();
    let span = Span {
        from: NaiveDate::from_ymd_opt(2026, 5, 1).expect("a day"),
        to: NaiveDate::from_ymd_opt(2026, 5, 31).expect("a day"),
    };
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).expect("a day");
    for (at, deadline) in rules.deadlines.iter().enumerate() {
        let [question] = deadline.needs.as_slice() else { continue };
        let standing = |answer: Answer| {
            let mut answers = Answers::none(rules);
            answers.set(*question, answer);
            match Situation::of_dates(rules, &answers, today).standing(DeadlineIx(at as u16)) {
                Standing::Dated(dated) => (dated.reckoning.last, dated.other_end),
                _ => panic!("{} has its date", deadline.id),
            }
        };
        let (safe, other) = if deadline.who == Who::You { (span.from, span.to) } else { (span.to, span.from) };
        let rough = standing(Answer::Date(span));
        assert_eq!(rough.0, standing(Answer::Date(Span::exact(safe))).0, "{}", deadline.id);
        // The same day is not another one.
        let other = Some(standing(Answer::Date(Span::exact(other))).0).filter(|day| *day != rough.0);
        assert_eq!(rough.1, other, "{}", deadline.id);
        assert_eq!(standing(Answer::Date(Span::exact(safe))).1, None, "{}", deadline.id);
    }
}

/// The latest a limit can end where it is counted in school days that nobody gave.
fn latest_of(situation: &Situation<'_>, place: DeadlineIx) -> Option<NaiveDate> {
    match situation.standing(place) {
        Standing::Dated(dated) => dated.school_latest,
        _ => None,
    }
}

/// School days counted with the terms of a school: `tests/school_days.csv`, worked out by `tests/check_dates.py`.
#[test]
fn with_term_dates_school_days_are_exact() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/school_days.csv");
    let mut rows = csv::Reader::from_path(path).expect("it can be read");
    let area = signpost_rules::rules().area_question.expect("a question");
    let mut count = 0;
    for row in rows.deserialize() {
        let [id, limit, terms, inset, starts, due, latest]: [String; 7] = row.expect("seven cells");
        let span = |text: &str| {
            let (from, to) = text.split_once("..").expect("a term");
            Span { from: from.parse().expect("a day"), to: to.parse().expect("a day") }
        };
        let mut rules = signpost_rules::rules().clone();
        rules.areas[0].school_days = Some(SchoolDays {
            terms: terms.split(' ').map(span).collect(),
            inset: inset.split_whitespace().map(|day| day.parse().expect("a day")).collect(),
        });
        let (question, date) = starts.split_once('=').expect("question=date");
        let dates = BTreeMap::from([(question.to_owned(), date.parse().expect("a date"))]);
        let mut answers = answers(&rules, &dates);
        answers.set(area, Answer::Area(AreaIx(0)));
        let situation = Situation::of_dates(&rules, &answers, first());
        let place = rules.deadline_by_id(&limit).expect("a limit");
        let Standing::Dated(dated) = situation.standing(place) else { panic!("{id}: no date") };
        assert_eq!(dated.reckoning.last.to_string(), *due, "{id}");
        assert_eq!(latest_of(&situation, place).map_or(String::new(), |day| day.to_string()), *latest, "{id}");
        count += 1;
    }
    assert!(count >= 20, "only {count} rows");
}

/// The last holiday, typed, makes a limit in school days exact too.
#[test]
fn the_last_holiday_makes_school_days_exact() {
    let rules = signpost_rules::rules();
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let on = |more: &[(&str, &str)]| {
        let mut dates = BTreeMap::from([("excluded-date".to_owned(), day("2026-10-12"))]);
        dates.extend(more.iter().map(|(id, date)| ((*id).to_owned(), day(date))));
        let situation = Situation::of_dates(rules, &answers(rules, &dates), first());
        match situation.standing(rules.deadline_by_id("governors-meet-15").expect("a limit")) {
            Standing::Dated(dated) => (dated.reckoning.last, dated.school_latest),
            _ => panic!("no date"),
        }
    };
    assert_eq!(on(&[]), (day("2026-11-02"), Some(day("2026-11-27"))));
    // Half-term from Saturday 24 October to Sunday 1 November: nine days before it, six after it.
    let told = [("holiday-first", "2026-10-24"), ("holiday-last", "2026-11-01")];
    assert_eq!(on(&told), (day("2026-11-09"), None));
    assert_eq!(on(&told[..1]), on(&[]), "one end alone says nothing");
}

/// The holidays are asked for only between the earliest and the latest end of a limit in school days; what is answered
/// counts in the walk, and without an answer there is a plan all the same.
#[test]
fn the_holidays_are_asked_for_where_they_decide() {
    let rules = signpost_rules::rules();
    let governors = rules.deadline_by_id("governors-meet-15").expect("a limit");
    let told =
        [("area", "england"), ("person", "child"), ("about", "out"), ("stage", "none"), ("happened", "permanent")];
    let walked = |today: &str, more: &[(&str, &str)]| {
        let today = today.parse::<NaiveDate>().expect("a day");
        let mut answers = Answers::none(rules);
        for (id, said) in told.iter().chain(&[("excluded-date", "2026-10-12")]).chain(more) {
            answers.read(rules, id, &(*said).into(), today).unwrap_or_else(|fault| panic!("{id}: {fault:?}"));
        }
        let (mut asked, mut planned) = (false, false);
        loop {
            let walk = walk(rules, &answers, today);
            let Some(next) = walk.next else { return (asked, planned, walk.situation.standing(governors).state()) };
            if rules.question(next).school_holiday().is_some() {
                asked = true;
                planned = matches!(advise(rules, &answers, today), Advice::Plan(_));
            }
            let told = rules.question(next).kind == Kind::Told;
            answers.set(next, if told { Answer::Told(Told::default()) } else { Answer::NotSure });
        }
    };
    assert!(!walked("2026-10-16", &[]).0, "the earliest end has not passed");
    assert_eq!(walked("2026-11-10", &[]), (true, true, State::InTime));
    assert_eq!(walked("2026-11-28", &[]), (false, false, State::Passed), "whatever the holidays are");
    let half_term = [("holiday-first", "2026-10-24"), ("holiday-last", "2026-11-01")];
    assert_eq!(walked("2026-11-10", &half_term), (false, false, State::Passed));
    let two_weeks = [("holiday-first", "2026-10-24"), ("holiday-last", "2026-11-08")];
    assert_eq!(walked("2026-11-10", &two_weeks), (false, false, State::InTime));
}

/// Between the earliest and the latest end of school days nobody is late, and no time is over.
#[test]
fn between_the_two_ends_of_school_days_nobody_is_late() {
    let rules = signpost_rules::rules();
    let date = NaiveDate::from_ymd_opt(2026, 7, 10).expect("a day");
    let mut seen = 0;
    for (at, deadline) in rules.deadlines.iter().enumerate().filter(|(_, deadline)| deadline.in_school_days) {
        let dates: BTreeMap<String, NaiveDate> =
            deadline.needs.iter().map(|question| (rules.question(*question).id.clone(), date)).collect();
        let answers = answers(rules, &dates);
        let on = |today| {
            let situation = Situation::of_dates(rules, &answers, today);
            let Standing::Dated(dated) = situation.standing(DeadlineIx(at as u16)) else { panic!("{}", deadline.id) };
            (dated.reckoning.last, dated.school_latest.expect("a summer lies in it"), dated.state)
        };
        let (earliest, latest, _) = on(date);
        assert!(earliest < latest, "{}", deadline.id);
        for day in date.iter_days().take_while(|day| *day <= latest) {
            assert_ne!(on(day).2, State::Passed, "{} on {day}", deadline.id);
        }
        assert_eq!(on(latest + Days::new(1)).2, State::Passed, "{}", deadline.id);
        seen += 1;
    }
    assert!(seen > 10, "only {seen}");
}
