//! The adviser's commands: saved cases, the diary, caseloads.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use signpost_render::keep::Format;

use super::{Given, PlanFormat, format_name};

const KNOWN: [&str; 5] = ["letter-in-hand", "read-out", "remembered", "told-by-other", "not-said"];

/// Where cases are kept.
#[derive(Debug, Args, Default)]
pub struct Folder {
    /// Keep cases in this folder instead of your own data folder
    #[arg(long, global = true, value_name = "DIR")]
    pub cases: Option<PathBuf>,
}

/// Options of `case`.
#[derive(Debug, Args)]
pub struct CaseArgs {
    /// Where cases are kept.
    #[command(flatten)]
    pub folder: Folder,
    /// What to do.
    #[command(subcommand)]
    pub command: CaseCommand,
}

/// What to do with cases. A case is named by its reference or your own number, or the beginning of either.
#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// Start a case; prints its reference
    New(NewArgs),
    /// Go on with a case: ask what is still open, and save answers and plan
    Open(OpenArgs),
    /// Make a plan from a case's answers, print it, and keep it as given
    Plan(PlanCaseArgs),
    /// List cases
    List(ListArgs),
    /// Find cases by a part of their reference or of your own number
    Find {
        /// What to look for
        text: String,
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: PlanFormat,
    },
    /// Show everything a case holds
    Show {
        /// The case
        case: String,
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: PlanFormat,
    },
    /// Set answers, and what the call note says beside them
    Set(Box<SetArgs>),
    /// Add a private note. Leave out names
    Note(NoteArgs),
    /// Add an agreed action, or mark one as done
    Action(ActionArgs),
    /// Say that a step of the page is done: the page then begins with what comes after it
    Done(DoneArgs),
    /// Record a consent, or withdraw it
    Consent {
        /// The case
        case: String,
        /// What is agreed to
        #[arg(value_parser = ["record", "contact", "share", "feedback"])]
        what: String,
        /// The answer
        #[arg(value_parser = ["yes", "no", "not-asked"])]
        answer: String,
        /// With whom it may be shared: a body, not a person
        #[arg(long)]
        with: Option<String>,
    },
    /// Write the call note, the summary for the parent, or the teach-back line
    Report {
        /// The case
        case: String,
        /// Which
        #[arg(long, value_name = "KIND", default_value = "note")]
        kind: ReportKind,
        /// Only the note of this call, counted from the first, instead of the notes of all
        #[arg(long, value_name = "N")]
        call: Option<usize>,
    },
    /// Close a case
    Close {
        /// The case
        case: String,
        /// Only mark it as inactive
        #[arg(long)]
        inactive: bool,
    },
    /// Open a closed or inactive case again
    Reopen {
        /// The case
        case: String,
    },
    /// Remove a case's file
    Delete {
        /// The case
        case: String,
        /// Do it: there is no way back
        #[arg(long)]
        yes: bool,
    },
    /// Print a case's file, or copy it to a new one
    Export {
        /// The case
        case: String,
        /// The new file
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Take a case's file in
    Import {
        /// The file, or - for standard input
        file: PathBuf,
        /// Join it with the case of the same reference; nothing of either is lost
        #[arg(long)]
        merge: bool,
    },
    /// Say which open cases get different advice or dates under the rules in use
    Recheck {
        /// Compare with the rules in this folder, instead of with the last plan given
        #[arg(long, value_name = "DIR")]
        old: Option<PathBuf>,
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: PlanFormat,
    },
}

/// Options of `case new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Use this reference instead of a random one, for tests
    #[arg(long, value_name = "REF")]
    pub reference: Option<String>,
    /// Your own number for this family, any text without a name
    #[arg(long, value_name = "TEXT")]
    pub service_number: Option<String>,
    /// Keep that number although it looks like a name, a date of birth or an NHS number
    #[arg(long)]
    pub keep: bool,
    /// Answers given beforehand.
    #[command(flatten)]
    pub given: Given,
    /// How these answers are known
    #[arg(long, value_parser = KNOWN, default_value = "not-said")]
    pub known: String,
}

/// Options of `case open`.
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// The case
    pub case: String,
    /// Facts in any order, words to say, notes; type / for the commands
    #[arg(long)]
    pub adviser: bool,
    /// How many minutes the call took, instead of counting them
    #[arg(long, value_name = "MINUTES", requires = "adviser")]
    pub minutes: Option<u32>,
}

/// Options of `case plan`.
#[derive(Debug, Args)]
pub struct PlanCaseArgs {
    /// The case
    pub case: String,
    /// How to print the plan
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format_name())]
    pub format: Format,
}

/// Options of `case list`.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only cases with this status
    #[arg(long, value_parser = ["open", "inactive", "closed"])]
    pub status: Option<String>,
    /// Only cases not saved for so long, for example 12m, 90d or 2y
    #[arg(long, value_name = "LENGTH")]
    pub older_than: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: PlanFormat,
}

/// Options of `case set`.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// The case
    pub case: String,
    /// Answers, for example letter-date=2026-10-28
    #[arg(value_name = "ID=VALUE")]
    pub answers: Vec<String>,
    /// How these answers are known
    #[arg(long, value_parser = KNOWN, default_value = "not-said")]
    pub known: String,
    /// Take this answer out
    #[arg(long, value_name = "ID")]
    pub clear: Vec<String>,
    /// Your own number for this family, any text without a name; "" takes it out
    #[arg(long, value_name = "TEXT")]
    pub service_number: Option<String>,
    /// A route of which both sides were read out, by its id; again for another
    #[arg(long, value_name = "ID")]
    pub explained: Vec<String>,
    /// The level of support, 1 to 4
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub level: Option<u8>,
    /// The caller's part, such as parent: no name
    #[arg(long)]
    pub caller: Option<String>,
    /// When the call started, such as 10:05
    #[arg(long)]
    pub start: Option<String>,
    /// The length of the call in minutes
    #[arg(long)]
    pub minutes: Option<u32>,
    /// Urgent points, or: none raised
    #[arg(long)]
    pub urgent: Option<String>,
    /// What has been tried
    #[arg(long)]
    pub tried: Option<String>,
    /// What the parent chose, in their words
    #[arg(long)]
    pub choice: Option<String>,
    /// What happens if that does not work
    #[arg(long)]
    pub if_not: Option<String>,
    /// What is still to be found out
    #[arg(long)]
    pub queries: Option<String>,
    /// Whether the parent said back the next step and its date
    #[arg(long, value_parser = ["done", "not-done"])]
    pub teach_back: Option<String>,
    /// When to follow up
    #[arg(long, value_name = "DATE")]
    pub follow_up: Option<String>,
    /// Keep text that looks as if it said who somebody is
    #[arg(long)]
    pub keep: bool,
    /// Save only if the case has been saved this often
    #[arg(long, value_name = "N")]
    pub rev: Option<u64>,
}

/// Options of `case note`.
#[derive(Debug, Args)]
pub struct NoteArgs {
    /// The case
    pub case: String,
    /// The note; read from standard input when left out
    pub text: Vec<String>,
    /// The question it is about
    #[arg(long, value_name = "ID")]
    pub question: Option<String>,
    /// Keep it although it looks as if it said who somebody is
    #[arg(long)]
    pub keep: bool,
    /// Save only if the case has been saved this often
    #[arg(long, value_name = "N")]
    pub rev: Option<u64>,
}

/// Options of `case action`.
#[derive(Debug, Args)]
pub struct ActionArgs {
    /// The case
    pub case: String,
    /// What is to be done
    #[arg(required_unless_present = "done")]
    pub what: Vec<String>,
    /// Who does it: parent, adviser, school; no name
    #[arg(long, default_value = "parent")]
    pub who: String,
    /// By when
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,
    /// Mark the action with this number as done
    #[arg(long, value_name = "N", conflicts_with_all = ["what", "by"])]
    pub done: Option<usize>,
    /// Keep text that looks as if it said who somebody is
    #[arg(long)]
    pub keep: bool,
}

/// Options of `case done`.
#[derive(Debug, Args)]
pub struct DoneArgs {
    /// The case
    pub case: String,
    /// The step, by its number on the page; the first of your own when left out
    pub step: Option<usize>,
    /// The day on which it was done; today when left out
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// What to write about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportKind {
    /// The call note, with every heading.
    Note,
    /// A summary that can be sent to the parent.
    Summary,
    /// What to say before closing.
    TeachBack,
}

/// Options of `diary`.
#[derive(Debug, Args)]
pub struct DiaryArgs {
    /// Where cases are kept.
    #[command(flatten)]
    pub folder: Folder,
    /// Only what is due within so long, for example 14d or 6w; what is overdue is always shown
    #[arg(long, value_name = "LENGTH")]
    pub within: Option<String>,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiaryFormat,
}

/// How a diary is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiaryFormat {
    /// To read.
    Text,
    /// For programs.
    Json,
    /// For calendars.
    Ics,
}

/// Options of `batch`.
#[derive(Debug, Args)]
pub struct BatchArgs {
    /// How the caseload is written: JSON, one object a line, or CSV, one column a question; `story` is free text
    #[arg(long, value_name = "FORMAT", default_value = "json")]
    pub format: BatchFormat,
    /// How many plans to make at once; all cores when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

/// How a caseload is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BatchFormat {
    /// One JSON object a line.
    Json,
    /// Comma-separated values with a line of headings.
    Csv,
}
