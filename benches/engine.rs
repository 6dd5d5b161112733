//! How fast the engine is: reading the rules, counting limits, making plans. Run with `cargo bench`.
//!
//! Figures vary with the machine; compare the rows of one run.

use chrono::NaiveDate;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use serde_yaml::Value;
use signpost_check::files;
use signpost_core::interview::{Answers, Situation, heard};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::RuleSet;
use signpost_render::json;

#[path = "../tests/it/rules/generated.rs"]
#[allow(dead_code)]
mod generated;

fn main() {
    divan::main();
}

/// The rule set that `signpost rules new` writes.
fn starter() -> signpost_core::rules::Sources {
    const FILES: [&str; 6] =
        ["england.yaml", "england/first.yaml", "areas.yaml", "calendar.yaml", "words.yaml", "letters/ask-again.md"];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/commands/rules/starter");
    FILES.map(|file| (file.to_owned(), std::fs::read(root.join(file)).expect("the starter is there"))).into()
}

/// Loading and checking a generated rule set of so many questions: the time grows about as the rules do.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn check_generated_rules(bencher: Bencher<'_, '_>, questions: usize) {
    let sources = generated::generated(starter(), questions);
    bencher.bench(|| files::check(black_box(&sources)).errors);
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

/// A refusal to assess: the commonest story.
fn answers(rules: &RuleSet) -> Answers {
    let pairs = [
        ("area", "islington"),
        ("person", "child"),
        ("about", "plan"),
        ("stage", "refused-assessment"),
        ("done", "talked"),
        ("letter-date", "2026-10-28"),
    ];
    let mut answers = Answers::none(rules);
    for (id, value) in pairs {
        let value = Value::Sequence(vec![Value::String(value.into())]);
        answers.read(rules, id, &value, today()).expect("it fits");
    }
    answers
}

/// A caller's story, a fact at a time: 5 ms each is the promise.
const STORY: &str = "Leeds won't assess my son for an EHCP, he's six. The letter is dated 9 November. I haven't rung the \
                     mediation people yet. School keep ringing me to collect him and he's on a part-time timetable. \
                     He's autistic. I emailed the SENCO and she says they can't meet his needs.";

/// Hearing it; counted in facts, understood or offered.
#[divan::bench]
fn hear_a_story(bencher: Bencher<'_, '_>) {
    let rules = signpost_rules::rules();
    let nothing = Answers::none(rules);
    let pieces = heard::hear(rules, STORY, &nothing, &[], today());
    let facts: usize = pieces.iter().map(|piece| piece.understood.len() + piece.offered.len().min(1)).sum();
    bencher
        .counter(ItemsCount::new(facts))
        .bench(|| heard::hear(black_box(rules), black_box(STORY), &nothing, &[], today()).len());
}

/// Reading the built-in rules, as every start does.
#[divan::bench]
fn read_built_in_rules() -> usize {
    black_box(signpost_rules::read()).routes.len()
}

/// One plan, from answers to routes and deadlines.
#[divan::bench]
fn plan(bencher: Bencher<'_, '_>) {
    let rules = signpost_rules::rules();
    let answers = answers(rules);
    bencher.counter(ItemsCount::new(1u32)).bench(|| match advise(rules, black_box(&answers), today()) {
        Advice::Plan(plan) => plan.deadlines.len(),
        Advice::Ask(_) | Advice::NoRoute(_) => 0,
    });
}

/// One plan and its JSON.
#[divan::bench]
fn plan_as_json(bencher: Bencher<'_, '_>) {
    let rules = signpost_rules::rules();
    let answers = answers(rules);
    bencher.counter(ItemsCount::new(1u32)).bench(|| match advise(rules, black_box(&answers), today()) {
        Advice::Plan(plan) => serde_json::to_string(&json::plan(&plan)).map_or(0, |text| text.len()),
        Advice::Ask(_) | Advice::NoRoute(_) => 0,
    });
}

/// The appeal's limit for every letter date of 2026, counted with its state.
#[divan::bench]
fn appeal_limits_of_a_year(bencher: Bencher<'_, '_>) {
    let rules = signpost_rules::rules();
    let appeal = rules.deadline_by_id("appeal").expect("it is there");
    let limit = &rules.deadline(appeal).limit;
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    let days: Vec<NaiveDate> = first.iter_days().take(365).collect();
    bencher.counter(ItemsCount::new(365u32)).bench(|| {
        let lasts = days.iter().filter_map(|day| {
            let known = |_| Some(black_box(*day));
            limit.reckon(&rules.calendar, &known).ok().flatten().map(|reckoning| reckoning.last)
        });
        lasts.max()
    });
}

/// Where every deadline stands when every date is known.
#[divan::bench]
fn every_limit_once(bencher: Bencher<'_, '_>) {
    let rules = signpost_rules::rules();
    let mut answers = Answers::none(rules);
    for (place, question) in rules.questions() {
        if question.date().is_some() {
            let day = NaiveDate::from_ymd_opt(2026, 10, 28).expect("a day");
            answers.set(place, signpost_core::interview::Answer::Date(signpost_core::dates::Span::exact(day)));
        }
    }
    let count = rules.deadlines.len() as u32;
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let situation = Situation::of_dates(rules, black_box(&answers), today());
        (0..rules.deadlines.len())
            .filter(|at| {
                let place = signpost_core::rules::model::DeadlineIx(*at as u16);
                situation.standing(place).state() == signpost_core::rules::model::State::Passed
            })
            .count()
    });
}
