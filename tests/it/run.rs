//! Starts the program on the small rules of `tests/fixtures/small`, on a fixed day.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// The program with the rules and the day that the tests of the interview use.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_signpost");

/// The folder of small rules.
pub const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/small");

/// The day of the tests: a Saturday.
pub const TODAY: &str = "2026-11-21";

/// What a run gave.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub talk: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("text"),
            talk: String::from_utf8(output.stderr).expect("text"),
        }
    }
}

/// The program, its surroundings cleaned of whatever the developer's terminal has set.
pub fn program() -> Command {
    let mut command = Command::new(PROGRAM);
    for name in ["ACCESSIBLE", "NO_COLOR", "COLUMNS", "LINES"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm");
    command
}

/// The program with the small rules, on the day of the tests.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = program();
    command.args(["--rules", RULES, "--today", TODAY]).args(arguments);
    command
}

/// Runs a command with this input; then the input is over.
pub fn fed(command: &mut Command, input: &[u8]) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // On its own thread, so that neither side waits for the other with a full pipe. The program may be gone before it
    // has read everything.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("it ends");
    writer.join().expect("written");
    output
}

/// Runs it with these lines typed through a pipe.
pub fn typed(arguments: &[&str], lines: &[&str]) -> Run {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fed(&mut command(arguments), text.as_bytes()).into()
}

/// The words, whatever the ends of lines and the gaps between them.
pub fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is typed at a question's list for the option with this id, wherever it stands there.
pub fn number(question: &str, option: &str) -> String {
    let rules = signpost_rules::rules();
    let place = rules.question_by_id(question).unwrap_or_else(|| panic!("no question {question}"));
    let at = rules.question(place).options.iter().position(|other| other.id == option);
    (at.unwrap_or_else(|| panic!("{question} has no {option}")) + 1).to_string()
}
