//! Ten stories walked whole, from the first screen to the last: the plan is that of `signpost plan`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use signpost::built_in;
use signpost::interview::{Answer, Answers, walk};
use signpost::proof::examples::{Example, ExampleFile};

use crate::run::PROGRAM;

/// What happened, and the case that tells it.
const STORIES: [(&str, &str); 10] = [
    ("refusal to assess", "s.51(2)(a): refuse-assessment, nothing done yet"),
    ("final plan, wrong school", "Final plan right except for the school"),
    ("draft plan", "Draft of 3 November 2026 seen on 2026-11-17"),
    ("late review", "The day after the four weeks"),
    ("help in the plan not given", "A plan that is late and help that is missing"),
    ("school not helping", "Falling behind, nothing formal tried"),
    ("permanent exclusion", "Permanent exclusion yesterday, governors not met"),
    ("discrimination by a college", "College suspends a young person because of a disability"),
    ("Wales", "Individual development plan in Wales"),
    ("late appeal", "Letter of 28 October 2026, adviser not rung by 29 December"),
];

/// One question of a story: what is typed, and whether it is a date, which is said back.
struct Turn {
    typed: String,
    date: bool,
}

fn cases() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = fs::read_dir(folder).expect("the cases can be read").map(|entry| entry.expect("each too").path());
    let read = |path: PathBuf| -> ExampleFile {
        serde_yaml::from_str(&fs::read_to_string(path).expect("it can be read")).expect("it is well formed")
    };
    files.flat_map(|path| read(path).cases).collect()
}

fn turns(case: &Example) -> Vec<Turn> {
    let rules = built_in::rules();
    let today = case.today.parse().expect("a day");
    let mut answers = Answers::none(rules);
    let mut entries: Vec<_> = case.answers.iter().collect();
    entries.sort_by_key(|(id, _)| rules.question_by_id(id));
    for (id, value) in entries {
        answers.read(rules, id, value, today).expect("it fits");
    }
    let mut given = Answers::none(rules);
    let mut turns = Vec::new();
    while let Some(next) = walk(rules, &given, today).next {
        let answer = answers.get(next).unwrap_or(Answer::NotSure);
        let asked = rules.question(next);
        let options = asked.options.len();
        let (typed, date) = match answer {
            Answer::NotSure if options > 0 => ((options + 1).to_string(), false),
            Answer::NotSure => ("not sure".into(), false),
            Answer::Chosen(chosen) => {
                let bits: Vec<usize> = (0..options).filter(|bit| chosen & 1 << bit != 0).map(|bit| bit + 1).collect();
                let typed: Vec<String> = bits.iter().map(usize::to_string).collect();
                (typed.join(" "), false)
            }
            Answer::Date(_) => (Answers::write(rules, next, answer).to_string(), true),
        };
        turns.push(Turn { typed, date });
        given.set(next, answer);
    }
    turns
}

/// The plan of a story through a pipe.
fn piped(case: &Example, turns: &[Turn]) -> String {
    let mut lines = vec![String::new()];
    for turn in turns {
        lines.push(turn.typed.clone());
        lines.extend(turn.date.then(String::new));
    }
    lines.extend([String::new(), "nothing".into(), String::new()]);
    let mut child = Command::new(PROGRAM)
        .args(["--today", &case.today])
        .env_remove("ACCESSIBLE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let _ = child.stdin.take().expect("a pipe").write_all(lines.join("\n").as_bytes());
    let done = child.wait_with_output().expect("it ends");
    let talk = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(0), "{}: {talk}", case.name);
    assert!(talk.ends_with("Nothing else was saved.\n") || talk.ends_with("Nothing was saved.\n"), "{talk}");
    String::from_utf8(done.stdout).expect("text")
}

/// What `signpost plan` says of the same answers.
fn planned(case: &Example, answers: &Path) -> String {
    let output = Command::new(PROGRAM)
        .args(["plan", "--today", &case.today, "--answers"])
        .arg(answers)
        .env_remove("ACCESSIBLE")
        .stdin(Stdio::null())
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(0), "{}", case.name);
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn ten_stories_come_to_the_plan_of_their_answers() {
    let cases = cases();
    for (story, name) in STORIES {
        let case = cases.iter().find(|case| case.name == name).unwrap_or_else(|| panic!("no {name}"));
        let folder = tempfile::tempdir().expect("a folder");
        let answers = folder.path().join("answers.yaml");
        fs::write(&answers, serde_yaml::to_string(&case.answers).expect("plain values")).expect("written");
        let expected = planned(case, &answers);
        assert!(expected.starts_with("Your plan"), "{story}: {expected}");
        assert_eq!(piped(case, &turns(case)), expected, "{story}");
    }
}
