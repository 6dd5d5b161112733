//! What stops the program: files, usage, rules with errors, open questions. One place for exit codes and wording.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Exit codes, the same for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// It could not be done.
    CouldNot = 1,
    /// Wrong usage.
    Usage = 2,
    /// The rule files have errors.
    Rules = 3,
    /// More answers are needed.
    MoreAnswers = 4,
    /// Stopped by Ctrl-C.
    Interrupted = 130,
}

impl Exit {
    /// Every code with its meaning, as the manual page shows them.
    pub const MEANINGS: [(Exit, &'static str); 6] = [
        (Exit::Done, "Done."),
        (Exit::CouldNot, "It could not be done: a file, an unknown name, a case that came out differently."),
        (Exit::Usage, "Wrong usage, or an answer that does not fit."),
        (Exit::Rules, "The rule files have errors."),
        (Exit::MoreAnswers, "More answers are needed; they are named."),
        (Exit::Interrupted, "Stopped by Ctrl-C."),
    ];
}

/// A reason to stop, for whoever started the program.
#[derive(Debug, Error)]
pub enum AppError {
    /// A file or folder could not be read.
    #[error("`{}` could not be read: {}", .path.display(), system(.source))]
    Read {
        /// Which.
        path: PathBuf,
        /// Why, as the system says it.
        source: io::Error,
    },
    /// A file could not be written.
    #[error("`{}` could not be written: {}", .path.display(), system(.source))]
    Write {
        /// Which.
        path: PathBuf,
        /// Why, as the system says it.
        source: io::Error,
    },
    /// A file of that name is there already.
    #[error(
        "`{}` is there already, and was left as it is.\nGive another name, or add --force to write over it.",
        .path.display()
    )]
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// What was to be kept could not be; it has been printed instead.
    #[error(
        "`{}` could not be saved: {}.\nNothing is lost: it was printed instead. Try another folder or disk.",
        .path.display(),
        system(.source)
    )]
    NotSaved {
        /// Where it was to go.
        path: PathBuf,
        /// Why, as the system says it.
        source: io::Error,
    },
    /// A calendar was asked for, and no date lies ahead.
    #[error("no date of yours lies ahead, so there is nothing to put in a calendar")]
    NoDates,
    /// What is wrong has been shown already, as the work of the command; only its exit code is left.
    #[error("")]
    Shown(Exit),
    /// The interview cannot start because the rules have errors.
    #[error("the rule files have errors, so they are not used.\nTell whoever keeps them to run: signpost rules check")]
    NoInterview,
    /// A service's own areas file has errors.
    #[error("{0} has errors, so it is not used.\nTo see each with its cure: signpost areas check {0}")]
    OwnAreas(String),
    /// The rules in a folder take more time or memory than they may.
    #[error(
        "the rules take more than {0}, so they are not used.\nTell whoever keeps them: something in them grows without end, or far beyond what the program carries."
    )]
    Budget(String),
    /// No route is recommended for a set of answers: the rules are not complete.
    #[error("the rules have no next step for these answers.\nTell whoever keeps them to run: signpost rules check")]
    NoRoute,
    /// A letter cannot be filled in, which the checker should have found.
    #[error("the letter `{id}` cannot be drawn: {what}")]
    Letter {
        /// Which.
        id: String,
        /// Why.
        what: String,
    },
    /// The words on the command line do not fit.
    #[error("{what}{}", .help.iter().map(|help| format!("\n{help}")).collect::<String>())]
    Usage {
        /// What is wrong.
        what: String,
        /// How to put it right.
        help: Option<String>,
    },
    /// Something is wrong with the answers that were given, one line each.
    #[error("{}", .0.join("\n"))]
    Answers(Vec<String>),
    /// Questions are still open.
    #[error(
        "more answers are needed. Still open:{}{}{}",
        listed(.open),
        if .then.is_empty() { "" } else { "\nMost likely also:" },
        listed(.then)
    )]
    MoreAnswers {
        /// The ids and questions of those that are needed.
        open: Vec<(String, String)>,
        /// Of those that most likely come after them, as their answers decide.
        then: Vec<(String, String)>,
    },
    /// Nothing has the name that was asked for.
    #[error(
        "no {what} is called `{name}`{}",
        .near.iter().map(|near| format!("\nDid you mean `{near}`?")).collect::<String>()
    )]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// The name.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// The rules could not be looked at as a whole.
    #[error("it cannot be worked out: {0}")]
    NotProved(String),
    /// A case file is not understood.
    #[error("`{}` is not understood: {what}\nIt was left as it is. Mend it by hand, or take it out.", .path.display())]
    CaseDamaged {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A case would become one that could not be read again.
    #[error("{reference} was not saved, and is as it was: {what}")]
    CaseNotKept {
        /// Its reference.
        reference: String,
        /// What would be wrong with it.
        what: String,
    },
    /// Another program saved the case since it was read.
    #[error(
        "another program has saved {reference} since it was read (save {read} then, {now} now).\nNothing was overwritten. Look at it again, then save again."
    )]
    CaseChanged {
        /// Its reference.
        reference: String,
        /// How often it had been saved when it was read.
        read: u64,
        /// How often it has been saved now.
        now: u64,
    },
    /// The beginning of a reference fits more than one case.
    #[error("`{typed}` fits more than one case: {}\nType more of the reference.", .fits.join(", "))]
    SeveralCases {
        /// What was typed.
        typed: String,
        /// The references it fits.
        fits: Vec<String>,
    },
    /// Others can change what is in the cases folder.
    #[error(
        "others who use this computer can change the cases in `{folder}`, so it is not used.\nMake it private first: chmod 700 {folder}",
        folder = .0.display()
    )]
    FolderOpen(PathBuf),
    /// The cases folder belongs to somebody else.
    #[error(
        "`{}` belongs to somebody else, who can change the cases in it, so it is not used.\nName a folder of your own: --cases DIR",
        .0.display()
    )]
    FolderForeign(PathBuf),
    /// Another program is changing the cases folder.
    #[error(
        "another program has held `{}` for ten seconds.\nNothing was saved. Try again when it has finished.",
        .folder.display()
    )]
    Busy {
        /// Which.
        folder: PathBuf,
    },
    /// Some lines of a caseload had an error; each stands in the output.
    #[error("{failed} of {of} lines had an error. Each is in the output, with its number.")]
    LinesFailed {
        /// How many.
        failed: u64,
        /// Of how many.
        of: u64,
    },
    /// What was made could not be written where it goes.
    #[error("the output could not be written: {}", system(.0))]
    Output(#[source] io::Error),
    /// Nothing that was named holds an example.
    #[error("no case was found in {}, so nothing was tested", .0.join(", "))]
    NoExamples(Vec<String>),
    /// The terminal broke.
    #[error("the terminal could not be used: {}", system(.0))]
    Talk(#[source] io::Error),
    /// The person pressed Ctrl-C.
    #[error("")]
    Interrupted,
}

impl AppError {
    /// Wrong usage.
    pub fn usage(what: impl Into<String>, help: Option<&str>) -> AppError {
        AppError::Usage { what: what.into(), help: help.map(str::to_owned) }
    }

    /// A file that could not be read.
    pub fn read(path: &Path, source: io::Error) -> AppError {
        AppError::Read { path: path.to_owned(), source }
    }

    /// A file that could not be written.
    pub fn write(path: &Path, source: io::Error) -> AppError {
        AppError::Write { path: path.to_owned(), source }
    }

    /// The exit code it ends with.
    pub fn exit(&self) -> Exit {
        match self {
            AppError::Shown(exit) => *exit,
            AppError::SeveralCases { .. } | AppError::Usage { .. } | AppError::Answers(_) => Exit::Usage,
            AppError::NoInterview
            | AppError::OwnAreas(_)
            | AppError::NoRoute
            | AppError::Budget(_)
            | AppError::Letter { .. } => Exit::Rules,
            AppError::MoreAnswers { .. } => Exit::MoreAnswers,
            AppError::Interrupted => Exit::Interrupted,
            _ => Exit::CouldNot,
        }
    }

    /// Whether it has been shown already, or is nobody's news (a closed pipe).
    pub fn is_silent(&self) -> bool {
        match self {
            AppError::Shown(_) | AppError::Interrupted => true,
            AppError::Talk(error) => error.kind() == io::ErrorKind::BrokenPipe,
            _ => false,
        }
    }
}

/// The system's reason in plain words.
fn system(error: &io::Error) -> String {
    use io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".into(),
        ErrorKind::PermissionDenied => "you are not allowed to use it".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::NotADirectory => "it is not a folder".into(),
        ErrorKind::FileTooLarge => "no file may be that large here".into(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".into(),
        ErrorKind::StorageFull => "the disk is full".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".into(),
        ErrorKind::AlreadyExists => "it is there already".into(),
        ErrorKind::InvalidData => "it is not text".into(),
        _ => error.to_string(),
    }
}

fn listed(questions: &[(String, String)]) -> String {
    questions.iter().map(|(id, ask)| format!("\n  {id}: {ask}")).collect()
}
