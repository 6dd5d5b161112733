//! What comes from outside and is too much or never comes: refused soon, in words, by every command.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::run::PROGRAM;
use crate::shelf::{Run, Shelf, run};

/// A folder of rules that are seven megabytes of questions.
fn far_too_large() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let rules = folder.path().join("rules");
    assert_eq!(run(&["rules", "new", plain(&rules)], b"").code, 0);
    let question = |at: usize| {
        format!(
            "  - {{id: q{at}, ask: \"Is number {at} so?\", why: It decides., say_aloud: Is it so?, choose: one, options: \
             [{{id: y, label: \"Yes\", said: It is.}}, {{id: n, label: \"No\", said: It is not.}}]}}\n"
        )
    };
    let mut parts = String::new();
    for part in 0..7 {
        let questions: String = (part * 5_600..(part + 1) * 5_600).map(question).collect();
        fs::write(rules.join(format!("england/p{part}.yaml")), format!("questions:\n{questions}")).expect("ours");
        parts.push_str(&format!("\n  - england/p{part}.yaml"));
    }
    let head = fs::read_to_string(rules.join("england.yaml")).expect("there");
    let first = "- england/first.yaml";
    assert!(head.contains(first));
    fs::write(rules.join("england.yaml"), head.replacen(first, &format!("{first}{parts}"), 1)).expect("ours");
    folder
}

fn plain(path: &Path) -> &str {
    path.to_str().expect("plain")
}

fn is_refused(run: &Run) -> bool {
    run.code == 3 && run.err.contains("the rules take more than") && run.err.contains("so they are not used")
}

#[test]
fn every_command_holds_rules_from_outside_to_the_budget() {
    let folder = far_too_large();
    let rules = folder.path().join("rules");
    let (rules, cases) = (plain(&rules), rules.join("cases"));
    let areas = folder.path().join("areas.yaml");
    fs::write(&areas, "areas: []\n").expect("ours");
    for arguments in [
        &["rules", "check", rules][..],
        &["plan", "--rules", rules],
        &["areas", "check", plain(&areas), "--rules", rules],
        &["plan", "--areas", plain(&areas), "--rules", rules],
        &["areas", "list", "--rules", rules],
        &["rules", "diff", crate::run::RULES, rules],
        &["rules", "tree", "--rules", rules],
        &["rules", "read", "--rules", rules],
        &["rules", "test", plain(&cases), "--rules", rules],
        &["rules", "new", "topic", "meals", "--rules", rules],
    ] {
        let run = run(arguments, b"");
        assert!(is_refused(&run), "{arguments:?}: {} {}", run.code, run.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_system_allows_less_it_is_said_and_nothing_falls() {
    let folder = far_too_large();
    let rules = folder.path().join("rules");
    let limited = "ulimit -v 300000 && exec \"$0\" rules check \"$1\"";
    let done = Command::new("sh").args(["-c", limited, PROGRAM, plain(&rules)]).output().expect("a shell");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.code() == Some(3) && said.contains("the memory that is allowed here"), "{done:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_waited_for_only_where_the_shell_holds_it() {
    let shelf = Shelf::new();
    let pipe = shelf.path().join("pipe.yaml");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is there");
    assert!(made.success());
    let pipe = plain(&pipe);
    for run in [
        run(&["plan", "--areas", pipe], b""),
        run(&["areas", "check", pipe], b""),
        run(&["plan", "--answers", pipe], b""),
        run(&["plan", "--verify", pipe], b""),
        run(&["rules", "test", pipe], b""),
        shelf.case(&["import", pipe]),
    ] {
        assert!(run.code == 1 && run.err.contains("it is not a plain file"), "{} {}", run.code, run.err);
    }
    for path in ["-", "/dev/stdin", "/dev/fd/0"] {
        let run = run(&["plan", "--answers", path], b"area: wales\n");
        assert!(run.code == 0 && run.out.contains("Wales"), "{path}: {} {}", run.code, run.err);
    }
}

#[test]
fn a_test_of_nothing_is_no_success() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("dates.csv");
    for text in [None, Some("id,limit,starts,due\n")] {
        if let Some(text) = text {
            fs::write(&table, text).expect("ours");
        }
        let test = run(&["rules", "test", plain(folder.path())], b"");
        assert_eq!((test.code, test.out.as_str()), (1, ""));
        assert!(test.err.contains("so nothing was tested"), "{}", test.err);
    }
}

#[test]
fn a_story_is_at_most_some_pages() {
    let story = "My son is seven. ".repeat(1_200);
    let line = format!("{{\"story\":\"{story}\"}}\n");
    let done = run(&["batch"], line.as_bytes());
    assert!(done.code == 1 && done.out.contains("longer than is heard at once"), "{}", done.out);
    let done = run(&["batch", "--format", "csv"], format!("story\n{story}\n").as_bytes());
    assert!(done.code == 1 && done.out.contains("longer than is heard at once"), "{}", done.out);
    // At the first screen, and more of it where it is read back.
    for typed in [format!("{story}\n"), format!("My son is seven.\n{story}\n")] {
        let done = run(&["ask", "--plain"], typed.as_bytes());
        assert!(done.err.contains("longer than is heard at once"), "{}", done.err);
    }
}

#[test]
fn what_cannot_be_written_or_read_is_called_what_it_is() {
    let row = format!("area{}\n", ",x".repeat(1 << 20));
    let done = run(&["batch", "--format", "csv"], row.as_bytes());
    assert!(done.code == 1 && done.err.contains("`standard input` could not be read: a row is longer"), "{}", done.err);
    #[cfg(target_os = "linux")]
    for arguments in [&["words", "mediation"][..], &["batch"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("there");
        let mut child = Command::new(PROGRAM);
        let child = child.args(arguments).stdin(Stdio::piped()).stdout(full).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("it starts");
        use std::io::Write;
        child.stdin.take().expect("a pipe").write_all(b"{}\n").expect("it reads");
        let done = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(said.contains("the output could not be written: the disk is full"), "{arguments:?}: {said}");
        assert_eq!(done.status.code(), Some(1));
    }
}

#[test]
fn where_nobody_reads_any_more_a_command_ends_as_it_would_have() {
    for (arguments, code) in [(&["plan", "--questions"][..], 0), (&["deadline", "--list"], 0), (&["words", "zebra"], 1)]
    {
        let mut child = Command::new(PROGRAM);
        let child = child.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("it starts");
        drop(child.stdout.take());
        let done = child.wait_with_output().expect("it ends");
        assert_eq!(done.status.code(), Some(code), "{arguments:?}");
        assert!(!String::from_utf8_lossy(&done.stderr).contains("could not be"), "{done:?}");
    }
}
