//! A fault in the program loses nothing that was typed.

use std::env;
use std::fs;
use std::io;
use std::process::{Command, Output};

use signpost::ask::{Asker, Beginning, Reply, Showing, Style, View, interview};
use signpost::edge::fault;
use signpost_core::interview::Answers;
use signpost_render::document::{self, Spacing};
use signpost_render::plan::Today;

use crate::run::PROGRAM;

/// A face with a fault of its own: it types these lines, and then goes wrong in the middle of a prompt.
struct Faulty<'t> {
    types: &'t [&'t str],
}

impl Asker for Faulty<'_> {
    fn style(&self) -> Style {
        Style { width: 76, rows: None, plain: true, color: false }
    }

    fn say(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }

    fn ask(&mut self, _: &View, _: Showing) -> io::Result<Reply> {
        let (first, rest) = self.types.split_first().expect("the fault of this test");
        self.types = rest;
        Ok(Reply::Typed((*first).to_owned()))
    }

    fn clear(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn until_the_fault(types: &[&str]) {
    fault::on_fault(signpost_render::problem::program_fault);
    let rules = signpost_rules::rules();
    let beginning = Beginning {
        rules,
        today: "2026-11-21".parse().expect("a day"),
        today_is: Today::Set,
        answers: Answers::none(rules),
        changed: Vec::new(),
        pause: false,
        plan_on_screen: false,
        style: document::Style { width: 76, spacing: Spacing::Wide, ascii: true, bold: false },
    };
    let _ = interview(&mut Faulty { types }, beginning, &mut |_| Ok(()));
}

#[test]
#[ignore = "ends its process: started by the test below"]
fn after_three_answers() {
    until_the_fault(&["", "1", "1", "1"]);
}

#[test]
#[ignore = "ends its process: started by the test below"]
fn before_any_answer() {
    until_the_fault(&[""]);
}

/// A face with an open menu: the cursor is hidden, and then the program goes wrong.
#[cfg(unix)]
#[test]
#[ignore = "ends its process: started by the test below"]
fn in_an_open_menu() {
    fault::on_fault(signpost_render::problem::program_fault);
    let answers = "# signpost answers\narea: england\n".to_owned();
    fault::keep(fault::CrashReport { answers, ..fault::CrashReport::default() });
    signpost::edge::terminal::hides_cursor();
    console::Term::stderr().hide_cursor().expect("a terminal");
    panic!("the fault of this test");
}

#[cfg(unix)]
#[test]
fn after_a_fault_in_a_menu_the_cursor_is_there_again() {
    let tests = env::current_exe().expect("this program");
    let line = format!("exec {} --exact fault::in_an_open_menu --ignored --nocapture", tests.display());
    let (shown, code) = crate::screen::Screen::of(80, 24, &line, std::path::Path::new("."), false).ends();
    assert_eq!(code, 1, "{shown}");
    let (hidden, again) = (shown.rfind("\u{1b}[?25l"), shown.rfind("\u{1b}[?25h"));
    assert!(hidden.is_some() && again > hidden, "{shown:?}");
    assert!(shown.contains("had to stop") && shown.contains("area: england"), "{shown}");
}

/// Runs one of the two above in a process of its own, as the fault ends it.
fn child(name: &str) -> Output {
    let tests = env::current_exe().expect("this program");
    let mut command = Command::new(tests);
    command.args(["--exact", &format!("fault::{name}"), "--ignored", "--nocapture"]).env_remove("RUST_BACKTRACE");
    command.output().expect("it starts")
}

#[test]
fn a_fault_gives_back_what_was_answered() {
    let done = child("after_three_answers");
    let talk = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{talk}");
    assert!(talk.contains("Error: the program has a fault and had to stop"), "{talk}");
    assert!(!talk.contains("stack backtrace"), "{talk}");
    for answer in ["area: england", "person: under-five", "about:", "- plan"] {
        assert!(talk.contains(answer), "no {answer} in\n{talk}");
    }
    // The lines are taken back as they stand: all that is missing is the rest.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("answers.yaml");
    fs::write(&file, talk.as_bytes()).expect("it can be written");
    let again = Command::new(PROGRAM).args(["plan", "--answers"]).arg(&file).output().expect("it starts");
    let said = String::from_utf8_lossy(&again.stderr);
    assert!(again.status.code() == Some(4) && said.contains("How far has it got with an EHC plan?"), "{said}");
}

#[test]
fn a_fault_before_any_answer_gives_nothing_back() {
    let done = child("before_any_answer");
    let talk = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{talk}");
    assert!(
        talk.contains("Only files you saved are kept. Start it again.") && !talk.contains("signpost answers"),
        "{talk}"
    );
}
