//! Each story in each face: the same plan and the same files, byte for byte.

use std::fs;
use std::path::Path;

use signpost::ask::plain::Plain;
use signpost::ask::{Beginning, Ended, interview};
use signpost::render::screen;
use signpost_core::interview::Answers;
use signpost_core::rules::RuleSet;
use signpost_render::document::{self, Spacing};
use signpost_render::messages as say;
use signpost_render::plan::{SCREEN, Today};

use super::walks::{OUTPUT, Prompts, command, compare, pipe, planned, terminal};
use super::{ALL, Step, Story, every_question};
use crate::run::flat;
use crate::screen::Screen;

/// The faces, in the order in which a story keeps everything in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    Pipe,
    PlainPipe,
    Line { columns: u16 },
    Menu { columns: u16 },
}

const FACES: [Face; 6] = [
    Face::Menu { columns: 40 },
    Face::Line { columns: 80 },
    Face::Pipe,
    Face::Menu { columns: 80 },
    Face::Line { columns: 40 },
    Face::PlainPipe,
];

/// Walks every story in this face. How its prompts were put, where it is a terminal.
fn walk(face: Face) -> Prompts {
    let mut sum = Prompts::default();
    for (at, story) in ALL.iter().enumerate() {
        let everything = FACES[at % FACES.len()] == face;
        let prompts = walk_one(face, story, everything);
        sum.lines += prompts.lines;
        sum.menus += prompts.menus;
        sum.instead += prompts.instead;
    }
    sum
}

fn walk_one(face: Face, story: &Story, everything: bool) -> Prompts {
    let (keeping, files) = if everything { story.keeps_everything() } else { story.keeps_text() };
    let steps = [&story.interview[..], &keeping].concat();
    let folder = tempfile::tempdir().expect("a folder");
    let plain = face == Face::PlainPipe;
    let (talk, prompts) = talk(face, story, &steps, folder.path());
    assert!(talk.trim_end().ends_with(say::END_KEPT), "{}: {talk}", story.name);
    assert_eq!(flat(&talk).matches(say::NAME_SHARED).count(), 1, "{}: {talk}", story.name);
    assert_eq!(flat(&talk).matches("You said: ").count(), story.answered(), "one echo an answer: {talk}");
    says_what_is_left(story, &talk);
    let output = fs::read_to_string(folder.path().join(OUTPUT)).expect("the plan");
    assert!(output.starts_with("Your next steps"), "{}: {output}", story.name);
    assert_eq!(output, planned(story, plain), "{}", story.name);
    assert_eq!(talk.contains(&story.block), everything, "{}: {talk}", story.name);
    compare(story, folder.path(), &files, plain);
    prompts
}

/// "About 6 questions" is said while there are several. A menu does not say it.
fn says_what_is_left(story: &Story, talk: &str) {
    let talk = flat(talk);
    let counted = |said: &str| said.split(' ').next().and_then(|count| count.parse::<usize>().ok());
    let said = talk.match_indices("About ").filter_map(|(at, found)| counted(&talk[at + found.len()..]));
    let said: Vec<usize> = said.collect();
    assert!(!said.is_empty() || !story.dated(), "{}: {talk}", story.name);
    // It never goes up, and the last is never promised.
    assert!(said.windows(2).all(|pair| pair[1] <= pair[0]) && !said.contains(&0), "{}: {said:?}", story.name);
}

/// `?`, `b` and `q` are named in the line above each answer line.
pub fn names_its_keys(talk: &str) -> usize {
    let mut prompts = 0;
    for (at, _) in talk.match_indices("\n> ") {
        let above = talk[..at].rsplit("\n\n").next().expect("text");
        let keys = flat(above);
        assert!(keys.contains("? help, b back, q "), "a prompt without its keys:\n{above}");
        prompts += 1;
    }
    prompts
}

/// What was said in this face, and how its prompts were put.
fn talk(face: Face, story: &Story, steps: &[Step], folder: &Path) -> (String, Prompts) {
    match face {
        Face::Pipe => (pipe(story, steps, &[], folder), Prompts::default()),
        Face::PlainPipe => (pipe(story, steps, &["--plain"], folder), Prompts::default()),
        Face::Line { columns } => shown(story, steps, columns, "", folder),
        Face::Menu { columns } => shown(story, steps, columns, "--menu", folder),
    }
}

/// What a screen of 24 rows showed.
fn shown(story: &Story, steps: &[Step], columns: u16, face: &str, folder: &Path) -> (String, Prompts) {
    let line = command(story, &format!("{face} --color never > {OUTPUT}"));
    let mut screen = Screen::of(columns, 24, &line, folder, true);
    let prompts = terminal(&mut screen, steps);
    let (shown, code) = screen.ends();
    assert_eq!(code, 0, "{}: {shown}", story.name);
    (console::strip_ansi_codes(&shown).replace('\r', ""), prompts)
}

/// An interview from its first screen, on the day of a story.
pub fn beginning<'r>(story: &Story, rules: &'r RuleSet) -> Beginning<'r> {
    Beginning {
        rules,
        today: story.today.parse().expect("a day"),
        today_is: Today::Set,
        answers: Answers::none(rules),
        changed: Vec::new(),
        pause: false,
        plan_on_screen: false,
        style: document::Style { width: SCREEN, spacing: Spacing::Close, ascii: false, bold: false },
    }
}

/// The plan and the talk of a bare interview held by the library itself: no program is started, so many are quick.
pub fn held(story: &Story, steps: &[Step]) -> (String, String) {
    let rules = signpost_rules::rules();
    let typed: String = steps.iter().map(|step| format!("{}\n", step.typed)).collect();
    let style = screen::Style { width: SCREEN, rows: None, plain: true, color: false };
    let (mut talk, mut plan) = (Vec::new(), String::new());
    let mut face = Plain::new(typed.as_bytes(), &mut talk, style, false, false);
    let ended = interview(&mut face, beginning(story, rules), &mut |text| {
        plan.push_str(text);
        Ok(())
    });
    assert_eq!(ended.expect("it ends"), Ended::Well);
    (plan, String::from_utf8(talk).expect("text"))
}

#[test]
fn help_and_back_at_every_question_change_nothing() {
    for story in every_question() {
        let detours = story.detours();
        let (plan, talk) = held(&story, &detours);
        assert!(names_its_keys(&talk) > detours.len() / 2, "{talk}");
        let asked = detours.iter().filter(|step| step.typed == "?").count();
        assert_eq!(talk.matches("\nWhy we ask: ").count(), asked, "{talk}");
        assert!(plan.starts_with("Your next steps"), "{talk}");
        let (same, straight) = held(&story, &story.interview);
        assert_eq!(plan, same, "{talk}");
        assert_eq!(flat(&straight).matches("You said: ").count(), story.answered(), "one echo an answer: {straight}");
    }
}

#[test]
fn help_and_back_in_a_terminal_change_nothing() {
    for story in ALL.iter().take(3) {
        let steps = [&story.detours()[..], &[story.offered(say::KEEP_NOTHING)]].concat();
        for face in [Face::Line { columns: 80 }, Face::Menu { columns: 80 }] {
            let folder = tempfile::tempdir().expect("a folder");
            talk(face, story, &steps, folder.path());
            let output = fs::read_to_string(folder.path().join(OUTPUT)).expect("the plan");
            assert_eq!(output, planned(story, false), "{face:?}");
        }
    }
}

#[test]
fn through_a_pipe() {
    walk(Face::Pipe);
}

#[test]
fn through_a_pipe_with_plain() {
    walk(Face::PlainPipe);
}

#[test]
fn plain_differs_from_the_others_in_its_spacing_only() {
    for story in ALL.iter() {
        assert_eq!(flat(&planned(story, true)), flat(&planned(story, false)), "{}", story.name);
    }
}

#[test]
fn with_the_answer_line() {
    for columns in [80, 40] {
        let prompts = walk(Face::Line { columns });
        assert!(prompts.lines > 100 && prompts.menus == 0, "{prompts:?}");
    }
}

#[test]
fn with_menus() {
    let wide = walk(Face::Menu { columns: 80 });
    assert!(wide.menus > 50, "{wide:?}");
    // What does not fit is a typed line, in the middle of an interview with menus.
    let narrow = walk(Face::Menu { columns: 40 });
    assert!(narrow.menus > 0 && narrow.instead > wide.instead, "{narrow:?} {wide:?}");
}
