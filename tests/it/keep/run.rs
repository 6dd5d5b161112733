//! The program in a folder of its own.

use std::path::Path;
use std::process::Command;

/// Answers that lead to a plan with dates.
pub const ANSWERS: &str = "\
area: islington
person: child
about: [plan]
stage: refused-assessment
done: [nothing]
letter-date: 2026-10-28
told: none
";

/// What a run gave.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub talk: String,
}

/// The program, to be run in a folder, untouched by the surroundings of the test.
pub fn signpost(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.current_dir(folder).env_remove("ACCESSIBLE").env_remove("NO_COLOR").env("TERM", "xterm");
    command
}

/// Runs it with these words.
pub fn run(folder: &Path, words: &[&str]) -> Run {
    let done = signpost(folder).args(words).stdin(std::process::Stdio::null()).output().expect("the program starts");
    Run {
        code: done.status.code().unwrap_or(-1),
        out: String::from_utf8(done.stdout).expect("it speaks UTF-8"),
        talk: String::from_utf8(done.stderr).expect("it speaks UTF-8"),
    }
}
