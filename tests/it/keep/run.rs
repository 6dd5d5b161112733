//! The program in a folder of its own.

use std::path::Path;
use std::process::Command;

use crate::run::{Run, fed, program};

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

/// The program, to be run in a folder.
pub fn signpost(folder: &Path) -> Command {
    let mut command = program();
    command.current_dir(folder);
    command
}

/// Runs it with these words.
pub fn run(folder: &Path, words: &[&str]) -> Run {
    fed(signpost(folder).args(words), b"").into()
}
