//! What stops the program: files, usage, rules with errors, open questions. One place for exit codes and wording.

use std::fmt;
use std::path::{Path, PathBuf};

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
#[derive(Debug)]
pub enum AppError {
    /// A file or folder could not be read.
    Read {
        /// Which.
        path: PathBuf,
        /// Why, as the system says it.
        source: std::io::Error,
    },
    /// A file could not be written.
    Write {
        /// Which.
        path: PathBuf,
        /// Why, as the system says it.
        source: std::io::Error,
    },
    /// A file of that name is there already.
    Exists {
        /// Which.
        path: PathBuf,
    },
    /// What was to be kept could not be; it has been printed instead.
    NotSaved {
        /// Where it was to go.
        path: PathBuf,
        /// Why, as the system says it.
        source: std::io::Error,
    },
    /// A calendar was asked for, and no date lies ahead.
    NoDates,
    /// What is wrong has been shown already, as the work of the command; only its exit code is left.
    Shown(Exit),
    /// The interview cannot start because the rules have errors.
    NoInterview,
    /// No route is recommended for a set of answers: the rules are not complete.
    NoRoute,
    /// The words on the command line do not fit.
    Usage {
        /// What is wrong.
        what: String,
        /// How to put it right.
        help: Option<String>,
    },
    /// Something is wrong with the answers that were given, one line each.
    Answers(Vec<String>),
    /// Questions are still open.
    MoreAnswers {
        /// Their ids and questions.
        open: Vec<(String, String)>,
    },
    /// Nothing has the name that was asked for.
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// The name.
        name: String,
        /// The nearest there is.
        near: Option<String>,
    },
    /// The rules could not be looked at as a whole.
    NotProved(String),
    /// A case file is not understood.
    CaseDamaged {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// Another program saved the case since it was read.
    CaseChanged {
        /// Its reference.
        reference: String,
        /// How often it had been saved when it was read.
        read: u64,
        /// How often it has been saved now.
        now: u64,
    },
    /// The beginning of a reference fits more than one case.
    SeveralCases {
        /// What was typed.
        typed: String,
        /// The references it fits.
        fits: Vec<String>,
    },
    /// Anybody can change what is in the cases folder.
    FolderOpen(PathBuf),
    /// Some lines of a caseload had an error; each stands in the output.
    LinesFailed {
        /// How many.
        failed: u64,
        /// Of how many.
        of: u64,
    },
    /// The terminal or a pipe broke.
    Talk(std::io::Error),
    /// The person pressed Ctrl-C.
    Interrupted,
}

impl AppError {
    /// Wrong usage.
    pub fn usage(what: impl Into<String>, help: Option<&str>) -> AppError {
        AppError::Usage { what: what.into(), help: help.map(str::to_owned) }
    }

    /// A file that could not be read.
    pub fn read(path: &Path, source: std::io::Error) -> AppError {
        AppError::Read { path: path.to_owned(), source }
    }

    /// The exit code it ends with.
    pub fn exit(&self) -> Exit {
        match self {
            AppError::Read { .. } | AppError::Write { .. } | AppError::Unknown { .. } | AppError::Talk(_) => {
                Exit::CouldNot
            }
            AppError::Exists { .. } | AppError::NotSaved { .. } | AppError::NoDates => Exit::CouldNot,
            AppError::NotProved(_) | AppError::CaseDamaged { .. } | AppError::CaseChanged { .. } => Exit::CouldNot,
            AppError::FolderOpen(_) | AppError::LinesFailed { .. } => Exit::CouldNot,
            AppError::Shown(exit) => *exit,
            AppError::SeveralCases { .. } => Exit::Usage,
            AppError::NoInterview | AppError::NoRoute => Exit::Rules,
            AppError::Usage { .. } | AppError::Answers(_) => Exit::Usage,
            AppError::MoreAnswers { .. } => Exit::MoreAnswers,
            AppError::Interrupted => Exit::Interrupted,
        }
    }

    /// Whether it has been shown already, or is nobody's news (a closed pipe).
    pub fn is_silent(&self) -> bool {
        match self {
            AppError::Shown(_) | AppError::Interrupted => true,
            AppError::Talk(error) => error.kind() == std::io::ErrorKind::BrokenPipe,
            _ => false,
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AppError::Read { path, source } => write!(f, "`{}` could not be read: {}", path.display(), system(source)),
            AppError::Write { path, source } => {
                write!(f, "`{}` could not be written: {}", path.display(), system(source))
            }
            AppError::Exists { path } => write!(
                f,
                "`{}` is there already, and was left as it is.\nGive another name, or add --force to write over it.",
                path.display()
            ),
            AppError::NotSaved { path, source } => write!(
                f,
                "`{}` could not be saved: {}.\nNothing is lost: it was printed instead. Try another folder or disk.",
                path.display(),
                system(source)
            ),
            AppError::NoDates => write!(f, "no date of yours lies ahead, so there is nothing to put in a calendar"),
            AppError::NoInterview => write!(
                f,
                "the rule files have errors, so they are not used.\nTell whoever keeps them to run: signpost rules check"
            ),
            AppError::NoRoute => write!(
                f,
                "the rules have no next step for these answers. Ring your local SENDIASS: its advice is free."
            ),
            AppError::Usage { what, help } => {
                write!(f, "{what}")?;
                help.iter().try_for_each(|help| write!(f, "\n{help}"))
            }
            AppError::Answers(lines) => write!(f, "{}", lines.join("\n")),
            AppError::MoreAnswers { open } => {
                write!(f, "more answers are needed. Still open:")?;
                open.iter().try_for_each(|(id, ask)| write!(f, "\n  {id}: {ask}"))
            }
            AppError::NotProved(why) => write!(f, "it cannot be worked out: {why}"),
            AppError::Unknown { what, name, near } => {
                write!(f, "no {what} is called `{name}`")?;
                near.iter().try_for_each(|near| write!(f, "\nDid you mean `{near}`?"))
            }
            AppError::CaseDamaged { path, what } => {
                write!(
                    f,
                    "`{}` is not understood: {what}\nIt was left as it is. Mend it by hand, or take it out.",
                    path.display()
                )
            }
            AppError::CaseChanged { reference, read, now } => write!(
                f,
                "another program has saved {reference} since it was read (save {read} then, {now} now).\nNothing was overwritten. Look at it again, then save again."
            ),
            AppError::SeveralCases { typed, fits } => {
                write!(f, "`{typed}` fits more than one case: {}\nType more of the reference.", fits.join(", "))
            }
            AppError::FolderOpen(path) => write!(
                f,
                "anybody who uses this computer can change the cases in `{0}`, so it is not used.\nMake it private first: chmod 700 {0}",
                path.display()
            ),
            AppError::LinesFailed { failed, of } => {
                write!(f, "{failed} of {of} lines had an error. Each is in the output, with its number.")
            }
            AppError::Talk(error) => write!(f, "the terminal could not be used: {}", system(error)),
            AppError::Shown(_) | AppError::Interrupted => Ok(()),
        }
    }
}

impl std::error::Error for AppError {}

/// The system's reason in plain words.
fn system(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
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
