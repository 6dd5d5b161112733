//! Starts the program on the small rules of `tests/fixtures/small`, on a fixed day.

use std::io::Write;
use std::process::{Command, Stdio};

/// The program with the rules and the day that the tests of the interview use.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_signpost");

/// The folder of small rules.
pub const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small");

/// The day of the tests: a Saturday.
pub const TODAY: &str = "2026-11-21";

/// What a run gave.
pub struct Outcome {
    pub plan: String,
    pub talk: String,
    pub code: i32,
}

/// The program, its surroundings cleaned of whatever the developer's terminal has set.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(["--rules", RULES, "--today", TODAY]).args(arguments);
    for name in ["ACCESSIBLE", "NO_COLOR", "COLUMNS", "LINES"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm");
    command
}

/// Runs it with these lines typed through a pipe; then the input is over.
pub fn typed(arguments: &[&str], lines: &[&str]) -> Outcome {
    let mut child = command(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut text = lines.join("\n");
    if !lines.is_empty() {
        text.push('\n');
    }
    // The program may be gone before it has read everything.
    let _ = child.stdin.take().expect("a pipe").write_all(text.as_bytes());
    let output = child.wait_with_output().expect("the program ends");
    Outcome {
        plan: String::from_utf8(output.stdout).expect("text"),
        talk: String::from_utf8(output.stderr).expect("text"),
        code: output.status.code().expect("an exit code"),
    }
}

/// The words, whatever the ends of lines and the gaps between them.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
