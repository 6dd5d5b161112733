//! Saved files: what is in them, who may read them, what happens when they cannot be written.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::run::{ANSWERS, run, signpost};
use crate::run::Run;

const DAY: &str = "2026-11-21";

fn plan(folder: &Path, extra: &[&str]) -> Run {
    let answers = folder.join("answers.yaml");
    fs::write(&answers, ANSWERS).expect("the answers can be written");
    let mut words = vec!["plan", "--answers", "answers.yaml", "--today", DAY];
    words.extend(extra);
    run(folder, &words)
}

#[test]
fn every_format_is_saved_privately_and_says_where() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["plan.txt", "plan.md", "plan.html", "plan.json", "plan.ics"] {
        let done = plan(folder.path(), &["--out", name]);
        let path = folder.path().join(name);
        assert_eq!((done.code, done.out.as_str()), (0, ""), "{name}: {}", done.talk);
        assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600, "{name}");
        let whole = std::path::absolute(&path).expect("it has one");
        assert_eq!(done.talk.matches(&whole.display().to_string()).count(), 1, "{}", done.talk);
        assert_eq!(done.talk.matches("Anyone who uses this computer").count(), 1, "{}", done.talk);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("it can be read").count(), 6, "nothing else was left behind");
}

#[test]
fn a_folder_gets_a_file_of_a_neutral_name() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(plan(folder.path(), &["--out", "."]).code, 0);
    assert!(folder.path().join("next-steps-2026-11-21.txt").exists());
    assert_eq!(plan(folder.path(), &["--out", ".", "--format", "html"]).code, 0);
    assert!(folder.path().join("next-steps-2026-11-21.html").exists());
}

#[test]
fn nothing_is_written_over_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.txt");
    fs::write(&path, "mine").expect("it can be written");
    let refused = plan(folder.path(), &["--out", "mine.txt"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.talk.contains("is there already") && refused.talk.contains("--force"), "{}", refused.talk);
    assert_eq!(fs::read_to_string(&path).expect("it is there"), "mine");
    assert_eq!(plan(folder.path(), &["--out", "mine.txt", "--force"]).code, 0);
    assert!(fs::read_to_string(&path).expect("it is there").starts_with("Your next steps"));
    assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("answers.yaml"), ANSWERS).expect("the answers can be written");
    // A limit of no bytes a file: each write fails as on a full disk.
    let script = format!(
        "trap '' XFSZ; ulimit -f 0; exec '{}' plan --answers answers.yaml --today {DAY} --out plan.txt",
        env!("CARGO_BIN_EXE_signpost")
    );
    let done = Command::new("sh").args(["-c", &script]).current_dir(folder.path()).output().expect("sh runs");
    let talk = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{talk}");
    assert!(talk.contains("could not be saved") && talk.contains("Nothing is lost"), "{talk}");
    // Standard output is a pipe here and takes it; the whole plan is there.
    assert!(String::from_utf8_lossy(&done.stdout).contains("What this is based on"));
    assert_eq!(fs::read_dir(folder.path()).expect("it can be read").count(), 1, "no part of it was left behind");
}

#[test]
fn a_folder_that_is_not_there_is_told_and_the_plan_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = plan(folder.path(), &["--out", "nowhere/plan.txt"]);
    assert_eq!(done.code, 1);
    assert!(done.talk.contains("there is no such file or folder"), "{}", done.talk);
    assert!(done.out.starts_with("Your next steps"));
}

#[test]
fn a_saved_plan_is_made_again_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, extra) in [("a.md", None), ("b.md", Some("--plain")), ("c.html", None), ("d.json", None)] {
        let mut words = vec!["--out", name];
        words.extend(extra);
        assert_eq!(plan(folder.path(), &words).code, 0);
        let verified = run(folder.path(), &["plan", "--verify", name]);
        assert_eq!(verified.code, 0, "{name}: {}{}", verified.out, verified.talk);
        assert!(verified.out.contains("byte for byte"), "{}", verified.out);
        let again = run(folder.path(), &["plan", "--answers", name, "--today", DAY]);
        assert_eq!(again.out, plan(folder.path(), &[]).out, "{name}: {}", again.talk);
    }
    // Nothing can be hidden in plain text, so it holds no receipt, and says so when it is asked for one.
    assert_eq!(plan(folder.path(), &["--out", "e.txt"]).code, 0);
    assert!(!fs::read_to_string(folder.path().join("e.txt")).expect("it is there").contains("# seal"));
    let verified = run(folder.path(), &["plan", "--verify", "e.txt"]);
    assert!(verified.code == 2 && verified.talk.contains("holds no receipt"), "{}", verified.talk);
}

#[test]
fn a_changed_file_or_other_rules_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(plan(folder.path(), &["--out", "plan.md"]).code, 0);
    let saved = fs::read_to_string(folder.path().join("plan.md")).expect("it is there");
    let put = |text: String| fs::write(folder.path().join("other.txt"), text).expect("it can be written");
    let verify = || run(folder.path(), &["plan", "--verify", "other.txt"]);

    put(saved.replace("24 December", "27 December"));
    let edited = verify();
    assert_eq!(edited.code, 1);
    assert!(
        edited.out.contains("changed after it was saved") && edited.out.contains("In the file: "),
        "{}",
        edited.out
    );
    assert!(!edited.out.contains("rules have changed"), "{}", edited.out);

    let rules = &signpost_rules::rules().hash;
    let others = "0".repeat(64);
    put(reseal(&saved.replace(rules.as_str(), &others).replace(&rules[..12], &others[..12])));
    let older = verify();
    assert_eq!(older.code, 1);
    assert!(older.out.contains("The rules have changed"), "{}", older.out);
    assert!(older.out.contains("The advice and every date are the same."), "{}", older.out);
    assert!(!older.out.contains("changed after it was saved"), "{}", older.out);

    put("nothing\n".into());
    assert_eq!(verify().code, 2);
}

#[test]
fn a_plan_of_the_real_day_is_made_again_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let saved = run(folder.path(), &["plan", "--set", "area=wales", "--out", "plan.md"]);
    assert_eq!(saved.code, 0, "{}", saved.talk);
    let verified = run(folder.path(), &["plan", "--verify", "plan.md"]);
    assert!(verified.code == 0 && verified.out.contains("byte for byte"), "{}{}", verified.out, verified.talk);
    let text = fs::read_to_string(folder.path().join("plan.md")).expect("it is there");
    assert!(!text.contains("as if today were"), "{text}");
    let email = run(folder.path(), &["plan", "--set", "area=wales", "--format", "email"]);
    assert!(email.out.contains("Made on "), "{}", email.out);
}

#[test]
fn another_program_is_named_and_a_long_difference_is_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(plan(folder.path(), &["--out", "plan.md"]).code, 0);
    let saved = fs::read_to_string(folder.path().join("plan.md")).expect("it is there");
    let verify = |text: &str| {
        fs::write(folder.path().join("other.txt"), text).expect("it can be written");
        run(folder.path(), &["plan", "--verify", "other.txt"]).out
    };
    let program = format!("signpost {}", env!("CARGO_PKG_VERSION"));
    let older = verify(&reseal(&saved.replace(&program, "signpost 0.0.9")));
    assert!(
        older.contains(&format!("- The program has changed: it was signpost 0.0.9, now it is {program}.\n")),
        "{older}"
    );
    assert!(older.contains("The advice and every date are the same.\n"), "{older}");
    // The block stays as it is, or nothing could be made again.
    let at = saved.find("# signpost answers").expect("the block");
    let all = verify(&(saved[..at].replace('a', "A") + &saved[at..]));
    let rest = all.lines().last().expect("a line");
    assert!(rest.starts_with("And ") && rest.ends_with(" lines more."), "{all}");
}

/// The file as older rules would have sealed it.
fn reseal(text: &str) -> String {
    let at = text.find("# seal: ").expect("it has a seal") + 8;
    let bare = format!("{}{}{}", &text[..at], "0".repeat(64), &text[at + 64..]);
    signpost_render::receipt::sealed(&bare)
}

#[test]
fn answers_come_back_from_the_middle_of_an_email() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(plan(folder.path(), &["--out", "plan.md"]).code, 0);
    let saved = fs::read_to_string(folder.path().join("plan.md")).expect("it is there");
    let quoted: String = saved.lines().map(|line| format!("> {line}\n")).collect();
    fs::write(folder.path().join("mail.txt"), format!("Hello,\n\n{quoted}\nSee you\n")).expect("it can be written");
    let again = run(folder.path(), &["plan", "--answers", "mail.txt", "--today", DAY]);
    assert_eq!(again.out, plan(folder.path(), &[]).out, "{}", again.talk);
}

#[test]
fn letters_and_the_log_are_saved_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = run(folder.path(), &["letter", "ask-for-assessment", "--today", DAY, "--out", "letter.txt"]);
    assert_eq!(done.code, 0, "{}", done.talk);
    let letter = fs::read_to_string(folder.path().join("letter.txt")).expect("it is there");
    assert!(letter.contains("not legal advice") && letter.contains("SENDIASS"), "{letter}");
    assert_eq!(run(folder.path(), &["log", "--out", "log.csv"]).code, 0);
    let table = fs::read_to_string(folder.path().join("log.csv")).expect("it is there");
    assert_eq!(
        table.lines().next(),
        Some(
            "Date,\"How (call, email, meeting)\",Who,Organisation,What was said,\"What was promised, in their words\",Copy kept?"
        )
    );
    assert_eq!(table.lines().filter(|line| line.starts_with("Example")).count(), 2);
    let form = run(folder.path(), &["log"]);
    assert_eq!(form.out.matches("\nExample ").count(), 2);
    assert_eq!(form.out.matches("What was promised, in their words:").count(), 10);
}

#[test]
fn a_calendar_without_dates_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let done = signpost(folder.path())
        .args(["plan", "--today", "2028-12-31", "--set", "area=wales", "--format", "ics"])
        .output()
        .expect("it runs");
    let talk = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{talk}");
    assert!(done.stdout.is_empty() && talk.contains("no date of yours lies ahead"), "{talk}");
}
