//! The offer after the plan, through a pipe: what is kept is asked for, and nothing else.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::run::{PROGRAM, Run, fed, program};

const ANSWERS: [&str; 7] = [
    "area=enfield",
    "person=child",
    "about=plan",
    "stage=refused-assessment",
    "done=nothing",
    "letter-date=2026-10-28",
    "told=none",
];

/// The plan, the talk and the exit code of an interview in this folder; `lines` follow the plan.
fn offered(folder: &Path, lines: &[&str]) -> (String, String, i32) {
    let mut command = program();
    command.current_dir(folder);
    talked(&mut command, lines)
}

/// The same, however the program is started.
fn talked(command: &mut Command, lines: &[&str]) -> (String, String, i32) {
    command.args(["ask", "--plain", "--today", "2026-11-21"]);
    command.args(ANSWERS.iter().flat_map(|answer| ["--set", answer]));
    let done: Run = fed(command, format!("\n\n{}\n", lines.join("\n")).as_bytes()).into();
    (done.out, done.talk, done.code)
}

#[test]
fn nothing_is_a_full_answer_and_so_is_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    for lines in [&["", "", "nothing"][..], &["q"][..], &[][..], &["1", "b", "9"][..], &["1"][..]] {
        let (plan, talk, code) = offered(folder.path(), lines);
        assert_eq!(code, 0, "{talk}");
        assert!(plan.starts_with("Your next steps") && talk.contains("Nothing was saved."), "{talk}");
        assert_eq!(fs::read_dir(folder.path()).expect("ours").count(), 0, "{lines:?}");
    }
}

#[test]
fn everything_can_be_kept_and_is_private() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = ["1", "y", "2", "1", "y", "2", "2", "y"];
    let others =
        ["3", "1", "y", "4", "1", "y", "4", "2", "plain.ics", "5", "1", "y", "5", "2", "y", "6", "y", "nothing"];
    let lines = [&plan[..], &others].concat();
    let (plan, talk, code) = offered(folder.path(), &lines);
    assert_eq!(code, 0, "{talk}");
    assert_eq!(talk.matches("Anyone who uses this computer").count(), 1, "{talk}");
    for (name, ending) in [
        ("next-steps", "txt"),
        ("pages", "txt"),
        ("next-steps", "html"),
        ("letter-ask-for-certificate", "txt"),
        ("dates", "ics"),
        ("log", "txt"),
        ("log", "csv"),
        ("email", "txt"),
        ("plain", ""),
    ] {
        let name = if ending.is_empty() { "plain.ics".to_owned() } else { format!("{name}-2026-11-21.{ending}") };
        let file = folder.path().join(&name);
        let mode = fs::metadata(&file).unwrap_or_else(|error| panic!("{name}: {error}\n{talk}")).permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
        assert!(talk.contains(&std::path::absolute(&file).expect("it has one").display().to_string()), "{talk}");
    }
    assert!(!plan.contains("Do you want to keep"), "the plan holds no talk");
    let plain = fs::read_to_string(folder.path().join("plain.ics")).expect("it is there");
    assert!(plain.contains("SUMMARY:Ring the mediation adviser"), "{plain}");
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
    assert!(fs::read_to_string(&file).expect("read").starts_with("Your next steps"));
}

#[test]
fn a_place_that_takes_no_file_is_told_and_another_offered() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, talk, code) = offered(folder.path(), &["1", "nowhere/plan.txt", "1", "here.txt", "9"]);
    assert_eq!(code, 0, "{talk}");
    assert!(talk.contains("Error: The file could not be saved: there is no such folder."), "{talk}");
    assert!(folder.path().join("here.txt").exists(), "{talk}");
    let (_, talk, _) = offered(folder.path(), &["5", "1", "nowhere/log.txt", "2", "9"]);
    assert!(talk.contains("Copy kept?") || talk.to_lowercase().contains("copy kept"), "shown to copy\n{talk}");
}

/// What `signpost plan` gives for the same answers.
fn planned(arguments: &[&str]) -> String {
    let mut command = program();
    command.args(["plan", "--plain", "--today", "2026-11-21"]).args(arguments);
    command.args(ANSWERS.iter().flat_map(|answer| ["--set", answer]));
    String::from_utf8(command.output().expect("it runs").stdout).expect("text")
}

/// An interview in a folder that is a disk of its own, mounted with these options; and how many files it left there.
/// None where no disk may be mounted.
fn on_a_disk(options: &str, lines: &[&str]) -> Option<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let script = "mount -t tmpfs -o \"$1\" tmpfs . && cd \"$PWD\" && shift && \
                  \"$@\" && echo \"left: $(ls -A | wc -l)\" >&2";
    let mut command = Command::new("unshare");
    command.current_dir(folder.path()).args(["-rm", "sh", "-c", script, "sh", options, PROGRAM]);
    let (plan, talk, _) = talked(&mut command, lines);
    if !plan.starts_with("Your next steps") {
        eprintln!("SKIPPED: no disk could be mounted here, so {options} was NOT tried: {talk}");
        return None;
    }
    Some((plan, talk))
}

#[test]
fn a_full_disk_loses_nothing() {
    // One page of memory: the plan does not go into it.
    let Some((_, talk)) = on_a_disk("size=4k", &["1", "y", "2", "9"]) else { return };
    assert!(talk.contains("Error: The file could not be saved: the disk is full."), "{talk}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.txt");
    planned(&["--out", file.to_str().expect("a plain name")]);
    let whole = fs::read_to_string(file).expect("the plan");
    assert!(talk.contains(&whole), "the whole text is shown, to copy\n{talk}");
    assert!(talk.ends_with("Nothing was saved.\nleft: 0\n"), "{talk}");
}

#[test]
fn a_disk_that_can_only_be_read_is_told_and_another_place_taken() {
    let other = tempfile::tempdir().expect("a folder");
    let elsewhere = other.path().join("plan.txt").display().to_string();
    let Some((_, talk)) = on_a_disk("ro", &["1", "y", "1", &elsewhere, "9"]) else { return };
    assert!(talk.contains("Error: The file could not be saved: nothing can be written in that folder."), "{talk}");
    assert!(talk.ends_with("Nothing else was saved.\nleft: 0\n"), "{talk}");
    assert!(fs::read_to_string(elsewhere).expect("saved").starts_with("Your next steps"));
}

#[test]
fn a_file_in_place_of_a_folder_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("notes"), "mine").expect("written");
    let (_, talk, code) = offered(folder.path(), &["6", "notes/email.txt", "3", "9"]);
    assert_eq!(code, 0, "{talk}");
    assert!(talk.contains("Error: The file could not be saved: there is no such folder."), "{talk}");
    assert!(talk.ends_with("Nothing was saved.\n"), "{talk}");
    assert_eq!(fs::read_to_string(folder.path().join("notes")).expect("read"), "mine");
}

#[test]
fn a_number_is_not_taken_for_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, talk, _) = offered(folder.path(), &["1", "1", "", "b", "9"]);
    assert_eq!(talk.matches("Error: Type y, or a name for the file.").count(), 2, "{talk}");
    assert_eq!(fs::read_dir(folder.path()).expect("ours").count(), 0);
}

#[test]
fn going_back_from_the_offer_leads_to_the_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let (plan, talk, code) = offered(folder.path(), &["b", "1", "islington", "", "nothing"]);
    assert_eq!(code, 0, "{talk}");
    assert_eq!(talk.matches("Check your answers").count(), 3, "{talk}");
    let (before, after) = plan.split_at(plan.rfind("Your next steps, as if").expect("two plans"));
    assert!(before.contains("Enfield SENDIASS") && !before.contains("Islington"), "{before}");
    assert!(after.contains("Islington SENDIASS") && !after.contains("Enfield"), "{after}");
    assert_eq!(talk.matches("Your next steps are where you sent them.").count(), 1, "{talk}");
    assert_eq!(talk.matches("The new next steps are where you sent them, after the ones before.").count(), 1, "{talk}");
}

#[test]
fn every_list_of_the_offer_has_help_back_and_quit() {
    let folder = tempfile::tempdir().expect("a folder");
    for (way, asks) in [
        (&[][..], "Do you want to keep anything?"),
        (&["1"][..], "What should the file be called?"),
        (&["2"][..], "How do you want to print it?"),
        (&["5"][..], "How do you want to fill it in?"),
    ] {
        let (_, talk, code) = offered(folder.path(), &[way, &["?", "q"]].concat());
        let last = &talk[talk.find(asks).unwrap_or_else(|| panic!("{asks}\n{talk}"))..];
        assert_eq!((code, last.matches(asks).count()), (0, 2), "asked again after help\n{talk}");
        let said = last.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(said.matches("? help, b back, q quit > ").count(), 2, "{last}");
        assert!(talk.ends_with("Nothing was saved.\n"), "{talk}");
        let (_, talk, _) = offered(folder.path(), &[way, &["b", "", "9"]].concat());
        assert!(talk.ends_with("Nothing was saved.\n"), "{talk}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("ours").count(), 0);
}

#[test]
fn the_email_is_short_and_stands_alone() {
    let text = planned(&["--format", "email"]);
    assert!(text.starts_with("Subject: Next steps, 21 November 2026\n"), "{text}");
    for said in ["As if today were Saturday 21 November 2026.", "What to do", "Enfield SENDIASS", "Law checked"] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(text.split_whitespace().collect::<Vec<_>>().join(" ").contains("not legal advice"), "{text}");
    assert!(!text.contains("# signpost answers") && !text.contains("area:"), "no answers\n{text}");
}

#[test]
fn what_would_change_the_plan_is_said_on_request() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_, talk, _) = offered(folder.path(), &["7", "", "9"]);
    assert!(talk.contains("From Tuesday 29 December 2026, if nothing is done"), "{talk}");
    let mut command = program();
    command.args(["plan", "--what-if", "--today", "2026-11-21"]);
    command.args(ANSWERS.iter().flat_map(|answer| ["--set", answer]));
    let text = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
    let turns = text.lines().filter(|line| line.starts_with("From ")).count();
    assert!((1..=5).contains(&turns), "{text}");
    let json = command.args(["--format", "json"]).output().expect("it runs").stdout;
    let data: serde_json::Value = serde_json::from_slice(&json).expect("data");
    assert_eq!(data["turns"][0]["day"], "2026-12-29");
    assert!(data["what_if"].is_array());
}
