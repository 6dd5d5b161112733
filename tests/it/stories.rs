//! Ten stories walked whole in each face, on a usual and on a small screen: the plan is that of `signpost plan`.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use signpost::interview::{Answer, Answers, walk};
use signpost::proof::examples::{Example, ExampleFile};
use signpost::rules;

use crate::pty::Screen;
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

const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

/// One question of a story: its first words, what is typed, and how far down its entry stands in a menu.
struct Turn {
    asked: String,
    typed: String,
    steps: usize,
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
    let rules = rules::built_in();
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
        let (typed, steps, date) = match answer {
            Answer::NotSure if options > 0 => ((options + 1).to_string(), options + 1, false),
            Answer::NotSure => ("not sure".into(), 0, false),
            Answer::Chosen(chosen) => {
                let bits: Vec<usize> = (0..options).filter(|bit| chosen & 1 << bit != 0).map(|bit| bit + 1).collect();
                let typed: Vec<String> = bits.iter().map(usize::to_string).collect();
                (typed.join(" "), bits[0], false)
            }
            Answer::Date(_) => {
                let written = Answers::write(rules, next, answer);
                (written.as_str().expect("a date is written as text").to_owned(), 0, true)
            }
        };
        let ask = walk(rules, &given, today).situation.say(&asked.ask);
        let words: Vec<&str> = ask.split(' ').take(2).collect();
        turns.push(Turn { asked: words.join(" "), typed, steps, date });
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

/// The plan of a story on a screen.
fn on_screen(case: &Example, turns: &[Turn], size: (u16, u16), menu: bool, file: &Path) -> String {
    let face = if menu { "--menu" } else { "" };
    let today = &case.today;
    let line = format!("exec {PROGRAM} --color never --no-pause {face} --today {today} > {}", file.display());
    let mut screen = Screen::of(size.0, size.1, &line);
    screen.types("");
    for turn in turns {
        screen.sees(&turn.asked);
        if screen.menu_or_line() {
            screen.chooses(turn.steps);
        } else {
            screen.press(&turn.typed).press("\r");
            if turn.date {
                screen.sees("type it again").types("");
            }
        }
    }
    screen.sees("Check your");
    if screen.menu_or_line() {
        screen.chooses(turns.len() + 1);
    } else {
        screen.press("\r");
    }
    screen.sees("keep anything");
    if screen.menu_or_line() {
        screen.press("q")
    } else {
        screen.press("q\r")
    };
    let (shown, code) = screen.ends();
    assert_eq!(code, 0, "{}: {shown}", case.name);
    fs::read_to_string(file).expect("a plan")
}

/// What `signpost plan` says on a screen of this size.
fn planned(case: &Example, size: (u16, u16), answers: &Path, file: &Path) -> String {
    let today = &case.today;
    let line = format!("exec {PROGRAM} plan --today {today} --answers {} > {}", answers.display(), file.display());
    assert_eq!(Screen::of(size.0, size.1, &line).ends().1, 0, "{}", case.name);
    fs::read_to_string(file).expect("a plan")
}

#[test]
#[ignore = "the walk on a pseudo-terminal does not come to its end yet"]
fn ten_stories_in_every_face() {
    let cases = cases();
    std::thread::scope(|scope| {
        for stories in STORIES.chunks(3) {
            let cases = &cases;
            scope.spawn(move || {
                for (story, name) in stories {
                    let case = cases.iter().find(|case| case.name == *name).unwrap_or_else(|| panic!("no {name}"));
                    walk_whole(story, case);
                }
            });
        }
    });
}

fn walk_whole(story: &str, case: &Example) {
    let folder = tempfile::tempdir().expect("a folder");
    let answers = folder.path().join("answers.yaml");
    fs::write(&answers, serde_yaml::to_string(&case.answers).expect("plain values")).expect("written");
    let file = folder.path().join("plan.txt");
    let turns = turns(case);
    for size in SIZES {
        let expected = planned(case, size, &answers, &file);
        assert!(expected.starts_with("Your plan"), "{story}: {expected}");
        if size == SIZES[0] {
            assert_eq!(piped(case, &turns), expected, "{story}: through a pipe");
        }
        for menu in [false, true] {
            assert_eq!(on_screen(case, &turns, size, menu, &file), expected, "{story} at {size:?}, menu: {menu}");
        }
    }
}
