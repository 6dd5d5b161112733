//! Trials at random and with injected faults. Few rounds here; `tests/trials.sh` runs as many as are asked for.
//!
//! Each is held against what is promised (SECURITY.md): a file is the old one or the new one, "saved" and "not saved" are
//! true, two programs lose nothing, and a plan keeps its own rules whatever was answered.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::{Days, NaiveDate};
use serde_yaml::Value;
use signpost_core::interview::{Answers, walk};
use signpost_core::plan::{Advice, advise};
use signpost_core::rules::model::Kind;
use signpost_render::json;

use crate::keep::held::CHECKS;
use crate::run::PROGRAM;
use crate::shelf::Shelf;

const ONE: &str = "K7MR-3XQD";

/// How many rounds: a few, or as many as are asked for.
fn rounds(few: usize) -> usize {
    std::env::var("SIGNPOST_TRIALS").ok().and_then(|many| many.parse().ok()).unwrap_or(few)
}

/// Numbers that look random and are the same each time; another start gives others.
struct Random(u64);

impl Random {
    fn new() -> Random {
        let start = std::env::var("SIGNPOST_TRIALS_START").ok().and_then(|start| start.parse().ok());
        Random(start.unwrap_or(0x2545_f491_4f6c_dd1d))
    }

    /// Numbers for one round alone, so that rounds can go on beside one another and one can be looked at again.
    fn of_round(round: usize) -> Random {
        /// The golden ratio of 64 bits: neighbours come to lie far apart.
        const APART: u64 = 0x9e37_79b9_7f4a_7c15;
        let mut random = Random(Random::new().0 ^ (round as u64 + 1).wrapping_mul(APART));
        random.below(1);
        random
    }

    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).args(["--today", "2026-11-21"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Everything in a folder but the lock and what a killed program left to be swept.
fn names(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("its entries too").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name != ".lock" && !name.starts_with(".signpost-")).collect()
}

#[test]
fn a_killed_program_leaves_the_old_file_or_the_new_one() {
    let (shelf, mut random) = (Shelf::new(), Random::new());
    shelf.with(ONE, &["area=england"]);
    let folder = shelf.cases();
    let cases = folder.to_str().expect("a plain path");
    // Long enough that there is something to be half of.
    shelf.case_with(&["note", ONE], "word ".repeat(20_000).as_bytes());
    let mut saved = 0;
    for round in 0..rounds(30) {
        let (before, mark) = (shelf.text(ONE), format!("round {round} of the trial"));
        let out = shelf.path().join(format!("out-{round}.yaml"));
        let out = out.to_str().expect("a plain path");
        let mut note = command(&["case", "--cases", cases, "note", ONE, &mark]).spawn().expect("it starts");
        let mut export = command(&["case", "--cases", cases, "export", ONE, "--to", out]).spawn().expect("it starts");
        std::thread::sleep(Duration::from_micros(random.below(60_000) as u64));
        for child in [&mut note, &mut export] {
            // One that has ended is past killing.
            let _ = child.kill();
            child.wait().expect("it ends");
        }
        let after = shelf.text(ONE);
        let case = signpost::cases::read(after.as_bytes()).expect("it is whole");
        let new = case.notes.iter().any(|note| note.text == mark);
        assert!(new || after == before, "round {round}: neither the old one nor the new one");
        saved += usize::from(new);
        if let Ok(copy) = fs::read_to_string(out) {
            assert!(copy == before || copy == after, "round {round}: a part of a case was given away");
        }
        assert_eq!(names(&folder), BTreeSet::from([format!("{ONE}.yaml")]));
    }
    println!("{saved} of {} notes were saved before the kill", rounds(30));
}

/// Makes the n-th call of a kind fail, or the program end there. Nothing where strace may not do that.
fn injected(what: &str, arguments: &[&str]) -> Option<(String, String)> {
    let (call, _) = what.split_once(':').expect("a call and what becomes of it");
    let trace = format!("trace={call}");
    let inject = format!("inject={what}");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject, PROGRAM]);
    let done = command.args(arguments).args(["--today", "2026-11-21"]).stdin(Stdio::null()).output().ok()?;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let refused = said.contains("strace:") || said.contains("ptrace");
    (!refused).then(|| (String::from_utf8_lossy(&done.stdout).into_owned(), said))
}

#[test]
fn saved_and_not_saved_are_true_whatever_fails() {
    let endings = ["error=EIO", "error=ENOSPC", "error=EINVAL", "error=EACCES", "signal=KILL"];
    let calls = ["write", "fsync", "rename", "renameat2", "linkat", "unlink", "openat", "lseek", "flock", "fchmod"];
    let mut random = Random::new();
    if injected("fsync:error=EIO:when=99", &["log"]).is_none() {
        eprintln!("SKIPPED: strace is not installed or may not trace here, so nothing was made to FAIL");
        return;
    }
    let mut faults: Vec<String> = Vec::new();
    for _ in 0..rounds(24) {
        let (call, ending) = (calls[random.below(calls.len())], endings[random.below(endings.len())]);
        faults.push(format!("{call}:{ending}:when={}", 1 + random.below(6)));
    }
    // Where it once was untrue: the folder's own sync, after the new name stands.
    faults.extend(endings[..3].iter().map(|ending| format!("fsync:{ending}:when=2")));
    faults.extend(["write:signal=KILL:when=1", "fsync:signal=KILL:when=1"].map(str::to_owned));
    for fault in faults {
        let shelf = Shelf::new();
        shelf.with(ONE, &["area=england"]);
        let (folder, before) = (shelf.cases(), shelf.text(ONE));
        let cases = folder.to_str().expect("a plain path");
        let (out, said) =
            injected(&fault, &["case", "--cases", cases, "note", ONE, "a marked note"]).expect("it traced");
        let after = shelf.text(ONE);
        let there = after.matches("a marked note").count();
        assert!(there == 1 || after == before, "{fault}: {after}");
        assert!(!out.contains("Noted") || there == 1, "{fault}: it says noted, and it is not");
        assert!(!said.contains("Not saved") || there == 0, "{fault}: it says not saved, and it is: {said}");
        let (plan, copy) = (shelf.path().join("plan.md"), shelf.path().join("copy.yaml"));
        let (plan, copy) = (plan.to_str().expect("plain"), copy.to_str().expect("plain"));
        let (out, said) = injected(&fault, &["plan", "--set", "area=wales", "--out", plan]).expect("it traced");
        let whole = fs::read_to_string(plan).is_ok_and(|text| text.contains("# seal:"));
        assert!(whole || !Path::new(plan).exists(), "{fault}: half a plan");
        assert!(!said.contains("Saved:") || whole, "{fault}: {said}");
        assert!(!said.contains("could not be saved") || !whole && out.contains("Your next steps"), "{fault}: {said}");
        injected(&fault, &["case", "--cases", cases, "export", ONE, "--to", copy]).expect("it traced");
        assert!(fs::read_to_string(copy).map_or(true, |copy| copy == after), "{fault}: half an export");
        injected(&fault, &["case", "--cases", cases, "delete", ONE, "--yes"]).expect("it traced");
        assert!(!shelf.file(ONE).exists() || shelf.text(ONE) == after, "{fault}: half deleted");
    }
}

#[test]
fn two_writers_lose_nothing() {
    let shelf = Shelf::new();
    shelf.with(ONE, &["area=england"]);
    let (folder, many) = (shelf.cases(), rounds(12).min(400));
    let write = |writer: usize| {
        for round in 0..many {
            let cases = folder.to_str().expect("a plain path");
            let mark = format!("{writer} wrote {round}.");
            let done = command(&["case", "--cases", cases, "note", ONE, &mark]).output().expect("it runs");
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|writer| drop(scope.spawn(move || write(writer)))));
    let case = signpost::cases::read(shelf.text(ONE).as_bytes()).expect("it is whole");
    let texts: BTreeSet<&str> = case.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!((texts.len(), case.notes.len(), case.rev), (2 * many, 2 * many, 1 + 2 * many as u64));
}

/// Answers at random until a plan stands: any option, any day of the last two years, a span, or not sure.
fn at_random(random: &mut Random, today: NaiveDate) -> Answers {
    let rules = signpost_rules::rules();
    let mut answers = Answers::none(rules);
    while let Some(next) = walk(rules, &answers, today).next {
        let asked = rules.question(next);
        let day = |random: &mut Random| today - Days::new(random.below(730) as u64);
        let written = match (random.below(12), asked.date()) {
            (0, _) => "not-sure".to_owned(),
            (1, Some(_)) => {
                let from = day(random);
                format!("{from}..{}", (from + Days::new(random.below(40) as u64)).min(today))
            }
            (_, Some(_)) => day(random).to_string(),
            (_, None) if asked.options.is_empty() => "none".to_owned(),
            // The other nations have no questions, so few of them are enough.
            (2.., None) if asked.kind == Kind::Area => asked.options[0].id.clone(),
            (_, None) => asked.options[random.below(asked.options.len())].id.clone(),
        };
        // What the others rule out is taken as not known.
        if answers.read(rules, &asked.id, &Value::from(written), today).is_err() {
            answers.read(rules, &asked.id, &Value::from("not-sure"), today).expect("everybody may be unsure");
        }
    }
    answers
}

/// What a plan comes to as data, or nothing where the rules have no step.
fn data(answers: &Answers, today: NaiveDate) -> Option<serde_json::Value> {
    match advise(signpost_rules::rules(), answers, today) {
        Advice::Plan(plan) => Some(serde_json::to_value(json::plan(&plan)).expect("plain values")),
        Advice::Ask(_) | Advice::NoRoute(_) => None,
    }
}

/// Rounds on every core, and what each found wrong, in the order of the rounds.
fn on_every_core(rounds: usize, one: impl Fn(usize) -> Vec<String> + Sync) -> Vec<String> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let round = next.fetch_add(1, Ordering::Relaxed);
            if round >= rounds {
                return;
            }
            let found = one(round);
            if !found.is_empty() {
                wrong.lock().expect("no other panicked").push((round, found));
            }
        }
    };
    std::thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(work))));
    let mut wrong = wrong.into_inner().expect("no other panicked");
    wrong.sort();
    wrong.into_iter().flat_map(|(_, found)| found).collect()
}

/// What the page keeps over every case it keeps over random answers too.
#[test]
fn a_page_keeps_its_own_rules_whatever_was_answered() {
    let rules = signpost_rules::rules();
    let wrong = on_every_core(rounds(150), |round| {
        let mut random = Random::of_round(round);
        let today = rules.law_checked + Days::new(random.below(300) as u64);
        let answers = at_random(&mut random, today);
        let Advice::Plan(plan) = advise(rules, &answers, today) else { return vec![format!("round {round}: no plan")] };
        let answered = || signpost_render::receipt::everything(rules, &answers, today, |_| None);
        let found = CHECKS.iter().flat_map(|(said, check, _)| check(&plan).wrong.into_iter().map(move |it| (said, it)));
        found.map(|(said, it)| format!("round {round}, {today}, not so: {said}: {it}\n{}", answered())).collect()
    });
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_plan_keeps_its_own_rules_whatever_was_answered() {
    let (rules, mut random) = (signpost_rules::rules(), Random::new());
    for round in 0..rounds(300) {
        let today = rules.law_checked + Days::new(random.below(300) as u64);
        let answers = at_random(&mut random, today);
        let held = || signpost_render::receipt::everything(rules, &answers, today, |_| None);
        let plan = data(&answers, today).unwrap_or_else(|| panic!("round {round}: no plan for\n{}", held()));
        assert_eq!(data(&answers, today).as_ref(), Some(&plan), "the same again");
        let ids = |list: &str| -> Vec<&str> {
            let routes = plan[list].as_array().into_iter().flatten();
            routes.map(|route| route["id"].as_str().or(route["route"]["id"].as_str()).unwrap_or_default()).collect()
        };
        let step = plan["next_step"]["id"].as_str().expect("a step");
        let mut all = vec![step];
        all.extend(["alongside", "open", "closed"].iter().flat_map(|list| ids(list)));
        let once: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(once.len(), all.len(), "round {round}: a route stands twice: {all:?}\n{}", held());
        let contacts = plan["contacts"].as_array().map_or(0, Vec::len);
        assert!(contacts >= 2, "round {round}: {contacts} contacts\n{}", held());
        for deadline in plan["deadlines"].as_array().expect("a list") {
            let day = |name: &str| deadline[name].as_str().and_then(|day| day.parse::<NaiveDate>().ok());
            let (aim, last) = (day("aim"), day("due"));
            assert!(aim.is_none() || aim <= last, "round {round}: {deadline}\n{}", held());
            let could_be = day("could_be");
            assert!(could_be.is_none() || could_be != last, "round {round}: {deadline}\n{}", held());
        }
        // What is written of the answers is read as the same answers.
        let block = signpost_render::receipt::answers_in(&held()).expect("the block is there");
        let entries: std::collections::BTreeMap<String, Value> = serde_yaml::from_str(&block).expect("it is YAML");
        let ahead = signpost_core::interview::reply::FutureDates::AsAsked;
        let (again, faults) = signpost_core::interview::entries::read(rules, &entries, today, ahead);
        assert!(faults.is_empty() && again == answers, "round {round}: {faults:?}\n{block}");
    }
}
