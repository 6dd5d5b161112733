//! The offer after the plan, through a pipe: what is kept is asked for, and nothing else.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::run::PROGRAM;

const ANSWERS: [&str; 8] = [
    "nation=england",
    "person=child",
    "matter=decision",
    "decision=refuse-assessment",
    "letter-date=2026-10-28",
    "progress=nothing-yet",
    "wants-mediation=no",
    "area=enfield",
];

/// The plan, the talk and the exit code of an interview in this folder; `lines` follow the plan.
fn offered(folder: &Path, lines: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(["ask", "--plain", "--today", "2026-11-21"]);
    command.args(ANSWERS.iter().flat_map(|answer| ["--set", answer]));
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let typed = format!("\n\n{}\n", lines.join("\n"));
    let _ = child.stdin.take().expect("a pipe").write_all(typed.as_bytes());
    let done = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(done.stdout), text(done.stderr), done.status.code().unwrap_or(-1))
}

#[test]
fn nothing_is_a_full_answer_and_so_is_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    for lines in [&["", "", "nothing"][..], &["q"][..], &[][..], &["1", "b", "9"][..], &["1"][..]] {
        let (plan, talk, code) = offered(folder.path(), lines);
        assert_eq!(code, 0, "{talk}");
        assert!(plan.starts_with("Your plan") && talk.contains("Nothing was saved."), "{talk}");
        assert_eq!(fs::read_dir(folder.path()).expect("ours").count(), 0, "{lines:?}");
    }
}

#[test]
fn everything_can_be_kept_and_is_private() {
    let folder = tempfile::tempdir().expect("a folder");
    let lines = ["1", "y", "2", "y", "3", "1", "y", "4", "y", "5", "y", "6", "y", "nothing"];
    let (plan, talk, code) = offered(folder.path(), &lines);
    assert_eq!(code, 0, "{talk}");
    assert_eq!(talk.matches("Anyone who uses this computer").count(), 1, "{talk}");
    let ends = ["plan-2026-11-21.txt", "pages-2026-11-21.txt", "dates-2026-11-21.ics", "log-2026-11-21.txt"];
    for name in ends.into_iter().chain(["plan-2026-11-21.html"]) {
        let file = folder.path().join(name);
        let mode = fs::metadata(&file).unwrap_or_else(|error| panic!("{name}: {error}\n{talk}")).permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
        assert!(talk.contains(&std::path::absolute(&file).expect("it has one").display().to_string()), "{talk}");
    }
    assert!(!plan.contains("Do you want to keep"), "the plan holds no talk");
}

#[test]
fn no_file_is_written_over_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mine.txt");
    fs::write(&file, "mine").expect("written");
    let (_, talk, _) = offered(folder.path(), &["1", "mine.txt", "2", "b", "9"]);
    assert!(talk.contains("There is a file of that name already."), "{talk}");
    assert_eq!(fs::read_to_string(&file).expect("read"), "mine");
    offered(folder.path(), &["1", "mine.txt", "1", "9"]);
    assert!(fs::read_to_string(&file).expect("read").starts_with("Your plan"));
}

#[test]
fn a_place_that_takes_no_file_is_told_and_another_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, talk, code) = offered(folder.path(), &["1", "nowhere/plan.txt", "1", "here.txt", "9"]);
    assert_eq!(code, 0, "{talk}");
    assert!(talk.contains("Error: The file could not be saved: there is no such folder."), "{talk}");
    assert!(folder.path().join("here.txt").exists(), "{talk}");
    let (_, talk, _) = offered(folder.path(), &["5", "nowhere/log.txt", "2", "", "9"]);
    assert!(talk.contains("Copy kept?") || talk.to_lowercase().contains("copy kept"), "shown to copy\n{talk}");
}

#[test]
fn what_would_change_the_plan_is_said_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, talk, _) = offered(folder.path(), &["7", "", "9"]);
    assert!(talk.contains("If you would like to try mediation: the next step would be to"), "{talk}");
    assert!(talk.contains("From Tuesday 29 December 2026, if nothing is done:"), "{talk}");
    let mut command = Command::new(PROGRAM);
    command.args(["plan", "--what-if", "--today", "2026-11-21"]);
    command.args(ANSWERS.iter().flat_map(|answer| ["--set", answer]));
    let text = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
    assert!(text.matches("\n- If ").count() <= 4 && text.matches("\n- From ").count() <= 5, "{text}");
    let json = command.args(["--format", "json"]).output().expect("it runs").stdout;
    let data: serde_json::Value = serde_json::from_slice(&json).expect("data");
    assert_eq!(data["turns"][0]["day"], "2026-12-29");
    assert!(data["what_if"].as_array().is_some_and(|others| !others.is_empty()));
}
