//! A cases folder of its own for each test, and the program run on it.

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::run::{TODAY, program};

/// Answers that reach a plan: a refusal to assess, with nothing done yet.
pub const REFUSED: [&str; 7] = [
    "area=england",
    "person=child",
    "about=plan",
    "stage=refused-assessment",
    "done=nothing",
    "letter-date=2026-10-28",
    "told=none",
];

/// What a run came to.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs the program on the day of the tests with some input.
pub fn run(args: &[&str], input: &[u8]) -> Run {
    fed(&[args, &["--today", TODAY]].concat(), input).into()
}

/// Runs the program with some input.
pub fn fed(args: &[&str], input: &[u8]) -> Output {
    crate::run::fed(program().args(args), input)
}

/// A cases folder.
pub struct Shelf {
    folder: tempfile::TempDir,
}

impl Shelf {
    pub fn new() -> Shelf {
        Shelf { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn cases(&self) -> PathBuf {
        self.folder.path().join("cases")
    }

    pub fn file(&self, reference: &str) -> PathBuf {
        self.cases().join(format!("{reference}.yaml"))
    }

    pub fn text(&self, reference: &str) -> String {
        std::fs::read_to_string(self.file(reference)).expect("the case's file")
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// `signpost case ...` on this folder.
    pub fn case(&self, args: &[&str]) -> Run {
        self.case_with(args, b"")
    }

    pub fn case_with(&self, args: &[&str], input: &[u8]) -> Run {
        let cases = self.cases();
        let folder = cases.to_str().expect("a plain path");
        run(&[&["case", "--cases", folder], args].concat(), input)
    }

    pub fn diary(&self, args: &[&str]) -> Run {
        let cases = self.cases();
        run(&[&["diary", "--cases", cases.to_str().expect("a plain path")], args].concat(), b"")
    }

    /// A case with these answers.
    pub fn with(&self, reference: &str, answers: &[&str]) {
        let set: Vec<&str> = answers.iter().flat_map(|answer| ["--set", answer]).collect();
        let made = self.case(&[&["new", "--reference", reference], set.as_slice()].concat());
        assert_eq!(made.code, 0, "{}", made.err);
    }
}
